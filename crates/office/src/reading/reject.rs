//! Rejects a proposed figure (bỏ số liệu đọc được): it stays with its reason and is proposed no more.

use super::store::proposal;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append};
use crate::params;

/// Rejects a proposal.
///
/// # Errors
/// Refusals `not-permitted`, `decided`.
pub fn reject(ctx: &Ctx, tx: &mut Tx, (reading, no): (i64, i64), reason: &str) -> Result<(), Error> {
    ctx.permit(Act::ReadReport)?;
    let known = proposal(tx, &ctx.book, reading, no)?;
    if known.state != "open" {
        return refuse("decided", "Đề xuất này đã có người nhận hoặc bỏ. Mở lại trang để xem.");
    }
    tx.exec(
        "update reading_proposal set state = 'rejected', reason = $4, decided_by = $5, decided_at = $6 where book = $1 and reading = $2 and no = $3",
        params![&ctx.book, reading, no, reason, ctx.actor.officer, ctx.now],
    )?;
    let payload = serde_json::json!({ "proposal": no, "typed": known.typed, "reason": reason });
    append(tx, ctx, Kind::ProposalRejected, &format!("reading/{reading}"), payload)?;
    Ok(())
}
