//! Ends the following of a risk (kết thúc theo dõi nguy cơ) with what came of it; specialists and the head may.

use super::risk::risk;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use serde_json::json;

/// Closes the line; one that is already closed keeps its first outcome.
pub fn close_risk(ctx: &Ctx, tx: &mut Tx, no: i64, outcome: &str) -> Result<(), Error> {
    ctx.permit(Act::RegisterRisk)?;
    if !risk(tx, &ctx.book, no)?.open {
        return Ok(());
    }
    let outcome = outcome.trim();
    if outcome.is_empty() {
        return Err(Error::Faults(vec![Fault::new(
            "outcome",
            "Chưa ghi kết quả. Ghi đã làm gì và đạt đến đâu rồi gửi lại.",
        )]));
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "update risk set state = 'closed', outcome = $3, closed_fact_no = $4 where book = $1 and no = $2",
        params![&ctx.book, no, outcome, fact_no],
    )?;
    append(tx, ctx, Kind::RiskClosed, &format!("risk/{no}"), json!({ "outcome": outcome }))?;
    Ok(())
}
