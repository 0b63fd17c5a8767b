//! Pauses and resumes the clock (tạm dừng, yêu cầu bổ sung; tiếp tục): the holder may, with reason and basis. A pause
//! entered late keeps both instants: since when it held, and when it became known.

use super::case_file::{CaseFile, held_case};
use super::clock::CaseClock;
use super::record::{Event, record};
use super::rules::type_of;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use jiff::Timestamp;
use pack::case_type::{Move, State};
use serde_json::json;

/// A pause.
#[derive(Clone, Debug)]
pub struct NewPause {
    pub case_no: i64,
    /// Key of the pause in the case type.
    pub reason: String,
    /// What is asked for, as form 02 prints it.
    pub note: String,
    /// Since when it held; now, unless it is entered late.
    pub from_at: Timestamp,
}

/// Pauses the clock.
pub fn pause(ctx: &Ctx, tx: &mut Tx, new: &NewPause) -> Result<(), Error> {
    ctx.permit(Act::HandleCase)?;
    let (case, next) = held_case(ctx, tx, new.case_no, Move::Pause)?;
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    let Some(rule) = case_type.pause_rule(&new.reason) else {
        return refuse("unknown-pause", "Thủ tục này không cho tạm dừng vì lý do đó. Chọn một lý do trong danh sách.");
    };
    judge_instant(ctx, tx, &case, new.from_at)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "insert into case_pause (book, case_no, no, from_at, known_at, to_at, to_known_at, reason, note, basis, fact_no, resumed_fact_no) \
         select $1, $2, coalesce(max(no), 0) + 1, $3, $4, null, null, $5, $6, $7, cast($8 as bigint), null \
         from case_pause where book = $1 and case_no = $2",
        params![&ctx.book, case.no, new.from_at, ctx.now, &rule.id, &new.note, &rule.basis, fact_no],
    )?;
    let due = settle(ctx, tx, &case, next)?;
    let note = format!("{}{}", rule.title, super::forward::after_dash(&new.note));
    let payload = json!({ "reason": rule.id, "from_at": new.from_at.to_string(), "due_at": due });
    record(
        ctx,
        tx,
        &Event { case_no: case.no, kind: Kind::CasePaused, at: new.from_at, step: &case.step, note: &note },
        payload,
    )?;
    Ok(())
}

/// Lets the clock go on; papers that came in are added by their own act before.
pub fn resume(ctx: &Ctx, tx: &mut Tx, case_no: i64, to_at: Timestamp, note: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleCase)?;
    let (case, next) = held_case(ctx, tx, case_no, Move::Resume)?;
    let sql = "select from_at from case_pause where book = $1 and case_no = $2 and to_at is null";
    let from = tx.row(sql, params![&ctx.book, case.no])?.map(|row| row.instant("from_at")).transpose()?;
    if to_at > ctx.now || from.is_some_and(|from| to_at < from) {
        let sentence = "Lúc tiếp tục phải sau lúc tạm dừng và không ở tương lai. Ghi lúc nhận đủ giấy tờ.";
        return Err(Error::Faults(vec![Fault::new("to_at", sentence)]));
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "update case_pause set to_at = $3, to_known_at = $4, resumed_fact_no = $5 where book = $1 and case_no = $2 and to_at is null",
        params![&ctx.book, case.no, to_at, ctx.now, fact_no],
    )?;
    let due = settle(ctx, tx, &case, next)?;
    let payload = json!({ "to_at": to_at.to_string(), "due_at": due });
    record(ctx, tx, &Event { case_no: case.no, kind: Kind::CaseResumed, at: to_at, step: &case.step, note }, payload)?;
    Ok(())
}

/// Writes the state and the due instant that follow from it; answers the instant as text.
fn settle(ctx: &Ctx, tx: &mut Tx, case: &CaseFile, next: State) -> Result<Option<String>, Error> {
    tx.exec("update case_file set state = $3 where book = $1 and no = $2", params![&ctx.book, case.no, next.key()])?;
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    let due = CaseClock::of(ctx, tx, case)?.keep(ctx, tx, case.no, &case_type)?;
    Ok(due.map(|due| due.to_string()))
}

/// A pause begins after the receipt, not in the future, and after the pause before it.
fn judge_instant(ctx: &Ctx, tx: &mut Tx, case: &CaseFile, from: Timestamp) -> Result<(), Error> {
    let sql = "select max(to_at) as last from case_pause where book = $1 and case_no = $2";
    let last = tx.row(sql, params![&ctx.book, case.no])?.map(|row| row.opt_instant("last")).transpose()?.flatten();
    if from <= ctx.now && from >= case.received_at && last.is_none_or(|last| from >= last) {
        return Ok(());
    }
    let sentence =
        "Lúc tạm dừng phải sau lúc tiếp nhận, sau lần tạm dừng trước và không ở tương lai. Ghi lại thời điểm.";
    Err(Error::Faults(vec![Fault::new("from_at", sentence)]))
}
