//! Confirms receipt of a task (xác nhận đã nhận): its person for the lead unit, and an officer of each co-operating unit.

use super::life::Move;
use super::record::record;
use super::task_file::{task_for, unit_name};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use serde_json::json;

/// Confirms for every unit of this person that has not confirmed yet; confirmed already answers success.
///
/// # Errors
/// Refusals `not-permitted`, `not-found`, `task-closed`, `not-your-task`.
pub fn confirm(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<(), Error> {
    ctx.permit(Act::HandleTask)?;
    let (task, next) = task_for(ctx, tx, no, Move::Confirm)?;
    let holds = task.holder == ctx.actor.officer;
    let rows = tx
        .rows("select unit, part, confirmed_at from task_unit where book = $1 and task = $2", params![&ctx.book, no])?;
    let (mut mine, mut waiting) = (holds, Vec::new());
    for row in &rows {
        let unit = row.int("unit")?;
        let own = match row.text("part")?.as_str() {
            "lead" => holds,
            _ => ctx.actor.units.contains(&unit),
        };
        mine |= own;
        if own && row.opt_instant("confirmed_at")?.is_none() {
            waiting.push(unit);
        }
    }
    if !mine {
        return refuse(
            "not-your-task",
            "Người thực hiện xác nhận cho đơn vị chủ trì; cán bộ đơn vị phối hợp xác nhận cho đơn vị mình.",
        );
    }
    if waiting.is_empty() && (!holds || next == task.state) {
        return Ok(());
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let mut names = Vec::new();
    for unit in &waiting {
        tx.exec(
            "update task_unit set confirmed_at = $4, confirmed_by = $5, fact_no = $6 where book = $1 and task = $2 and unit = $3",
            params![&ctx.book, no, *unit, ctx.now, ctx.actor.officer, fact_no],
        )?;
        names.push(unit_name(tx, &ctx.book, *unit)?);
    }
    if holds {
        tx.exec("update task set state = $3 where book = $1 and no = $2", params![&ctx.book, no, next.key()])?;
    }
    record(ctx, tx, no, Kind::TaskConfirmed, &names.join(", "), json!({ "units": waiting }))?;
    Ok(())
}
