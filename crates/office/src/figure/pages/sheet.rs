//! The entry sheet of a period: for an officer of a unit the additive indicators of the own units, for a specialist the
//! units beside the chosen indicators. Cells start empty; what is in force stands below them.

use super::choices::{additive_indicators, entered_indicators, entered_units, targeted};
use super::figure_table::Names;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::Unit;
use crate::error::Error;
use crate::figure::period::Period;
use crate::figure::store::{Figure, figures_at};
use crate::plan::catalogue::{IndicatorRow, measure_of};
use crate::ui::{Form, Html, escape};
use std::fmt::Write;

/// Columns of a specialist's sheet when nothing was chosen.
const COLUMNS: usize = 6;

/// A sheet of cells to fill.
pub struct Sheet {
    /// What the rows are.
    pub corner: &'static str,
    pub heads: Vec<Head>,
    pub rows: Vec<Row>,
    /// Indicators to choose columns from; empty when nothing is chosen.
    pub offered: Vec<Offer>,
}

/// The head of a column or row: name, and the measure below it.
pub struct Head {
    pub title: String,
    pub below: String,
}

/// One row of cells.
pub struct Row {
    pub head: Head,
    pub cells: Vec<Html>,
}

/// An indicator that may be a column.
pub struct Offer {
    pub code: String,
    pub name: String,
    pub chosen: bool,
}

/// The sheet for this person. `asked` are the codes of indicators asked for as columns.
pub fn sheet(ctx: &Ctx, tx: &mut Tx, period: &Period, form: &Form, asked: &[String]) -> Result<Sheet, Error> {
    let units = entered_units(ctx, tx, period.cutoff_on)?;
    if ctx.sees_all() {
        by_units(ctx, tx, period, form, asked, &units)
    } else {
        by_indicators(ctx, tx, period, form, &units)
    }
}

/// Units in rows, chosen indicators in columns.
fn by_units(
    ctx: &Ctx,
    tx: &mut Tx,
    period: &Period,
    form: &Form,
    asked: &[String],
    units: &[Unit],
) -> Result<Sheet, Error> {
    let known = entered_indicators(ctx, tx)?;
    let chosen = chosen(ctx, tx, period, &known, asked)?;
    let columns: Vec<&IndicatorRow> = known.iter().filter(|row| chosen.contains(&row.rule.code)).collect();
    let mut in_force = Vec::new();
    for column in &columns {
        in_force.push(figures_at(tx, &ctx.book, &column.rule.code, period.starts_on, period.cutoff_on, None)?);
    }
    let mut rows = Vec::with_capacity(units.len());
    for unit in units {
        let cells = columns.iter().zip(&in_force).map(|(column, figures)| cell(ctx, form, column, unit, figures));
        rows.push(Row {
            head: Head { title: unit.name.clone(), below: String::new() },
            cells: cells.collect::<Result<_, _>>()?,
        });
    }
    let heads = columns.iter().map(|row| indicator_head(ctx, row)).collect::<Result<_, _>>()?;
    let offer = |row: &IndicatorRow| Offer {
        code: row.rule.code.clone(),
        name: row.rule.name.clone(),
        chosen: chosen.contains(&row.rule.code),
    };
    Ok(Sheet { corner: "Đơn vị", heads, rows, offered: known.iter().map(offer).collect() })
}

/// The additive indicators in rows, the own units in columns.
fn by_indicators(ctx: &Ctx, tx: &mut Tx, period: &Period, form: &Form, units: &[Unit]) -> Result<Sheet, Error> {
    let mut rows = Vec::new();
    for row in additive_indicators(ctx, tx)? {
        let figures = figures_at(tx, &ctx.book, &row.rule.code, period.starts_on, period.cutoff_on, None)?;
        let cells = units.iter().map(|unit| cell(ctx, form, &row, unit, &figures)).collect::<Result<_, _>>()?;
        rows.push(Row { head: indicator_head(ctx, &row)?, cells });
    }
    let heads = units.iter().map(|unit| Head { title: unit.name.clone(), below: String::new() }).collect();
    Ok(Sheet { corner: "Chỉ tiêu", heads, rows, offered: Vec::new() })
}

/// Columns asked for; otherwise those with a target in force at the cut-off, then the first of the catalogue.
fn chosen(
    ctx: &Ctx,
    tx: &mut Tx,
    period: &Period,
    known: &[IndicatorRow],
    asked: &[String],
) -> Result<Vec<String>, Error> {
    let codes = known.iter().map(|row| row.rule.code.clone());
    if !asked.is_empty() {
        return Ok(codes.filter(|code| asked.contains(code)).collect());
    }
    let targeted = targeted(ctx, tx, period.cutoff_on)?;
    let (mut first, rest): (Vec<String>, Vec<String>) = codes.partition(|code| targeted.contains(code));
    if first.is_empty() {
        first = rest;
    }
    first.truncate(COLUMNS);
    Ok(first)
}

fn indicator_head(ctx: &Ctx, row: &IndicatorRow) -> Result<Head, Error> {
    Ok(Head { title: row.rule.name.clone(), below: measure_of(ctx, &row.rule)?.label.clone() })
}

/// A field for one indicator of one unit, with what is in force below it.
fn cell(ctx: &Ctx, form: &Form, row: &IndicatorRow, unit: &Unit, figures: &[Figure]) -> Result<Html, Error> {
    let (code, name) = (&row.rule.code, &row.rule.name);
    let mut out = form.cell(&format!("v.{code}.{}", unit.no), &format!("{name}, {}", unit.name)).0;
    let names = Names::from([(code.clone(), row.clone())]);
    for figure in figures.iter().filter(|figure| figure.unit == unit.no) {
        let written = super::figure_table::written(ctx, &names, figure)?;
        let _ = write!(
            out,
            r#"<small><a href="/{}/figures/{}">{} {}</a></small>"#,
            ctx.book,
            figure.no,
            escape(figure.status.label()),
            escape(&written)
        );
    }
    Ok(Html(out))
}
