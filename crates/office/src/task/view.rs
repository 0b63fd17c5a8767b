//! One task with everything around it, as its page shows it.

use super::task_file::{COLUMNS, Task};
use crate::db::{Row, Tx};
use crate::error::{Error, Failure};
use crate::journal::Kind;
use crate::params;
use jiff::Timestamp;

/// A task with its units, holders, progress, obstacles, extensions, parts and history.
#[derive(Clone, Debug)]
pub struct View {
    pub task: Task,
    pub units: Vec<Part>,
    pub holdings: Vec<Holding>,
    pub progress: Vec<Progress>,
    pub obstacles: Vec<Obstacle>,
    pub extensions: Vec<Extension>,
    pub parts: Vec<Task>,
    pub events: Vec<Event>,
}

#[derive(Clone, Debug)]
pub struct Part {
    pub unit: i64,
    pub name: String,
    pub lead: bool,
    pub confirmed_at: Option<Timestamp>,
    pub confirmed_by: String,
}

#[derive(Clone, Debug)]
pub struct Holding {
    pub officer: String,
    pub unit: String,
    pub from_at: Timestamp,
    pub to_at: Option<Timestamp>,
    pub note: String,
}

#[derive(Clone, Debug)]
pub struct Progress {
    pub no: i64,
    pub at: Timestamp,
    pub officer: String,
    pub percent: i64,
    pub note: String,
    pub file_name: String,
    pub attachment: Option<String>,
    pub document: Option<i64>,
    pub symbol: String,
}

#[derive(Clone, Debug)]
pub struct Obstacle {
    pub no: i64,
    pub raised_at: Timestamp,
    pub raised_by: String,
    pub note: String,
    pub competent: String,
    pub state: String,
    pub handed_up_to: String,
    pub answer: String,
}

impl Obstacle {
    /// How it stands, in words.
    pub fn state_text(&self) -> String {
        match self.state.as_str() {
            "resolved" => format!("Đã gỡ: {}", self.answer),
            "handed-up" => format!("Đã chuyển lên {}", self.handed_up_to),
            _ => "Chưa gỡ".to_owned(),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Extension {
    pub asked_at: Timestamp,
    pub asked_by: String,
    pub before_due_at: Timestamp,
    pub asked_due_at: Timestamp,
    pub reason: String,
    pub state: String,
    pub decided_by: String,
    pub note: String,
}

#[derive(Clone, Debug)]
pub struct Event {
    pub at: Timestamp,
    pub label: String,
    pub officer: String,
    pub note: String,
    pub fact_no: i64,
}

const UNIT_NAME: &str = "(select v.name from unit_version v where v.book = x.book and v.unit = x.unit order by v.effective_from desc limit 1) as unit_name";

/// Reads everything around a task.
pub fn view(tx: &mut Tx, book: &str, task: Task) -> Result<View, Error> {
    let no = task.no;
    let mut all = |sql: &str| -> Result<Vec<Row>, Error> { Ok(tx.rows(sql, params![book, no])?) };
    let units = all(&format!(
        "select x.unit, x.part, x.confirmed_at, o.name as officer_name, {UNIT_NAME} from task_unit x \
         left join officer o on o.book = x.book and o.no = x.confirmed_by where x.book = $1 and x.task = $2 order by x.part, x.unit"
    ))?;
    let holdings = all(&format!(
        "select x.from_at, x.to_at, x.note, o.name as officer_name, {UNIT_NAME} from task_holding x \
         left join officer o on o.book = x.book and o.no = x.officer where x.book = $1 and x.task = $2 order by x.no"
    ))?;
    let progress = all(
        "select x.no, x.at, x.percent, x.note, x.file_name, x.attachment, x.document, o.name as officer_name, d.symbol from task_progress x \
         left join officer o on o.book = x.book and o.no = x.officer left join document d on d.book = x.book and d.no = x.document \
         where x.book = $1 and x.task = $2 order by x.no",
    )?;
    let obstacles = all(
        "select x.no, x.raised_at, x.note, x.competent, x.state, x.handed_up_to, x.answer, o.name as officer_name from task_obstacle x \
         left join officer o on o.book = x.book and o.no = x.raised_by where x.book = $1 and x.task = $2 order by x.no",
    )?;
    let extensions = all(
        "select x.asked_at, x.before_due_at, x.asked_due_at, x.reason, x.state, x.note, o.name as officer_name, d.name as decider_name \
         from task_extension x left join officer o on o.book = x.book and o.no = x.asked_by \
         left join officer d on d.book = x.book and d.no = x.decided_by where x.book = $1 and x.task = $2 order by x.no",
    )?;
    let parts = all(&format!("select {COLUMNS} from task t where t.book = $1 and t.parent = $2 order by t.no"))?;
    let events = all("select x.at, x.kind, x.note, x.fact_no, o.name as officer_name from task_event x \
         left join officer o on o.book = x.book and o.no = x.officer where x.book = $1 and x.task = $2 order by x.no desc")?;
    Ok(View {
        task,
        units: each(&units, part)?,
        holdings: each(&holdings, holding)?,
        progress: each(&progress, step)?,
        obstacles: each(&obstacles, obstacle)?,
        extensions: each(&extensions, extension)?,
        parts: each(&parts, Task::read)?,
        events: each(&events, event)?,
    })
}

fn each<T>(rows: &[Row], one: impl Fn(&Row) -> Result<T, Failure>) -> Result<Vec<T>, Error> {
    Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
}

fn name(row: &Row, column: &str) -> Result<String, Failure> {
    Ok(row.opt_text(column)?.unwrap_or_default())
}

/// Who did it; the program itself has no name among the officers.
fn officer(row: &Row) -> Result<String, Failure> {
    Ok(row.opt_text("officer_name")?.unwrap_or_else(|| "hệ thống".to_owned()))
}

fn part(row: &Row) -> Result<Part, Failure> {
    Ok(Part {
        unit: row.int("unit")?,
        name: name(row, "unit_name")?,
        lead: row.text("part")? == "lead",
        confirmed_at: row.opt_instant("confirmed_at")?,
        confirmed_by: name(row, "officer_name")?,
    })
}

fn holding(row: &Row) -> Result<Holding, Failure> {
    Ok(Holding {
        officer: officer(row)?,
        unit: name(row, "unit_name")?,
        from_at: row.instant("from_at")?,
        to_at: row.opt_instant("to_at")?,
        note: row.text("note")?,
    })
}

fn step(row: &Row) -> Result<Progress, Failure> {
    Ok(Progress {
        no: row.int("no")?,
        at: row.instant("at")?,
        officer: officer(row)?,
        percent: row.int("percent")?,
        note: row.text("note")?,
        file_name: row.text("file_name")?,
        attachment: row.opt_text("attachment")?,
        document: row.opt_int("document")?,
        symbol: name(row, "symbol")?,
    })
}

fn obstacle(row: &Row) -> Result<Obstacle, Failure> {
    Ok(Obstacle {
        no: row.int("no")?,
        raised_at: row.instant("raised_at")?,
        raised_by: officer(row)?,
        note: row.text("note")?,
        competent: row.text("competent")?,
        state: row.text("state")?,
        handed_up_to: row.text("handed_up_to")?,
        answer: row.text("answer")?,
    })
}

fn extension(row: &Row) -> Result<Extension, Failure> {
    Ok(Extension {
        asked_at: row.instant("asked_at")?,
        asked_by: officer(row)?,
        before_due_at: row.instant("before_due_at")?,
        asked_due_at: row.instant("asked_due_at")?,
        reason: row.text("reason")?,
        state: row.text("state")?,
        decided_by: name(row, "decider_name")?,
        note: row.text("note")?,
    })
}

fn event(row: &Row) -> Result<Event, Failure> {
    let kind = row.text("kind")?;
    Ok(Event {
        at: row.instant("at")?,
        label: Kind::from_key(&kind).map_or(kind, |k| k.label().to_owned()),
        officer: officer(row)?,
        note: row.text("note")?,
        fact_no: row.int("fact_no")?,
    })
}
