//! What changed since signing (thay đổi sau khi ký): what would be printed differently now, or rest on other records. The
//! signed report itself stays as it is.

use super::assemble::assemble;
use super::content;
use super::frozen::Frozen;
use super::store::Report;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;
use crate::indicator::Explanation;
use std::collections::{BTreeMap, BTreeSet};

/// One difference: as signed, and as it would be now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub difference: Difference,
    /// Code in the signed document; empty when the number is new, and for contents.
    pub code: String,
    /// The number or the section.
    pub name: String,
    /// As signed; empty when it is new.
    pub signed: String,
    /// As of now; empty when it is gone.
    pub now: String,
    /// The facts behind the number as of now.
    pub facts: Vec<i64>,
}

/// In what something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The number.
    Number,
    /// The same number rests on other facts.
    Source,
    /// Words, tables or charts of a section, its numbers left aside.
    Content,
}

/// Every difference: numbers in the order of the document, new ones after them, then the contents of sections.
pub fn changes(ctx: &Ctx, tx: &mut Tx, report: &Report, frozen: &Frozen) -> Result<Vec<Change>, Error> {
    let now = assemble(ctx, tx, report, i64::MAX)?;
    let mut found = compare(&frozen.explanations, &now.explanations);
    found.extend(content::compare((&frozen.document.body, &frozen.sections), (&now.document.body, &now.sections)));
    Ok(found)
}

/// A number with its code.
type Coded<'a> = (&'a str, &'a Explanation);

/// Which number it is, the words it is written with, and which of several written so.
type Occurrence = (String, String, usize);

fn compare(signed: &BTreeMap<String, Explanation>, now: &BTreeMap<String, Explanation>) -> Vec<Change> {
    let mut found: Vec<Change> = pairs(occurrences(signed), occurrences(now))
        .into_iter()
        .filter_map(|pair| match pair {
            (Some((code, old)), Some((_, new))) => differing(code, old, new),
            (Some((code, old)), None) => Some(change(Difference::Number, code, &old.printed, "", old)),
            (None, Some((_, new))) => Some(change(Difference::Number, "", "", &new.printed, new)),
            (None, None) => None,
        })
        .collect();
    found.sort_by_key(|change| code_number(&change.code));
    found
}

fn differing(code: &str, old: &Explanation, new: &Explanation) -> Option<Change> {
    let facts = |e: &Explanation| e.inputs.iter().map(|input| input.fact_no).collect::<BTreeSet<i64>>();
    let difference = if new.value != old.value || new.printed != old.printed {
        Difference::Number
    } else if facts(old) != facts(new) {
        Difference::Source
    } else {
        return None;
    };
    Some(change(difference, code, &old.printed, &new.printed, new))
}

fn change(difference: Difference, code: &str, signed: &str, now: &str, of: &Explanation) -> Change {
    Change {
        difference,
        code: code.to_owned(),
        name: of.name.clone(),
        signed: signed.to_owned(),
        now: now.to_owned(),
        facts: of.inputs.iter().map(|input| input.fact_no).collect(),
    }
}

/// Every number by what it is, how it is written, and which of the same it is in the order of the document.
fn occurrences(all: &BTreeMap<String, Explanation>) -> BTreeMap<Occurrence, Coded<'_>> {
    let mut in_order: Vec<Coded> = all.iter().map(|(code, e)| (code.as_str(), e)).collect();
    in_order.sort_by_key(|(code, _)| code_number(code));
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for (code, e) in in_order {
        let written = (e.key.clone(), words(&e.printed));
        let count = seen.entry(written.clone()).or_default();
        found.insert((written.0, written.1, *count), (code, e));
        *count += 1;
    }
    found
}

/// First those written the same way; what is left of a number is then paired whatever its words (`triệu` became `tỷ`).
fn pairs<'a>(
    mut old: BTreeMap<Occurrence, Coded<'a>>,
    mut new: BTreeMap<Occurrence, Coded<'a>>,
) -> Vec<(Option<Coded<'a>>, Option<Coded<'a>>)> {
    let same: Vec<Occurrence> = old.keys().filter(|key| new.contains_key(*key)).cloned().collect();
    let mut pairs: Vec<_> = same.iter().map(|key| (old.remove(key), new.remove(key))).collect();
    for (key, number) in old {
        let like = new.keys().find(|other| other.0 == key.0).cloned();
        pairs.push((Some(number), like.and_then(|like| new.remove(&like))));
    }
    pairs.extend(new.into_values().map(|number| (None, Some(number))));
    pairs
}

/// `15.547 tỷ 719 triệu đồng` → `tỷ triệu đồng`: the way a number is written.
fn words(printed: &str) -> String {
    let of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,-−–+".contains(c);
    printed.split(of_number).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `S12` → 12; new numbers stand last.
fn code_number(code: &str) -> usize {
    code.get(1..).and_then(|number| number.parse().ok()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Input;

    /// Rows of code, key, printed, fact.
    type Numbers<'a> = &'a [(&'a str, &'a str, &'a str, i64)];

    fn explained(rows: Numbers) -> BTreeMap<String, Explanation> {
        let row = |(code, key, printed, fact_no): &(&str, &str, &str, i64)| {
            let e = Explanation {
                key: (*key).into(),
                printed: (*printed).into(),
                inputs: vec![Input { fact_no: *fact_no, ..Input::default() }],
                ..Explanation::default()
            };
            ((*code).to_owned(), e)
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn only_what_differs_is_listed() {
        #[rustfmt::skip]
        let rows: &[(&str, Numbers, Numbers, &[&str])] = &[
            ("nothing", &[("S1", "a", "1", 1)], &[("S1", "a", "1", 1)], &[]),
            ("another code only", &[("S1", "a", "1", 1)], &[("S2", "a", "1", 1)], &[]),
            ("changed, gone, new",
                &[("S1", "a", "1", 1), ("S2", "b", "2", 2), ("S3", "c", "3", 3)],
                &[("S1", "a", "1", 1), ("S2", "b", "5", 9), ("S3", "d", "4", 4)],
                &["Number S2:2→5", "Number S3:3→", "Number :→4"]),
            ("other facts behind it", &[("S1", "a", "1", 1)], &[("S1", "a", "1", 7)], &["Source S1:1→1"]),
            ("in the order of the document",
                &[("S10", "a", "1", 1), ("S9", "b", "2", 1), ("S2", "c", "3", 1)],
                &[("S1", "a", "2", 1), ("S2", "b", "3", 1), ("S3", "c", "4", 1)],
                &["Number S2:3→4", "Number S9:2→3", "Number S10:1→2"]),
            ("each occurrence",
                &[("S2", "a", "1 tỷ", 1), ("S10", "a", "1 tỷ", 1)],
                &[("S2", "a", "2 tỷ", 1), ("S10", "a", "2 tỷ", 1)],
                &["Number S2:1 tỷ→2 tỷ", "Number S10:1 tỷ→2 tỷ"]),
            ("one of two is gone",
                &[("S2", "a", "1 tỷ", 1), ("S10", "a", "1 tỷ", 1)],
                &[("S2", "a", "1 tỷ", 1)],
                &["Number S10:1 tỷ→"]),
            ("two ways of writing, one gone",
                &[("S1", "a", "1 tỷ", 1), ("S2", "a", "1.000 triệu", 1)],
                &[("S1", "a", "1.000 triệu", 1)],
                &["Number S1:1 tỷ→"]),
            ("written in other words now",
                &[("S1", "a", "900 triệu", 1)],
                &[("S1", "a", "1,2 tỷ", 2)],
                &["Number S1:900 triệu→1,2 tỷ"]),
        ];
        for (what, signed, now, expected) in rows {
            let found = compare(&explained(signed), &explained(now));
            let lines: Vec<String> =
                found.iter().map(|c| format!("{:?} {}:{}→{}", c.difference, c.code, c.signed, c.now)).collect();
            assert_eq!(lines, *expected, "{what}");
        }
    }

    #[test]
    fn the_way_a_number_is_written() {
        let rows = [
            ("15.547 tỷ 719 triệu đồng", "tỷ triệu đồng"),
            ("28,24\u{a0}%", "%"),
            ("giảm 3,00 %", "giảm %"),
            ("−4", ""),
        ];
        for (printed, expected) in rows {
            assert_eq!(words(printed), expected, "{printed}");
        }
    }
}
