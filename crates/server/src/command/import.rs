//! `roviec import`: a spreadsheet, all of it or nothing; one line per fault.

use super::WRONG_INPUT;
use super::upkeep::books;
use crate::cli::{Place, Subject};
use crate::clock::clock;
use crate::open::open_migrated;
use crate::out::say;
use crate::packs;
use anyhow::{Context, Result, bail};
use office::ctx::Ctx;
use office::error::Error;
use office::sheet;
use std::path::Path;
use std::process::ExitCode;

/// Imports, or with `check` only says what is wrong.
pub fn import(place: &Place, book: Option<&str>, subject: Subject, file: &Path, check: bool) -> Result<ExitCode> {
    let bytes = std::fs::read(file).with_context(|| format!("không đọc được {}", file.display()))?;
    let db = open_migrated(place)?;
    let book = match (book, &books(&db)?[..]) {
        (Some(book), _) => book.to_owned(),
        (None, [only]) => only.clone(),
        (None, many) => bail!("có {} sổ ({}); chọn một bằng --book", many.len(), many.join(", ")),
    };
    let ctx = Ctx::operator(&book, clock(place.now)(), packs::load()?);
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let subject = subject_of(subject);
    if check {
        // The check tries rows and takes them back, so it needs a transaction that may write.
        let preview = db.write(|tx| sheet::check_file(&ctx, tx, subject, &name, &bytes))?;
        for note in &preview.notes {
            say!("{note}");
        }
        return Ok(if preview.faults.is_empty() { done(preview.rows_ok(), true) } else { wrong(&preview.faults) });
    }
    match db.write(|tx| sheet::import_file(&ctx, tx, subject, &name, &bytes)) {
        Ok(rows) => Ok(done(rows, false)),
        Err(Error::Faults(faults)) => Ok(wrong(&faults)),
        Err(error) => Err(error.into()),
    }
}

fn subject_of(subject: Subject) -> sheet::Subject {
    match subject {
        Subject::Figures => sheet::Subject::Figures,
        Subject::Targets => sheet::Subject::Targets,
        Subject::Units => sheet::Subject::Units,
        Subject::Officers => sheet::Subject::Officers,
    }
}

fn done(rows: usize, checked: bool) -> ExitCode {
    say!(
        "{}",
        if checked {
            format!("{rows} dòng đọc được, không có lỗi; chưa ghi gì")
        } else {
            format!("Đã nhập {rows} dòng")
        }
    );
    ExitCode::SUCCESS
}

fn wrong<T: std::fmt::Display>(faults: &[T]) -> ExitCode {
    for fault in faults {
        eprintln!("{fault}");
    }
    ExitCode::from(WRONG_INPUT)
}
