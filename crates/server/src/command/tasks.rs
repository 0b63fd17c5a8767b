//! `roviec tasks list`, `tasks sweep`: tasks as they stand, or as they stood at the end of a day.

use super::chosen::{book, day, ended};
use crate::cli::{Place, Tasks, TasksAsked};
use crate::clock::clock;
use crate::open::open_migrated;
use crate::out::say;
use crate::packs;
use anyhow::Result;
use office::ctx::{Ctx, HANOI};
use office::db::Db;
use office::error::{Error, Failure, Fault};
use office::task::{Asked, Line, View, sweep, tasks as listed, tasks_as_of};
use serde_json::json;
use std::process::ExitCode;

/// Lines of one answer.
const MOST: i64 = 1_000_000;

/// Runs the command.
pub fn tasks(place: &Place, what: &Tasks) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    ended(match what {
        Tasks::List(asked) => told(&db, place, asked),
        Tasks::Sweep { book } => swept(&db, place, book.as_deref()),
    })
}

fn swept(db: &Db, place: &Place, named: Option<&str>) -> Result<(), Error> {
    let book = book(db, named)?;
    let pack = packs::load().map_err(|error| Failure::new(error.to_string()))?;
    let ctx = Ctx::operator(&book, clock(place.now)(), pack);
    let spoken = db.write_in(&book, |tx| sweep(&ctx, tx))?;
    say!("{book}: {spoken} bậc nhắc, nhiệm vụ lặp lại");
    Ok(())
}

fn told(db: &Db, place: &Place, asked: &TasksAsked) -> Result<(), Error> {
    let book = book(db, asked.book.as_deref())?;
    let pack = packs::load().map_err(|error| Failure::new(error.to_string()))?;
    let ctx = Ctx::operator(&book, clock(place.now)(), pack);
    let assigner = assigner(&ctx, asked.assigner.as_deref())?;
    let past = day("as-of", asked.as_of.as_deref())?.map(|on| end_of(on, ctx.now));
    let at = past.unwrap_or(ctx.now);
    let found = db.read(|tx| match past {
        Some(at) => {
            let mut lines = tasks_as_of(&ctx, tx, at, &assigner)?;
            lines.retain(|line| !asked.overdue || late(line, at));
            Ok(lines)
        }
        None => {
            let view = if asked.overdue { View::Overdue } else { View::Open };
            listed(&ctx, tx, &Asked { assigner: assigner.clone(), most: MOST, ..Asked::view(view, at) })
        }
    })?;
    if asked.json {
        let lines: Vec<_> = found.iter().map(one).collect();
        say!("{:#}", json!({ "book": book, "as_of": at.to_string(), "tasks": lines }));
    } else {
        for line in &found {
            let work = line.task.work.lines().next().unwrap_or_default();
            let due = viet::day::write_instant(line.task.due_at);
            say!(
                "{}\t{due}\t{}\t{}\t{}\t{work}",
                line.task.no,
                line.task.state.label(),
                line.unit_name,
                line.person_name
            );
        }
    }
    Ok(())
}

/// A day is over at midnight; today is not over yet.
fn end_of(on: jiff::civil::Date, now: jiff::Timestamp) -> jiff::Timestamp {
    let end = on.tomorrow().ok().and_then(|next| HANOI.to_timestamp(next.at(0, 0, 0, 0)).ok());
    end.unwrap_or(now).min(now)
}

fn late(line: &Line, at: jiff::Timestamp) -> bool {
    line.task.due_at < at && line.task.done_at.is_none_or(|done| done > line.task.due_at)
}

/// The key of an assigner by key or label; empty when none was asked for.
fn assigner(ctx: &Ctx, asked: Option<&str>) -> Result<String, Error> {
    let Some(asked) = asked else { return Ok(String::new()) };
    let folded = viet::fold::fold(asked);
    let known = &ctx.pack.task_assigners;
    match known.iter().find(|a| a.code == asked || viet::fold::fold(&a.label) == folded) {
        Some(found) => Ok(found.code.clone()),
        None => {
            let codes: Vec<&str> = known.iter().map(|a| a.code.as_str()).collect();
            let sentence = format!("Không có nơi giao “{asked}”. Ghi một trong: {}.", codes.join(", "));
            Err(Error::Faults(vec![Fault::new("assigner", sentence)]))
        }
    }
}

fn one(line: &Line) -> serde_json::Value {
    let t = &line.task;
    json!({
        "no": t.no,
        "work": t.work,
        "assigner": t.assigner,
        "lead_unit": line.unit_name,
        "person": line.person_name,
        "holder": if t.state.is_open() { Some(&line.holder_name) } else { None },
        "state": t.state.key(),
        "core_state": line.core.map(|core| core.key()),
        "percent": t.percent,
        "assigned_at": t.assigned_at.to_string(),
        "first_due_at": t.first_due_at.to_string(),
        "due_at": t.due_at.to_string(),
        "done_at": t.done_at.map(|at| at.to_string()),
        "closed_at": t.closed_at.map(|at| at.to_string()),
    })
}
