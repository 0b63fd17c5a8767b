//! Takes the next number of an outgoing series (cấp số văn bản đi): per year and kind, without gaps or doubles
//! (Nghị định 30/2020/NĐ-CP, Điều 15).

use crate::db::Tx;
use crate::error::Error;
use crate::params;

/// The next number of the series, taken within the transaction that issues the document.
pub fn take_number(tx: &mut Tx, book: &str, year: i16, kind: &str) -> Result<i64, Error> {
    tx.exec(
        "insert into number_series (book, year, kind, last) values ($1, $2, $3, 1) \
         on conflict (book, year, kind) do update set last = number_series.last + 1",
        params![book, i64::from(year), kind],
    )?;
    Ok(tx.int(
        "select last from number_series where book = $1 and year = $2 and kind = $3",
        params![book, i64::from(year), kind],
    )?)
}
