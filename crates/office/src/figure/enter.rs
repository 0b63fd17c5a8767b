//! Enters figures (nhập số liệu): officers of a unit for the own unit, specialists for any. It brings figures, their
//! claims and one fact; what was entered before for the same cut-off is replaced, never erased.

use super::grounds::look_up;
use super::new_figure::NewFigure;
use super::rule::{Against, Objection, judge, own_unit};
use super::standing::{Standing, key_of};
use super::write::{Brought, mark_sums, write_rows};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append, figures_digest, next_fact_no};
use serde_json::{Value, json};
use std::collections::HashSet;

/// Enters one figure and answers its number. A correction brings [`Kind::FigureCorrected`]; the same figure again
/// answers the number it has, without a fact.
pub fn enter(ctx: &Ctx, tx: &mut Tx, new: &NewFigure) -> Result<i64, Error> {
    let numbers = enter_all(ctx, tx, std::slice::from_ref(new), Kind::FigureEntered)?;
    Ok(numbers.first().copied().unwrap_or_default())
}

/// Enters many figures under one fact of this kind; all or none. Answers their numbers in the order given.
///
/// With several figures, faults carry the place `figure.{index}`; see [`objections`] for finding them beforehand.
pub fn enter_all(ctx: &Ctx, tx: &mut Tx, figures: &[NewFigure], kind: Kind) -> Result<Vec<i64>, Error> {
    ctx.permit(Act::EnterFigure)?;
    raise(objections(ctx, tx, figures)?, figures.len())?;
    let standing = Standing::look_up(ctx, tx, figures)?;
    let mut next_no = tx.next_no("figure", &ctx.book)?;
    let (mut numbers, mut brought) = (Vec::with_capacity(figures.len()), Vec::new());
    for figure in figures {
        let before = standing.of(figure);
        if let Some(same) = before.filter(|row| row.says(figure)) {
            numbers.push(same.no);
            continue;
        }
        brought.push(Brought { no: next_no, figure, replaces: before.map(|row| row.no) });
        numbers.push(next_no);
        next_no += 1;
    }
    if !brought.is_empty() {
        bring(ctx, tx, &brought, kind)?;
    }
    Ok(numbers)
}

/// Why figures cannot be entered, by their place in the list; empty when all can. For previews and for faults by cell.
pub fn objections(ctx: &Ctx, tx: &mut Tx, figures: &[NewFigure]) -> Result<Vec<(usize, Objection)>, Error> {
    let grounds = look_up(ctx, tx, figures)?;
    let standing = Standing::look_up(ctx, tx, figures)?;
    let mut keys = HashSet::with_capacity(figures.len());
    let mut found = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let twice = if keys.insert(key_of(figure)) { None } else { Some(stated_twice(figure)) };
        // What stands already is not entered, so nothing can be said against it: the own export of a closed period.
        let stands = standing.of(figure).is_some_and(|row| row.says(figure));
        let objection = if stands { own_unit(figure, &grounds) } else { judge(figure, &grounds) };
        found.extend(objection.or(twice).map(|objection| (at, objection)));
    }
    Ok(found)
}

fn stated_twice(figure: &NewFigure) -> Objection {
    let day = viet::day::write(figure.cutoff_on);
    let sentence =
        format!("“{}” đến ngày {day} của đơn vị này có hai lần trong cùng một lần nhập. Giữ lại một số.", figure.typed);
    Objection { against: Against::Field("value"), sentence }
}

/// A refusal goes before faults, because no other value would help.
fn raise(found: Vec<(usize, Objection)>, of: usize) -> Result<(), Error> {
    let mut faults = Vec::new();
    for (at, Objection { against, sentence }) in found {
        match against {
            Against::Act(code) => return refuse(code, sentence),
            Against::Field(field) if of == 1 => faults.push(Fault::new(field, sentence)),
            Against::Field(_) => faults.push(Fault::new(format!("figure.{at}"), sentence)),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Faults(faults)) }
}

fn bring(ctx: &Ctx, tx: &mut Tx, brought: &[Brought], kind: Kind) -> Result<(), Error> {
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let lines = write_rows(ctx, tx, brought, fact_no)?;
    mark_sums(ctx, tx, brought)?;
    let corrected = brought.iter().filter(|one| one.replaces.is_some()).count();
    let only_corrects = kind == Kind::FigureEntered && corrected == brought.len();
    let kind = if only_corrects { Kind::FigureCorrected } else { kind };
    let (first, last) = (brought.first().map_or(0, |one| one.no), brought.last().map_or(0, |one| one.no));
    let subject = if first == last { format!("figure/{first}") } else { format!("figure/{first}-{last}") };
    append(tx, ctx, kind, &subject, payload(brought, corrected, &figures_digest(&lines)))?;
    Ok(())
}

/// What the fact says: one figure in full, many by their number; the digest vouches for every row.
fn payload(brought: &[Brought], corrected: usize, digest: &str) -> Value {
    let [one] = brought else {
        return json!({ "count": brought.len(), "corrected": corrected, "figures_digest": digest });
    };
    let figure = one.figure;
    json!({
        "indicator": figure.indicator, "unit": figure.unit, "starts_on": figure.starts_on.to_string(),
        "cutoff_on": figure.cutoff_on.to_string(), "status": figure.status.key(), "bound": figure.bound.code(),
        "value": figure.value.normalize().to_string(), "typed": figure.typed, "source": figure.source,
        "invented": figure.invented, "replaces": one.replaces, "claims": figure.claims.len(), "figures_digest": digest,
    })
}
