//! SQLite: one writer, several readers, write-ahead log, every commit on disk before it is acknowledged.

use super::{Row, Value, pool::Pool};
use crate::error::{Error, Failure};
use parking_lot::FairMutex;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use std::path::PathBuf;
use std::sync::Arc;

/// Idle readers kept open.
const READERS: usize = 8;
/// Prepared statements kept per connection.
const STATEMENTS: usize = 256;

pub struct Sqlite {
    path: PathBuf,
    /// Whoever came first writes first, so that nobody waits much longer than the others.
    writer: FairMutex<Connection>,
    readers: Pool<Connection>,
}

impl Sqlite {
    pub fn open(path: &str) -> Result<Sqlite, Failure> {
        let path = PathBuf::from(path);
        let writer = Connection::open(&path)?;
        // The log is folded into the file every 32 MB, not every 4: folding makes whoever commits just then wait, and a
        // large file with many indexes would fold every twenty dossiers. Sixteen megabytes of pages stay with the writer.
        writer.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 10000; pragma foreign_keys = on; \
             pragma wal_autocheckpoint = 8000; pragma cache_size = -16000;",
        )?;
        steady(&writer)?;
        Ok(Sqlite { path, writer: FairMutex::new(writer), readers: Pool::new(READERS) })
    }

    fn reader(&self) -> Result<Connection, Failure> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(&self.path, flags)?;
        reader.execute_batch("pragma busy_timeout = 10000;")?;
        steady(&reader)?;
        Ok(reader)
    }

    pub fn read<T>(&self, f: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let reader = self.readers.take(|| self.reader())?;
        reader.execute_batch("begin deferred").map_err(Failure::from)?;
        let outcome = f(&reader);
        if reader.execute_batch("rollback").is_ok() {
            self.readers.put(reader);
        }
        outcome
    }

    pub fn write<T>(&self, f: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        // A panic in an act leaves the connection inside its transaction; the rollback below puts it right.
        let writer = self.writer.lock();
        if !writer.is_autocommit() {
            writer.execute_batch("rollback").map_err(Failure::from)?;
        }
        writer.execute_batch("begin immediate").map_err(Failure::from)?;
        match f(&writer) {
            Ok(value) => match writer.execute_batch("commit") {
                Ok(()) => Ok(value),
                Err(error) => {
                    let _ = writer.execute_batch("rollback");
                    Err(Failure::from(error).into())
                }
            },
            Err(error) => {
                let _ = writer.execute_batch("rollback");
                Err(error)
            }
        }
    }
}

/// Statements stay prepared, and planned as they are: SQLite would otherwise look at the values bound to some of them and plan
/// those anew at every call, which costs more than the call.
fn steady(connection: &Connection) -> Result<(), Failure> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

pub fn rows(c: &Connection, sql: &str, params: &[Value]) -> Result<Vec<Row>, Failure> {
    let mut statement = c.prepare_cached(sql)?;
    bind(&mut statement, params)?;
    let names: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
    let mut found = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        let values = (0..names.len()).map(|at| read_column(row.get_ref(at)?)).collect::<Result<_, Failure>>()?;
        found.push(Row::new(names.clone(), values));
    }
    Ok(found)
}

pub fn exec(c: &Connection, sql: &str, params: &[Value]) -> Result<u64, Failure> {
    let mut statement = c.prepare_cached(sql)?;
    bind(&mut statement, params)?;
    Ok(statement.raw_execute()? as u64)
}

/// `$n` is a name to SQLite, numbered by first appearance; binding by name makes `$2` mean the second parameter always.
fn bind(statement: &mut rusqlite::CachedStatement, params: &[Value]) -> Result<(), Failure> {
    // SQLite numbers names by their first appearance, so its n-th parameter carries the value that its name says.
    for index in 1..=statement.parameter_count() {
        let number = statement.parameter_name(index).and_then(|name| name.get(1..)?.parse::<usize>().ok());
        if let Some(value) = number.and_then(|number| params.get(number.checked_sub(1)?)) {
            statement.raw_bind_parameter(index, value)?;
        }
    }
    Ok(())
}

fn read_column(value: ValueRef) -> Result<Value, Failure> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(n) => Ok(Value::Int(n)),
        ValueRef::Text(bytes) => Ok(Value::Text(String::from_utf8_lossy(bytes).into_owned())),
        other => Err(Failure::new(format!("a column of type {:?} is not used here", other.data_type()))),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Int(n) => ToSqlOutput::Borrowed(ValueRef::Integer(*n)),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Failure {
        Failure::new(format!("SQLite: {error}"))
    }
}
