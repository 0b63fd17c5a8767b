//! Turns conclusions into tasks (chuyển kết luận thành nhiệm vụ) in one act: every item of a unit of this office that is filled
//! in becomes a task; what is missing is told for all of them at once, and then none is written.

use super::store::{items, meeting};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append};
use crate::task::{NewTask, assign, from_source};
use serde_json::json;

/// What one item shall become.
#[derive(Clone, Debug)]
pub struct FromItem {
    pub item: i64,
    /// Prefix of its fields on the form, for faults.
    pub prefix: String,
    pub task: NewTask,
}

/// Assigns a task for each; answers the numbers of new ones. An item that is a task already stays that task.
///
/// # Errors
/// Faults of every task under its prefix; refusals `not-permitted`, `not-found`, `minutes-open`, `no-item-chosen`.
pub fn to_tasks(ctx: &Ctx, tx: &mut Tx, no: i64, chosen: &[FromItem]) -> Result<Vec<i64>, Error> {
    ctx.permit(Act::HoldMeeting)?;
    ctx.permit(Act::AssignTask)?;
    let meeting = meeting(tx, &ctx.book, no)?;
    if meeting.closed_at.is_none() {
        return refuse("minutes-open", "Biên bản chưa chốt. Chốt biên bản rồi mới chuyển kết luận thành nhiệm vụ.");
    }
    if chosen.is_empty() {
        return refuse("no-item-chosen", "Chưa chọn mục nào để giao. Đánh dấu các mục cần giao rồi gửi lại.");
    }
    let all = items(tx, &ctx.book, no)?;
    let (mut faults, mut made) = (Vec::new(), Vec::new());
    for from in chosen {
        let Some(item) = all.iter().find(|item| item.no == from.item && item.unit.is_some()) else {
            faults.push(Fault::new(
                format!("{}work", from.prefix),
                "Mục này không do đơn vị của cơ quan chịu trách nhiệm nên không thành nhiệm vụ.",
            ));
            continue;
        };
        let task = NewTask {
            source: format!("meeting/{no}/{}", item.no),
            document: from.task.document.or(meeting.notice),
            lead_unit: item.unit.unwrap_or(from.task.lead_unit),
            ..from.task.clone()
        };
        if from_source(tx, &ctx.book, &task.source)?.is_some() {
            continue;
        }
        match assign(ctx, tx, &task) {
            Ok(number) => made.push(number),
            Err(Error::Faults(more)) => {
                faults.extend(more.into_iter().map(|f| Fault::new(format!("{}{}", from.prefix, f.place), f.sentence)));
            }
            Err(other) => return Err(other),
        }
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    if made.is_empty() {
        return Ok(made);
    }
    append(tx, ctx, Kind::ConclusionsAssigned, &format!("meeting/{no}"), json!({ "tasks": made }))?;
    Ok(made)
}
