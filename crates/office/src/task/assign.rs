//! Assigns a task (giao nhiệm vụ): the head and specialists may; whoever holds, heads or does a task may break it down. Every
//! clear must be filled. It brings the task with its units, its first holder and one fact.

use super::clears::missing;
use super::due::{Due, ask, next_rung, read, wording};
use super::life::Move;
use super::record::{Next, begin_holding, record, write_parties};
use super::task_file::{Task, task_for, unit_of};
use super::word::keep_words;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::unit_on;
use crate::document::document;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use pack::Wording;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A task as it is written; 0 and empty stand for what is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewTask {
    pub parent: Option<i64>,
    pub work: String,
    pub procedure: String,
    pub expected_result: String,
    pub power: String,
    pub assigner: String,
    /// Unexpected (đột xuất) rather than planned.
    pub unexpected: bool,
    pub urgency: i64,
    pub document: Option<i64>,
    /// What it grew out of: `meeting/3/5`; each source becomes one task only.
    pub source: String,
    pub lead_unit: i64,
    pub with: Vec<i64>,
    pub person: i64,
    pub head: i64,
    /// A day or a time limit, as typed.
    pub due: String,
    /// The person has seen that the deadline is odd.
    pub sure: bool,
    /// Who assigned it, where the program writes it for somebody (a series); 0: the actor.
    pub assigned_by: i64,
}

/// Assigns the task; answers its number. The same source again answers the task that it became.
///
/// # Errors
/// Faults on every missing clear and on what does not exist today; refusals `not-permitted`, `odd-deadline`,
/// `later-than-parent`, `not-yours-to-break-down`.
pub fn assign(ctx: &Ctx, tx: &mut Tx, new: &NewTask) -> Result<i64, Error> {
    let parent = permitted(ctx, tx, new)?;
    if let Some(known) = from_source(tx, &ctx.book, &new.source)? {
        return Ok(known);
    }
    let (wording, calendar) = wording(ctx, tx)?;
    let missing = missing(&wording, new);
    let mut faults: Vec<Fault> = missing.iter().map(|(field, sentence)| Fault::new(*field, sentence.clone())).collect();
    faults.extend(unknown(ctx, tx, new)?);
    let due = match new.due.trim() {
        "" => None,
        typed => match read(ctx, &calendar, typed) {
            Ok(due) => Some(due),
            Err(Error::Faults(more)) => {
                faults.extend(more);
                None
            }
            Err(other) => return Err(other),
        },
    };
    let (Some(due), true) = (due, faults.is_empty()) else { return Err(Error::Faults(faults)) };
    ask(ctx, &calendar, &due, new.sure)?;
    if let Some(parent) = parent.as_ref().filter(|parent| due.at > parent.due_at) {
        return refuse(
            "later-than-parent",
            format!(
                "Hạn của việc con sau hạn của nhiệm vụ cha ({}). Chọn hạn sớm hơn.",
                viet::day::write_instant(parent.due_at)
            ),
        );
    }
    let by = if new.assigned_by == 0 { ctx.actor.officer } else { new.assigned_by };
    let assigner = parent.as_ref().map_or(new.assigner.as_str(), |parent| parent.assigner.as_str());
    let no = write_task(ctx, tx, &Row { new, wording: &wording, due: &due, assigner, by })?;
    let unit = unit_of(ctx, tx, new.person, new.lead_unit)?.unwrap_or(new.lead_unit);
    keep_words(tx, &ctx.book, no, &[&new.work, &new.expected_result, &no.to_string()])?;
    write_units(ctx, tx, no, new)?;
    begin_holding(ctx, tx, no, &Next { officer: new.person, unit, note: "giao" })?;
    let payload = json!({
        "work": new.work.trim(), "assigner": assigner, "lead_unit": new.lead_unit, "with": new.with, "person": new.person, "head": new.head,
        "assigned_by": by, "due_at": due.at.to_string(), "limit": due.limit, "document": new.document, "source": new.source,
        "parent": new.parent, "wording": wording.id, "urgency": new.urgency, "unexpected": new.unexpected,
    });
    record(ctx, tx, no, Kind::TaskAssigned, &format!("hạn {}", viet::day::write_instant(due.at)), payload)?;
    Ok(no)
}

/// What the row of a new task holds beside what was written on the form.
struct Row<'a> {
    new: &'a NewTask,
    wording: &'a Wording,
    due: &'a Due,
    assigner: &'a str,
    by: i64,
}

/// Writes the row; answers the number of the task.
fn write_task(ctx: &Ctx, tx: &mut Tx, row: &Row) -> Result<i64, Error> {
    let Row { new, wording, due, assigner, by } = *row;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let no = tx.next_no("task", &ctx.book)?;
    let unit = unit_of(ctx, tx, new.person, new.lead_unit)?.unwrap_or(new.lead_unit);
    let next = next_rung(ctx, tx, no, wording, due.at)?;
    tx.exec(
        include_str!("sql/insert_task.sql"),
        params![
            &ctx.book,
            no,
            new.parent,
            new.work.trim(),
            new.procedure.trim(),
            new.expected_result.trim(),
            new.power.trim(),
            &wording.id,
            assigner,
            !new.unexpected,
            new.urgency,
            new.document,
            &new.source,
            new.lead_unit,
            new.person,
            new.head,
            by,
            ctx.now,
            &due.limit,
            due.at,
            unit,
            next,
            fact_no,
        ],
    )?;
    Ok(no)
}

/// The task that a source became, if it did.
pub fn from_source(tx: &mut Tx, book: &str, source: &str) -> Result<Option<i64>, Error> {
    if source.is_empty() || source.starts_with("series/") {
        return Ok(None);
    }
    let row = tx.row("select no from task where book = $1 and source = $2 order by no", params![book, source])?;
    Ok(row.map(|row| row.int("no")).transpose()?)
}

/// Who may: the assigner's people for a task of its own, whoever carries the parent for a part of it.
fn permitted(ctx: &Ctx, tx: &mut Tx, new: &NewTask) -> Result<Option<Task>, Error> {
    let Some(parent) = new.parent else {
        ctx.permit(Act::AssignTask)?;
        return Ok(None);
    };
    ctx.permit(Act::HandleTask)?;
    let (parent, _) = task_for(ctx, tx, parent, Move::BreakDown)?;
    let me = ctx.actor.officer;
    if ctx.may(Act::AssignTask) || [parent.holder, parent.head, parent.person].contains(&me) {
        return Ok(Some(parent));
    }
    refuse(
        "not-yours-to-break-down",
        "Chỉ người giữ, người đứng đầu hoặc người thực hiện nhiệm vụ này mới chia nhỏ được.",
    )
}

/// What was chosen and does not exist today.
pub(super) fn unknown(ctx: &Ctx, tx: &mut Tx, new: &NewTask) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    let today = ctx.today();
    if new.lead_unit == 0 || unit_on(tx, &ctx.book, new.lead_unit, today)?.is_none() {
        faults.push(Fault::new("lead_unit", "Chưa chọn đơn vị chủ trì còn hoạt động hôm nay. Chọn một đơn vị."));
    }
    for unit in &new.with {
        if *unit == new.lead_unit {
            faults.push(Fault::new(
                "with",
                "Đơn vị chủ trì không đồng thời là đơn vị phối hợp. Bỏ chọn ở phần phối hợp.",
            ));
        } else if unit_on(tx, &ctx.book, *unit, today)?.is_none() {
            faults.push(Fault::new("with", "Một đơn vị phối hợp không còn hoạt động hôm nay. Bỏ chọn đơn vị đó."));
        }
    }
    for (field, officer, what) in
        [("person", new.person, "Người thực hiện"), ("head", new.head, "Người chịu trách nhiệm")]
    {
        if officer != 0 && unit_of(ctx, tx, officer, new.lead_unit)?.is_none() {
            faults.push(Fault::new(field, format!("{what} hôm nay không giữ vị trí nào. Chọn người khác.")));
        }
    }
    if new.parent.is_none() && !ctx.pack.task_assigners.iter().any(|known| known.code == new.assigner) {
        faults.push(Fault::new("assigner", "Chưa chọn nơi giao nhiệm vụ. Chọn một trong danh sách."));
    }
    if let Some(basis) = new.document {
        document(tx, &ctx.book, basis)?;
    }
    for (field, text) in [("work", &new.work), ("procedure", &new.procedure), ("expected_result", &new.expected_result)]
    {
        if text.chars().count() > 4_000 {
            faults.push(Fault::new(field, "Quá 4.000 ký tự. Rút gọn; phần dài đính kèm vào văn bản."));
        }
    }
    Ok(faults)
}

fn write_units(ctx: &Ctx, tx: &mut Tx, no: i64, new: &NewTask) -> Result<(), Error> {
    let lead = std::iter::once((new.lead_unit, "lead"));
    let mut with = new.with.clone();
    with.sort_unstable();
    with.dedup();
    for (unit, part) in lead.chain(with.into_iter().map(|unit| (unit, "with"))) {
        tx.exec(
            "insert into task_unit (book, task, unit, part, confirmed_at, confirmed_by, fact_no) values ($1, $2, $3, $4, null, null, null)",
            params![&ctx.book, no, unit, part],
        )?;
    }
    write_parties(tx, &ctx.book, no)
}
