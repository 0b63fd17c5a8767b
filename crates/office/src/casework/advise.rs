//! Parallel advice (xin ý kiến, phối hợp): the holder asks another unit; the case goes on, with one number and counted
//! once. Each leg has its own clock, so that a report can say who consumed what.

use super::case_file::{case_for, held_case};
use super::clock::{instant, wall};
use super::record::record_now;
use super::rules::{current_calendar, type_of};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::unit_on;
use crate::error::{Error, Fault, not_found, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use pack::case_type::Move;
use pack::clock::{Clock, Limit, Run};
use serde_json::json;

/// Asks a unit; answers the number of the leg.
pub fn ask_advice(ctx: &Ctx, tx: &mut Tx, case_no: i64, unit: i64, question: &str, limit: &str) -> Result<i64, Error> {
    ctx.permit(Act::HandleCase)?;
    let (case, _) = held_case(ctx, tx, case_no, Move::AskAdvice)?;
    let mut faults = Vec::new();
    if question.is_empty() {
        faults.push(Fault::new("question", "Ghi nội dung xin ý kiến."));
    }
    let limit = Limit::read(limit).map_err(|sentence| faults.push(Fault::new("limit", sentence))).ok();
    let asked = unit_on(tx, &ctx.book, unit, ctx.today())?;
    if asked.is_none() {
        faults.push(Fault::new("unit", "Chọn đơn vị được xin ý kiến."));
    }
    let (Some(limit), Some(asked), true) = (limit, asked, faults.is_empty()) else { return Err(Error::Faults(faults)) };
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    let calendar = current_calendar(ctx, tx, &case_type.calendar)?;
    let run = Run { started: wall(ctx.now), pauses: &[], extensions: &[] };
    let due = match Clock::new(&calendar, limit).reckon(&run) {
        Ok(reckoning) => instant(reckoning.due.unwrap_or_else(|| wall(ctx.now)))?,
        Err(beyond) => return refuse("beyond-calendar", beyond.sentence),
    };
    let asked_before = "select no from case_leg where book = $1 and case_no = $2 and unit = $3 and question = $4 and answered_at is null";
    if let Some(row) = tx.row(asked_before, params![&ctx.book, case.no, unit, question])? {
        return Ok(row.int("no")?);
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let sql = "select coalesce(max(no), 0) + 1 from case_leg where book = $1 and case_no = $2";
    let leg = tx.int(sql, params![&ctx.book, case.no])?;
    tx.exec(
        "insert into case_leg (book, case_no, no, unit, question, time_limit, asked_at, due_at, answered_at, answered_by, answer, fact_no, \
         answered_fact_no) values ($1, $2, $3, $4, $5, $6, $7, $8, null, null, '', $9, null)",
        params![&ctx.book, case.no, leg, unit, question, limit.to_string(), ctx.now, due, fact_no],
    )?;
    let note = format!("{}: {question}", asked.name);
    let payload = json!({ "leg": leg, "unit": unit, "due_at": due.to_string() });
    record_now(ctx, tx, &case, Kind::AdviceAsked, &note, payload)?;
    Ok(leg)
}

/// Answers for a unit that was asked.
pub fn answer_advice(ctx: &Ctx, tx: &mut Tx, case_no: i64, leg: i64, answer: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleCase)?;
    let (case, _) = case_for(ctx, tx, case_no, Move::AskAdvice)?;
    let sql = "select unit, due_at, answered_at, answer from case_leg where book = $1 and case_no = $2 and no = $3";
    let Some(row) = tx.row(sql, params![&ctx.book, case.no, leg])? else {
        return not_found("việc xin ý kiến này");
    };
    if row.opt_text("answered_at")?.is_some() {
        if row.text("answer")? == answer {
            return Ok(());
        }
        return refuse("already-answered", "Đã có trả lời. Nếu cần hỏi thêm, người giữ hồ sơ xin ý kiến lần nữa.");
    }
    // A unit that lets its limit pass must not hold the case up for good: then the holder records its advice.
    let instead = row.instant("due_at")? < ctx.now && case.holder == ctx.actor.officer;
    if !ctx.actor.units.contains(&row.int("unit")?) && !instead {
        return refuse("other-unit", "Việc xin ý kiến này gửi đơn vị khác. Người của đơn vị được hỏi trả lời.");
    }
    if answer.is_empty() {
        return Err(Error::Faults(vec![Fault::new("answer", "Ghi nội dung trả lời.")]));
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "update case_leg set answered_at = $4, answered_by = $5, answer = $6, answered_fact_no = $7 where book = $1 and case_no = $2 and no = $3",
        params![&ctx.book, case.no, leg, ctx.now, ctx.actor.officer, answer, fact_no],
    )?;
    record_now(ctx, tx, &case, Kind::AdviceAnswered, answer, json!({ "leg": leg }))?;
    Ok(())
}
