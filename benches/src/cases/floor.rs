//! The floor: the rows of one life written by a bare driver in five durable transactions, nothing read, asked, reckoned or
//! vouched for.

use super::place::{Kept, Place};
use anyhow::Result;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

const MAKE: &str = "create table if not exists floor_row (book text not null, no bigint not null, at text not null, body text not null, \
    primary key (book, no))";
/// Rows that each of the five acts writes.
const ROWS: [usize; 5] = [18, 4, 4, 4, 3];
const BODY: &str =
    "một dòng có độ dài như các dòng của hồ sơ, nhật ký và sự kiện, khoảng một trăm hai mươi ký tự cho giống thật";

static NEXT: AtomicI64 = AtomicI64::new(1);

/// Milliseconds per life at full load.
pub fn ms_per_life(place: &Place, clients: usize, span: Duration) -> Result<f64> {
    let began = Instant::now();
    let lives: Result<Vec<usize>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..clients).map(|_| scope.spawn(|| client(&place.kept, began, span))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(Ok(0))).collect()
    });
    let lives: usize = lives?.into_iter().sum();
    Ok(began.elapsed().as_secs_f64() * 1_000.0 / lives.max(1) as f64)
}

fn client(kept: &Kept, began: Instant, span: Duration) -> Result<usize> {
    match kept {
        Kept::File(file) => sqlite(file, began, span),
        Kept::Server(database) => postgres(&database.url, began, span),
    }
}

fn sqlite(file: &Path, began: Instant, span: Duration) -> Result<usize> {
    let mut connection = rusqlite::Connection::open(file)?;
    connection.busy_timeout(Duration::from_secs(60))?;
    connection.execute_batch("pragma journal_mode = wal; pragma synchronous = full;")?;
    connection.execute_batch(MAKE)?;
    let mut lives = 0;
    while began.elapsed() < span {
        for rows in ROWS {
            let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            for _ in 0..rows {
                let mut insert = transaction
                    .prepare_cached("insert into floor_row values ('b', ?1, '2026-11-20T02:00:00.000Z', ?2)")?;
                insert.execute(rusqlite::params![NEXT.fetch_add(1, Ordering::Relaxed), BODY])?;
            }
            transaction.commit()?;
        }
        lives += 1;
    }
    Ok(lives)
}

fn postgres(url: &str, began: Instant, span: Duration) -> Result<usize> {
    let mut client = ::postgres::Client::connect(url, ::postgres::NoTls)?;
    // Two who make it at once: one of them finds it made.
    let _ = client.batch_execute(MAKE);
    let insert = client.prepare("insert into floor_row values ('b', $1, '2026-11-20T02:00:00.000Z', $2)")?;
    let mut lives = 0;
    while began.elapsed() < span {
        for rows in ROWS {
            let mut transaction = client.transaction()?;
            for _ in 0..rows {
                transaction.execute(&insert, &[&NEXT.fetch_add(1, Ordering::Relaxed), &BODY])?;
            }
            transaction.commit()?;
        }
        lives += 1;
    }
    Ok(lives)
}
