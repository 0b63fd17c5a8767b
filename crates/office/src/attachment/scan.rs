//! Asks the scanner that the operator plugged in about uploaded files (quét tệp).

use crate::app::{App, Unclean};
use crate::ui::UploadedFile;
use std::sync::Arc;

/// What is said when the scanner could not be asked.
pub const NO_ANSWER: &str = "Chương trình quét tệp không trả lời. Báo quản trị hệ thống rồi gửi lại.";

/// The most files of one form.
pub const MOST_FILES: usize = 20;

impl App {
    /// Asks the scanner of the operator about every file; a sentence when one is refused.
    pub async fn scan_all(&self, files: &Arc<Vec<UploadedFile>>) -> Result<(), String> {
        let (app, files) = (self.clone(), files.clone());
        let asked = tokio::task::spawn_blocking(move || {
            let Some(scan) = &app.scan else { return Ok(()) };
            if files.len() > MOST_FILES {
                return Err(format!("Một lần chỉ gửi được {MOST_FILES} tệp. Chia thành nhiều lần."));
            }
            files.iter().try_for_each(|file| {
                scan(&file.bytes).map_err(|unclean| match unclean {
                    Unclean::Found(why) => format!(
                        "Tệp “{}” bị chương trình quét từ chối: {why}. Kiểm tra máy đã tạo tệp rồi gửi tệp khác.",
                        file.name
                    ),
                    Unclean::Unasked(why) => {
                        tracing::error!(why, "scanning a file");
                        NO_ANSWER.to_owned()
                    }
                })
            })
        });
        asked.await.unwrap_or_else(|_| Err(NO_ANSWER.to_owned()))
    }
}
