//! Reading and writing messages of the exchange: the outbox, the inbox, what became of each.

use crate::ctx::Ctx;
use crate::db::{Row, Tx};
use crate::error::{Error, Failure, not_found};
use crate::params;
use jiff::Timestamp;

/// A message to or from another office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub no: i64,
    pub direction: String,
    pub kind: String,
    pub document: Option<i64>,
    pub peer: String,
    pub status: String,
    pub key: String,
    pub body: String,
    pub state: String,
    pub tries: i64,
    pub at: Timestamp,
    pub sent_at: Option<Timestamp>,
    pub hub_id: String,
    pub note: String,
}

/// A list holds no bodies: each may be as large as its files.
const LINE: &str = "select no, direction, kind, document, peer, status, message_key, '' as body, state, tries, at, sent_at, hub_id, note \
    from exchange_message where book = $1";
const COLUMNS: &str = "select no, direction, kind, document, peer, status, message_key, body, state, tries, at, sent_at, hub_id, note \
    from exchange_message where book = $1";

fn read(row: &Row) -> Result<Message, Failure> {
    Ok(Message {
        no: row.int("no")?,
        direction: row.text("direction")?,
        kind: row.text("kind")?,
        document: row.opt_int("document")?,
        peer: row.text("peer")?,
        status: row.text("status")?,
        key: row.text("message_key")?,
        body: row.text("body")?,
        state: row.text("state")?,
        tries: row.int("tries")?,
        at: row.instant("at")?,
        sent_at: row.opt_instant("sent_at")?,
        hub_id: row.text("hub_id")?,
        note: row.text("note")?,
    })
}

/// A message to be written.
pub struct NewMessage<'a> {
    pub direction: &'a str,
    pub kind: &'a str,
    pub document: Option<i64>,
    pub peer: &'a str,
    pub status: &'a str,
    pub key: &'a str,
    pub body: &'a str,
    pub state: &'a str,
    pub hub_id: &'a str,
    pub note: &'a str,
    pub fact_no: i64,
}

/// Writes a message; one with the same key stays as it is. Answers its number, `None` when it was there.
pub fn write(ctx: &Ctx, tx: &mut Tx, new: &NewMessage) -> Result<Option<i64>, Error> {
    if by_key(tx, &ctx.book, new.direction, new.key)?.is_some() {
        return Ok(None);
    }
    let no = tx.next_no("exchange_message", &ctx.book)?;
    let next_at = (new.state == "waiting").then_some(ctx.now);
    tx.exec(
        "insert into exchange_message (book, no, direction, kind, document, peer, status, message_key, body, state, tries, next_at, at, sent_at, \
         hub_id, note, fact_no) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $12, null, $13, $14, $15)",
        params![
            &ctx.book, no, new.direction, new.kind, new.document, new.peer, new.status, new.key, new.body, new.state, next_at, ctx.now,
            new.hub_id, new.note, new.fact_no
        ],
    )?;
    Ok(Some(no))
}

/// The message of that key.
pub fn by_key(tx: &mut Tx, book: &str, direction: &str, key: &str) -> Result<Option<Message>, Error> {
    let row = tx.row(&format!("{LINE} and direction = $2 and message_key = $3"), params![book, direction, key])?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// One message.
pub fn message(tx: &mut Tx, book: &str, no: i64) -> Result<Message, Error> {
    match tx.row(&format!("{COLUMNS} and no = $2"), params![book, no])? {
        Some(row) => Ok(read(&row)?),
        None => not_found("thông điệp này"),
    }
}

/// The newest messages, or those of one document.
pub fn messages(tx: &mut Tx, book: &str, document: Option<i64>) -> Result<Vec<Message>, Error> {
    let rows = match document {
        Some(no) => tx.rows(&format!("{LINE} and document = $2 order by no"), params![book, no])?,
        None => tx.rows(&format!("{LINE} order by no desc limit 300"), params![book])?,
    };
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// The message with which a document came, with its text.
pub fn came_with(tx: &mut Tx, book: &str, document: i64) -> Result<Option<Message>, Error> {
    let sql = format!("{COLUMNS} and document = $2 and direction = 'in' and kind = 'document' order by no limit 1");
    Ok(tx.row(&sql, params![book, document])?.as_ref().map(read).transpose()?)
}

/// What waits to be delivered now, oldest first.
pub fn waiting(tx: &mut Tx, book: &str, now: Timestamp) -> Result<Vec<Message>, Error> {
    let sql = format!("{COLUMNS} and direction = 'out' and state = 'waiting' and next_at <= $2 order by no limit 20");
    Ok(tx.rows(&sql, params![book, now])?.iter().map(read).collect::<Result<_, _>>()?)
}
