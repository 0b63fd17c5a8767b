//! Extensions of a task (xin gia hạn, cho gia hạn): its holder or head asks before the deadline, the assigner decides. The
//! first deadline stays readable for good.

use super::due::{ask, next_rung, read, wording};
use super::life::Move;
use super::record::{record, write_parties};
use super::task_file::{Task, must_hold, stands_for_assigner, task_for};
use crate::casework::current_calendar;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, not_found, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use serde_json::json;

/// Asks for a later deadline, typed as a day or a limit from now.
///
/// # Errors
/// Faults on `new_due`, `reason`; refusals `not-holder`, `extension-waits`, `extension-too-late`, `odd-deadline`.
pub fn ask_extension(ctx: &Ctx, tx: &mut Tx, no: i64, typed: &str, reason: &str, sure: bool) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, _) = task_for(ctx, tx, no, Move::AskExtension)?;
    if task.head != ctx.actor.officer {
        must_hold(ctx, tx, &task)?;
    }
    let waits = "select 1 from task_extension where book = $1 and task = $2 and state = 'asked'";
    if tx.row(waits, params![&ctx.book, no])?.is_some() {
        return refuse("extension-waits", "Đã xin gia hạn và đang chờ quyết định. Chờ nơi giao trả lời.");
    }
    if ctx.now > task.due_at {
        return refuse(
            "extension-too-late",
            "Đã quá hạn nên không xin gia hạn được nữa. Nộp kết quả sớm nhất, nêu lý do chậm.",
        );
    }
    let (_, calendar) = wording(ctx, tx)?;
    let due = read(ctx, &calendar, typed).map_err(at_new_due);
    let mut faults = Vec::new();
    if reason.is_empty() {
        faults.push(Fault::new("reason", "Chưa ghi lý do xin gia hạn. Ghi lý do để nơi giao quyết định."));
    }
    let due = match due {
        Ok(due) if due.at <= task.due_at => {
            faults.push(Fault::new("new_due", "Hạn mới phải sau hạn hiện nay. Chọn ngày khác."));
            due
        }
        Ok(due) => due,
        Err(Error::Faults(more)) => return Err(Error::Faults([faults, more].concat())),
        Err(other) => return Err(other),
    };
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    refuse_later_than_parent(ctx, tx, &task, due.at)?;
    ask(ctx, &calendar, &due, sure)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "insert into task_extension (book, task, no, asked_at, asked_by, asked_due_at, reason, before_due_at, state, decided_at, decided_by, note, fact_no) \
         select $1, $2, coalesce(max(no), 0) + 1, $3, cast($4 as bigint), $5, $6, $7, 'asked', null, null, '', cast($8 as bigint) \
         from task_extension where book = $1 and task = $2",
        params![&ctx.book, no, ctx.now, ctx.actor.officer, due.at, reason, task.due_at, fact_no],
    )?;
    let note = format!("đến {} – {reason}", viet::day::write_instant(due.at));
    record(ctx, tx, no, Kind::TaskExtensionAsked, &note, json!({ "due_at": due.at.to_string() }))?;
    Ok(())
}

/// A part may not end after its whole.
pub fn refuse_later_than_parent(ctx: &Ctx, tx: &mut Tx, part: &Task, due_at: jiff::Timestamp) -> Result<(), Error> {
    let Some(parent) = part.parent else { return Ok(()) };
    let whole = super::task_file::task(tx, &ctx.book, parent)?;
    if due_at <= whole.due_at {
        return Ok(());
    }
    let day = viet::day::write_instant(whole.due_at);
    refuse(
        "later-than-parent",
        format!(
            "Hạn của việc con sau hạn của nhiệm vụ cha ({day}). Chọn hạn sớm hơn, hoặc xin gia hạn nhiệm vụ cha trước."
        ),
    )
}

fn at_new_due(error: Error) -> Error {
    match error {
        Error::Faults(faults) => Error::Faults(faults.into_iter().map(|f| Fault::new("new_due", f.sentence)).collect()),
        other => other,
    }
}

/// Grants or refuses what was asked: the assigner may.
///
/// # Errors
/// A fault on `decision_note` of a refusal without reason; refusals `not-permitted`, `not-found`, `assigner-decides`.
pub fn decide_extension(ctx: &Ctx, tx: &mut Tx, no: i64, grant: bool, note: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, _) = task_for(ctx, tx, no, Move::Urge)?;
    if !stands_for_assigner(ctx, &task) {
        return refuse("assigner-decides", "Chỉ nơi giao quyết định gia hạn.");
    }
    let asked = "select no, asked_due_at from task_extension where book = $1 and task = $2 and state = 'asked'";
    let Some(row) = tx.row(asked, params![&ctx.book, no])? else {
        return not_found("đề nghị gia hạn đang chờ");
    };
    if !grant && note.is_empty() {
        return Err(Error::Faults(vec![Fault::new("decision_note", "Ghi lý do không đồng ý gia hạn.")]));
    }
    let due_at = row.instant("asked_due_at")?;
    let state = if grant { "granted" } else { "refused" };
    tx.exec(
        "update task_extension set state = $4, decided_at = $5, decided_by = $6, note = $7 where book = $1 and task = $2 and no = $3",
        params![&ctx.book, no, row.int("no")?, state, ctx.now, ctx.actor.officer, note],
    )?;
    if grant {
        move_due(ctx, tx, &task, due_at)?;
    }
    let kind = if grant { Kind::TaskExtended } else { Kind::TaskExtensionRefused };
    let told = if grant { format!("đến {}", viet::day::write_instant(due_at)) } else { note.to_owned() };
    record(ctx, tx, no, kind, &told, json!({ "due_at": due_at.to_string() }))?;
    Ok(())
}

fn move_due(ctx: &Ctx, tx: &mut Tx, task: &Task, due_at: jiff::Timestamp) -> Result<(), Error> {
    let next = match ctx.pack.wording(&task.wording).cloned() {
        Some(wording) => {
            current_calendar(ctx, tx, &wording.calendar)?;
            next_rung(ctx, tx, task.no, &wording, due_at)?
        }
        None => None,
    };
    tx.exec(
        "update task set due_at = $3, next_rung_at = $4 where book = $1 and no = $2",
        params![&ctx.book, task.no, due_at, next],
    )?;
    write_parties(tx, &ctx.book, task.no)
}
