//! `roviec migrate`, `verify`, `rebuild`, `seed demo`: what an operator runs.

use crate::cli::Place;
use crate::open::{open, open_migrated};
use crate::out::say;
use crate::packs;
use anyhow::{Result, anyhow};
use office::{casework, db, indicator, journal, seed};
use std::process::ExitCode;

/// Brings the tables up to date.
pub fn migrate(place: &Place) -> Result<ExitCode> {
    let ran = db::migrate(&open(place)?)?;
    for name in &ran {
        say!("{name}");
    }
    say!("{} bước cập nhật bảng đã chạy", ran.len());
    Ok(ExitCode::SUCCESS)
}

/// Walks every book; exit code 1 when one was altered.
pub fn verify(place: &Place) -> Result<ExitCode> {
    let verdicts = open_migrated(place)?.read(journal::verify)?;
    for verdict in &verdicts {
        say!("{verdict}");
    }
    Ok(ExitCode::from(u8::from(!verdicts.iter().all(journal::Verdict::is_whole))))
}

/// Computes every derived figure anew.
pub fn rebuild(place: &Place) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    for book in books(&db)? {
        let kept = db.write(|tx| indicator::rebuild(tx, &book))?;
        db.write(|tx| casework::rebuild_counts(tx, &book))?;
        say!("{book}: tính lại {kept} số tổng hợp và số đếm hồ sơ");
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes the demonstration office in an empty database.
pub fn seed_demo(place: &Place) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    let made = seed::seed(&db, &packs::load()?).map_err(|e| anyhow!("{e}"))?;
    say!("{}", if made { "Đã dựng cơ quan trình diễn." } else { "Đã có dữ liệu; không dựng thêm gì." });
    Ok(ExitCode::SUCCESS)
}

/// The keys of every book.
pub fn books(db: &db::Db) -> Result<Vec<String>> {
    let rows = db.read(|tx| Ok(tx.rows("select book from book order by book", &[])?))?;
    Ok(rows.iter().map(|row| row.text("book")).collect::<Result<_, _>>()?)
}

/// The book that was named, or the only one there is.
pub fn only_book(db: &db::Db, book: Option<&str>) -> Result<String> {
    match (book, &books(db)?[..]) {
        (Some(book), all) if all.iter().any(|known| known == book) => Ok(book.to_owned()),
        (Some(book), all) => Err(anyhow!("không có sổ {book}; đang có: {}", all.join(", "))),
        (None, [only]) => Ok(only.clone()),
        (None, many) => Err(anyhow!("có {} sổ ({}); chọn một bằng --book", many.len(), many.join(", "))),
    }
}
