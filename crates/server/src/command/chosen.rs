//! What several commands choose alike: the book, a day; and how a wrong input ends.

use super::WRONG_INPUT;
use super::upkeep::books;
use anyhow::Result;
use jiff::civil::Date;
use office::db::Db;
use office::error::{Error, Fault, refuse};
use std::process::ExitCode;

/// The book that was named, or the only one there is.
pub fn book(db: &Db, named: Option<&str>) -> Result<String, Error> {
    let all = books(db).map_err(|error| Error::Failure(office::error::Failure::new(error.to_string())))?;
    match (named, &all[..]) {
        (Some(book), all) if all.iter().any(|one| one == book) => Ok(book.to_owned()),
        (Some(book), all) => refuse("not-found", format!("Không có sổ “{book}”. Chọn một trong: {}.", all.join(", "))),
        (None, [only]) => Ok(only.clone()),
        (None, all) => {
            refuse("book-not-chosen", format!("Có {} sổ ({}). Chọn một bằng --book.", all.len(), all.join(", ")))
        }
    }
}

/// A day as officials write it; `None` when the option was not given.
pub fn day(option: &str, text: Option<&str>) -> Result<Option<Date>, Error> {
    let read = text.map(viet::day::read).transpose();
    read.map_err(|unreadable| Error::Faults(vec![Fault::new(option, unreadable.why)]))
}

/// Exit code 2 with one line per fault for a wrong input, a failure for the rest.
pub fn ended(outcome: Result<(), Error>) -> Result<ExitCode> {
    match outcome {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(Error::Failure(failure)) => Err(failure.into()),
        Err(wrong) => {
            eprintln!("{}", wrong.to_string().trim_end());
            Ok(ExitCode::from(WRONG_INPUT))
        }
    }
}
