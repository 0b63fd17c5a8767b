//! Registers an indicator at risk (ghi nguy cơ không đạt) with cause, solution, owner and due date; specialists and the
//! head may.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::civil::Date;
use serde_json::json;

/// A line to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRisk {
    /// Code of the indicator.
    pub indicator: String,
    pub unit: i64,
    pub cause: String,
    pub solution: String,
    /// Number of the officer who answers for the solution.
    pub owner: i64,
    pub due_on: Date,
}

/// Registers the line and answers its number; the same open line again answers the number it has.
pub fn register_risk(ctx: &Ctx, tx: &mut Tx, new: &NewRisk) -> Result<i64, Error> {
    ctx.permit(Act::RegisterRisk)?;
    let faults = faults(ctx, tx, new)?;
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    if let Some(no) = registered(ctx, tx, new)? {
        return Ok(no);
    }
    let (no, fact_no) = (tx.next_no("risk", &ctx.book)?, next_fact_no(tx, &ctx.book)?);
    tx.exec(
        "insert into risk (book, no, indicator, unit, cause, solution, owner, due_on, state, outcome, fact_no, closed_fact_no) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', '', $9, null)",
        params![&ctx.book, no, &new.indicator, new.unit, &new.cause, &new.solution, new.owner, new.due_on, fact_no],
    )?;
    let payload = json!({
        "indicator": new.indicator, "unit": new.unit, "cause": new.cause, "solution": new.solution,
        "owner": new.owner, "due_on": new.due_on.to_string(),
    });
    append(tx, ctx, Kind::RiskRegistered, &format!("risk/{no}"), payload)?;
    Ok(no)
}

fn faults(ctx: &Ctx, tx: &mut Tx, new: &NewRisk) -> Result<Vec<Fault>, Error> {
    let book = &ctx.book;
    let mut faults = Vec::new();
    let mut want = |holds: bool, place: &str, sentence: &str| {
        if !holds {
            faults.push(Fault::new(place, sentence));
        }
    };
    let indicator =
        tx.row("select code from indicator where book = $1 and code = $2", params![book, &new.indicator])?;
    want(indicator.is_some(), "indicator", "Chưa chọn chỉ tiêu có trong danh mục. Chọn một chỉ tiêu trong danh sách.");
    let unit = tx.row("select no from unit where book = $1 and no = $2", params![book, new.unit])?;
    want(unit.is_some(), "unit", "Chưa chọn đơn vị. Chọn một đơn vị trong danh sách.");
    let owner = tx.row("select no from officer where book = $1 and no = $2", params![book, new.owner])?;
    want(owner.is_some(), "owner", "Chưa chọn người chịu trách nhiệm. Chọn một cán bộ trong danh sách.");
    want(!new.cause.trim().is_empty(), "cause", "Chưa ghi nguyên nhân. Ghi vì sao chỉ tiêu chậm.");
    want(!new.solution.trim().is_empty(), "solution", "Chưa ghi giải pháp. Ghi sẽ làm gì để đạt chỉ tiêu.");
    Ok(faults)
}

/// The number of the same line when it is already followed: people click twice.
fn registered(ctx: &Ctx, tx: &mut Tx, new: &NewRisk) -> Result<Option<i64>, Error> {
    let row = tx.row(
        "select no from risk where book = $1 and indicator = $2 and unit = $3 and cause = $4 and solution = $5 \
         and owner = $6 and due_on = $7 and state = 'open'",
        params![&ctx.book, &new.indicator, new.unit, &new.cause, &new.solution, new.owner, new.due_on],
    )?;
    Ok(row.map(|row| row.int("no")).transpose()?)
}
