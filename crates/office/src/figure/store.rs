//! Reading figures as of any position of the journal, what documents claim of them, and their corrections.

use super::new_figure::{ClaimBase, NewClaim};
use super::period::Period;
use super::status::Status;
use crate::db::{Row, Tx, Value};
use crate::error::{Error, Failure, not_found};
use crate::params;
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use std::collections::HashMap;
use viet::bound::Bound;

/// A figure as it was entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub no: i64,
    pub indicator: String,
    pub unit: i64,
    /// Name of the unit on the day of the cut-off.
    pub unit_name: String,
    pub starts_on: Date,
    pub cutoff_on: Date,
    pub status: Status,
    pub bound: Bound,
    /// Exact, in the base unit of the measure.
    pub value: Decimal,
    /// As it was written.
    pub typed: String,
    /// Number of the document it was read from.
    pub source: Option<i64>,
    pub note: String,
    /// Made up for the demonstration.
    pub invented: bool,
    pub entered_by: i64,
    pub entered_by_name: String,
    pub entered_at: Timestamp,
    /// In force from this fact …
    pub fact_no: i64,
    /// … until this one, when a correction stands for it.
    pub replaced_fact_no: Option<i64>,
}

/// What a document said of a figure, as kept.
pub type Claim = NewClaim;

const COLUMNS: &str = include_str!("sql/figure.sql");

impl Figure {
    fn read(row: &Row) -> Result<Figure, Failure> {
        let unreadable = |what: &str| Failure::new(format!("a figure with an unreadable {what}"));
        Ok(Figure {
            no: row.int("no")?,
            indicator: row.text("indicator")?,
            unit: row.int("unit")?,
            unit_name: row.text("unit_name")?,
            starts_on: row.day("starts_on")?,
            cutoff_on: row.day("cutoff_on")?,
            status: Status::read(&row.text("status")?).ok_or_else(|| unreadable("status"))?,
            bound: Bound::from_code(&row.text("bound")?).ok_or_else(|| unreadable("bound"))?,
            value: row.decimal("value")?,
            typed: row.text("typed")?,
            source: row.opt_int("source")?,
            note: row.text("note")?,
            invented: row.flag("invented")?,
            entered_by: row.int("entered_by")?,
            entered_by_name: row.opt_text("entered_by_name")?.unwrap_or_else(|| "Quản trị hệ thống (dòng lệnh)".into()),
            entered_at: row.instant("entered_at")?,
            fact_no: row.int("fact_no")?,
            replaced_fact_no: row.opt_int("replaced_fact_no")?,
        })
    }
}

fn found(tx: &mut Tx, filter: &str, params: &[Value]) -> Result<Vec<Figure>, Error> {
    let rows = tx.rows(&format!("{COLUMNS} {filter}"), params)?;
    Ok(rows.iter().map(Figure::read).collect::<Result<_, _>>()?)
}

/// Every unit's figures of an indicator at a cut-off, as of a journal position (`None`: now). Expected and actual figures
/// of one unit both come; see [`preferred`].
pub fn figures_at(
    tx: &mut Tx,
    book: &str,
    indicator: &str,
    starts_on: Date,
    cutoff_on: Date,
    position: Option<i64>,
) -> Result<Vec<Figure>, Error> {
    let filter = "and f.indicator = $2 and f.starts_on = $3 and f.cutoff_on = $4 and f.fact_no <= $5 \
        and (f.replaced_fact_no is null or f.replaced_fact_no > $5) order by f.unit, f.status, f.no";
    found(tx, filter, params![book, indicator, starts_on, cutoff_on, position.unwrap_or(i64::MAX)])
}

/// All figures of one unit and indicator as of a journal position (`None`: now), by cut-off.
pub fn series(
    tx: &mut Tx,
    book: &str,
    indicator: &str,
    unit: i64,
    position: Option<i64>,
) -> Result<Vec<Figure>, Error> {
    let filter = "and f.indicator = $2 and f.unit = $3 and f.fact_no <= $4 \
        and (f.replaced_fact_no is null or f.replaced_fact_no > $4) order by f.cutoff_on, f.starts_on, f.status, f.no";
    found(tx, filter, params![book, indicator, unit, position.unwrap_or(i64::MAX)])
}

/// One figure, whether or not a correction stands for it.
pub fn figure(tx: &mut Tx, book: &str, no: i64) -> Result<Figure, Error> {
    match found(tx, "and f.no = $2", params![book, no])?.pop() {
        Some(figure) => Ok(figure),
        None => not_found("số liệu này"),
    }
}

/// Every row ever entered for what this figure states, oldest first: the figure and its corrections.
pub fn history(tx: &mut Tx, book: &str, of: &Figure) -> Result<Vec<Figure>, Error> {
    let filter = "and f.indicator = $2 and f.unit = $3 and f.starts_on = $4 and f.cutoff_on = $5 and f.status = $6 order by f.fact_no, f.no";
    found(tx, filter, params![book, &of.indicator, of.unit, of.starts_on, of.cutoff_on, of.status.key()])
}

/// The figures now in force at the cut-off of a period, newest first; at most `limit`, only for `units` when given.
pub fn figures_of(
    tx: &mut Tx,
    book: &str,
    period: &Period,
    units: Option<&[i64]>,
    limit: i64,
) -> Result<Vec<Figure>, Error> {
    let among = units.map_or_else(String::new, |units| {
        let numbers: Vec<String> = units.iter().map(i64::to_string).collect();
        format!("and f.unit in ({})", if numbers.is_empty() { "-1".into() } else { numbers.join(", ") })
    });
    let filter = format!(
        "and f.starts_on = $2 and f.cutoff_on = $3 and f.replaced_fact_no is null {among} order by f.no desc limit $4"
    );
    found(tx, &filter, params![book, period.starts_on, period.cutoff_on, limit])
}

/// One figure per indicator, unit and span: the actual one where there is one, otherwise the expected one.
pub fn preferred(figures: Vec<Figure>) -> Vec<Figure> {
    let mut places = HashMap::new();
    let mut chosen: Vec<Figure> = Vec::new();
    for figure in figures {
        let place = *places
            .entry((figure.indicator.clone(), figure.unit, figure.starts_on, figure.cutoff_on))
            .or_insert(chosen.len());
        match chosen.get_mut(place) {
            Some(other) if figure.status > other.status => *other = figure,
            Some(_) => {}
            None => chosen.push(figure),
        }
    }
    chosen
}

/// What the entering document itself said of a figure.
pub fn claims(tx: &mut Tx, book: &str, figure: i64) -> Result<Vec<Claim>, Error> {
    let sql =
        "select base, assigners, value, decimals, growth, typed from claim where book = $1 and figure = $2 order by no";
    let mut claims = Vec::new();
    for row in tx.rows(sql, params![book, figure])? {
        let base =
            ClaimBase::from_key(&row.text("base")?).ok_or_else(|| Failure::new("a claim with an unreadable base"))?;
        claims.push(Claim {
            base,
            assigners: row.text("assigners")?.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            value: row.decimal("value")?,
            decimals: u32::try_from(row.int("decimals")?).unwrap_or_default(),
            growth: row.flag("growth")?,
            typed: row.text("typed")?,
        });
    }
    Ok(claims)
}
