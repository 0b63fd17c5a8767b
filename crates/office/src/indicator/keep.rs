//! Keeps the sums of additive indicators (số tổng hợp giữ sẵn): recomputes what acts marked dirty; can be thrown away and
//! rebuilt at any time.

use crate::db::{Row, Tx};
use crate::error::Error;
use crate::params;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Recomputes the dirty sums of a book; answers how many there were.
pub fn keep(tx: &mut Tx, book: &str) -> Result<usize, Error> {
    let sql = "select indicator, starts_on, cutoff_on from kept_sum where book = $1 and dirty = 1 \
        order by indicator, starts_on, cutoff_on";
    let dirty = tx.rows(sql, params![book])?;
    for row in &dirty {
        recompute(tx, book, row)?;
    }
    Ok(dirty.len())
}

/// Throws away every kept sum of a book and computes all of them again from the figures.
pub fn rebuild(tx: &mut Tx, book: &str) -> Result<usize, Error> {
    tx.exec("delete from kept_sum where book = $1", params![book])?;
    tx.exec(
        "insert into kept_sum (book, indicator, starts_on, cutoff_on, value, units_with, units_all, units_expected, dirty) \
         select distinct book, indicator, starts_on, cutoff_on, cast(null as text), cast(0 as bigint), cast(0 as bigint), \
         cast(0 as bigint), cast(1 as bigint) from figure where book = $1",
        params![book],
    )?;
    keep(tx, book)
}

/// The figure of a unit that speaks: the actual one, the expected one only while there is no actual.
struct Speaking {
    value: Decimal,
    actual: bool,
}

fn recompute(tx: &mut Tx, book: &str, key: &Row) -> Result<(), Error> {
    let (indicator, starts_on, cutoff_on) = (key.text("indicator")?, key.text("starts_on")?, key.text("cutoff_on")?);
    let rows = tx.rows(
        "select f.unit, f.value, f.status from figure f join book b on b.book = f.book where f.book = $1 and f.indicator = $2 \
         and f.cutoff_on = $4 and f.replaced_fact_no is null and f.unit <> b.root_unit \
         and (f.starts_on = $3 or exists (select 1 from indicator i where i.book = f.book and i.code = f.indicator \
         and i.over_time = 'point')) \
         order by f.fact_no, f.no",
        params![book, &indicator, &starts_on, &cutoff_on],
    )?;
    let mut per_unit: BTreeMap<i64, Speaking> = BTreeMap::new();
    for row in &rows {
        let (unit, actual) = (row.int("unit")?, row.text("status")? == "actual");
        if actual || per_unit.get(&unit).is_none_or(|speaking| !speaking.actual) {
            per_unit.insert(unit, Speaking { value: row.decimal("value")?, actual });
        }
    }
    let sum = per_unit.values().try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one.value));
    let value = sum.filter(|_| !per_unit.is_empty());
    let expected = per_unit.values().filter(|one| !one.actual).count() as i64;
    let all = units_expected(tx, book, (&indicator, &cutoff_on), &per_unit)?;
    tx.exec(
        "update kept_sum set value = $5, units_with = $6, units_all = $7, units_expected = $8, dirty = 0 \
         where book = $1 and indicator = $2 and starts_on = $3 and cutoff_on = $4",
        params![book, &indicator, &starts_on, &cutoff_on, value, per_unit.len() as i64, all, expected],
    )?;
    Ok(())
}

/// How many units should report: when one ward has, every ward that existed on that day, and whoever has a target for the
/// year.
fn units_expected(
    tx: &mut Tx,
    book: &str,
    (indicator, on): (&str, &str),
    reported: &BTreeMap<i64, Speaking>,
) -> Result<i64, Error> {
    let sql = "select u.no, v.kind, (select count(*) from target t where t.book = u.book and t.unit = u.no and t.indicator = $3 \
        and t.horizon = 'year' and t.ended_fact_no is null and t.starts_on <= $2 and t.ends_on >= $2) as targets \
        from unit u join book b on b.book = u.book \
        join unit_version v on v.book = u.book and v.unit = u.no where u.book = $1 and u.no <> b.root_unit \
        and u.established_on <= $2 and (u.abolished_on is null or u.abolished_on > $2) \
        and v.effective_from <= $2 and (v.effective_to is null or v.effective_to > $2)";
    let mut units = Vec::new();
    for row in tx.rows(sql, params![book, on, indicator])? {
        units.push((row.int("no")?, row.text("kind")?, row.int("targets")? > 0));
    }
    let reporting: BTreeSet<&str> =
        units.iter().filter(|(no, ..)| reported.contains_key(no)).map(|(_, kind, _)| kind.as_str()).collect();
    let expected = |(_, kind, targeted): &&(i64, String, bool)| {
        reporting.contains(kind.as_str()) || (*targeted && !reported.is_empty())
    };
    Ok(units.iter().filter(expected).count() as i64)
}
