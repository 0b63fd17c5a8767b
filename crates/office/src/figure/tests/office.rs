//! A small office for the tests: a district with two wards, a few indicators, and people of any role.

use crate::ctx::{Actor, Ctx};
use crate::db::{Db, Tx, migrate};
use crate::directory::permit::Role;
use crate::directory::{NewBook, NewOfficer, NewUnit, UnitChange, appoint, change, establish, open_book};
use crate::error::Error;
use crate::figure::{NewFigure, Status};
use crate::plan::catalogue::adopt_catalogue;
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;
use viet::bound::Bound;

pub const QUAN: i64 = 1;
pub const CONG_VI: i64 = 2;
pub const PHUC_XA: i64 = 3;

const PACK: &str = r#"id = "thu-nghiem"
version = "1.0.0"
title = "Thử nghiệm"
basis = "thử nghiệm"
"#;

const MEASURES: &str = r#"measure = [
  { code = "dong", label = "đồng", kind = "money", decimals = 0 },
  { code = "phan-tram", label = "%", kind = "percent", decimals = 2 },
  { code = "co-so", label = "cơ sở", kind = "count", decimals = 0 },
]
"#;

const ASSIGNERS: &str = r#"assigner = [
  { code = "thanh-pho", label = "UBND Thành phố giao", estimate = "dự toán Thành phố giao", basis = "thử nghiệm" },
  { code = "hdnd", label = "HĐND quận giao", estimate = "dự toán HĐND quận giao", basis = "thử nghiệm" },
]
"#;

/// An office on its own database file, which goes when the test ends.
pub struct Office {
    db: Db,
    path: PathBuf,
    pack: Arc<pack::Pack>,
}

pub fn day(text: &str) -> Date {
    text.parse().expect("a day of the table")
}

/// A figure expected from the first day of the cut-off's year.
pub fn figure(indicator: &str, unit: i64, cutoff_on: &str, value: &str) -> NewFigure {
    let cutoff_on = day(cutoff_on);
    NewFigure {
        indicator: indicator.into(),
        unit,
        starts_on: cutoff_on.first_of_year(),
        cutoff_on,
        status: Status::Expected,
        bound: Bound::Equal,
        value: value.parse().expect("a number of the table"),
        typed: value.into(),
        source: None,
        note: String::new(),
        invented: false,
        claims: Vec::new(),
    }
}

fn pack() -> pack::Pack {
    let indicator = |code: &str, measure: &str, more: &str| {
        format!(
            "[[indicator]]\ncode = \"{code}\"\nname = \"Chỉ tiêu {code}\"\nmeasure = \"{measure}\"\ndirection = \"more\"\nover_units = \"sum\"\nover_time = \"cumulative\"\nscope = \"territory\"\nbasis = \"thử nghiệm\"\n{more}\n"
        )
    };
    let ratio = indicator("ty-le", "phan-tram", "formula = { kind = \"ratio\", a = \"co-so\", b = \"co-so-2\" }")
        .replace("over_units = \"sum\"", "over_units = \"none\"");
    let share = indicator("dung-han", "phan-tram", "percent_cap = 100")
        .replace("over_units = \"sum\"", "over_units = \"none\"");
    let indicators = [
        indicator("thu", "dong", ""),
        indicator("co-so", "co-so", ""),
        indicator("co-so-2", "co-so", ""),
        share,
        ratio,
    ]
    .concat();
    let files = [
        ("pack.toml", PACK.to_owned()),
        ("measures.toml", MEASURES.to_owned()),
        ("assigners.toml", ASSIGNERS.to_owned()),
        ("indicators.toml", indicators),
    ];
    let files: Vec<(String, String)> =
        files.into_iter().map(|(name, text)| (format!("thu-nghiem/{name}"), text)).collect();
    pack::load(&files).expect("the pack of the tests")
}

impl Office {
    /// Opens an office on a fresh file.
    pub fn open(name: &str) -> Office {
        let path = std::env::temp_dir().join(format!("ro-viec-figure-{name}-{}.db", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let db = Db::open(&format!("sqlite:{}", path.display())).expect("a database file");
        migrate(&db).expect("the tables");
        let office = Office { db, path, pack: Arc::new(pack()) };
        let ctx = Ctx::operator("q", "2017-04-28T03:00:00Z".parse().expect("an instant"), office.pack.clone());
        office.write(|tx| furnish(&ctx, tx));
        office
    }

    /// Somebody with one role and these units.
    pub fn as_role(&self, role: Role, units: &[i64]) -> Ctx {
        let mut ctx = Ctx::operator("q", "2017-04-28T03:00:00Z".parse().expect("an instant"), self.pack.clone());
        ctx.actor = Actor {
            officer: 1,
            name: "Trần Văn An".into(),
            post_title: "Chuyên viên".into(),
            roles: vec![role],
            units: units.to_vec(),
        };
        ctx
    }

    pub fn write<T>(&self, f: impl FnMut(&mut Tx) -> Result<T, Error>) -> T {
        self.db.write(f).expect("an act that succeeds")
    }

    pub fn read<T>(&self, f: impl FnOnce(&mut Tx) -> Result<T, Error>) -> T {
        self.db.read(f).expect("a reading that succeeds")
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.path.display()));
        }
    }
}

fn furnish(ctx: &Ctx, tx: &mut Tx) -> Result<(), Error> {
    let unit = |code: &str, kind: &str, name: &str, parent, on: &str, until: Option<&str>| NewUnit {
        code: code.into(),
        kind: kind.into(),
        name: name.into(),
        parent,
        on: day(on),
        abolished_on: until.map(day),
    };
    let root = unit("q", "quan", "Quận Ba Đình", None, "1981-01-01", Some("2025-07-01"));
    open_book(ctx, tx, &NewBook { book: "q".into(), superior: None, root })?;
    establish(ctx, tx, &unit("cv", "phuong", "Phường Cống Vị", Some(QUAN), "1981-01-01", Some("2025-07-01")))?;
    establish(ctx, tx, &unit("px", "phuong", "Phường Phúc Xá", Some(QUAN), "1981-01-01", None))?;
    let heir = establish(ctx, tx, &unit("hh", "phuong", "Phường Hồng Hà", None, "2025-06-30", None))?;
    change(ctx, tx, PHUC_XA, day("2025-06-30"), &UnitChange::SucceededBy(heir))?;
    change(ctx, tx, PHUC_XA, day("2025-06-30"), &UnitChange::Abolish)?;
    let owner = NewOfficer {
        login: "an".into(),
        name: "Trần Văn An".into(),
        post_title: "Chuyên viên".into(),
        role: Role::Specialist,
        unit: QUAN,
        from: day("2017-01-01"),
    };
    appoint(ctx, tx, &owner)?;
    adopt_catalogue(ctx, tx)?;
    Ok(())
}
