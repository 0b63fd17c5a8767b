//! The floor of an import: the same rows into the same table, nothing read, asked or vouched for.

use crate::figures::{self, INDICATORS};
use crate::office::BOOK;
use anyhow::{Result, ensure};
use rusqlite::{Connection, params};
use std::path::Path;

const INSERT: &str = "insert into figure (book, no, indicator, unit, starts_on, cutoff_on, status, bound, value, typed, source, \
    note, invented, entered_by, entered_at, fact_no, replaced_fact_no) \
    values (?1, ?2, ?3, ?4, ?5, ?6, 'actual', 'eq', ?7, ?8, null, '', 0, 0, '2026-11-22T02:00:00Z', 1, null)";

/// Inserts all figures in one transaction that is on disk when it returns.
pub fn insert(folder: &Path) -> Result<()> {
    let mut connection = Connection::open(folder.join("roviec.sqlite"))?;
    connection.execute_batch("pragma journal_mode = wal; pragma synchronous = full;")?;
    let transaction = connection.transaction()?;
    {
        let mut statement = transaction.prepare(INSERT)?;
        for (at, figure) in figures::all().enumerate() {
            let (code, _, measure) = INDICATORS[figure.indicator];
            let (year, value) = (figure.year, figure.value.to_string());
            let until = format!("{year}-{:02}-{:02}", figure.month, figure.day);
            let typed = format!("{value} {measure}");
            let (no, unit) = (at as i64 + 1, figure.ward as i64 + 1);
            statement.execute(params![BOOK, no, code, unit, format!("{year}-01-01"), until, value, typed])?;
        }
    }
    transaction.commit()?;
    let count: i64 = connection.query_row("select count(*) from figure", [], |row| row.get(0))?;
    ensure!(count == figures::COUNT as i64, "{count} figures stand in the table");
    Ok(())
}
