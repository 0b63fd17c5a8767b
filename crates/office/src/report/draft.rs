//! Drafts a report (dự thảo báo cáo) of a period from an outline; specialists may.

use super::texts::Texts;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::figure;
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use serde_json::json;

/// A report to be drafted.
#[derive(Clone, Debug)]
pub struct NewReport {
    pub outline: String,
    pub period: i64,
    /// The period as the title says it; empty: as the period is labelled.
    pub label: String,
}

/// Drafts and answers the number of the report.
pub fn draft(ctx: &Ctx, tx: &mut Tx, new: &NewReport) -> Result<i64, Error> {
    ctx.permit(Act::DraftReport)?;
    let period = figure::period(tx, &ctx.book, new.period)?;
    if !ctx.pack.outlines.iter().any(|outline| outline.id == new.outline) {
        return refuse(
            "unknown-outline",
            format!("Không có đề cương “{}”. Chọn một đề cương trong danh sách.", new.outline),
        );
    }
    let label = if new.label.trim().is_empty() { period.label.clone() } else { new.label.trim().to_owned() };
    let (no, fact_no) = (tx.next_no("report", &ctx.book)?, next_fact_no(tx, &ctx.book)?);
    let texts = serde_json::to_string(&Texts::default())?;
    tx.exec(
        "insert into report (book, no, outline, period, label, texts, state, drafted_by, drafted_at, fact_no) \
         values ($1, $2, $3, $4, $5, $6, 'draft', $7, $8, $9)",
        params![&ctx.book, no, &new.outline, new.period, &label, texts, ctx.actor.officer, ctx.now, fact_no],
    )?;
    let payload = json!({ "outline": new.outline, "period": period.label, "label": label });
    append(tx, ctx, Kind::ReportDrafted, &format!("report/{no}"), payload)?;
    Ok(no)
}
