//! Reads what was read: reports, and what was proposed from them.

use crate::db::{Row, Tx};
use crate::error::{Error, Failure, not_found};
use crate::params;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

/// A report that was read.
#[derive(Clone, Debug)]
pub struct ReadReport {
    pub no: i64,
    pub name: String,
    pub title: String,
    pub day: Option<Date>,
    pub unit: Option<i64>,
    /// NFC; empty in a list.
    pub text: String,
    /// Tasks, projects, documents, people, doubts, as [`super::json`] writes them.
    pub found: Value,
    pub read_at: Timestamp,
    pub read_by_name: String,
    /// Proposed figures, and how many of them nobody decided yet.
    pub proposed: i64,
    pub open: i64,
}

/// A figure that the reader proposes.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    pub no: i64,
    /// In characters of the text: the sentence, and the number itself.
    pub span: (usize, usize),
    pub number: (usize, usize),
    pub wording: String,
    /// Code in the catalogue; empty when none fits.
    pub indicator: String,
    pub measure: String,
    pub typed: String,
    pub unit_name: String,
    pub starts_on: Option<Date>,
    pub cutoff_on: Option<Date>,
    /// Key of a status of figures; empty for a plan or a target.
    pub status: String,
    pub claim_share: String,
    pub claim_growth: String,
    pub claim_base: String,
    pub confidence: i64,
    /// open, accepted, rejected.
    pub state: String,
    pub figure: Option<i64>,
    pub reason: String,
}

/// All reports that were read, newest first.
pub fn readings(tx: &mut Tx, book: &str) -> Result<Vec<ReadReport>, Error> {
    let rows = tx.rows(include_str!("sql/readings.sql"), params![book])?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// One report with its text.
pub fn reading(tx: &mut Tx, book: &str, no: i64) -> Result<ReadReport, Error> {
    let row = tx.row(include_str!("sql/reading.sql"), params![book, no])?;
    row.map_or_else(|| not_found("báo cáo đã đọc này"), |row| Ok(read(&row)?))
}

fn read(row: &Row) -> Result<ReadReport, Failure> {
    Ok(ReadReport {
        no: row.int("no")?,
        name: row.text("name")?,
        title: row.text("title")?,
        day: row.opt_day("day")?,
        unit: row.opt_int("unit")?,
        text: row.text("text")?,
        found: serde_json::from_str(&row.text("found")?).map_err(|e| Failure::new(format!("a reading: {e}")))?,
        read_at: row.instant("read_at")?,
        read_by_name: row.opt_text("read_by_name")?.unwrap_or_default(),
        proposed: row.int("proposed")?,
        open: row.int("open_proposals")?,
    })
}

const COLUMNS: &str = "select no, span_from, span_to, number_from, number_to, wording, indicator, measure, typed, unit_name, starts_on, \
    cutoff_on, status, claim_share, claim_growth, claim_base, confidence, state, figure, reason from reading_proposal";

/// The proposals of a report in the order of its text.
pub fn proposals(tx: &mut Tx, book: &str, reading: i64) -> Result<Vec<Proposal>, Error> {
    let rows = tx.rows(&format!("{COLUMNS} where book = $1 and reading = $2 order by no"), params![book, reading])?;
    Ok(rows.iter().map(read_proposal).collect::<Result<_, _>>()?)
}

/// One proposal.
pub fn proposal(tx: &mut Tx, book: &str, reading: i64, no: i64) -> Result<Proposal, Error> {
    let row = tx.row(&format!("{COLUMNS} where book = $1 and reading = $2 and no = $3"), params![book, reading, no])?;
    row.map_or_else(|| not_found("đề xuất số liệu này"), |row| Ok(read_proposal(&row)?))
}

fn read_proposal(row: &Row) -> Result<Proposal, Failure> {
    let place = |name: &str| row.int(name).map(|n| usize::try_from(n).unwrap_or(0));
    Ok(Proposal {
        no: row.int("no")?,
        span: (place("span_from")?, place("span_to")?),
        number: (place("number_from")?, place("number_to")?),
        wording: row.text("wording")?,
        indicator: row.text("indicator")?,
        measure: row.text("measure")?,
        typed: row.text("typed")?,
        unit_name: row.text("unit_name")?,
        starts_on: row.opt_day("starts_on")?,
        cutoff_on: row.opt_day("cutoff_on")?,
        status: row.text("status")?,
        claim_share: row.text("claim_share")?,
        claim_growth: row.text("claim_growth")?,
        claim_base: row.text("claim_base")?,
        confidence: row.int("confidence")?,
        state: row.text("state")?,
        figure: row.opt_int("figure")?,
        reason: row.text("reason")?,
    })
}
