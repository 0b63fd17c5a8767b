//! Reading registered documents, and what each rests on.

use crate::db::{Row, Tx};
use crate::error::{Error, Failure, not_found};
use crate::params;
use jiff::civil::Date;

/// A registered document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub no: i64,
    /// Abbreviation of its kind, as the national pack lists them.
    pub kind: String,
    /// Number and symbol as printed: `29/KH-UBND`.
    pub symbol: String,
    /// Unknown for some archived documents.
    pub issued_on: Option<Date>,
    pub issuer: String,
    pub subject: String,
    /// Issued by this office.
    pub own: bool,
    pub fact_no: i64,
}

const COLUMNS: &str =
    "select d.no, d.kind, d.symbol, d.issued_on, d.issuer, d.subject, d.own, d.fact_no from document d";

impl Document {
    fn read(row: &Row) -> Result<Document, Failure> {
        Ok(Document {
            no: row.int("no")?,
            kind: row.text("kind")?,
            symbol: row.text("symbol")?,
            issued_on: row.opt_day("issued_on")?,
            issuer: row.text("issuer")?,
            subject: row.text("subject")?,
            own: row.flag("own")?,
            fact_no: row.int("fact_no")?,
        })
    }

    /// The day it was issued, as it is written; "không ghi" when it bears none.
    pub fn issued_text(&self) -> String {
        self.issued_on.map_or_else(|| "không ghi".to_owned(), viet::day::write)
    }

    /// How a sentence names it: `Kế hoạch số 29/KH-UBND ngày 30/1/2022`.
    pub fn name(&self) -> String {
        let day = self.issued_on.map_or_else(String::new, |on| format!(" ngày {}", viet::day::write(on)));
        format!("{}{day}", self.symbol)
    }
}

/// Every document of the book, newest first.
pub fn documents(tx: &mut Tx, book: &str) -> Result<Vec<Document>, Error> {
    let rows = tx.rows(&format!("{COLUMNS} where d.book = $1 order by d.issued_on desc, d.no desc"), params![book])?;
    Ok(rows.iter().map(Document::read).collect::<Result<_, _>>()?)
}

/// One document.
pub fn document(tx: &mut Tx, book: &str, no: i64) -> Result<Document, Error> {
    match tx.row(&format!("{COLUMNS} where d.book = $1 and d.no = $2"), params![book, no])? {
        Some(row) => Ok(Document::read(&row)?),
        None => not_found("văn bản này"),
    }
}

/// The documents that one rests on.
pub fn bases(tx: &mut Tx, book: &str, no: i64) -> Result<Vec<Document>, Error> {
    let sql = format!(
        "{COLUMNS} join document_link l on l.book = d.book and l.basis = d.no where l.book = $1 and l.document = $2 order by d.no"
    );
    Ok(tx.rows(&sql, params![book, no])?.iter().map(Document::read).collect::<Result<_, _>>()?)
}

/// Choices for a form: number and name of every document.
pub fn document_choices(documents: &[Document]) -> Vec<(String, String)> {
    documents.iter().map(|d| (d.no.to_string(), format!("{} – {}", d.name(), d.subject))).collect()
}
