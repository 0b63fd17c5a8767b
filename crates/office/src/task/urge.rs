//! Urges (đôn đốc) whoever holds a task: the assigner, a head of the office or the head of the task may; each one is logged.

use super::life::Move;
use super::record::record;
use super::task_file::{officer_name, stands_for_assigner, task_for};
use crate::ctx::{Ctx, HANOI};
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::Kind;
use crate::params;
use serde_json::json;

/// Urges the holder. A second time on the same day with the same words answers success and is no second urging.
///
/// # Errors
/// Refusals `not-permitted`, `not-found`, `task-closed`, `assigner-urges`.
pub fn urge(ctx: &Ctx, tx: &mut Tx, no: i64, words: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, _) = task_for(ctx, tx, no, Move::Urge)?;
    if task.head != ctx.actor.officer && !stands_for_assigner(ctx, &task) {
        return refuse("assigner-urges", "Nơi giao và người đứng đầu đôn đốc nhiệm vụ này.");
    }
    let name = officer_name(tx, &ctx.book, task.holder)?;
    let note = if words.is_empty() { name } else { format!("{name} – {words}") };
    let midnight = HANOI.to_timestamp(ctx.today().at(0, 0, 0, 0)).unwrap_or(ctx.now);
    let same = "select 1 from task_event where book = $1 and task = $2 and kind = $3 and officer = $4 and note = $5 and at >= $6";
    if tx.row(same, params![&ctx.book, no, Kind::TaskUrged.key(), ctx.actor.officer, &note, midnight])?.is_some() {
        return Ok(());
    }
    tx.exec("update task set urged = urged + 1 where book = $1 and no = $2", params![&ctx.book, no])?;
    record(ctx, tx, no, Kind::TaskUrged, &note, json!({ "holder": task.holder }))?;
    Ok(())
}
