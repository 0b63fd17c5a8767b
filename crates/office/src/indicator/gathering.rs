//! One gathering in progress: puts the rows of a cut-off together into the line of an indicator.

use super::figure_row::{FigureRow, speaking};
use super::gather::Asked;
use super::line::{BaselineRow, ClaimRow, Line, Origin, Reached, UnitFigure};
use super::rows::{ClaimedRow, Rows};
use super::sums::summed;
use crate::ctx::Ctx;
use crate::directory::Unit;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use pack::check::ClaimBase;
use pack::compare::{self, Percent};
use pack::indicator::{OverTime, OverUnits};
use pack::{Indicator, Measure, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use viet::bound::Bound;

/// What every line of one gathering shares.
pub struct Gathering<'a> {
    pub ctx: &'a Ctx,
    pub root: i64,
    pub units: &'a [Unit],
    pub plan: Span,
    pub asked: Asked,
    pub rows: &'a Rows,
}

impl Gathering<'_> {
    /// The line of an indicator at a cut-off; `None` when nothing is known of it.
    pub fn line(&self, rule: &Indicator, cutoff_on: Date) -> Option<Line> {
        let own = speaking(self.own(rule).filter(|row| row.cutoff_on == cutoff_on));
        let units = self.unit_figures(rule, cutoff_on);
        let baselines = self.baselines(rule);
        let reached = own.map(entered).or_else(|| summed(rule, &units));
        if reached.is_none() && baselines.is_empty() && units.iter().all(|unit| unit.figure.is_none()) {
            return None;
        }
        let road_map = baselines.iter().find_map(|b| self.rows.road_maps.get(&b.target).copied());
        Some(Line {
            cutoff_on,
            previous: self.previous(rule, cutoff_on),
            same_period_on: compare::same_period(cutoff_on),
            same_period: compare::same_period(cutoff_on).and_then(|on| self.year_before(rule, on)),
            previous_year: self.whole_year_before(rule),
            road_map,
            claims: own.map_or_else(Vec::new, |row| self.claims(row, &baselines)),
            course: self.course(rule, cutoff_on),
            reached,
            units,
            baselines,
            ..self.blank(rule)?
        })
    }

    /// A line that knows only what it is about.
    pub fn blank(&self, rule: &Indicator) -> Option<Line> {
        let measure: Measure = self.ctx.pack.measures.iter().find(|m| m.code == rule.measure).cloned()?;
        Some(Line {
            rule: rule.clone(),
            measure,
            starts_on: self.asked.starts_on,
            cutoff_on: self.asked.cutoff_on,
            plan: self.plan,
            reached: None,
            units: Vec::new(),
            previous: None,
            same_period_on: compare::same_period(self.asked.cutoff_on),
            same_period: None,
            previous_year: None,
            baselines: Vec::new(),
            road_map: None,
            claims: Vec::new(),
            course: Vec::new(),
            outlook: None,
        })
    }

    /// Later cut-offs of the same year for which the office has a figure already.
    pub fn ahead(&self, rule: &Indicator) -> BTreeSet<Date> {
        // A later cut-off with a period of its own is that period's business.
        let later = |row: &&FigureRow| {
            let own_period = self.rows.periods.contains(&(row.starts_on, row.cutoff_on));
            row.cutoff_on > self.asked.cutoff_on && row.cutoff_on <= self.plan.ends_on && !own_period
        };
        self.own(rule).filter(later).map(|row| row.cutoff_on).collect()
    }

    /// Figures of the office itself, counted from the start of the period that was asked for.
    fn own(&self, rule: &Indicator) -> impl Iterator<Item = &FigureRow> {
        let starts_on = self.asked.starts_on;
        let point = rule.over_time == OverTime::Point;
        let rows = self.rows.own.get(&rule.code).map(Vec::as_slice).unwrap_or_default();
        rows.iter().filter(move |row| point || row.starts_on == starts_on)
    }

    /// What assigners set for the office, in the order in which the pack names the assigners.
    fn baselines(&self, rule: &Indicator) -> Vec<BaselineRow> {
        let rank = |code: &str| self.ctx.pack.assigners.iter().position(|a| a.code == code).unwrap_or(usize::MAX);
        let all = self.rows.baselines.get(&rule.code).map(Vec::as_slice).unwrap_or_default();
        let mine = all.iter().filter(|b| b.unit == self.root);
        let labelled = |b: &BaselineRow| BaselineRow { label: estimate_label(self.ctx, &b.assigner), ..b.clone() };
        let mut found: Vec<BaselineRow> = mine.map(labelled).collect();
        found.sort_by_key(|b| (rank(&b.assigner), b.target));
        found
    }

    /// The figures of the units below the root: of every unit of a kind, once one unit of that kind has reported.
    fn unit_figures(&self, rule: &Indicator, cutoff_on: Date) -> Vec<UnitFigure> {
        if rule.over_units != OverUnits::Sum || cutoff_on != self.asked.cutoff_on {
            return Vec::new();
        }
        let point = rule.over_time == OverTime::Point;
        let mut rows: HashMap<i64, Vec<&FigureRow>> = HashMap::new();
        for row in self.rows.at_cutoff.get(&rule.code).map(Vec::as_slice).unwrap_or_default() {
            if point || row.starts_on == self.asked.starts_on {
                rows.entry(row.unit).or_default().push(row);
            }
        }
        let mut allotted: HashMap<i64, &BaselineRow> = HashMap::new();
        for baseline in self.rows.baselines.get(&rule.code).map(Vec::as_slice).unwrap_or_default() {
            allotted.insert(baseline.unit, baseline);
        }
        let below = || self.units.iter().filter(|unit| unit.no != self.root);
        let kinds: BTreeSet<&str> = below().filter(|u| rows.contains_key(&u.no)).map(|u| u.kind.as_str()).collect();
        let figure = |unit: &Unit| UnitFigure {
            unit: unit.no,
            name: unit.name.clone(),
            figure: rows.get(&unit.no).and_then(|rows| speaking(rows.iter().copied())).cloned(),
            allotted: allotted.get(&unit.no).map(|b| (*b).clone()),
        };
        // Whoever was allotted a share is expected too, once anybody has reported.
        let expected =
            |unit: &&Unit| kinds.contains(unit.kind.as_str()) || (!rows.is_empty() && allotted.contains_key(&unit.no));
        below().filter(expected).map(figure).collect()
    }

    fn previous(&self, rule: &Indicator, cutoff_on: Date) -> Option<FigureRow> {
        let earlier = |row: &&FigureRow| row.cutoff_on < cutoff_on && row.cutoff_on >= self.asked.starts_on;
        let last = self.own(rule).filter(earlier).map(|row| row.cutoff_on).max()?;
        speaking(self.own(rule).filter(|row| row.cutoff_on == last)).cloned()
    }

    /// The figure a year before, counted from the same day of that year.
    fn year_before(&self, rule: &Indicator, cutoff_on: Date) -> Option<FigureRow> {
        let starts_on = self.asked.starts_on.checked_sub(1.year()).ok()?;
        self.before(rule, starts_on, cutoff_on)
    }

    fn whole_year_before(&self, rule: &Indicator) -> Option<FigureRow> {
        let year = self.plan.starts_on.year() - 1;
        self.before(rule, date(year, 1, 1), date(year, 12, 31))
    }

    fn before(&self, rule: &Indicator, starts_on: Date, cutoff_on: Date) -> Option<FigureRow> {
        let point = rule.over_time == OverTime::Point;
        let rows = self.rows.own.get(&rule.code)?;
        let then = rows.iter().filter(|row| row.cutoff_on == cutoff_on && (point || row.starts_on == starts_on));
        speaking(then).cloned()
    }

    fn course(&self, rule: &Indicator, cutoff_on: Date) -> Vec<FigureRow> {
        let mut by_day: BTreeMap<Date, Vec<&FigureRow>> = BTreeMap::new();
        for row in self.own(rule).filter(|row| row.cutoff_on >= self.asked.starts_on && row.cutoff_on <= cutoff_on) {
            by_day.entry(row.cutoff_on).or_default().push(row);
        }
        by_day.values().filter_map(|rows| speaking(rows.iter().copied())).cloned().collect()
    }

    fn claims(&self, row: &FigureRow, baselines: &[BaselineRow]) -> Vec<ClaimRow> {
        let mine = self.rows.claims.iter().filter(|claim| claim.figure == row.no);
        mine.map(|claim| self.claim(claim, baselines)).collect()
    }

    fn claim(&self, claim: &ClaimedRow, baselines: &[BaselineRow]) -> ClaimRow {
        let label = |code: &String| {
            let known = baselines.iter().find(|b| b.assigner == *code).map(|b| b.label.clone());
            known.unwrap_or_else(|| estimate_label(self.ctx, code))
        };
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
        let stated = Percent { value: claim.value, decimals: claim.decimals };
        ClaimRow { of, label, stated, growth: claim.growth, typed: claim.typed.clone() }
    }
}

/// What an assigner's estimate is called: `dự toán Thành phố giao`.
pub fn estimate_label(ctx: &Ctx, code: &str) -> String {
    ctx.pack.assigners.iter().find(|a| a.code == code).map_or_else(|| code.to_owned(), |a| a.estimate.clone())
}

fn entered(row: &FigureRow) -> Reached {
    let bound = row.bound.unwrap_or(Bound::Equal);
    Reached { value: row.value, bound, status: row.status, origin: Origin::Entered(Box::new(row.clone())) }
}
