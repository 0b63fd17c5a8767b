//! The task (nhiệm vụ): what one is, how it is read, who may see it and who may act on it.

use super::life::{Core, Move, State, core_of, follow};
use crate::ctx::Ctx;
use crate::db::{Row, Tx};
use crate::directory::permit::Act;
use crate::error::{Error, Failure, not_found, refuse};
use crate::params;
use jiff::Timestamp;

/// A task as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub no: i64,
    pub parent: Option<i64>,
    pub work: String,
    pub procedure: String,
    pub expected_result: String,
    pub power: String,
    pub wording: String,
    pub assigner: String,
    pub planned: bool,
    pub urgency: i64,
    pub document: Option<i64>,
    pub source: String,
    pub lead_unit: i64,
    pub person: i64,
    pub head: i64,
    pub assigned_by: i64,
    pub assigned_at: Timestamp,
    pub time_limit: String,
    pub first_due_at: Timestamp,
    pub due_at: Timestamp,
    pub state: State,
    pub percent: i64,
    pub holder: i64,
    pub holder_unit: i64,
    pub done_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub result: String,
    pub urged: i64,
    pub fact_no: i64,
}

pub(super) const COLUMNS: &str = "t.no, t.parent, t.work, t.procedure, t.expected_result, t.power, t.wording, t.assigner, t.planned, t.urgency, \
    t.document, t.source, t.lead_unit, t.person, t.head, t.assigned_by, t.assigned_at, t.time_limit, t.first_due_at, t.due_at, t.state, \
    t.percent, t.holder, t.holder_unit, t.done_at, t.closed_at, t.result, t.urged, t.fact_no";

impl Task {
    pub(super) fn read(row: &Row) -> Result<Task, Failure> {
        let state = State::from_key(&row.text("state")?).ok_or_else(|| Failure::new("a task with an unknown state"))?;
        Ok(Task {
            no: row.int("no")?,
            parent: row.opt_int("parent")?,
            work: row.text("work")?,
            procedure: row.text("procedure")?,
            expected_result: row.text("expected_result")?,
            power: row.text("power")?,
            wording: row.text("wording")?,
            assigner: row.text("assigner")?,
            planned: row.flag("planned")?,
            urgency: row.int("urgency")?,
            document: row.opt_int("document")?,
            source: row.text("source")?,
            lead_unit: row.int("lead_unit")?,
            person: row.int("person")?,
            head: row.int("head")?,
            assigned_by: row.int("assigned_by")?,
            assigned_at: row.instant("assigned_at")?,
            time_limit: row.text("time_limit")?,
            first_due_at: row.instant("first_due_at")?,
            due_at: row.instant("due_at")?,
            state,
            percent: row.int("percent")?,
            holder: row.int("holder")?,
            holder_unit: row.int("holder_unit")?,
            done_at: row.opt_instant("done_at")?,
            closed_at: row.opt_instant("closed_at")?,
            result: row.text("result")?,
            urged: row.int("urged")?,
            fact_no: row.int("fact_no")?,
        })
    }

    /// How it counts by the national rule; `None` for one that was withdrawn.
    pub fn core(&self, now: Timestamp) -> Option<Core> {
        core_of(self.state, self.due_at, self.done_at, now)
    }
}

/// A task by its number.
pub fn task(tx: &mut Tx, book: &str, no: i64) -> Result<Task, Error> {
    let row = tx.row(&format!("select {COLUMNS} from task t where t.book = $1 and t.no = $2"), params![book, no])?;
    row.map_or_else(|| not_found("nhiệm vụ này"), |row| Ok(Task::read(&row)?))
}

/// A task if this person may open it: the whole office, the units that take part, and everybody who is named in it or held it.
pub fn seen_task(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Task, Error> {
    ctx.permit(Act::ViewTasks)?;
    let task = task(tx, &ctx.book, no)?;
    let me = ctx.actor.officer;
    if ctx.sees_all() || [task.person, task.head, task.holder, task.assigned_by].contains(&me) {
        return Ok(task);
    }
    for unit in &ctx.actor.units {
        let sql = "select 1 from task_unit where book = $1 and task = $2 and unit = $3";
        if tx.row(sql, params![&ctx.book, no, *unit])?.is_some() {
            return Ok(task);
        }
    }
    let sql = "select 1 from task_holding where book = $1 and task = $2 and officer = $3";
    if tx.row(sql, params![&ctx.book, no, me])?.is_some() { Ok(task) } else { not_found("nhiệm vụ này") }
}

/// The task for an act that must follow its state; answers the state after it.
pub fn task_for(ctx: &Ctx, tx: &mut Tx, no: i64, wanted: Move) -> Result<(Task, State), Error> {
    let task = seen_task(ctx, tx, no)?;
    match follow(task.state, wanted) {
        Ok(next) => Ok((task, next)),
        Err(refused) => refuse(refused.code, refused.sentence),
    }
}

/// Refuses whoever does not hold the task.
pub fn must_hold(ctx: &Ctx, tx: &mut Tx, task: &Task) -> Result<(), Error> {
    if task.holder == ctx.actor.officer {
        return Ok(());
    }
    let name = officer_name(tx, &ctx.book, task.holder)?;
    refuse("not-holder", format!("Nhiệm vụ đang do {name} giữ. Nhờ người giữ làm, hoặc đề nghị chuyển sang đồng chí."))
}

/// Whether this person decides in the assigner's place: who assigned it, or a head of the whole office.
pub fn stands_for_assigner(ctx: &Ctx, task: &Task) -> bool {
    task.assigned_by == ctx.actor.officer || ctx.may(Act::AcceptTask)
}

/// Name of an officer, also of one who has left.
pub fn officer_name(tx: &mut Tx, book: &str, officer: i64) -> Result<String, Error> {
    let row = tx.row("select name from officer where book = $1 and no = $2", params![book, officer])?;
    Ok(row.map(|row| row.text("name")).transpose()?.unwrap_or_else(|| "hệ thống".to_owned()))
}

/// The latest name of a unit.
pub fn unit_name(tx: &mut Tx, book: &str, unit: i64) -> Result<String, Error> {
    let sql = "select name from unit_version where book = $1 and unit = $2 order by effective_from desc limit 1";
    Ok(tx.row(sql, params![book, unit])?.map(|row| row.text("name")).transpose()?.unwrap_or_default())
}

/// The unit for which an officer takes part: the given one when a post is held there today, else that of the first post that
/// handles tasks; `None` for whoever holds none.
pub fn unit_of(ctx: &Ctx, tx: &mut Tx, officer: i64, present: i64) -> Result<Option<i64>, Error> {
    let sql = "select p.unit from post p where p.book = $1 and p.officer = $2 and p.effective_from <= $3 \
        and (p.effective_to is null or p.effective_to > $3) and p.role in ('unit', 'counter', 'specialist', 'head') \
        order by case when p.unit = $4 then 0 else 1 end, p.no";
    let row = tx.row(sql, params![&ctx.book, officer, ctx.today(), present])?;
    Ok(row.map(|row| row.int("unit")).transpose()?)
}
