//! Tasks: what was assigned, who does it, until when, how it ended, and every line of its history.

use super::super::fact::Kind;
use super::chain::Said;
use super::ledger::{Finding, Ledger, cell, cells, number, told, told_all};
use crate::db::{Row, Tx};
use crate::error::{Error, Failure};
use crate::params;
use jiff::Timestamp;
use std::collections::HashMap;

/// Kinds that stand in the history of a task.
pub const KINDS: [Kind; 17] = [
    Kind::TaskAssigned,
    Kind::TaskConfirmed,
    Kind::TaskHandedOver,
    Kind::TaskReported,
    Kind::ObstacleRaised,
    Kind::ObstacleHandedUp,
    Kind::ObstacleResolved,
    Kind::TaskUrged,
    Kind::TaskExtensionAsked,
    Kind::TaskExtended,
    Kind::TaskExtensionRefused,
    Kind::TaskSubmitted,
    Kind::TaskResultConfirmed,
    Kind::TaskAccepted,
    Kind::TaskGivenBack,
    Kind::TaskCancelled,
    Kind::TaskReminded,
];

/// What the facts of a task come to in the end.
#[derive(Default)]
struct Now {
    /// Whoever it was assigned to or handed over to last.
    person: String,
    due_at: String,
    /// `accepted` or `cancelled` with the verdict; empty while it is open.
    ended: String,
}

/// Facts whose tasks, or lines of their history, differ.
pub fn findings(tx: &mut Tx, book: &str, said: &[Said]) -> Result<Vec<Finding>, Error> {
    let (mut assigned, mut events) = (Ledger::new("nhiệm vụ đã giao"), Ledger::new("việc đã làm với nhiệm vụ"));
    let mut by_task: HashMap<i64, Now> = HashMap::new();
    for fact in said.iter().filter(|fact| KINDS.contains(&fact.kind)) {
        events
            .said(fact.no, &[fact.of.to_string(), fact.kind.key().to_owned(), fact.actor.to_string(), fact.at.clone()]);
        let now = by_task.entry(fact.of).or_default();
        match fact.kind {
            Kind::TaskAssigned => {
                assigned.said(fact.no, &as_assigned(fact));
                (now.person, now.due_at) = (told(&fact.payload["person"]), instant(&told(&fact.payload["due_at"])));
            }
            Kind::TaskHandedOver => now.person = told(&fact.payload["to"]),
            Kind::TaskExtended => now.due_at = instant(&told(&fact.payload["due_at"])),
            Kind::TaskAccepted if fact.payload["late"] == true => now.ended = "accepted late".to_owned(),
            Kind::TaskAccepted => now.ended = "accepted on-time".to_owned(),
            Kind::TaskCancelled => now.ended = "cancelled ".to_owned(),
            _ => {}
        }
    }
    let now = rows(tx, book, &mut assigned, &mut by_task)?;
    let sql = "select task, kind, officer, at, fact_no from task_event where book = $1 order by fact_no";
    for row in tx.rows(sql, params![book])? {
        events.kept(number(&row, "fact_no")?, &cells(&row, &["task", "kind", "officer", "at"])?);
    }
    Ok([assigned, now, events].into_iter().filter_map(Ledger::first_altered).collect())
}

fn as_assigned(fact: &Said) -> Vec<String> {
    let names = ["work", "assigner", "lead_unit", "head", "assigned_by", "wording", "source", "urgency", "unexpected"];
    let due = instant(&told(&fact.payload["due_at"]));
    [vec![fact.of.to_string(), due, fact.at.clone()], told_all(&fact.payload, &names)].concat()
}

/// The rows beside what was assigned, and beside what it came to.
fn rows(tx: &mut Tx, book: &str, assigned: &mut Ledger, by_task: &mut HashMap<i64, Now>) -> Result<Ledger, Error> {
    let mut ledger = Ledger::new("người, hạn hoặc kết thúc của nhiệm vụ");
    let sql = "select no, first_due_at, assigned_at, work, assigner, lead_unit, head, assigned_by, wording, source, urgency, planned, \
        person, due_at, state, open, verdict, fact_no from task where book = $1 order by no";
    for row in tx.rows(sql, params![book])? {
        let (no, fact_no) = (number(&row, "no")?, number(&row, "fact_no")?);
        let mut line = vec![no.to_string(), instant(&cell(&row, "first_due_at")?)];
        let names =
            ["assigned_at", "work", "assigner", "lead_unit", "head", "assigned_by", "wording", "source", "urgency"];
        line.extend(cells(&row, &names)?);
        line.push(1_i64.saturating_sub(number(&row, "planned")?).to_string());
        assigned.kept(fact_no, &line);
        let now = by_task.remove(&no).unwrap_or_default();
        ledger.said(fact_no, &[now.person, now.due_at, now.ended]);
        ledger.kept(fact_no, &[cell(&row, "person")?, instant(&cell(&row, "due_at")?), ended(&row)?]);
    }
    Ok(ledger)
}

fn ended(row: &Row) -> Result<String, Failure> {
    let (state, verdict) = (cell(row, "state")?, cell(row, "verdict")?);
    let closed = matches!(state.as_str(), "accepted" | "cancelled") || number(row, "open")? != 1;
    Ok(if closed { format!("{state} {verdict}") } else { verdict })
}

/// Facts write instants shorter than rows do.
fn instant(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |at: Timestamp| at.to_string())
}
