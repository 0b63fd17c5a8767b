//! A reporting period (kỳ báo cáo): its label as written, its days, and the day up to which figures are counted.

use crate::db::{Row, Tx};
use crate::error::{Error, Failure, not_found};
use crate::params;
use jiff::civil::Date;

/// A period of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub no: i64,
    /// As it is written: `4 tháng đầu năm 2017`.
    pub label: String,
    pub starts_on: Date,
    pub ends_on: Date,
    /// The last day that is counted; it may lie before the end that the label names.
    pub cutoff_on: Date,
    pub state: PeriodState,
    pub fact_no: i64,
}

/// Whether figures may still be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodState {
    Open,
    Closed,
}

impl PeriodState {
    /// The key kept in the database.
    pub fn key(self) -> &'static str {
        match self {
            PeriodState::Open => "open",
            PeriodState::Closed => "closed",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            PeriodState::Open => "đang mở",
            PeriodState::Closed => "đã khóa",
        }
    }
}

const COLUMNS: &str =
    "select p.no, p.label, p.starts_on, p.ends_on, p.cutoff_on, p.state, p.fact_no from period p where p.book = $1";

impl Period {
    fn read(row: &Row) -> Result<Period, Failure> {
        let closed = row.text("state")? == PeriodState::Closed.key();
        Ok(Period {
            no: row.int("no")?,
            label: row.text("label")?,
            starts_on: row.day("starts_on")?,
            ends_on: row.day("ends_on")?,
            cutoff_on: row.day("cutoff_on")?,
            state: if closed { PeriodState::Closed } else { PeriodState::Open },
            fact_no: row.int("fact_no")?,
        })
    }

    /// Whether figures may still be entered.
    pub fn is_open(&self) -> bool {
        self.state == PeriodState::Open
    }

    /// How lists name it: `4 tháng đầu năm 2017, chốt 30/4/2017`.
    pub fn name(&self) -> String {
        format!("{}, chốt {}", self.label, viet::day::write(self.cutoff_on))
    }

    /// Whether the label ends on another day than the figures.
    pub fn is_cut_elsewhere(&self) -> bool {
        self.cutoff_on != self.ends_on
    }
}

/// Every period of the book, latest cut-off first.
pub fn periods(tx: &mut Tx, book: &str) -> Result<Vec<Period>, Error> {
    let rows = tx.rows(&format!("{COLUMNS} order by p.cutoff_on desc, p.no desc"), params![book])?;
    Ok(rows.iter().map(Period::read).collect::<Result<_, _>>()?)
}

/// One period.
pub fn period(tx: &mut Tx, book: &str, no: i64) -> Result<Period, Error> {
    match tx.row(&format!("{COLUMNS} and p.no = $2"), params![book, no])? {
        Some(row) => Ok(Period::read(&row)?),
        None => not_found("kỳ báo cáo này"),
    }
}

/// Choices for a form: number and name.
pub fn period_choices(periods: &[Period]) -> Vec<(String, String)> {
    periods.iter().map(|period| (period.no.to_string(), period.name())).collect()
}
