//! Appends one fact to the journal of a book, in the transaction that writes the rows.

use super::fact::{Fact, Kind};
use crate::ctx::Ctx;
use crate::db::{Tx, Value, instant_text};
use crate::error::{Error, Failure};
use crate::params;

/// Appends the fact and answers its number within the book. `subject` is `thing/number`; `payload` carries no personal data.
pub fn append(tx: &mut Tx, ctx: &Ctx, kind: Kind, subject: &str, payload: serde_json::Value) -> Result<i64, Error> {
    // Counting up first takes the row lock of the book, so that facts of one book are strictly one after another.
    let counted = "update book set facts = facts + 1 where book = $1 returning facts, head";
    let book = tx.write_row(counted, params![&ctx.book])?;
    let book = book.ok_or_else(|| Failure::new(format!("book {} is not open", ctx.book)))?;
    let fact = Fact {
        book: ctx.book.clone(),
        no: book.int("facts")?,
        at: instant_text(ctx.now),
        actor: ctx.actor.officer,
        kind: kind.key().to_owned(),
        subject: subject.to_owned(),
        pack: ctx.pack.stamp(),
        payload: payload.to_string(),
        before_hash: book.text("head")?,
    };
    write(tx, &fact)?;
    Ok(fact.no)
}

/// The number that the next fact of this book will have; rows that a fact brings carry it.
pub fn next_fact_no(tx: &mut Tx, book: &str) -> Result<i64, Error> {
    Ok(tx.int("select facts + 1 from book where book = $1", params![book])?)
}

fn write(tx: &mut Tx, fact: &Fact) -> Result<(), Error> {
    let hash = fact.hash();
    let columns: Vec<Value> = vec![
        (&fact.book).into(),
        fact.no.into(),
        (&fact.at).into(),
        fact.actor.into(),
        (&fact.kind).into(),
        (&fact.subject).into(),
        (&fact.pack).into(),
        (&fact.payload).into(),
        (&fact.before_hash).into(),
        (&hash).into(),
    ];
    tx.exec(
        "insert into fact (book, no, at, actor, kind, subject, pack, payload, before_hash, hash) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &columns,
    )?;
    tx.exec("update book set head = $2 where book = $1", params![&fact.book, &hash])?;
    Ok(())
}
