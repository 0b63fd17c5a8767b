//! Figures: the rows of a fact must hash to its digest, and each row must say truly which fact replaced it.

use super::super::fact::digest;
use super::PAGE;
use super::chain::Said;
use super::ledger::{Finding, Ledger, cell, cells, number, told, told_all};
use crate::db::{Row, Tx};
use crate::error::{Error, Failure};
use crate::params;
use std::collections::HashMap;

/// What makes two figures rows of one line, the later standing for the earlier.
const KEY: [&str; 5] = ["indicator", "unit", "starts_on", "cutoff_on", "status"];
/// What the fact of a single figure says in full beside the digest.
const ALONE: [&str; 5] = ["starts_on", "typed", "source", "invented", "claims"];

/// The digest of all figures one fact brought, in the order of their numbers; it stands in the fact as `figures_digest`.
pub fn figures_digest(lines: &[String]) -> String {
    digest("figures", &lines.join("\n"))
}

/// Everything facts say about figures.
pub struct Figures(Ledger);

impl Default for Figures {
    fn default() -> Figures {
        Figures(Ledger::new("số liệu"))
    }
}

impl Figures {
    /// Takes in a fact that brought figures; false when it did not.
    pub fn hear(&mut self, fact: &Said) -> bool {
        let Some(digest) = fact.payload.get("figures_digest") else { return false };
        let mut line = vec![told(digest), fact.actor.to_string(), fact.at.clone()];
        if fact.payload.get("indicator").is_some() {
            line.extend(told_all(&fact.payload, &ALONE));
        }
        self.0.said(fact.no, &line);
        true
    }

    /// The first fact whose figures differ; when none does, the first whose figures are replaced otherwise than they say.
    pub fn findings(self, tx: &mut Tx, book: &str) -> Result<Option<Finding>, Error> {
        let Figures(mut ledger) = self;
        let (mut group, mut line) = (Group::default(), Replacement::default());
        let (sql, mut last) = (include_str!("figures.sql"), 0);
        loop {
            let page = tx.rows(sql, params![book, last, PAGE])?;
            let Some(end) = page.last() else { break };
            last = end.int("no")?;
            for row in &page {
                if group.fact_no != number(row, "fact_no")? {
                    group.close(&mut ledger);
                }
                group.add(row)?;
                line.follow(row)?;
            }
        }
        group.close(&mut ledger);
        // A row that is gone or forged breaks the line of its neighbours too: they are judged only among true rows.
        Ok(ledger.first_altered().or_else(|| line.finding()))
    }
}

/// The rows of one fact, which stand together because numbers are given in order.
#[derive(Default)]
struct Group {
    fact_no: i64,
    lines: Vec<String>,
    /// Who entered the figures and when.
    entered: Vec<String>,
    alone: Vec<String>,
}

impl Group {
    fn add(&mut self, row: &Row) -> Result<(), Failure> {
        let entered = cells(row, &["entered_by", "entered_at"])?;
        if self.lines.is_empty() {
            (self.fact_no, self.entered) = (number(row, "fact_no")?, entered);
            self.alone = cells(row, &ALONE)?;
        } else {
            self.alone.clear();
            if self.entered != entered {
                self.entered.clear();
            }
        }
        self.lines.push(figure_line(row)?);
        Ok(())
    }

    fn close(&mut self, ledger: &mut Ledger) {
        let Group { fact_no, lines, entered, alone } = std::mem::take(self);
        if !lines.is_empty() {
            ledger.kept(fact_no, &[vec![figures_digest(&lines)], entered, alone].concat());
        }
    }
}

/// One figure as its fact vouches for it.
fn figure_line(row: &Row) -> Result<String, Failure> {
    Ok(cells(row, &["no", "indicator", "unit", "cutoff_on", "status", "bound", "value"])?.join("|"))
}

/// For each line of figures the row that came last so far.
#[derive(Default)]
struct Replacement {
    /// Fact of the row, and the fact that it says replaced it.
    last: HashMap<String, (i64, String)>,
    /// The smallest fact whose row says something else than the next row shows.
    wrong: Option<i64>,
}

impl Replacement {
    fn follow(&mut self, row: &Row) -> Result<(), Failure> {
        let key = cells(row, &KEY)?.join("|");
        let fact_no = number(row, "fact_no")?;
        let earlier = self.last.insert(key, (fact_no, cell(row, "replaced_fact_no")?));
        if let Some((earlier, _)) = earlier.filter(|(_, replaced)| *replaced != fact_no.to_string()) {
            self.blame(earlier);
        }
        Ok(())
    }

    fn blame(&mut self, fact_no: i64) {
        self.wrong = Some(self.wrong.map_or(fact_no, |wrong| wrong.min(fact_no)));
    }

    fn finding(mut self) -> Option<Finding> {
        let last = std::mem::take(&mut self.last);
        last.into_values().filter(|(_, replaced)| !replaced.is_empty()).for_each(|(fact_no, _)| self.blame(fact_no));
        self.wrong.map(|fact_no| {
            Finding::new(
                fact_no,
                "dấu thay thế của số liệu không khớp với số liệu nhập sau, nên số đang dùng đã bị đổi",
            )
        })
    }
}
