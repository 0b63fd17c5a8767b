//! Plans a case (đặt ngày dự kiến xong): its holder or the head may. A planned date is a promise among colleagues: it is
//! kept apart from the office's norm and from the legal limit, and never makes a case late.

use super::case_file::{case_for, stands_in};
use super::record::record_now;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::Kind;
use crate::params;
use jiff::Timestamp;
use pack::case_type::Move;
use serde_json::json;

/// Sets or moves the planned instant; the same again answers success.
///
/// # Errors
/// A fault on `planned_at` when it has passed; refusals `not-holder`, `plan-after-due`.
pub fn plan(ctx: &Ctx, tx: &mut Tx, case_no: i64, planned_at: Timestamp) -> Result<(), Error> {
    ctx.permit(Act::HandleCase)?;
    let (case, _) = case_for(ctx, tx, case_no, Move::Forward)?;
    let holds = case.holder == ctx.actor.officer || stands_in(ctx, tx, case.holder)?;
    if !holds && !ctx.may(Act::CorrectCase) {
        return refuse("not-holder", "Chỉ người đang giữ hồ sơ hoặc lãnh đạo đặt ngày dự kiến. Nhờ người giữ đặt.");
    }
    if case.planned_at == Some(planned_at) {
        return Ok(());
    }
    if planned_at < ctx.now {
        let sentence = "Ngày dự kiến đã qua. Ghi một thời điểm sắp tới.";
        return Err(Error::Faults(vec![Fault::new("planned_at", sentence)]));
    }
    if let Some(due) = case.due_at.filter(|due| *due >= ctx.now && planned_at > *due) {
        let due = viet::day::write_instant(due);
        return refuse(
            "plan-after-due",
            format!("Ngày dự kiến sau hẹn trả theo luật ({due}). Chọn ngày sớm hơn, hoặc gia hạn trước rồi đặt lại."),
        );
    }
    tx.exec(
        "update case_file set planned_at = $3 where book = $1 and no = $2",
        params![&ctx.book, case.no, planned_at],
    )?;
    let note = viet::day::write_instant(planned_at);
    record_now(ctx, tx, &case, Kind::CasePlanned, &note, json!({ "planned_at": planned_at.to_string() }))?;
    Ok(())
}
