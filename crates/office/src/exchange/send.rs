//! Sends a document to other offices (gửi văn bản qua trục liên thông): specialists and the head may. It puts one message into
//! the outbox; what carries it away says later that it was delivered.

use super::edxml::{self, DocumentType, File, Organ, Other, Priority, ResponseFor, Signer, Trace};
use super::store::{NewMessage, came_with, messages, write};
use crate::attachment;
use crate::ctx::{Ctx, HANOI};
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::{place_of, root};
use crate::document::{Authority, Document, Flow, Relation, Secrecy, document, files, office_name, related};
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append, next_fact_no};
use serde_json::json;

/// Sends the document to each of the offices; to the same ones again answers success.
///
/// # Errors
/// A fault on `to`; refusals `not-permitted`, `not-found`, `not-issued-here`, `secret-file`.
pub fn send(ctx: &Ctx, tx: &mut Tx, no: i64, to: &[Organ]) -> Result<(), Error> {
    ctx.permit(Act::ExchangeDocument)?;
    let sent = document(tx, &ctx.book, no)?;
    if to.is_empty() || to.iter().any(|organ| organ.organ_id.trim().is_empty()) {
        let sentence = "Ghi mã định danh nơi nhận, mỗi dòng một nơi, ví dụ 000.00.12.H26 | Sở Xây dựng.";
        return Err(Error::Faults(vec![Fault::new("to", sentence)]));
    }
    let mut ids: Vec<&str> = to.iter().map(|organ| organ.organ_id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let (peer, key) = (ids.join(","), format!("document/{no}/{}", ids.join(",")));
    let message = message_of(ctx, tx, &sent, to)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let new = NewMessage {
        direction: "out",
        kind: "document",
        document: Some(no),
        peer: &peer,
        status: "new",
        key: &key,
        body: &edxml::write(&message),
        state: "waiting",
        hub_id: "",
        note: "",
        fact_no,
    };
    if write(ctx, tx, &new)?.is_some() {
        append(tx, ctx, Kind::DocumentSent, &format!("document/{no}"), json!({ "to": ids }))?;
    }
    Ok(())
}

fn refuse_unfit(sent: &Document) -> Result<(), Error> {
    if sent.details.secrecy != Secrecy::Open {
        return refuse("secret-file", "Tài liệu mật không gửi qua trục liên thông. Gửi theo đường văn thư mật.");
    }
    if !sent.own && sent.details.flow != Flow::Out {
        return refuse("not-issued-here", "Chỉ gửi văn bản do cơ quan này ban hành. Mở văn bản đi rồi gửi.");
    }
    Ok(())
}

/// The office that keeps the book, as a sender.
pub fn own_organ(ctx: &Ctx, tx: &mut Tx) -> Result<Organ, Error> {
    let office = root(tx, &ctx.book)?;
    Ok(Organ { organ_id: office.organ_code(), name: office_name(ctx, tx)?, ..Organ::default() })
}

/// The message that carries a document with its files.
///
/// # Errors
/// Refusals `secret-file`, `not-issued-here`: a message says that its sender issued what it carries.
pub fn message_of(ctx: &Ctx, tx: &mut Tx, sent: &Document, to: &[Organ]) -> Result<edxml::Message, Error> {
    refuse_unfit(sent)?;
    let from = own_organ(ctx, tx)?;
    let (number, notation) = sent.symbol.split_once('/').unwrap_or(("", sent.symbol.as_str()));
    let kind = ctx.pack.document_kind(&sent.kind).map(|kind| kind.name.clone()).unwrap_or_default();
    let mut carried = Vec::new();
    for file in files(tx, &ctx.book, sent.no)? {
        let (_, media_type, bytes) = attachment::file(tx, &ctx.book, &file.digest)?;
        let content_id = format!("{}-{}", sent.no, file.no);
        carried.push(File { content_id, name: file.name, content_type: media_type, description: String::new(), bytes });
    }
    let authority = sent.details.authority;
    Ok(edxml::Message {
        number: number.to_owned(),
        notation: notation.to_owned(),
        place: place_of(&root(tx, &ctx.book)?.name),
        issued_on: sent.issued_on,
        kind: DocumentType { type_code: sent.kind.clone(), type_detail: String::new(), type_name: kind },
        subject: sent.subject.clone(),
        signer: Signer {
            competence: if authority == Authority::Own { String::new() } else { format!("{}.", authority.key()) },
            position: sent.details.signer_post.clone(),
            full_name: sent.details.signer.clone(),
        },
        due_on: sent.details.answer_due_on,
        to_places: sent.details.recipients.clone(),
        other: Other {
            priority: Priority::from_code(sent.details.urgency.key()).unwrap_or_default(),
            ..Other::default()
        },
        response_for: answered(ctx, tx, sent)?,
        document_id: document_id(&from.organ_id, sent),
        traces: vec![Trace { organ_id: from.organ_id.clone(), at: HANOI.to_datetime(ctx.now) }],
        business: Some(edxml::Business::default()),
        files: carried,
        from,
        to: to.to_vec(),
        ..edxml::Message::default()
    })
}

/// A document as the text of a message: one that was issued here under the name of this office, one that came over the
/// exchange as it came.
///
/// # Errors
/// Refusals `not-found`, `secret-file`, `not-issued-here`.
pub fn written(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<String, Error> {
    let found = document(tx, &ctx.book, no)?;
    if !found.own
        && let Some(came) = came_with(tx, &ctx.book, no)?
    {
        return Ok(came.body);
    }
    let own = own_organ(ctx, tx)?;
    Ok(edxml::write(&message_of(ctx, tx, &found, &[own])?))
}

/// Identifier of a document among all offices: sender, day, number and symbol.
pub fn document_id(organ_id: &str, sent: &Document) -> String {
    let day = sent.issued_on.map(|on| on.strftime("%Y/%m/%d").to_string()).unwrap_or_default();
    format!("{organ_id},{day},{}", sent.symbol)
}

/// The documents that it answers, as far as they came over the exchange.
fn answered(ctx: &Ctx, tx: &mut Tx, sent: &Document) -> Result<Vec<ResponseFor>, Error> {
    let mut found = Vec::new();
    for earlier in related(tx, &ctx.book, sent.no)?.into_iter().filter(|r| r.relation == Relation::Answers) {
        let came = messages(tx, &ctx.book, Some(earlier.document.no))?.into_iter().find(|m| m.direction == "in");
        if let Some(came) = came {
            found.push(ResponseFor {
                organ_id: came.peer,
                code: earlier.document.symbol,
                issued_on: earlier.document.issued_on,
                document_id: came.key.split('|').nth(1).unwrap_or_default().to_owned(),
            });
        }
    }
    Ok(found)
}
