//! Reads the text of a file on a thread of its own: a file made to keep a reader busy for hours must not keep the counter.

use super::wording::text_of;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

/// How long a file may take; a long report takes a few hundredths of it.
const LONGEST: Duration = Duration::from_secs(3);
/// Whether a file is still being read that nobody waits for any more.
static BUSY: AtomicBool = AtomicBool::new(false);

/// The text of a file; empty when it cannot be read, takes too long, or an earlier file still keeps the reader.
pub fn text_within(media_type: &str, bytes: Vec<u8>) -> String {
    if BUSY.load(Ordering::SeqCst) {
        tracing::warn!("the text of a file was not read: an earlier file still keeps the reader");
        return String::new();
    }
    let (media_type, (sender, receiver)) = (media_type.to_owned(), mpsc::channel());
    BUSY.store(true, Ordering::SeqCst);
    std::thread::spawn(move || {
        let text = text_of(&media_type, &bytes);
        BUSY.store(false, Ordering::SeqCst);
        // Whoever asked may have gone; then nobody needs the text.
        let _ = sender.send(text);
    });
    match receiver.recv_timeout(LONGEST) {
        Ok(Ok(text)) => text,
        Ok(Err(why)) => {
            tracing::info!(why, "the text of a file was not read");
            String::new()
        }
        Err(_) => {
            tracing::warn!("the text of a file was not read: it takes too long");
            String::new()
        }
    }
}
