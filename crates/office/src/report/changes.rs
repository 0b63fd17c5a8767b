//! What changed since signing (thay đổi sau khi ký): the numbers that would be printed differently now. The signed report
//! itself stays as it is.

use super::assemble::assemble;
use super::frozen::Frozen;
use super::store::Report;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;
use crate::indicator::Explanation;
use std::collections::BTreeMap;

/// One number: as signed, and as it would be now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Code in the signed document; empty when the number is new.
    pub code: String,
    pub name: String,
    /// As signed; empty when the number is new.
    pub signed: String,
    /// As of now; empty when it is gone.
    pub now: String,
    /// The facts behind the number as of now.
    pub facts: Vec<i64>,
}

/// Every number that is different now, in the order of the document.
pub fn changes(ctx: &Ctx, tx: &mut Tx, report: &Report, frozen: &Frozen) -> Result<Vec<Change>, Error> {
    let now = assemble(ctx, tx, report, i64::MAX)?.explanations;
    Ok(compare(&frozen.explanations, &now))
}

fn compare(signed: &BTreeMap<String, Explanation>, now: &BTreeMap<String, Explanation>) -> Vec<Change> {
    let by_key = |all: &BTreeMap<String, Explanation>| -> BTreeMap<String, (String, Explanation)> {
        all.iter().map(|(code, e)| (e.key.clone(), (code.clone(), e.clone()))).collect()
    };
    let (before, after) = (by_key(signed), by_key(now));
    let mut found = Vec::new();
    for (key, (code, old)) in &before {
        match after.get(key) {
            Some((_, new)) if new.value == old.value && new.printed == old.printed => {}
            Some((_, new)) => found.push(change(code, old, &old.printed, &new.printed, new)),
            None => found.push(change(code, old, &old.printed, "", old)),
        }
    }
    for (key, (_, new)) in &after {
        if !before.contains_key(key) {
            found.push(change("", new, "", &new.printed, new));
        }
    }
    found.sort_by_key(|change| change.code.get(1..).and_then(|n| n.parse().ok()).unwrap_or(usize::MAX));
    found
}

fn change(code: &str, named: &Explanation, signed: &str, now: &str, of: &Explanation) -> Change {
    Change {
        code: code.to_owned(),
        name: named.name.clone(),
        signed: signed.to_owned(),
        now: now.to_owned(),
        facts: of.inputs.iter().map(|input| input.fact_no).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(rows: &[(&str, &str, &str)]) -> BTreeMap<String, Explanation> {
        let row = |(code, key, value): &(&str, &str, &str)| {
            let e = Explanation {
                key: (*key).into(),
                value: (*value).into(),
                printed: (*value).into(),
                ..Explanation::default()
            };
            ((*code).to_owned(), e)
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn only_what_differs_is_listed() {
        let signed = explained(&[("S1", "a.value", "1"), ("S2", "b.value", "2"), ("S3", "c.value", "3")]);
        let now = explained(&[("S1", "a.value", "1"), ("S2", "b.value", "5"), ("S3", "d.value", "4")]);
        let lines: Vec<String> =
            compare(&signed, &now).iter().map(|c| format!("{}:{}→{}", c.code, c.signed, c.now)).collect();
        assert_eq!(lines, ["S2:2→5", "S3:3→", ":→4"]);
    }
}
