//! The sweep of tasks (nhắc hạn, việc lặp lại): each rung of the ladder speaks once per deadline, late ones in order and
//! marked so; and every series whose day has come assigns its next task. Lists of overdue tasks do not wait for it.

use super::record::record;
use super::series::assign_due;
use super::task_file::{Task, task};
use crate::casework::current_calendar;
use crate::ctx::{Ctx, HANOI};
use crate::db::Tx;
use crate::error::{Error, Failure};
use crate::journal::Kind;
use crate::params;
use jiff::{SignedDuration, Timestamp};
use pack::Calendar;
use pack::Wording;
use pack::clears::{TaskRung, Told};
use serde_json::json;

/// A rung that speaks later than this after its instant is marked late.
const PUNCTUAL: SignedDuration = SignedDuration::from_mins(10);
/// Tasks of one sweep, so that one transaction stays short.
const AT_ONCE: i64 = 200;

/// Lets every rung speak whose instant has come, and every series assign what is due; answers how many did.
pub fn sweep(ctx: &Ctx, tx: &mut Tx) -> Result<usize, Error> {
    let mut done = assign_due(ctx, tx)?;
    let sql = "select no from task where book = $1 and next_rung_at <= $2 order by next_rung_at limit $3";
    for row in tx.rows(sql, params![&ctx.book, ctx.now, AT_ONCE])? {
        let no = row.int("no")?;
        match sweep_task(ctx, tx, no) {
            Ok(some) => done += some,
            Err(Error::Failure(failure)) => return Err(failure.into()),
            // A task whose calendar is gone must not keep the others waiting.
            Err(_) => {
                tx.exec("update task set next_rung_at = null where book = $1 and no = $2", params![&ctx.book, no])?;
            }
        }
    }
    Ok(done)
}

/// When a rung speaks next; for those who sweep at that very instant.
pub fn next_at(tx: &mut Tx, book: &str) -> Result<Option<Timestamp>, Error> {
    let sql = "select min(next_rung_at) as at from task where book = $1";
    Ok(tx.row(sql, params![book])?.map(|row| row.opt_instant("at")).transpose()?.flatten())
}

fn sweep_task(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<usize, Error> {
    let task = task(tx, &ctx.book, no)?;
    let Some(wording) = ctx.pack.wording(&task.wording).cloned() else {
        tx.exec("update task set next_rung_at = null where book = $1 and no = $2", params![&ctx.book, no])?;
        return Ok(0);
    };
    let calendar = current_calendar(ctx, tx, &wording.calendar)?;
    let mut due = waiting(ctx, tx, no, &calendar, &wording, task.due_at)?;
    due.retain(|(at, _)| *at <= ctx.now);
    for (at, rung) in &due {
        speak(ctx, tx, &task, *at, rung)?;
    }
    let next = next_rung_of(ctx, tx, no, &calendar, &wording, task.due_at)?;
    tx.exec("update task set next_rung_at = $3 where book = $1 and no = $2", params![&ctx.book, no, next])?;
    Ok(due.len())
}

/// The rungs that have not spoken for this deadline, in order of time.
fn waiting<'w>(
    ctx: &Ctx,
    tx: &mut Tx,
    no: i64,
    calendar: &Calendar,
    wording: &'w Wording,
    due_at: Timestamp,
) -> Result<Vec<(Timestamp, &'w TaskRung)>, Error> {
    let sql = "select rung from task_rung where book = $1 and task = $2 and due_at = $3";
    let rows = tx.rows(sql, params![&ctx.book, no, due_at])?;
    let spoken = rows.iter().map(|row| row.text("rung")).collect::<Result<Vec<_>, _>>()?;
    let mut found = Vec::new();
    for rung in wording.ladder.iter().filter(|rung| !spoken.contains(&rung.text)) {
        let Some(at) = rung.rung.from_due(calendar, HANOI.to_datetime(due_at)) else { continue };
        let at = HANOI.to_timestamp(at).map_err(|e| Failure::new(format!("an instant out of range: {e}")))?;
        found.push((at, rung));
    }
    found.sort_by_key(|(at, _)| *at);
    Ok(found)
}

/// When the ladder speaks next for a deadline.
pub fn next_rung_of(
    ctx: &Ctx,
    tx: &mut Tx,
    no: i64,
    calendar: &Calendar,
    wording: &Wording,
    due_at: Timestamp,
) -> Result<Option<Timestamp>, Error> {
    Ok(waiting(ctx, tx, no, calendar, wording, due_at)?.first().map(|(at, _)| *at))
}

fn speak(ctx: &Ctx, tx: &mut Tx, task: &Task, at: Timestamp, rung: &TaskRung) -> Result<(), Error> {
    let late = ctx.now > at + PUNCTUAL;
    let told = match rung.tell {
        Told::Holder => task.holder,
        Told::Head => task.head,
        Told::Assigner => task.assigned_by,
    };
    tx.exec(
        "insert into task_rung (book, task, due_at, rung, planned_at, fired_at, late, told) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![&ctx.book, task.no, task.due_at, &rung.text, at, ctx.now, late, told],
    )?;
    let note = format!("{}{}", rung.text, if late { " (nhắc muộn)" } else { "" });
    let payload = json!({ "rung": rung.text, "planned_at": at.to_string(), "late": late, "told": told });
    record(ctx, tx, task.no, Kind::TaskReminded, &note, payload)?;
    Ok(())
}
