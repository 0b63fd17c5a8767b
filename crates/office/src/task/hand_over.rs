//! Hands a task over to another officer (chuyển người thực hiện): its holder, its head or a head of the office may. One holder ends as the next
//! begins; the new one confirms receipt anew.

use super::life::{Move, State};
use super::record::{Next, pass, record, write_parties};
use super::task_file::{officer_name, task_for, unit_of};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::Kind;
use crate::params;
use serde_json::json;

/// Hands over; to the officer who holds it already answers success.
///
/// # Errors
/// A fault on `officer` who holds no post that handles tasks; refusals `not-permitted`, `not-found`, `not-holder`.
pub fn hand_over(ctx: &Ctx, tx: &mut Tx, no: i64, officer: i64, note: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, _) = task_for(ctx, tx, no, Move::HandOver)?;
    if ![task.holder, task.head].contains(&ctx.actor.officer) && !ctx.may(Act::AcceptTask) {
        let name = officer_name(tx, &ctx.book, task.holder)?;
        return refuse(
            "not-holder",
            format!("Nhiệm vụ đang do {name} giữ. Người giữ hoặc người đứng đầu chuyển được."),
        );
    }
    if task.holder == officer {
        return Ok(());
    }
    let Some(unit) = unit_of(ctx, tx, officer, task.holder_unit)? else {
        let sentence = "Người này hôm nay không giữ vị trí nào. Chọn người khác.";
        return Err(Error::Faults(vec![Fault::new("officer", sentence)]));
    };
    pass(ctx, tx, &task, &Next { officer, unit, note })?;
    tx.exec(
        "update task set person = $3, state = $4 where book = $1 and no = $2",
        params![&ctx.book, no, officer, State::Assigned.key()],
    )?;
    write_parties(tx, &ctx.book, no)?;
    tx.exec(
        "update task_unit set confirmed_at = null, confirmed_by = null, fact_no = null where book = $1 and task = $2 and part = 'lead'",
        params![&ctx.book, no],
    )?;
    let name = officer_name(tx, &ctx.book, officer)?;
    let told = if note.is_empty() { name } else { format!("{name} – {note}") };
    record(ctx, tx, no, Kind::TaskHandedOver, &told, json!({ "from": task.holder, "to": officer, "unit": unit }))?;
    Ok(())
}
