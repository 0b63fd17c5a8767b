//! What is checked: the figures of one report, as a plain tree.

use jiff::civil::Date;
use rust_decimal::Decimal;
use viet::bound::Bound;

use crate::compare::Percent;
use crate::indicator::Indicator;
use crate::measure::Measure;
use crate::period::Span;

/// The figures of one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'p> {
    /// The period as it is printed: `5 tháng đầu năm 2022`.
    pub label: String,
    /// First day of the report's period.
    pub starts_on: Date,
    /// Last day of the report's period.
    pub ends_on: Date,
    /// Last day that was counted.
    pub cutoff_on: Date,
    /// The span for which baselines are set, as a rule the budget year.
    pub plan: Span,
    /// The cut-off that a report-period rule sets for this period (14/6 under
    /// Nghị định 09/2019); a label that ends later is then lawful.
    pub lawful_cutoff_on: Option<Date>,
    /// The figures. One indicator may stand in several lines with different
    /// cut-offs: what was reached, and what is expected by the half-year.
    pub lines: Vec<Line<'p>>,
}

/// Whether a figure is expected or actual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Ước thực hiện.
    Expected,
    /// Thực hiện.
    Actual,
}

/// One figure with everything it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'p> {
    /// Code of the indicator.
    pub key: String,
    /// Name as printed.
    pub name: String,
    /// Its measure.
    pub measure: &'p Measure,
    /// Its indicator.
    pub indicator: &'p Indicator,
    /// The figure, in the base measure (đồng for money); `None` when not reported.
    pub value: Option<Decimal>,
    /// How the figure bounds the truth ("trên 99 %"); `Bound::Equal` for a plain one.
    pub bound: Bound,
    /// One unit of the last digit written ("1.748,6 tỷ": 100 million); zero
    /// when the figure is exact to the last digit. Differences that this
    /// rounding explains are not findings.
    pub step: Decimal,
    /// Expected or actual.
    pub status: Status,
    /// Own cut-off, when it differs from the sheet's.
    pub as_of: Option<Date>,
    /// Figure of an earlier cut-off in the same year.
    pub previous: Option<Previous>,
    /// Figure of the same period a year before.
    pub same_period: Option<Decimal>,
    /// Figure of the whole year before.
    pub previous_year: Option<Decimal>,
    /// What assigners set.
    pub baselines: Vec<Baseline>,
    /// The monthly road-map of the year, if there is one.
    pub road_map: Option<[Decimal; 12]>,
    /// Percentages that somebody stated with the figure.
    pub claims: Vec<Claim>,
    /// Figures of the units: name and figure, `None` when not reported.
    pub units: Vec<(String, Option<Decimal>)>,
}

/// A figure reported at an earlier cut-off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Previous {
    /// The figure.
    pub value: Decimal,
    /// Its cut-off.
    pub cutoff_on: Date,
    /// Whether it was expected or actual.
    pub status: Status,
}

/// An estimate or target set by an assigner for the plan's span.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// Code of the assigner.
    pub assigner: String,
    /// Words for it: `dự toán Thành phố giao`.
    pub label: String,
    /// Its amount.
    pub value: Decimal,
}

/// A stated percentage.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// What it compares with.
    pub of: ClaimBase,
    /// Words for it: `dự toán Thành phố và HĐND quận giao`, `cùng kỳ năm 2021`.
    pub label: String,
    /// The percentage as stated.
    pub stated: Percent,
    /// True for growth ("tăng 8 %"), false for a share ("đạt 56 %").
    pub growth: bool,
}

/// What a stated percentage compares with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimBase {
    /// The baseline of one assigner.
    Baseline(String),
    /// The baselines of several assigners at once.
    SharedBaselines(Vec<String>),
    /// The same period a year before.
    SamePeriod,
    /// The whole year before.
    PreviousYear,
}

impl Sheet<'_> {
    /// The cut-off of a line: its own or the sheet's.
    pub fn cutoff_of(&self, line: &Line<'_>) -> Date {
        line.as_of.unwrap_or(self.cutoff_on)
    }

    /// Another indicator's line with the same cut-off as `line`.
    pub(super) fn beside<'s>(&'s self, line: &Line<'_>, key: &str) -> Option<&'s Line<'s>> {
        let cutoff = self.cutoff_of(line);
        self.lines.iter().find(|other| other.key == key && self.cutoff_of(other) == cutoff)
    }
}

impl Line<'_> {
    /// The stored baseline of an assigner.
    pub fn baseline(&self, assigner: &str) -> Option<&Baseline> {
        self.baselines.iter().find(|baseline| baseline.assigner == assigner)
    }

    /// Half a unit of the last digit written: how far the figure may lie from the truth.
    pub(super) fn slack(&self) -> Decimal {
        self.step / Decimal::TWO
    }
}
