//! Accepts a proposed figure (nhận số liệu đọc được), as proposed or corrected: it enters by the act of every figure, and keeps for
//! ever the place of the report where it stands.

use super::store::proposal;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, refuse};
use crate::figure::{NewFigure, enter, tie_records};
use crate::params;

/// Enters the figure of a proposal and answers its number.
///
/// # Errors
/// Those of entering a figure; refusal `decided` when somebody decided before.
pub fn accept(ctx: &Ctx, tx: &mut Tx, (reading, no): (i64, i64), figure: &NewFigure) -> Result<i64, Error> {
    let known = proposal(tx, &ctx.book, reading, no)?;
    if known.state != "open" {
        return refuse("decided", "Đề xuất này đã có người nhận hoặc bỏ. Mở lại trang để xem.");
    }
    let entered = enter(ctx, tx, figure)?;
    tie_records(tx, &ctx.book, entered, &format!("/readings/{reading}?p={no}#p{no}"))?;
    tx.exec(
        "update reading_proposal set state = 'accepted', figure = $4, decided_by = $5, decided_at = $6 where book = $1 and reading = $2 and no = $3",
        params![&ctx.book, reading, no, entered, ctx.actor.officer, ctx.now],
    )?;
    Ok(entered)
}
