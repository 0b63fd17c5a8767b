//! How well the reader reads: reports that nobody tuned it to, beside what a careful person found in them. Printed with
//! `cargo test -p reader --test measure -- --nocapture`; the development set with `-- --ignored --nocapture`.

use reader::{Asked, Fact, FactKind, Level, Reading, Text, read};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Gold {
    date: String,
    date_stated: bool,
    unit: String,
    #[serde(default)]
    fact: Vec<GoldFact>,
    #[serde(default)]
    document: Vec<GoldDocument>,
    #[serde(default)]
    project: Vec<GoldProject>,
    #[serde(default)]
    task: Vec<GoldTask>,
    #[serde(default)]
    person: Vec<GoldPerson>,
    #[serde(default)]
    doubt: Vec<GoldDoubt>,
}

#[derive(Deserialize)]
struct GoldFact {
    quote: String,
    unit: String,
    from: Option<String>,
    to: Option<String>,
    value: String,
    measure: String,
    status: String,
    stated_pct: Option<String>,
    agrees: Option<bool>,
}

#[derive(Deserialize)]
struct GoldDocument {
    number: String,
    date: Option<String>,
}

#[derive(Deserialize)]
struct GoldProject {
    name: String,
}

#[derive(Deserialize)]
struct GoldTask {
    quote: String,
    lead: Option<String>,
    deadline: Option<String>,
}

#[derive(Deserialize)]
struct GoldPerson {
    name: String,
}

#[derive(Deserialize)]
struct GoldDoubt {
    code: String,
    quote: String,
}

/// Counts what is right or wrong in a column, and tells what was wrong.
type Count<'a> = &'a mut dyn FnMut(usize, bool, &dyn Fn() -> String);

/// Found of so many.
#[derive(Clone, Copy, Default)]
struct Share(usize, usize);

impl Share {
    fn add(&mut self, other: Share) {
        self.0 += other.0;
        self.1 += other.1;
    }

    fn pct(self) -> f64 {
        if self.1 == 0 { 100.0 } else { self.0 as f64 * 100.0 / self.1 as f64 }
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}/{} {:.1} %", self.0, self.1, self.pct())
    }
}

const COLUMNS: [&str; 13] = [
    "facts found",
    "with unit and period",
    "status",
    "percentages judged",
    "facts right",
    "doubts found",
    "doubts right",
    "documents",
    "projects",
    "tasks",
    "leads",
    "deadlines",
    "people",
];

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Places of a quote in the text, blanks squeezed on both sides, in characters.
fn place(text: &Text, quote: &str) -> Option<(usize, usize)> {
    let (wanted, mut kept, mut at) = (squeeze(quote), String::new(), Vec::new());
    for (index, letter) in text.source().chars().enumerate() {
        let blank = letter.is_whitespace();
        if blank && (kept.ends_with(' ') || kept.is_empty()) {
            continue;
        }
        kept.push(if blank { ' ' } else { letter });
        at.push(index);
    }
    let byte = kept.find(&wanted)?;
    let first = kept[..byte].chars().count();
    let last = first + wanted.chars().count();
    Some((at[first], at[last - 1] + 1))
}

fn same_measure(gold: &str, found: &str) -> bool {
    let (gold, found) = (viet::fold::fold(gold), viet::fold::fold(found));
    gold == found
        || gold.starts_with(&found)
        || found.starts_with(&gold)
        || gold.ends_with(&found)
        || found.ends_with(&gold)
}

fn same_value(gold: &str, fact: &Fact) -> bool {
    let mut parts = gold.split("..").map(|part| part.parse::<Decimal>().expect("a value of the annotation"));
    let (first, second) = (parts.next(), parts.next());
    first == Some(fact.value) && second == fact.value_to
}

fn overlaps(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

fn fits(gold: &GoldFact, at: (usize, usize), fact: &Fact) -> bool {
    overlaps(at, fact.number) && same_value(&gold.value, fact) && same_measure(&gold.measure, &fact.measure)
}

fn stated(fact: &Fact) -> Option<Decimal> {
    fact.compared.as_ref().and_then(|c| c.stated_pct).map(|p| p.normalize())
}

fn same_period(gold: &GoldFact, fact: &Fact) -> bool {
    let Some((from, to)) = gold.from.as_ref().zip(gold.to.as_ref()) else { return true };
    fact.period.as_ref().is_some_and(|p| (p.from.to_string(), p.to.to_string()) == (from.clone(), to.clone()))
}

fn measure(name: &str, text: &Text, reading: &Reading, gold: &Gold, told: &mut Vec<String>) -> [Share; 13] {
    let mut shares = [Share::default(); 13];
    let mut count = |at: usize, right: bool, what: &dyn Fn() -> String| {
        shares[at].add(Share(usize::from(right), 1));
        if !right {
            told.push(format!("{name}: {}: {}", COLUMNS[at], what()));
        }
    };
    let facts: Vec<&Fact> = reading.facts.iter().filter(|f| f.kind == FactKind::Quantity).collect();
    let mut right = vec![false; facts.len()];
    for fact in &gold.fact {
        let at = place(text, &fact.quote).unwrap_or_else(|| panic!("{name}: “{}” is not in the text", fact.quote));
        let fitting: Vec<usize> = (0..facts.len()).filter(|n| fits(fact, at, facts[*n])).collect();
        fitting.iter().for_each(|n| right[*n] = true);
        let near = || {
            facts
                .iter()
                .filter(|f| overlaps(at, f.number))
                .map(|f| format!("{} {}", f.value, f.measure))
                .collect::<Vec<_>>()
                .join(" | ")
        };
        count(0, !fitting.is_empty(), &|| {
            format!("{} {} in “{}”; there: {}", fact.value, fact.measure, fact.quote, near())
        });
        let Some(first) = fitting.first().map(|n| facts[*n]) else { continue };
        let whole = same_period(fact, first) && viet::fold::fold(&fact.unit) == viet::fold::fold(&first.unit);
        count(1, whole, &|| {
            format!(
                "“{}”: {:?}–{:?} {}; read {:?} {}",
                fact.quote, fact.from, fact.to, fact.unit, first.period, first.unit
            )
        });
        count(2, fact.status == format!("{:?}", first.status).to_lowercase(), &|| {
            format!("“{}”: {} read {:?}", fact.quote, fact.status, first.status)
        });
        if let (Some(pct), true) = (&fact.stated_pct, fact.measure != "%") {
            let pct: Decimal = pct.parse::<Decimal>().expect("a percentage").normalize();
            let judged = fitting.iter().any(|n| {
                stated(facts[*n]) == Some(pct) && facts[*n].compared.as_ref().and_then(|c| c.agrees) == fact.agrees
            });
            count(3, judged, &|| {
                format!(
                    "“{}”: {pct} {:?}; read {:?}",
                    fact.quote,
                    fact.agrees,
                    fitting
                        .iter()
                        .map(|n| facts[*n].compared.as_ref().map(|c| (c.stated_pct, c.value, c.agrees)))
                        .collect::<Vec<_>>()
                )
            });
        }
    }
    for (n, fact) in facts.iter().enumerate() {
        count(4, right[n], &|| format!("{} {} in “{}”", fact.value, fact.measure, fact.quote));
    }
    doubts(text, reading, gold, &mut count);
    named(text, name, reading, gold, &mut count);
    shares
}

/// Documents, projects, tasks and people.
fn named(text: &Text, name: &str, reading: &Reading, gold: &Gold, count: Count) {
    for wanted in &gold.document {
        let date = |d: &reader::Document| wanted.date.is_none() || d.date.map(|d| d.to_string()) == wanted.date;
        let found =
            reading.documents.iter().any(|d| d.number.to_lowercase() == wanted.number.to_lowercase() && date(d));
        count(7, found, &|| wanted.number.clone());
    }
    let folded = |name: &str| viet::fold::fold(name);
    for wanted in &gold.project {
        count(8, reading.projects.iter().any(|p| folded(&p.name).contains(&folded(&wanted.name))), &|| {
            wanted.name.clone()
        });
    }
    for wanted in &gold.task {
        let at = place(text, &wanted.quote).unwrap_or_else(|| panic!("{name}: “{}” is not in the text", wanted.quote));
        let found: Vec<_> = reading.tasks.iter().filter(|t| overlaps(t.span, at)).collect();
        count(9, !found.is_empty(), &|| wanted.quote.clone());
        if let Some(lead) = &wanted.lead {
            let said = found.iter().any(|t| {
                t.lead.as_ref().is_some_and(|l| folded(l).contains(&folded(lead)) || folded(lead).contains(&folded(l)))
            });
            count(10, said, &|| {
                format!("{lead} in “{}”: {:?}", wanted.quote, found.iter().map(|t| &t.lead).collect::<Vec<_>>())
            });
        }
        if let Some(day) = &wanted.deadline {
            count(11, found.iter().any(|t| t.deadline.map(|d| d.to_string()).as_ref() == Some(day)), &|| {
                format!("{day} in “{}”: {:?}", wanted.quote, found.iter().map(|t| t.deadline).collect::<Vec<_>>())
            });
        }
    }
    for wanted in &gold.person {
        count(12, reading.people.iter().any(|p| p.name == wanted.name), &|| wanted.name.clone());
    }
}

fn doubts(text: &Text, reading: &Reading, gold: &Gold, count: Count) {
    let found: Vec<_> = reading.doubts.iter().filter(|d| d.level == Level::Doubt).collect();
    let mut right = vec![false; found.len()];
    for wanted in &gold.doubt {
        let at = place(text, &wanted.quote).unwrap_or_else(|| panic!("“{}” is not in the text", wanted.quote));
        let fitting: Vec<usize> = (0..found.len())
            .filter(|n| found[*n].code == wanted.code && found[*n].spans.iter().any(|s| overlaps(*s, at)))
            .collect();
        fitting.iter().for_each(|n| right[*n] = true);
        count(5, !fitting.is_empty(), &|| format!("{} “{}”", wanted.code, wanted.quote));
    }
    for (n, doubt) in found.iter().enumerate() {
        let quotes: Vec<&str> = doubt.spans.iter().map(|s| text.quote(s.0, s.1)).collect();
        count(6, right[n], &|| format!("{} {quotes:?} {}", doubt.code, doubt.arithmetic));
    }
}

fn reports(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the reports")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    all.sort();
    all
}

/// Of the proposals with one confidence, how many are right in everything.
fn confidences(text: &Text, reading: &Reading, gold: &Gold, sure: &mut std::collections::BTreeMap<u8, Share>) {
    let places: Vec<_> = gold.fact.iter().filter_map(|fact| Some((place(text, &fact.quote)?, fact))).collect();
    for fact in reading.facts.iter().filter(|f| f.kind == FactKind::Quantity) {
        let right = places.iter().any(|(at, wanted)| {
            fits(wanted, *at, fact)
                && same_period(wanted, fact)
                && viet::fold::fold(&wanted.unit) == viet::fold::fold(&fact.unit)
        });
        sure.entry(fact.confidence).or_default().add(Share(usize::from(right), 1));
    }
}

#[test]
fn reports_that_nobody_tuned_the_reader_to() {
    let all = of_folder("unseen");
    assert!(all[0].pct() >= 85.0 && all[4].pct() >= 80.0, "worse than at the first reading");
}

#[test]
fn reports_the_reader_was_made_on() {
    let all = of_folder("development");
    assert!(all[0].pct() >= 85.0 && all[4].pct() >= 80.0);
}

/// Measures every report of a folder and prints the table; what was missed is told when `ROVIEC_TELL` names the folder.
fn of_folder(folder: &str) -> [Share; 13] {
    let (mut all, mut told, mut rows) = ([Share::default(); 13], Vec::new(), Vec::new());
    let mut sure: std::collections::BTreeMap<u8, Share> = std::collections::BTreeMap::new();
    for path in reports(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder)) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let gold: Gold =
            toml::from_str(&std::fs::read_to_string(&path).expect("the annotation")).expect("an annotation");
        let page = path.with_extension("html");
        let raw = match std::fs::read(&page) {
            Ok(bytes) => reader::input::text(&bytes).expect("a page"),
            Err(_) => std::fs::read_to_string(path.with_extension("txt")).expect("the text"),
        };
        let text = Text::new(&raw);
        let date = (!gold.date_stated).then(|| gold.date.parse().expect("a day"));
        let reading = read(&text, &Asked { date, ..Asked::default() });
        if viet::fold::fold(&reading.head.unit) != viet::fold::fold(&gold.unit) {
            told.push(format!("{name}: unit {} read {}", gold.unit, reading.head.unit));
        }
        confidences(&text, &reading, &gold, &mut sure);
        let shares = measure(&name, &text, &reading, &gold, &mut told);
        all.iter_mut().zip(shares).for_each(|(sum, share)| sum.add(share));
        rows.push((name, shares));
    }
    if std::env::var("ROVIEC_TELL").is_ok_and(|named| named == folder) {
        told.iter().for_each(|line| println!("{line}"));
    }
    println!("| report | {} |\n| --- |{}", COLUMNS.join(" | "), " ---: |".repeat(13));
    rows.push(("together".into(), all));
    for (name, shares) in &rows {
        println!("| {name} | {} |", shares.map(|s| s.to_string()).join(" | "));
    }
    println!("\n| confidence said | right in value, unit and period |\n| ---: | ---: |");
    sure.iter().for_each(|(said, share)| println!("| {said} % | {share} |"));
    all
}
