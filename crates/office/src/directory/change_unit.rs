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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitChange {
    Rename(String),
    Move(i64),
    Abolish,
    /// Its work passes to another unit; both stay.
    SucceededBy(i64),
}

/// Establishes a unit; answers its number. The same unit again, of the same day, is success and no fact.
pub fn establish(ctx: &Ctx, tx: &mut Tx, new: &NewUnit) -> Result<i64, Error> {
    ctx.permit(Act::ChangeDirectory)?;
    if let Some(parent) = new.parent {
        require(tx, ctx, parent, new.on)?;
    }
    if let Some(no) = established(tx, ctx, new)? {
        return Ok(no);
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

/// Changes a unit from a day on. What holds on that day already is success and no fact.
pub fn change(ctx: &Ctx, tx: &mut Tx, no: i64, on: Date, change: &UnitChange) -> Result<(), Error> {
    ctx.permit(Act::ChangeDirectory)?;
    if *change == UnitChange::Abolish && abolished(tx, ctx, no, on)? {
        return Ok(());
    }
    let unit = require(tx, ctx, no, on)?;
    if holds(tx, ctx, &unit, on, change)? {
        return Ok(());
    }
    refuse_for_root(tx, ctx, &unit, change)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let (kind, event, other) = match change {
        UnitChange::Rename(name) => {
            replace_version(tx, ctx, &unit, on, name, unit.parent)?;
            (Kind::UnitRenamed, "renamed", None)
        }
        UnitChange::Move(parent) => {
            require(tx, ctx, *parent, on)?;
            refuse_circle(tx, ctx, &unit, *parent, on)?;
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

/// The unit that was established on that day with the same code, kind, name, superior and end.
fn established(tx: &mut Tx, ctx: &Ctx, new: &NewUnit) -> Result<Option<i64>, Error> {
    let sql = "select unit from unit_version where book = $1 and effective_from = $2 and code = $3 and kind = $4 and name = $5";
    for row in tx.rows(sql, params![&ctx.book, new.on, &new.code, &new.kind, &new.name])? {
        let unit = unit_on(tx, &ctx.book, row.int("unit")?, new.on)?;
        let same = |u: &Unit| (u.established_on, u.abolished_on, u.parent) == (new.on, new.abolished_on, new.parent);
        if let Some(unit) = unit.filter(same) {
            return Ok(Some(unit.no));
        }
    }
    Ok(None)
}

/// Whether the unit was abolished on that very day.
fn abolished(tx: &mut Tx, ctx: &Ctx, no: i64, on: Date) -> Result<bool, Error> {
    let sql = "select no from unit where book = $1 and no = $2 and abolished_on = $3";
    Ok(tx.row(sql, params![&ctx.book, no, on])?.is_some())
}

/// Whether the unit, as it stood on the day, is already what the change makes it.
fn holds(tx: &mut Tx, ctx: &Ctx, unit: &Unit, on: Date, change: &UnitChange) -> Result<bool, Error> {
    match change {
        UnitChange::Rename(name) => Ok(unit.name == *name),
        UnitChange::Move(parent) => Ok(unit.parent == Some(*parent)),
        UnitChange::Abolish => Ok(false),
        UnitChange::SucceededBy(heir) => {
            let sql = "select no from unit_event where book = $1 and unit = $2 and kind = 'succeeded-by' \
                and other_unit = $3 and happened_on = $4";
            Ok(tx.row(sql, params![&ctx.book, unit.no, *heir, on])?.is_some())
        }
    }
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

/// The unit that keeps the book stands above all others for as long as the book is kept.
fn refuse_for_root(tx: &mut Tx, ctx: &Ctx, unit: &Unit, change: &UnitChange) -> Result<(), Error> {
    let what = match change {
        UnitChange::Move(_) => "chuyển sang trực thuộc đơn vị khác",
        UnitChange::Abolish => "giải thể",
        UnitChange::Rename(_) | UnitChange::SucceededBy(_) => return Ok(()),
    };
    if tx.int("select root_unit from book where book = $1", params![&ctx.book])? != unit.no {
        return Ok(());
    }
    refuse(
        "root-stays",
        format!(
            "“{}” là cơ quan giữ sổ này nên không {what} ở đây được. Chọn một đơn vị trực thuộc; nếu cơ quan được kế thừa, chọn “Được kế thừa bởi”.",
            unit.name
        ),
    )
}

/// Refuses a superior that is, on some day of the new version, the unit itself or a unit below it.
fn refuse_circle(tx: &mut Tx, ctx: &Ctx, unit: &Unit, parent: i64, on: Date) -> Result<(), Error> {
    let until = next_change(tx, ctx, unit.no, on)?;
    let sql = "select unit, parent, effective_from, effective_to from unit_version where book = $1 and unit <> $2";
    let mut spans = Vec::new();
    for row in tx.rows(sql, params![&ctx.book, unit.no])? {
        let (from, to) = (row.day("effective_from")?, row.opt_day("effective_to")?);
        spans.push(Span { unit: row.int("unit")?, parent: row.opt_int("parent")?, from, to });
    }
    let later = spans.iter().map(|span| span.from).filter(|day| *day > on && until.is_none_or(|until| *day < until));
    let mut days = std::iter::once(on).chain(later);
    if !days.any(|day| is_below(&spans, parent, unit.no, day)) {
        return Ok(());
    }
    refuse(
        "unit-under-itself",
        format!(
            "“{}” không thể trực thuộc chính nó hoặc một đơn vị đang trực thuộc nó. Chọn đơn vị cấp trên khác, hoặc chuyển đơn vị kia đi trước.",
            unit.name
        ),
    )
}

/// The days on which a unit had one parent.
struct Span {
    unit: i64,
    parent: Option<i64>,
    from: Date,
    to: Option<Date>,
}

/// Whether `unit` is `above` or stands somewhere below it on a day.
fn is_below(spans: &[Span], unit: i64, above: i64, day: Date) -> bool {
    let mut at = Some(unit);
    // No chain is longer than there are versions; a circle that was there before ends the walk.
    for _ in 0..=spans.len() {
        let Some(no) = at else { return false };
        if no == above {
            return true;
        }
        let holds = |span: &&Span| span.unit == no && span.from <= day && span.to.is_none_or(|to| to > day);
        at = spans.iter().find(holds).and_then(|span| span.parent);
    }
    false
}

/// The first day after `on` on which another version of the unit begins.
fn next_change(tx: &mut Tx, ctx: &Ctx, unit: i64, on: Date) -> Result<Option<Date>, Error> {
    let sql = "select effective_from from unit_version where book = $1 and unit = $2 and effective_from > $3 \
        order by effective_from limit 1";
    Ok(tx.row(sql, params![&ctx.book, unit, on])?.map(|row| row.day("effective_from")).transpose()?)
}

struct Version<'a> {
    code: &'a str,
    kind: &'a str,
    name: &'a str,
    parent: Option<i64>,
}

/// Lets a name and a parent hold from a day until the next change. `unit` is the unit as it stood on that day, so what a
/// first change of the same day set is in it already.
fn replace_version(
    tx: &mut Tx,
    ctx: &Ctx,
    unit: &Unit,
    on: Date,
    name: &str,
    parent: Option<i64>,
) -> Result<(), Error> {
    let same_day = tx.exec(
        "update unit_version set name = $4, parent = $5 where book = $1 and unit = $2 and effective_from = $3",
        params![&ctx.book, unit.no, on, name, parent],
    )?;
    if same_day > 0 {
        return Ok(());
    }
    tx.exec(
        "update unit_version set effective_to = $3 where book = $1 and unit = $2 and effective_from < $3 \
         and (effective_to is null or effective_to > $3)",
        params![&ctx.book, unit.no, on],
    )?;
    write_version(tx, ctx, unit.no, on, &Version { code: &unit.code, kind: &unit.kind, name, parent })
}

/// A version from a day on, until the next one of the unit when there is one already.
fn write_version(tx: &mut Tx, ctx: &Ctx, unit: i64, on: Date, version: &Version) -> Result<(), Error> {
    let until = next_change(tx, ctx, unit, on)?;
    tx.exec(
        "insert into unit_version (book, unit, effective_from, effective_to, code, kind, name, parent) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![&ctx.book, unit, on, until, version.code, version.kind, version.name, version.parent],
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
