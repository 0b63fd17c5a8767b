//! Gathers every indicator of an office at a cut-off, as of a journal position. The same position always gives the same
//! lines, whatever was entered since: rows are chosen by the facts that brought and replaced them.

use super::figure_row::{FigureRow, speaking};
use super::line::{BaselineRow, ClaimRow, Line, Origin, Reached, UnitFigure};
use super::rows::Rows;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::{self, Unit};
use crate::error::Error;
use jiff::civil::{Date, date};
use pack::check::{ClaimBase, Status};
use pack::compare::{self, Percent};
use pack::indicator::{FormulaKind, OverUnits};
use pack::{Indicator, Measure, Span};
use rust_decimal::Decimal;

/// What to gather: the period, its cut-off, and the last fact that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub starts_on: Date,
    pub cutoff_on: Date,
    /// The last fact that counts; `i64::MAX` for everything recorded so far.
    pub position: i64,
}

/// Lines at the cut-off, and lines of later cut-offs in the same year that are expected already.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    pub at_cutoff: Vec<Line>,
    pub ahead: Vec<Line>,
}

impl Lines {
    /// The line of an indicator at the cut-off.
    pub fn line(&self, code: &str) -> Option<&Line> {
        self.at_cutoff.iter().find(|line| line.rule.code == code)
    }

    /// Every line, those at the cut-off first.
    pub fn all(&self) -> impl Iterator<Item = &Line> {
        self.at_cutoff.iter().chain(&self.ahead)
    }
}

/// Gathers the lines of all indicators that have a figure, a baseline or reporting units.
pub fn gather(ctx: &Ctx, tx: &mut Tx, asked: Asked) -> Result<Lines, Error> {
    let rules = super::rules::rules(ctx, tx)?;
    let root = directory::root(tx, &ctx.book)?;
    let units = directory::units_on(tx, &ctx.book, asked.cutoff_on)?;
    let plan = year_of(asked.starts_on);
    let rows = Rows::read(tx, &ctx.book, root.no, plan, asked)?;
    let gathering = Gathering { ctx, root: &root, units: &units, plan, asked, rows: &rows };
    let mut lines = Lines::default();
    for rule in &rules {
        lines.at_cutoff.extend(gathering.line(rule, asked.cutoff_on));
    }
    compute_formulas(&rules, &mut lines, &gathering);
    for (rule, cutoff) in rows.ahead(asked.cutoff_on) {
        if let Some(rule) = rules.iter().find(|r| r.code == rule) {
            lines.ahead.extend(gathering.line(rule, cutoff));
        }
    }
    for line in &mut lines.at_cutoff {
        line.outlook = lines.ahead.iter().find(|ahead| ahead.rule.code == line.rule.code).cloned().map(Box::new);
    }
    Ok(lines)
}

/// The calendar year of a day: estimates are set for the budget year, 1/1 to 31/12 (Luật Ngân sách nhà nước 89/2025/QH15).
pub fn year_of(day: Date) -> Span {
    Span { starts_on: date(day.year(), 1, 1), ends_on: date(day.year(), 12, 31) }
}

struct Gathering<'a> {
    ctx: &'a Ctx,
    root: &'a Unit,
    units: &'a [Unit],
    plan: Span,
    asked: Asked,
    rows: &'a Rows,
}

impl Gathering<'_> {
    fn line(&self, rule: &Indicator, cutoff_on: Date) -> Option<Line> {
        let measure = self.measure(rule)?;
        let own = speaking(self.rows.own.iter().filter(|row| row.indicator == rule.code && row.cutoff_on == cutoff_on));
        let units = self.unit_figures(rule, cutoff_on);
        let labelled = |b: &BaselineRow| BaselineRow { label: assigner_label(self.ctx, &b.assigner), ..b.clone() };
        let mine = self.rows.baselines.iter().filter(|(code, b)| *code == rule.code && b.unit == self.root.no);
        let baselines: Vec<BaselineRow> = mine.map(|(_, b)| labelled(b)).collect();
        let reached = own.map(entered).or_else(|| summed(rule, &units));
        if reached.is_none() && baselines.is_empty() && units.iter().all(|unit| unit.figure.is_none()) {
            return None;
        }
        let same_period_on = compare::same_period(cutoff_on);
        Some(Line {
            rule: rule.clone(),
            measure,
            starts_on: self.asked.starts_on,
            cutoff_on,
            plan: self.plan,
            previous: self.previous(rule, cutoff_on),
            same_period_on,
            same_period: same_period_on.and_then(|on| self.rows.before(&rule.code, on)),
            previous_year: self.rows.before(&rule.code, date(self.plan.starts_on.year() - 1, 12, 31)),
            road_map: baselines.iter().find_map(|b| self.rows.road_maps.get(&b.target).copied()),
            claims: own.map_or_else(Vec::new, |row| self.claims(row, &baselines)),
            course: self.course(rule, cutoff_on),
            outlook: None,
            reached,
            units,
            baselines,
        })
    }

    fn measure(&self, rule: &Indicator) -> Option<Measure> {
        self.ctx.pack.measures.iter().find(|m| m.code == rule.measure).cloned()
    }

    /// The figures of the units below the root: of all that exist, once at least one of them has reported.
    fn unit_figures(&self, rule: &Indicator, cutoff_on: Date) -> Vec<UnitFigure> {
        if rule.over_units != OverUnits::Sum || cutoff_on != self.asked.cutoff_on {
            return Vec::new();
        }
        let figure = |unit: i64| {
            let rows = self.rows.at_cutoff.iter().filter(|row| row.indicator == rule.code && row.unit == unit);
            speaking(rows).cloned()
        };
        let below = self.units.iter().filter(|unit| unit.no != self.root.no);
        let allotted = |unit: i64| {
            let mut mine = self.rows.baselines.iter().filter(|(code, b)| *code == rule.code && b.unit == unit);
            mine.next_back().map(|(_, b)| b.clone())
        };
        let line = |unit: &Unit| UnitFigure {
            unit: unit.no,
            name: unit.name.clone(),
            figure: figure(unit.no),
            allotted: allotted(unit.no),
        };
        let found: Vec<UnitFigure> = below.map(line).collect();
        let reporting: Vec<&str> = kinds_reporting(self.units, &found);
        let expected =
            |unit: &UnitFigure| self.units.iter().any(|u| u.no == unit.unit && reporting.contains(&u.kind.as_str()));
        found.into_iter().filter(expected).collect()
    }

    fn previous(&self, rule: &Indicator, cutoff_on: Date) -> Option<FigureRow> {
        let earlier = |row: &&FigureRow| {
            row.indicator == rule.code && row.cutoff_on < cutoff_on && row.cutoff_on >= self.plan.starts_on
        };
        let last = self.rows.own.iter().filter(earlier).map(|row| row.cutoff_on).max()?;
        speaking(self.rows.own.iter().filter(|row| row.indicator == rule.code && row.cutoff_on == last)).cloned()
    }

    fn course(&self, rule: &Indicator, cutoff_on: Date) -> Vec<FigureRow> {
        let mine = |row: &&FigureRow| {
            row.indicator == rule.code && row.cutoff_on >= self.plan.starts_on && row.cutoff_on <= cutoff_on
        };
        let mut by_day: std::collections::BTreeMap<Date, Vec<&FigureRow>> = std::collections::BTreeMap::new();
        for row in self.rows.own.iter().filter(mine) {
            by_day.entry(row.cutoff_on).or_default().push(row);
        }
        by_day.values().filter_map(|rows| speaking(rows.iter().copied())).cloned().collect()
    }

    fn claims(&self, row: &FigureRow, baselines: &[BaselineRow]) -> Vec<ClaimRow> {
        let label = |code: &String| {
            let known = baselines.iter().find(|b| b.assigner == *code).map(|b| b.label.clone());
            known.unwrap_or_else(|| assigner_label(self.ctx, code))
        };
        let claims = self.rows.claims.iter().filter(|claim| claim.figure == row.no);
        claims
            .map(|claim| {
                let (of, label) = match claim.base.as_str() {
                    "same-period" => (ClaimBase::SamePeriod, "cùng kỳ năm trước".to_owned()),
                    "previous-year" => (ClaimBase::PreviousYear, "năm trước".to_owned()),
                    _ => {
                        let label = claim.assigners.iter().map(label).collect::<Vec<_>>().join(" và ");
                        match &claim.assigners[..] {
                            [only] => (ClaimBase::Baseline(only.clone()), label),
                            several => (ClaimBase::SharedBaselines(several.to_vec()), label),
                        }
                    }
                };
                ClaimRow {
                    of,
                    label,
                    stated: Percent { value: claim.value, decimals: claim.decimals },
                    growth: claim.growth,
                    typed: claim.typed.clone(),
                }
            })
            .collect()
    }
}

/// What an assigner's estimate is called: `dự toán Thành phố giao`.
pub fn assigner_label(ctx: &Ctx, code: &str) -> String {
    ctx.pack.assigners.iter().find(|a| a.code == code).map_or_else(|| code.to_owned(), |a| a.estimate.clone())
}

/// The kinds of unit of which at least one reported: when one ward reports, every ward is expected to.
fn kinds_reporting<'a>(units: &'a [Unit], found: &[UnitFigure]) -> Vec<&'a str> {
    let reported = |no: i64| found.iter().any(|unit| unit.unit == no && unit.figure.is_some());
    units.iter().filter(|unit| reported(unit.no)).map(|unit| unit.kind.as_str()).collect()
}

fn entered(row: &FigureRow) -> Reached {
    Reached { value: row.value, status: row.status, origin: Origin::Entered(Box::new(row.clone())) }
}

/// The sum of the units, when the indicator adds up and somebody reported. It is expected as long as one part is.
fn summed(rule: &Indicator, units: &[UnitFigure]) -> Option<Reached> {
    let per_unit: Vec<(String, Option<Decimal>)> =
        units.iter().map(|u| (u.name.clone(), u.figure.as_ref().map(|f| f.value))).collect();
    let value = compare::gather(rule, &per_unit).value?;
    let expected = units.iter().filter_map(|u| u.figure.as_ref()).any(|f| f.status == Status::Expected);
    Some(Reached { value, status: if expected { Status::Expected } else { Status::Actual }, origin: Origin::Summed })
}

/// Indicators that follow from two others get their value once those have theirs.
fn compute_formulas(rules: &[Indicator], lines: &mut Lines, gathering: &Gathering) {
    for rule in rules {
        let Some(formula) = &rule.formula else { continue };
        let (Some(a), Some(b)) = (lines.line(&formula.a), lines.line(&formula.b)) else { continue };
        let (Some(x), Some(y)) = (a.value(), b.value()) else { continue };
        let (value, sign) = match formula.kind {
            FormulaKind::Ratio => (compare::percent(x, y), "/"),
            FormulaKind::Sum => (x.checked_add(y), "+"),
            FormulaKind::Difference => (x.checked_sub(y), "−"),
        };
        let Some(value) = value else { continue };
        let inputs: Vec<FigureRow> = a.rows().into_iter().chain(b.rows()).cloned().collect();
        let expected = inputs.iter().any(|row| row.status == Status::Expected);
        let status = if expected { Status::Expected } else { Status::Actual };
        let formula = format!("{} {sign} {}", a.rule.name, b.rule.name);
        let reached = Reached { value, status, origin: Origin::Computed { formula, inputs } };
        match lines.at_cutoff.iter_mut().find(|line| line.rule.code == rule.code) {
            Some(line) if line.reached.is_none() => line.reached = Some(reached),
            Some(_) => {}
            None => lines.at_cutoff.extend(computed_line(rule, reached, gathering)),
        }
    }
}

fn computed_line(rule: &Indicator, reached: Reached, gathering: &Gathering) -> Option<Line> {
    Some(Line {
        measure: gathering.measure(rule)?,
        rule: rule.clone(),
        starts_on: gathering.asked.starts_on,
        cutoff_on: gathering.asked.cutoff_on,
        plan: gathering.plan,
        reached: Some(reached),
        units: Vec::new(),
        previous: None,
        same_period_on: compare::same_period(gathering.asked.cutoff_on),
        same_period: None,
        previous_year: None,
        baselines: Vec::new(),
        road_map: None,
        claims: Vec::new(),
        course: Vec::new(),
        outlook: None,
    })
}
