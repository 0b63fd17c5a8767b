//! An indicator of the catalogue (chỉ tiêu thống kê) with where it came from.

use super::words::{self, DIRECTIONS, FORMULAS, OVER_TIME, OVER_UNITS, SOURCES};
use crate::ctx::Ctx;
use crate::db::Row;
use crate::error::{Error, Failure, refuse};
use pack::indicator::{Formula, Indicator};
use pack::measure::Measure;
use std::ops::Deref;

/// Who declared an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A rule pack.
    Pack,
    /// This office.
    Office,
}

/// An indicator of a book. It reads like its rule: `row.code`, `row.direction`.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorRow {
    pub rule: Indicator,
    pub source: Source,
    /// The fact that brought it.
    pub fact_no: i64,
}

impl Deref for IndicatorRow {
    type Target = Indicator;
    fn deref(&self) -> &Indicator {
        &self.rule
    }
}

impl IndicatorRow {
    /// Reads a row of the table. What the table does not keep (`zero_target`, `limit`, `horizon`, `since`, `until`,
    /// `basis`) is empty until [`IndicatorRow::completed`] takes it from the pack.
    pub(super) fn read(row: &Row) -> Result<IndicatorRow, Failure> {
        let rule = Indicator {
            code: row.text("code")?,
            name: row.text("name")?,
            measure: row.text("measure")?,
            synonyms: Vec::new(),
            direction: word(row, "direction", DIRECTIONS)?,
            over_units: word(row, "over_units", OVER_UNITS)?,
            over_time: word(row, "over_time", OVER_TIME)?,
            scope: row.text("scope")?,
            part_of: row.opt_text("part_of")?,
            percent_cap: row.opt_decimal("percent_cap")?,
            zero_target: false,
            limit: false,
            formula: formula(row)?,
            horizon: None,
            since: None,
            until: None,
            basis: String::new(),
        };
        Ok(IndicatorRow { rule, source: word(row, "source", SOURCES)?, fact_no: row.int("fact_no")? })
    }

    /// The same indicator with what only the pack says of it.
    #[must_use]
    pub fn completed(mut self, pack: &pack::Pack) -> IndicatorRow {
        if let (Source::Pack, Some(declared)) = (self.source, pack.indicator(&self.rule.code)) {
            self.rule.zero_target = declared.zero_target;
            self.rule.limit = declared.limit;
            self.rule.horizon.clone_from(&declared.horizon);
            self.rule.since = declared.since;
            self.rule.until = declared.until;
            self.rule.basis.clone_from(&declared.basis);
        }
        self
    }
}

fn word<T: Copy>(row: &Row, name: &str, known: &words::Words<T>) -> Result<T, Failure> {
    let key = row.text(name)?;
    words::find(known, &key).ok_or_else(|| Failure::new(format!("column {name} holds an unknown word: {key}")))
}

fn formula(row: &Row) -> Result<Option<Formula>, Failure> {
    if row.opt_text("formula_kind")?.is_none() {
        return Ok(None);
    }
    Ok(Some(Formula {
        kind: word(row, "formula_kind", FORMULAS)?,
        a: row.text("formula_a")?,
        b: row.text("formula_b")?,
    }))
}

/// The measure of an indicator, out of the packs in use. Refused with `unknown-measure` when these packs lack it.
pub fn measure_of<'a>(ctx: &'a Ctx, rule: &Indicator) -> Result<&'a Measure, Error> {
    measure_named(ctx, &rule.measure, &rule.name)
}

/// The measure of that code, in which the indicator of that name is counted.
pub fn measure_named<'a>(ctx: &'a Ctx, code: &str, indicator: &str) -> Result<&'a Measure, Error> {
    match ctx.pack.measure(code) {
        Some(measure) => Ok(measure),
        None => refuse(
            "unknown-measure",
            format!(
                "Bộ quy tắc đang dùng không có đơn vị đo “{code}” của chỉ tiêu “{indicator}”. Báo quản trị hệ thống nạp bộ quy tắc có đơn vị đo này."
            ),
        ),
    }
}
