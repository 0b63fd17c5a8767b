//! Hands an incoming document to whoever deals with it (chuyển văn bản đến): specialists and the head may. The register
//! names unit, officer and instant (Nghị định 30/2020/NĐ-CP Điều 23).

use super::store::document;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::officers;
use crate::directory::permit::Act;
use crate::error::{Error, Fault};
use crate::journal::{Kind, append};
use crate::params;
use serde_json::json;

/// Hands the document to an officer; the same again answers success.
///
/// # Errors
/// A fault on `officer` who holds no post today; refusals `not-permitted`, `not-found`.
pub fn hand(ctx: &Ctx, tx: &mut Tx, no: i64, officer: i64) -> Result<(), Error> {
    ctx.permit(Act::RegisterDocument)?;
    let before = document(tx, &ctx.book, no)?;
    let known = officers(tx, &ctx.book, ctx.today())?;
    let Some(taker) = known.iter().find(|known| known.no == officer) else {
        let sentence = "Người này hôm nay không giữ vị trí nào. Chọn người khác trong danh sách.";
        return Err(Error::Faults(vec![Fault::new("officer", sentence)]));
    };
    if before.handed_officer == Some(officer) {
        return Ok(());
    }
    tx.exec(
        "update document set handed_unit = $3, handed_officer = $4, handed_at = $5 where book = $1 and no = $2",
        params![&ctx.book, no, taker.unit, officer, ctx.now],
    )?;
    let payload = json!({ "officer": officer, "unit": taker.unit });
    append(tx, ctx, Kind::DocumentHanded, &format!("document/{no}"), payload)?;
    Ok(())
}
