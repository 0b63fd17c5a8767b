//! Writes the rows that an entering act brings: figures, claims, and the mark on the sums that they change.

use super::new_figure::{NewClaim, NewFigure};
use crate::ctx::Ctx;
use crate::db::{Tx, Value};
use crate::error::Error;
use crate::params;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A figure that gets a row.
pub struct Brought<'a> {
    pub no: i64,
    pub figure: &'a NewFigure,
    /// The figure it corrects.
    pub replaces: Option<i64>,
}

/// Writes figures and claims, and answers the lines that the fact vouches for, in the order of the numbers.
pub fn write_rows(ctx: &Ctx, tx: &mut Tx, brought: &[Brought], fact_no: i64) -> Result<Vec<String>, Error> {
    let mut lines = Vec::with_capacity(brought.len());
    for one in brought {
        write_figure(ctx, tx, one, fact_no)?;
        for (at, claim) in one.figure.claims.iter().enumerate() {
            write_claim(ctx, tx, one.no, at as i64 + 1, claim)?;
        }
        lines.push(line(one));
    }
    Ok(lines)
}

fn write_figure(ctx: &Ctx, tx: &mut Tx, one: &Brought, fact_no: i64) -> Result<(), Error> {
    let figure = one.figure;
    if let Some(replaced) = one.replaces {
        let sql = "update figure set replaced_fact_no = $3 where book = $1 and no = $2";
        tx.exec(sql, params![&ctx.book, replaced, fact_no])?;
    }
    let columns: Vec<Value> = vec![
        (&ctx.book).into(),
        one.no.into(),
        (&figure.indicator).into(),
        figure.unit.into(),
        figure.starts_on.into(),
        figure.cutoff_on.into(),
        figure.status.key().into(),
        figure.bound.code().into(),
        figure.value.into(),
        (&figure.typed).into(),
        figure.source.into(),
        (&figure.note).into(),
        figure.invented.into(),
        ctx.actor.officer.into(),
        ctx.now.into(),
        fact_no.into(),
    ];
    tx.exec(include_str!("sql/insert_figure.sql"), &columns)?;
    Ok(())
}

fn write_claim(ctx: &Ctx, tx: &mut Tx, figure: i64, no: i64, claim: &NewClaim) -> Result<(), Error> {
    tx.exec(
        "insert into claim (book, figure, no, base, assigners, value, decimals, growth, typed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            &ctx.book,
            figure,
            no,
            claim.base.key(),
            claim.assigners.join(","),
            claim.value,
            i64::from(claim.decimals),
            claim.growth,
            &claim.typed
        ],
    )?;
    Ok(())
}

/// The figure as `journal::verify` reads it back from its row.
fn line(one: &Brought) -> String {
    let NewFigure { indicator, unit, cutoff_on, status, bound, value, .. } = one.figure;
    let (status, bound, value) = (status.key(), bound.code(), value.normalize());
    format!("{}|{indicator}|{unit}|{cutoff_on}|{status}|{bound}|{value}", one.no)
}

/// Marks the kept sums that the figures change; the measuring half computes them again.
pub fn mark_sums(ctx: &Ctx, tx: &mut Tx, brought: &[Brought]) -> Result<(), Error> {
    let key = |one: &Brought| (one.figure.indicator.clone(), one.figure.starts_on, one.figure.cutoff_on);
    let sums: BTreeSet<(String, Date, Date)> = brought.iter().map(key).collect();
    for (indicator, starts_on, cutoff_on) in sums {
        tx.exec(
            "insert into kept_sum (book, indicator, starts_on, cutoff_on, value, units_with, units_all, units_expected, dirty) \
             values ($1, $2, $3, $4, null, 0, 0, 0, 1) \
             on conflict (book, indicator, starts_on, cutoff_on) do nothing",
            params![&ctx.book, &indicator, starts_on, cutoff_on],
        )?;
        // A state on a day counts from whatever start, so sums of the same cut-off may hold it too.
        tx.exec(
            "update kept_sum set dirty = 1 where book = $1 and indicator = $2 and cutoff_on = $3",
            params![&ctx.book, indicator, cutoff_on],
        )?;
    }
    Ok(())
}
