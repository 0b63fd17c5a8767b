//! A figure as the measuring half reads it: value, status, and who vouches for it.

use crate::db::Row;
use crate::error::Failure;
use jiff::Timestamp;
use jiff::civil::Date;
use pack::check::Status;
use rust_decimal::Decimal;
use viet::bound::Bound;

/// One figure row as of a journal position.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRow {
    pub no: i64,
    pub indicator: String,
    pub unit: i64,
    pub starts_on: Date,
    pub cutoff_on: Date,
    pub status: Status,
    /// `None` when the figure is exact.
    pub bound: Option<Bound>,
    pub value: Decimal,
    pub typed: String,
    pub source: Option<i64>,
    pub source_symbol: String,
    pub note: String,
    pub invented: bool,
    pub entered_by_name: String,
    pub entered_at: Timestamp,
    pub fact_no: i64,
}

impl FigureRow {
    /// Reads the columns that the queries of this domain select.
    pub fn read(row: &Row) -> Result<FigureRow, Failure> {
        Ok(FigureRow {
            no: row.int("no")?,
            indicator: row.text("indicator")?,
            unit: row.int("unit")?,
            starts_on: row.day("starts_on")?,
            cutoff_on: row.day("cutoff_on")?,
            status: if row.text("status")? == "actual" { Status::Actual } else { Status::Expected },
            bound: bound(&row.text("bound")?),
            value: row.decimal("value")?,
            typed: row.text("typed")?,
            source: row.opt_int("source")?,
            source_symbol: row.text("source_symbol")?,
            note: row.text("note")?,
            invented: row.flag("invented")?,
            entered_by_name: row.text("entered_by_name")?,
            entered_at: row.instant("entered_at")?,
            fact_no: row.int("fact_no")?,
        })
    }

    /// `ước thực hiện` or `thực hiện`.
    pub fn status_label(&self) -> &'static str {
        status_label(self.status)
    }
}

/// How screens name a status.
pub fn status_label(status: Status) -> &'static str {
    match status {
        Status::Expected => "ước thực hiện",
        Status::Actual => "thực hiện",
    }
}

fn bound(code: &str) -> Option<Bound> {
    Bound::from_code(code).filter(|bound| *bound != Bound::Equal)
}

/// Of several rows for one cut-off the actual one speaks; an expected one only while there is no actual.
pub fn speaking<'a>(rows: impl Iterator<Item = &'a FigureRow>) -> Option<&'a FigureRow> {
    rows.max_by_key(|row| (row.status == Status::Actual, row.fact_no, row.no))
}
