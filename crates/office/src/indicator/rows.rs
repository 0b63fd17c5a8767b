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
use std::collections::{BTreeMap, BTreeSet};

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
    /// Figures of every unit at the cut-off.
    pub at_cutoff: Vec<FigureRow>,
    /// Figures of the office itself, this year and the year before.
    pub own: Vec<FigureRow>,
    /// Baselines of every unit, with their indicator.
    pub baselines: Vec<(String, BaselineRow)>,
    pub road_maps: BTreeMap<i64, [Decimal; 12]>,
    pub claims: Vec<ClaimedRow>,
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
        Ok(Rows {
            at_cutoff: at_cutoff.iter().map(FigureRow::read).collect::<Result<_, _>>()?,
            own: own.iter().map(FigureRow::read).collect::<Result<_, _>>()?,
            baselines: baselines.iter().map(baseline).collect::<Result<_, _>>()?,
            road_maps: road_maps(&months)?,
            claims: claims.iter().map(claimed).collect::<Result<_, _>>()?,
        })
    }

    /// The figure of the office at a cut-off of the year before. An actual one speaks before an expected one.
    pub fn before(&self, indicator: &str, cutoff_on: Date) -> Option<FigureRow> {
        let rows = self.own.iter().filter(|row| row.indicator == indicator && row.cutoff_on == cutoff_on);
        super::figure_row::speaking(rows).cloned()
    }

    /// Indicators with a figure of the office at a later cut-off of the same year.
    pub fn ahead(&self, cutoff_on: Date) -> BTreeSet<(&str, Date)> {
        let later = |row: &&FigureRow| row.cutoff_on > cutoff_on && row.cutoff_on.year() == cutoff_on.year();
        self.own.iter().filter(later).map(|row| (row.indicator.as_str(), row.cutoff_on)).collect()
    }
}

fn baseline(row: &Row) -> Result<(String, BaselineRow), Failure> {
    let assigner = row.text("assigner")?;
    let baseline = BaselineRow {
        target: row.int("no")?,
        unit: row.int("unit")?,
        label: assigner.clone(),
        assigner,
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
