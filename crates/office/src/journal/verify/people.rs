//! Posts: who holds which post in which unit with which role, and until when. Names are personal data and not judged here.

use super::super::fact::Kind;
use super::chain::Said;
use super::ledger::{Finding, Ledger, cell, cells, number, told, told_all};
use crate::db::Tx;
use crate::error::Error;
use crate::params;
use std::collections::HashMap;

/// Facts whose posts differ.
pub fn findings(tx: &mut Tx, book: &str, said: &[Said]) -> Result<Vec<Finding>, Error> {
    let (mut posts, mut ends) = (Ledger::new("vị trí việc làm"), Ledger::new("ngày thôi giữ vị trí việc làm"));
    let mut ended: HashMap<i64, String> = HashMap::new();
    for fact in said {
        match fact.kind {
            Kind::OfficerAppointed | Kind::PostHeld => {
                let post = told_all(&fact.payload, &["post", "role", "unit"]);
                posts.said(fact.no, &[vec![fact.of.to_string()], post].concat());
            }
            Kind::PostEnded => {
                ended.insert(fact.payload["post"].as_i64().unwrap_or_default(), told(&fact.payload["on"]));
            }
            _ => {}
        }
    }
    let sql = "select no, officer, title, role, unit, effective_to, fact_no from post where book = $1 order by no";
    for row in tx.rows(sql, params![book])? {
        let (no, fact_no) = (number(&row, "no")?, number(&row, "fact_no")?);
        posts.kept(fact_no, &cells(&row, &["officer", "title", "role", "unit"])?);
        ends.said(fact_no, &[no.to_string(), ended.remove(&no).unwrap_or_default()]);
        ends.kept(fact_no, &[no.to_string(), cell(&row, "effective_to")?]);
    }
    Ok([posts, ends].into_iter().filter_map(Ledger::first_altered).collect())
}
