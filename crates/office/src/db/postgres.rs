//! PostgreSQL: acts one after another within a book under advisory locks, prepared statements kept per connection.

use super::{Row, Value, pool::Pool};
use crate::error::{Error, Failure};
use ::postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use ::postgres::{Client, Config, NoTls, Statement, error::SqlState};
use parking_lot::{FairMutex, FairMutexGuard};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

/// Idle connections kept open.
const IDLE: usize = 16;
/// Books share these turns by their hash.
const TURNS: usize = 64;

pub struct Postgres {
    config: Config,
    pool: Pool<Session>,
    /// Acts of one book within this program come in the order in which they asked.
    turns: Vec<FairMutex<()>>,
}

/// One connection with the statements it has prepared.
pub struct Session {
    client: Client,
    statements: HashMap<String, Statement>,
}

impl Postgres {
    pub fn open(url: &str) -> Result<Postgres, Failure> {
        let config: Config =
            url.parse().map_err(|e| Failure::new(format!("--database is not a PostgreSQL address: {e}")))?;
        let pg = Postgres { config, pool: Pool::new(IDLE), turns: (0..TURNS).map(|_| FairMutex::new(())).collect() };
        pg.pool.put(pg.session()?);
        Ok(pg)
    }

    fn session(&self) -> Result<Session, Failure> {
        Ok(Session { client: self.config.connect(NoTls)?, statements: HashMap::new() })
    }

    pub fn read<T>(&self, f: impl FnOnce(&mut Session) -> Result<T, Error>) -> Result<T, Error> {
        self.run("begin isolation level repeatable read read only", f)
    }

    /// One writer of a book at a time, also beside other programs on the same database; a write without a book is alone.
    /// So every statement of an act sees what the act before it left, and nothing else changes meanwhile.
    pub fn write<T>(&self, book: Option<&str>, f: impl FnOnce(&mut Session) -> Result<T, Error>) -> Result<T, Error> {
        let alone = lock_of("");
        let locks = match book {
            Some(book) => {
                format!("select pg_advisory_xact_lock_shared({alone}); select pg_advisory_xact_lock({})", lock_of(book))
            }
            None => format!("select pg_advisory_xact_lock({alone})"),
        };
        self.run(&format!("begin isolation level read committed; {locks}"), f)
    }

    /// The turn of an act within a book; it lasts until what is answered is dropped.
    pub fn turn(&self, book: &str) -> FairMutexGuard<'_, ()> {
        let at = usize::try_from(lock_of(book).unsigned_abs() % TURNS as u64).unwrap_or(0);
        self.turns[at].lock()
    }

    fn run<T>(&self, begin: &str, f: impl FnOnce(&mut Session) -> Result<T, Error>) -> Result<T, Error> {
        let mut session = self.pool.take(|| self.session())?;
        if session.client.batch_execute(begin).is_err() {
            // The server may have closed an idle connection: one new one is tried, and its failure is the answer.
            session = self.session()?;
            session.client.batch_execute(begin).map_err(Failure::from)?;
        }
        let outcome = f(&mut session);
        let end = if outcome.is_ok() { "commit" } else { "rollback" };
        match session.client.batch_execute(end) {
            Ok(()) => {
                self.pool.put(session);
                outcome
            }
            Err(error) => outcome.and(Err(Failure::from(error).into())),
        }
    }
}

/// The number of a book's advisory lock: the same in every program and version, so by a standard digest.
fn lock_of(book: &str) -> i64 {
    let digest = Sha256::digest(format!("roviec/{book}"));
    let head: [u8; 8] = std::array::from_fn(|at| digest.get(at).copied().unwrap_or(0));
    i64::from_be_bytes(head)
}

impl Session {
    fn prepared(&mut self, sql: &str) -> Result<Statement, Failure> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    pub fn rows(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Failure> {
        let statement = self.prepared(sql)?;
        let found = self.client.query(&statement, &by_ref(params))?;
        let names: Arc<[String]> = statement.columns().iter().map(|c| c.name().to_owned()).collect();
        found.iter().map(|row| read_row(&names, row)).collect()
    }

    pub fn exec(&mut self, sql: &str, params: &[Value]) -> Result<u64, Failure> {
        let statement = self.prepared(sql)?;
        Ok(self.client.execute(&statement, &by_ref(params))?)
    }

    pub fn script(&mut self, sql: &str) -> Result<(), Failure> {
        Ok(self.client.batch_execute(sql)?)
    }
}

fn by_ref(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn read_row(names: &Arc<[String]>, row: &::postgres::Row) -> Result<Row, Failure> {
    let mut values = Vec::with_capacity(names.len());
    for (at, column) in row.columns().iter().enumerate() {
        values.push(match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(at)?.map_or(Value::Null, Value::Int),
            Type::INT4 => row.try_get::<_, Option<i32>>(at)?.map_or(Value::Null, |n| Value::Int(n.into())),
            Type::TEXT | Type::VARCHAR => row.try_get::<_, Option<String>>(at)?.map_or(Value::Null, Value::Text),
            ref other => return Err(Failure::new(format!("a column of type {other} is not used here"))),
        });
    }
    Ok(Row::new(names.clone(), values))
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(n) if *ty == Type::INT4 => i32::try_from(*n)?.to_sql(ty, out),
            Value::Int(n) => n.to_sql(ty, out),
            Value::Text(text) => text.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::INT4 | Type::TEXT | Type::VARCHAR)
    }

    to_sql_checked!();
}

impl From<::postgres::Error> for Failure {
    fn from(error: ::postgres::Error) -> Failure {
        // A number taken twice by two programs at once is a unique violation; the second one takes the next number.
        let codes = [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED, SqlState::UNIQUE_VIOLATION];
        let again = error.code().is_some_and(|code| codes.contains(code));
        let what = error.as_db_error().map_or_else(|| error.to_string(), |db| db.message().to_owned());
        Failure { again, ..Failure::new(format!("PostgreSQL: {what}")) }
    }
}
