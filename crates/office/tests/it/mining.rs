//! Process analysis on a database: cases in the tables of casework, logs out and in, and the numbers of pm4py beside ours.
//!
//! The logs under `mining/` and what pm4py 2.7.23.11 said of them: `docs/decisions/0008-mining.md` tells how they were made.

use crate::world::{WARDS, World};
use jiff::Timestamp;
use office::directory::permit::Role;
use office::error::Error;
use office::mining::{
    Asked, Format, Source, Stats, analyse, case_types, digest, export_log, import_log, imported_logs,
};
use office::params;
use serde_json::Value;

const MADE_BY_PM4PY: &str = include_str!("mining/made-by-pm4py.xes");
const EXPORTED: &str = include_str!("mining/exported.xes");
/// What a citizen would not want to find in a log.
const SECRET: &str = "Nguyễn Văn Kín";

const CASE: &str = "insert into case_file (book, no, code, secret, type, version, limit_rule, channel, helped_unit, \
    received_unit, authority_unit, person, submitter, subject, fields, state, money, delivery, exchange, open, step, \
    holder, holder_unit, received_at, received_on, first_due_at, outcome, verdict, fact_no) \
    values ('ba-dinh', $1, $2, $5, $3, 1, '', 'counter', 2, 2, 1, 1, 1, $5, $5, $4, 'none', 'counter', 'none', 0, \
    'tra-ket-qua', 1, 2, $6, $7, $6, $5, 'on-time', 1)";
const EVENT: &str = "insert into case_event (book, case_no, no, at, known_at, kind, step, officer, unit, note, fact_no) \
    values ('ba-dinh', $1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";

/// Ways a case takes: kind and step of each event, with the minutes since the one before.
const WAYS: [&[(&str, &str, i64)]; 4] = [
    &[
        ("received", "tiep-nhan", 0),
        ("given", "tham-dinh", 30),
        ("given", "ky-duyet", 1_441),
        ("decided", "ky-duyet", 95),
        ("handed-back", "ky-duyet", 700),
    ],
    &[
        ("received", "tiep-nhan", 0),
        ("given", "tham-dinh", 0),
        ("paused", "tham-dinh", 240),
        ("resumed", "tham-dinh", 7_200),
        ("given", "ky-duyet", 333),
        ("decided", "ky-duyet", 61),
    ],
    &[("received", "tiep-nhan", 0)],
    // The last one happened before the one that stands above it, and was entered after it.
    &[
        ("received", "tiep-nhan", 0),
        ("given", "tham-dinh", 45),
        ("given", "ky-duyet", 2_000),
        ("given", "tham-dinh", 10),
        ("stopped", "tham-dinh", 5),
        ("advice-asked", "tham-dinh", -3),
    ],
];

/// Thirty cases of two types in the summer of 2026, written as casework would.
fn filled() -> World {
    let world = World::new();
    let begun: Timestamp = "2026-07-01T01:00:00.250Z".parse().expect("an instant");
    let written = world.db.write(|tx| {
        for no in 1..=30_i64 {
            let received = begun + jiff::SignedDuration::from_mins(no * 1_777);
            let kind = if no % 3 == 0 { "khai-sinh" } else { "chung-thuc" };
            let code = format!("H26.14-{no:04}");
            let day = office::ctx::day_of(received);
            tx.exec(CASE, params![no, code, kind, "handed-back", SECRET, received, day])?;
            let mut at = received;
            let way = usize::try_from(no % 7 % 4).expect("small");
            for (event, (kind, step, minutes)) in (1_i64..).zip(WAYS[way]) {
                at += jiff::SignedDuration::from_millis(minutes * (60_000 + no * 13));
                // One in five was entered two hours later.
                let known = at + jiff::SignedDuration::from_hours(if no % 5 == 0 { 2 } else { 0 });
                let (officer, unit) = (1 + (no + event) % 3, WARDS[usize::try_from(no % 2).expect("small")]);
                tx.exec(EVENT, params![no, event, at, known, *kind, *step, officer, unit, SECRET])?;
            }
        }
        Ok(())
    });
    written.expect("cases");
    world
}

fn exported(world: &World, format: Format, asked: &Asked) -> String {
    let mut out = Vec::new();
    let ctx = world.ctx(Role::Specialist);
    world.db.read(|tx| export_log(&ctx, tx, asked, format, &mut out)).expect("an export");
    String::from_utf8(out).expect("UTF-8")
}

fn stats(world: &World, source: &Source) -> Stats {
    let ctx = world.ctx(Role::Specialist);
    world.db.read(|tx| analyse(&ctx, tx, source)).expect("numbers")
}

fn imported(world: &World, name: &str, text: &str) -> Result<i64, Error> {
    let ctx = world.ctx(Role::Operator);
    let digest = digest(text.as_bytes()).expect("a digest");
    world.db.write(|tx| import_log(&ctx, tx, name, &digest, text.as_bytes())).map(|log| log.no)
}

/// The same bytes every time, so what pm4py read is what is written here; what differs is left for pm4py to read.
fn same(name: &str, text: &str, kept: &str) {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if text != kept {
        std::fs::write(&path, text).expect("the file is written");
    }
    assert!(text == kept, "{name} differs from what pm4py read; see {}", path.display());
}

/// A number pm4py told in seconds or milliseconds with decimals, as whole milliseconds.
fn milliseconds(told: &Value, per: i64) -> i64 {
    let exact: rust_decimal::Decimal = told.to_string().parse().expect("a decimal");
    let rounded = (exact * rust_decimal::Decimal::from(per))
        .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    rounded.try_into().expect("milliseconds")
}

/// Ours beside what pm4py said of the same log.
fn agree(stats: &Stats, told: &str) {
    let told: Value = serde_json::from_str(told).expect("JSON");
    let count = |key: &str| usize::try_from(told[key].as_u64().expect("a count")).expect("a count");
    assert_eq!((stats.cases, stats.events, stats.variants.len()), (count("cases"), count("events"), count("variants")));
    let spread = stats.throughput.expect("cases");
    assert_eq!(spread.median, milliseconds(&told["median_ms"], 1));
    assert_eq!(spread.mean, milliseconds(&told["mean_ms"], 1));
    let variants: Vec<Value> =
        stats.variants.iter().map(|variant| serde_json::json!([variant.cases, variant.activities])).collect();
    assert_eq!(Value::Array(variants), told["variant_list"]);
    let pairs = told["pairs"].as_array().expect("pairs");
    assert_eq!(stats.pairs.len(), pairs.len());
    for (ours, theirs) in stats.pairs.iter().zip(pairs) {
        let count = i64::try_from(ours.spread.count).expect("small");
        assert_eq!(
            serde_json::json!([-count, ours.before, ours.after]),
            Value::Array(theirs.as_array().expect("a pair")[..3].to_vec())
        );
        assert_eq!(ours.spread.mean, milliseconds(&theirs[3], 1000), "mean of {ours:?}");
        assert_eq!(ours.spread.median, milliseconds(&theirs[4], 1000), "median of {ours:?}");
    }
}

#[test]
fn numbers_are_those_of_pm4py_on_a_log_of_its_own() {
    let world = World::new();
    let no = imported(&world, "made-by-pm4py.xes", MADE_BY_PM4PY).expect("a log");
    agree(&stats(&world, &Source::Imported(no)), include_str!("mining/made-by-pm4py.json"));
}

#[test]
fn numbers_are_those_of_pm4py_on_an_exported_log() {
    let world = filled();
    let own = stats(&world, &Source::Own(Asked::default()));
    same("exported.xes", &exported(&world, Format::Xes, &Asked::default()), EXPORTED);
    agree(&own, include_str!("mining/exported.json"));
    // Out and in again says the same, steps included.
    let no = imported(&world, "exported.xes", EXPORTED).expect("a log");
    assert_eq!(stats(&world, &Source::Imported(no)), own);
    assert_eq!(own.bottlenecks().first().map(|wait| wait.name.as_str()), Some("tham-dinh"));
}

#[test]
fn cases_are_chosen_by_type_and_day() {
    let world = filled();
    let day = |text: &str| Some(text.parse().expect("a day"));
    let asked = |case_type: &str, from, to| Asked { case_type: case_type.into(), from, to };
    let rows = [
        (asked("", None, None), 30),
        (asked("khai-sinh", None, None), 10),
        (asked("la", None, None), 0),
        // The first day of receiving is 2 July: 1,777 minutes after 1 July, 8:00 in Hà Nội.
        (asked("", None, day("2026-07-01")), 0),
        (asked("", None, day("2026-07-02")), 1),
        (asked("", day("2026-07-02"), day("2026-07-02")), 1),
        (asked("", day("2026-07-03"), None), 29),
        (asked("chung-thuc", day("2026-07-03"), None), 19),
    ];
    for (asked, expected) in rows {
        assert_eq!(stats(&world, &Source::Own(asked.clone())).cases, expected, "{asked:?}");
    }
    let types = world.db.read(|tx| case_types(tx, "ba-dinh")).expect("types");
    assert_eq!(types, [("chung-thuc".to_owned(), 20), ("khai-sinh".to_owned(), 10)]);
}

#[test]
fn no_export_names_a_citizen_or_an_officer() {
    let world = filled();
    for format in [Format::Xes, Format::Ocel, Format::Csv] {
        let text = exported(&world, format, &Asked::default());
        assert!(text.contains("H26.14-0001") && text.contains("Phường Ngọc Hà"), "{format:?}");
        for word in [SECRET, "Kín", "Cán bộ"] {
            assert!(!text.contains(word), "{format:?} tells {word}");
        }
    }
    let csv = exported(&world, Format::Csv, &Asked::default());
    let first = "case_id,activity,timestamp,resource,unit,step,note\n\
        H26.14-0001,received,2026-07-02T06:37:00.250Z,3,Phường Cống Vị,tiep-nhan,\n";
    assert!(csv.starts_with(first), "{}", csv.lines().take(2).collect::<Vec<_>>().join("\n"));
    assert!(csv.contains("ghi nhận lúc 2026-"), "what was entered later says so");
}

#[test]
fn objects_of_ocel_are_cases_officers_and_units() {
    let text = exported(&filled(), Format::Ocel, &Asked::default());
    let log: Value = serde_json::from_str(&text).expect("JSON");
    let ids = |what: &str, key: &str| -> std::collections::BTreeSet<String> {
        let items = log[what].as_array().expect("an array").iter();
        items.map(|item| item[key].as_str().expect("a text").to_owned()).collect()
    };
    let objects = ids("objects", "id");
    assert_eq!(objects.len(), 30 + 3 + 2);
    assert_eq!(ids("objects", "type"), ids("objectTypes", "name"));
    assert_eq!(ids("events", "type"), ids("eventTypes", "name"));
    let events = log["events"].as_array().expect("events");
    let related = events.iter().flat_map(|event| event["relationships"].as_array().expect("relationships"));
    for relation in related {
        assert!(objects.contains(relation["objectId"].as_str().expect("an id")), "{relation}");
    }
    same("exported.ocel.json", &text, include_str!("mining/exported.ocel.json"));
}

#[test]
fn a_log_is_read_once_and_a_broken_one_leaves_nothing() {
    let world = World::new();
    let first = imported(&world, "a.xes", MADE_BY_PM4PY).expect("a log");
    let kept = world.dump();
    assert_eq!(imported(&world, "b.xes", MADE_BY_PM4PY).expect("the same log"), first);
    let (cut, _) = MADE_BY_PM4PY.split_once("H020").expect("a trace in the middle");
    match imported(&world, "c.xes", cut) {
        Err(Error::Faults(faults)) => assert!(faults[0].place.starts_with("dòng "), "{faults:?}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(world.dump(), kept);
    let facts = kept.iter().filter(|line| line.starts_with("fact:") && line.contains("mining")).count();
    assert_eq!(facts, 0, "measuring writes no fact");
    let logs = world.db.read(|tx| imported_logs(tx, "ba-dinh")).expect("logs");
    let [log] = &logs[..] else { panic!("{logs:?}") };
    assert_eq!((log.traces, log.events, log.left_out.without_transition), (40, 132, 132));
    assert_eq!(log.activities.len(), 6);
    assert_eq!(log.attributes.get("cost").map(String::as_str), Some("int"));
}

#[test]
fn only_those_who_see_the_whole_office_analyse_it() {
    let world = filled();
    let ctx = world.ctx(Role::Unit);
    let source = Source::Own(Asked::default());
    let refused = world.db.read(|tx| analyse(&ctx, tx, &source));
    assert!(matches!(refused, Err(Error::Refusal(refusal)) if refusal.code == "not-permitted"));
    let refused = world.db.read(|tx| export_log(&ctx, tx, &Asked::default(), Format::Csv, &mut Vec::new()));
    assert!(matches!(refused, Err(Error::Refusal(refusal)) if refusal.code == "not-permitted"));
}

#[test]
fn cases_of_many_pages_are_read_once_each() {
    let world = World::new();
    let at: Timestamp = "2026-07-01T01:00:00Z".parse().expect("an instant");
    let written = world.db.write(|tx| {
        for no in 1..=1_203_i64 {
            // Most on one day, their numbers not in the order of days.
            let received = at + jiff::SignedDuration::from_hours(if no % 7 == 0 { 24 * (no % 5) } else { 24 });
            let (code, kind) = (format!("H{no}"), if no % 2 == 0 { "a" } else { "b" });
            tx.exec(CASE, params![no, code, kind, "handed-back", "", received, office::ctx::day_of(received)])?;
            tx.exec(EVENT, params![no, 1, received, received, "received", "x", 1, WARDS[0], ""])?;
        }
        Ok(())
    });
    written.expect("cases");
    for (case_type, expected) in [("", 1_203), ("a", 601), ("b", 602)] {
        let asked = Asked { case_type: case_type.into(), ..Asked::default() };
        let text = exported(&world, Format::Csv, &asked);
        let cases: std::collections::BTreeSet<&str> =
            text.lines().skip(1).filter_map(|l| l.split(',').next()).collect();
        assert_eq!((text.lines().count() - 1, cases.len()), (expected, expected), "{case_type}");
    }
}
