//! The demonstration against the packs of this repository and a fresh database.

use super::{BOOKS, check, read, seed};
use crate::db::{Db, Tx, migrate};
use crate::directory;
use crate::error::Error;
use crate::journal::{Verdict, verify};
use jiff::civil::date;
use pack::Pack;
use std::path::Path;
use std::sync::Arc;

/// The packs beside the crates, as the program carries them.
fn packs() -> Arc<Pack> {
    let below = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut files = Vec::new();
    for pack in ["national", "district", "one-stop"] {
        collect(&below, &below.join(pack), &mut files);
    }
    Arc::new(
        pack::load(&files)
            .unwrap_or_else(|faults| panic!("{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>())),
    )
}

fn collect(root: &Path, folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder of packs") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, into);
        } else {
            let name = path.strip_prefix(root).expect("below the root").display().to_string();
            into.push((name, std::fs::read_to_string(&path).expect("a text file")));
        }
    }
}

/// A seeded database in a folder that goes away with the test.
fn seeded() -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open(&format!("sqlite:{}", folder.path().join("demo.db").display())).expect("a database");
    migrate(&db).expect("tables");
    let fresh = seed(&db, &packs()).unwrap_or_else(|error| panic!("{error}"));
    assert!(fresh);
    (folder, db)
}

fn ask<T>(db: &Db, f: impl FnOnce(&mut Tx) -> Result<T, Error>) -> T {
    db.read(f).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_book_refers_only_to_what_there_is() {
    let pack = packs();
    for (file, text) in BOOKS {
        let script = read(file, text).unwrap_or_else(|faults| panic!("{faults:?}"));
        let faults: Vec<String> = check::faults(&script, &pack).iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        assert_eq!(format!("{}.toml", script.book.code), *file);
    }
}

#[test]
fn a_wrong_book_says_where() {
    let head = "[book]\ncode = \"x\"\nopened = \"2017-01-03T08:00\"\nposts-from = \"2017-01-01\"\n[book.unit]\n\
        code = \"1\"\nkind = \"quan\"\nname = \"Quận X\"\nestablished = \"2000-01-01\"\n[[officer]]\n\
        login = \"a\"\nname = \"A\"\npost = \"A\"\nrole = \"specialist\"\nunit = \"quan\"\n";
    // Fifteen lines of head, then the text; the place and a word of the first fault, empty when there is none.
    #[rustfmt::skip]
    let rows = [
        ("", ""),
        ("[[act]]\nat = \"2017-01-04T08:00\"\nby = \"a\"\nopen-year = { year = 2017 }", ""),
        ("[[act]]\nat = \"2017-01-04T08:00\"\nby = \"b\"\nopen-year = { year = 2017 }", "x.toml:16: Không có cán bộ “b”"),
        ("[[act]]\nat = \"2017-01-02T08:00\"\nby = \"a\"\nopen-year = { year = 2017 }", "x.toml:16: Việc lúc"),
        ("[[act]]\nat = \"2017-01-04T08:00\"\nby = \"a\"\nclose-period = { period = \"p\" }", "x.toml:16: Không có kỳ báo cáo “p”"),
        ("[[act]]\nat = \"2017-01-04T08:00\"\nby = \"a\"\nopen-yeer = { year = 2017 }", "x.toml:16: Không đọc được"),
        ("[[act]]\nat = \"2017-01-04T08:00\"\nby = \"a\"", "x.toml:16: Không đọc được"),
        ("[[act]]\nat = \"2017-01-04T08:00\"\nby = \"a\"\nopen-year = { year = 2017 }\nclose-period = { period = \"p\" }", "x.toml:16: Không đọc được"),
        ("[[act]]\nat = \"hôm qua\"\nby = \"a\"\nopen-year = { year = 2017 }", "x.toml:17: Không đọc được"),
        ("[[act]]\nat = \"2017-01-04T08:00\"\nby = \"a\"\nforward-case = { case = \"h\", step = \"ky\", to = \"a\" }", "x.toml:16: Không có hồ sơ “h”"),
        ("[[act]]\nat = \"2017-01-04T08:00\"\nby = \"a\"\nreceive-case = { key = \"h\", type = \"t\", person = { name = \"X\" } }", "x.toml:16: Không có thủ tục “t”"),
        ("[[act]]\nat = \"2017-01-04T08:00\"\nby = \"a\"\n[act.receive-case]\nkey = \"h\"\ntype = \"chung-thuc-ban-sao\"\nperson = { name = \"X\" }\nlife = [\n{ at = \"2017-01-05T08:00\", forward-case = { step = \"ky\", to = \"b\" } }]", "x.toml:24: Không có cán bộ “b”"),
        ("[[act]]\nat = \"2017-01-04T08:00\"\nby = \"a\"\n[act.receive-case]\nkey = \"h\"\ntype = \"chung-thuc-ban-sao\"\nperson = { name = \"X\" }\nlife = [\n{ at = \"2017-01-03T08:00\", pay-fees = {} }]", "x.toml:24: Không có hồ sơ “h”"),
        ("[[units]]\nkind = \"phuong\"\nlist = [\n{ key = \"p\", name = \"P\" },\n{ key = \"p\", name = \"P\" } ]", "x.toml:20: Mã đơn vị “p”"),
        ("[[officer]]\nlogin = \"c\"\nname = \"C\"\npost = \"C\"\nrole = \"vua\"\nunit = \"nha\"", "x.toml:16: Không có đơn vị “nha”"),
    ];
    let pack = packs();
    for (text, expected) in rows {
        let faults = read("x.toml", &format!("{head}{text}"))
            .map_or_else(|faults| faults, |script| check::faults(&script, &pack));
        let first = faults.first().map(ToString::to_string).unwrap_or_default();
        assert!(first.starts_with(expected) && first.is_empty() == expected.is_empty(), "{text}\n{first}");
    }
}

#[test]
fn seeding_runs_once_and_the_journal_is_whole() {
    let (_folder, db) = seeded();
    assert!(!seed(&db, &packs()).expect("a second seeding"));
    for verdict in ask(&db, verify) {
        assert!(matches!(verdict, Verdict::Whole { .. }), "{verdict:?}");
    }
}

#[test]
fn what_the_books_hold() {
    let (_folder, db) = seeded();
    // What is counted, and how many there are.
    #[rustfmt::skip]
    let rows = [
        ("select count(*) from book", 6),
        ("select count(*) from book where superior = 'ha-noi'", 5),
        ("select count(*) from receipt where book = 'ba-dinh'", 10),
        ("select count(*) from report where book = 'ba-dinh' and state = 'signed'", 1),
        ("select count(*) from report where book = 'ba-dinh' and state = 'draft'", 1),
        ("select count(*) from publication where book = 'ba-dinh' and published_at = '2017-05-05T09:56:00.000Z'", 1),
        ("select count(*) from figure where book = 'ba-dinh' and invented = 0", 3),
        ("select count(*) from figure where book = 'ba-dinh' and cutoff_on < '2017-01-01'", 0),
        ("select count(*) from figure where invented = 1 and note = ''", 0),
        ("select count(*) from target where book = 'hai-ba-trung'", 0),
        ("select count(*) from claim where book = 'hai-ba-trung'", 7),
        ("select count(*) from figure where book = 'bac-tu-liem'", 2),
        ("select count(*) from programme_item where book = 'thanh-xuan' and programme = 1", 8),
        ("select count(*) from programme_item where book = 'thanh-xuan' and programme = 2", 5),
        ("select count(*) from programme_item where book = 'bac-tu-liem' and due_on = '2014-06-21'", 1),
        ("select count(*) from report where book = 'bac-tu-liem' and state = 'signed'", 0),
        ("select count(*) from case_file where book = 'ngoc-ha'", 62),
        ("select count(distinct type) from case_file where book = 'ngoc-ha'", 17),
        ("select count(*) from case_file where book = 'ngoc-ha' and verdict = 'late'", 3),
        ("select count(*) from case_file where book = 'ngoc-ha' and state = 'decided'", 3),
        ("select count(*) from case_file where book = 'ngoc-ha' and outcome = 'withdrawn'", 1),
        ("select count(*) from case_file where book = 'ngoc-ha' and promised_at is not null", 2),
        ("select count(*) from case_file where book = 'ngoc-ha' and open = 1 and due_at < '2026-11-20T03:00:00.000Z'", 2),
        ("select count(*) from case_file where book = 'ngoc-ha' and open = 1 and due_at is null", 2),
        ("select count(*) from case_file where book = 'ngoc-ha' and channel = 'online'", 4),
        ("select count(*) from case_leg where book = 'ngoc-ha' and answered_at is null", 1),
        ("select count(*) from case_rung where book = 'ngoc-ha' and late = 1", 0),
        ("select count(*) from filing where book = 'ngoc-ha' and state = 'submitted'", 2),
        ("select count(*) from case_rating where book = 'ngoc-ha'", 3),
    ];
    for (sql, expected) in rows {
        assert_eq!(ask(&db, |tx| Ok(tx.int(sql, &[])?)), expected, "{sql}");
    }
}

#[test]
fn wards_of_each_year() {
    let (_folder, db) = seeded();
    #[rustfmt::skip]
    let rows = [
        ("ba-dinh",      date(2017, 4, 30),  14),
        ("ba-dinh",      date(2025, 1, 1),   13),
        ("thanh-xuan",   date(2021, 12, 31), 11),
        ("hai-ba-trung", date(2022, 5, 15),  18),
        ("hai-ba-trung", date(2025, 6, 30),  15),
        ("bac-tu-liem",  date(2014, 3, 31),  0),
        ("bac-tu-liem",  date(2014, 4, 1),   13),
        ("bac-tu-liem",  date(2025, 7, 1),   0),
    ];
    for (book, on, expected) in rows {
        let units = ask(&db, |tx| directory::units_on(tx, book, on));
        assert_eq!(units.iter().filter(|unit| unit.kind == "phuong").count(), expected, "{book} {on}");
    }
}

#[test]
fn every_button_has_an_officer_today() {
    let (_folder, db) = seeded();
    let logins: Vec<&str> = directory::DEMO_LOGINS.iter().map(|(login, _)| *login).collect();
    for (book, held) in
        [("ha-noi", 1), ("ba-dinh", 3), ("thanh-xuan", 3), ("bac-tu-liem", 3), ("hai-ba-trung", 3), ("ngoc-ha", 3)]
    {
        let officers = ask(&db, |tx| directory::officers(tx, book, date(2030, 1, 1)));
        let found = logins.iter().filter(|login| officers.iter().any(|officer| officer.login == **login)).count();
        assert_eq!(found, held, "{book}");
    }
}
