//! Ends the handling of a case: an outcome (ra kết quả), or a stop (dừng giải quyết, rút hồ sơ; Mẫu 05). From then on it
//! is settled: early, on time or late, by comparing instants.

use super::case_file::{CaseFile, held_case};
use super::clock::wall;
use super::count::{Counted, Measure, count};
use super::forward::{Holding, hold};
use super::record::record_now;
use super::rules::type_of;
use crate::ctx::{Ctx, day_of};
use crate::db::Tx;
use crate::directory::permit::{Act, Role};
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use pack::CaseType;
use pack::case_type::{Move, State, StepRole};
use pack::clock::{Verdict, verdict};
use serde_json::json;

/// Decides a case with one of the outcomes of its type.
pub fn decide(ctx: &Ctx, tx: &mut Tx, case_no: i64, outcome: &str, note: &str) -> Result<(), Error> {
    ctx.permit(Act::DecideCase)?;
    let (case, next) = held_case(ctx, tx, case_no, Move::Decide)?;
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    let Some(chosen) = case_type.outcome(outcome) else {
        return Err(Error::Faults(vec![Fault::new("outcome", "Chọn một kết quả của thủ tục.")]));
    };
    match case_type.step(&case.step) {
        Some(step) if step.decides => refuse_unsigned(ctx, step.role)?,
        _ => return refuse("step-does-not-decide", "Bước này chưa ra kết quả. Chuyển hồ sơ tới bước quyết định."),
    }
    let judged = verdict(wall(case.due_at.unwrap_or(ctx.now)), wall(ctx.now));
    if finish(ctx, tx, &case, next, &chosen.id, Some(judged))? == 0 {
        return refuse(
            "advice-open",
            "Còn đơn vị chưa trả lời ý kiến. Chờ trả lời, hoặc ghi nhận ý kiến thay rồi ra kết quả.",
        );
    }
    to_counter(ctx, tx, &case, &case_type)?;
    let text = format!("{}, {}{}", chosen.title, judged.label(), super::forward::after_dash(note));
    let payload = json!({ "outcome": chosen.id, "verdict": judged.key() });
    record_now(ctx, tx, &case, Kind::CaseDecided, &text, payload)?;
    Ok(())
}

/// The result goes to the officer who received the case, to be handed back; he may have left, then it stays.
fn to_counter(ctx: &Ctx, tx: &mut Tx, case: &CaseFile, case_type: &CaseType) -> Result<(), Error> {
    let Some(step) = case_type.hand_back_step(&case.step) else { return Ok(()) };
    let sql = "select h.officer, h.unit from holding h join post p on p.book = h.book and p.officer = h.officer \
        where h.book = $1 and h.case_no = $2 and h.no = 1 and p.effective_from <= $3 \
        and (p.effective_to is null or p.effective_to > $3) limit 1";
    let Some(row) = tx.row(sql, params![&ctx.book, case.no, ctx.today()])? else { return Ok(()) };
    let (officer, unit) = (row.int("officer")?, row.int("unit")?);
    hold(ctx, tx, case.no, &Holding { step, officer, unit, note: "trả kết quả" })
}

/// Stops a case: withdrawn by the applicant, or returned with a reason.
pub fn stop(ctx: &Ctx, tx: &mut Tx, case_no: i64, withdrawn: bool, reason: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleCase)?;
    let (case, next) = held_case(ctx, tx, case_no, Move::Stop)?;
    if reason.is_empty() {
        return Err(Error::Faults(vec![Fault::new("reason", "Ghi lý do dừng giải quyết; Mẫu 05 in lý do này.")]));
    }
    let outcome = if withdrawn { "withdrawn" } else { "returned" };
    finish(ctx, tx, &case, next, outcome, None)?;
    close_pause(ctx, tx, &case)?;
    record_now(ctx, tx, &case, Kind::CaseStopped, reason, json!({ "outcome": outcome }))?;
    Ok(())
}

/// What the head signs, only the head decides.
fn refuse_unsigned(ctx: &Ctx, role: StepRole) -> Result<(), Error> {
    if role != StepRole::Head || ctx.actor.roles.contains(&Role::Head) {
        return Ok(());
    }
    refuse("not-permitted", "Bước này do người ký quyết định. Chuyển hồ sơ cho người ký.")
}

/// Settles the case and counts it; answers 0 when units that were asked have not answered, which only a stop may ignore.
fn finish(
    ctx: &Ctx,
    tx: &mut Tx,
    case: &CaseFile,
    next: State,
    outcome: &str,
    judged: Option<Verdict>,
) -> Result<u64, Error> {
    let on = day_of(ctx.now);
    let touched = tx.exec(
        "update case_file set state = $3, open = 0, next_rung_at = null, outcome = $4, verdict = $5, finished_at = $6, finished_on = $7 where book = $1 and no = $2 and ($8 = 1 or not exists (select 1 from case_leg l where l.book = $1 and l.case_no = $2 \
         and l.answered_at is null))",
        params![&ctx.book, case.no, next.key(), outcome, judged.map_or("", Verdict::key), ctx.now, on, judged.is_none()],
    )?;
    if touched == 0 {
        return Ok(0);
    }
    let counted = Counted { unit: case.received_unit, at: ctx.now, type_id: &case.type_id, channel: case.channel };
    count(ctx, tx, &counted, judged.map_or(Measure::Stopped, Measure::of_verdict), 1)?;
    Ok(touched)
}

fn close_pause(ctx: &Ctx, tx: &mut Tx, case: &CaseFile) -> Result<(), Error> {
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "update case_pause set to_at = $3, to_known_at = $3, resumed_fact_no = $4 where book = $1 and case_no = $2 and to_at is null",
        params![&ctx.book, case.no, ctx.now, fact_no],
    )?;
    Ok(())
}
