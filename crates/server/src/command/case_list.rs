//! `roviec cases list`, `cases sweep`: cases as they stand, overdue judged at the instant of the question.

use super::WRONG_INPUT;
use super::upkeep::only_book;
use crate::cli::{CasesAsked, Place};
use crate::clock::clock;
use crate::open::open_migrated;
use crate::out::say;
use crate::packs;
use anyhow::Result;
use office::casework::{Asked, Line, View, cases as listed};
use office::ctx::Ctx;
use office::db::Db;
use office::directory::units_on;
use serde_json::json;
use std::process::ExitCode;

/// Lines of one answer.
const MOST: i64 = 1_000_000;

/// Lets the ladders of a book speak.
pub fn sweep(place: &Place, book: Option<&str>) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    let book = only_book(&db, book)?;
    let ctx = Ctx::operator(&book, clock(place.now)(), packs::load()?);
    let spoken = sweep_all(&db, &ctx)?;
    say!("{book}: {spoken} bậc nhắc");
    Ok(ExitCode::SUCCESS)
}

/// Sweeps a book in short transactions until nothing is left.
pub fn sweep_all(db: &Db, ctx: &Ctx) -> Result<usize> {
    let mut spoken = 0;
    loop {
        match db.write_in(&ctx.book, |tx| office::casework::sweep(ctx, tx))? {
            0 => return Ok(spoken),
            some => spoken += some,
        }
    }
}

/// Lists cases.
pub fn list(place: &Place, asked: &CasesAsked) -> Result<ExitCode> {
    let CasesAsked { overdue, unit, as_of, book, json: as_json } = asked;
    let db = open_migrated(place)?;
    let book = only_book(&db, book.as_deref())?;
    let ctx = Ctx::operator(&book, clock(place.now)(), packs::load()?);
    let at = as_of.unwrap_or(ctx.now);
    let found = db.read(|tx| {
        let units = units_on(tx, &book, ctx.today())?;
        let wanted = |text: &String| units.iter().find(|u| u.code == *text || u.no.to_string() == *text).map(|u| u.no);
        let number = unit.as_ref().map(wanted);
        if number == Some(None) {
            return Ok(None);
        }
        let view = if *overdue { View::Overdue } else { View::All };
        let asked = Asked { unit: number.flatten(), most: MOST, ..Asked::view(view, at) };
        Ok(Some(listed(&ctx, tx, &asked)?))
    })?;
    let Some(found) = found else {
        eprintln!("Không có đơn vị {}. Ghi mã hoặc số của đơn vị.", unit.as_deref().unwrap_or_default());
        return Ok(ExitCode::from(WRONG_INPUT));
    };
    if *as_json {
        say!(
            "{:#}",
            json!({ "book": book, "as_of": at.to_string(), "cases": found.iter().map(one).collect::<Vec<_>>() })
        );
    } else {
        for line in &found {
            let due = line.due_at.map_or_else(|| "đang tạm dừng".to_owned(), viet::day::write_instant);
            say!("{}\t{}\t{due}\t{}\t{}", line.code, line.type_id, line.state.label(), line.holder_name);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn one(line: &Line) -> serde_json::Value {
    json!({
        "no": line.no,
        "code": line.code,
        "type": line.type_id,
        "type_version": line.version,
        "state": line.state.key(),
        "step": line.step,
        "holder": line.holder_name,
        "unit": line.unit_name,
        "received_at": line.received_at.to_string(),
        "due_at": line.due_at.map(|at| at.to_string()),
        "finished_at": line.finished_at.map(|at| at.to_string()),
        "verdict": line.verdict,
        "overdue": line.overdue,
    })
}
