//! Walks every book and says either that nothing was altered, or the first fact that was.
//!
//! First the chain of facts itself, then what each fact says against the rows it brought: rows that were changed, rows
//! that are gone, and rows that no fact ever brought. What facts do not say (erasable personal data) is not judged.

mod allocations;
mod chain;
mod figures;
mod ledger;
mod people;
mod readings;
mod reports;
mod targets;
mod tasks;

pub use figures::figures_digest;

use crate::db::{Row, Tx};
use crate::error::Error;
use chain::{Said, walk};
use figures::Figures;
use ledger::Finding;
use std::fmt;

/// Facts, and rows of long tables, read at a time.
const PAGE: i64 = 2000;

/// What a walk over one book found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Whole { book: String, facts: i64 },
    Altered { book: String, fact_no: i64, why: String },
}

impl Verdict {
    /// Whether nothing was altered.
    pub fn is_whole(&self) -> bool {
        matches!(self, Verdict::Whole { .. })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Whole { book, facts } => write!(f, "{book}: nguyên vẹn, {facts} sự kiện"),
            Verdict::Altered { book, fact_no, why } => write!(f, "{book}: đã bị sửa từ sự kiện số {fact_no}: {why}"),
        }
    }
}

/// Checks the chain of every book, the head each book remembers, and every row that its facts speak of.
pub fn verify(tx: &mut Tx) -> Result<Vec<Verdict>, Error> {
    let books = tx.rows("select book, facts, head, salt from book order by book", &[])?;
    books.iter().map(|book| verify_book(tx, book)).collect()
}

fn verify_book(tx: &mut Tx, row: &Row) -> Result<Verdict, Error> {
    let (book, facts, head) = (row.text("book")?, row.int("facts")?, row.text("head")?);
    let (mut figures, mut said) = (Figures::default(), Vec::new());
    let broken = walk(tx, &book, facts, &head, |fact| {
        if !figures.hear(&fact) {
            said.push(fact);
        }
    })?;
    // Where the chain is broken, the facts from there on vouch for nothing, so the rows are not compared with them.
    let found = match broken {
        Some(finding) => Some(finding),
        None => first_altered_row(tx, &book, figures, &said)?,
    };
    Ok(match found {
        Some(Finding { fact_no, why }) => Verdict::Altered { book, fact_no, why },
        None => Verdict::Whole { book, facts },
    })
}

/// The first fact that does not say what its rows say.
fn first_altered_row(tx: &mut Tx, book: &str, figures: Figures, said: &[Said]) -> Result<Option<Finding>, Error> {
    let mut found: Vec<Finding> = figures.findings(tx, book)?.into_iter().collect();
    found.extend(targets::findings(tx, book, said)?);
    found.extend(allocations::findings(tx, book, said)?);
    found.extend(reports::findings(tx, book, said)?);
    found.extend(people::findings(tx, book, said)?);
    found.extend(tasks::findings(tx, book, said)?);
    found.extend(readings::findings(tx, book, said)?);
    Ok(found.into_iter().min_by_key(|finding| finding.fact_no))
}
