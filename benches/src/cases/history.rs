//! The past of an office: cases that were handled before the measure begins, written by a bare driver in bulk.

use super::place::{BOOKS, Kept, Place, book};
use anyhow::Result;
use jiff::Span;
use jiff::civil::{Date, date};
use std::io::Write;

/// Open cases of every office, however long its past; 40 of them are overdue.
const OPEN: i64 = 250;
const OVERDUE: i64 = 40;
/// Cases of one day of the past in an office.
const PER_DAY: i64 = 115;
/// Rows of one bulk statement.
const CHUNK: i64 = 20_000;

/// A table and its columns, and the rows that one case brings into it.
type Table = (&'static str, &'static str, fn(&Case) -> Vec<Vec<String>>);

const TABLES: &[Table] = &[
    ("person", "book, no, kind, name, identity_no, born_on, sex, address, phone, email", person),
    (
        "case_file",
        "book, no, code, secret, type, version, limit_rule, channel, helped_unit, received_unit, authority_unit, person, submitter, \
         subject, fields, state, money, delivery, exchange, open, step, holder, holder_unit, received_at, received_on, due_at, \
         first_due_at, promised_at, finished_at, finished_on, outcome, verdict, handed_back_at, next_rung_at, fact_no",
        case_file,
    ),
    ("case_word", "book, word, case_no", words),
    (
        "case_clock",
        "book, case_no, no, kind, calendar, calendar_version, time_limit, same_day_until, restart, started_at, due_at, original_due_at, \
         reason, fact_no, superseded_fact_no",
        clock,
    ),
    ("holding", "book, case_no, no, step, unit, officer, given_by, from_at, to_at, norm, note, fact_no", holdings),
    ("case_event", "book, case_no, no, at, known_at, kind, step, officer, unit, note, fact_no", events),
];

/// One case of the past.
struct Case {
    book: String,
    no: i64,
    on: Date,
    open: bool,
    overdue: bool,
}

/// An empty column.
const NONE: &str = "\\N";

/// Writes so many cases, shared out among the offices.
pub fn load(place: &Place, cases: i64) -> Result<()> {
    let each = cases / BOOKS as i64;
    for at in 0..BOOKS {
        let book = book(at);
        freeze(place, &book)?;
        let mut first = 1;
        while first <= each {
            let last = (first + CHUNK - 1).min(each);
            for (table, columns, rows) in TABLES {
                let all: Vec<Vec<String>> = (first..=last).flat_map(|no| rows(&case(&book, no, each))).collect();
                write(place, table, columns, &all)?;
            }
            first = last + 1;
        }
        place.db.write_in(&book, |tx| office::casework::rebuild_counts(tx, &book))?;
    }
    settle(place)
}

/// The last ones are open, spread over the last days.
fn case(book: &str, no: i64, cases: i64) -> Case {
    let age = (cases - no) / PER_DAY + 1;
    let on = date(2026, 11, 20).checked_sub(Span::new().days(age)).unwrap_or_default();
    let open = cases - no < OPEN.min(cases);
    Case { book: book.to_owned(), no, on, open, overdue: open && cases - no >= OPEN - OVERDUE }
}

fn text(value: impl ToString) -> String {
    value.to_string()
}

fn person(case: &Case) -> Vec<Vec<String>> {
    let n = case.no;
    let row = [
        case.book.clone(),
        text(n),
        "citizen".into(),
        format!("Trần Văn Cũ {n}"),
        format!("0011{n:08}"),
        NONE.into(),
        String::new(),
        format!("Số {n} phố Cũ"),
        String::new(),
        String::new(),
    ];
    vec![row.into()]
}

fn case_file(case: &Case) -> Vec<Vec<String>> {
    let (n, on) = (case.no, case.on);
    let due = if case.overdue {
        format!("{on}T10:00:00.000Z")
    } else if case.open {
        "2026-11-25T10:00:00.000Z".into()
    } else {
        format!("{on}T10:00:00.000Z")
    };
    let done = |value: String| if case.open { NONE.to_owned() } else { value };
    let (state, open, verdict) = if case.open { ("in-progress", "1", "") } else { ("handed-back", "0", "on-time") };
    let row = [
        case.book.clone(),
        text(n),
        format!("H26.CU-{n}"),
        "ABCDEFGH".into(),
        "trich-luc-ho-tich".into(),
        "1".into(),
        "trong-ngay".into(),
        "counter".into(),
        "1".into(),
        "1".into(),
        "1".into(),
        text(n),
        NONE.into(),
        String::new(),
        "{}".into(),
        state.into(),
        "none".into(),
        "counter".into(),
        "none".into(),
        open.into(),
        "ky".into(),
        "4".into(),
        "1".into(),
        format!("{on}T01:00:00.000Z"),
        text(on),
        due.clone(),
        due,
        NONE.into(),
        done(format!("{on}T08:00:00.000Z")),
        done(text(on)),
        if case.open { String::new() } else { "cap".into() },
        verdict.into(),
        done(format!("{on}T09:00:00.000Z")),
        NONE.into(),
        "1".into(),
    ];
    vec![row.into()]
}

fn words(case: &Case) -> Vec<Vec<String>> {
    let n = case.no;
    let all = ["tran".to_owned(), "van".into(), "cu".into(), text(n), format!("0011{n:08}")];
    let mut all: Vec<String> = all.into();
    all.sort();
    all.dedup();
    all.into_iter().map(|word| vec![case.book.clone(), word, text(n)]).collect()
}

fn clock(case: &Case) -> Vec<Vec<String>> {
    let on = case.on;
    let (started, due) = (format!("{on}T01:00:00.000Z"), format!("{on}T10:00:00.000Z"));
    let row = [
        case.book.clone(),
        text(case.no),
        "1".into(),
        "statutory".into(),
        "hanh-chinh".into(),
        "1".into(),
        "trong ngày".into(),
        "900".into(),
        "0".into(),
        started,
        due.clone(),
        due,
        String::new(),
        "1".into(),
        NONE.into(),
    ];
    vec![row.into()]
}

fn holdings(case: &Case) -> Vec<Vec<String>> {
    let on = case.on;
    let row = |no: i64, step: &str, officer: &str, from: &str, to: String| -> Vec<String> {
        [
            case.book.clone(),
            text(case.no),
            text(no),
            step.into(),
            "1".into(),
            officer.into(),
            "2".into(),
            format!("{on}T{from}:00.000Z"),
            to,
            String::new(),
            String::new(),
            "1".into(),
        ]
        .into()
    };
    let last = if case.open { NONE.to_owned() } else { format!("{on}T09:00:00.000Z") };
    vec![row(1, "tiep-nhan", "2", "01:00", format!("{on}T02:00:00.000Z")), row(2, "ky", "4", "02:00", last)]
}

fn events(case: &Case) -> Vec<Vec<String>> {
    let on = case.on;
    let row = |no: i64, kind: &str, at: &str| -> Vec<String> {
        let at = format!("{on}T{at}:00.000Z");
        [
            case.book.clone(),
            text(case.no),
            text(no),
            at.clone(),
            at,
            kind.into(),
            "ky".into(),
            "2".into(),
            "1".into(),
            String::new(),
            "1".into(),
        ]
        .into()
    };
    let mut all = vec![row(1, "case-received", "01:00"), row(2, "case-forwarded", "02:00")];
    if !case.open {
        all.extend([row(3, "case-decided", "08:00"), row(4, "case-handed-back", "09:00")]);
    }
    all
}

/// The rules that the past lived under, as the first case of the office would freeze them.
fn freeze(place: &Place, book: &str) -> Result<()> {
    let (Some(case_type), Some(calendar)) =
        (place.pack.case_type("trich-luc-ho-tich"), place.pack.calendar("hanh-chinh"))
    else {
        anyhow::bail!("the packs hold no case type to measure with");
    };
    let row = |kind: &str, id: &str, version: i64, body: &str| -> Vec<String> {
        [
            book.to_owned(),
            kind.into(),
            id.into(),
            text(version),
            body.to_owned(),
            office::journal::sha256(body),
            "2026-01-01T00:00:00.000Z".into(),
            "1".into(),
        ]
        .into()
    };
    let rows = [
        row("case-type", &case_type.id, case_type.version, &case_type.text),
        row("calendar", &calendar.id, calendar.version, &calendar.text),
    ];
    write(place, "rule_text", "book, kind, code, version, text, digest, published_at, fact_no", &rows)
}

fn write(place: &Place, table: &str, columns: &str, rows: &[Vec<String>]) -> Result<()> {
    match &place.kept {
        Kept::File(file) => {
            let mut connection = rusqlite::Connection::open(file)?;
            connection
                .execute_batch("pragma synchronous = off; pragma temp_store = memory; pragma cache_size = -200000;")?;
            let transaction = connection.transaction()?;
            {
                let places: Vec<String> = (1..=columns.split(',').count()).map(|at| format!("?{at}")).collect();
                let mut statement =
                    transaction.prepare(&format!("insert into {table} ({columns}) values ({})", places.join(", ")))?;
                for row in rows {
                    let values = row.iter().map(|value| (value != NONE).then_some(value.as_str()));
                    statement.execute(rusqlite::params_from_iter(values))?;
                }
            }
            transaction.commit()?;
        }
        Kept::Server(database) => {
            let mut client = ::postgres::Client::connect(&database.url, ::postgres::NoTls)?;
            let mut copy = client.copy_in(&format!("copy {table} ({columns}) from stdin"))?;
            for row in rows {
                let line: Vec<String> = row.iter().map(|v| if v == NONE { v.clone() } else { escaped(v) }).collect();
                writeln!(copy, "{}", line.join("\t"))?;
            }
            copy.finish()?;
        }
    }
    Ok(())
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

/// What a database does by itself over time: PostgreSQL keeps statistics for its planner. The program asks SQLite for none, so
/// it is measured without them.
fn settle(place: &Place) -> Result<()> {
    match &place.kept {
        Kept::File(file) => rusqlite::Connection::open(file)?.execute_batch("pragma wal_checkpoint(truncate);")?,
        Kept::Server(database) => {
            ::postgres::Client::connect(&database.url, ::postgres::NoTls)?.batch_execute("vacuum analyze")?
        }
    }
    Ok(())
}
