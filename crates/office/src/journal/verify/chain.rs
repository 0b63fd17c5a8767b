//! The chain of a book: every fact is there, follows the one before it, and hashes to what stands beside it.

use super::super::fact::{Fact, Kind};
use super::PAGE;
use super::ledger::Finding;
use super::tasks;
use crate::db::{Row, Tx};
use crate::error::{Error, Failure};
use crate::params;
use serde_json::Value;

/// Kinds whose rows are compared with the payload; figures are known by their digest instead.
const COMPARED: [Kind; 11] = [
    Kind::TargetSet,
    Kind::TargetsImported,
    Kind::RoadMapSet,
    Kind::AllocationSigned,
    Kind::ReceiptConfirmed,
    Kind::ReportSigned,
    Kind::ReportPublished,
    Kind::OfficerAppointed,
    Kind::PostHeld,
    Kind::PostEnded,
    Kind::ReportRead,
];

/// A fact of the unbroken chain with its payload read.
pub struct Said {
    pub no: i64,
    pub at: String,
    pub actor: i64,
    pub kind: Kind,
    /// The number in its subject: `target/7` is 7.
    pub of: i64,
    pub payload: Value,
}

/// Walks the facts in order and hands over those that speak of rows; answers where the chain is broken, if it is.
pub fn walk(
    tx: &mut Tx,
    book: &str,
    facts: i64,
    head: &str,
    mut hear: impl FnMut(Said),
) -> Result<Option<Finding>, Error> {
    let sql = "select * from fact where book = $1 and no > $2 order by no limit $3";
    let (mut before, mut no) = (String::new(), 0);
    loop {
        let page = tx.rows(sql, params![book, no, PAGE])?;
        if page.is_empty() {
            break;
        }
        for row in &page {
            let fact = read(row)?;
            let hash = fact.hash();
            if let Some(finding) = broken(&fact, &hash, row, no + 1, &before)? {
                return Ok(Some(finding));
            }
            (before, no) = (hash, fact.no);
            if let Some(said) = said(fact)? {
                hear(said);
            }
        }
    }
    if no != facts || before != head {
        return Ok(Some(Finding::new(no + 1, "các sự kiện cuối đã bị xóa")));
    }
    Ok(None)
}

fn broken(fact: &Fact, hash: &str, row: &Row, no: i64, before: &str) -> Result<Option<Finding>, Error> {
    if fact.no != no {
        return Ok(Some(Finding::new(no, "thiếu sự kiện này")));
    }
    if fact.before_hash != before {
        return Ok(Some(Finding::new(no, "không nối với sự kiện trước")));
    }
    let whole = row.text("hash")? == hash;
    Ok((!whole).then(|| Finding::new(no, "nội dung không khớp mã băm")))
}

/// The fact as it speaks of rows; `None` when it does not.
fn said(fact: Fact) -> Result<Option<Said>, Error> {
    let Some(kind) = Kind::from_key(&fact.kind) else { return Ok(None) };
    let speaks =
        COMPARED.contains(&kind) || tasks::KINDS.contains(&kind) || fact.payload.contains("\"figures_digest\"");
    if !speaks {
        return Ok(None);
    }
    let of = fact.subject.rsplit('/').next().and_then(|no| no.parse().ok()).unwrap_or_default();
    let payload = serde_json::from_str(&fact.payload)?;
    Ok(Some(Said { no: fact.no, at: fact.at, actor: fact.actor, kind, of, payload }))
}

fn read(row: &Row) -> Result<Fact, Failure> {
    Ok(Fact {
        book: row.text("book")?,
        no: row.int("no")?,
        at: row.text("at")?,
        actor: row.int("actor")?,
        kind: row.text("kind")?,
        subject: row.text("subject")?,
        pack: row.text("pack")?,
        payload: row.text("payload")?,
        before_hash: row.text("before_hash")?,
    })
}
