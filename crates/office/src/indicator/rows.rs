//! The rows one gathering rests on, read in a handful of queries whatever the number of indicators.

use super::figure_row::FigureRow;
use super::gather::Asked;
use super::line::BaselineRow;
use crate::db::{Row, Tx};
use crate::error::{Error, Failure};
use crate::params;
use jiff::civil::{Date, date};
use pack::Span;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap, HashSet};
use viet::bound::Bound;

/// A claim as it stands in its table.
pub struct ClaimedRow {
    pub figure: i64,
    pub base: String,
    pub assigners: Vec<String>,
    pub value: Decimal,
    pub decimals: u32,
    pub growth: bool,
    pub typed: String,
}

/// Everything the lines of one cut-off rest on.
pub struct Rows {
    /// Figures of every unit at the cut-off, by indicator.
    pub at_cutoff: HashMap<String, Vec<FigureRow>>,
    /// Figures of the office itself, this year and the year before, by indicator.
    pub own: HashMap<String, Vec<FigureRow>>,
    /// Baselines of every unit, by indicator.
    pub baselines: HashMap<String, Vec<BaselineRow>>,
    pub road_maps: BTreeMap<i64, [Decimal; 12]>,
    pub claims: Vec<ClaimedRow>,
    /// First day and cut-off of every period opened up to the position.
    pub periods: HashSet<(Date, Date)>,
}

impl Rows {
    pub fn read(tx: &mut Tx, book: &str, root: i64, plan: Span, asked: Asked) -> Result<Rows, Error> {
        let from = date(plan.starts_on.year() - 1, 1, 1);
        let at_cutoff = tx.rows(include_str!("sql/figures_at.sql"), params![book, asked.cutoff_on, asked.position])?;
        let own =
            tx.rows(include_str!("sql/figures_of_year.sql"), params![book, root, from, plan.ends_on, asked.position])?;
        let baselines = tx.rows(include_str!("sql/baselines.sql"), params![book, asked.cutoff_on, asked.position])?;
        let months = tx.rows(include_str!("sql/road_maps.sql"), params![book, asked.position])?;
        let claims =
            tx.rows(include_str!("sql/claims.sql"), params![book, root, plan.starts_on, plan.ends_on, asked.position])?;
        let sql = "select starts_on, cutoff_on from period where book = $1 and fact_no <= $2";
        let periods = tx.rows(sql, params![book, asked.position])?;
        Ok(Rows {
            periods: periods
                .iter()
                .map(|p| Ok((p.day("starts_on")?, p.day("cutoff_on")?)))
                .collect::<Result<_, Failure>>()?,
            at_cutoff: by_indicator(&at_cutoff)?,
            own: by_indicator(&own)?,
            baselines: grouped(baselines.iter().map(baseline))?,
            road_maps: road_maps(&months)?,
            claims: claims.iter().map(claimed).collect::<Result<_, _>>()?,
        })
    }
}

fn by_indicator(rows: &[Row]) -> Result<HashMap<String, Vec<FigureRow>>, Failure> {
    grouped(rows.iter().map(|row| FigureRow::read(row).map(|figure| (figure.indicator.clone(), figure))))
}

/// Values by key, in the order in which they came.
fn grouped<T>(found: impl Iterator<Item = Result<(String, T), Failure>>) -> Result<HashMap<String, Vec<T>>, Failure> {
    let mut groups: HashMap<String, Vec<T>> = HashMap::new();
    for one in found {
        let (key, value) = one?;
        groups.entry(key).or_default().push(value);
    }
    Ok(groups)
}

fn baseline(row: &Row) -> Result<(String, BaselineRow), Failure> {
    let assigner = row.text("assigner")?;
    let baseline = BaselineRow {
        target: row.int("no")?,
        unit: row.int("unit")?,
        label: assigner.clone(),
        assigner,
        bound: Bound::from_code(&row.text("bound")?).unwrap_or(Bound::Equal),
        value: row.decimal("value")?,
        typed: row.text("typed")?,
        basis: row.int("basis")?,
        basis_name: format!("{} ({})", row.text("symbol")?, row.text("issuer")?),
        fact_no: row.int("fact_no")?,
    };
    Ok((row.text("indicator")?, baseline))
}

fn road_maps(rows: &[Row]) -> Result<BTreeMap<i64, [Decimal; 12]>, Failure> {
    let mut maps: BTreeMap<i64, [Decimal; 12]> = BTreeMap::new();
    for row in rows {
        let month = usize::try_from(row.int("month")?).ok().filter(|m| (1..=12).contains(m));
        let month = month.ok_or_else(|| Failure::new("a road-map has a month outside 1 to 12"))?;
        maps.entry(row.int("target")?).or_default()[month - 1] = row.decimal("value")?;
    }
    Ok(maps)
}

fn claimed(row: &Row) -> Result<ClaimedRow, Failure> {
    let assigners = row.text("assigners")?;
    Ok(ClaimedRow {
        figure: row.int("figure")?,
        base: row.text("base")?,
        assigners: assigners.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
        value: row.decimal("value")?,
        decimals: u32::try_from(row.int("decimals")?).unwrap_or_default(),
        growth: row.flag("growth")?,
        typed: row.text("typed")?,
    })
}
