//! Reports progress of a task (báo cáo tiến độ): its holder may, and officers of units that take part; with a share done, a
//! note and, if there is one, evidence.

use super::life::Move;
use super::record::record;
use super::task_file::{Task, task_for};
use crate::attachment;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::document::document;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use serde_json::json;

/// What was done so far.
#[derive(Clone, Debug, Default)]
pub struct NewProgress {
    /// 0 to 100; `None` leaves it as it is.
    pub percent: Option<i64>,
    pub note: String,
    /// Name and content of a file.
    pub file: Option<(String, Vec<u8>)>,
    /// A registered document as evidence.
    pub document: Option<i64>,
}

/// Reports progress.
///
/// # Errors
/// Faults on `percent`, `note`, `file`; refusals `not-permitted`, `not-found`, `result-handed-in`, `not-your-task`.
pub fn report(ctx: &Ctx, tx: &mut Tx, no: i64, new: &NewProgress) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, _) = task_for(ctx, tx, no, Move::Report)?;
    must_take_part(ctx, tx, &task)?;
    let mut faults = Vec::new();
    if new.note.is_empty() {
        faults.push(Fault::new("note", "Chưa ghi đã làm được gì. Ghi một hai câu."));
    }
    if new.percent.is_some_and(|percent| !(0..=100).contains(&percent)) {
        faults.push(Fault::new("percent", "Tiến độ là số từ 0 đến 100."));
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let percent = new.percent.unwrap_or(task.percent);
    write_progress(ctx, tx, &task, percent, new)?;
    tx.exec("update task set percent = $3 where book = $1 and no = $2", params![&ctx.book, no, percent])?;
    let note = format!("{percent}\u{a0}%: {}", new.note);
    record(ctx, tx, no, Kind::TaskReported, &note, json!({ "percent": percent, "document": new.document }))?;
    Ok(())
}

/// Refuses whoever has no part in the task.
pub fn must_take_part(ctx: &Ctx, tx: &mut Tx, task: &Task) -> Result<(), Error> {
    if [task.holder, task.person, task.head].contains(&ctx.actor.officer) {
        return Ok(());
    }
    for unit in &ctx.actor.units {
        let sql = "select 1 from task_unit where book = $1 and task = $2 and unit = $3";
        if tx.row(sql, params![&ctx.book, task.no, *unit])?.is_some() {
            return Ok(());
        }
    }
    refuse("not-your-task", "Chỉ người giữ, người đứng đầu và đơn vị tham gia nhiệm vụ này mới ghi được.")
}

/// Writes one line of progress with its evidence.
pub fn write_progress(ctx: &Ctx, tx: &mut Tx, task: &Task, percent: i64, new: &NewProgress) -> Result<(), Error> {
    if let Some(no) = new.document {
        document(tx, &ctx.book, no)?;
    }
    let digest = match &new.file {
        Some((name, bytes)) => Some(attachment::keep_file(ctx, tx, name, bytes)?),
        None => None,
    };
    let name = new.file.as_ref().map_or("", |(name, _)| name.as_str());
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "insert into task_progress (book, task, no, at, officer, percent, note, attachment, file_name, document, fact_no) \
         select $1, $2, coalesce(max(no), 0) + 1, $3, cast($4 as bigint), cast($5 as bigint), $6, $7, $8, cast($9 as bigint), cast($10 as bigint) \
         from task_progress where book = $1 and task = $2",
        params![&ctx.book, task.no, ctx.now, ctx.actor.officer, percent, &new.note, digest, name, new.document, fact_no],
    )?;
    Ok(())
}
