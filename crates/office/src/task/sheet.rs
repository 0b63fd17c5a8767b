//! The monthly sheet (phiếu theo dõi tháng) of an officer or head: what was assigned and how it stands by the national
//! rule. The later evaluation stands on it; it is read from the record, never typed.

use super::life::Core;
use super::list::Line;
use super::task_file::{COLUMNS, Task};
use crate::ctx::{Ctx, HANOI};
use crate::db::Tx;
use crate::error::{Error, Failure};
use crate::params;
use jiff::Timestamp;
use jiff::civil::Date;

/// A month of one person.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Tasks the person does or answers for that were open or closed in the month.
    pub lines: Vec<Line>,
    /// By the four states of the national rule, in their order.
    pub counts: [(Core, usize); 4],
    /// Done on time among those due in the month or before that were closed in it; `None` when none was.
    pub on_time: Option<(usize, usize)>,
}

/// The sheet of an officer for the month of a day: as doer, or as the head who answers.
pub fn sheet(ctx: &Ctx, tx: &mut Tx, officer: i64, month: Date) -> Result<Sheet, Error> {
    let first = month.first_of_month();
    let last = month.last_of_month();
    let (from, until) = (midnight(first)?, midnight(last.tomorrow().unwrap_or(last))?);
    // A month that is over is judged at its end, the present one now.
    let at = ctx.now.min(until);
    let sql = format!(
        "select {COLUMNS}, (select e.asked_due_at from task_extension e where e.book = t.book and e.task = t.no and e.state = 'granted' \
         and e.decided_at <= $4 order by e.no desc limit 1) as due_then, (select v.name from unit_version v where v.book = t.book and v.unit = t.lead_unit \
         order by v.effective_from desc limit 1) as unit_name, p.name as person_name, h.name as holder_name from task t \
         left join officer p on p.book = t.book and p.no = t.person left join officer h on h.book = t.book and h.no = t.holder \
         where t.book = $1 and (t.person = $2 or t.head = $2) and t.assigned_at < $4 and (t.closed_at is null or t.closed_at >= $3) \
         and t.state <> 'cancelled' order by t.due_at, t.no"
    );
    let mut lines = Vec::new();
    for row in tx.rows(&sql, params![&ctx.book, officer, from, until])? {
        let task = Task::read(&row)?;
        let due_then = row.opt_instant("due_then")?.unwrap_or(task.first_due_at);
        let core = Some(Core::at(at, due_then, task.done_at, task.closed_at));
        lines.push(Line {
            core,
            unit_name: row.opt_text("unit_name")?.unwrap_or_default(),
            person_name: row.opt_text("person_name")?.unwrap_or_default(),
            holder_name: row.opt_text("holder_name")?.unwrap_or_default(),
            task,
        });
    }
    let count = |core| lines.iter().filter(|line| line.core == Some(core)).count();
    let counts = Core::ALL.map(|core| (core, count(core)));
    let closed = counts[0].1 + counts[1].1;
    Ok(Sheet { on_time: (closed > 0).then_some((counts[0].1, closed)), counts, lines })
}

fn midnight(day: Date) -> Result<Timestamp, Error> {
    Ok(HANOI.to_timestamp(day.at(0, 0, 0, 0)).map_err(|e| Failure::new(format!("a day out of range: {e}")))?)
}
