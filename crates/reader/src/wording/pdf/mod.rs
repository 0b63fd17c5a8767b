//! Reads the text of a PDF, pages in order. The library opens the file and unpacks its streams; which letters stand where
//! is worked out here, because the library's own reading of ToUnicode tables can be made to run for hours by a few bytes.

mod budget;
mod codes;
mod content;
mod font;
mod guard;
mod lines;
mod matrix;
mod page;

use std::panic::{AssertUnwindSafe, catch_unwind};

const BROKEN: &str = "Không mở được tệp PDF, có lẽ tệp bị hỏng hoặc bị cắt giữa chừng. Mở bằng chương trình đã tạo ra nó, xuất lại PDF rồi tải lên lần nữa.";
const LOCKED: &str = "Tệp PDF có đặt mật khẩu hoặc hạn chế quyền nên không đọc được chữ. Lưu lại bản không đặt mật khẩu rồi tải lên lần nữa.";

/// The raw text of a file; empty if its pages are only pictures.
///
/// # Errors
/// A Vietnamese sentence: broken, or locked by a password.
pub fn read(bytes: &[u8]) -> Result<String, String> {
    // The file comes from anyone and the library is large: should it panic, this file stays unread and nothing else.
    catch_unwind(AssertUnwindSafe(|| pages(bytes))).unwrap_or_else(|_| Err(BROKEN.into()))
}

fn pages(bytes: &[u8]) -> Result<String, String> {
    // Opening a locked file, the library keeps a copy of every object for every time it is named, unguarded.
    if names_a_lock(bytes) {
        return Err(LOCKED.into());
    }
    let document = guard::open(bytes).map_err(|_| BROKEN)?;
    let mut pages = document.page_iter().peekable();
    if pages.peek().is_none() {
        return Err(BROKEN.into());
    }
    let mut reader = page::Reader::new(&document);
    for page in pages {
        reader.read(page);
        if reader.is_done() {
            break;
        }
    }
    Ok(reader.into_text())
}

/// Whether a name `Encrypt` stands anywhere in the file, however it is spelled: `#45ncrypt` is the same name.
fn names_a_lock(bytes: &[u8]) -> bool {
    const NAME: &[u8] = b"Encrypt";
    let names = bytes.split(|byte| *byte == b'/').skip(1);
    // A letter takes three bytes at most.
    names.map(|name| name.get(..NAME.len() * 3).unwrap_or(name)).any(|name| content::name(name).starts_with(NAME))
}
