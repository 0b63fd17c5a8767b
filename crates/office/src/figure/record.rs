//! Ties a figure to the records it was counted from, so that the number opens down to them.

use crate::db::Tx;
use crate::error::Error;
use crate::params;

/// Keeps where the records behind a figure are listed: an address below the book. Part of the act that entered the figure.
pub fn tie_records(tx: &mut Tx, book: &str, figure: i64, path: &str) -> Result<(), Error> {
    tx.exec(
        "insert into figure_record (book, figure, path) values ($1, $2, $3) on conflict (book, figure) do nothing",
        params![book, figure, path],
    )?;
    Ok(())
}

/// Where the records behind a figure are listed; `None` for one that was typed.
pub fn records_of(tx: &mut Tx, book: &str, figure: i64) -> Result<Option<String>, Error> {
    let row = tx.row("select path from figure_record where book = $1 and figure = $2", params![book, figure])?;
    Ok(row.map(|row| row.text("path")).transpose()?)
}
