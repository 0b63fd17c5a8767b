//! Who can be given a share or a task in a year: the units and officers of that year.

use crate::db::Tx;
use crate::directory::{Officer, officers};
use crate::error::{Error, refuse};
use crate::params;
use crate::plan::year::year_span;
use jiff::civil::Date;

/// A unit as it last stood within a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearUnit {
    pub no: i64,
    pub kind: String,
    pub name: String,
}

/// The first and the last day of a year.
///
/// # Errors
/// A refusal when the year is not one an office could plan.
pub fn year_bounds(year: i16) -> Result<(Date, Date), Error> {
    match year_span(year) {
        Some(span) => Ok(span),
        None => refuse(
            "year-out-of-range",
            format!("Năm {year} không hợp lệ. Ghi năm kế hoạch bằng bốn chữ số, ví dụ 2017."),
        ),
    }
}

/// Every unit below the office that existed on some day of the year, by kind and then in alphabetical order.
pub fn units_of_year(tx: &mut Tx, book: &str, year: i16) -> Result<Vec<YearUnit>, Error> {
    let (from, to) = year_bounds(year)?;
    let mut units: Vec<YearUnit> = Vec::new();
    for row in tx.rows(include_str!("sql/units_of_year.sql"), params![book, from, to])? {
        let unit = YearUnit { no: row.int("no")?, kind: row.text("kind")?, name: row.text("name")? };
        match units.last_mut() {
            Some(last) if last.no == unit.no => *last = unit,
            _ => units.push(unit),
        }
    }
    units.sort_by(|a, b| a.kind.cmp(&b.kind).then_with(|| viet::collate::compare(&a.name, &b.name)));
    Ok(units)
}

/// Officers with a post today or on the day of the year nearest to today, so that archives can be written too.
pub fn officers_of_year(tx: &mut Tx, book: &str, year: i16, today: Date) -> Result<Vec<Officer>, Error> {
    let (from, to) = year_bounds(year)?;
    let mut found = officers(tx, book, today)?;
    let near = today.clamp(from, to);
    if near != today {
        found.extend(officers(tx, book, near)?);
    }
    Ok(found)
}
