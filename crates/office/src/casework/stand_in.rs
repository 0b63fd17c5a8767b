//! Names a stand-in for an absent officer (cử người làm thay): the head or the operator may.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::civil::Date;
use serde_json::json;

/// Who stands in for whom, from the first to the last day.
#[derive(Clone, Debug)]
pub struct StandIn {
    pub officer: i64,
    pub deputy: i64,
    pub from_on: Date,
    pub to_on: Date,
    pub reason: String,
}

/// Names the stand-in; the same again answers success.
pub fn name_stand_in(ctx: &Ctx, tx: &mut Tx, new: &StandIn) -> Result<i64, Error> {
    ctx.permit(Act::NameStandIn)?;
    let mut faults = Vec::new();
    if new.officer == new.deputy {
        faults.push(Fault::new("deputy", "Người làm thay phải là người khác."));
    }
    if new.to_on < new.from_on {
        faults.push(Fault::new("to_on", "Ngày cuối ở trước ngày đầu. Ghi lại."));
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let sql =
        "select no from stand_in where book = $1 and officer = $2 and deputy = $3 and from_on = $4 and to_on = $5";
    if let Some(row) = tx.row(sql, params![&ctx.book, new.officer, new.deputy, new.from_on, new.to_on])? {
        return Ok(row.int("no")?);
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let no = tx.next_no("stand_in", &ctx.book)?;
    tx.exec(
        "insert into stand_in (book, no, officer, deputy, from_on, to_on, reason, fact_no) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![&ctx.book, no, new.officer, new.deputy, new.from_on, new.to_on, &new.reason, fact_no],
    )?;
    let payload = json!({ "officer": new.officer, "deputy": new.deputy, "from_on": new.from_on.to_string(), "to_on": new.to_on.to_string() });
    append(tx, ctx, Kind::StandInNamed, &format!("stand-in/{no}"), payload)?;
    Ok(no)
}
