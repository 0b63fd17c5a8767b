//! A small office to act in: a district with two wards, its officers, and the clock of a working day.

use jiff::Timestamp;
use jiff::civil::date;
use office::ctx::{Actor, Ctx};
use office::db::{Db, Tx, migrate};
use office::directory::permit::Role;
use office::directory::{NewBook, NewOfficer, NewUnit, appoint, establish, open_book};
use office::error::Error;
use office::plan::catalogue::adopt_catalogue;
use std::path::Path;
use std::sync::Arc;

/// The office, its database and the folder that goes with it.
pub struct World {
    pub db: Db,
    pub pack: Arc<pack::Pack>,
    _dir: tempfile::TempDir,
}

/// The root unit, two wards, and the officers by number.
pub const ROOT: i64 = 1;
pub const WARDS: [i64; 2] = [2, 3];
const BOOK: &str = "ba-dinh";

impl World {
    pub fn new() -> World {
        let dir = tempfile::tempdir().expect("a folder for the database");
        let db = Db::open(&format!("sqlite:{}", dir.path().join("office.sqlite").display())).expect("open");
        migrate(&db).expect("migrate");
        let world = World { db, pack: packs(), _dir: dir };
        let ctx = Ctx::operator(BOOK, now(), world.pack.clone());
        world.db.write(|tx| people(&ctx, tx)).expect("the office");
        world
    }

    /// The circumstances of an officer with one role.
    pub fn ctx(&self, role: Role) -> Ctx {
        let units = if role == Role::Unit { vec![WARDS[0]] } else { vec![ROOT] };
        let officer = if role == Role::Unit { 3 } else { 1 };
        let actor = Actor { officer, name: "Cán bộ".into(), post_title: String::new(), roles: vec![role], units };
        Ctx { actor, book_name: "Quận Ba Đình".into(), ..Ctx::operator(BOOK, now(), self.pack.clone()) }
    }

    /// Every row of every table as text, but for counters that only sign-in touches.
    pub fn dump(&self) -> Vec<String> {
        let tables = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name";
        let dump = |tx: &mut Tx| -> Result<Vec<String>, Error> {
            let mut lines = Vec::new();
            for table in tx.rows(tables, &[])? {
                let name = table.text("name")?;
                for row in tx.rows(&format!("select * from {name} order by 1, 2"), &[])? {
                    let cells: Vec<String> =
                        row.columns().map(|(column, value)| format!("{column}={value:?}")).collect();
                    lines.push(format!("{name}: {}", cells.join(" ")));
                }
            }
            Ok(lines)
        };
        self.db.read(dump).expect("dump")
    }
}

fn people(ctx: &Ctx, tx: &mut Tx) -> Result<(), Error> {
    let from = date(1961, 5, 31);
    let unit = |name: &str, kind: &str, parent| NewUnit {
        code: String::new(),
        kind: kind.into(),
        name: name.into(),
        parent,
        on: from,
        abolished_on: None,
    };
    open_book(ctx, tx, &NewBook { book: BOOK.into(), superior: None, root: unit("Quận Ba Đình", "quan", None) })?;
    establish(ctx, tx, &unit("Phường Ngọc Hà", "phuong", Some(ROOT)))?;
    establish(ctx, tx, &unit("Phường Cống Vị", "phuong", Some(ROOT)))?;
    adopt_catalogue(ctx, tx)?;
    for (login, role, unit) in
        [("chuyen-vien", Role::Specialist, ROOT), ("chu-tich", Role::Head, ROOT), ("phuong", Role::Unit, WARDS[0])]
    {
        let (name, post_title) = (format!("Cán bộ {login}"), login.to_owned());
        appoint(ctx, tx, &NewOfficer { login: login.into(), name, post_title, role, unit, from })?;
    }
    Ok(())
}

/// A working morning of May 2017.
pub fn now() -> Timestamp {
    "2017-05-05T02:00:00Z".parse().expect("an instant")
}

/// The packs of the repository.
fn packs() -> Arc<pack::Pack> {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"), "", &mut files);
    Arc::new(pack::load(&files).expect("the packs of the repository are right"))
}

fn collect(dir: &Path, prefix: &str, into: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(dir).expect("packs/") {
        let path = entry.expect("an entry").path();
        let name = format!("{prefix}{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), into);
        } else if name.ends_with(".toml") {
            into.push((name, std::fs::read_to_string(&path).expect("a text")));
        }
    }
}
