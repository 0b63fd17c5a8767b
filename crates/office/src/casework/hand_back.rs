//! Hands the result back (trả kết quả), and reopens a case that was closed (mở lại): the counter and the units may hand
//! back, the head reopens. A reopened case is counted as not settled again; its clock goes on where it stood.

use super::case_file::{CaseFile, case_for};
use super::clock::CaseClock;
use super::count::{Counted, Measure, count};
use super::record::record_now;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use pack::case_type::{Move, State, follow};
use serde_json::json;

/// Hands the result back to the applicant; twice is once.
pub fn hand_back(ctx: &Ctx, tx: &mut Tx, case_no: i64, note: &str) -> Result<(), Error> {
    ctx.permit(Act::HandBackCase)?;
    let case = super::case_file::seen_case(ctx, tx, case_no)?;
    if case.state == State::HandedBack {
        return Ok(());
    }
    let next = match follow(case.state, Move::HandBack) {
        Ok(next) => next,
        Err(refused) => return refuse(refused.code, refused.sentence),
    };
    if case.money == "due" {
        return refuse("fee-due", "Hồ sơ còn phí, lệ phí chưa thu. Ghi thu phí trước khi trả kết quả.");
    }
    tx.exec(
        "update case_file set state = $3, handed_back_at = $4 where book = $1 and no = $2",
        params![&ctx.book, case.no, next.key(), ctx.now],
    )?;
    record_now(ctx, tx, &case, Kind::CaseHandedBack, note, json!({ "delivery": case.delivery }))?;
    Ok(())
}

/// Records that the fees of a case were paid.
pub fn pay_fees(ctx: &Ctx, tx: &mut Tx, case_no: i64, method: &str) -> Result<(), Error> {
    ctx.permit(Act::HandBackCase)?;
    let case = super::case_file::case_file(tx, &ctx.book, case_no)?;
    if !super::case_file::may_see(ctx, tx, &case)? {
        return crate::error::not_found("hồ sơ này");
    }
    if case.money != "due" {
        return Ok(());
    }
    if !["cash", "transfer", "online"].contains(&method) {
        return Err(Error::Faults(vec![Fault::new(
            "method",
            "Chọn cách thu: tiền mặt, chuyển khoản hoặc trực tuyến.",
        )]));
    }
    let sql = "select cast(coalesce(sum(amount_dong), 0) as bigint) from case_fee where book = $1 and case_no = $2 and paid_at is null";
    let dong = tx.int(sql, params![&ctx.book, case.no])?;
    tx.exec(
        "update case_fee set paid_at = $3, method = $4 where book = $1 and case_no = $2 and paid_at is null",
        params![&ctx.book, case.no, ctx.now, method],
    )?;
    tx.exec("update case_file set money = 'paid' where book = $1 and no = $2", params![&ctx.book, case.no])?;
    let note = format!("{} đồng", viet::number::write(dong.into()));
    record_now(ctx, tx, &case, Kind::FeePaid, &note, json!({ "amount_dong": dong, "method": method }))?;
    Ok(())
}

/// Reopens a closed case with a reason. The count of its outcome is taken back on the day on which it was made.
pub fn reopen(ctx: &Ctx, tx: &mut Tx, case_no: i64, reason: &str) -> Result<(), Error> {
    ctx.permit(Act::CorrectCase)?;
    let (case, next) = case_for(ctx, tx, case_no, Move::Reopen)?;
    if reason.is_empty() {
        return Err(Error::Faults(vec![Fault::new("reason", "Ghi lý do mở lại hồ sơ.")]));
    }
    take_back(ctx, tx, &case)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    // While it was closed the applicant waited for nobody: that time is a pause, not time of the office.
    tx.exec(
        "insert into case_pause (book, case_no, no, from_at, known_at, to_at, to_known_at, reason, note, basis, fact_no, resumed_fact_no) \
         select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $4, $4, 'closed', $5, '', cast($6 as bigint), cast($6 as bigint) \
         from case_pause where book = $1 and case_no = $2",
        params![&ctx.book, case.no, case.finished_at.unwrap_or(ctx.now), ctx.now, reason, fact_no],
    )?;
    tx.exec(
        "update case_file set state = $3, open = 1, outcome = '', verdict = '', finished_at = null, finished_on = null, \
         handed_back_at = null where book = $1 and no = $2",
        params![&ctx.book, case.no, next.key()],
    )?;
    let case_type = super::rules::type_of(ctx, tx, &case.type_id, case.version)?;
    CaseClock::of(ctx, tx, &case)?.keep(ctx, tx, case.no, &case_type)?;
    record_now(ctx, tx, &case, Kind::CaseReopened, reason, json!({ "verdict": case.verdict }))?;
    Ok(())
}

fn take_back(ctx: &Ctx, tx: &mut Tx, case: &CaseFile) -> Result<(), Error> {
    let Some(finished) = case.finished_at else { return Ok(()) };
    let measure = match case.verdict.as_str() {
        "early" => Measure::Early,
        "on-time" => Measure::OnTime,
        "late" => Measure::Late,
        _ => Measure::Stopped,
    };
    let counted = Counted { unit: case.received_unit, at: finished, type_id: &case.type_id, channel: case.channel };
    count(ctx, tx, &counted, measure, -1)
}
