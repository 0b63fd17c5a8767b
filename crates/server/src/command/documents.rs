//! `roviec documents import`, `documents export`: edXML messages as files.

use super::chosen::{book, ended};
use crate::cli::{Documents, Place, Scanner};
use crate::clock::clock;
use crate::open::open_migrated;
use crate::out::say;
use crate::packs;
use anyhow::Result;
use office::ctx::Ctx;
use office::db::Db;
use office::error::{Error, Failure, Fault};
use office::exchange::{TakenIn, scan_message, take_in, written};
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub fn documents(place: &Place, what: &Documents) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    ended(match what {
        Documents::Import { file, book, scanner } => import(&db, place, file, book.as_deref(), scanner),
        Documents::Export { id, output, book } => export(&db, place, *id, output, book.as_deref()),
    })
}

fn operator(db: &Db, place: &Place, named: Option<&str>) -> Result<Ctx, Error> {
    let book = book(db, named)?;
    let pack = packs::load().map_err(|error| Failure::new(error.to_string()))?;
    Ok(Ctx::operator(&book, clock(place.now)(), pack))
}

fn import(db: &Db, place: &Place, file: &Path, named: Option<&str>, scanner: &Scanner) -> Result<(), Error> {
    let ctx = operator(db, place, named)?;
    let bytes = std::fs::read(file).map_err(|error| {
        Error::Faults(vec![Fault::new(
            file.display().to_string(),
            format!("Không đọc được tệp: {error}. Kiểm tra đường dẫn."),
        )])
    })?;
    scan_message(scanner.scanner().as_ref(), &bytes)?;
    match db.write_in(&ctx.book, |tx| take_in(&ctx, tx, &bytes, ""))? {
        TakenIn::Document(no) => say!("{}: văn bản {no}", ctx.book),
        TakenIn::Status(Some(no)) => say!("{}: trạng thái của văn bản {no}", ctx.book),
        TakenIn::Status(None) => say!("{}: trạng thái của một văn bản không có ở đây", ctx.book),
    }
    Ok(())
}

fn export(db: &Db, place: &Place, id: i64, output: &Path, named: Option<&str>) -> Result<(), Error> {
    let ctx = operator(db, place, named)?;
    let text = db.read(|tx| written(&ctx, tx, id))?;
    std::fs::write(output, text)?;
    Ok(())
}
