//! The decision that allots (quyết định giao): its head, what it divides, its lines, and who confirmed receipt.

use crate::db::Row;
use crate::error::Failure;
use crate::plan::target::Horizon;
use jiff::{Timestamp, civil::Date};
use pack::Measure;
use rust_decimal::Decimal;
use viet::bound::Bound;

/// A draft may be edited; what is signed is only followed by an amending decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Draft,
    Signed,
}

impl State {
    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            State::Draft => "Dự thảo",
            State::Signed => "Đã ký",
        }
    }
}

/// The head of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    pub no: i64,
    pub year: i16,
    pub title: String,
    /// The signed decision that this one amends.
    pub amends: Option<i64>,
    pub state: State,
    /// The registered decision, once signed.
    pub document: Option<i64>,
    pub drafted_at: Timestamp,
    pub signed_by: Option<i64>,
    pub signed_at: Option<Timestamp>,
    pub fact_no: i64,
    pub signed_fact_no: Option<i64>,
}

/// A target of the office itself that can be divided, with what its indicator says of adding up.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// Number of the target.
    pub no: i64,
    pub indicator: String,
    /// Name of the indicator.
    pub name: String,
    pub measure: String,
    /// Whether the shares of the units add up to it.
    pub adds_up: bool,
    pub assigner: String,
    pub horizon: Horizon,
    pub starts_on: Date,
    pub ends_on: Date,
    /// "trên 99 %" is printed so.
    pub bound: Bound,
    /// Exact, in the base unit of the measure.
    pub value: Decimal,
    pub basis: i64,
    /// Whether a later fact ended it.
    pub ended: bool,
}

/// One indicator of a decision: the baseline divided and the part held back on purpose.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    pub baseline: Baseline,
    pub measure: Measure,
    pub held: Decimal,
    pub held_reason: String,
}

/// What one unit gets of one indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub indicator: String,
    pub unit: i64,
    pub value: Decimal,
    /// As it was written.
    pub typed: String,
    /// The document it rests on; a line without one cannot be signed.
    pub basis: Option<i64>,
}

/// A unit confirmed that it received the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub unit: i64,
    /// Name of the officer.
    pub confirmed_by: String,
    pub confirmed_at: Timestamp,
}

impl Allocation {
    pub(super) fn read(row: &Row) -> Result<Allocation, Failure> {
        let year = row.int("year")?;
        Ok(Allocation {
            no: row.int("no")?,
            year: i16::try_from(year).map_err(|_| Failure::new(format!("year {year} is out of range")))?,
            title: row.text("title")?,
            amends: row.opt_int("amends")?,
            state: if row.text("state")? == "signed" { State::Signed } else { State::Draft },
            document: row.opt_int("document")?,
            drafted_at: row.instant("drafted_at")?,
            signed_by: row.opt_int("signed_by")?,
            signed_at: row.opt_instant("signed_at")?,
            fact_no: row.int("fact_no")?,
            signed_fact_no: row.opt_int("signed_fact_no")?,
        })
    }
}

impl Baseline {
    pub(super) fn read(row: &Row) -> Result<Baseline, Failure> {
        Ok(Baseline {
            no: row.int("no")?,
            indicator: row.text("indicator")?,
            name: row.text("name")?,
            measure: row.text("measure")?,
            adds_up: row.text("over_units")? == "sum",
            assigner: row.text("assigner")?,
            horizon: horizon(row)?,
            starts_on: row.day("starts_on")?,
            ends_on: row.day("ends_on")?,
            bound: Bound::from_code(&row.text("bound")?).unwrap_or(Bound::Equal),
            value: row.decimal("value")?,
            basis: row.int("basis")?,
            ended: row.opt_int("ended_fact_no")?.is_some(),
        })
    }
}

fn horizon(row: &Row) -> Result<Horizon, Failure> {
    let key = row.text("horizon")?;
    Horizon::read(&key).ok_or_else(|| Failure::new(format!("column horizon holds an unknown word: {key}")))
}

impl Line {
    pub(super) fn read(row: &Row) -> Result<Line, Failure> {
        Ok(Line {
            indicator: row.text("indicator")?,
            unit: row.int("unit")?,
            value: row.decimal("value")?,
            typed: row.text("typed")?,
            basis: row.opt_int("basis")?,
        })
    }
}

#[cfg(test)]
impl Baseline {
    /// A target of 2017 in đồng, for the tables of tests.
    pub(super) fn sample(no: i64, indicator: &str, assigner: &str) -> Baseline {
        Baseline {
            no,
            indicator: indicator.into(),
            name: indicator.into(),
            measure: "dong".into(),
            adds_up: true,
            assigner: assigner.into(),
            horizon: Horizon::Year,
            starts_on: jiff::civil::date(2017, 1, 1),
            ends_on: jiff::civil::date(2017, 12, 31),
            bound: Bound::Equal,
            value: Decimal::ONE,
            basis: 1,
            ended: false,
        }
    }
}
