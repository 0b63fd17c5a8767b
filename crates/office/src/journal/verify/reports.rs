//! Signed reports must freeze the text whose hash was signed; publications show the sections that were chosen.

use super::super::fact::{Kind, sha256};
use super::chain::Said;
use super::ledger::{Finding, Ledger, cell, cells, number, told, told_all};
use crate::db::Tx;
use crate::error::Error;
use crate::params;
use std::collections::BTreeSet;

/// Reports read at a time: a frozen text is long.
const PAGE: i64 = 20;

/// Facts whose reports or publications differ.
pub fn findings(tx: &mut Tx, book: &str, said: &[Said]) -> Result<Vec<Finding>, Error> {
    let ledgers = [signed(tx, book, said)?, published(tx, book, said)?];
    Ok(ledgers.into_iter().filter_map(Ledger::first_altered).collect())
}

fn signed(tx: &mut Tx, book: &str, said: &[Said]) -> Result<Ledger, Error> {
    let mut ledger = Ledger::new("nội dung báo cáo đã ký");
    for fact in said.iter().filter(|fact| fact.kind == Kind::ReportSigned) {
        let own = vec![fact.of.to_string(), "signed".to_owned(), fact.actor.to_string(), fact.at.clone()];
        // The hash stands twice: as the row repeats it, and as the frozen text comes to.
        let payload = told_all(&fact.payload, &["symbol", "position", "hash", "hash"]);
        ledger.said(fact.no, &[own, payload].concat());
    }
    let sql = "select r.no, r.state, r.signed_by, r.signed_at, d.symbol, r.position, r.hash, r.frozen, r.signed_fact_no \
        from report r left join document d on d.book = r.book and d.no = r.document \
        where r.book = $1 and r.no > $2 and (r.state <> 'draft' or r.signed_fact_no is not null) order by r.no limit $3";
    let mut last = 0;
    loop {
        let page = tx.rows(sql, params![book, last, PAGE])?;
        let Some(end) = page.last() else { return Ok(ledger) };
        last = end.int("no")?;
        for row in &page {
            let mut line = cells(row, &["no", "state", "signed_by", "signed_at", "symbol", "position", "hash"])?;
            line.push(sha256(&cell(row, "frozen")?));
            ledger.kept(number(row, "signed_fact_no")?, &line);
        }
    }
}

fn published(tx: &mut Tx, book: &str, said: &[Said]) -> Result<Ledger, Error> {
    let mut ledger = Ledger::new("trích đoạn báo cáo đã công khai");
    // Facts of earlier versions say neither the event nor the title.
    let mut shorter = BTreeSet::new();
    for fact in said.iter().filter(|fact| fact.kind == Kind::ReportPublished) {
        let sections = fact.payload["sections"].to_string();
        let author = told(&fact.payload["author"]);
        let mut line = vec![fact.of.to_string(), sections, author, fact.actor.to_string(), fact.at.clone()];
        if fact.payload.get("event_at").is_some() {
            line.extend(told_all(&fact.payload, &["event_at", "title"]));
        } else {
            shorter.insert(fact.no);
        }
        ledger.said(fact.no, &line);
    }
    let sql = "select report, sections, author, published_by, published_at, event_at, title, fact_no from publication where book = $1";
    for row in tx.rows(sql, params![book])? {
        let fact_no = number(&row, "fact_no")?;
        let mut line = cells(&row, &["report", "sections", "author", "published_by", "published_at"])?;
        if !shorter.contains(&fact_no) {
            line.extend(cells(&row, &["event_at", "title"])?);
        }
        ledger.kept(fact_no, &line);
    }
    Ok(ledger)
}
