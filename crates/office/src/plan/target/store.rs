//! Reading and writing targets, as they stand now or as they stood at a position of the journal.

use crate::db::{Row, Tx, Value};
use crate::error::{Error, Failure, not_found};
use crate::params;
use jiff::civil::Date;
use rust_decimal::Decimal;
use viet::bound::Bound;

/// How far a target reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Horizon {
    /// One calendar year.
    Year,
    /// A term of several years (nhiệm kỳ).
    Term,
}

impl Horizon {
    /// The key kept in tables and sent by forms.
    pub fn key(self) -> &'static str {
        match self {
            Horizon::Year => "year",
            Horizon::Term => "term",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Horizon::Year => "năm",
            Horizon::Term => "nhiệm kỳ",
        }
    }

    /// The horizon of a key.
    pub fn read(key: &str) -> Option<Horizon> {
        [Horizon::Year, Horizon::Term].into_iter().find(|horizon| horizon.key() == key)
    }
}

/// A baseline or an allotted share.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    pub no: i64,
    /// Code of the indicator.
    pub indicator: String,
    pub unit: i64,
    /// Code of the assigner.
    pub assigner: String,
    pub horizon: Horizon,
    pub starts_on: Date,
    pub ends_on: Date,
    pub bound: Bound,
    /// Exact, in the base unit of the measure.
    pub value: Decimal,
    /// As it was written.
    pub typed: String,
    /// The document it rests on.
    pub basis: i64,
    /// The decision that allotted it; `None` for what a superior body assigned.
    pub allocation: Option<i64>,
    /// In force from this fact …
    pub fact_no: i64,
    /// … until this one; `None` while in force.
    pub ended_fact_no: Option<i64>,
}

const COLUMNS: &str = "select t.no, t.indicator, t.unit, t.assigner, t.horizon, t.starts_on, t.ends_on, t.bound, t.value, \
    t.typed, t.basis, t.allocation, t.fact_no, t.ended_fact_no from target t where t.book = $1";

impl Target {
    fn read(row: &Row) -> Result<Target, Failure> {
        Ok(Target {
            no: row.int("no")?,
            indicator: row.text("indicator")?,
            unit: row.int("unit")?,
            assigner: row.text("assigner")?,
            horizon: known(row, "horizon", Horizon::read)?,
            starts_on: row.day("starts_on")?,
            ends_on: row.day("ends_on")?,
            bound: known(row, "bound", Bound::from_code)?,
            value: row.decimal("value")?,
            typed: row.text("typed")?,
            basis: row.int("basis")?,
            allocation: row.opt_int("allocation")?,
            fact_no: row.int("fact_no")?,
            ended_fact_no: row.opt_int("ended_fact_no")?,
        })
    }

    /// `năm 2017`, or the days of a term.
    pub fn span(&self) -> String {
        match self.horizon {
            Horizon::Year => format!("năm {}", self.starts_on.year()),
            Horizon::Term => format!("{}–{}", viet::day::write(self.starts_on), viet::day::write(self.ends_on)),
        }
    }
}

fn known<T>(row: &Row, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Failure> {
    let key = row.text(name)?;
    read(&key).ok_or_else(|| Failure::new(format!("column {name} holds an unknown word: {key}")))
}

fn all(rows: &[Row]) -> Result<Vec<Target>, Error> {
    Ok(rows.iter().map(Target::read).collect::<Result<_, _>>()?)
}

/// One target, in force or ended.
pub fn target(tx: &mut Tx, book: &str, no: i64) -> Result<Target, Error> {
    match tx.row(&format!("{COLUMNS} and t.no = $2"), params![book, no])? {
        Some(row) => Ok(Target::read(&row)?),
        None => not_found("chỉ tiêu này"),
    }
}

/// Every target in force whose span touches a year: the year's own and those of a term, of all units.
pub fn targets(tx: &mut Tx, book: &str, year: i16) -> Result<Vec<Target>, Error> {
    let sql = format!(
        "{COLUMNS} and t.ended_fact_no is null and t.starts_on <= $2 and t.ends_on >= $3 order by t.indicator, t.unit, t.no"
    );
    all(&tx.rows(&sql, params![book, format!("{year:04}-12-31"), format!("{year:04}-01-01")])?)
}

/// What a unit was to reach on a day, by every assigner, as the journal stood after the fact `position` (`None`: now).
/// A year's target comes before a term's of the same assigner.
pub fn baselines(
    tx: &mut Tx,
    book: &str,
    indicator: &str,
    unit: i64,
    on: Date,
    position: Option<i64>,
) -> Result<Vec<Target>, Error> {
    let sql = format!("{COLUMNS} and {} order by t.horizon desc, t.assigner, t.no", include_str!("sql/baselines.sql"));
    all(&tx.rows(&sql, params![book, indicator, unit, on, position.unwrap_or(i64::MAX)])?)
}

/// Every value one line ever had (same indicator, unit, assigner, horizon and first day), oldest first.
pub fn history(tx: &mut Tx, book: &str, of: &Target) -> Result<Vec<Target>, Error> {
    let sql = format!(
        "{COLUMNS} and t.indicator = $2 and t.unit = $3 and t.assigner = $4 and t.horizon = $5 and t.starts_on = $6 order by t.fact_no, t.no"
    );
    all(&tx.rows(&sql, params![book, &of.indicator, of.unit, &of.assigner, of.horizon.key(), of.starts_on])?)
}

/// Writes the target under the next free number, in force from its `fact_no`; answers that number. For acts that bring
/// their own fact; `no` and `ended_fact_no` of the given target are not read.
pub fn write_row(tx: &mut Tx, book: &str, target: &Target) -> Result<i64, Error> {
    let no = tx.next_no("target", book)?;
    let columns: Vec<Value> = vec![
        book.into(),
        no.into(),
        (&target.indicator).into(),
        target.unit.into(),
        (&target.assigner).into(),
        target.horizon.key().into(),
        target.starts_on.into(),
        target.ends_on.into(),
        target.bound.code().into(),
        target.value.into(),
        (&target.typed).into(),
        target.basis.into(),
        target.allocation.into(),
        target.fact_no.into(),
    ];
    tx.exec(
        "insert into target (book, no, indicator, unit, assigner, horizon, starts_on, ends_on, bound, value, typed, basis, \
         allocation, fact_no, ended_fact_no) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, null)",
        &columns,
    )?;
    // Who was given a target is expected to report: sums of the indicator count their units again.
    tx.exec(
        "update kept_sum set dirty = 1 where book = $1 and indicator = $2 and cutoff_on >= $3 and cutoff_on <= $4",
        params![book, &target.indicator, target.starts_on, target.ends_on],
    )?;
    Ok(no)
}

/// Ends a target with a fact; it stays readable.
pub fn end_row(tx: &mut Tx, book: &str, no: i64, fact_no: i64) -> Result<(), Error> {
    tx.exec(
        "update target set ended_fact_no = $3 where book = $1 and no = $2 and ended_fact_no is null",
        params![book, no, fact_no],
    )?;
    Ok(())
}
