//! Reading allocation decisions.

use super::decision::{Allocation, Baseline, Line, Receipt, Total};
use super::units::year_bounds;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, not_found};
use crate::params;
use crate::plan::catalogue::measure_named;

const COLUMNS: &str = "select no, year, title, amends, state, document, drafted_at, signed_by, signed_at, fact_no, signed_fact_no from allocation";

/// A decision in the list, with how many units it concerns and how many of them confirmed receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub allocation: Allocation,
    /// Number and symbol of the signed decision; empty for a draft.
    pub symbol: String,
    pub units: i64,
    pub confirmed: i64,
}

/// Every decision of the book, newest year first.
pub fn allocations(tx: &mut Tx, book: &str) -> Result<Vec<Listed>, Error> {
    let mut found = Vec::new();
    for row in tx.rows(include_str!("sql/list.sql"), params![book])? {
        let allocation = Allocation::read(&row)?;
        found.push(Listed {
            allocation,
            symbol: row.text("symbol")?,
            units: row.int("units")?,
            confirmed: row.int("confirmed")?,
        });
    }
    Ok(found)
}

/// One decision.
pub fn allocation(tx: &mut Tx, book: &str, no: i64) -> Result<Allocation, Error> {
    match tx.row(&format!("{COLUMNS} where book = $1 and no = $2"), params![book, no])? {
        Some(row) => Ok(Allocation::read(&row)?),
        None => not_found("quyết định giao chỉ tiêu này"),
    }
}

/// The decision that amends another one, draft or signed. There is never more than one.
pub(super) fn amended_by(tx: &mut Tx, book: &str, no: i64) -> Result<Option<Allocation>, Error> {
    let row = tx.row(&format!("{COLUMNS} where book = $1 and amends = $2 order by no desc"), params![book, no])?;
    Ok(row.as_ref().map(Allocation::read).transpose()?)
}

/// What a decision divides, in the order in which the targets were set.
pub(super) fn totals(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Vec<Total>, Error> {
    let mut found = Vec::new();
    for row in tx.rows(include_str!("sql/totals.sql"), params![&ctx.book, no])? {
        let baseline = Baseline::read(&row)?;
        let measure = measure_named(ctx, &baseline.measure, &baseline.name)?.clone();
        found.push(Total { baseline, measure, held: row.decimal("held")?, held_reason: row.text("held_reason")? });
    }
    Ok(found)
}

/// Every line of a decision.
pub(super) fn lines(tx: &mut Tx, book: &str, no: i64) -> Result<Vec<Line>, Error> {
    let sql = "select indicator, unit, value, typed, basis from allocation_line where book = $1 and allocation = $2 order by indicator, unit";
    let rows = tx.rows(sql, params![book, no])?;
    Ok(rows.iter().map(Line::read).collect::<Result<_, _>>()?)
}

/// Who confirmed receipt of a decision.
pub(super) fn receipts(tx: &mut Tx, book: &str, no: i64) -> Result<Vec<Receipt>, Error> {
    let sql = "select r.unit, r.confirmed_at, coalesce(o.name, '') as name from receipt r \
        left join officer o on o.book = r.book and o.no = r.confirmed_by where r.book = $1 and r.allocation = $2 order by r.unit";
    let mut found = Vec::new();
    for row in tx.rows(sql, params![book, no])? {
        found.push(Receipt {
            unit: row.int("unit")?,
            confirmed_by: row.text("name")?,
            confirmed_at: row.instant("confirmed_at")?,
        });
    }
    Ok(found)
}

/// Signed decisions with lines of a unit of which that unit has not confirmed receipt.
pub fn receipts_due(tx: &mut Tx, book: &str, unit: i64) -> Result<Vec<Allocation>, Error> {
    let sql = format!(
        "{COLUMNS} where book = $1 and state = 'signed' \
         and no in (select l.allocation from allocation_line l where l.book = $1 and l.unit = $2) \
         and no not in (select r.allocation from receipt r where r.book = $1 and r.unit = $2) order by no"
    );
    Ok(tx.rows(&sql, params![book, unit])?.iter().map(Allocation::read).collect::<Result<_, _>>()?)
}

/// Decisions that have a line of a unit.
pub(super) fn concerning(tx: &mut Tx, book: &str, unit: i64) -> Result<Vec<i64>, Error> {
    let rows =
        tx.rows("select distinct allocation from allocation_line where book = $1 and unit = $2", params![book, unit])?;
    Ok(rows.iter().map(|row| row.int("allocation")).collect::<Result<_, _>>()?)
}

/// Targets set for the office itself and in force within a year: what can be divided.
pub(super) fn baselines(tx: &mut Tx, book: &str, year: i16) -> Result<Vec<Baseline>, Error> {
    let (from, to) = year_bounds(year)?;
    let sql = concat!(
        include_str!("sql/baseline.sql"),
        "join book b on b.book = t.book and b.root_unit = t.unit \
         where t.book = $1 and t.allocation is null and t.ended_fact_no is null and t.starts_on <= $3 and t.ends_on >= $2 order by t.no"
    );
    Ok(tx.rows(sql, params![book, from, to])?.iter().map(Baseline::read).collect::<Result<_, _>>()?)
}

/// The name of an officer, also of one who has left.
pub(super) fn officer_name(tx: &mut Tx, book: &str, no: i64) -> Result<String, Error> {
    let row = tx.row("select name from officer where book = $1 and no = $2", params![book, no])?;
    Ok(row.map(|row| row.text("name")).transpose()?.unwrap_or_else(|| "quản trị hệ thống".to_owned()))
}
