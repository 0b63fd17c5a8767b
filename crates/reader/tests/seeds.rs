//! How well the reader reads the five reports it was made on, beside the facts a careful person found in them. The reports are
//! other people's articles and not part of this repository. They are looked for in `../shared`, or where `ROVIEC_SHARED` says;
//! where they are not, nothing is measured and the test says so:
//! `ROVIEC_SHARED=… cargo test -p reader --test seeds -- --nocapture`.

use reader::{Asked, CompareKind, Fact, FactKind, Reading, Text, read};
use rust_decimal::Decimal;
use std::path::PathBuf;

/// Facts that no sentence states: they are counted from names or worked out.
const NOT_STATED: [&str; 6] = ["F19", "F20", "F30", "F32", "F40", "F77"];

struct Row {
    id: String,
    quote: String,
    unit: String,
    period: String,
    value: String,
    measure: String,
    base: String,
    base_value: String,
    stated: String,
    recomputed: String,
}

fn rows(file: &str) -> Vec<Row> {
    let mut reader =
        csv::Reader::from_path(shared().expect("the folder").join("mission/facts.csv")).expect("the facts");
    let all = reader.records().map(|r| r.expect("a row")).filter(|r| &r[1] == file && !r[0].starts_with("DV"));
    all.filter(|r| !NOT_STATED.contains(&&r[0]))
        .map(|r| Row {
            id: r[0].into(),
            unit: r[2].into(),
            quote: r[3].into(),
            period: r[5].into(),
            value: r[6].into(),
            measure: r[7].into(),
            base: r[8].into(),
            base_value: r[9].into(),
            stated: r[10].into(),
            recomputed: r[11].into(),
        })
        .collect()
}

/// The value in base units, and the other end of a range.
fn value(row: &Row) -> Option<(Decimal, Option<Decimal>)> {
    let number = |text: &str| text.parse::<Decimal>().ok();
    let money = row.measure == "tỷ đồng";
    match row.value.split_once('-') {
        Some((a, b)) => Some((number(a)?, Some(number(b)?))),
        None => {
            number(&row.value).map(|n| (if money { n * Decimal::from(1_000_000_000) } else { n }.normalize(), None))
        }
    }
}

fn says(row: &Row, fact: &Fact) -> bool {
    let stated = |text: &str| text.parse::<Decimal>().ok().map(|d| d.normalize());
    let pct = fact.compared.as_ref().and_then(|c| c.stated_pct).map(|d| d.normalize());
    let Some((wanted, to)) = value(row) else {
        // Only a share is stated.
        return stated(&row.stated).is_some_and(|s| fact.value == s || pct == Some(s));
    };
    let term = to.is_none() && fact.value_to.is_some_and(|end| end - fact.value == wanted) && row.measure == "năm";
    let same = fact.value == wanted && fact.value_to == to || term;
    let growth = row.base.ends_with("growth");
    same && (!growth || row.stated.is_empty() || pct == stated(&row.stated))
}

fn period_fits(row: &Row, fact: &Fact) -> bool {
    let Some(period) = &fact.period else { return row.period.is_empty() };
    let (from, to) = row.period.split_once('/').unwrap_or((&row.period, &row.period));
    let (first, last) = (period.from.to_string(), period.to.to_string());
    let exact = from.len() == 10 && to.len() == 10 && from.starts_with(|c: char| c.is_ascii_digit());
    if exact && row.base != "anniversary" {
        return first == from && last == to;
    }
    // A year, a term, "as crawled", so many days: the read days lie in it or hold it.
    let years = |text: &str| text.get(..4).and_then(|y| y.parse::<i16>().ok());
    match (years(from), years(to)) {
        (Some(a), Some(b)) => {
            period.from.year() >= a && period.to.year() <= b || period.from.year() <= b && period.to.year() >= a
        }
        _ => true,
    }
}

fn measure_fits(row: &Row, fact: &Fact) -> bool {
    let (wanted, found) = (viet::fold::fold(&row.measure), viet::fold::fold(&fact.measure));
    let money = row.measure == "tỷ đồng" && fact.measure == "đồng";
    money
        || fact.kind != FactKind::Quantity
        || found.contains(&wanted)
        || wanted.contains(&found)
        || found == "vi"
        || fact.measure == "%"
}

/// The folder with the reports and what was found in them.
fn shared() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var("ROVIEC_SHARED").map_or(beside, PathBuf::from);
    let there = folder.join("seeds").is_dir() && folder.join("mission/facts.csv").is_file();
    if !there {
        println!("not measured: the five reports are not in {}", folder.display());
    }
    there.then_some(folder)
}

fn seeds() -> Option<Vec<(String, Text, Reading)>> {
    let folder = shared()?.join("seeds");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the reports").map(|f| f.expect("a file").path()).collect();
    files.sort();
    let one = |path: PathBuf| {
        let raw = reader::input::text(&std::fs::read(&path).expect("a report")).expect("text");
        let text = Text::new(&raw);
        let reading = read(&text, &Asked::default());
        (path.file_name().expect("a name").to_string_lossy().into_owned(), text, reading)
    };
    Some(files.into_iter().map(one).collect())
}

#[test]
fn the_reports_the_reader_was_made_on() {
    let (mut found, mut wanted, mut right, mut proposed) = (0, 0, 0, 0);
    let Some(all) = seeds() else { return };
    for (file, _, reading) in all {
        let rows = rows(&file);
        for row in &rows {
            wanted += 1;
            let fits = |f: &&Fact| {
                says(row, f)
                    && measure_fits(row, f)
                    && period_fits(row, f)
                    && (f.kind != FactKind::Quantity || viet::fold::fold(&f.unit) == viet::fold::fold(&row.unit))
            };
            let deadline = reading.tasks.iter().any(|t| t.deadline.is_some_and(|d| d.to_string() == row.value));
            if reading.facts.iter().any(|f| fits(&f)) || deadline {
                found += 1;
            } else {
                let near: Vec<String> = reading
                    .facts
                    .iter()
                    .filter(|f| says(row, f))
                    .map(|f| {
                        format!("{} {} {:?} {}", f.value, f.measure, f.period.as_ref().map(|p| (p.from, p.to)), f.unit)
                    })
                    .collect();
                println!(
                    "missing {} {} “{}” {} {} {}: {near:?}",
                    row.id, file, row.quote, row.value, row.measure, row.period
                );
            }
            judged(row, &reading);
        }
        for fact in reading.facts.iter().filter(|f| f.kind == FactKind::Quantity) {
            proposed += 1;
            let stated = rows.iter().any(|row| says(row, fact) || plan_of(row, fact));
            right += usize::from(stated);
            if !stated {
                println!("too much {file}: {} {} “{}”", fact.value, fact.measure, fact.quote);
            }
        }
    }
    println!(
        "| recall | precision |\n| --- | --- |\n| {found}/{wanted} {:.1} % | {right}/{proposed} {:.1} % |",
        share(found, wanted),
        share(right, proposed)
    );
    assert!(share(found, wanted) >= 98.0 && share(right, proposed) >= 95.0);
}

fn plan_of(row: &Row, fact: &Fact) -> bool {
    row.base_value.parse::<Decimal>().is_ok_and(|base| (base * Decimal::from(1_000_000_000)).normalize() == fact.value)
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole.max(1) as f64
}

/// A percentage that can be recomputed is recomputed to the same value.
fn judged(row: &Row, reading: &Reading) {
    let (Ok(pct), Ok(_)) = (row.recomputed.parse::<Decimal>(), row.stated.parse::<Decimal>()) else { return };
    let same = reading
        .facts
        .iter()
        .filter(|f| says(row, f))
        .filter_map(|f| f.compared.as_ref())
        .find(|c| c.kind == CompareKind::Plan);
    let same = same.unwrap_or_else(|| panic!("{}: no comparison", row.id));
    assert_eq!(same.recomputed_pct.map(|p| p.normalize()), Some(pct.normalize()), "{}", row.id);
}

/// The verdicts of figures.md B3 that are arithmetic, by report and code.
#[test]
fn every_verdict_on_the_arithmetic() {
    let wanted = [
        ("002", "part_over_whole", "104,9198"),
        ("003", "baselines_differ", "10.809,74"),
        ("003", "label_against_cutoff", "135 ngày trong 365 ngày"),
        ("003", "estimate_slows", "770,076"),
        ("003", "growth_without_base", "138.223,077"),
        ("003", "growth_without_base", "43.866,198"),
        ("003", "growth_without_base", "12.817,575"),
        ("003", "growth_without_base", "5.655,095"),
        ("003", "plan_without_base", "10.413,743"),
        ("000", "behind_pace", "5,09"),
        ("000", "behind_pace", "19,20"),
        ("004", "year_missing", ""),
        ("002", "year_missing", ""),
    ];
    let Some(all) = seeds() else { return };
    let mut missing = Vec::new();
    for (report, code, words) in wanted {
        let (_, _, reading) = all.iter().find(|(file, ..)| file.starts_with(report)).expect("the report");
        let said = reading
            .doubts
            .iter()
            .any(|d| d.code == code && (d.arithmetic.contains(words) || d.message.contains(words)));
        if !said {
            let near: Vec<String> = reading
                .doubts
                .iter()
                .filter(|d| d.code == code)
                .map(|d| format!("{} {}", d.message, d.arithmetic))
                .collect();
            missing.push(format!("{report} {code} {words}: {near:#?}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Every cited document and project of names.md (C1, C4), by words that stand in it.
#[test]
fn every_document_and_project() {
    let Some(all) = seeds() else { return };
    let names = std::fs::read_to_string(shared().expect("the folder").join("mission/names.md")).expect("the names");
    let (mut missing, mut found) = (Vec::new(), 0);
    for (section, column) in [("### C1", 1), ("### C4", 2)] {
        let part = names.split(section).nth(1).expect("the section").split("\n### ").next().unwrap_or_default();
        for line in part.lines().filter(|l| l.starts_with("| ") && l.as_bytes().get(2).is_some_and(u8::is_ascii_digit))
        {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let name = cells[column].trim_matches('"');
            let places = cells.last().copied().unwrap_or_default();
            let reading = all
                .iter()
                .find(|(file, ..)| places.contains(&file[..3]))
                .map(|(_, _, r)| r)
                .unwrap_or_else(|| panic!("{line}"));
            let said = if section == "### C1" {
                documented(name, reading)
            } else {
                reading.projects.iter().any(|p| shares_words(name, &p.name))
            };
            found += usize::from(said);
            if !said {
                missing.push(format!("{section} {name} ({places})"));
            }
        }
    }
    println!("{found} found; missing {}:\n{}", missing.len(), missing.join("\n"));
    assert!(missing.is_empty());
}

fn documented(name: &str, reading: &Reading) -> bool {
    reading.documents.iter().any(|d| (!d.number.is_empty() && name.contains(&d.number)) || shares_words(name, &d.title))
}

/// Whether most words of a name stand in a wording.
fn shares_words(name: &str, wording: &str) -> bool {
    let (name, wording) = (viet::fold::fold(name), viet::fold::fold(wording));
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.len() > 1).collect();
    let said: std::collections::HashSet<&str> = wording.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let common = words.iter().filter(|w| said.contains(*w)).count();
    !words.is_empty() && common * 100 >= words.len() * 70
}
