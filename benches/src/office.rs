//! Offices to measure with, made by the program itself.

use crate::program::{run, run_reading};
use anyhow::{Context, Result};
use std::path::Path;
use tempfile::TempDir;

/// The book of an office made here.
pub const BOOK: &str = "do-toc-do";
/// The name of its unit.
const NAME: &str = "Quận Đo Tốc Độ";
/// The day from which everything in it exists.
pub const SINCE: &str = "1/1/2020";
/// The specialist's login.
pub const LOGIN: &str = "chuyen-vien";
/// The specialist's password.
pub const PASSWORD: &str = "đo bằng tỷ lệ trong một lượt";

/// The demonstration, made in a folder of its own.
pub fn demonstration() -> Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("roviec-demo-").tempdir()?;
    run(&["seed", "demo", "--data", text(folder.path())?])?;
    Ok(folder)
}

/// An office with this many wards, in the database that these arguments name.
pub fn open(place: &[&str], wards: usize) -> Result<()> {
    let book = ["open", "--book", BOOK, "--name", NAME, "--kind", "quan", "--code", "999", "--from", SINCE];
    run(&[&book[..], place].concat())?;
    let rows: String =
        (1..=wards).map(|no| format!("{},{},Phường,{NAME},{SINCE}\n", ward_code(no), ward(no))).collect();
    import(place, "units", &format!("Mã,Tên,Loại,Trực thuộc,Thành lập ngày\n{rows}"))
}

/// Gives the office a specialist who can sign in.
pub fn appoint(place: &[&str]) -> Result<()> {
    let officer = format!("Cán bộ tổng hợp,{LOGIN},Chuyên viên tổng hợp,{NAME},chuyên viên tổng hợp,{SINCE}");
    import(place, "officers", &format!("Họ tên,Tên đăng nhập,Vị trí,Đơn vị,Vai trò,Từ ngày\n{officer}\n"))?;
    run_reading(&[&["password", "--book", BOOK, LOGIN][..], place].concat(), PASSWORD)?;
    Ok(())
}

/// Imports a text as CSV.
pub fn import(place: &[&str], subject: &str, csv: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join(format!("{subject}.csv"));
    std::fs::write(&file, csv)?;
    run(&[&["import", "--book", BOOK, subject, text(&file)?][..], place].concat())?;
    Ok(())
}

/// The name of a ward.
pub fn ward(no: usize) -> String {
    format!("Phường Số {no}")
}

fn ward_code(no: usize) -> String {
    format!("P{no:04}")
}

/// A copy of a folder that nobody has open.
pub fn copy(folder: &Path) -> Result<TempDir> {
    let copy = tempfile::Builder::new().prefix("roviec-copy-").tempdir()?;
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        std::fs::copy(file.path(), copy.path().join(file.file_name()))?;
    }
    Ok(copy)
}

/// A path as an argument.
pub fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is no plain text", path.display()))
}
