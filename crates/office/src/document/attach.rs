//! Attaches a file to a document (đính kèm tệp): specialists and the head may. Its text is searched from then on.

use super::details::Secrecy;
use super::store::document;
use super::word::keep_words;
use crate::attachment;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use serde_json::json;

/// Attaches the file; the same file again answers success.
///
/// # Errors
/// A fault on `file` that may not be kept; refusals `not-permitted`, `not-found`, `secret-file`.
pub fn attach(ctx: &Ctx, tx: &mut Tx, no: i64, name: &str, bytes: &[u8]) -> Result<(), Error> {
    ctx.permit(Act::RegisterDocument)?;
    if document(tx, &ctx.book, no)?.details.secrecy != Secrecy::Open {
        return refuse(
            "secret-file",
            "Tài liệu mật không được lưu trên hệ thống nối mạng (Luật Bảo vệ bí mật nhà nước). Chỉ giữ bản giấy; ở đây chỉ có số, trích yếu.",
        );
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    if let Some(digest) = write_file(ctx, tx, no, name, bytes, fact_no)? {
        let payload = json!({ "file": name, "digest": digest });
        append(tx, ctx, Kind::DocumentAttached, &format!("document/{no}"), payload)?;
    }
    Ok(())
}

/// Writes the file without a fact of its own, for an act that brings a document with its files; answers the digest, or
/// `None` when the document has the file already.
pub fn write_file(
    ctx: &Ctx,
    tx: &mut Tx,
    no: i64,
    name: &str,
    bytes: &[u8],
    fact_no: i64,
) -> Result<Option<String>, Error> {
    let digest = attachment::keep_file(ctx, tx, name, bytes)?;
    let sql = "select no from document_file where book = $1 and document = $2 and attachment = $3";
    if tx.row(sql, params![&ctx.book, no, &digest])?.is_some() {
        return Ok(None);
    }
    tx.exec(
        "insert into document_file (book, document, no, attachment, file_name, added_at, fact_no) \
         select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5, cast($6 as bigint) from document_file where book = $1 and document = $2",
        params![&ctx.book, no, &digest, name, ctx.now, fact_no],
    )?;
    let text = attachment::wording(tx, &ctx.book, &digest)?;
    keep_words(tx, &ctx.book, no, &[name, &text])?;
    Ok(Some(digest))
}
