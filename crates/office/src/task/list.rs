//! Lists of tasks (danh sách nhiệm vụ): whose, which ones, page by page; overdue is judged by the clock of the question. And
//! the backlog: how many are open and overdue by the body they come from, by unit, by person.

use super::life::{Core, State};
use super::task_file::{COLUMNS, Task};
use super::word::condition;
use crate::ctx::{Ctx, HANOI};
use crate::db::{Row, Tx, Value};
use crate::error::{Error, Failure};
use crate::params;
use jiff::Timestamp;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Which tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Held by this person now.
    Mine,
    /// Assigned by this person.
    Given,
    Overdue,
    /// Due within seven days.
    Soon,
    /// Not confirmed yet.
    Unconfirmed,
    /// With an obstacle that is not resolved.
    Stuck,
    Open,
    Closed,
}

impl View {
    pub const ALL: [View; 8] =
        [View::Mine, View::Given, View::Overdue, View::Soon, View::Unconfirmed, View::Stuck, View::Open, View::Closed];

    /// Key in addresses.
    pub fn key(self) -> &'static str {
        match self {
            View::Mine => "mine",
            View::Given => "given",
            View::Overdue => "overdue",
            View::Soon => "soon",
            View::Unconfirmed => "unconfirmed",
            View::Stuck => "stuck",
            View::Open => "open",
            View::Closed => "closed",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            View::Mine => "Tôi đang giữ",
            View::Given => "Tôi đã giao",
            View::Overdue => "Quá hạn",
            View::Soon => "Sắp đến hạn (7 ngày)",
            View::Unconfirmed => "Chưa xác nhận",
            View::Stuck => "Đang vướng mắc",
            View::Open => "Đang mở",
            View::Closed => "Đã kết thúc",
        }
    }

    /// The view of that key.
    pub fn from_key(key: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.key() == key)
    }
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    pub view: View,
    /// Words to be found; empty for none.
    pub words: String,
    pub unit: Option<i64>,
    pub assigner: String,
    pub person: Option<i64>,
    pub state: Option<State>,
    /// Due between two days, the last one included.
    pub due: Option<(Date, Date)>,
    /// As of which instant overdue is judged.
    pub at: Timestamp,
    /// Behind which line the page begins: deadline and number.
    pub after: Option<(String, i64)>,
    pub most: i64,
}

impl Asked {
    /// A first page of a view, judged now.
    pub fn view(view: View, now: Timestamp) -> Asked {
        Asked {
            view,
            words: String::new(),
            unit: None,
            assigner: String::new(),
            person: None,
            state: None,
            due: None,
            at: now,
            after: None,
            most: 50,
        }
    }
}

/// One line of a list.
#[derive(Clone, Debug)]
pub struct Line {
    pub task: Task,
    pub unit_name: String,
    pub person_name: String,
    pub holder_name: String,
    pub core: Option<Core>,
}

/// Past its deadline with no result handed in before it, judged at an instant.
const OVERDUE: &str = "t.open = 1 and t.due_at < {} and (t.done_at is null or t.done_at > t.due_at)";

/// A page of tasks that this person may see.
pub fn tasks(ctx: &Ctx, tx: &mut Tx, asked: &Asked) -> Result<Vec<Line>, Error> {
    let select = format!(
        "select {COLUMNS}, (select v.name from unit_version v where v.book = t.book and v.unit = t.lead_unit \
         order by v.effective_from desc limit 1) as unit_name, p.name as person_name, h.name as holder_name from task t \
         left join officer p on p.book = t.book and p.no = t.person left join officer h on h.book = t.book and h.no = t.holder \
         where t.book = $1"
    );
    let mut query = Query { sql: select, values: params![&ctx.book].to_vec() };
    query.narrow(ctx, asked);
    let closed = asked.view == View::Closed;
    if let Some((key, no)) = &asked.after {
        let condition = if closed { "(t.closed_on, t.no) < ({}, {})" } else { "(t.due_at, t.no) > ({}, {})" };
        query.and(condition, vec![key.into(), (*no).into()]);
    }
    let order = if closed { "t.closed_on desc, t.no desc" } else { "t.due_at, t.no" };
    let limit = query.bind(asked.most.into());
    let sql = format!("{} order by {order} limit {limit}", query.sql);
    let rows = tx.rows(&sql, &query.values)?;
    Ok(rows.iter().map(|row| line(row, asked.at)).collect::<Result<_, _>>()?)
}

/// The most that a view counts: whoever has more looks at the backlog, which counts all.
pub const COUNTED: i64 = 500;

/// How many tasks a view holds for this person, at most `COUNTED`.
pub fn how_many(ctx: &Ctx, tx: &mut Tx, asked: &Asked) -> Result<i64, Error> {
    let sql = "select count(*) from (select 1 as one from task t where t.book = $1".to_owned();
    let mut query = Query { sql, values: params![&ctx.book].to_vec() };
    query.narrow(ctx, asked);
    let limit = query.bind(COUNTED.into());
    Ok(tx.int(&format!("{} limit {limit}) counted", query.sql), &query.values)?)
}

/// A number that was counted so, as a page says it.
pub fn counted(count: i64) -> String {
    if count < COUNTED { count.to_string() } else { format!("{} trở lên", viet::number::write(COUNTED.into())) }
}

pub(super) fn line(row: &Row, at: Timestamp) -> Result<Line, Failure> {
    let task = Task::read(row)?;
    Ok(Line {
        core: task.core(at),
        unit_name: row.opt_text("unit_name")?.unwrap_or_default(),
        person_name: row.opt_text("person_name")?.unwrap_or_default(),
        holder_name: row.opt_text("holder_name")?.unwrap_or_default(),
        task,
    })
}

struct Query {
    sql: String,
    values: Vec<Value>,
}

impl Query {
    fn bind(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// Adds a condition; each `{}` stands for the next value.
    fn and(&mut self, condition: &str, values: Vec<Value>) {
        let mut text = condition.to_owned();
        for value in values {
            let place = self.bind(value);
            text = text.replacen("{}", &place, 1);
        }
        self.sql.push_str(" and ");
        self.sql.push_str(&text);
    }

    fn narrow(&mut self, ctx: &Ctx, asked: &Asked) {
        let me = Value::from(ctx.actor.officer);
        match asked.view {
            View::Mine => self.and("t.open = 1 and t.holder = {}", vec![me]),
            View::Given => self.and("t.open = 1 and t.assigned_by = {}", vec![me]),
            View::Overdue => self.and(OVERDUE, vec![asked.at.into()]),
            View::Soon => {
                let week = asked.at + jiff::SignedDuration::from_hours(24 * 7);
                self.and("t.open = 1 and t.due_at >= {} and t.due_at <= {}", vec![asked.at.into(), week.into()]);
            }
            View::Unconfirmed => self.sql.push_str(" and t.state = 'assigned'"),
            View::Stuck => self.sql.push_str(
                " and t.open = 1 and t.no in (select o.task from task_obstacle o where o.book = $1 and o.state <> 'resolved')",
            ),
            // A state that is open says so itself.
            View::Open if asked.state.is_some_and(State::is_open) => {}
            View::Open => self.sql.push_str(" and t.open = 1"),
            View::Closed => self.sql.push_str(" and t.open = 0 and t.closed_on is not null"),
        }
        if !ctx.sees_all() && !matches!(asked.view, View::Mine | View::Given) {
            self.of_parties(ctx, asked);
        }
        if let Some(unit) = asked.unit {
            self.and("t.lead_unit = {}", vec![unit.into()]);
        }
        if !asked.assigner.is_empty() {
            self.and("t.assigner = {}", vec![(&asked.assigner).into()]);
        }
        if let Some(person) = asked.person {
            self.and("(t.person = {} or t.head = {})", vec![person.into(), person.into()]);
        }
        if let Some(state) = asked.state {
            self.and("t.state = {}", vec![state.key().into()]);
        }
        if let Some((from, to)) = asked.due {
            self.due_between(from, to);
        }
        if let Some((condition, values)) = condition(&ctx.book, &asked.words) {
            self.and(&condition, values);
        }
    }

    fn due_between(&mut self, from: Date, to: Date) {
        let (from, end) = bounds(from, to);
        self.and("t.due_at >= {} and t.due_at < {}", vec![from, end]);
    }

    /// Tasks in which this person or an own unit takes part: the condition reads their lines only, narrowed by what else is
    /// asked, so that it costs the same however many tasks the office has.
    fn of_parties(&mut self, ctx: &Ctx, asked: &Asked) {
        let units = ctx.actor.units.iter().map(|unit| format!("unit/{unit}"));
        let parties: Vec<Value> =
            units.chain([format!("officer/{}", ctx.actor.officer)]).map(|party| Value::from(&party)).collect();
        let places = vec!["{}"; parties.len()].join(", ");
        let open = i64::from(asked.view != View::Closed);
        let mut condition = format!(
            "t.no in (select m.task from task_party m where m.book = $1 and m.party in ({places}) and m.open = {open}"
        );
        let mut values = parties;
        if let Some((from, to)) = asked.due {
            condition.push_str(" and m.due_at >= {} and m.due_at < {}");
            let (from, end) = bounds(from, to);
            values.extend([from, end]);
        } else if asked.view == View::Overdue {
            condition.push_str(" and m.due_at < {}");
            values.push(asked.at.into());
        }
        self.and(&format!("{condition})"), values);
    }
}

/// The first instant of a day, and the first one after another day.
fn bounds(from: Date, to: Date) -> (Value, Value) {
    let midnight = |day: Date| HANOI.to_timestamp(day.at(0, 0, 0, 0)).map_or(Value::Null, Value::from);
    (midnight(from), midnight(to.tomorrow().unwrap_or(to)))
}

/// Open and overdue tasks of one body, unit or person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    pub key: String,
    pub name: String,
    pub open: i64,
    pub overdue: i64,
    /// With an obstacle that is not resolved.
    pub stuck: i64,
}

/// The backlog of the office: by assigner in the order of the pack, those without tasks too; by unit and by person who holds
/// the tasks, largest overdue first. All three add up to the same.
pub struct Backlogs {
    pub by_assigner: Vec<Backlog>,
    pub by_unit: Vec<Backlog>,
    pub by_person: Vec<Backlog>,
}

/// Counts the backlog in one pass.
pub fn backlog(ctx: &Ctx, tx: &mut Tx) -> Result<Backlogs, Error> {
    let rows = tx.rows(include_str!("sql/backlog.sql"), params![&ctx.book, ctx.now])?;
    let stuck = tx.rows(include_str!("sql/stuck.sql"), params![&ctx.book])?;
    let names = |tx: &mut Tx, sql: &str| -> Result<BTreeMap<String, String>, Error> {
        let rows = tx.rows(sql, params![&ctx.book])?;
        let pair = |row: &Row| Ok((row.int("no")?.to_string(), row.text("name")?));
        Ok(rows.iter().map(pair).collect::<Result<_, Failure>>()?)
    };
    let units = names(tx, "select unit as no, name from unit_version where book = $1 order by effective_from")?;
    let people = names(tx, "select no, name from officer where book = $1")?;
    let mut by_assigner: Vec<Backlog> = Vec::new();
    let found = rolled_up(&rows, &stuck, |row| row.text("assigner"), &BTreeMap::new())?;
    for assigner in &ctx.pack.task_assigners {
        let counted = found.iter().find(|line| line.key == assigner.code).cloned().unwrap_or_default();
        by_assigner.push(Backlog { key: assigner.code.clone(), name: assigner.label.clone(), ..counted });
    }
    // A body that a later pack no longer names keeps its line, so that the lines always add up to the whole.
    let unnamed = found.into_iter().filter(|line| ctx.pack.task_assigners.iter().all(|known| known.code != line.key));
    by_assigner.extend(unnamed.map(|line| Backlog { name: line.key.clone(), ..line }));
    Ok(Backlogs {
        by_assigner,
        by_unit: rolled_up(&rows, &stuck, |row| Ok(row.int("lead_unit")?.to_string()), &units)?,
        by_person: rolled_up(&rows, &stuck, |row| Ok(row.int("holder")?.to_string()), &people)?,
    })
}

/// Adds up what has the same key, largest overdue first.
fn rolled_up(
    counted: &[Row],
    stuck: &[Row],
    key: impl Fn(&Row) -> Result<String, Failure>,
    names: &BTreeMap<String, String>,
) -> Result<Vec<Backlog>, Error> {
    let mut all: BTreeMap<String, Backlog> = BTreeMap::new();
    for row in counted {
        let line = all.entry(key(row)?).or_default();
        line.open += row.int("open_tasks")?;
        line.overdue += row.int("overdue")?;
    }
    for row in stuck {
        all.entry(key(row)?).or_default().stuck += 1;
    }
    let named =
        |(key, line): (String, Backlog)| Backlog { name: names.get(&key).cloned().unwrap_or_default(), key, ..line };
    let mut found: Vec<Backlog> = all.into_iter().map(named).collect();
    found.sort_by_cached_key(|line| (Reverse(line.overdue), Reverse(line.open), viet::collate::key(&line.name)));
    Ok(found)
}
