//! Reading registered documents: lists, one document, what it rests on, its files and how it stands to others.

use super::details::{Authority, Details, Entry, Flow, Relation, Secrecy, Urgency};
use super::word;
use crate::db::{Row, Tx, Value};
use crate::error::{Error, Failure, not_found};
use crate::params;
use jiff::Timestamp;
use jiff::civil::Date;

/// A registered document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    pub details: Details,
    /// The officer an incoming document was handed to.
    pub handed_officer: Option<i64>,
    pub handed_unit: Option<i64>,
    pub handed_at: Option<Timestamp>,
}

const COLUMNS: &str = "select d.no, d.kind, d.symbol, d.issued_on, d.issuer, d.subject, d.own, d.fact_no, d.flow, d.series, d.flow_year, \
    d.flow_no, d.arrived_on, d.urgency, d.secrecy, d.authority, d.signer, d.signer_post, d.recipients, d.answer_due_on, \
    d.handed_officer, d.handed_unit, d.handed_at from document d";

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
            details: details(row)?,
            handed_officer: row.opt_int("handed_officer")?,
            handed_unit: row.opt_int("handed_unit")?,
            handed_at: row.opt_instant("handed_at")?,
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

fn details(row: &Row) -> Result<Details, Failure> {
    let entry = match row.opt_int("flow_no")? {
        Some(no) => {
            Some(Entry { series: row.text("series")?, year: row.opt_int("flow_year")?.unwrap_or_default(), no })
        }
        None => None,
    };
    Ok(Details {
        flow: Flow::from_key(&row.text("flow")?).unwrap_or_default(),
        entry,
        arrived_on: row.opt_day("arrived_on")?,
        urgency: Urgency::from_key(&row.int("urgency")?.to_string()).unwrap_or_default(),
        secrecy: Secrecy::from_key(&row.text("secrecy")?).unwrap_or_default(),
        authority: Authority::from_key(&row.text("authority")?).unwrap_or_default(),
        signer: row.text("signer")?,
        signer_post: row.text("signer_post")?,
        recipients: row.text("recipients")?.lines().map(str::to_owned).collect(),
        answer_due_on: row.opt_day("answer_due_on")?,
    })
}

/// Every document of the book, newest first.
pub fn documents(tx: &mut Tx, book: &str) -> Result<Vec<Document>, Error> {
    let rows = tx.rows(&format!("{COLUMNS} where d.book = $1 order by d.issued_on desc, d.no desc"), params![book])?;
    Ok(rows.iter().map(Document::read).collect::<Result<_, _>>()?)
}

/// Which documents a list shows.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    pub flow: Option<Flow>,
    pub year: Option<i64>,
    /// Words to be found; empty for all.
    pub words: String,
    /// Behind which line the page begins: the number of the last one that was shown.
    pub before: Option<i64>,
    pub most: i64,
}

/// A page of documents: newest first, as they were entered.
pub fn listed(tx: &mut Tx, book: &str, asked: &Listed) -> Result<Vec<Document>, Error> {
    let mut values: Vec<Value> = vec![book.into()];
    let mut sql = format!("{COLUMNS} where d.book = $1");
    let mut and = |condition: &str, value: Value| {
        values.push(value);
        sql.push_str(&format!(" and {condition} ${}", values.len()));
    };
    if let Some(flow) = asked.flow {
        and("d.flow =", flow.key().into());
    }
    if let Some(year) = asked.year {
        and("d.flow_year =", year.into());
    }
    if let Some(before) = asked.before {
        and("d.no <", before.into());
    }
    if let Some((condition, more)) = word::condition(&asked.words, values.len()) {
        sql.push_str(" and ");
        sql.push_str(&condition);
        values.extend(more);
    }
    values.push(asked.most.into());
    sql.push_str(&format!(" order by d.no desc limit ${}", values.len()));
    Ok(tx.rows(&sql, &values)?.iter().map(Document::read).collect::<Result<_, _>>()?)
}

/// One document.
pub fn document(tx: &mut Tx, book: &str, no: i64) -> Result<Document, Error> {
    match tx.row(&format!("{COLUMNS} where d.book = $1 and d.no = $2"), params![book, no])? {
        Some(row) => Ok(Document::read(&row)?),
        None => not_found("văn bản này"),
    }
}

/// How a document stands to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    pub relation: Relation,
    pub document: Document,
}

/// The earlier documents one refers to.
pub fn related(tx: &mut Tx, book: &str, no: i64) -> Result<Vec<Related>, Error> {
    joined(
        tx,
        book,
        no,
        ", l.relation from document d join document_link l on l.book = d.book and l.basis = d.no where l.book = $1 and l.document = $2",
    )
}

/// The later documents that refer to one: by what it was replaced, suspended, answered.
pub fn referring(tx: &mut Tx, book: &str, no: i64) -> Result<Vec<Related>, Error> {
    joined(
        tx,
        book,
        no,
        ", l.relation from document d join document_link l on l.book = d.book and l.document = d.no where l.book = $1 and l.basis = $2",
    )
}

fn joined(tx: &mut Tx, book: &str, no: i64, rest: &str) -> Result<Vec<Related>, Error> {
    let sql = format!("{}{rest} order by d.issued_on, d.no", COLUMNS.trim_end_matches(" from document d"));
    let one = |row: &Row| -> Result<Related, Failure> {
        let relation = Relation::from_key(&row.text("relation")?).unwrap_or_default();
        Ok(Related { relation, document: Document::read(row)? })
    };
    Ok(tx.rows(&sql, params![book, no])?.iter().map(one).collect::<Result<_, _>>()?)
}

/// A file of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentFile {
    pub no: i64,
    pub name: String,
    pub digest: String,
    pub added_at: Timestamp,
}

/// The files of a document, in the order in which they came.
pub fn files(tx: &mut Tx, book: &str, no: i64) -> Result<Vec<DocumentFile>, Error> {
    let sql =
        "select no, file_name, attachment, added_at from document_file where book = $1 and document = $2 order by no";
    let one = |row: &Row| -> Result<DocumentFile, Failure> {
        Ok(DocumentFile {
            no: row.int("no")?,
            name: row.text("file_name")?,
            digest: row.text("attachment")?,
            added_at: row.instant("added_at")?,
        })
    };
    Ok(tx.rows(sql, params![book, no])?.iter().map(one).collect::<Result<_, _>>()?)
}

/// Choices for a form: number and name of every document.
pub fn document_choices(documents: &[Document]) -> Vec<(String, String)> {
    documents.iter().map(|d| (d.no.to_string(), format!("{} – {}", d.name(), d.subject))).collect()
}
