//! What every act on a task writes at its end: one fact, and the line of its history that carries the number; and how a
//! task passes from one holder to the next without a gap.

use super::task_file::Task;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;
use crate::journal::{Kind, append};
use crate::params;
use serde_json::Value;

/// Appends the fact and the line of the history.
pub fn record(ctx: &Ctx, tx: &mut Tx, no: i64, kind: Kind, note: &str, payload: Value) -> Result<i64, Error> {
    let fact_no = append(tx, ctx, kind, &format!("task/{no}"), payload)?;
    tx.exec(
        "insert into task_event (book, task, no, at, kind, officer, note, fact_no) \
         select $1, $2, coalesce(max(no), 0) + 1, $3, $4, cast($5 as bigint), $6, cast($7 as bigint) from task_event where book = $1 and task = $2",
        params![&ctx.book, no, ctx.now, kind.key(), ctx.actor.officer, note, fact_no],
    )?;
    Ok(fact_no)
}

/// Who takes the task, for which unit, and why.
pub struct Next<'a> {
    pub officer: i64,
    pub unit: i64,
    pub note: &'a str,
}

/// Ends the holding before and begins the next one at the same instant; the same holder goes on.
pub fn pass(ctx: &Ctx, tx: &mut Tx, task: &Task, next: &Next) -> Result<(), Error> {
    if task.holder == next.officer {
        return Ok(());
    }
    end_holding(ctx, tx, task.no)?;
    begin_holding(ctx, tx, task.no, next)?;
    tx.exec(
        "update task set holder = $3, holder_unit = $4 where book = $1 and no = $2",
        params![&ctx.book, task.no, next.officer, next.unit],
    )?;
    Ok(())
}

/// Writes anew who takes part in a task; every act that changes its people, its deadline or whether it is open asks for it.
pub fn write_parties(tx: &mut Tx, book: &str, no: i64) -> Result<(), Error> {
    tx.exec("delete from task_party where book = $1 and task = $2", params![book, no])?;
    tx.exec(include_str!("sql/parties.sql"), params![book, no])?;
    Ok(())
}

/// Ends the holding that runs.
pub fn end_holding(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<(), Error> {
    tx.exec(
        "update task_holding set to_at = $3 where book = $1 and task = $2 and to_at is null",
        params![&ctx.book, no, ctx.now],
    )?;
    Ok(())
}

/// Begins a holding; the one before must have ended.
pub fn begin_holding(ctx: &Ctx, tx: &mut Tx, no: i64, next: &Next) -> Result<(), Error> {
    tx.exec(
        "insert into task_holding (book, task, no, unit, officer, given_by, from_at, to_at, note) \
         select $1, $2, coalesce(max(no), 0) + 1, cast($3 as bigint), cast($4 as bigint), cast($5 as bigint), $6, null, $7 \
         from task_holding where book = $1 and task = $2",
        params![&ctx.book, no, next.unit, next.officer, ctx.actor.officer, ctx.now, next.note],
    )?;
    Ok(())
}
