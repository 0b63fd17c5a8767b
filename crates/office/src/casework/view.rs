//! One case with everything around it, as pages and printed forms need it.

use super::case_file::CaseFile;
use super::clock::{CaseClock, instant, wall};
use super::person::{NewPerson, person};
use super::rules::type_of;
use crate::ctx::Ctx;
use crate::db::{Row, Tx};
use crate::error::{Error, Failure};
use crate::journal::Kind;
use crate::params;
use jiff::Timestamp;
use pack::CaseType;
use pack::clock::{Clock, Limit, Run};
use std::sync::Arc;

/// A case with its type, people, papers and history.
#[derive(Clone, Debug)]
pub struct View {
    pub case: CaseFile,
    pub case_type: Arc<CaseType>,
    pub person: NewPerson,
    pub submitter: Option<NewPerson>,
    pub papers: Vec<Paper>,
    pub fees: Vec<Fee>,
    pub holdings: Vec<Holding>,
    pub pauses: Vec<Pause>,
    pub extensions: Vec<Extension>,
    pub legs: Vec<Leg>,
    pub events: Vec<Event>,
    /// Stars and remark.
    pub rating: Option<(i64, String)>,
    /// Name of the unit that received it.
    pub received_unit: String,
}

#[derive(Clone, Debug)]
pub struct Paper {
    pub no: i64,
    pub title: String,
    pub copies: i64,
    pub origin: String,
    pub attachment: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Fee {
    pub title: String,
    pub amount_dong: i64,
    pub paid_at: Option<Timestamp>,
    pub method: String,
}

#[derive(Clone, Debug)]
pub struct Holding {
    pub no: i64,
    pub step: String,
    pub unit: String,
    pub officer: String,
    pub given_by: String,
    pub from_at: Timestamp,
    pub to_at: Option<Timestamp>,
    pub norm: String,
    pub norm_due_at: Option<Timestamp>,
    pub note: String,
}

#[derive(Clone, Debug)]
pub struct Pause {
    pub reason: String,
    pub note: String,
    pub basis: String,
    pub from_at: Timestamp,
    pub known_at: Timestamp,
    pub to_at: Option<Timestamp>,
}

#[derive(Clone, Debug)]
pub struct Extension {
    pub kind: String,
    pub time_limit: String,
    pub before_due_at: Timestamp,
    pub after_due_at: Timestamp,
    pub at: Timestamp,
    pub reason: String,
    pub basis: String,
}

#[derive(Clone, Debug)]
pub struct Leg {
    pub no: i64,
    pub unit_no: i64,
    pub unit: String,
    pub question: String,
    pub due_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub answer: String,
}

#[derive(Clone, Debug)]
pub struct Event {
    pub at: Timestamp,
    pub known_at: Timestamp,
    pub label: String,
    pub officer: String,
    pub note: String,
    pub fact_no: i64,
}

/// When each holding's norm runs out, by the calendar of the case.
fn reckon_norms(ctx: &Ctx, tx: &mut Tx, case: &CaseFile, holdings: &mut [Holding]) -> Result<(), Error> {
    let calendar = CaseClock::of(ctx, tx, case)?.calendar;
    for holding in holdings.iter_mut().filter(|h| !h.norm.is_empty()) {
        let Ok(norm) = Limit::read(&holding.norm) else { continue };
        let run = Run { started: wall(holding.from_at), pauses: &[], extensions: &[] };
        let due = Clock::new(&calendar, norm).reckon(&run).ok().and_then(|r| r.due);
        holding.norm_due_at = due.map(instant).transpose()?;
    }
    Ok(())
}

/// Reads everything around a case.
pub fn view(ctx: &Ctx, tx: &mut Tx, case: CaseFile) -> Result<View, Error> {
    let b = ctx.book.clone();
    let of = |tx: &mut Tx, sql: &str| -> Result<Vec<Row>, Error> { Ok(tx.rows(sql, params![&b, case.no])?) };
    let rating = of(tx, "select stars, remark from case_rating where book = $1 and case_no = $2")?;
    let rating = rating.first().map(|r| Ok::<_, Failure>((r.int("stars")?, r.text("remark")?)));
    let mut holdings = all(&of(tx, include_str!("sql/holdings.sql"))?, holding)?;
    reckon_norms(ctx, tx, &case, &mut holdings)?;
    Ok(View {
        case_type: type_of(ctx, tx, &case.type_id, case.version)?,
        person: person(tx, &ctx.book, case.person)?,
        submitter: case.submitter.map(|no| person(tx, &b, no)).transpose()?,
        papers: all(
            &of(
                tx,
                "select no, title, copies, origin, attachment from case_paper where book = $1 and case_no = $2 order by no",
            )?,
            paper,
        )?,
        fees: all(
            &of(
                tx,
                "select title, amount_dong, paid_at, method from case_fee where book = $1 and case_no = $2 order by no",
            )?,
            fee,
        )?,
        holdings,
        pauses: all(
            &of(
                tx,
                "select reason, note, basis, from_at, known_at, to_at from case_pause where book = $1 and case_no = $2 order by no",
            )?,
            pause,
        )?,
        extensions: all(
            &of(
                tx,
                "select kind, time_limit, before_due_at, after_due_at, at, reason, basis from case_extension where book = $1 and case_no = $2 order by no",
            )?,
            extension,
        )?,
        legs: all(&of(tx, include_str!("sql/legs.sql"))?, leg)?,
        events: all(&of(tx, include_str!("sql/events.sql"))?, event)?,
        rating: rating.transpose()?,
        received_unit: unit_name(tx, &b, case.received_unit)?,
        case,
    })
}

fn all<T>(rows: &[Row], one: fn(&Row) -> Result<T, Failure>) -> Result<Vec<T>, Error> {
    Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
}

fn paper(r: &Row) -> Result<Paper, Failure> {
    Ok(Paper {
        no: r.int("no")?,
        title: r.text("title")?,
        copies: r.int("copies")?,
        origin: r.text("origin")?,
        attachment: r.opt_text("attachment")?,
    })
}

fn fee(r: &Row) -> Result<Fee, Failure> {
    Ok(Fee {
        title: r.text("title")?,
        amount_dong: r.int("amount_dong")?,
        paid_at: r.opt_instant("paid_at")?,
        method: r.text("method")?,
    })
}

fn holding(r: &Row) -> Result<Holding, Failure> {
    Ok(Holding {
        no: r.int("no")?,
        step: r.text("step")?,
        unit: r.opt_text("unit_name")?.unwrap_or_default(),
        officer: r.opt_text("officer_name")?.unwrap_or_default(),
        given_by: r.opt_text("giver_name")?.unwrap_or_default(),
        from_at: r.instant("from_at")?,
        to_at: r.opt_instant("to_at")?,
        norm: r.text("norm")?,
        norm_due_at: None,
        note: r.text("note")?,
    })
}

fn pause(r: &Row) -> Result<Pause, Failure> {
    Ok(Pause {
        reason: r.text("reason")?,
        note: r.text("note")?,
        basis: r.text("basis")?,
        from_at: r.instant("from_at")?,
        known_at: r.instant("known_at")?,
        to_at: r.opt_instant("to_at")?,
    })
}

fn extension(r: &Row) -> Result<Extension, Failure> {
    Ok(Extension {
        kind: r.text("kind")?,
        time_limit: r.text("time_limit")?,
        before_due_at: r.instant("before_due_at")?,
        after_due_at: r.instant("after_due_at")?,
        at: r.instant("at")?,
        reason: r.text("reason")?,
        basis: r.text("basis")?,
    })
}

fn leg(r: &Row) -> Result<Leg, Failure> {
    Ok(Leg {
        no: r.int("no")?,
        unit_no: r.int("unit")?,
        unit: r.opt_text("unit_name")?.unwrap_or_default(),
        question: r.text("question")?,
        due_at: r.instant("due_at")?,
        answered_at: r.opt_instant("answered_at")?,
        answer: r.text("answer")?,
    })
}

fn event(r: &Row) -> Result<Event, Failure> {
    let kind = r.text("kind")?;
    Ok(Event {
        at: r.instant("at")?,
        known_at: r.instant("known_at")?,
        label: Kind::from_key(&kind).map_or(kind, |k| k.label().to_owned()),
        officer: r.opt_text("officer_name")?.unwrap_or_default(),
        note: r.text("note")?,
        fact_no: r.int("fact_no")?,
    })
}

/// The latest name of a unit.
pub fn unit_name(tx: &mut Tx, book: &str, unit: i64) -> Result<String, Error> {
    let sql = "select name from unit_version where book = $1 and unit = $2 order by effective_from desc limit 1";
    Ok(tx.row(sql, params![book, unit])?.map(|row| row.text("name")).transpose()?.unwrap_or_default())
}

impl View {
    /// Title of a step of the case type.
    pub fn step_title(&self, id: &str) -> String {
        self.case_type.step(id).map_or_else(|| id.to_owned(), |step| step.title.clone())
    }

    /// The holding that runs.
    pub fn holding(&self) -> Option<&Holding> {
        self.holdings.iter().find(|holding| holding.to_at.is_none())
    }

    /// The fields of the form with their labels, as people write the values.
    pub fn fields(&self) -> Vec<(String, String)> {
        let kept: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&self.case.fields).unwrap_or_default();
        let shown = |field: &pack::case_type::Field| {
            let value = kept.get(&field.id)?.as_str()?.to_owned();
            let value = match field.kind {
                pack::case_type::FieldKind::Day => value.parse().map_or(value, viet::day::write),
                pack::case_type::FieldKind::Number => value.parse().map_or(value, viet::number::write),
                pack::case_type::FieldKind::Money => {
                    value.parse().map_or(value, |dong| format!("{}\u{a0}đồng", viet::number::write(dong)))
                }
                _ => value,
            };
            Some((field.label.clone(), value))
        };
        self.case_type.fields.iter().filter_map(shown).collect()
    }
}
