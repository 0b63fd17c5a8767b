//! Obstacles of a task (khó khăn, vướng mắc): who takes part raises one and names the body that can remove it; it is handed
//! up to that body, and resolved with an answer. An open one keeps the task from being closed.

use super::life::Move;
use super::progress::must_take_part;
use super::record::record;
use super::task_file::{Task, stands_for_assigner, task_for};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, not_found, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use serde_json::json;

/// Raises an obstacle; answers its number within the task.
///
/// # Errors
/// Faults on `obstacle`, `competent`; refusals `not-permitted`, `not-found`, `not-your-task`, `task-closed`.
pub fn raise(ctx: &Ctx, tx: &mut Tx, no: i64, note: &str, competent: &str) -> Result<i64, Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, _) = task_for(ctx, tx, no, Move::Raise)?;
    must_take_part(ctx, tx, &task)?;
    let mut faults = Vec::new();
    if note.is_empty() {
        faults.push(Fault::new("obstacle", "Chưa ghi vướng mắc gì. Ghi cụ thể để cấp có thẩm quyền gỡ được."));
    }
    if competent.is_empty() {
        faults.push(Fault::new("competent", "Chưa ghi cơ quan có thẩm quyền giải quyết, ví dụ Sở Xây dựng."));
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let same = "select no from task_obstacle where book = $1 and task = $2 and note = $3 and competent = $4 and state <> 'resolved'";
    if let Some(row) = tx.row(same, params![&ctx.book, no, note, competent])? {
        return Ok(row.int("no")?);
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let number = tx.int(
        "select coalesce(max(no), 0) + 1 from task_obstacle where book = $1 and task = $2",
        params![&ctx.book, no],
    )?;
    tx.exec(
        "insert into task_obstacle (book, task, no, raised_at, raised_by, note, competent, state, handed_up_at, handed_up_to, \
         resolved_at, answer, fact_no) values ($1, $2, $3, $4, $5, $6, $7, 'open', null, '', null, '', $8)",
        params![&ctx.book, no, number, ctx.now, ctx.actor.officer, note, competent, fact_no],
    )?;
    let told = format!("{note} (thẩm quyền: {competent})");
    record(ctx, tx, no, Kind::ObstacleRaised, &told, json!({ "obstacle": number, "competent": competent }))?;
    Ok(number)
}

/// Hands an obstacle up to the competent body: the head of the task or the assigner may.
///
/// # Errors
/// Refusals `not-permitted`, `not-found`, `head-hands-up`, `obstacle-resolved`.
pub fn hand_up(ctx: &Ctx, tx: &mut Tx, no: i64, number: i64, to: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, _) = task_for(ctx, tx, no, Move::Raise)?;
    let found = obstacle(tx, &ctx.book, no, number)?;
    if task.head != ctx.actor.officer && !stands_for_assigner(ctx, &task) {
        return refuse(
            "head-hands-up",
            "Người đứng đầu hoặc nơi giao chuyển vướng mắc lên cấp trên. Nhờ người đứng đầu chuyển.",
        );
    }
    let to = if to.is_empty() { found.competent.as_str() } else { to };
    match found.state.as_str() {
        "resolved" => {
            return refuse("obstacle-resolved", "Vướng mắc này đã được gỡ. Nếu còn vướng, ghi vướng mắc mới.");
        }
        "handed-up" if found.handed_up_to == to => return Ok(()),
        _ => {}
    }
    tx.exec(
        "update task_obstacle set state = 'handed-up', handed_up_at = $4, handed_up_to = $5 where book = $1 and task = $2 and no = $3",
        params![&ctx.book, no, number, ctx.now, to],
    )?;
    record(ctx, tx, no, Kind::ObstacleHandedUp, to, json!({ "obstacle": number, "to": to }))?;
    Ok(())
}

/// Resolves an obstacle with the answer that was given.
///
/// # Errors
/// A fault on `answer`; refusals `not-permitted`, `not-found`, `not-your-task`.
pub fn resolve(ctx: &Ctx, tx: &mut Tx, no: i64, number: i64, answer: &str) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, _) = task_for(ctx, tx, no, Move::Raise)?;
    if !stands_for_assigner(ctx, &task) {
        must_take_part(ctx, tx, &task)?;
    }
    let found = obstacle(tx, &ctx.book, no, number)?;
    if found.state == "resolved" {
        return Ok(());
    }
    if answer.is_empty() {
        return Err(Error::Faults(vec![Fault::new(
            "answer",
            "Chưa ghi đã gỡ thế nào. Ghi câu trả lời hoặc văn bản giải quyết.",
        )]));
    }
    tx.exec(
        "update task_obstacle set state = 'resolved', resolved_at = $4, answer = $5 where book = $1 and task = $2 and no = $3",
        params![&ctx.book, no, number, ctx.now, answer],
    )?;
    record(ctx, tx, no, Kind::ObstacleResolved, answer, json!({ "obstacle": number }))?;
    Ok(())
}

struct Known {
    competent: String,
    state: String,
    handed_up_to: String,
}

fn obstacle(tx: &mut Tx, book: &str, no: i64, number: i64) -> Result<Known, Error> {
    let sql = "select competent, state, handed_up_to from task_obstacle where book = $1 and task = $2 and no = $3";
    match tx.row(sql, params![book, no, number])? {
        Some(row) => Ok(Known {
            competent: row.text("competent")?,
            state: row.text("state")?,
            handed_up_to: row.text("handed_up_to")?,
        }),
        None => not_found("vướng mắc này"),
    }
}

/// Refuses to close a task while an obstacle is neither resolved nor handed up.
pub fn refuse_open(tx: &mut Tx, book: &str, task: &Task) -> Result<(), Error> {
    let sql = "select note, competent from task_obstacle where book = $1 and task = $2 and state = 'open' order by no";
    let Some(row) = tx.row(sql, params![book, task.no])? else { return Ok(()) };
    refuse(
        "open-obstacle",
        format!(
            "Còn vướng mắc chưa gỡ: “{}” (thẩm quyền: {}). Ghi kết quả gỡ, hoặc để người đứng đầu chuyển lên cấp có thẩm quyền, rồi mới kết thúc được.",
            row.text("note")?,
            row.text("competent")?
        ),
    )
}
