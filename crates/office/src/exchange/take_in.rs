//! Takes in a message from another office (nhận thông điệp): a document is entered into the register of incoming documents with
//! its files, and its arrival is told back; a status is kept with the document it is about. The same message again changes
//! nothing. Nothing is lost: what could not be attached stays in the message, with the reason.

use super::edxml::{self, BusinessKind, Parsed, StatusCode, StatusMessage};
use super::status::queue_status;
use super::store::{NewMessage, by_key, write};
use crate::attachment::media_type;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::document::{
    Authority, Details, NewDocument, Relation, Urgency, arrived, known_document, write_file, write_relation, write_row,
};
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append, hex, next_fact_no};
use crate::params;
use serde_json::json;
use sha2::{Digest, Sha256};

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenIn {
    /// Number of the incoming document.
    Document(i64),
    /// Number of the document whose status was told; `None` when it is not known here.
    Status(Option<i64>),
}

/// Takes in a message as bytes; `hub_id` is how the hub calls it, empty for a file.
///
/// # Errors
/// Every fault of an unreadable message with its place; refusals `not-permitted`, `not-for-us`.
pub fn take_in(ctx: &Ctx, tx: &mut Tx, bytes: &[u8], hub_id: &str) -> Result<TakenIn, Error> {
    ctx.permit(Act::ExchangeDocument)?;
    match edxml::read(bytes) {
        Ok(Parsed::Document(message)) => take_document(ctx, tx, &message, bytes, hub_id),
        Ok(Parsed::Status(status)) => take_status(ctx, tx, &status, bytes, hub_id),
        Err(faults) => Err(Error::Faults(faults.into_iter().map(|f| Fault::new(f.place, f.sentence)).collect())),
    }
}

fn take_document(
    ctx: &Ctx,
    tx: &mut Tx,
    message: &edxml::Message,
    bytes: &[u8],
    hub_id: &str,
) -> Result<TakenIn, Error> {
    let business = message.business.as_ref().map_or(BusinessKind::New, |b| b.kind);
    let key = key_of(message, business, bytes);
    if let Some(known) = by_key(tx, &ctx.book, "in", &key)?
        && let Some(document) = known.document
    {
        return Ok(TakenIn::Document(document));
    }
    refuse_foreign(ctx, tx, message)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    // A recall or an update is about a document that is here already: a person answers it, nothing is entered twice.
    let earlier = if asks(business) { recalled(ctx, tx, message)? } else { known(ctx, tx, message)? };
    let (document, note) = match earlier {
        Some(no) => (no, String::new()),
        None => enter(ctx, tx, message, fact_no)?,
    };
    if business == BusinessKind::Replace {
        replace(ctx, tx, message, document)?;
    }
    let text = as_text(bytes);
    let new = NewMessage {
        direction: "in",
        kind: "document",
        document: Some(document),
        peer: &message.from.organ_id,
        status: business_key(business),
        key: &key,
        body: &text,
        state: if asks(business) { "asked" } else { "taken" },
        hub_id,
        note: &note,
        fact_no,
    };
    write(ctx, tx, &new)?;
    let payload = json!({ "from": message.from.organ_id, "document": document, "business": business_key(business), "digest": hex(&Sha256::digest(bytes)) });
    append(tx, ctx, Kind::MessageReceived, &format!("document/{document}"), payload)?;
    if !asks(business) {
        for code in [StatusCode::Arrived, StatusCode::Received] {
            queue_status(ctx, tx, document, code, "", None)?;
        }
    }
    Ok(TakenIn::Document(document))
}

/// Sender, identifier, business: the same document sent twice has the same key. A recall or an update may come more than once
/// for one document: there the content counts.
fn key_of(message: &edxml::Message, business: BusinessKind, bytes: &[u8]) -> String {
    let code = format!("{}/{}", message.number, message.notation);
    let id = if message.document_id.is_empty() { &code } else { &message.document_id };
    let day = message.issued_on.map(|on| on.to_string()).unwrap_or_default();
    let content = if asks(business) { hex(&Sha256::digest(bytes)) } else { String::new() };
    format!("{}|{id}|{day}|{}{content}", message.from.organ_id, business_key(business))
}

/// Whether a person has to answer.
fn asks(business: BusinessKind) -> bool {
    matches!(business, BusinessKind::Recall | BusinessKind::Update)
}

/// A message as text: what is not UTF-8 is UTF-16, which the reader takes too; a column holds no NUL.
fn as_text(bytes: &[u8]) -> String {
    let wide = |big: bool| {
        let units = bytes[2..].chunks_exact(2).map(|two| match big {
            true => u16::from_be_bytes([two[0], two[1]]),
            false => u16::from_le_bytes([two[0], two[1]]),
        });
        char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    let text = match bytes {
        [0xfe, 0xff, ..] => wide(true),
        [0xff, 0xfe, ..] => wide(false),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    text.replace('\0', "")
}

/// Key of a business as rows keep it.
fn business_key(kind: BusinessKind) -> &'static str {
    match kind {
        BusinessKind::New => "new",
        BusinessKind::Recall => "recall",
        BusinessKind::Update => "update",
        BusinessKind::Replace => "replace",
    }
}

/// A message to others only was delivered to the wrong office.
fn refuse_foreign(ctx: &Ctx, tx: &mut Tx, message: &edxml::Message) -> Result<(), Error> {
    let own = super::send::own_organ(ctx, tx)?.organ_id;
    let same = |id: &str| id.trim().eq_ignore_ascii_case(&own);
    if message.to.iter().any(|organ| same(&organ.organ_id)) {
        return Ok(());
    }
    let to: Vec<&str> = message.to.iter().map(|organ| organ.organ_id.as_str()).collect();
    refuse(
        "not-for-us",
        format!(
            "Thông điệp gửi cho {}, không gửi cho cơ quan này ({own}). Báo đơn vị vận hành trục kiểm tra.",
            to.join(", ")
        ),
    )
}

/// The document that a recall or an update is about: by the identifier it names, by its own, or by its symbol.
fn recalled(ctx: &Ctx, tx: &mut Tx, message: &edxml::Message) -> Result<Option<i64>, Error> {
    let named = message.business.as_ref().map_or("", |b| b.document_id.as_str());
    for id in [named, message.document_id.as_str()].into_iter().filter(|id| !id.is_empty()) {
        if let Some(found) = by_document_id(ctx, tx, &message.from.organ_id, id)? {
            return Ok(Some(found));
        }
    }
    known(ctx, tx, message)
}

/// The document, if the clerk entered it before, from paper or from another message.
fn known(ctx: &Ctx, tx: &mut Tx, message: &edxml::Message) -> Result<Option<i64>, Error> {
    let new = new_document(ctx, message);
    known_document(tx, &ctx.book, &new.symbol, &new.issuer, new.issued_on)
}

/// Enters the document with its files; answers its number and what could not be attached.
fn enter(ctx: &Ctx, tx: &mut Tx, message: &edxml::Message, fact_no: i64) -> Result<(i64, String), Error> {
    let new = arrived(ctx, tx, &new_document(ctx, message))?;
    let no = write_row(ctx, tx, &new, fact_no)?;
    tx.exec(
        "update document set exchange_id = $3 where book = $1 and no = $2",
        params![&ctx.book, no, &message.document_id],
    )?;
    let mut left = Vec::new();
    for file in &message.files {
        match media_type(&file.name, &file.bytes) {
            Ok(_) => drop(write_file(ctx, tx, no, &file.name, &file.bytes, fact_no)?),
            Err(sentence) => left.push(sentence),
        }
    }
    Ok((no, left.join(" ")))
}

fn new_document(ctx: &Ctx, message: &edxml::Message) -> NewDocument {
    let symbol = match (message.number.as_str(), message.notation.as_str()) {
        ("", notation) => notation.to_owned(),
        (number, "") => number.to_owned(),
        (number, notation) => format!("{number}/{notation}"),
    };
    // A day in the future is a clock that goes wrong elsewhere; the document came all the same.
    let issued_on = message.issued_on.filter(|on| *on <= ctx.today());
    NewDocument {
        kind: kind_of(ctx, message),
        symbol,
        issued_on,
        issuer: if message.from.name.is_empty() { message.from.organ_id.clone() } else { message.from.name.clone() },
        subject: message.subject.clone(),
        own: false,
        bases: Vec::new(),
        details: Details {
            urgency: Urgency::from_key(&message.other.priority.code().to_string()).unwrap_or_default(),
            authority: Authority::from_key(message.signer.competence.trim_end_matches('.')).unwrap_or_default(),
            signer: message.signer.full_name.clone(),
            signer_post: message.signer.position.clone(),
            recipients: message.to_places.clone(),
            answer_due_on: message.due_on,
            ..Details::default()
        },
    }
}

/// The kind by its name, by its abbreviation in the notation, or a công văn.
fn kind_of(ctx: &Ctx, message: &edxml::Message) -> String {
    let kinds = &ctx.pack.document_kinds;
    let (name, code) = (viet::fold::fold(&message.kind.type_name), message.kind.type_code.trim());
    let by_name = kinds.iter().find(|kind| viet::fold::fold(&kind.name) == name || kind.code == code);
    let head = message.notation.split('-').next().unwrap_or_default();
    let by_symbol = || kinds.iter().find(|kind| kind.abbreviation.as_deref() == Some(head));
    let letter = || kinds.iter().find(|kind| viet::fold::fold(&kind.name) == "cong van");
    by_name
        .or_else(by_symbol)
        .or_else(letter)
        .or_else(|| kinds.first())
        .map_or_else(|| "CV".to_owned(), |kind| kind.code.clone())
}

/// Links the documents that the new one replaces, as far as they came over the exchange.
fn replace(ctx: &Ctx, tx: &mut Tx, message: &edxml::Message, document: i64) -> Result<(), Error> {
    let replaced = message.business.iter().flat_map(|b| &b.replacements).map(|r| r.document_id.as_str());
    for id in replaced.filter(|id| !id.is_empty()) {
        let earlier = by_document_id(ctx, tx, &message.from.organ_id, id)?;
        if let Some(earlier) = earlier.filter(|earlier| *earlier != document) {
            write_relation(ctx, tx, document, earlier, Relation::Replaces)?;
        }
    }
    Ok(())
}

/// The incoming document of a sender by its identifier among all offices.
fn by_document_id(ctx: &Ctx, tx: &mut Tx, peer: &str, id: &str) -> Result<Option<i64>, Error> {
    let sql = "select m.document from exchange_message m join document d on d.book = m.book and d.no = m.document \
        where m.book = $1 and m.direction = 'in' and m.peer = $2 and d.exchange_id = $3 order by m.no";
    let row = tx.row(sql, params![&ctx.book, peer, id])?;
    Ok(row.map(|row| row.opt_int("document")).transpose()?.flatten())
}

fn take_status(ctx: &Ctx, tx: &mut Tx, told: &StatusMessage, bytes: &[u8], hub_id: &str) -> Result<TakenIn, Error> {
    let of = &told.response_for;
    let sent = match by_own_id(ctx, tx, &of.document_id)? {
        Some(no) => Some(no),
        None => by_own_symbol(ctx, tx, &of.code)?,
    };
    let about = if of.document_id.is_empty() { &of.code } else { &of.document_id };
    let key = format!("{}|{about}|{}|{}", told.from.organ_id, told.status.code(), told.at);
    if by_key(tx, &ctx.book, "in", &key)?.is_some() {
        return Ok(TakenIn::Status(sent));
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let new = NewMessage {
        direction: "in",
        kind: "status",
        document: sent,
        peer: &told.from.organ_id,
        status: told.status.code(),
        key: &key,
        body: &as_text(bytes),
        state: "taken",
        hub_id,
        note: &told.description,
        fact_no,
    };
    write(ctx, tx, &new)?;
    let subject = sent.map_or_else(|| "exchange".to_owned(), |no| format!("document/{no}"));
    let payload = json!({ "from": told.from.organ_id, "status": told.status.code(), "about": about });
    append(tx, ctx, Kind::MessageReceived, &subject, payload)?;
    Ok(TakenIn::Status(sent))
}

/// The document of this office that carries that identifier: sender, day, symbol.
fn by_own_id(ctx: &Ctx, tx: &mut Tx, id: &str) -> Result<Option<i64>, Error> {
    let mut parts = id.splitn(3, ',');
    let (_, day, symbol) = (parts.next(), parts.next(), parts.next());
    let (Some(day), Some(symbol)) = (day.map(|day| day.replace('/', "-")), symbol) else { return Ok(None) };
    let sql = "select no from document where book = $1 and symbol = $2 and issued_on = $3 and own = 1 order by no";
    Ok(tx.row(sql, params![&ctx.book, symbol, day])?.map(|row| row.int("no")).transpose()?)
}

fn by_own_symbol(ctx: &Ctx, tx: &mut Tx, symbol: &str) -> Result<Option<i64>, Error> {
    let sql = "select no from document where book = $1 and symbol = $2 and own = 1 order by no desc";
    Ok(tx.row(sql, params![&ctx.book, symbol])?.map(|row| row.int("no")).transpose()?)
}
