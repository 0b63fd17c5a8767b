//! The database of one test, on either engine: made as a copy of the prepared office, gone when the test ends.

use super::postgres::url_of;
use super::prepared;
use rusqlite::types::ValueRef;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, Once};
use tempfile::TempDir;

/// Which database a story runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A database with its folder; both go when it is dropped.
pub struct Database {
    dir: TempDir,
    /// Name of the database on the PostgreSQL server.
    name: Option<String>,
}

impl Database {
    /// An empty database.
    pub fn empty(engine: Engine) -> Database {
        Database::create(engine, "template1")
    }

    /// A copy of the prepared office.
    pub fn prepared(engine: Engine) -> Database {
        let original = prepared::office(engine);
        let copy = Database::create(engine, original.name.as_deref().unwrap_or_default());
        if engine == Engine::Sqlite {
            for file in std::fs::read_dir(original.dir.path()).expect("the prepared folder").flatten() {
                std::fs::copy(file.path(), copy.dir.path().join(file.file_name())).expect("a copy");
            }
        }
        copy
    }

    fn create(engine: Engine, template: &str) -> Database {
        static FOLDERS: Once = Once::new();
        FOLDERS.call_once(sweep_folders);
        let prefix = format!("roviec-it-{}-", std::process::id());
        let dir = tempfile::Builder::new().prefix(&prefix).tempdir().expect("a folder");
        if engine == Engine::Sqlite {
            return Database { dir, name: None };
        }
        static SERVER: Once = Once::new();
        SERVER.call_once(sweep_server);
        static NEXT: AtomicU32 = AtomicU32::new(1);
        // A template must not be in use by another copy.
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let name = format!("roviec_it_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        run_on("postgres", &format!("create database {name} template {template}"));
        Database { dir, name: Some(name) }
    }

    /// The folder, for files of the test as well.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// The arguments that name this database to the program.
    pub fn args(&self) -> Vec<OsString> {
        let mut args: Vec<OsString> = vec!["--data".into(), self.dir.path().into()];
        if let Some(name) = &self.name {
            args.extend(["--database".into(), url_of(name).into()]);
        }
        args
    }

    /// The rows of a query behind the program's back, cells joined by `|`.
    pub fn rows(&self, sql: &str) -> Vec<String> {
        match &self.name {
            Some(name) => run_on(name, sql),
            None => sqlite_rows(&self.file(), sql),
        }
    }

    /// The first cell of the first row as a number.
    pub fn number(&self, sql: &str) -> i64 {
        let rows = self.rows(sql);
        let first = rows.first().unwrap_or_else(|| panic!("no row: {sql}"));
        first.parse().unwrap_or_else(|_| panic!("no number but “{first}”: {sql}"))
    }

    fn file(&self) -> PathBuf {
        self.dir.path().join("roviec.sqlite")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            run_on("postgres", &format!("drop database if exists {name} with (force)"));
        }
    }
}

/// Whether the run that gave a database or folder its name is over.
fn is_over(name: &str, mark: char) -> bool {
    let run = name.split(mark).nth(2).unwrap_or_default();
    !run.is_empty() && !Path::new("/proc").join(run).exists()
}

/// Drops the databases that interrupted runs left on a server which outlives them.
fn sweep_server() {
    for name in run_on("postgres", "select datname from pg_database where datname like 'roviec\\_it\\_%'") {
        if is_over(&name, '_') {
            run_on("postgres", &format!("drop database if exists {name} with (force)"));
        }
    }
}

/// Removes the folders of earlier runs: the prepared office is kept for a whole run, which nobody sees the end of.
fn sweep_folders() {
    for entry in std::fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("roviec-it-") && is_over(&name, '-') {
            // Another run may be removing it as well.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

fn sqlite_rows(file: &Path, sql: &str) -> Vec<String> {
    let connection = rusqlite::Connection::open(file).expect("the file opens");
    connection.busy_timeout(std::time::Duration::from_secs(10)).expect("a time to wait");
    let mut statement = connection.prepare(sql).unwrap_or_else(|why| panic!("{sql}: {why}"));
    let columns = statement.column_count();
    let mut rows = statement.query([]).expect("the query runs");
    let mut found = Vec::new();
    while let Some(row) = rows.next().expect("a row") {
        let cells: Vec<String> = (0..columns).map(|at| cell(row.get_ref(at).expect("a cell"))).collect();
        found.push(cells.join("|"));
    }
    found
}

fn cell(value: ValueRef) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        other => panic!("a column of type {} is not used here", other.data_type()),
    }
}

fn run_on(database: &str, sql: &str) -> Vec<String> {
    let mut client = postgres::Client::connect(&url_of(database), postgres::NoTls).expect("PostgreSQL answers");
    let messages = client.simple_query(sql).unwrap_or_else(|why| panic!("{sql}: {why:?}"));
    let row = |row: &postgres::SimpleQueryRow| {
        (0..row.len()).map(|at| row.get(at).unwrap_or_default()).collect::<Vec<_>>().join("|")
    };
    let found = messages.iter().filter_map(|message| match message {
        postgres::SimpleQueryMessage::Row(found) => Some(row(found)),
        _ => None,
    });
    found.collect()
}
