//! Brings in an event log from another program (nhập nhật ký sự kiện), with the type of case it describes.
//!
//! The operator's command line only. It is no act of the office and leaves no fact: nothing the office did is told by it.

use super::log::{Event, Trace};
use super::read_xes::{LeftOut, Reading, read_xes};
use crate::ctx::Ctx;
use crate::db::{Row, Tx, instant_text};
use crate::directory::permit::Act;
use crate::error::{Error, Failure, Fault};
use crate::params;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

/// A log that was brought in, as the type of case it describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedLog {
    pub no: i64,
    pub name: String,
    pub file_name: String,
    pub imported_at: String,
    pub traces: i64,
    pub events: i64,
    pub left_out: LeftOut,
    /// Names of its activities, in alphabetical order.
    pub activities: Vec<String>,
    /// Types by key of what its events and cases carry; keys of cases begin with `case:`.
    pub attributes: BTreeMap<String, String>,
}

/// What a log turns out to consist of while it is read.
#[derive(Default)]
struct CaseType {
    activities: BTreeSet<String>,
    attributes: BTreeMap<String, &'static str>,
}

/// More different activities or keys than this are no process but a list of numbers.
const NAMES: usize = 10_000;

/// SHA-256 of a file, by which it is known again.
pub fn digest(mut input: impl BufRead) -> Result<String, Failure> {
    let mut hash = Sha256::new();
    loop {
        let read = input.fill_buf()?;
        if read.is_empty() {
            return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hash.update(read);
        let amount = read.len();
        input.consume(amount);
    }
}

/// Reads a log in XES into the tables of process analysis; the same file a second time is the log that is already there.
pub fn import_log(
    ctx: &Ctx,
    tx: &mut Tx,
    file_name: &str,
    digest: &str,
    input: impl BufRead,
) -> Result<ImportedLog, Error> {
    ctx.permit(Act::ViewAll)?;
    let known = tx.row("select no from mining_log where book = $1 and digest = $2", params![&ctx.book, digest])?;
    if let Some(known) = known {
        return imported_log(tx, &ctx.book, known.int("no")?);
    }
    let no = tx.next_no("mining_log", &ctx.book)?;
    let (mut kinds, mut traces) = (CaseType::default(), 0);
    let reading = read_xes(input, &mut |trace| {
        traces += 1;
        kinds.learn(&trace)?;
        write_trace(tx, &ctx.book, no, traces, &trace)
    })?;
    write_log(ctx, tx, no, (file_name, digest), &reading, &kinds)?;
    imported_log(tx, &ctx.book, no)
}

impl CaseType {
    fn learn(&mut self, trace: &Trace) -> Result<(), Error> {
        for attribute in &trace.attributes {
            self.attributes.entry(format!("case:{}", attribute.key)).or_insert(attribute.kind.key());
        }
        for event in &trace.events {
            if !self.activities.contains(&event.activity) {
                self.activities.insert(event.activity.clone());
            }
            for attribute in
                event.attributes.iter().filter(|a| !self.attributes.contains_key(&a.key)).collect::<Vec<_>>()
            {
                self.attributes.insert(attribute.key.clone(), attribute.kind.key());
            }
        }
        if self.activities.len() > NAMES || self.attributes.len() > NAMES {
            let sentence = format!(
                "Nhật ký có quá {NAMES} tên hoạt động hoặc thuộc tính khác nhau. Kiểm tra cột nào được xuất làm concept:name."
            );
            return Err(Error::Faults(vec![Fault::new(format!("hồ sơ {}", trace.name), sentence)]));
        }
        Ok(())
    }
}

fn write_trace(tx: &mut Tx, book: &str, log: i64, no: i64, trace: &Trace) -> Result<(), Error> {
    let sql = "insert into mining_event (book, log, trace, no, case_name, activity, at, resource, unit, lifecycle, attributes) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    for (at, event) in (1_i64..).zip(&trace.events) {
        let attributes = event.attributes.iter().map(|a| (a.key.clone(), a.value.clone().into()));
        let attributes = serde_json::Value::Object(attributes.collect()).to_string();
        let (when, name) = (instant_text(event.at), &trace.name);
        let Event { activity, resource, unit, lifecycle, .. } = event;
        tx.exec(sql, params![book, log, no, at, name, activity, when, resource, unit, lifecycle, attributes])?;
    }
    Ok(())
}

fn write_log(
    ctx: &Ctx,
    tx: &mut Tx,
    no: i64,
    (file_name, digest): (&str, &str),
    reading: &Reading,
    kinds: &CaseType,
) -> Result<(), Error> {
    let named = reading.attributes.iter().find(|a| a.key == "concept:name" && !a.value.is_empty());
    let name = named.map_or(file_name, |attribute| &attribute.value);
    let sql = "insert into mining_log (book, no, name, file_name, digest, imported_at, traces, events, left_out, activities, attributes) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let left_out = serde_json::to_string(&reading.left_out)?;
    let (activities, attributes) =
        (serde_json::to_string(&kinds.activities)?, serde_json::to_string(&kinds.attributes)?);
    let (traces, events) = (reading.traces, reading.events);
    tx.exec(
        sql,
        params![&ctx.book, no, name, file_name, digest, ctx.now, traces, events, left_out, activities, attributes],
    )?;
    Ok(())
}

/// The logs that were brought in, the newest first.
pub fn imported_logs(tx: &mut Tx, book: &str) -> Result<Vec<ImportedLog>, Error> {
    tx.rows("select * from mining_log where book = $1 order by no desc", params![book])?.iter().map(imported).collect()
}

/// One log that was brought in.
pub fn imported_log(tx: &mut Tx, book: &str, no: i64) -> Result<ImportedLog, Error> {
    match tx.row("select * from mining_log where book = $1 and no = $2", params![book, no])? {
        Some(row) => imported(&row),
        None => crate::error::not_found(&format!("nhật ký số {no}")),
    }
}

fn imported(row: &Row) -> Result<ImportedLog, Error> {
    Ok(ImportedLog {
        no: row.int("no")?,
        name: row.text("name")?,
        file_name: row.text("file_name")?,
        imported_at: row.text("imported_at")?,
        traces: row.int("traces")?,
        events: row.int("events")?,
        left_out: serde_json::from_str(&row.text("left_out")?)?,
        activities: serde_json::from_str(&row.text("activities")?)?,
        attributes: serde_json::from_str(&row.text("attributes")?)?,
    })
}
