//! Closes a reporting period (khóa kỳ); specialists and the head may. From then on no figure counted within it is
//! entered or corrected.

use super::period::period;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::Error;
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use serde_json::json;

/// Closes the period; a period that is already closed stays as it is.
pub fn close_period(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<(), Error> {
    ctx.permit(Act::ClosePeriod)?;
    let period = period(tx, &ctx.book, no)?;
    if !period.is_open() {
        return Ok(());
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "update period set state = 'closed', closed_fact_no = $3 where book = $1 and no = $2",
        params![&ctx.book, no, fact_no],
    )?;
    let payload = json!({ "label": period.label, "cutoff_on": period.cutoff_on.to_string() });
    append(tx, ctx, Kind::PeriodClosed, &format!("period/{no}"), payload)?;
    Ok(())
}
