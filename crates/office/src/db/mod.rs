//! The thin layer over the two databases: one SQL text with `$1..$n`, integers and text only, closures in transactions.
//!
//! Acts are plain synchronous functions inside [`Db::write`]; pages read inside [`Db::read`]. A closure given to
//! `write` can run again after a serialization failure, so it must keep its effects inside the transaction.

mod memo;
mod migrate;
mod pool;
mod postgres;
mod row;
mod sqlite;
mod value;

pub use migrate::{migrate, pending};
pub use row::Row;
pub use value::{Value, instant_text};

use crate::error::{Error, Failure};
use std::sync::atomic::{AtomicI64, Ordering};

/// How often a transaction is tried again after the database asked for it (SQLSTATE 40001, 40P01, 23505).
const TRIES: u32 = 12;
/// The wait before the second try; each later one waits twice as long.
const FIRST_PAUSE: std::time::Duration = std::time::Duration::from_millis(1);

/// An open database: embedded SQLite or PostgreSQL.
pub struct Db {
    engine: Engine,
    /// Fault injection for the test "every write fails once": the n-th write from now fails. Below 1: off.
    fail_write_in: AtomicI64,
    memo: memo::Memo,
}

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// One transaction on either database.
pub struct Tx<'a> {
    engine: TxEngine<'a>,
    fail_write_in: &'a AtomicI64,
    memo: &'a memo::Memo,
}

enum TxEngine<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a mut postgres::Session),
}

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…`. The file is made when it is missing; tables come from [`migrate`].
    pub fn open(url: &str) -> Result<Db, Failure> {
        let engine = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Engine::Postgres(postgres::Postgres::open(url)?)
        } else {
            Engine::Sqlite(sqlite::Sqlite::open(url.strip_prefix("sqlite:").unwrap_or(url))?)
        };
        Ok(Db { engine, fail_write_in: AtomicI64::new(0), memo: memo::Memo::default() })
    }

    /// The short name of the engine, also the infix of migrations that must differ.
    pub fn engine_name(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite(_) => "sqlite",
            Engine::Postgres(_) => "pg",
        }
    }

    /// Makes the n-th write from now fail (tests only; 0 switches it off).
    pub fn fail_write_in(&self, n: i64) {
        self.fail_write_in.store(n, Ordering::SeqCst);
    }

    /// Runs `f` in a read transaction: everything it reads is of one instant.
    pub fn read<T>(&self, f: impl FnOnce(&mut Tx) -> Result<T, Error>) -> Result<T, Error> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.read(|c| f(&mut self.tx(TxEngine::Sqlite(c)))),
            Engine::Postgres(pg) => pg.read(|s| f(&mut self.tx(TxEngine::Postgres(s)))),
        }
    }

    /// Like [`Db::write`], for an act within one book: acts of the same book wait for each other in the order in which they
    /// came, those of different books do not, where the database lets them.
    pub fn write_in<T>(&self, book: &str, f: impl FnMut(&mut Tx) -> Result<T, Error>) -> Result<T, Error> {
        let _turn = match &self.engine {
            Engine::Sqlite(_) => None,
            Engine::Postgres(pg) => Some(pg.turn(book)),
        };
        self.try_write(Some(book), f)
    }

    /// Runs `f` in a write transaction and commits when it answers `Ok`; nothing remains of it otherwise.
    pub fn write<T>(&self, f: impl FnMut(&mut Tx) -> Result<T, Error>) -> Result<T, Error> {
        self.try_write(None, f)
    }

    fn try_write<T>(&self, book: Option<&str>, mut f: impl FnMut(&mut Tx) -> Result<T, Error>) -> Result<T, Error> {
        for attempt in 1.. {
            let outcome = match &self.engine {
                Engine::Sqlite(sqlite) => sqlite.write(|c| f(&mut self.tx(TxEngine::Sqlite(c)))),
                Engine::Postgres(pg) => pg.write(book, |s| f(&mut self.tx(TxEngine::Postgres(s)))),
            };
            match outcome {
                Err(Error::Failure(failure)) if failure.again && attempt < TRIES => {
                    self.memo.clear();
                    std::thread::sleep(FIRST_PAUSE * 2_u32.pow(attempt.min(7)));
                }
                Err(error) => {
                    // What was remembered inside a transaction that did not hold may not be so.
                    self.memo.clear();
                    return Err(error);
                }
                done => return done,
            }
        }
        unreachable!("the loop only ends by returning")
    }

    fn tx<'a>(&'a self, engine: TxEngine<'a>) -> Tx<'a> {
        Tx { engine, fail_write_in: &self.fail_write_in, memo: &self.memo }
    }
}

impl Tx<'_> {
    /// All rows of a query.
    pub fn rows(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Failure> {
        match &mut self.engine {
            TxEngine::Sqlite(c) => sqlite::rows(c, sql, params),
            TxEngine::Postgres(s) => s.rows(sql, params),
        }
    }

    /// The first row of a query, if there is one.
    pub fn row(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, Failure> {
        Ok(self.rows(sql, params)?.into_iter().next())
    }

    /// The integer in the first column of the first row; 0 when there is none.
    pub fn int(&mut self, sql: &str, params: &[Value]) -> Result<i64, Failure> {
        Ok(self.row(sql, params)?.and_then(|row| row.first_int()).unwrap_or(0))
    }

    /// Writes, and says how many rows were touched.
    pub fn exec(&mut self, sql: &str, params: &[Value]) -> Result<u64, Failure> {
        self.maybe_fail()?;
        match &mut self.engine {
            TxEngine::Sqlite(c) => sqlite::exec(c, sql, params),
            TxEngine::Postgres(s) => s.exec(sql, params),
        }
    }

    /// Writes with `returning`, and answers the first row.
    pub fn write_row(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, Failure> {
        self.maybe_fail()?;
        self.row(sql, params)
    }

    /// Runs a script of several statements without parameters (migrations).
    pub fn script(&mut self, sql: &str) -> Result<(), Failure> {
        match &mut self.engine {
            TxEngine::Sqlite(c) => Ok(c.execute_batch(sql)?),
            TxEngine::Postgres(s) => s.script(sql),
        }
    }

    /// The next free `no` of a table within a book. Safe because write transactions are serial.
    pub fn next_no(&mut self, table: &'static str, book: &str) -> Result<i64, Failure> {
        self.int(&format!("select coalesce(max(no), 0) + 1 from {table} where book = $1"), &[book.into()])
    }

    /// Something made from rows that never change, made once per database: `key` names those rows.
    pub fn once<T: Send + Sync + 'static>(
        &mut self,
        key: &str,
        make: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<std::sync::Arc<T>, Error> {
        if let Some(known) = self.memo.get(key) {
            return Ok(known);
        }
        let made = std::sync::Arc::new(make(self)?);
        self.memo.put(key, made.clone());
        Ok(made)
    }

    /// What [`Tx::once`] made before under this key.
    pub fn known<T: Send + Sync + 'static>(&self, key: &str) -> Option<std::sync::Arc<T>> {
        self.memo.get(key)
    }

    fn maybe_fail(&self) -> Result<(), Failure> {
        if self.fail_write_in.load(Ordering::Relaxed) > 0 && self.fail_write_in.fetch_sub(1, Ordering::SeqCst) == 1 {
            return Err(Failure::new("a write failed on purpose (fault injection)"));
        }
        Ok(())
    }
}

/// Parameters of a statement: `params![book, no, value]`, each turned into a [`Value`].
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Value::from($value)),*] };
}
