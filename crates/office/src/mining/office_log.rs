//! The log of the office's own cases, read a few hundred cases at a time; without a word about the people who filed.
//!
//! Officers appear by number and post, units by name, cases by their public number. What officers wrote in their own words
//! may name citizens and is never read.

use super::log::{Attribute, AttributeKind, Event, STEP, Trace};
use crate::ctx::day_of;
use crate::db::{Row, Tx, instant_text};
use crate::error::{Error, Failure};
use crate::params;
use jiff::civil::{Date, date};
use std::collections::HashMap;

/// Between what happened and the step it brought the case to.
pub const TO_STEP: &str = " → ";
/// What is told of a case beside its number.
pub const CASE_ATTRIBUTES: [&str; 4] = ["type", "channel", "state", "verdict"];
/// Keys of an event's attributes: the post of the officer, the number of the unit, when it was entered if not at once.
pub const POST: &str = "org:role";
pub const UNIT_NO: &str = "unit_no";
pub const ENTERED_AT: &str = "entered_at";
/// The kind of an event as the records keep it.
const KIND: &str = "kind";
/// Cases read at a time.
const PAGE: i64 = 500;

/// Which cases are wanted: of one type or all, received from one day to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Empty for all types.
    pub case_type: String,
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// The types of the office's cases, with how many cases each has.
pub fn case_types(tx: &mut Tx, book: &str) -> Result<Vec<(String, i64)>, Error> {
    let rows = tx.rows(include_str!("sql/case_types.sql"), params![book])?;
    Ok(rows.iter().map(|row| Ok((row.text("type")?, row.int("cases")?))).collect::<Result<_, Failure>>()?)
}

/// Hands over every case that was asked for, by day of receiving and number, its events in order of time.
pub fn each_case(
    tx: &mut Tx,
    book: &str,
    asked: &Asked,
    sink: &mut dyn FnMut(Trace) -> Result<(), Error>,
) -> Result<(), Error> {
    let (posts, units) = (Dated::read(tx, book, POSTS)?, Dated::read(tx, book, UNITS)?);
    let (of, to) = (&asked.case_type, asked.to.unwrap_or(date(9999, 12, 31)));
    let mut after = (asked.from.unwrap_or(date(1, 1, 1)), 0);
    loop {
        let cases = tx.rows(include_str!("sql/cases.sql"), params![book, of, after.0, to, after.1, PAGE])?;
        let (Some(first), Some(last)) = (cases.first(), cases.last()) else { return Ok(()) };
        let place = |row: &Row| Ok::<_, Failure>((row.day("received_on")?, row.int("no")?));
        let (first, last) = (place(first)?, place(last)?);
        let span = params![book, of, first.0, first.1, last.0, last.1];
        let mut events: HashMap<i64, Vec<Event>> = HashMap::new();
        for row in &tx.rows(include_str!("sql/case_events.sql"), span)? {
            events.entry(row.int("case_no")?).or_default().push(event(row, &posts, &units)?);
        }
        for case in &cases {
            let mut trace = trace(case, events.remove(&case.int("no")?).unwrap_or_default())?;
            trace.order();
            name_activities(&mut trace.events);
            sink(trace)?;
        }
        after = last;
    }
}

fn trace(row: &Row, events: Vec<Event>) -> Result<Trace, Failure> {
    let mut attributes = Vec::new();
    for key in CASE_ATTRIBUTES {
        let value = row.text(key)?;
        attributes.extend((!value.is_empty()).then(|| Attribute::text(key, value)));
    }
    Ok(Trace { name: row.text("code")?, attributes, events })
}

fn event(row: &Row, posts: &Dated, units: &Dated) -> Result<Event, Failure> {
    let (at, known_at) = (row.instant("at")?, row.instant("known_at")?);
    let (kind, step) = (row.text("kind")?, row.text("step")?);
    let (officer, unit) = (row.int("officer")?, row.int("unit")?);
    let on = day_of(at);
    let mut event = Event::new(kind.clone(), at);
    event.resource = officer.to_string();
    event.unit = units.on(unit, on);
    event.attributes = vec![
        Attribute::text(KIND, kind),
        Attribute { kind: AttributeKind::Int, key: UNIT_NO.into(), value: unit.to_string() },
    ];
    let texts = [(STEP, step), (POST, posts.on(officer, on))];
    event.attributes.extend(texts.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| Attribute::text(k, v)));
    if known_at > at {
        let entered = instant_text(known_at);
        event.attributes.push(Attribute { kind: AttributeKind::Date, key: ENTERED_AT.into(), value: entered });
    }
    Ok(event)
}

/// An event that brings a case to another step is an activity of its own: `given → tham-dinh`.
fn name_activities(events: &mut [Event]) {
    let mut standing: Option<String> = None;
    for event in events {
        let step = event.value(STEP).to_owned();
        if standing.as_ref().is_some_and(|before| *before != step) && !step.is_empty() {
            event.activity = format!("{}{TO_STEP}{step}", event.activity);
        }
        if standing.is_none() || !step.is_empty() {
            standing = Some(step);
        }
    }
}

const POSTS: (&str, &str, &str) = (include_str!("sql/posts.sql"), "officer", "title");
const UNITS: (&str, &str, &str) = (include_str!("sql/unit_names.sql"), "unit", "name");

/// Names by number, each from a day on.
struct Dated(HashMap<i64, Vec<(Date, String)>>);

impl Dated {
    fn read(tx: &mut Tx, book: &str, (sql, no, name): (&str, &str, &str)) -> Result<Dated, Error> {
        let mut found: HashMap<i64, Vec<(Date, String)>> = HashMap::new();
        for row in tx.rows(sql, params![book])? {
            found.entry(row.int(no)?).or_default().push((row.day("effective_from")?, row.text(name)?));
        }
        Ok(Dated(found))
    }

    /// The name on a day; the first one for a day before, nothing for what is not known.
    fn on(&self, no: i64, on: Date) -> String {
        let names = self.0.get(&no).map_or(&[][..], Vec::as_slice);
        let held = names.iter().rev().find(|(from, _)| *from <= on).or(names.first());
        held.map_or_else(String::new, |(_, name)| name.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_step_is_part_of_the_activity() {
        // kind/step of each event, activities
        let rows = [
            ("", ""),
            ("received/a", "received"),
            ("received/a given/b paused/b resumed/b given/a", "received|given → b|paused|resumed|given → a"),
            // An event that tells no step leaves the case where it was.
            ("received/a rated/ given/a given/b", "received|rated|given|given → b"),
            ("received/ given/b", "received|given → b"),
        ];
        for (text, expected) in rows {
            let event = |word: &str| {
                let (kind, step) = word.split_once('/').expect("kind/step");
                let mut event = Event::new(kind, jiff::Timestamp::UNIX_EPOCH);
                event.attributes.extend((!step.is_empty()).then(|| Attribute::text(STEP, step)));
                event
            };
            let mut events: Vec<Event> = text.split_whitespace().map(event).collect();
            name_activities(&mut events);
            let names: Vec<&str> = events.iter().map(|event| event.activity.as_str()).collect();
            assert_eq!(names.join("|"), expected);
        }
    }
}
