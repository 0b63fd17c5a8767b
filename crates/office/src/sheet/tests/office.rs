//! A small office to import into: Quận Ba Đình with three wards, four indicators and two documents; and fixtures.

use crate::app::{App, Shared};
use crate::ctx::Ctx;
use crate::db::{Db, Tx, migrate};
use crate::directory::{NewBook, NewUnit, establish, open_book};
use crate::document::{NewDocument, register};
use crate::error::Error;
use crate::plan::catalogue::adopt_catalogue;
use crate::sheet::{Preview, Subject, check_file};
use jiff::civil::{Date, date};
use pack::indicator::{Direction, OverTime, OverUnits};
use pack::measure::{Measure, MeasureKind};
use pack::{Assigner, Edition, Indicator, Pack};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::sync::Arc;
use tempfile::TempDir;

/// A book in a database of its own.
pub struct Office {
    db: Db,
    ctx: Ctx,
    _folder: TempDir,
}

impl Office {
    /// The office with its wards since 1/1/2000; “Phường Cũ” ended on 1/1/2016.
    pub fn open() -> Office {
        Office::with(true)
    }

    /// The same office without wards.
    pub fn bare() -> Office {
        Office::with(false)
    }

    fn with(wards: bool) -> Office {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::open(&format!("sqlite:{}", folder.path().join("book.db").display())).expect("a database");
        migrate(&db).expect("tables");
        let ctx = Ctx::operator("ba-dinh", "2017-05-05T02:00:00Z".parse().expect("an instant"), Arc::new(pack()));
        let office = Office { db, ctx, _folder: folder };
        office.write(|ctx, tx| {
            let root = unit("001", "quan", "Quận Ba Đình", None);
            let root = open_book(ctx, tx, &NewBook { book: ctx.book.clone(), superior: None, root })?;
            adopt_catalogue(ctx, tx)?;
            for symbol in ["123-NQ/HĐND", "29/KH-UBND"] {
                register(ctx, tx, &document(symbol))?;
            }
            if wards {
                for (code, name) in
                    [("00001", "Phường Cống Vị"), ("00002", "Phường Ngọc Hà"), ("00003", "Phường Đội Cấn")]
                {
                    establish(ctx, tx, &unit(code, "phuong", name, Some(root)))?;
                }
                let old = NewUnit {
                    abolished_on: Some(date(2016, 1, 1)),
                    ..unit("00009", "phuong", "Phường Cũ", Some(root))
                };
                establish(ctx, tx, &old)?;
            }
            Ok(())
        });
        office
    }

    /// Runs an act that must succeed.
    pub fn write<T>(&self, mut f: impl FnMut(&Ctx, &mut Tx) -> Result<T, Error>) -> T {
        self.db.write(|tx| f(&self.ctx, tx)).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Runs an act that may fail.
    pub fn attempt<T>(&self, mut f: impl FnMut(&Ctx, &mut Tx) -> Result<T, Error>) -> Result<T, Error> {
        self.db.write(|tx| f(&self.ctx, tx))
    }

    /// What the preview says of a file.
    pub fn check(&self, subject: Subject, name: &str, bytes: &[u8]) -> Preview {
        self.write(|ctx, tx| check_file(ctx, tx, subject, name, bytes))
    }

    /// The program as a browser meets it, at this office.
    pub fn serve(self) -> (App, TempDir) {
        let now = self.ctx.now;
        let shared = Shared {
            db: self.db,
            pack: self.ctx.pack,
            clock: Box::new(move || now),
            demo: false,
            public_url: String::new(),
            scan: None,
        };
        (App::new(shared), self._folder)
    }

    /// The number of facts in the journal.
    pub fn facts(&self) -> i64 {
        self.write(|_, tx| Ok(tx.int("select count(*) from fact", &[])?))
    }
}

/// The places and sentences of all faults, one a line.
pub fn lines(preview: &Preview) -> String {
    preview.faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A workbook with one sheet.
pub fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().expect("a workbook")
}

/// Texts row by row; a text that begins with `=` is a number.
pub fn rows(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) {
    for (row, cells) in (first..).zip(rows) {
        for (column, text) in (0_u16..).zip(*cells) {
            match text.strip_prefix('=') {
                Some(number) => {
                    sheet.write_number(row, column, number.parse::<f64>().expect("a number of the fixture")).map(|_| ())
                }
                None if text.is_empty() => Ok(()),
                None => sheet.write_string(row, column, *text).map(|_| ()),
            }
            .expect("a cell");
        }
    }
}

/// Merges cells, as heads and titles are.
pub fn merge(sheet: &mut Worksheet, (row, column): (u32, u16), (last_row, last_column): (u32, u16), text: &str) {
    sheet.merge_range(row, column, last_row, last_column, text, &Format::new()).expect("a merged range");
}

fn unit(code: &str, kind: &str, name: &str, parent: Option<i64>) -> NewUnit {
    NewUnit {
        code: code.into(),
        kind: kind.into(),
        name: name.into(),
        parent,
        on: date(2000, 1, 1),
        abolished_on: None,
    }
}

fn document(symbol: &str) -> NewDocument {
    NewDocument {
        kind: "NQ".into(),
        symbol: symbol.into(),
        issued_on: Some(date(2016, 12, 20)),
        issuer: "HĐND Thành phố".into(),
        subject: "Giao dự toán năm 2017".into(),
        own: false,
        bases: Vec::new(),
        details: crate::document::Details::default(),
    }
}

fn pack() -> Pack {
    let measure = |code: &str, label: &str, kind| Measure {
        code: code.into(),
        label: label.into(),
        kind,
        decimals: 0,
        scales: Vec::new(),
    };
    let edition =
        Edition {
            id: "thu".into(), version: "1".into(), title: "Thử".into(), basis: String::new(), needs: Vec::new()
        };
    let assigner = |code: &str, label: &str| Assigner {
        code: code.into(),
        label: label.into(),
        estimate: format!("dự toán {label}"),
        basis: String::new(),
    };
    Pack {
        id: "thu".into(),
        version: "1".into(),
        title: "Thử".into(),
        basis: String::new(),
        editions: vec![edition],
        measures: vec![
            measure("dong", "đồng", MeasureKind::Money),
            measure("phan-tram", "%", MeasureKind::Percent),
            measure("ho-so", "hồ sơ", MeasureKind::Count),
            measure("ha", "ha", MeasureKind::Decimal),
        ],
        assigners: vec![assigner("thanh-pho", "UBND Thành phố giao"), assigner("hdnd-quan", "HĐND quận giao")],
        indicators: vec![
            indicator("thu-nsnn", "Thu ngân sách nhà nước trên địa bàn", "dong"),
            indicator("chi-ns", "Chi ngân sách quận", "dong"),
            indicator("dung-han", "Tỷ lệ hồ sơ đúng hạn", "phan-tram"),
            indicator("ho-so", "Hồ sơ tiếp nhận", "ho-so"),
            indicator("dat-sach", "Đất sạch", "ha"),
        ],
        outlines: Vec::new(),
        document_kinds: Vec::new(),
        calendars: Vec::new(),
        case_types: Vec::new(),
        case_stories: Vec::new(),
        periods: Vec::new(),
        wordings: Vec::new(),
        task_assigners: Vec::new(),
        stories: Vec::new(),
        units: Vec::new(),
    }
}

fn indicator(code: &str, name: &str, measure: &str) -> Indicator {
    Indicator {
        code: code.into(),
        name: name.into(),
        measure: measure.into(),
        synonyms: Vec::new(),
        direction: Direction::More,
        over_units: OverUnits::Sum,
        over_time: OverTime::Cumulative,
        scope: "territory".into(),
        part_of: None,
        percent_cap: (measure == "phan-tram").then(|| 100.into()),
        zero_target: false,
        limit: false,
        formula: None,
        horizon: None,
        since: None,
        until: None,
        basis: String::new(),
    }
}

/// A day of a table.
pub fn day(text: &str) -> Date {
    viet::day::read(text).expect("a day of the table")
}
