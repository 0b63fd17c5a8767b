//! Reading and writing road-maps, as they stand now or as they stood at a position of the journal.

use crate::db::Tx;
use crate::error::{Error, Failure};
use crate::params;
use rust_decimal::Decimal;

/// What each month is to bring, January first, in the base unit of the measure.
pub type Months = [Decimal; 12];

/// The road-map of a target as the journal stood after the fact `position` (`None`: now); `None` when it had none.
pub fn road_map(tx: &mut Tx, book: &str, target: i64, position: Option<i64>) -> Result<Option<Months>, Error> {
    let rows = tx.rows(include_str!("sql/months.sql"), params![book, target, position.unwrap_or(i64::MAX)])?;
    if rows.is_empty() {
        return Ok(None);
    }
    let values = rows.iter().map(|row| row.decimal("value")).collect::<Result<Vec<_>, _>>()?;
    let months = Months::try_from(values);
    Ok(Some(months.map_err(|found| Failure::new(format!("a road-map of target {target} has {} months", found.len())))?))
}

/// Ends the road-map in force, if there is one, and writes the next; answers its number.
pub(super) fn replace(tx: &mut Tx, book: &str, target: i64, months: &Months, fact_no: i64) -> Result<i64, Error> {
    tx.exec(
        "update road_map set ended_fact_no = $3 where book = $1 and target = $2 and ended_fact_no is null",
        params![book, target, fact_no],
    )?;
    let no = tx.next_no("road_map", book)?;
    tx.exec(
        "insert into road_map (book, no, target, fact_no, ended_fact_no) values ($1, $2, $3, $4, null)",
        params![book, no, target, fact_no],
    )?;
    for (month, value) in (1_i64..).zip(months) {
        tx.exec(
            "insert into road_map_month (book, road_map, month, value) values ($1, $2, $3, $4)",
            params![book, no, month, *value],
        )?;
    }
    Ok(no)
}
