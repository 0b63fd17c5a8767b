//! Readies an item of a programme for assigning (đủ điều kiện giao); specialists and the head may. Refused while one of the
//! six clears or the basis is missing. It changes one row and brings one fact; a ready item stays ready.

use super::clears::missing;
use super::item::State;
use super::store::{item, programme};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use serde_json::json;

/// Readies the item.
///
/// # Errors
/// Refusals `not-permitted`, `not-found`, `clears-missing`, which names every missing clear.
pub fn ready_item(ctx: &Ctx, tx: &mut Tx, no: i64, number: i64) -> Result<(), Error> {
    ctx.permit(Act::WriteProgramme)?;
    programme(tx, &ctx.book, no)?;
    let item = item(tx, &ctx.book, no, number)?;
    if item.state == State::Ready {
        return Ok(());
    }
    let missing = missing(&item);
    if !missing.is_empty() {
        return refuse(
            "clears-missing",
            format!("Nhiệm vụ chưa giao được vì còn thiếu: {}. Bổ sung rồi xác nhận lại.", missing.join("; ")),
        );
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "update programme_item set state = 'ready', fact_no = $4 where book = $1 and programme = $2 and no = $3",
        params![&ctx.book, no, number, fact_no],
    )?;
    append(tx, ctx, Kind::ItemReadied, &format!("programme/{no}"), json!({ "item": number }))?;
    Ok(())
}
