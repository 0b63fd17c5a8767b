//! Old reports that were read: their text must be the one whose digest the fact says, for figures open down to it.

use super::super::fact::{Kind, sha256};
use super::chain::Said;
use super::ledger::{Finding, Ledger, cell, number, told};
use crate::db::Tx;
use crate::error::Error;
use crate::params;

/// Texts read at a time: they are long.
const PAGE: i64 = 20;

/// Facts whose texts differ.
pub fn findings(tx: &mut Tx, book: &str, said: &[Said]) -> Result<Vec<Finding>, Error> {
    let mut texts = Ledger::new("nội dung báo cáo đã đọc");
    for fact in said.iter().filter(|fact| fact.kind == Kind::ReportRead) {
        let title = told(&fact.payload["title"]);
        texts.said(fact.no, &[fact.of.to_string(), title, told(&fact.payload["digest"]), fact.actor.to_string()]);
    }
    let sql = "select no, title, text, read_by, fact_no from reading where book = $1 and no > $2 order by no limit $3";
    let mut last = 0;
    loop {
        let page = tx.rows(sql, params![book, last, PAGE])?;
        let Some(end) = page.last() else { break };
        last = end.int("no")?;
        for row in &page {
            let digest = sha256(&cell(row, "text")?);
            texts
                .kept(number(row, "fact_no")?, &[cell(row, "no")?, cell(row, "title")?, digest, cell(row, "read_by")?]);
        }
    }
    Ok(texts.first_altered().into_iter().collect())
}
