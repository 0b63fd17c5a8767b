//! The front door for the command line: check a file, import a file.

use super::commit::write_rows;
use super::open::open;
use super::preview::{Preview, preview};
use super::subject::Subject;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;

/// Reads a file and says everything that is wrong with it. Needs a write transaction (see [`preview`]); writes nothing.
pub fn check_file(ctx: &Ctx, tx: &mut Tx, subject: Subject, file_name: &str, bytes: &[u8]) -> Result<Preview, Error> {
    ctx.permit(subject.act())?;
    preview(ctx, tx, subject, file_name, &open(file_name, bytes), None)
}

/// Imports a file: every row, or none and all faults. Answers how many rows there were.
pub fn import_file(ctx: &Ctx, tx: &mut Tx, subject: Subject, file_name: &str, bytes: &[u8]) -> Result<usize, Error> {
    let rows = check_file(ctx, tx, subject, file_name, bytes)?.into_rows()?;
    write_rows(ctx, tx, &rows)
}
