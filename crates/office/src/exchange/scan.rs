//! Asks the scanner of the operator about the files inside a message before it is taken in (quét tệp trong thông điệp).

use super::edxml::{self, Parsed};
use crate::app::{App, Scan, Unclean};
use crate::attachment::NO_ANSWER;
use crate::error::{Error, Failure, refuse};
use crate::ui::UploadedFile;
use std::sync::Arc;

impl App {
    /// Asks the scanner about the files inside an uploaded message; a sentence when one is refused.
    pub async fn scan_message(&self, files: &Arc<Vec<UploadedFile>>) -> Result<(), String> {
        let (app, files) = (self.clone(), files.clone());
        let asked = tokio::task::spawn_blocking(move || {
            let scanned = files.iter().try_for_each(|file| scan_message(app.scan.as_ref(), &file.bytes));
            scanned.map_err(|wrong| match wrong {
                Error::Refusal(refusal) => refusal.sentence,
                other => {
                    tracing::error!(%other, "scanning a message");
                    NO_ANSWER.to_owned()
                }
            })
        });
        asked.await.unwrap_or_else(|_| Err(NO_ANSWER.to_owned()))
    }
}

/// Gives every file of a message to the scanner. What cannot be read as a message has no files; taking it in says why.
///
/// # Errors
/// Refusal `file-refused` when the scanner refuses a file; a failure when it could not be asked, so that the message is
/// offered again.
pub fn scan_message(scan: Option<&Scan>, bytes: &[u8]) -> Result<(), Error> {
    let (Some(scan), Ok(Parsed::Document(message))) = (scan, edxml::read(bytes)) else { return Ok(()) };
    for file in &message.files {
        match scan(&file.bytes) {
            Ok(()) => {}
            Err(Unclean::Found(why)) => {
                let name = &file.name;
                return refuse(
                    "file-refused",
                    format!(
                        "Tệp “{name}” trong thông điệp bị chương trình quét từ chối: {why}. Báo nơi gửi kiểm tra máy rồi gửi lại."
                    ),
                );
            }
            Err(Unclean::Unasked(why)) => {
                return Err(Failure::new(format!("scanning a file of a message: {why}")).into());
            }
        }
    }
    Ok(())
}
