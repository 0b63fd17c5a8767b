//! Opens a file by what it holds, not by what its name says.

use super::fault::CellFault;
use super::grid::Sheet;
use super::read_csv::read_csv;
use super::read_xlsx::read_xlsx;

/// The sheets of a file, or why it cannot be read.
pub type Opened = Result<Vec<Sheet>, CellFault>;

/// The sheets of an XLSX or CSV file.
pub fn open(file_name: &str, bytes: &[u8]) -> Opened {
    match bytes {
        [b'P', b'K', 3, 4, ..] => read_xlsx(file_name, bytes),
        // The container of old .xls workbooks and of workbooks locked by a password.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(CellFault::new(
            file_name,
            "tệp .xls cũ hoặc có mật khẩu",
            "Tệp ở dạng .xls cũ hoặc có đặt mật khẩu. Bỏ mật khẩu, lưu lại dạng .xlsx rồi tải lên lần nữa.",
        )),
        [] => Err(CellFault::new(file_name, "tệp rỗng", "Tệp không có nội dung. Chọn lại tệp bảng tính rồi tải lên.")),
        _ => read_csv(file_name, bytes),
    }
}
