//! One line of a report: an indicator at a cut-off with everything it is compared with, as of a journal position.

use super::figure_row::FigureRow;
use jiff::civil::Date;
use pack::check::{ClaimBase, Status};
use pack::compare::{self, Elapsed, Growth, Pace, Percent, RoadMapPace};
use pack::indicator::OverTime;
use pack::measure::MeasureKind;
use pack::{Indicator, Measure, Span};
use rust_decimal::Decimal;
use viet::bound::Bound;

/// One a month: below it an even pace says nothing.
const FEWEST_PACED: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// Entered for the office itself.
    Entered(Box<FigureRow>),
    /// Added up from the units.
    Summed,
    /// Computed from two other indicators.
    Computed { formula: String, inputs: Vec<FigureRow> },
}

/// The office's value of an indicator at a cut-off.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    pub value: Decimal,
    /// "trên 99 %" bounds the truth and is printed so.
    pub bound: Bound,
    pub status: Status,
    pub origin: Origin,
}

/// A unit that should report, and its figure when it has.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitFigure {
    pub unit: i64,
    pub name: String,
    pub figure: Option<FigureRow>,
    /// What was allotted to the unit.
    pub allotted: Option<BaselineRow>,
}

/// What an assigner set, and on which basis.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineRow {
    pub target: i64,
    /// The unit it was set for: the office itself, or a unit it was allotted to.
    pub unit: i64,
    pub assigner: String,
    pub label: String,
    pub bound: Bound,
    pub value: Decimal,
    pub typed: String,
    pub basis: i64,
    pub basis_name: String,
    pub fact_no: i64,
}

/// A percentage that a document states with a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRow {
    pub of: ClaimBase,
    pub label: String,
    pub stated: Percent,
    pub growth: bool,
    pub typed: String,
}

/// The line.
#[derive(Clone, Debug)]
pub struct Line {
    pub rule: Indicator,
    pub measure: Measure,
    pub starts_on: Date,
    pub cutoff_on: Date,
    /// The span that baselines are set for: the budget year.
    pub plan: Span,
    pub reached: Option<Reached>,
    pub units: Vec<UnitFigure>,
    /// Figure of an earlier cut-off in the same year.
    pub previous: Option<FigureRow>,
    pub same_period_on: Option<Date>,
    pub same_period: Option<FigureRow>,
    pub previous_year: Option<FigureRow>,
    pub baselines: Vec<BaselineRow>,
    /// Months of the road-map of the first baseline that has one.
    pub road_map: Option<[Decimal; 12]>,
    pub claims: Vec<ClaimRow>,
    /// Figures of the office in this year up to the cut-off, one per cut-off.
    pub course: Vec<FigureRow>,
    /// What is expected by the next later cut-off of the same year.
    pub outlook: Option<Box<Line>>,
}

impl Line {
    /// The exact value, if there is one.
    pub fn value(&self) -> Option<Decimal> {
        self.reached.as_ref().map(|reached| reached.value)
    }

    /// What one assigner set.
    pub fn baseline(&self, assigner: &str) -> Option<&BaselineRow> {
        self.baselines.iter().find(|baseline| baseline.assigner == assigner)
    }

    /// Share of a baseline that was reached, exact percent points. A rate has no share of another rate.
    pub fn percent(&self, assigner: &str) -> Option<Decimal> {
        if self.measure.kind == MeasureKind::Percent {
            return None;
        }
        compare::percent(self.value()?, self.baseline(assigner)?.value)
    }

    /// Elapsed part of the plan's span.
    pub fn elapsed(&self) -> Option<Elapsed> {
        compare::elapsed(self.plan.starts_on, self.plan.ends_on, self.cutoff_on)
    }

    /// Pace against the first baseline and elapsed time.
    ///
    /// Only what runs up over the year has a pace: not a rate, not a state on a day, not a handful of things of which
    /// less than one a month is planned.
    pub fn pace(&self) -> Option<Pace> {
        let base = self.baselines.first()?.value;
        let runs_up = self.rule.over_time == OverTime::Cumulative && self.measure.kind != MeasureKind::Percent;
        if !runs_up || base < FEWEST_PACED {
            return None;
        }
        compare::pace(self.value()?, base, &self.elapsed()?)
    }

    /// Pace against the monthly road-map.
    pub fn road_map_pace(&self) -> Option<RoadMapPace> {
        compare::road_map_pace(self.value()?, self.road_map.as_ref()?, self.cutoff_on)
    }

    /// Growth against the same period a year before.
    pub fn growth(&self) -> Growth {
        compare::growth(self.value(), self.same_period.as_ref().map(|row| row.value))
    }

    /// Growth against the whole year before.
    pub fn year_growth(&self) -> Growth {
        compare::growth(self.value(), self.previous_year.as_ref().map(|row| row.value))
    }

    /// Every row this line rests on, in the order in which an explanation lists them.
    pub fn rows(&self) -> Vec<&FigureRow> {
        match self.reached.as_ref().map(|reached| &reached.origin) {
            Some(Origin::Entered(row)) => vec![row],
            Some(Origin::Summed) => self.units.iter().filter_map(|unit| unit.figure.as_ref()).collect(),
            Some(Origin::Computed { inputs, .. }) => inputs.iter().collect(),
            None => Vec::new(),
        }
    }

    /// Whether any figure behind it was made up for the demonstration.
    pub fn invented(&self) -> bool {
        self.rows().iter().any(|row| row.invented)
    }
}
