//! Corrects the receipt instant (sửa thời điểm tiếp nhận) or moves a case to another version of its type (chuyển bản thủ
//! tục): the head may. The clock before is superseded and stays readable with the reason.

use super::case_file::{CaseFile, case_for};
use super::clock::CaseClock;
use super::count::{Counted, Measure, count};
use super::record::record_now;
use super::rules::{current_calendar, current_type, freeze, type_of};
use crate::ctx::{Ctx, day_of};
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use jiff::Timestamp;
use pack::case_type::Move;
use serde_json::json;

/// Moves the anchor of the clock.
pub fn correct_receipt(
    ctx: &Ctx,
    tx: &mut Tx,
    case_no: i64,
    received_at: Timestamp,
    reason: &str,
) -> Result<(), Error> {
    ctx.permit(Act::CorrectCase)?;
    let (case, _) = case_for(ctx, tx, case_no, Move::Correct)?;
    let mut faults = Vec::new();
    if reason.is_empty() {
        faults.push(Fault::new("reason", "Ghi lý do sửa thời điểm tiếp nhận."));
    }
    if received_at > ctx.now {
        faults.push(Fault::new("received_at", "Thời điểm tiếp nhận ở tương lai. Ghi lúc nhận thật."));
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    if received_at == case.received_at {
        return Ok(());
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    let mut clock = CaseClock::of(ctx, tx, &case)?;
    // A limit that began with a step does not count from receipt.
    if case_type.limit_rule(&case.limit_rule).is_none_or(|rule| rule.begins.is_none()) {
        supersede(ctx, tx, &case, fact_no)?;
        clock.no += 1;
        clock.started = super::clock::wall(received_at);
        clock.write(ctx, tx, case.no, reason, fact_no)?;
    }
    let counted = |at| Counted { unit: case.received_unit, at, type_id: &case.type_id, channel: case.channel };
    count(ctx, tx, &counted(case.received_at), Measure::Received, -1)?;
    count(ctx, tx, &counted(received_at), Measure::Received, 1)?;
    tx.exec(
        "update case_file set received_at = $3, received_on = $4 where book = $1 and no = $2",
        params![&ctx.book, case.no, received_at, day_of(received_at)],
    )?;
    clock.keep(ctx, tx, case.no, &case_type)?;
    let note = format!("{} – {reason}", viet::day::write_instant(received_at));
    let payload = json!({ "before": case.received_at.to_string(), "received_at": received_at.to_string() });
    record_now(ctx, tx, &case, Kind::CaseCorrected, &note, payload)?;
    Ok(())
}

/// What moving a case to the current version of its type would change, to be shown before it is done.
#[derive(Clone, Debug)]
pub struct Moved {
    pub version: i64,
    pub before_due_at: Option<Timestamp>,
    pub after_due_at: Option<Timestamp>,
    pub limit_before: String,
    pub limit_after: String,
}

impl Moved {
    /// The due instant before, in words.
    pub fn before_text(&self) -> String {
        words(self.before_due_at)
    }

    /// The due instant after, in words.
    pub fn after_text(&self) -> String {
        words(self.after_due_at)
    }
}

fn words(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "đang tạm dừng".to_owned(), viet::day::write_instant)
}

/// Computes the difference; nothing is written.
pub fn difference(ctx: &Ctx, tx: &mut Tx, case: &CaseFile) -> Result<Option<Moved>, Error> {
    let case_type = current_type(ctx, tx, &case.type_id)?;
    if case_type.version == case.version {
        return Ok(None);
    }
    let (before, after, _) = clocks(ctx, tx, case)?;
    Ok(Some(Moved {
        version: case_type.version,
        before_due_at: before.due()?,
        after_due_at: after.due()?,
        limit_before: before.limit.to_string(),
        limit_after: after.limit.to_string(),
    }))
}

/// Moves the case; `due_seen` is what the page showed, so that nobody agrees to something else.
pub fn move_version(ctx: &Ctx, tx: &mut Tx, case_no: i64, due_seen: &str, reason: &str) -> Result<(), Error> {
    ctx.permit(Act::CorrectCase)?;
    let (case, _) = case_for(ctx, tx, case_no, Move::Correct)?;
    let Some(moved) = difference(ctx, tx, &case)? else { return Ok(()) };
    if moved.after_due_at.map(|at| at.to_string()).unwrap_or_default() != due_seen {
        return refuse(
            "difference-changed",
            "Hẹn trả tính lại đã khác lúc mở trang. Xem lại chênh lệch rồi bấm lần nữa.",
        );
    }
    if reason.is_empty() {
        return Err(Error::Faults(vec![Fault::new("reason", "Ghi lý do chuyển bản thủ tục.")]));
    }
    let (_, mut after, limit_id) = clocks(ctx, tx, &case)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let case_type = current_type(ctx, tx, &case.type_id)?;
    if case_type.step(&case.step).is_none() {
        return refuse(
            "step-gone",
            "Bản mới không có bước mà hồ sơ đang ở. Chuyển hồ sơ tới bước có trong cả hai bản trước.",
        );
    }
    freeze(ctx, tx, "case-type", &case_type.id, case_type.version, &case_type.text, fact_no)?;
    supersede(ctx, tx, &case, fact_no)?;
    after.no += 1;
    let due = after.write(ctx, tx, case.no, reason, fact_no)?;
    tx.exec(
        "update case_file set version = $3, limit_rule = $4 where book = $1 and no = $2",
        params![&ctx.book, case.no, case_type.version, limit_id],
    )?;
    after.keep(ctx, tx, case.no, &case_type)?;
    let note = format!("bản {} → {} – {reason}", case.version, case_type.version);
    let payload = json!({ "from": case.version, "to": case_type.version, "due_at": due.map(|at| at.to_string()) });
    record_now(ctx, tx, &case, Kind::CaseMoved, &note, payload)?;
    Ok(())
}

/// The clock as it runs and as it would run under the current version.
fn clocks(ctx: &Ctx, tx: &mut Tx, case: &CaseFile) -> Result<(CaseClock, CaseClock, String), Error> {
    let case_type = current_type(ctx, tx, &case.type_id)?;
    let fields = case.field_values()?;
    // A limit that began with a step goes on as the new version writes it.
    let begun = case_type.limit_rule(&case.limit_rule).and_then(|rule| rule.begins.as_deref());
    let rule = match begun {
        Some(step) => case_type.limit_from_step(step, case.channel, &fields),
        None => case_type.limit_for(case.channel, &fields),
    };
    let Some(rule) = rule else {
        return refuse("no-limit", "Bản mới không có thời hạn cho hồ sơ này. Báo quản trị hệ thống sửa bộ thủ tục.");
    };
    let before = CaseClock::of(ctx, tx, case)?;
    let mut after = CaseClock::of(ctx, tx, case)?;
    after.calendar = current_calendar(ctx, tx, &case_type.calendar)?;
    after.limit = rule.limit;
    after.same_day_until = rule.same_day_until;
    after.restart = rule.restart;
    after.extensions.retain(|more| more.unit == rule.limit.unit);
    Ok((before, after, rule.id.clone()))
}

/// Ends the clock that ran; it stays readable.
pub fn supersede(ctx: &Ctx, tx: &mut Tx, case: &CaseFile, fact_no: i64) -> Result<(), Error> {
    tx.exec(
        "update case_clock set superseded_fact_no = $3 where book = $1 and case_no = $2 and superseded_fact_no is null",
        params![&ctx.book, case.no, fact_no],
    )?;
    Ok(())
}
