//! Tells other offices how their documents stand (báo trạng thái): automatically from the record, once per document and state;
//! and a person's answer to a recall or an update. Codes 01 to 16 of the exchange (Quyết định 28/2018/QĐ-TTg).

use super::edxml::{ResponseFor, Staff, StatusCode, StatusMessage, write_status};
use super::store::{NewMessage, by_key, message, messages, write};
use crate::ctx::{Ctx, HANOI};
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::document::document;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use serde_json::json;

/// Puts a status into the outbox for the sender of an incoming document, without a fact of its own: for an act that brings it
/// about. A state is told once; a document that did not come over the exchange has nobody to tell.
pub fn queue_status(
    ctx: &Ctx,
    tx: &mut Tx,
    no: i64,
    code: StatusCode,
    description: &str,
    answers: Option<i64>,
) -> Result<bool, Error> {
    let Some(came) =
        messages(tx, &ctx.book, Some(no))?.into_iter().find(|m| m.direction == "in" && m.kind == "document")
    else {
        return Ok(false);
    };
    let about = document(tx, &ctx.book, no)?;
    let key = match answers {
        Some(message) => format!("status/{no}/{}/{message}", code.code()),
        None => format!("status/{no}/{}", code.code()),
    };
    let told = StatusMessage {
        response_for: ResponseFor {
            organ_id: came.peer.clone(),
            code: about.symbol.clone(),
            issued_on: about.issued_on,
            document_id: exchange_id(ctx, tx, no)?,
        },
        from: super::send::own_organ(ctx, tx)?,
        status: code,
        description: if description.is_empty() { code.label().to_owned() } else { description.to_owned() },
        at: HANOI.to_datetime(ctx.now),
        staff: Staff { staff: ctx.actor.name.clone(), ..Staff::default() },
    };
    let fact_no = next_fact_no(tx, &ctx.book)? - 1;
    let new = NewMessage {
        direction: "out",
        kind: "status",
        document: Some(no),
        peer: &came.peer,
        status: code.code(),
        key: &key,
        body: &write_status(&told),
        state: "waiting",
        hub_id: &came.hub_id,
        note: "",
        fact_no,
    };
    Ok(write(ctx, tx, &new)?.is_some())
}

fn exchange_id(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<String, Error> {
    let row = tx.row("select exchange_id from document where book = $1 and no = $2", params![&ctx.book, no])?;
    Ok(row.map(|row| row.text("exchange_id")).transpose()?.unwrap_or_default())
}

/// Tells what the record has come to: handed to somebody (05), every task on it accepted (06). Run by the timer; answers how
/// many states were told.
pub fn tell_states(ctx: &Ctx, tx: &mut Tx) -> Result<usize, Error> {
    let mut told = 0;
    for (sql, code) in
        [(include_str!("sql/assigned.sql"), StatusCode::Assigned), (include_str!("sql/done.sql"), StatusCode::Done)]
    {
        for row in tx.rows(sql, params![&ctx.book])? {
            let no = row.int("no")?;
            if by_key(tx, &ctx.book, "out", &format!("status/{no}/{}", code.code()))?.is_some() {
                continue;
            }
            append(tx, ctx, Kind::StatusQueued, &format!("document/{no}"), json!({ "status": code.code() }))?;
            queue_status(ctx, tx, no, code, "", None)?;
            told += 1;
        }
    }
    Ok(told)
}

/// A person agrees to a recall or an update, or refuses it with the reason.
///
/// # Errors
/// A fault on `reason`; refusals `not-permitted`, `not-found`, `nothing-asked`.
pub fn answer_recall(ctx: &Ctx, tx: &mut Tx, no: i64, agree: bool, reason: &str) -> Result<(), Error> {
    ctx.permit(Act::ExchangeDocument)?;
    let asked = message(tx, &ctx.book, no)?;
    if asked.state == "answered" {
        return Ok(());
    }
    let (Some(document), "asked") = (asked.document, asked.state.as_str()) else {
        return refuse(
            "nothing-asked",
            "Thông điệp này không đề nghị thu hồi hay cập nhật nên không có gì để trả lời.",
        );
    };
    if !agree && reason.is_empty() {
        return Err(Error::Faults(vec![Fault::new("reason", "Ghi lý do từ chối.")]));
    }
    let code = if agree { StatusCode::RecallAgreed } else { StatusCode::RecallRefused };
    tx.exec(
        "update exchange_message set state = 'answered', note = $3 where book = $1 and no = $2",
        params![&ctx.book, no, reason],
    )?;
    append(tx, ctx, Kind::RecallAnswered, &format!("document/{document}"), json!({ "agree": agree, "message": no }))?;
    queue_status(ctx, tx, document, code, reason, Some(no))?;
    Ok(())
}
