//! Reading plan years, and which days a year has.

use crate::db::{Row, Tx};
use crate::error::{Error, Failure};
use crate::params;
use jiff::civil::Date;

/// Years a plan can be of: from the first people's committees to well beyond the plans now in force.
const YEARS: std::ops::RangeInclusive<i16> = 1945..=2100;

/// A plan year with how much was planned for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanYear {
    pub year: i16,
    /// "Năm kỷ cương hành chính"; empty when none was given.
    pub theme: String,
    /// The fact that opened it or gave it this theme.
    pub fact_no: i64,
    /// Targets in force that superior bodies and the office itself set, without allotted shares.
    pub targets: i64,
    /// Signed allocation decisions.
    pub allocations: i64,
    pub programmes: i64,
}

impl PlanYear {
    fn read(row: &Row) -> Result<PlanYear, Failure> {
        Ok(PlanYear {
            year: to_year(row.int("year")?)?,
            theme: row.text("theme")?,
            fact_no: row.int("fact_no")?,
            targets: row.int("targets")?,
            allocations: row.int("allocations")?,
            programmes: row.int("programmes")?,
        })
    }
}

fn to_year(number: i64) -> Result<i16, Failure> {
    i16::try_from(number).map_err(|_| Failure::new(format!("{number} is not a year")))
}

/// The first and the last day of a year; `None` for a year no plan can be of.
pub fn year_span(year: i16) -> Option<(Date, Date)> {
    if !YEARS.contains(&year) {
        return None;
    }
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// The plan years of the book, newest first.
pub fn years(tx: &mut Tx, book: &str) -> Result<Vec<PlanYear>, Error> {
    let rows = tx.rows(include_str!("sql/years.sql"), params![book])?;
    Ok(rows.iter().map(PlanYear::read).collect::<Result<_, _>>()?)
}

/// Every year that was opened or has a target, newest first.
pub fn known_years(tx: &mut Tx, book: &str) -> Result<Vec<i16>, Error> {
    let sql = "select year from plan_year where book = $1 \
        union select cast(substr(starts_on, 1, 4) as bigint) from target where book = $1 and horizon = 'year' order by year desc";
    let rows = tx.rows(sql, params![book])?;
    Ok(rows.iter().map(|row| to_year(row.int("year")?)).collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_its_days() {
        let rows =
            [(2017, "2017-01-01 2017-12-31"), (1945, "1945-01-01 1945-12-31"), (1944, ""), (2101, ""), (i16::MIN, "")];
        for (year, expected) in rows {
            let shown = year_span(year).map_or(String::new(), |(first, last)| format!("{first} {last}"));
            assert_eq!(shown, expected, "{year}");
        }
    }
}
