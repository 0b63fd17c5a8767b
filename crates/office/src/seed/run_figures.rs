//! Acts of measuring in the time line: periods, figures with what their source states, risks.

use super::names::Thing;
use super::rows::*;
use super::run::Run;
use crate::error::{Error, Fault};
use crate::figure::{self, ClaimBase, NewClaim, NewFigure, NewPeriod, NewRisk, Status, TypedDays};
use crate::journal::Kind;
use jiff::civil::Date;

/// Opens a period.
pub fn open_period(run: &mut Run, row: &PeriodRow) -> Result<(), Error> {
    let days = TypedDays { starts_on: row.starts, ends_on: row.ends, cutoff_on: row.cutoff };
    let no = figure::open_period(run.ctx, run.tx, &NewPeriod { label: row.label.clone(), days, rule: None })?;
    run.names.put(Thing::Period, &row.key, no);
    Ok(())
}

/// Closes a period.
pub fn close_period(run: &mut Run, row: &ClosePeriodRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Period, &row.period)?;
    figure::close_period(run.ctx, run.tx, no)
}

/// Enters one figure with what its source states.
pub fn enter_figure(run: &mut Run, row: &FigureRow) -> Result<(), Error> {
    let typed = run.quantity(&row.indicator, "value", &row.value)?;
    let (starts_on, cutoff_on) = span(run, row.period.as_ref(), row.cutoff)?;
    let new = NewFigure {
        indicator: row.indicator.clone(),
        unit: run.unit(row.unit.as_ref())?,
        starts_on,
        cutoff_on,
        status: status(&row.status)?,
        bound: typed.bound,
        value: typed.value,
        typed: row.value.clone(),
        source: run.names.opt(Thing::Document, row.source.as_ref())?,
        note: row.note.clone(),
        invented: row.invented,
        claims: row.claim.iter().map(claim).collect::<Result<_, _>>()?,
    };
    figure::enter(run.ctx, run.tx, &new)?;
    Ok(())
}

/// Enters one indicator for many units under one fact.
pub fn enter_units(run: &mut Run, row: &UnitFiguresRow) -> Result<(), Error> {
    let (starts_on, cutoff_on) = span(run, row.period.as_ref(), row.cutoff)?;
    let (status, source) = (status(&row.status)?, run.names.opt(Thing::Document, row.source.as_ref())?);
    let mut figures = Vec::new();
    for (unit, text) in &row.values {
        let typed = run.quantity(&row.indicator, unit, text)?;
        figures.push(NewFigure {
            indicator: row.indicator.clone(),
            unit: run.names.no(Thing::Unit, unit)?,
            starts_on,
            cutoff_on,
            status,
            bound: typed.bound,
            value: typed.value,
            typed: text.clone(),
            source,
            note: row.note.clone(),
            invented: row.invented,
            claims: Vec::new(),
        });
    }
    figure::enter_all(run.ctx, run.tx, &figures, Kind::FigureEntered)?;
    Ok(())
}

/// The days of the period; an own cut-off counts from the first day of the period, or of its year.
fn span(run: &mut Run, period: Option<&String>, cutoff: Option<Date>) -> Result<(Date, Date), Error> {
    match (run.names.opt(Thing::Period, period)?, cutoff) {
        (Some(no), cutoff) => {
            let period = figure::period(run.tx, &run.ctx.book, no)?;
            Ok((period.starts_on, cutoff.unwrap_or(period.cutoff_on)))
        }
        (None, Some(cutoff)) => Ok((cutoff.first_of_year(), cutoff)),
        (None, None) => fault("cutoff", "Chưa ghi kỳ hoặc ngày chốt. Ghi period hoặc cutoff."),
    }
}

fn status(key: &str) -> Result<Status, Error> {
    match Status::read(key) {
        Some(status) => Ok(status),
        None => fault("status", &format!("Không có trạng thái “{key}”. Ghi expected (ước) hoặc actual (thực hiện).")),
    }
}

fn claim(row: &ClaimRow) -> Result<NewClaim, Error> {
    let (text, growth) = match (&row.percent, &row.growth) {
        (Some(percent), None) => (percent, false),
        (None, Some(growth)) => (growth, true),
        _ => return fault("claim", "Mỗi tỷ lệ ghi hoặc percent (đạt), hoặc growth (tăng), không ghi cả hai."),
    };
    let base = match row.base.as_deref() {
        None => ClaimBase::Baseline,
        Some(key) => match ClaimBase::from_key(key) {
            Some(base) => base,
            None => {
                return fault("claim", &format!("Không có gốc so sánh “{key}”. Ghi same-period hoặc previous-year."));
            }
        },
    };
    let read =
        viet::percent::read(text).map_err(|unreadable| Error::Faults(vec![Fault::new("claim", unreadable.why)]))?;
    Ok(NewClaim {
        base,
        assigners: row.assigners.clone(),
        value: read.value,
        decimals: read.decimals,
        growth,
        typed: text.clone(),
    })
}

/// Registers one line at risk.
pub fn register_risk(run: &mut Run, row: &RiskRow) -> Result<(), Error> {
    let new = NewRisk {
        indicator: row.indicator.clone(),
        unit: run.unit(row.unit.as_ref())?,
        cause: row.cause.clone(),
        solution: row.solution.clone(),
        owner: run.names.no(Thing::Officer, &row.owner)?,
        due_on: row.due,
    };
    figure::register_risk(run.ctx, run.tx, &new)?;
    Ok(())
}

fn fault<T>(place: &str, sentence: &str) -> Result<T, Error> {
    Err(Error::Faults(vec![Fault::new(place, sentence)]))
}
