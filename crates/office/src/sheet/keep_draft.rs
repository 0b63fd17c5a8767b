//! Keeps the rows of a preview until they are committed, or for a day.

use super::preview::Preview;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::session::random;
use crate::error::Error;
use crate::params;
use jiff::SignedDuration;

/// After a day the office may have changed too much for a preview to be trusted.
pub(super) const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Keeps the rows and answers the token under which they are committed. Drafts older than a day go.
pub fn keep_draft(ctx: &Ctx, tx: &mut Tx, preview: &Preview) -> Result<String, Error> {
    tx.exec("delete from import_draft where book = $1 and made_at < $2", params![&ctx.book, ctx.now - LIFE])?;
    let token = random()?;
    tx.exec(
        "insert into import_draft (book, token, subject, file_name, rows_json, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7)",
        params![
            &ctx.book,
            &token,
            preview.subject.key(),
            &preview.file_name,
            serde_json::to_string(&preview.rows)?,
            ctx.actor.officer,
            ctx.now
        ],
    )?;
    Ok(token)
}
