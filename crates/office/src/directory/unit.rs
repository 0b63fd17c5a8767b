//! A unit (đơn vị) as it stood on a day: code, kind, name and parent are all dated.

use crate::db::{Row, Tx};
use crate::error::{Error, Failure, not_found};
use crate::params;
use jiff::civil::Date;

/// A unit on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub no: i64,
    pub code: String,
    /// `quan`, `phuong`, `phong`, `truong` …
    pub kind: String,
    pub name: String,
    pub parent: Option<i64>,
    pub established_on: Date,
    /// The first day on which it no longer existed.
    pub abolished_on: Option<Date>,
}

const AS_OF: &str = "select u.no, v.code, v.kind, v.name, v.parent, u.established_on, u.abolished_on \
    from unit u join unit_version v on v.book = u.book and v.unit = u.no \
    where u.book = $1 and u.established_on <= $2 and (u.abolished_on is null or u.abolished_on > $2) \
    and v.effective_from <= $2 and (v.effective_to is null or v.effective_to > $2)";

impl Unit {
    fn read(row: &Row) -> Result<Unit, Failure> {
        Ok(Unit {
            no: row.int("no")?,
            code: row.text("code")?,
            kind: row.text("kind")?,
            name: row.text("name")?,
            parent: row.opt_int("parent")?,
            established_on: row.day("established_on")?,
            abolished_on: row.opt_day("abolished_on")?,
        })
    }
}

impl Unit {
    /// Identifier of the unit among all authorities: its own code when it is one, `H26` (Hà Nội) before a local code.
    pub fn organ_code(&self) -> String {
        match self.code.as_str() {
            "" => format!("H26.{}", self.no),
            code if code.starts_with('H') || code.matches('.').count() >= 2 => code.to_owned(),
            code => format!("H26.{code}"),
        }
    }
}

/// Every unit of the book that existed on a day, in Vietnamese alphabetical order below the root.
pub fn units_on(tx: &mut Tx, book: &str, on: Date) -> Result<Vec<Unit>, Error> {
    let rows = tx.rows(AS_OF, params![book, on])?;
    let mut units = rows.iter().map(Unit::read).collect::<Result<Vec<_>, _>>()?;
    units.sort_by(|a, b| {
        (a.parent.is_some(), &a.kind)
            .cmp(&(b.parent.is_some(), &b.kind))
            .then_with(|| viet::collate::compare(&a.name, &b.name))
    });
    Ok(units)
}

/// One unit as it stood on a day; `None` when it did not exist on that day.
pub fn unit_on(tx: &mut Tx, book: &str, no: i64, on: Date) -> Result<Option<Unit>, Error> {
    let row = tx.row(&format!("{AS_OF} and u.no = $3"), params![book, on, no])?;
    Ok(row.as_ref().map(Unit::read).transpose()?)
}

/// The unit that keeps the book, as it last stood: archives are read long after a unit was abolished.
pub fn root(tx: &mut Tx, book: &str) -> Result<Unit, Error> {
    let sql = "select u.no, v.code, v.kind, v.name, v.parent, u.established_on, u.abolished_on from book b \
        join unit u on u.book = b.book and u.no = b.root_unit join unit_version v on v.book = u.book and v.unit = u.no \
        where b.book = $1 order by v.effective_from desc limit 1";
    match tx.row(sql, params![book])? {
        Some(row) => Ok(Unit::read(&row)?),
        None => not_found("cơ quan này"),
    }
}

/// The units directly below one on a day.
pub fn children(tx: &mut Tx, book: &str, parent: i64, on: Date) -> Result<Vec<Unit>, Error> {
    Ok(units_on(tx, book, on)?.into_iter().filter(|unit| unit.parent == Some(parent)).collect())
}

/// Choices for a form: number and name of every unit of a day.
pub fn unit_choices(units: &[Unit]) -> Vec<(String, String)> {
    units.iter().map(|unit| (unit.no.to_string(), unit.name.clone())).collect()
}

/// `Quận Ba Đình` → `Ba Đình`: the place is named without its rank.
pub fn place_of(unit: &str) -> String {
    let ranks = ["Quận ", "Phường ", "Xã ", "Thành phố ", "Huyện ", "Thị xã ", "Thị trấn "];
    ranks.iter().find_map(|rank| unit.strip_prefix(rank)).unwrap_or(unit).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stand_without_their_rank() {
        let rows = [("Quận Ba Đình", "Ba Đình"), ("Thành phố Hà Nội", "Hà Nội"), ("Đảo Cồn", "Đảo Cồn")];
        for (unit, expected) in rows {
            assert_eq!(place_of(unit), expected);
        }
    }
}
