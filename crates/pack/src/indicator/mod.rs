//! Chỉ tiêu thống kê: what a figure means and how it may be compared.

mod judge;

pub(crate) use judge::cycle_from;
pub use judge::{Refusal, judge_formula};

use jiff::civil::Date;
use rust_decimal::Decimal;

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The more the better: revenue, dossiers settled.
    More,
    /// The less the better: violations, poisonings.
    Less,
    /// Neither: dossiers received.
    Neutral,
}

/// How the figure of a whole follows from the figures of its units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OverUnits {
    /// The whole is the sum of its units.
    Sum,
    /// Units do not add up (shares, ranks).
    None,
}

/// How a figure runs over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OverTime {
    /// Counted since the start of the year: never falls within it.
    Cumulative,
    /// The state on one day.
    Point,
    /// Belongs to its own period only.
    Period,
}

/// How one indicator follows from two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormulaKind {
    /// `a / b × 100`, in percent.
    Ratio,
    /// `a + b`.
    Sum,
    /// `a − b`.
    Difference,
}

/// An indicator computed from two others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// The operation.
    pub kind: FormulaKind,
    /// Code of the first indicator.
    pub a: String,
    /// Code of the second indicator.
    pub b: String,
}

/// A statistical indicator declared by a pack or by an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Key, such as `thu-nsnn`; the same at every level of the tree.
    pub code: String,
    /// Vietnamese name, as it stands in a table.
    pub name: String,
    /// Other names that reports give it.
    pub synonyms: Vec<String>,
    /// Code of its measure.
    pub measure: String,
    /// Which way is good.
    pub direction: Direction,
    /// How units add up.
    pub over_units: OverUnits,
    /// How it runs over time.
    pub over_time: OverTime,
    /// What it is counted over, such as `territory` or `district-budget`;
    /// figures of different scopes are never added or netted.
    pub scope: String,
    /// Code of the whole of which this is a part ("trong đó").
    pub part_of: Option<String>,
    /// Largest lawful value of a percentage, usually 100.
    pub percent_cap: Option<Decimal>,
    /// True when the target is that nothing happens ("không để xảy ra").
    pub zero_target: bool,
    /// True when the baseline is a ceiling: spending must not exceed its estimate.
    pub limit: bool,
    /// How it follows from others, if it does.
    pub formula: Option<Formula>,
    /// Note on the horizon: year plan, term goal.
    pub horizon: Option<String>,
    /// First day on which it is in use; `None` for always.
    pub since: Option<Date>,
    /// Last day on which it is in use; `None` for still.
    pub until: Option<Date>,
    /// Legal basis or source of the definition.
    pub basis: String,
}

impl Indicator {
    /// True when the indicator is in use on that day.
    pub fn in_use_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A cumulative indicator for test tables.
#[cfg(test)]
pub(crate) fn sample(code: &str, measure: &str, scope: &str) -> Indicator {
    Indicator {
        code: code.into(),
        name: code.into(),
        synonyms: Vec::new(),
        measure: measure.into(),
        direction: Direction::More,
        over_units: OverUnits::Sum,
        over_time: OverTime::Cumulative,
        scope: scope.into(),
        part_of: None,
        percent_cap: None,
        zero_target: false,
        limit: false,
        formula: None,
        horizon: None,
        since: None,
        until: None,
        basis: "thử".into(),
    }
}
