//! A figure to be entered (số liệu), with the percentages that its document states beside it.

use super::status::Status;
use jiff::civil::Date;
use rust_decimal::Decimal;
use viet::bound::Bound;

/// A figure to be entered for a unit, from the first day of its period to its cut-off.
#[derive(Clone, Debug, PartialEq)]
pub struct NewFigure {
    /// Code of the indicator.
    pub indicator: String,
    /// Number of the unit.
    pub unit: i64,
    pub starts_on: Date,
    /// The last day that was counted.
    pub cutoff_on: Date,
    pub status: Status,
    /// "trên 99 %" is a bound, not a value.
    pub bound: Bound,
    /// Exact, in the base unit of the measure (đồng, percent points, pieces).
    pub value: Decimal,
    /// As it was written.
    pub typed: String,
    /// Number of the document it was read from.
    pub source: Option<i64>,
    pub note: String,
    /// Made up for the demonstration.
    pub invented: bool,
    pub claims: Vec<NewClaim>,
}

/// What the entering document itself says of the figure: "đạt 56 % dự toán thành phố và dự toán HĐND".
#[derive(Clone, Debug, PartialEq)]
pub struct NewClaim {
    pub base: ClaimBase,
    /// Codes of the assigners whose baselines it compares with; empty unless the base is a baseline.
    pub assigners: Vec<String>,
    /// Percent points; a decrease is negative.
    pub value: Decimal,
    /// How many decimals were written.
    pub decimals: u32,
    /// Growth ("tăng 8 %"), not a share ("đạt 56 %").
    pub growth: bool,
    /// As it was written.
    pub typed: String,
}

/// What a stated percentage compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimBase {
    /// Targets or budget estimates set by assigners.
    Baseline,
    /// The same period a year before.
    SamePeriod,
    /// The whole year before.
    PreviousYear,
}

impl ClaimBase {
    /// All bases, for forms.
    pub const ALL: [ClaimBase; 3] = [ClaimBase::Baseline, ClaimBase::SamePeriod, ClaimBase::PreviousYear];

    /// The key kept in the database and sent by forms.
    pub fn key(self) -> &'static str {
        match self {
            ClaimBase::Baseline => "baseline",
            ClaimBase::SamePeriod => "same-period",
            ClaimBase::PreviousYear => "previous-year",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            ClaimBase::Baseline => "chỉ tiêu, dự toán được giao",
            ClaimBase::SamePeriod => "cùng kỳ năm trước",
            ClaimBase::PreviousYear => "cả năm trước",
        }
    }

    /// The base with this key.
    pub fn from_key(key: &str) -> Option<ClaimBase> {
        ClaimBase::ALL.into_iter().find(|base| base.key() == key)
    }
}
