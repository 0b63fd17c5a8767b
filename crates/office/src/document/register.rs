//! Registers a document (đăng ký văn bản); specialists and the head may. It brings the row, its bases and one fact.

use super::details::Details;
use super::word::keep_words;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::civil::Date;
use serde_json::json;

/// A document to be registered.
#[derive(Clone, Debug, Default)]
pub struct NewDocument {
    pub kind: String,
    pub symbol: String,
    pub issued_on: Option<Date>,
    pub issuer: String,
    pub subject: String,
    pub own: bool,
    pub bases: Vec<i64>,
    pub details: Details,
}

/// Registers the document and answers its number in the register.
///
/// # Errors
/// Faults on `kind` and `bases`; refusals `not-permitted`, `document-known`.
pub fn register(ctx: &Ctx, tx: &mut Tx, new: &NewDocument) -> Result<i64, Error> {
    ctx.permit(Act::RegisterDocument)?;
    check(ctx, tx, new)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let no = write_row(ctx, tx, new, fact_no)?;
    append(tx, ctx, Kind::DocumentRegistered, &format!("document/{no}"), payload(new))?;
    Ok(no)
}

/// What the fact of a document says; a signer's name is printed on the document, so it is no secret.
pub(super) fn payload(new: &NewDocument) -> serde_json::Value {
    let details = &new.details;
    json!({
        "kind": new.kind, "symbol": new.symbol, "issued_on": new.issued_on.map(|on| on.to_string()), "issuer": new.issuer,
        "subject": new.subject, "bases": new.bases, "flow": details.flow.key(), "no": details.entry.as_ref().map(|e| e.no),
        "urgency": details.urgency.code(), "secrecy": details.secrecy.key(),
    })
}

/// What must hold of any document: a kind the packs know, and bases that are there.
pub(super) fn check(ctx: &Ctx, tx: &mut Tx, new: &NewDocument) -> Result<(), Error> {
    known_kind(ctx, &new.kind)?;
    for basis in &new.bases {
        super::store::document(tx, &ctx.book, *basis)?;
    }
    Ok(())
}

/// Only the kinds the packs know can be counted, printed and numbered; packs that list none leave the kind open.
fn known_kind(ctx: &Ctx, code: &str) -> Result<(), Error> {
    let kinds = &ctx.pack.document_kinds;
    if kinds.is_empty() || kinds.iter().any(|kind| kind.code == code) {
        return Ok(());
    }
    let codes = kinds.iter().map(|kind| kind.code.as_str()).collect::<Vec<_>>().join(", ");
    Err(Error::Faults(vec![Fault::new("kind", format!("Không có loại văn bản “{code}”. Chọn một trong: {codes}."))]))
}

/// Writes the row without a fact of its own: for an act of another domain that issues a document under its own fact.
pub fn write_row(ctx: &Ctx, tx: &mut Tx, new: &NewDocument, fact_no: i64) -> Result<i64, Error> {
    refuse_twice(ctx, tx, new)?;
    let no = tx.next_no("document", &ctx.book)?;
    let d = &new.details;
    let entry = d.entry.as_ref();
    tx.exec(
        include_str!("sql/insert_document.sql"),
        params![
            &ctx.book,
            no,
            &new.kind,
            &new.symbol,
            new.issued_on,
            &new.issuer,
            &new.subject,
            new.own,
            ctx.actor.officer,
            ctx.now,
            fact_no,
            d.flow.key(),
            entry.map_or("", |e| e.series.as_str()),
            entry.map(|e| e.year),
            entry.map(|e| e.no),
            d.arrived_on,
            d.urgency.code(),
            d.secrecy.key(),
            d.authority.key(),
            &d.signer,
            &d.signer_post,
            d.recipients.join("\n"),
            d.answer_due_on,
        ],
    )?;
    for basis in &new.bases {
        tx.exec(
            "insert into document_link (book, document, basis, relation, since_on) values ($1, $2, $3, 'basis', $4)",
            params![&ctx.book, no, *basis, new.issued_on],
        )?;
    }
    keep_words(tx, &ctx.book, no, &[&new.symbol, &new.issuer, &new.subject, &d.signer])?;
    Ok(no)
}

/// The document that carries that number, issuer and day: the same three stand for the same document.
pub fn known_document(
    tx: &mut Tx,
    book: &str,
    symbol: &str,
    issuer: &str,
    issued_on: Option<Date>,
) -> Result<Option<i64>, Error> {
    let sql =
        "select no from document where book = $1 and symbol = $2 and issuer = $3 and coalesce(issued_on, '') = $4";
    let day = issued_on.map(|on| on.to_string()).unwrap_or_default();
    Ok(tx.row(sql, params![book, symbol, issuer, day])?.map(|row| row.int("no")).transpose()?)
}

fn refuse_twice(ctx: &Ctx, tx: &mut Tx, new: &NewDocument) -> Result<(), Error> {
    match known_document(tx, &ctx.book, &new.symbol, &new.issuer, new.issued_on)? {
        Some(no) => refuse(
            "document-known",
            format!(
                "Văn bản {} của {} đã đăng ký, số vào sổ {no}. Mở văn bản đó thay vì đăng ký lần nữa.",
                new.symbol, new.issuer
            ),
        ),
        None => Ok(()),
    }
}
