//! Asks the scanner that the operator plugged in about uploaded files (quét tệp).

use crate::app::App;
use crate::ui::UploadedFile;
use std::sync::Arc;

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
                scan(&file.bytes).map_err(|why| {
                    format!(
                        "Tệp “{}” bị chương trình quét từ chối: {why}. Kiểm tra máy đã tạo tệp rồi gửi tệp khác.",
                        file.name
                    )
                })
            })
        });
        asked.await.unwrap_or_else(|_| Err("Chương trình quét tệp không trả lời. Báo quản trị hệ thống.".into()))
    }
}
