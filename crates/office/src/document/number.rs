//! Takes the next number of a series (cấp số văn bản): per year and kind, without doubles, and past the numbers that
//! documents registered by hand have used up (Nghị định 30/2020/NĐ-CP, Điều 15).

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;
use crate::params;

/// A series of numbers of this office: what its documents are called and who signs them out.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    pub year: i16,
    /// Abbreviation of the kind of document (Nghị định 30/2020/NĐ-CP, Phụ lục III): `QĐ`.
    pub kind: &'a str,
    /// The office as its documents name it: `UBND quận Ba Đình`.
    pub issuer: &'a str,
    /// What follows the number: `QĐ-UBND`.
    pub suffix: &'a str,
}

/// The next symbol of the series that no document of this office carries yet in that year, taken within the transaction
/// that issues the document.
pub fn free_symbol(ctx: &Ctx, tx: &mut Tx, series: &Series) -> Result<String, Error> {
    Ok(free_number(ctx, tx, series)?.1)
}

/// The next number with its symbol. Numbers below 10 are written with a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I).
pub fn free_number(ctx: &Ctx, tx: &mut Tx, series: &Series) -> Result<(i64, String), Error> {
    let sql = "select no from document where book = $1 and (own = 1 or issuer = $2) and symbol = $3 \
        and issued_on >= $4 and issued_on <= $5";
    let (from, to) = (format!("{:04}-01-01", series.year), format!("{:04}-12-31", series.year));
    loop {
        let number = take_number(tx, &ctx.book, series.year, series.kind)?;
        let symbol = format!("{number:02}/{}", series.suffix);
        if tx.row(sql, params![&ctx.book, series.issuer, &symbol, &from, &to])?.is_none() {
            return Ok((number, symbol));
        }
    }
}

/// The next number of a year and series; whoever asks at the same time waits for this transaction.
pub(super) fn take_number(tx: &mut Tx, book: &str, year: i16, kind: &str) -> Result<i64, Error> {
    let taken = tx.write_row(
        "insert into number_series (book, year, kind, last) values ($1, $2, $3, 1) \
         on conflict (book, year, kind) do update set last = number_series.last + 1 returning last",
        params![book, i64::from(year), kind],
    )?;
    Ok(taken.map(|row| row.int("last")).transpose()?.unwrap_or(1))
}
