//! The sweep (nhắc hạn): each rung of a ladder speaks exactly once per clock; after downtime the missed ones speak in
//! order, marked late. Where the law says that silence decides, the end of the limit is itself an act; nothing else is
//! decided by a clock, and no list of overdue cases waits for the sweep.

use super::case_file::{CaseFile, case_file};
use super::clock::{CaseClock, fired};
use super::count::{Counted, Measure, count};
use super::record::{Event, record};
use super::rules::type_of;
use crate::ctx::{Ctx, day_of};
use crate::db::Tx;
use crate::error::Error;
use crate::journal::Kind;
use crate::params;
use jiff::{SignedDuration, Timestamp};
use pack::CaseType;
use pack::case_type::{LadderRung, Told};
use serde_json::json;

/// A rung that speaks later than this after its instant is marked late.
const PUNCTUAL: SignedDuration = SignedDuration::from_mins(10);
/// Cases of one sweep, so that one transaction stays short.
const AT_ONCE: i64 = 200;

/// Lets every rung speak whose instant has come; answers how many did.
pub fn sweep(ctx: &Ctx, tx: &mut Tx) -> Result<usize, Error> {
    let sql = "select no from case_file where book = $1 and next_rung_at <= $2 order by next_rung_at limit $3";
    let rows = tx.rows(sql, params![&ctx.book, ctx.now, AT_ONCE])?;
    let mut spoken = 0;
    for row in rows {
        let no = row.int("no")?;
        match sweep_case(ctx, tx, no) {
            Ok(some) => spoken += some,
            Err(Error::Failure(failure)) => return Err(failure.into()),
            // A case whose clock cannot be reckoned must not keep the others waiting; its page says why.
            Err(_) => {
                let sql = "update case_file set next_rung_at = null where book = $1 and no = $2";
                tx.exec(sql, params![&ctx.book, no])?;
            }
        }
    }
    Ok(spoken)
}

/// When a rung speaks next; for those who sweep at that very instant.
pub fn next_rung(tx: &mut Tx, book: &str) -> Result<Option<Timestamp>, Error> {
    let sql = "select min(next_rung_at) as at from case_file where book = $1";
    Ok(tx.row(sql, params![book])?.map(|row| row.opt_instant("at")).transpose()?.flatten())
}

fn sweep_case(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<usize, Error> {
    let case = case_file(tx, &ctx.book, no)?;
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    let clock = CaseClock::of(ctx, tx, &case)?;
    let known = fired(tx, &ctx.book, no, clock.no)?;
    let mut due: Vec<(Timestamp, &LadderRung)> = Vec::new();
    for rung in case_type.ladder.iter().filter(|rung| !known.contains(&rung.text)) {
        due.extend(clock.rung(&rung.rung)?.filter(|at| *at <= ctx.now).map(|at| (at, rung)));
    }
    due.sort_by_key(|(at, _)| *at);
    for (at, rung) in &due {
        speak(ctx, tx, &case, clock.no, *at, rung)?;
    }
    if !case_type.tacit.is_empty() && case.due_at.is_some_and(|due| due <= ctx.now) {
        decide_tacitly(ctx, tx, &case, &case_type)?;
    } else {
        clock.keep(ctx, tx, no, &case_type)?;
    }
    Ok(due.len())
}

fn speak(ctx: &Ctx, tx: &mut Tx, case: &CaseFile, clock: i64, at: Timestamp, rung: &LadderRung) -> Result<(), Error> {
    let late = ctx.now > at + PUNCTUAL;
    let told = match rung.tell {
        Told::Holder => case.holder,
        Told::Head => head_of(ctx, tx, case)?.unwrap_or(case.holder),
    };
    tx.exec(
        "insert into case_rung (book, case_no, clock, rung, planned_at, fired_at, late, told) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![&ctx.book, case.no, clock, &rung.text, at, ctx.now, late, told],
    )?;
    let note = format!("{}{}", rung.text, if late { " (nhắc muộn)" } else { "" });
    let payload =
        json!({ "rung": rung.text, "clock": clock, "planned_at": at.to_string(), "late": late, "told": told });
    let event = Event { case_no: case.no, kind: Kind::CaseReminded, at: ctx.now, step: &case.step, note: &note };
    record(ctx, tx, &event, payload)?;
    Ok(())
}

/// The head of the holder's unit, or of the office.
fn head_of(ctx: &Ctx, tx: &mut Tx, case: &CaseFile) -> Result<Option<i64>, Error> {
    let sql = "select officer from post where book = $1 and role = 'head' and effective_from <= $2 \
        and (effective_to is null or effective_to > $2) order by case when unit = $3 then 0 else 1 end, no limit 1";
    Ok(tx.row(sql, params![&ctx.book, ctx.today(), case.holder_unit])?.map(|row| row.int("officer")).transpose()?)
}

/// Silence decides: the outcome that the law attaches to the end of the limit.
fn decide_tacitly(ctx: &Ctx, tx: &mut Tx, case: &CaseFile, case_type: &CaseType) -> Result<(), Error> {
    let at = case.due_at.unwrap_or(ctx.now);
    tx.exec(
        "update case_file set state = 'decided', open = 0, next_rung_at = null, outcome = $3, verdict = 'on-time', finished_at = $4, \
         finished_on = $5 where book = $1 and no = $2",
        params![&ctx.book, case.no, &case_type.tacit, at, day_of(at)],
    )?;
    let counted = Counted { unit: case.received_unit, at, type_id: &case.type_id, channel: case.channel };
    count(ctx, tx, &counted, Measure::OnTime, 1)?;
    let note = "hết thời hạn mà không trả lời: kết quả theo luật";
    let payload = json!({ "outcome": case_type.tacit, "tacit": true });
    record(ctx, tx, &Event { case_no: case.no, kind: Kind::CaseDecided, at, step: &case.step, note }, payload)?;
    Ok(())
}
