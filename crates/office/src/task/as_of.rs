//! Tasks as they stood at an instant of the past: read from their holdings, extensions, progress and history, not from what
//! became of them later.

use super::life::State;
use super::list::Line;
use super::task_file::{COLUMNS, Task};
use crate::ctx::Ctx;
use crate::db::{Row, Tx};
use crate::directory::permit::Act;
use crate::error::{Error, Failure};
use crate::journal::Kind;
use crate::params;
use jiff::Timestamp;

/// Tasks that were open at an instant, in the order of the deadlines that held then; of one assigner when one is named.
///
/// # Errors
/// Refusal `not-permitted` for those who see only the own tasks.
pub fn tasks_as_of(ctx: &Ctx, tx: &mut Tx, at: Timestamp, assigner: &str) -> Result<Vec<Line>, Error> {
    ctx.permit(Act::ViewAll)?;
    let sql = include_str!("sql/as_of.sql").replace("{columns}", COLUMNS);
    let rows = tx.rows(&sql, params![&ctx.book, at, assigner])?;
    let mut lines: Vec<Line> = rows.iter().map(|row| line(row, at)).collect::<Result<_, _>>()?;
    lines.sort_by_key(|line| (line.task.due_at, line.task.no));
    Ok(lines)
}

fn line(row: &Row, at: Timestamp) -> Result<Line, Failure> {
    let now = Task::read(row)?;
    let state = state(&now, &row.opt_text("last_kind")?.unwrap_or_default(), row.opt_int("last_officer")?);
    let handed_in = matches!(state, State::Submitted | State::Confirmed);
    let task = Task {
        due_at: row.opt_instant("was_due_at")?.unwrap_or(now.first_due_at),
        percent: row.opt_int("was_percent")?.unwrap_or(0),
        holder: row.opt_int("was_holder")?.unwrap_or(now.holder),
        holder_unit: row.opt_int("was_holder_unit")?.unwrap_or(now.holder_unit),
        done_at: if handed_in { row.opt_instant("handed_in_at")? } else { None },
        closed_at: None,
        result: String::new(),
        state,
        ..now
    };
    Ok(Line {
        core: task.core(at),
        unit_name: row.opt_text("unit_name")?.unwrap_or_default(),
        person_name: row.opt_text("person_name")?.unwrap_or_default(),
        holder_name: row.opt_text("holder_name")?.unwrap_or_default(),
        task,
    })
}

/// The state that the last step before the instant led to. A head who does the task himself hands it to the assigner.
fn state(task: &Task, last: &str, by: Option<i64>) -> State {
    match Kind::from_key(last) {
        Some(Kind::TaskConfirmed | Kind::TaskGivenBack) => State::Doing,
        Some(Kind::TaskSubmitted) if by == Some(task.head) => State::Confirmed,
        Some(Kind::TaskSubmitted) => State::Submitted,
        Some(Kind::TaskResultConfirmed) => State::Confirmed,
        _ => State::Assigned,
    }
}
