//! What facts say against what rows keep: two sets of lines under the number of each fact, which must be equal.

use crate::db::Row;
use crate::error::Failure;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A fact that was altered, and why it is held to be.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    pub fact_no: i64,
    /// A Vietnamese clause, after a colon.
    pub why: String,
}

impl Finding {
    pub fn new(fact_no: i64, why: impl Into<String>) -> Finding {
        Finding { fact_no, why: why.into() }
    }
}

/// The two sides for one sort of row.
pub struct Ledger {
    /// What the rows are, in Vietnamese, in the middle of a sentence.
    what: &'static str,
    said: BTreeMap<i64, Vec<String>>,
    kept: BTreeMap<i64, Vec<String>>,
}

impl Ledger {
    pub fn new(what: &'static str) -> Ledger {
        Ledger { what, said: BTreeMap::new(), kept: BTreeMap::new() }
    }

    /// A line as a fact says it.
    pub fn said(&mut self, fact_no: i64, cells: &[String]) {
        self.said.entry(fact_no).or_default().push(cells.join("\u{1f}"));
    }

    /// A line as a row keeps it.
    pub fn kept(&mut self, fact_no: i64, cells: &[String]) {
        self.kept.entry(fact_no).or_default().push(cells.join("\u{1f}"));
    }

    /// The first fact whose two sides differ.
    pub fn first_altered(mut self) -> Option<Finding> {
        self.said.values_mut().chain(self.kept.values_mut()).for_each(|lines| lines.sort_unstable());
        let facts: BTreeSet<i64> = self.said.keys().chain(self.kept.keys()).copied().collect();
        let fact_no = facts.into_iter().find(|no| self.said.get(no) != self.kept.get(no))?;
        let what = self.what;
        let why = match (self.said.contains_key(&fact_no), self.kept.contains_key(&fact_no)) {
            (true, false) => format!("{what} mà sự kiện đã ghi không còn trong bảng"),
            (false, _) => format!("trong bảng có {what} mà sự kiện này không ghi"),
            (true, true) => format!("{what} trong bảng khác với sự kiện đã ghi"),
        };
        Some(Finding { fact_no, why })
    }
}

/// A cell of a row as text; nothing is an empty text.
pub fn cell(row: &Row, column: &str) -> Result<String, Failure> {
    Ok(row.opt_text(column)?.unwrap_or_default())
}

/// Several cells of a row.
pub fn cells(row: &Row, columns: &[&str]) -> Result<Vec<String>, Failure> {
    columns.iter().map(|column| cell(row, column)).collect()
}

/// A number in a row; 0, which no fact and no row has, where somebody left something unreadable.
pub fn number(row: &Row, column: &str) -> Result<i64, Failure> {
    Ok(cell(row, column)?.parse().unwrap_or_default())
}

/// A value of a payload as the cell of its row is written.
pub fn told(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => i64::from(*yes).to_string(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Several values of a payload.
pub fn told_all(payload: &Value, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| told(&payload[*name])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fact_whose_sides_differ() {
        let one = |no: i64, text: &str| (no, text.to_owned());
        #[rustfmt::skip]
        let rows = [
            (vec![one(1, "a"), one(1, "b")], vec![one(1, "b"), one(1, "a")], ""),
            (vec![one(1, "a"), one(2, "b")], vec![one(1, "a"), one(2, "c")], "2 dòng trong bảng khác với sự kiện đã ghi"),
            (vec![one(1, "a"), one(2, "b")], vec![one(2, "b")],              "1 dòng mà sự kiện đã ghi không còn trong bảng"),
            (vec![one(1, "a")],              vec![one(1, "a"), one(9, "a")], "9 trong bảng có dòng mà sự kiện này không ghi"),
            (vec![one(1, "a")],              vec![one(1, "a"), one(1, "a")], "1 dòng trong bảng khác với sự kiện đã ghi"),
        ];
        for (said, kept, want) in rows {
            let mut ledger = Ledger::new("dòng");
            said.into_iter().for_each(|(no, line)| ledger.said(no, &[line]));
            kept.into_iter().for_each(|(no, line)| ledger.kept(no, &[line]));
            let found = ledger.first_altered().map(|found| format!("{} {}", found.fact_no, found.why));
            assert_eq!(found.unwrap_or_default(), want);
        }
    }
}
