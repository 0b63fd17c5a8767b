//! Looks up, once for any number of figures, what the rules of entering need to know.

use super::new_figure::NewFigure;
use super::rule::{ClosedSpan, Grounds, UnitSpan};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Role;
use crate::error::Error;
use crate::params;
use crate::plan::catalogue::{catalogue, measure_of};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Everything the rules need for these figures and this actor.
pub fn look_up(ctx: &Ctx, tx: &mut Tx, figures: &[NewFigure]) -> Result<Grounds, Error> {
    let everywhere = ctx.actor.roles.contains(&Role::Specialist);
    let mut known = HashMap::new();
    for row in catalogue(ctx, tx)? {
        let indicator = row.rule;
        let measure = measure_of(ctx, &indicator)?.clone();
        known.insert(indicator.code.clone(), (indicator, measure));
    }
    Ok(Grounds {
        own_units: (!everywhere).then(|| ctx.actor.units.clone()),
        indicators: known,
        units: units(ctx, tx)?,
        closed: closed(ctx, tx)?,
        documents: documents(ctx, tx, figures)?,
        assigners: ctx.pack.assigners.iter().map(|assigner| assigner.code.clone()).collect(),
    })
}

fn units(ctx: &Ctx, tx: &mut Tx) -> Result<HashMap<i64, UnitSpan>, Error> {
    let mut units = HashMap::new();
    for row in tx.rows(include_str!("sql/unit_span.sql"), params![&ctx.book])? {
        let span = UnitSpan {
            name: row.opt_text("name")?.unwrap_or_default(),
            established_on: row.day("established_on")?,
            abolished_on: row.opt_day("abolished_on")?,
            successor: row.opt_text("successor")?,
        };
        units.insert(row.int("no")?, span);
    }
    Ok(units)
}

fn closed(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<ClosedSpan>, Error> {
    let sql = "select label, starts_on, cutoff_on from period where book = $1 and state = 'closed' order by cutoff_on";
    let mut closed = Vec::new();
    for row in tx.rows(sql, params![&ctx.book])? {
        closed.push(ClosedSpan {
            label: row.text("label")?,
            starts_on: row.day("starts_on")?,
            cutoff_on: row.day("cutoff_on")?,
        });
    }
    Ok(closed)
}

fn documents(ctx: &Ctx, tx: &mut Tx, figures: &[NewFigure]) -> Result<HashSet<i64>, Error> {
    let named: BTreeSet<i64> = figures.iter().filter_map(|figure| figure.source).collect();
    let mut found = HashSet::new();
    for no in named {
        if tx.row("select no from document where book = $1 and no = $2", params![&ctx.book, no])?.is_some() {
            found.insert(no);
        }
    }
    Ok(found)
}
