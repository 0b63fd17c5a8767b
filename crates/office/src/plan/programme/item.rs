//! A programme, and one item of it with the six clears (nhiệm vụ: rõ người, rõ việc, rõ quy trình, rõ trách nhiệm, rõ kết
//! quả, rõ thời hạn).

use crate::db::Row;
use crate::error::Failure;
use jiff::civil::Date;

/// A programme or plan of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    pub no: i64,
    /// `CTr`, `KH` …
    pub kind: String,
    pub year: i16,
    pub title: String,
    /// The registered document that is this programme, or that it rests on.
    pub document: Option<i64>,
    pub fact_no: i64,
}

/// A draft may lack clears; a ready item can be assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Draft,
    Ready,
}

impl State {
    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            State::Draft => "Chưa đủ",
            State::Ready => "Đủ điều kiện giao",
        }
    }
}

/// One item. Empty texts and `None` are clears that are still missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub no: i64,
    /// The work or the product (rõ việc).
    pub work: String,
    /// The lead unit.
    pub unit: Option<i64>,
    /// The officer who does it (rõ người).
    pub person: Option<i64>,
    /// How it is done (rõ quy trình).
    pub procedure: String,
    /// The officer who answers for it (rõ trách nhiệm).
    pub head: Option<i64>,
    /// What it brings (rõ hiệu quả, kết quả).
    pub expected_result: String,
    /// Its deadline (rõ tiến độ, thời hạn).
    pub due_on: Option<Date>,
    /// The document it rests on.
    pub basis: Option<i64>,
    pub state: State,
    pub fact_no: i64,
}

impl Programme {
    pub(super) fn read(row: &Row) -> Result<Programme, Failure> {
        let year = row.int("year")?;
        Ok(Programme {
            no: row.int("no")?,
            kind: row.text("kind")?,
            year: i16::try_from(year).map_err(|_| Failure::new(format!("year {year} is out of range")))?,
            title: row.text("title")?,
            document: row.opt_int("document")?,
            fact_no: row.int("fact_no")?,
        })
    }
}

impl Item {
    pub(super) fn read(row: &Row) -> Result<Item, Failure> {
        Ok(Item {
            no: row.int("no")?,
            work: row.text("work")?,
            unit: row.opt_int("unit")?,
            person: row.opt_int("person")?,
            procedure: row.text("procedure")?,
            head: row.opt_int("head")?,
            expected_result: row.text("expected_result")?,
            due_on: row.opt_day("due_on")?,
            basis: row.opt_int("basis")?,
            state: if row.text("state")? == "ready" { State::Ready } else { State::Draft },
            fact_no: row.int("fact_no")?,
        })
    }
}
