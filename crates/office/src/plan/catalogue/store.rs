//! Reading and writing the catalogue of a book.

use super::indicator::{IndicatorRow, Source};
use super::words::{self, DIRECTIONS, FORMULAS, OVER_TIME, OVER_UNITS, SOURCES};
use crate::ctx::Ctx;
use crate::db::{Tx, Value};
use crate::error::{Error, Failure, refuse};
use crate::params;
use pack::Indicator;

const COLUMNS: &str = "select i.code, i.name, i.measure, i.direction, i.over_units, i.over_time, i.scope, i.part_of, \
    i.percent_cap, i.formula_kind, i.formula_a, i.formula_b, i.source, i.fact_no from indicator i where i.book = $1";

/// One indicator; refused with `unknown-indicator` when the catalogue lacks it.
pub fn indicator(tx: &mut Tx, book: &str, code: &str) -> Result<IndicatorRow, Error> {
    match tx.row(&format!("{COLUMNS} and i.code = $2"), params![book, code])? {
        Some(row) => Ok(IndicatorRow::read(&row)?),
        None => refuse(
            "unknown-indicator",
            format!(
                "Danh mục không có chỉ tiêu “{code}”. Chọn chỉ tiêu trong danh mục, hoặc khai báo chỉ tiêu này trước."
            ),
        ),
    }
}

/// Every indicator of the book, by code.
pub fn indicators(tx: &mut Tx, book: &str) -> Result<Vec<IndicatorRow>, Error> {
    let rows = tx.rows(&format!("{COLUMNS} order by i.code"), params![book])?;
    Ok(rows.iter().map(IndicatorRow::read).collect::<Result<_, _>>()?)
}

/// One indicator with everything the packs in use say of it.
pub fn known_indicator(ctx: &Ctx, tx: &mut Tx, code: &str) -> Result<IndicatorRow, Error> {
    Ok(indicator(tx, &ctx.book, code)?.completed(&ctx.pack))
}

/// The whole catalogue with everything the packs in use say of it: in the order of the pack, then the office's own ones
/// by name.
pub fn catalogue(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<IndicatorRow>, Error> {
    let mut rows: Vec<IndicatorRow> =
        indicators(tx, &ctx.book)?.into_iter().map(|row| row.completed(&ctx.pack)).collect();
    let place =
        |row: &IndicatorRow| ctx.pack.indicators.iter().position(|i| i.code == row.rule.code).unwrap_or(usize::MAX);
    rows.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| viet::collate::compare(&a.rule.name, &b.rule.name)));
    Ok(rows)
}

/// Writes one indicator.
pub(super) fn write_row(
    tx: &mut Tx,
    book: &str,
    rule: &Indicator,
    source: Source,
    fact_no: i64,
) -> Result<(), Failure> {
    let formula = rule.formula.as_ref();
    let columns: Vec<Value> = vec![
        book.into(),
        (&rule.code).into(),
        (&rule.name).into(),
        (&rule.measure).into(),
        words::key(DIRECTIONS, rule.direction).into(),
        words::key(OVER_UNITS, rule.over_units).into(),
        words::key(OVER_TIME, rule.over_time).into(),
        (&rule.scope).into(),
        rule.part_of.clone().into(),
        rule.percent_cap.into(),
        formula.map(|f| words::key(FORMULAS, f.kind)).into(),
        formula.map(|f| f.a.clone()).into(),
        formula.map(|f| f.b.clone()).into(),
        words::key(SOURCES, source).into(),
        fact_no.into(),
    ];
    tx.exec(
        "insert into indicator (book, code, name, measure, direction, over_units, over_time, scope, part_of, percent_cap, \
         formula_kind, formula_a, formula_b, source, fact_no) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        &columns,
    )?;
    Ok(())
}
