//! Joins two registered documents (gắn quan hệ văn bản): one rests on, replaces, amends, suspends, abolishes or answers the
//! other. Specialists and the head may. What rests on itself in the end is refused.

use super::details::Relation;
use super::store::document;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append};
use crate::params;
use serde_json::json;

/// Joins them; the same again answers success, another relation takes the place of the one before.
///
/// # Errors
/// Refusals `not-permitted`, `not-found`, `same-document`, `circular-basis`.
pub fn link(ctx: &Ctx, tx: &mut Tx, no: i64, earlier: i64, relation: Relation) -> Result<(), Error> {
    ctx.permit(Act::RegisterDocument)?;
    let (from, to) = (document(tx, &ctx.book, no)?, document(tx, &ctx.book, earlier)?);
    if no == earlier {
        return refuse("same-document", "Một văn bản không có quan hệ với chính nó. Chọn văn bản khác.");
    }
    let sql = "select relation from document_link where book = $1 and document = $2 and basis = $3";
    let known = tx.row(sql, params![&ctx.book, no, earlier])?.map(|row| row.text("relation")).transpose()?;
    if known.as_deref() == Some(relation.key()) {
        return Ok(());
    }
    if rests_on(tx, &ctx.book, earlier, no)? {
        return refuse(
            "circular-basis",
            format!(
                "Văn bản {} đã căn cứ (trực tiếp hoặc qua văn bản khác) vào {}; gắn ngược lại thành vòng tròn. \
                 Kiểm tra văn bản nào ban hành trước.",
                to.symbol, from.symbol
            ),
        );
    }
    tx.exec(
        "insert into document_link (book, document, basis, relation, since_on) values ($1, $2, $3, $4, $5) \
         on conflict (book, document, basis) do update set relation = excluded.relation, since_on = excluded.since_on",
        params![&ctx.book, no, earlier, relation.key(), from.issued_on],
    )?;
    let payload = json!({ "to": earlier, "relation": relation.key(), "was": known });
    append(tx, ctx, Kind::DocumentLinked, &format!("document/{no}"), payload)?;
    Ok(())
}

/// Records how a document stands to an earlier one, under the fact of another act; a known relation stays.
pub fn write_relation(ctx: &Ctx, tx: &mut Tx, no: i64, earlier: i64, relation: Relation) -> Result<(), Error> {
    let issued_on = document(tx, &ctx.book, no)?.issued_on;
    tx.exec(
        "insert into document_link (book, document, basis, relation, since_on) values ($1, $2, $3, $4, $5) \
         on conflict (book, document, basis) do nothing",
        params![&ctx.book, no, earlier, relation.key(), issued_on],
    )?;
    Ok(())
}

/// Whether a document rests on another in the end, over any number of steps and by any relation.
fn rests_on(tx: &mut Tx, book: &str, from: i64, on: i64) -> Result<bool, Error> {
    Ok(tx.row(include_str!("sql/rests_on.sql"), params![book, from, on])?.is_some())
}
