//! Commits an import (nhập bảng tính): everything of a file in one transaction, or nothing. Specialists import figures and
//! targets, the operator units and officers.
//!
//! Figures and targets bring one fact for the whole file. Units and officers go through the acts of the directory, one
//! fact for each, because each of them is established or appointed on a day of its own.

use super::draft::{FigureRow, Rows, TargetRow};
use super::keep_draft::LIFE;
use super::subject::Subject;
use super::write_officers::write_officers;
use super::write_units::write_units;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, Failure, Fault, refuse};
use crate::figure::{NewFigure, enter_all};
use crate::journal::Kind;
use crate::params;
use crate::plan::target::{Horizon, NewTarget, set_targets};

/// Writes the rows of a draft and answers how many there were; a draft older than a day is gone. The same draft again answers success and writes nothing.
pub fn commit(ctx: &Ctx, tx: &mut Tx, subject: Subject, token: &str) -> Result<usize, Error> {
    ctx.permit(subject.act())?;
    let sql = "select rows_json from import_draft where book = $1 and token = $2 and subject = $3 and made_by = $4 and made_at >= $5";
    let oldest = ctx.now - LIFE;
    let Some(row) = tx.row(sql, params![&ctx.book, token, subject.key(), ctx.actor.officer, oldest])? else {
        return refuse("draft-gone", "Bản xem trước này không còn. Tải tệp lên lại, xem trước rồi bấm nhập.");
    };
    let json = row.text("rows_json")?;
    if json.is_empty() {
        return Ok(0);
    }
    let rows: Rows = serde_json::from_str(&json)?;
    if rows.subject() != subject {
        return Err(Failure::new("an import draft under another subject").into());
    }
    let written = write_rows(ctx, tx, &rows)?;
    // The emptied draft stays for a day, so that a second click finds its import done.
    tx.exec("update import_draft set rows_json = '' where book = $1 and token = $2", params![&ctx.book, token])?;
    Ok(written)
}

/// Writes rows through the acts of their domains; the rules are asked again. Faults carry the place in the file.
pub fn write_rows(ctx: &Ctx, tx: &mut Tx, rows: &Rows) -> Result<usize, Error> {
    ctx.permit(rows.subject().act())?;
    match rows {
        Rows::Figures(rows) => write_figures(ctx, tx, rows)?,
        Rows::Targets(rows) => write_targets(ctx, tx, rows)?,
        Rows::Units(rows) => write_units(ctx, tx, rows)?,
        Rows::Officers(rows) => write_officers(ctx, tx, rows)?,
    }
    Ok(rows.len())
}

/// The figures of the rows, as the acts of figures take them.
pub fn new_figures(rows: &[FigureRow]) -> Result<Vec<NewFigure>, Failure> {
    rows.iter().map(FigureRow::to_new).collect()
}

fn write_figures(ctx: &Ctx, tx: &mut Tx, rows: &[FigureRow]) -> Result<(), Error> {
    let outcome = enter_all(ctx, tx, &new_figures(rows)?, Kind::FiguresImported);
    let place = |fault: Fault| {
        let row = fault
            .place
            .strip_prefix("figure.")
            .and_then(|at| at.parse::<usize>().ok())
            .and_then(|at| Some((at, rows.get(at)?)));
        let place = row.map_or(fault.place.clone(), |(at, row)| format!("số liệu thứ {} ({})", at + 1, row.typed));
        Fault::new(place, fault.sentence)
    };
    placed(outcome, place)
}

fn write_targets(ctx: &Ctx, tx: &mut Tx, rows: &[TargetRow]) -> Result<(), Error> {
    let news = rows.iter().map(new_target).collect::<Result<Vec<_>, _>>()?;
    let place = |fault: Fault| {
        let row = fault.place.split('.').next().and_then(|at| at.parse::<usize>().ok()).and_then(|at| rows.get(at));
        Fault::new(row.map_or(fault.place.clone(), |row| row.place.clone()), fault.sentence)
    };
    placed(set_targets(ctx, tx, &news), place)
}

fn placed<T>(outcome: Result<T, Error>, place: impl Fn(Fault) -> Fault) -> Result<(), Error> {
    match outcome {
        Ok(_) => Ok(()),
        Err(Error::Faults(faults)) => Err(Error::Faults(faults.into_iter().map(place).collect())),
        Err(other) => Err(other),
    }
}

fn new_target(row: &TargetRow) -> Result<NewTarget, Failure> {
    Ok(NewTarget {
        indicator: row.indicator.clone(),
        unit: Some(row.unit),
        assigner: row.assigner.clone(),
        horizon: Horizon::read(&row.horizon)
            .ok_or_else(|| Failure::new("an import draft with an unreadable horizon"))?,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        typed: row.typed.clone(),
        basis: Some(row.basis),
    })
}
