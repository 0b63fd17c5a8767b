//! Walks every book and says either that nothing was altered, or the first fact that was.

use super::fact::{Fact, digest, sha256};
use crate::db::{Row, Tx};
use crate::error::{Error, Failure};
use crate::params;
use std::fmt;

/// Facts read at a time.
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

/// Checks the chain of every book, the head each book remembers, the rows that carry figures and every signed report.
pub fn verify(tx: &mut Tx) -> Result<Vec<Verdict>, Error> {
    let books = tx.rows("select book, facts, head, salt from book order by book", &[])?;
    books.iter().map(|book| verify_book(tx, book)).collect()
}

fn verify_book(tx: &mut Tx, row: &Row) -> Result<Verdict, Error> {
    let (book, facts, head) = (row.text("book")?, row.int("facts")?, row.text("head")?);
    let altered = |fact_no, why: &str| Verdict::Altered { book: book.clone(), fact_no, why: why.to_owned() };
    let (mut before, mut no) = (String::new(), 0);
    loop {
        let page =
            tx.rows("select * from fact where book = $1 and no > $2 order by no limit $3", params![&book, no, PAGE])?;
        if page.is_empty() {
            break;
        }
        for row in &page {
            let fact = read(row)?;
            if fact.no != no + 1 {
                return Ok(altered(no + 1, "thiếu sự kiện này"));
            }
            if fact.before_hash != before {
                return Ok(altered(fact.no, "không nối với sự kiện trước"));
            }
            before = fact.hash();
            no = fact.no;
            if before != row.text("hash")? {
                return Ok(altered(no, "nội dung không khớp mã băm"));
            }
        }
    }
    if no != facts || before != head {
        return Ok(altered(no + 1, "các sự kiện cuối đã bị xóa"));
    }
    Ok(match first_altered_row(tx, &book)? {
        Some((fact_no, why)) => altered(fact_no, &why),
        None => Verdict::Whole { book, facts },
    })
}

/// Rows that facts brought must still say what the fact said: figures, and the frozen text of signed reports.
fn first_altered_row(tx: &mut Tx, book: &str) -> Result<Option<(i64, String)>, Error> {
    let figures = tx.rows(
        "select f.no, f.indicator, f.unit, f.cutoff_on, f.status, f.bound, f.value, f.fact_no, a.payload \
         from figure f join fact a on a.book = f.book and a.no = f.fact_no where f.book = $1 order by f.fact_no, f.no",
        params![book],
    )?;
    let mut totals: Option<(i64, String, Vec<String>)> = None;
    for row in &figures {
        let (fact_no, line) = (row.int("fact_no")?, figure_line(row)?);
        match &mut totals {
            Some((no, _, lines)) if *no == fact_no => lines.push(line),
            _ => {
                if let Some(found) = judge(totals.take())? {
                    return Ok(Some(found));
                }
                totals = Some((fact_no, row.text("payload")?, vec![line]));
            }
        }
    }
    if let Some(found) = judge(totals)? {
        return Ok(Some(found));
    }
    altered_report(tx, book)
}

fn judge(group: Option<(i64, String, Vec<String>)>) -> Result<Option<(i64, String)>, Error> {
    let Some((fact_no, payload, lines)) = group else { return Ok(None) };
    let payload: serde_json::Value = serde_json::from_str(&payload)?;
    let said = payload["figures_digest"].as_str().unwrap_or_default();
    Ok((said != figures_digest(&lines)).then(|| (fact_no, "số liệu trong bảng khác với sự kiện đã ghi".to_owned())))
}

fn altered_report(tx: &mut Tx, book: &str) -> Result<Option<(i64, String)>, Error> {
    let sql = "select no, frozen, hash, signed_fact_no from report where book = $1 and state = 'signed' order by signed_fact_no";
    for row in tx.rows(sql, params![book])? {
        let fact =
            tx.row("select payload from fact where book = $1 and no = $2", params![book, row.int("signed_fact_no")?])?;
        let payload = fact.ok_or_else(|| Failure::new("a signed report without its fact"))?.text("payload")?;
        let said: serde_json::Value = serde_json::from_str(&payload)?;
        let hash = sha256(&row.text("frozen")?);
        if hash != row.text("hash")? || said["hash"].as_str() != Some(hash.as_str()) {
            return Ok(Some((
                row.int("signed_fact_no")?,
                format!("nội dung báo cáo số {} đã ký bị sửa", row.int("no")?),
            )));
        }
    }
    Ok(None)
}

/// One figure as its fact vouches for it.
pub fn figure_line(row: &Row) -> Result<String, Failure> {
    let columns = ["no", "indicator", "unit", "cutoff_on", "status", "bound", "value"];
    let parts =
        columns.iter().map(|name| row.opt_text(name).map(Option::unwrap_or_default)).collect::<Result<Vec<_>, _>>()?;
    Ok(parts.join("|"))
}

/// The digest of all figures one fact brought, in the order of their numbers; it stands in the fact as `figures_digest`.
pub fn figures_digest(lines: &[String]) -> String {
    digest("figures", &lines.join("\n"))
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
