//! Signed decisions: their head, the sum of the targets they brought, what they held back, and who confirmed receipt.

use super::super::fact::Kind;
use super::chain::Said;
use super::ledger::{Finding, Ledger, cell, cells, number, told, told_all};
use crate::db::Tx;
use crate::error::Error;
use crate::params;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;

/// Facts whose decisions, targets of decisions or receipts differ.
pub fn findings(tx: &mut Tx, book: &str, said: &[Said]) -> Result<Vec<Finding>, Error> {
    let signed: Vec<&Said> = said.iter().filter(|fact| fact.kind == Kind::AllocationSigned).collect();
    let ledgers =
        [heads(tx, book, &signed)?, sums(tx, book, &signed)?, held(tx, book, &signed)?, receipts(tx, book, said)?];
    Ok(ledgers.into_iter().filter_map(Ledger::first_altered).collect())
}

fn heads(tx: &mut Tx, book: &str, signed: &[&Said]) -> Result<Ledger, Error> {
    let mut ledger = Ledger::new("quyết định giao đã ký");
    for fact in signed {
        let own = vec![fact.of.to_string(), "signed".to_owned(), fact.actor.to_string(), fact.at.clone()];
        ledger.said(fact.no, &[own, told_all(&fact.payload, &["year", "amends", "document", "symbol"])].concat());
    }
    let sql = "select a.no, a.state, a.signed_by, a.signed_at, a.year, a.amends, a.document, d.symbol, a.signed_fact_no \
        from allocation a left join document d on d.book = a.book and d.no = a.document \
        where a.book = $1 and (a.state <> 'draft' or a.signed_fact_no is not null)";
    let columns = ["no", "state", "signed_by", "signed_at", "year", "amends", "document", "symbol"];
    for row in tx.rows(sql, params![book])? {
        ledger.kept(number(&row, "signed_fact_no")?, &cells(&row, &columns)?);
    }
    Ok(ledger)
}

/// The totals of a fact that gave anything to a unit.
fn totals(fact: &Said) -> impl Iterator<Item = &Value> {
    fact.payload["totals"].as_array().into_iter().flatten()
}

fn sums(tx: &mut Tx, book: &str, signed: &[&Said]) -> Result<Ledger, Error> {
    let mut ledger = Ledger::new("tổng các mức giao cho đơn vị");
    for fact in signed {
        for total in totals(fact).filter(|total| total["units"] != 0) {
            let allotted = exact(&told(&total["allotted"]));
            ledger.said(fact.no, &[fact.of.to_string(), told(&total["indicator"]), told(&total["units"]), allotted]);
        }
    }
    let sql = "select fact_no, allocation, indicator, value from target where book = $1 and allocation is not null";
    let mut kept: BTreeMap<(i64, i64, String), (i64, Option<Decimal>)> = BTreeMap::new();
    for row in tx.rows(sql, params![book])? {
        let key = (number(&row, "fact_no")?, number(&row, "allocation")?, cell(&row, "indicator")?);
        let (units, sum) = kept.entry(key).or_insert((0, Some(Decimal::ZERO)));
        *units += 1;
        *sum = sum.zip(cell(&row, "value")?.parse().ok()).map(|(sum, value): (_, Decimal)| sum.saturating_add(value));
    }
    for ((fact_no, allocation, indicator), (units, sum)) in kept {
        let sum = sum.map(|sum| sum.normalize().to_string()).unwrap_or_default();
        ledger.kept(fact_no, &[allocation.to_string(), indicator, units.to_string(), sum]);
    }
    Ok(ledger)
}

fn held(tx: &mut Tx, book: &str, signed: &[&Said]) -> Result<Ledger, Error> {
    let mut ledger = Ledger::new("phần giữ lại chưa giao");
    for fact in signed {
        for total in totals(fact) {
            let held = exact(&told(&total["held"]));
            ledger.said(fact.no, &[fact.of.to_string(), told(&total["indicator"]), told(&total["target"]), held]);
        }
    }
    let sql = "select t.allocation, t.indicator, t.target, t.held, a.signed_fact_no from allocation_total t \
        join allocation a on a.book = t.book and a.no = t.allocation \
        where t.book = $1 and a.signed_fact_no is not null";
    for row in tx.rows(sql, params![book])? {
        let held = exact(&cell(&row, "held")?);
        let line = [cells(&row, &["allocation", "indicator", "target"])?, vec![held]].concat();
        ledger.kept(number(&row, "signed_fact_no")?, &line);
    }
    Ok(ledger)
}

/// One writing for equal decimals; what is not a decimal stays as it is.
fn exact(text: &str) -> String {
    text.parse::<Decimal>().map_or_else(|_| text.to_owned(), |value| value.normalize().to_string())
}

fn receipts(tx: &mut Tx, book: &str, said: &[Said]) -> Result<Ledger, Error> {
    let mut ledger = Ledger::new("xác nhận đã nhận của đơn vị");
    for fact in said.iter().filter(|fact| fact.kind == Kind::ReceiptConfirmed) {
        for unit in fact.payload["units"].as_array().into_iter().flatten() {
            ledger.said(fact.no, &[fact.of.to_string(), told(unit), fact.actor.to_string(), fact.at.clone()]);
        }
    }
    let sql = "select allocation, unit, confirmed_by, confirmed_at, fact_no from receipt where book = $1";
    for row in tx.rows(sql, params![book])? {
        let line = cells(&row, &["allocation", "unit", "confirmed_by", "confirmed_at"])?;
        ledger.kept(number(&row, "fact_no")?, &line);
    }
    Ok(ledger)
}
