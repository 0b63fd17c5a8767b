//! What every act on a case writes at its end: one fact, and the line of the event log that carries its number.

use super::case_file::CaseFile;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;
use crate::journal::{Kind, append};
use crate::params;
use jiff::Timestamp;
use serde_json::Value;

/// What happened to a case.
pub struct Event<'a> {
    pub case_no: i64,
    pub kind: Kind,
    /// When it happened; it is known since now.
    pub at: Timestamp,
    /// The step in which the case is after it.
    pub step: &'a str,
    /// What the history of the case shows; never personal data of the applicant beyond what the officer wrote.
    pub note: &'a str,
}

/// Appends the fact and the event.
pub fn record(ctx: &Ctx, tx: &mut Tx, event: &Event, payload: Value) -> Result<i64, Error> {
    let fact_no = append(tx, ctx, event.kind, &format!("case/{}", event.case_no), payload)?;
    let unit = ctx.actor.units.first().copied().unwrap_or(0);
    tx.exec(
        "insert into case_event (book, case_no, no, at, known_at, kind, step, officer, unit, note, fact_no) \
         select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5, $6, cast($7 as bigint), cast($8 as bigint), $9, cast($10 as bigint) \
         from case_event where book = $1 and case_no = $2",
        params![
            &ctx.book,
            event.case_no,
            event.at,
            ctx.now,
            event.kind.key(),
            event.step,
            ctx.actor.officer,
            unit,
            event.note,
            fact_no
        ],
    )?;
    Ok(fact_no)
}

/// An event of now, on the step on which the case stands.
pub fn record_now(
    ctx: &Ctx,
    tx: &mut Tx,
    case: &CaseFile,
    kind: Kind,
    note: &str,
    payload: Value,
) -> Result<i64, Error> {
    record(ctx, tx, &Event { case_no: case.no, kind, at: ctx.now, step: &case.step, note }, payload)
}
