//! Establishes, renames, moves, abolishes or succeeds a unit (thành lập, đổi tên, chuyển, giải thể, kế thừa); the operator
//! may. What held before stays readable: a change closes one dated version and opens the next.

use super::permit::Act;
use super::unit::{Unit, unit_on};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::civil::Date;
use serde_json::json;

/// A unit to be established.
#[derive(Clone, Debug)]
pub struct NewUnit {
    pub code: String,
    pub kind: String,
    pub name: String,
    pub parent: Option<i64>,
    pub on: Date,
    /// The first day on which it no longer existed, when that is already known (archives).
    pub abolished_on: Option<Date>,
}

/// What happens to a unit on a day.
#[derive(Clone, Debug)]
pub enum UnitChange {
    Rename(String),
    Move(i64),
    Abolish,
    /// Its work passes to another unit; both stay.
    SucceededBy(i64),
}

/// Establishes a unit; answers its number.
pub fn establish(ctx: &Ctx, tx: &mut Tx, new: &NewUnit) -> Result<i64, Error> {
    ctx.permit(Act::ChangeDirectory)?;
    if let Some(parent) = new.parent {
        require(tx, ctx, parent, new.on)?;
    }
    let (no, fact_no) = (tx.next_no("unit", &ctx.book)?, next_fact_no(tx, &ctx.book)?);
    tx.exec(
        "insert into unit (book, no, established_on, abolished_on, fact_no) values ($1, $2, $3, $4, $5)",
        params![&ctx.book, no, new.on, new.abolished_on, fact_no],
    )?;
    write_version(
        tx,
        ctx,
        no,
        new.on,
        &Version { code: &new.code, kind: &new.kind, name: &new.name, parent: new.parent },
    )?;
    write_event(tx, ctx, no, "established", new.on, None, fact_no)?;
    let payload = json!({ "code": new.code, "name": new.name, "on": new.on.to_string() });
    append(tx, ctx, Kind::UnitEstablished, &format!("unit/{no}"), payload)?;
    Ok(no)
}

/// Changes a unit from a day on.
pub fn change(ctx: &Ctx, tx: &mut Tx, no: i64, on: Date, change: &UnitChange) -> Result<(), Error> {
    ctx.permit(Act::ChangeDirectory)?;
    let unit = require(tx, ctx, no, on)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let (kind, event, other) = match change {
        UnitChange::Rename(name) => {
            replace_version(tx, ctx, &unit, on, name, unit.parent)?;
            (Kind::UnitRenamed, "renamed", None)
        }
        UnitChange::Move(parent) => {
            require(tx, ctx, *parent, on)?;
            replace_version(tx, ctx, &unit, on, &unit.name, Some(*parent))?;
            (Kind::UnitMoved, "moved", Some(*parent))
        }
        UnitChange::Abolish => {
            tx.exec("update unit set abolished_on = $3 where book = $1 and no = $2", params![&ctx.book, no, on])?;
            (Kind::UnitAbolished, "abolished", None)
        }
        UnitChange::SucceededBy(heir) => {
            require(tx, ctx, *heir, on)?;
            (Kind::UnitSucceeded, "succeeded-by", Some(*heir))
        }
    };
    write_event(tx, ctx, no, event, on, other, fact_no)?;
    append(tx, ctx, kind, &format!("unit/{no}"), json!({ "on": on.to_string(), "change": format!("{change:?}") }))?;
    Ok(())
}

fn require(tx: &mut Tx, ctx: &Ctx, no: i64, on: Date) -> Result<Unit, Error> {
    match unit_on(tx, &ctx.book, no, on)? {
        Some(unit) => Ok(unit),
        None => refuse(
            "unit-not-there",
            format!(
                "Đơn vị số {no} không tồn tại vào ngày {}. Chọn ngày khác, hoặc chọn đơn vị kế thừa.",
                viet::day::write(on)
            ),
        ),
    }
}

struct Version<'a> {
    code: &'a str,
    kind: &'a str,
    name: &'a str,
    parent: Option<i64>,
}

fn replace_version(
    tx: &mut Tx,
    ctx: &Ctx,
    unit: &Unit,
    on: Date,
    name: &str,
    parent: Option<i64>,
) -> Result<(), Error> {
    // A second change on the same day stands for the first one; otherwise the version that held is closed on that day.
    tx.exec(
        "delete from unit_version where book = $1 and unit = $2 and effective_from = $3",
        params![&ctx.book, unit.no, on],
    )?;
    tx.exec(
        "update unit_version set effective_to = $3 where book = $1 and unit = $2 and effective_from < $3 \
         and (effective_to is null or effective_to > $3)",
        params![&ctx.book, unit.no, on],
    )?;
    write_version(tx, ctx, unit.no, on, &Version { code: &unit.code, kind: &unit.kind, name, parent })
}

fn write_version(tx: &mut Tx, ctx: &Ctx, unit: i64, on: Date, version: &Version) -> Result<(), Error> {
    tx.exec(
        "insert into unit_version (book, unit, effective_from, effective_to, code, kind, name, parent) \
         values ($1, $2, $3, null, $4, $5, $6, $7)",
        params![&ctx.book, unit, on, version.code, version.kind, version.name, version.parent],
    )?;
    Ok(())
}

fn write_event(
    tx: &mut Tx,
    ctx: &Ctx,
    unit: i64,
    kind: &str,
    on: Date,
    other: Option<i64>,
    fact_no: i64,
) -> Result<(), Error> {
    let no = tx.next_no("unit_event", &ctx.book)?;
    tx.exec(
        "insert into unit_event (book, no, unit, kind, happened_on, other_unit, basis, fact_no) values ($1, $2, $3, $4, $5, $6, null, $7)",
        params![&ctx.book, no, unit, kind, on, other, fact_no],
    )?;
    Ok(())
}
