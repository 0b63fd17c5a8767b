//! Where an office of the measure keeps its records, and the people who work in it.

use crate::postgres::{Database, Server};
use anyhow::{Result, anyhow};
use jiff::civil::date;
use office::ctx::{Actor, Ctx};
use office::db::{Db, Tx, migrate};
use office::directory::permit::Role;
use office::directory::{NewBook, NewOfficer, NewUnit, appoint, open_book};
use office::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// Offices that share the database: the wards of a city.
pub const BOOKS: usize = 8;

/// The key of an office.
pub fn book(at: usize) -> String {
    format!("phuong-{at}")
}

/// Officers: counter, specialist, head.
pub const PEOPLE: [(&str, Role); 3] =
    [("mot-cua", Role::Counter), ("chuyen-mon", Role::Specialist), ("chu-tich", Role::Head)];
/// Friday morning.
pub const NOW: &str = "2026-11-20T02:00:00Z";

/// A database to measure on.
pub enum Engine {
    Sqlite,
    Postgres(Server),
}

impl Engine {
    /// SQLite, and PostgreSQL when a server is named; only the latter with `ROVIEC_BENCH_ENGINE=postgres`.
    pub fn all() -> Vec<Engine> {
        let named = Server::named();
        if named.is_none() {
            eprintln!("ROVIEC_TEST_POSTGRES names no server: measured on SQLite only");
        }
        let only = std::env::var("ROVIEC_BENCH_ENGINE").is_ok_and(|engine| engine == "postgres");
        (!only).then_some(Engine::Sqlite).into_iter().chain(named.map(Engine::Postgres)).collect()
    }

    pub fn name(&self) -> &'static str {
        match self {
            Engine::Sqlite => "SQLite",
            Engine::Postgres(_) => "PostgreSQL",
        }
    }

    /// The goal.
    pub fn lives_per_second(&self) -> f64 {
        match self {
            Engine::Sqlite => 150.0,
            Engine::Postgres(_) => 200.0,
        }
    }
}

/// An open office.
pub struct Place<'a> {
    pub db: Db,
    pub pack: Arc<pack::Pack>,
    pub kept: Kept<'a>,
    /// Goes with its files.
    _folder: TempDir,
}

/// How the bare driver reaches the same database.
pub enum Kept<'a> {
    File(PathBuf),
    Server(Database<'a>),
}

impl<'a> Place<'a> {
    pub fn open(engine: &'a Engine) -> Result<Place<'a>> {
        let folder = tempfile::Builder::new().prefix("roviec-cases-").tempdir()?;
        let (url, kept) = match engine {
            Engine::Sqlite => {
                let file = folder.path().join("roviec.sqlite");
                (format!("sqlite:{}", file.display()), Kept::File(file))
            }
            Engine::Postgres(server) => {
                let database = server.database()?;
                (database.url.clone(), Kept::Server(database))
            }
        };
        let db = Db::open(&url).map_err(|e| anyhow!("{e}"))?;
        migrate(&db)?;
        let place = Place { db, pack: packs()?, kept, _folder: folder };
        for at in 0..BOOKS {
            place.db.write_in(&book(at), |tx| people(&place.ctx(at, 0)?, tx))?;
        }
        Ok(place)
    }

    /// The circumstances of one of the people of an office; 0 is the operator.
    pub fn ctx(&self, at: usize, person: usize) -> Result<Ctx, Error> {
        let now = NOW.parse().map_err(|_| office::error::Failure::new("the instant of the measure"))?;
        let operator = Ctx::operator(&book(at), now, self.pack.clone());
        let Some((login, role)) = person.checked_sub(1).and_then(|at| PEOPLE.get(at)) else { return Ok(operator) };
        let actor = Actor {
            officer: person as i64 + 1,
            name: (*login).to_owned(),
            post_title: String::new(),
            roles: vec![*role],
            units: vec![1],
        };
        Ok(Ctx { actor, ..operator })
    }
}

fn people(ctx: &Ctx, tx: &mut Tx) -> Result<(), Error> {
    let on = date(2020, 1, 1);
    let root = NewUnit {
        code: "00004".into(),
        kind: "phuong".into(),
        name: format!("Phường {}", ctx.book),
        parent: None,
        on,
        abolished_on: None,
    };
    open_book(ctx, tx, &NewBook { book: ctx.book.clone(), superior: None, root })?;
    // The first officer is the one who keeps the system; the numbers of the others follow.
    for (login, role) in [("quan-tri", Role::Operator)].into_iter().chain(PEOPLE) {
        let new = NewOfficer {
            login: login.into(),
            name: format!("Cán bộ {login}"),
            post_title: "Cán bộ".into(),
            role,
            unit: 1,
            from: on,
        };
        appoint(ctx, tx, &new)?;
    }
    Ok(())
}

/// The packs of the repository.
pub fn packs() -> Result<Arc<pack::Pack>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let mut files = Vec::new();
    collect(&root, &root, &mut files)?;
    pack::load(&files).map(Arc::new).map_err(|faults| anyhow!("{faults:?}"))
}

fn collect(root: &Path, dir: &Path, into: &mut Vec<(String, String)>) -> Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, into)?;
        } else if path.extension().is_some_and(|ext| ext == "toml" || ext == "csv") {
            into.push((path.strip_prefix(root)?.display().to_string(), std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
