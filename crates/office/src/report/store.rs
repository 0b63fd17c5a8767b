//! Reading reports: one whole with its frozen text, or the list without it.

use super::texts::Texts;
use crate::ctx::Ctx;
use crate::db::{Row, Tx};
use crate::directory::permit::Act;
use crate::error::{Error, not_found};
use crate::params;
use jiff::Timestamp;

/// A report as it stands in its table.
#[derive(Clone, Debug)]
pub struct Report {
    pub no: i64,
    pub outline: String,
    pub period: i64,
    pub label: String,
    pub texts: Texts,
    pub signed: bool,
    pub drafted_by_name: String,
    pub drafted_at: Timestamp,
    pub signed_by_name: String,
    pub signed_at: Option<Timestamp>,
    pub position: Option<i64>,
    pub document: Option<i64>,
    pub symbol: String,
    pub frozen: Option<String>,
    pub hash: Option<String>,
    pub published_at: Option<Timestamp>,
}

const COLUMNS: &str = "select r.no, r.outline, r.period, r.label, r.texts, r.state, r.drafted_at, r.signed_at, r.position, \
    r.document, r.frozen, r.hash, coalesce(a.name, '') as drafted_by_name, coalesce(s.name, '') as signed_by_name, \
    coalesce(d.symbol, '') as symbol, p.published_at from report r \
    left join officer a on a.book = r.book and a.no = r.drafted_by \
    left join officer s on s.book = r.book and s.no = r.signed_by \
    left join document d on d.book = r.book and d.no = r.document \
    left join publication p on p.book = r.book and p.report = r.no";

impl Report {
    /// Whether this person may read it: the superior level reads what was signed.
    pub fn is_open_to(&self, ctx: &Ctx) -> bool {
        self.signed || !ctx.looks_down()
    }

    fn read(row: &Row) -> Result<Report, Error> {
        Ok(Report {
            no: row.int("no")?,
            outline: row.text("outline")?,
            period: row.int("period")?,
            label: row.text("label")?,
            texts: serde_json::from_str(&row.text("texts")?)?,
            signed: row.text("state")? == "signed",
            drafted_by_name: row.text("drafted_by_name")?,
            drafted_at: row.instant("drafted_at")?,
            signed_by_name: row.text("signed_by_name")?,
            signed_at: row.opt_instant("signed_at")?,
            position: row.opt_int("position")?,
            document: row.opt_int("document")?,
            symbol: row.text("symbol")?,
            frozen: row.opt_text("frozen")?,
            hash: row.opt_text("hash")?,
            published_at: row.opt_instant("published_at")?,
        })
    }
}

/// One report for whoever may read it: the superior level reads what was signed, not what is still being written.
pub fn readable(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Report, Error> {
    ctx.permit(Act::ViewAll)?;
    let report = report(tx, &ctx.book, no)?;
    if !report.is_open_to(ctx) {
        return not_found("báo cáo đã ký này");
    }
    Ok(report)
}

/// One report.
pub fn report(tx: &mut Tx, book: &str, no: i64) -> Result<Report, Error> {
    match tx.row(&format!("{COLUMNS} where r.book = $1 and r.no = $2"), params![book, no])? {
        Some(row) => Report::read(&row),
        None => not_found("báo cáo này"),
    }
}

/// A report as a list shows it.
#[derive(Clone, Debug)]
pub struct ListedReport {
    pub no: i64,
    pub label: String,
    pub signed: bool,
    pub drafted_by_name: String,
    pub signed_by_name: String,
    pub signed_at: Option<Timestamp>,
    pub symbol: String,
    pub published_at: Option<Timestamp>,
}

/// Every report of the book, newest first; frozen texts and drafted words are not read.
pub fn reports(tx: &mut Tx, book: &str) -> Result<Vec<ListedReport>, Error> {
    let read = |row: &Row| -> Result<ListedReport, Error> {
        Ok(ListedReport {
            no: row.int("no")?,
            label: row.text("label")?,
            signed: row.text("state")? == "signed",
            drafted_by_name: row.text("drafted_by_name")?,
            signed_by_name: row.text("signed_by_name")?,
            signed_at: row.opt_instant("signed_at")?,
            symbol: row.text("symbol")?,
            published_at: row.opt_instant("published_at")?,
        })
    };
    tx.rows(include_str!("sql/list.sql"), params![book])?.iter().map(read).collect()
}
