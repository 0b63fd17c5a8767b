//! A small district with three wards, two estimates and the people who act; one database file per test.

use crate::ctx::{Actor, Ctx};
use crate::db::{Db, Tx, migrate};
use crate::directory::permit::Role;
use crate::directory::{NewBook, NewOfficer, NewUnit, appoint, establish, open_book};
use crate::document::{NewDocument, register};
use crate::error::Error;
use crate::params;
use crate::plan::allocation::{Grid, GridLine, NewDraft, draft_allocation, save_grid};
use crate::plan::catalogue::adopt_catalogue;
use crate::plan::target::{Horizon, NewTarget, set_target};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

const BOOK: &str = "ba-dinh";
const PACK: &[(&str, &str)] = &[
    ("thu/pack.toml", "id = \"thu\"\nversion = \"1\"\ntitle = \"Bộ thử\"\nbasis = \"thử\"\n"),
    (
        "thu/measures.toml",
        "[[measure]]\ncode = \"dong\"\nlabel = \"đồng\"\nkind = \"money\"\ndecimals = 0\n\
         [[measure]]\ncode = \"phan-tram\"\nlabel = \"%\"\nkind = \"percent\"\ndecimals = 2\n",
    ),
    (
        "thu/assigners.toml",
        "[[assigner]]\ncode = \"thanh-pho\"\nlabel = \"UBND Thành phố giao\"\nestimate = \"dự toán Thành phố\"\nbasis = \"thử\"\n\
         [[assigner]]\ncode = \"ubnd-quan\"\nlabel = \"UBND quận giao\"\nestimate = \"kế hoạch quận\"\nbasis = \"thử\"\n",
    ),
    ("thu/document_kinds.toml", "[[kind]]\ncode = \"QĐ\"\nname = \"quyết định\"\nabbreviation = \"QĐ\"\n"),
    (
        "thu/indicators.toml",
        "[[indicator]]\ncode = \"thu\"\nname = \"Thu ngân sách\"\nmeasure = \"dong\"\ndirection = \"more\"\nover_units = \"sum\"\n\
         over_time = \"cumulative\"\nscope = \"territory\"\nbasis = \"thử\"\n\
         [[indicator]]\ncode = \"chi\"\nname = \"Chi ngân sách\"\nmeasure = \"dong\"\ndirection = \"more\"\nover_units = \"sum\"\n\
         over_time = \"cumulative\"\nscope = \"district-budget\"\nbasis = \"thử\"\n\
         [[indicator]]\ncode = \"dung-han\"\nname = \"Hồ sơ đúng hạn\"\nmeasure = \"phan-tram\"\ndirection = \"more\"\nover_units = \"none\"\n\
         over_time = \"period\"\nscope = \"territory\"\nbasis = \"thử\"\n",
    ),
];

/// The office and its database, removed with the test.
pub(in crate::plan) struct Office {
    db: Db,
    path: PathBuf,
    pack: Arc<pack::Pack>,
    /// Cống Vị, Giảng Võ, and Phúc Xá, which was abolished at the end of 2016.
    pub wards: [i64; 3],
    pub basis: i64,
    /// Revenue 6.191 tỷ, expenditure 1.220,371 tỷ, dossiers on time above 99 %.
    pub targets: [i64; 3],
    pub clerk: i64,
}

impl Office {
    pub fn open() -> Office {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("office-plan-{}-{}.db", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
        let path = std::env::temp_dir().join(name);
        let files: Vec<_> = PACK.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        let pack = Arc::new(pack::load(&files).expect("the pack of the test"));
        let db = Db::open(&format!("sqlite:{}", path.display())).expect("a database file");
        migrate(&db).expect("tables");
        let mut office = Office { db, path, pack, wards: [0; 3], basis: 0, targets: [0; 3], clerk: 0 };
        let operator = office.ctx(vec![Role::Operator, Role::Specialist], 0, &[]);
        let made = office.db.write(|tx| furnish(&operator, tx)).expect("the office");
        (office.wards, office.basis, office.targets, office.clerk) = made;
        office
    }

    /// A person of the office on 16/1/2017.
    pub fn ctx(&self, roles: Vec<Role>, officer: i64, units: &[i64]) -> Ctx {
        let actor =
            Actor { officer, name: "Lan".into(), post_title: "Chuyên viên".into(), roles, units: units.to_vec() };
        let now = "2017-01-16T02:00:00Z".parse().expect("an instant");
        Ctx {
            book: BOOK.into(),
            book_name: "Quận Ba Đình".into(),
            demo: false,
            actor,
            now,
            pack: self.pack.clone(),
            csrf: "c".into(),
        }
    }

    pub fn specialist(&self) -> Ctx {
        self.ctx(vec![Role::Specialist], self.clerk, &[1])
    }

    pub fn head(&self) -> Ctx {
        self.ctx(vec![Role::Head], self.clerk, &[1])
    }

    pub fn ward(&self, at: usize) -> Ctx {
        self.ctx(vec![Role::Unit], self.clerk, &[self.wards[at]])
    }

    pub fn act<T>(&self, f: impl FnMut(&mut Tx) -> Result<T, Error>) -> Result<T, Error> {
        self.db.write(f)
    }

    /// How many facts the journal holds.
    pub fn facts(&self) -> i64 {
        self.act(|tx| Ok(tx.int("select facts from book where book = $1", params![BOOK])?)).expect("a count")
    }

    /// A draft that divides revenue over the first two wards.
    pub fn draft(&self, first: &str, second: &str, basis: Option<i64>) -> i64 {
        let ctx = self.specialist();
        self.act(|tx| {
            let no = draft_allocation(
                &ctx,
                tx,
                &NewDraft { year: 2017, title: "Giao dự toán năm 2017".into(), targets: vec![self.targets[0]] },
            )?;
            save_grid(&ctx, tx, no, &self.grid(first, second, basis))?;
            Ok(no)
        })
        .expect("a draft")
    }

    pub fn grid(&self, first: &str, second: &str, basis: Option<i64>) -> Grid {
        let line = |unit: i64, typed: &str| GridLine {
            indicator: "thu".into(),
            unit,
            value: dong(typed),
            typed: typed.into(),
        };
        let lines = vec![line(self.wards[0], first), line(self.wards[1], second)];
        Grid { lines, held: Vec::new(), bases: basis.map(|no| ("thu".to_owned(), no)).into_iter().collect() }
    }

    /// Indicator, unit and value of every allotted share in force.
    pub fn shares(&self) -> Vec<(i64, Decimal)> {
        let sql = "select unit, value from target where book = $1 and allocation is not null and ended_fact_no is null order by unit";
        let read = |tx: &mut Tx| {
            tx.rows(sql, params![BOOK])?.iter().map(|row| Ok((row.int("unit")?, row.decimal("value")?))).collect()
        };
        self.act(read).expect("the shares")
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.path.display()));
        }
    }
}

/// The stable code of a refusal, the places of faults, or nothing.
pub(in crate::plan) fn code<T>(outcome: Result<T, Error>) -> String {
    match outcome {
        Ok(_) => String::new(),
        Err(Error::Refusal(refusal)) => refusal.code.to_owned(),
        Err(Error::Faults(faults)) => faults.iter().map(|fault| fault.place.as_str()).collect::<Vec<_>>().join(" "),
        Err(Error::Failure(failure)) => failure.what,
    }
}

pub(super) fn dong(typed: &str) -> Decimal {
    viet::money::read(typed).expect("an amount of the test")
}

type Made = ([i64; 3], i64, [i64; 3], i64);

fn furnish(ctx: &Ctx, tx: &mut Tx) -> Result<Made, Error> {
    let unit = |code: &str, kind: &str, name: &str, parent: Option<i64>, abolished_on: Option<Date>| NewUnit {
        code: code.into(),
        kind: kind.into(),
        name: name.into(),
        parent,
        on: date(2000, 1, 1),
        abolished_on,
    };
    let root = open_book(
        ctx,
        tx,
        &NewBook { book: BOOK.into(), superior: None, root: unit("001", "quan", "Quận Ba Đình", None, None) },
    )?;
    let mut wards = [0; 3];
    let until = [None, None, Some(date(2017, 1, 1))];
    for ((no, name), until) in wards.iter_mut().zip(["Phường Cống Vị", "Phường Giảng Võ", "Phường Phúc Xá"]).zip(until)
    {
        *no = establish(ctx, tx, &unit(name, "phuong", name, Some(root), until))?;
    }
    let from = date(2017, 1, 1);
    let lan = NewOfficer {
        login: "lan".into(),
        name: "Trần Thị Lan".into(),
        post_title: "Chuyên viên".into(),
        role: Role::Specialist,
        unit: root,
        from,
    };
    let clerk = appoint(ctx, tx, &lan)?;
    let decision = NewDocument {
        kind: "QĐ".into(),
        symbol: "6690/QĐ-UBND".into(),
        issued_on: Some(date(2016, 12, 6)),
        issuer: "UBND Thành phố".into(),
        subject: "Giao dự toán năm 2017".into(),
        own: false,
        bases: Vec::new(),
        details: crate::document::Details::default(),
    };
    let basis = register(ctx, tx, &decision)?;
    adopt_catalogue(ctx, tx)?;
    let mut targets = [0; 3];
    let typed = [("thu", "6.191 tỷ đồng"), ("chi", "1.220,371 tỷ đồng"), ("dung-han", "trên 99 %")];
    for (no, (indicator, typed)) in targets.iter_mut().zip(typed) {
        *no = set_target(
            ctx,
            tx,
            &NewTarget {
                indicator: indicator.into(),
                unit: None,
                assigner: "thanh-pho".into(),
                horizon: Horizon::Year,
                starts_on: from,
                ends_on: date(2017, 12, 31),
                typed: typed.into(),
                basis: Some(basis),
            },
        )?;
    }
    Ok((wards, basis, targets, clerk))
}
