//! Targets and road-maps: as the facts set them, and ended by the facts that replaced them.

use super::super::fact::Kind;
use super::chain::Said;
use super::ledger::{Finding, Ledger, cell, cells, number, told, told_all};
use crate::db::{Row, Tx};
use crate::error::{Error, Failure};
use crate::params;
use serde_json::Value;
use std::collections::HashMap;

/// What the fact says of a target, by the names of the columns.
const TARGET: [&str; 11] =
    ["no", "indicator", "unit", "assigner", "horizon", "starts_on", "ends_on", "bound", "value", "typed", "basis"];

/// Facts whose targets or road-maps differ.
pub fn findings(tx: &mut Tx, book: &str, said: &[Said]) -> Result<Vec<Finding>, Error> {
    let rows = tx.rows("select * from target where book = $1 order by no", params![book])?;
    let mut found: Vec<Finding> = set(&rows, said)?.first_altered().into_iter().collect();
    found.extend(ended(&rows, said)?.first_altered());
    found.extend(road_maps(tx, book, said)?.first_altered());
    Ok(found)
}

/// The targets a fact of setting says it brought.
fn brought(fact: &Said) -> &[Value] {
    match fact.kind {
        Kind::TargetSet => std::slice::from_ref(&fact.payload),
        Kind::TargetsImported => fact.payload["targets"].as_array().map_or(&[], Vec::as_slice),
        _ => &[],
    }
}

fn set(rows: &[Row], said: &[Said]) -> Result<Ledger, Failure> {
    let mut ledger = Ledger::new("chỉ tiêu, dự toán được giao");
    for fact in said {
        brought(fact).iter().for_each(|target| ledger.said(fact.no, &told_all(target, &TARGET)));
    }
    for row in rows.iter().filter(|row| cell(row, "allocation").is_ok_and(|no| no.is_empty())) {
        ledger.kept(number(row, "fact_no")?, &cells(row, &TARGET)?);
    }
    Ok(ledger)
}

/// Which fact ended each target: the one that set another value for it, or that amended the decision it stands in.
fn ended(rows: &[Row], said: &[Said]) -> Result<Ledger, Failure> {
    let mut of_decision: HashMap<i64, Vec<(i64, i64)>> = HashMap::new();
    for row in rows {
        let target = (number(row, "no")?, number(row, "fact_no")?);
        of_decision.entry(number(row, "allocation")?).or_default().push(target);
    }
    let mut ends: HashMap<i64, i64> = HashMap::new();
    for fact in said {
        for replaced in brought(fact).iter().filter_map(|target| target["replaces"].as_i64()) {
            ends.entry(replaced).or_insert(fact.no);
        }
        if let (Kind::AllocationSigned, Some(amended)) = (fact.kind, fact.payload["amends"].as_i64()) {
            for (target, since) in of_decision.get(&amended).into_iter().flatten() {
                if *since < fact.no {
                    ends.entry(*target).or_insert(fact.no);
                }
            }
        }
    }
    let mut ledger = Ledger::new("thời điểm hết hiệu lực của chỉ tiêu");
    for row in rows {
        let (no, fact_no) = (number(row, "no")?, number(row, "fact_no")?);
        let end = ends.get(&no).map(i64::to_string).unwrap_or_default();
        ledger.said(fact_no, &[no.to_string(), end]);
        ledger.kept(fact_no, &[no.to_string(), cell(row, "ended_fact_no")?]);
    }
    Ok(ledger)
}

fn road_maps(tx: &mut Tx, book: &str, said: &[Said]) -> Result<Ledger, Error> {
    let mut ledger = Ledger::new("lộ trình tháng");
    let mut next = HashMap::new();
    // From the last to the first, so that each fact knows the one that ended its road-map.
    for fact in said.iter().rev().filter(|fact| fact.kind == Kind::RoadMapSet) {
        let end = next.insert(fact.of, fact.no).map(|no: i64| no.to_string()).unwrap_or_default();
        let mut line = vec![told(&fact.payload["road_map"]), fact.of.to_string(), end];
        let months = fact.payload["months"].as_array().into_iter().flatten();
        line.extend((1..).zip(months).map(|(month, value)| format!("{month}={}", told(value))));
        ledger.said(fact.no, &line);
    }
    let sql = "select r.no, r.target, r.fact_no, r.ended_fact_no, m.month, m.value from road_map r \
        left join road_map_month m on m.book = r.book and m.road_map = r.no where r.book = $1 order by r.no, m.month";
    let mut kept: Vec<(i64, Vec<String>)> = Vec::new();
    for row in tx.rows(sql, params![book])? {
        let head = cells(&row, &["no", "target", "ended_fact_no"])?;
        let month = format!("{}={}", cell(&row, "month")?, cell(&row, "value")?);
        match kept.last_mut() {
            Some((_, line)) if line[0] == head[0] => line.push(month),
            _ => kept.push((number(&row, "fact_no")?, [head, vec![month]].concat())),
        }
    }
    kept.iter().for_each(|(fact_no, line)| ledger.kept(*fact_no, line));
    Ok(ledger)
}
