//! The traces of a log that was brought in, read a few hundred at a time.

use super::log::{Attribute, Event, STEP, Trace};
use crate::db::{Row, Tx};
use crate::error::Error;
use crate::params;

/// Traces read at a time.
const PAGE: i64 = 500;

/// Hands over every trace of an imported log, in the order of the file, events in order of time.
pub fn each_trace(
    tx: &mut Tx,
    book: &str,
    log: i64,
    sink: &mut dyn FnMut(Trace) -> Result<(), Error>,
) -> Result<(), Error> {
    let sql = "select traces from mining_log where book = $1 and no = $2";
    let last = tx.int(sql, params![book, log])?;
    let mut first = 1;
    while first <= last {
        let rows = tx.rows(include_str!("sql/log_events.sql"), params![book, log, first, first + PAGE - 1])?;
        let mut trace = Trace::default();
        let mut of = None;
        for row in &rows {
            if of.is_some_and(|no| Some(no) != row.int("trace").ok()) {
                sink(std::mem::take(&mut trace))?;
            }
            of = Some(row.int("trace")?);
            trace.name = row.text("case_name")?;
            trace.events.push(event(row)?);
        }
        if of.is_some() {
            sink(trace)?;
        }
        first += PAGE;
    }
    Ok(())
}

/// The event with its step alone: analysis needs no more.
fn event(row: &Row) -> Result<Event, Error> {
    let attributes: serde_json::Value = serde_json::from_str(&row.text("attributes")?)?;
    let step = attributes.get(STEP).and_then(serde_json::Value::as_str);
    Ok(Event {
        activity: row.text("activity")?,
        at: row.instant("at")?,
        resource: row.text("resource")?,
        unit: row.text("unit")?,
        lifecycle: row.text("lifecycle")?,
        attributes: step.map(|step| Attribute::text(STEP, step)).into_iter().collect(),
    })
}
