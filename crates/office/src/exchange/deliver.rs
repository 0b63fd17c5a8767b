//! What the carrier says of the outbox (chuyển thông điệp): delivered, to be tried again later, or refused for good. A message
//! stays in the outbox until one of them is said, so that a hub that fails loses nothing.

use super::store::message;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::Error;
use crate::journal::{Kind, append};
use crate::params;
use jiff::SignedDuration;
use serde_json::json;

/// The longest wait between two tries.
const LONGEST: i64 = 60;

/// The hub or the folder has it; delivered already answers success.
pub fn delivered(ctx: &Ctx, tx: &mut Tx, no: i64, hub_id: &str) -> Result<(), Error> {
    ctx.permit(Act::ExchangeDocument)?;
    if message(tx, &ctx.book, no)?.state != "waiting" {
        return Ok(());
    }
    tx.exec(
        "update exchange_message set state = 'sent', sent_at = $3, next_at = null, note = '', hub_id = case when $4 = '' then hub_id else $4 end \
         where book = $1 and no = $2",
        params![&ctx.book, no, ctx.now, hub_id],
    )?;
    append(tx, ctx, Kind::MessageDelivered, &format!("exchange/{no}"), json!({ "hub_id": hub_id }))?;
    Ok(())
}

/// It did not get through: tried again after 1, 2, 4 … minutes, an hour at most. No fact: nothing has happened yet.
pub fn try_again(ctx: &Ctx, tx: &mut Tx, no: i64, why: &str) -> Result<(), Error> {
    let tries = message(tx, &ctx.book, no)?.tries + 1;
    let minutes = 2_i64.saturating_pow(u32::try_from(tries - 1).unwrap_or(10).min(10)).min(LONGEST);
    tx.exec(
        "update exchange_message set tries = $3, next_at = $4, note = $5 where book = $1 and no = $2 and state = 'waiting'",
        params![&ctx.book, no, tries, ctx.now + SignedDuration::from_mins(minutes), why],
    )?;
    Ok(())
}

/// The hub says that it will never take it: a person has to look.
pub fn refused(ctx: &Ctx, tx: &mut Tx, no: i64, why: &str) -> Result<(), Error> {
    let tries = message(tx, &ctx.book, no)?.tries + 1;
    tx.exec(
        "update exchange_message set state = 'refused', tries = $3, next_at = null, note = $4 where book = $1 and no = $2 and state = 'waiting'",
        params![&ctx.book, no, tries, why],
    )?;
    Ok(())
}

/// Sends a refused message again, after its cause was removed: whoever may send documents.
pub fn send_again(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<(), Error> {
    ctx.permit(Act::ExchangeDocument)?;
    if message(tx, &ctx.book, no)?.state != "refused" {
        return Ok(());
    }
    append(tx, ctx, Kind::DocumentSent, &format!("exchange/{no}"), json!({ "again": true }))?;
    tx.exec(
        "update exchange_message set state = 'waiting', next_at = $3 where book = $1 and no = $2 and state = 'refused'",
        params![&ctx.book, no, ctx.now],
    )?;
    Ok(())
}
