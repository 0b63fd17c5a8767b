//! Edits the words of a draft (sửa dự thảo báo cáo); specialists may, until it is signed.

use super::store::report;
use super::texts::Texts;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append, sha256};
use crate::params;
use serde_json::json;

/// Replaces the words of a draft; the same words again are success without a fact.
pub fn edit(ctx: &Ctx, tx: &mut Tx, no: i64, texts: &Texts) -> Result<(), Error> {
    ctx.permit(Act::DraftReport)?;
    let report = report(tx, &ctx.book, no)?;
    if report.signed {
        return refuse("already-signed", "Báo cáo đã ký nên không sửa được nữa. Nếu cần, lập báo cáo mới cho kỳ này.");
    }
    if report.texts == *texts {
        return Ok(());
    }
    let written = serde_json::to_string(texts)?;
    tx.exec("update report set texts = $3 where book = $1 and no = $2", params![&ctx.book, no, &written])?;
    append(tx, ctx, Kind::ReportEdited, &format!("report/{no}"), json!({ "texts_sha256": sha256(&written) }))?;
    Ok(())
}
