//! A line of the at-risk register (danh sách chỉ tiêu có nguy cơ không đạt): cause, solution, owner, due date.

use crate::db::{Row, Tx};
use crate::error::{Error, Failure, not_found};
use crate::params;
use jiff::civil::Date;

/// An indicator of a unit that lags, with who does what about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    pub no: i64,
    pub indicator: String,
    pub indicator_name: String,
    pub unit: i64,
    /// The name the unit last had.
    pub unit_name: String,
    pub cause: String,
    pub solution: String,
    /// Officer number.
    pub owner: i64,
    pub owner_name: String,
    pub due_on: Date,
    /// Whether it was still followed at the position that was asked for.
    pub open: bool,
    /// What came of it; empty while it is open.
    pub outcome: String,
    pub fact_no: i64,
    pub closed_fact_no: Option<i64>,
}

const COLUMNS: &str = include_str!("sql/risk.sql");

impl Risk {
    /// Reads a row as it stood at a position: a closing that came later has not happened yet.
    fn read(row: &Row, position: i64) -> Result<Risk, Failure> {
        let closed_fact_no = row.opt_int("closed_fact_no")?.filter(|no| *no <= position);
        let open = closed_fact_no.is_none();
        Ok(Risk {
            no: row.int("no")?,
            indicator: row.text("indicator")?,
            indicator_name: row.text("indicator_name")?,
            unit: row.int("unit")?,
            unit_name: row.text("unit_name")?,
            cause: row.text("cause")?,
            solution: row.text("solution")?,
            owner: row.int("owner")?,
            owner_name: row.text("owner_name")?,
            due_on: row.day("due_on")?,
            open,
            outcome: if open { String::new() } else { row.text("outcome")? },
            fact_no: row.int("fact_no")?,
            closed_fact_no,
        })
    }

    /// Vietnamese label of its state.
    pub fn state_label(&self) -> &'static str {
        if self.open { "đang theo dõi" } else { "đã kết thúc" }
    }
}

/// Every line as of a journal position (`None`: now), open ones first, then by due date.
pub fn risks(tx: &mut Tx, book: &str, position: Option<i64>) -> Result<Vec<Risk>, Error> {
    let position = position.unwrap_or(i64::MAX);
    let rows = tx.rows(&format!("{COLUMNS} and r.fact_no <= $2 order by r.due_on, r.no"), params![book, position])?;
    let mut risks = rows.iter().map(|row| Risk::read(row, position)).collect::<Result<Vec<_>, _>>()?;
    risks.sort_by_key(|risk| !risk.open);
    Ok(risks)
}

/// One line, as it stands now.
pub fn risk(tx: &mut Tx, book: &str, no: i64) -> Result<Risk, Error> {
    match tx.row(&format!("{COLUMNS} and r.no = $2"), params![book, no])? {
        Some(row) => Ok(Risk::read(&row, i64::MAX)?),
        None => not_found("dòng theo dõi nguy cơ này"),
    }
}
