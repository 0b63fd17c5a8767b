//! Confirms receipt of a signed decision for the own units (xác nhận đã nhận); officers of units may. It brings one receipt
//! per unit and one fact; confirming again changes nothing.

use super::decision::State;
use super::store::{allocation, lines, receipts};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use serde_json::json;
use std::collections::BTreeSet;

/// Confirms for every own unit of the actor that has lines.
///
/// # Errors
/// Refusals `not-permitted`, `not-signed`, `not-your-unit`.
pub fn confirm_receipt(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<(), Error> {
    ctx.permit(Act::ConfirmReceipt)?;
    if allocation(tx, &ctx.book, no)?.state == State::Draft {
        return not_signed();
    }
    let with_lines: BTreeSet<i64> = lines(tx, &ctx.book, no)?.iter().map(|line| line.unit).collect();
    let own: BTreeSet<i64> = ctx.actor.units.iter().copied().filter(|unit| with_lines.contains(unit)).collect();
    if own.is_empty() {
        return refuse(
            "not-your-unit",
            "Quyết định này không giao gì cho đơn vị của đồng chí, nên không cần xác nhận. \
             Quay về danh sách quyết định giao.",
        );
    }
    let confirmed: BTreeSet<i64> = receipts(tx, &ctx.book, no)?.iter().map(|receipt| receipt.unit).collect();
    let missing: Vec<i64> = own.difference(&confirmed).copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    for unit in &missing {
        tx.exec(
            "insert into receipt (book, allocation, unit, confirmed_by, confirmed_at, fact_no) values ($1, $2, $3, $4, $5, $6)",
            params![&ctx.book, no, *unit, ctx.actor.officer, ctx.now, fact_no],
        )?;
    }
    append(tx, ctx, Kind::ReceiptConfirmed, &format!("allocation/{no}"), json!({ "units": missing }))?;
    Ok(())
}

/// The refusal of a unit that asks for what is not signed yet.
pub(super) fn not_signed<T>() -> Result<T, Error> {
    refuse("not-signed", "Quyết định này chưa ký nên chưa có gì để nhận. Chờ quyết định được ký rồi mở lại.")
}
