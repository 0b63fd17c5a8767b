//! Reads the text of a file on a thread of its own: a file made to keep a reader busy for hours must not keep the counter.

use reader::wording::text_of;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

/// How long a file may take; a long report takes a few hundredths of it.
const LONGEST: Duration = Duration::from_secs(2);
/// How often somebody who waits for the reader looks again.
const LOOK: Duration = Duration::from_millis(10);
/// Whether a file is being read: one at a time, so that hostile ones cannot take all processors.
static BUSY: AtomicBool = AtomicBool::new(false);

/// Lets the next file be read, whatever becomes of this one.
struct Reading;

impl Drop for Reading {
    fn drop(&mut self) {
        BUSY.store(false, Ordering::SeqCst);
    }
}

/// The text of a file, empty when it has none that can be read; `None` when it takes too long or an earlier file still
/// keeps the reader, so that it may be asked for again.
pub fn text_within(media_type: &str, bytes: Vec<u8>) -> Option<String> {
    if !take_turn() {
        tracing::warn!("the text of a file was not read: an earlier file still keeps the reader");
        return None;
    }
    let (media_type, (sender, receiver)) = (media_type.to_owned(), mpsc::channel());
    std::thread::spawn(move || {
        let reading = Reading;
        let text = text_of(&media_type, &bytes);
        drop(reading);
        // Whoever asked may have gone; then nobody needs the text.
        let _ = sender.send(text);
    });
    match receiver.recv_timeout(LONGEST) {
        Ok(Ok(text)) => Some(text),
        Ok(Err(why)) => {
            tracing::info!(why, "the text of a file was not read");
            Some(String::new())
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => Some(String::new()),
        Err(mpsc::RecvTimeoutError::Timeout) => {
            tracing::warn!("the text of a file was not read: it takes too long");
            None
        }
    }
}

/// Waits for the reader as long as a file may take.
fn take_turn() -> bool {
    let looks = LONGEST.as_millis() / LOOK.as_millis();
    for _ in 0..=looks {
        if BUSY.compare_exchange(false, true, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
            return true;
        }
        std::thread::sleep(LOOK);
    }
    false
}
