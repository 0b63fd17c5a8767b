//! Reading programmes and their items.

use super::item::{Item, Programme};
use crate::db::Tx;
use crate::error::{Error, not_found};
use crate::params;

const PROGRAMME: &str = "select no, kind, year, title, document, fact_no from programme where book = $1";
const ITEM: &str = "select no, work, unit, person, procedure, head, expected_result, due_on, basis, state, fact_no \
    from programme_item where book = $1 and programme = $2";

/// Every programme of the book, newest year first.
pub fn programmes(tx: &mut Tx, book: &str) -> Result<Vec<Programme>, Error> {
    let rows = tx.rows(&format!("{PROGRAMME} order by year desc, no desc"), params![book])?;
    Ok(rows.iter().map(Programme::read).collect::<Result<_, _>>()?)
}

/// One programme.
pub fn programme(tx: &mut Tx, book: &str, no: i64) -> Result<Programme, Error> {
    match tx.row(&format!("{PROGRAMME} and no = $2"), params![book, no])? {
        Some(row) => Ok(Programme::read(&row)?),
        None => not_found("chương trình, kế hoạch này"),
    }
}

/// The items of a programme, in the order in which they were written.
pub fn items(tx: &mut Tx, book: &str, programme: i64) -> Result<Vec<Item>, Error> {
    let rows = tx.rows(&format!("{ITEM} order by no"), params![book, programme])?;
    Ok(rows.iter().map(Item::read).collect::<Result<_, _>>()?)
}

/// One item of a programme.
pub(super) fn item(tx: &mut Tx, book: &str, programme: i64, no: i64) -> Result<Item, Error> {
    match tx.row(&format!("{ITEM} and no = $3"), params![book, programme, no])? {
        Some(row) => Ok(Item::read(&row)?),
        None => not_found("nhiệm vụ này"),
    }
}
