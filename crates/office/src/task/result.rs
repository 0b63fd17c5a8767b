//! The end of a task: its person hands the result in with evidence (nộp kết quả), the head confirms it (xác nhận), the
//! assigner accepts it (chấp nhận) or somebody of the two gives it back (trả lại). Nobody closes a task alone.

use super::life::{Core, Move, State, core_of};
use super::obstacle::refuse_open;
use super::progress::{NewProgress, write_progress};
use super::record::{Next, end_holding, pass, record, write_parties};
use super::task_file::{Task, must_hold, officer_name, stands_for_assigner, task_for, unit_of};
use crate::ctx::{Ctx, day_of};
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::document::{Relation, write_relation};
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use serde_json::json;

/// Hands the result in: what it is, and at least one piece of evidence. When the head himself does it, it goes to the assigner.
///
/// # Errors
/// Faults on `result`, `evidence`; refusals `not-holder`, `not-confirmed`, `open-obstacle`, `open-parts`.
pub fn submit(ctx: &Ctx, tx: &mut Tx, no: i64, new: &NewProgress) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, _) = task_for(ctx, tx, no, Move::Submit)?;
    must_hold(ctx, tx, &task)?;
    let mut faults = Vec::new();
    if new.note.is_empty() {
        faults.push(Fault::new("result", "Chưa ghi kết quả. Ghi đã làm xong việc gì, đạt đến đâu."));
    }
    if new.file.is_none() && new.document.is_none() {
        faults.push(Fault::new("evidence", "Chưa có minh chứng. Kèm một tệp, hoặc chọn văn bản đã đăng ký."));
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    refuse_open(tx, &ctx.book, &task)?;
    refuse_open_parts(tx, &ctx.book, &task)?;
    write_progress(ctx, tx, &task, 100, new)?;
    let to_assigner = task.head == ctx.actor.officer;
    let state = if to_assigner { State::Confirmed } else { State::Submitted };
    tx.exec(
        "update task set state = $3, percent = 100, done_at = $4, result = $5 where book = $1 and no = $2",
        params![&ctx.book, no, state.key(), ctx.now, &new.note],
    )?;
    let officer = if to_assigner { task.assigned_by } else { task.head };
    send(ctx, tx, &task, officer, "nộp kết quả")?;
    record(ctx, tx, no, Kind::TaskSubmitted, &new.note, json!({ "to": officer, "document": new.document }))?;
    Ok(())
}

/// The head confirms the result; it goes to the assigner.
///
/// # Errors
/// Refusals `not-permitted`, `not-found`, `head-confirms`, `no-result`.
pub fn confirm_result(ctx: &Ctx, tx: &mut Tx, no: i64, note: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, next) = task_for(ctx, tx, no, Move::ConfirmResult)?;
    // A head who has left confirms nothing any more: then a head of the office does.
    let gone = unit_of(ctx, tx, task.head, task.lead_unit)?.is_none() && ctx.may(Act::AcceptTask);
    if task.head != ctx.actor.officer && !gone {
        let name = officer_name(tx, &ctx.book, task.head)?;
        return refuse("head-confirms", format!("Người đứng đầu chịu trách nhiệm ({name}) xác nhận kết quả."));
    }
    refuse_open(tx, &ctx.book, &task)?;
    tx.exec("update task set state = $3 where book = $1 and no = $2", params![&ctx.book, no, next.key()])?;
    send(ctx, tx, &task, task.assigned_by, "xác nhận kết quả")?;
    record(ctx, tx, no, Kind::TaskResultConfirmed, note, json!({ "to": task.assigned_by }))?;
    Ok(())
}

/// The assigner accepts the result: the task is closed.
///
/// # Errors
/// Refusals `not-permitted`, `not-found`, `assigner-accepts`, `own-result`, `open-obstacle`, `head-first`.
pub fn accept(ctx: &Ctx, tx: &mut Tx, no: i64, note: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, _) = task_for(ctx, tx, no, Move::Accept)?;
    if !stands_for_assigner(ctx, &task) {
        let name = officer_name(tx, &ctx.book, task.assigned_by)?;
        return refuse("assigner-accepts", format!("Nơi giao ({name} hoặc lãnh đạo) chấp nhận kết quả."));
    }
    if task.person == ctx.actor.officer {
        return refuse("own-result", "Không tự chấp nhận kết quả do mình làm. Nhờ lãnh đạo khác chấp nhận.");
    }
    refuse_open(tx, &ctx.book, &task)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let late = core_of(State::Accepted, task.due_at, task.done_at, ctx.now) == Some(Core::DoneLate);
    close(ctx, tx, &task, State::Accepted, if late { "late" } else { "on-time" })?;
    answer_basis(ctx, tx, &task)?;
    let told = if late { "quá hạn" } else { "đúng hạn" };
    let note = if note.is_empty() { told.to_owned() } else { format!("{told} – {note}") };
    record(ctx, tx, no, Kind::TaskAccepted, &note, json!({ "late": late, "fact": fact_no }))?;
    Ok(())
}

/// Gives the result back to whoever does the task: the head or the assigner may, with the reason.
///
/// # Errors
/// A fault on `give_back_reason`; refusals `not-permitted`, `not-found`, `no-result`, `not-yours-to-give-back`.
pub fn give_back(ctx: &Ctx, tx: &mut Tx, no: i64, reason: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, next) = task_for(ctx, tx, no, Move::GiveBack)?;
    let as_head = task.state == State::Submitted && task.head == ctx.actor.officer;
    if !as_head && !stands_for_assigner(ctx, &task) {
        return refuse("not-yours-to-give-back", "Người đứng đầu hoặc nơi giao trả lại kết quả.");
    }
    if reason.is_empty() {
        return Err(Error::Faults(vec![Fault::new("give_back_reason", "Ghi vì sao trả lại và phải làm thêm gì.")]));
    }
    tx.exec(
        "update task set state = $3, done_at = null where book = $1 and no = $2",
        params![&ctx.book, no, next.key()],
    )?;
    send(ctx, tx, &task, task.person, "trả lại")?;
    record(ctx, tx, no, Kind::TaskGivenBack, reason, json!({ "to": task.person }))?;
    Ok(())
}

/// Withdraws a task (hủy nhiệm vụ): the assigner may, with the reason.
///
/// # Errors
/// A fault on `cancel_reason`; refusals `not-permitted`, `not-found`, `assigner-cancels`, `open-parts`.
pub fn cancel(ctx: &Ctx, tx: &mut Tx, no: i64, reason: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, next) = task_for(ctx, tx, no, Move::Cancel)?;
    if !stands_for_assigner(ctx, &task) {
        return refuse("assigner-cancels", "Chỉ nơi giao hủy được nhiệm vụ.");
    }
    if reason.is_empty() {
        return Err(Error::Faults(vec![Fault::new("cancel_reason", "Ghi lý do hủy nhiệm vụ.")]));
    }
    refuse_open_parts(tx, &ctx.book, &task)?;
    close(ctx, tx, &task, next, "")?;
    record(ctx, tx, no, Kind::TaskCancelled, reason, json!({}))?;
    Ok(())
}

fn send(ctx: &Ctx, tx: &mut Tx, task: &Task, officer: i64, note: &str) -> Result<(), Error> {
    let unit = unit_of(ctx, tx, officer, task.holder_unit)?.unwrap_or(task.holder_unit);
    pass(ctx, tx, task, &Next { officer, unit, note })
}

fn close(ctx: &Ctx, tx: &mut Tx, task: &Task, state: State, verdict: &str) -> Result<(), Error> {
    end_holding(ctx, tx, task.no)?;
    tx.exec(
        "update task set state = $3, open = 0, closed_at = $4, closed_on = $5, verdict = $6, next_rung_at = null where book = $1 and no = $2",
        params![&ctx.book, task.no, state.key(), ctx.now, day_of(ctx.now), verdict],
    )?;
    write_parties(tx, &ctx.book, task.no)
}

/// A document handed in as evidence answers the document from which the task came.
fn answer_basis(ctx: &Ctx, tx: &mut Tx, task: &Task) -> Result<(), Error> {
    let Some(basis) = task.document else { return Ok(()) };
    let sql =
        "select document from task_progress where book = $1 and task = $2 and document is not null order by no desc";
    let Some(answer) = tx.row(sql, params![&ctx.book, task.no])?.map(|row| row.int("document")).transpose()? else {
        return Ok(());
    };
    if answer > basis {
        write_relation(ctx, tx, answer, basis, Relation::Answers)?;
    }
    Ok(())
}

fn refuse_open_parts(tx: &mut Tx, book: &str, task: &Task) -> Result<(), Error> {
    let open =
        tx.int("select count(*) from task where book = $1 and parent = $2 and open = 1", params![book, task.no])?;
    if open == 0 {
        return Ok(());
    }
    refuse("open-parts", format!("Còn {open} việc con chưa kết thúc. Kết thúc hoặc hủy các việc con trước."))
}
