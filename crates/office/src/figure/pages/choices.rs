//! What the forms of figures offer: indicators that are entered, units of a day, names of indicators.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Role;
use crate::directory::{Unit, units_on};
use crate::error::Error;
use crate::params;
use crate::plan::catalogue::{IndicatorRow, catalogue};
use jiff::civil::Date;
use pack::indicator::OverUnits;
use std::collections::HashSet;

/// Indicators that are entered, not computed from others.
pub fn entered_indicators(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<IndicatorRow>, Error> {
    Ok(catalogue(ctx, tx)?.into_iter().filter(|row| row.rule.formula.is_none()).collect())
}

/// Indicators that units enter and the office adds up.
pub fn additive_indicators(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<IndicatorRow>, Error> {
    Ok(entered_indicators(ctx, tx)?.into_iter().filter(|row| row.rule.over_units == OverUnits::Sum).collect())
}

/// Codes of the indicators with a target in force on a day.
pub fn targeted(ctx: &Ctx, tx: &mut Tx, on: Date) -> Result<HashSet<String>, Error> {
    let rows = tx.rows(include_str!("../sql/targeted.sql"), params![&ctx.book, on])?;
    Ok(rows.iter().map(|row| row.text("indicator")).collect::<Result<_, _>>()?)
}

/// The units this person may enter for on a day.
pub fn entered_units(ctx: &Ctx, tx: &mut Tx, on: Date) -> Result<Vec<Unit>, Error> {
    let everywhere = ctx.actor.roles.contains(&Role::Specialist);
    let mine = |unit: &Unit| everywhere || ctx.actor.units.contains(&unit.no);
    Ok(units_on(tx, &ctx.book, on)?.into_iter().filter(mine).collect())
}

/// Choices for a form: code and name of every indicator.
pub fn indicator_choices(rows: &[IndicatorRow]) -> Vec<(String, String)> {
    rows.iter().map(|row| (row.rule.code.clone(), row.rule.name.clone())).collect()
}
