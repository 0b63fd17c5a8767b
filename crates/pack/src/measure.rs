//! Đơn vị đo: what a figure is counted in.

use rust_decimal::Decimal;

/// What kind of quantity a measure counts; it decides how a figure is read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeasureKind {
    /// Amounts of money, kept in the base measure (đồng).
    Money,
    /// Shares in percent: 99.2 means 99,2 %.
    Percent,
    /// Whole things: dossiers, establishments, cases.
    Count,
    /// Any other quantity with decimals.
    Decimal,
}

/// A larger step in which a measure may be written, such as tỷ for đồng.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleStep {
    /// Key used in templates, such as `billion`.
    pub key: String,
    /// Word written before the label, such as `tỷ`.
    pub word: String,
    /// How many base measures one step holds.
    pub factor: Decimal,
}

/// A unit of measure declared by a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Key within the pack, such as `ho-so`.
    pub code: String,
    /// Word written after the number, such as `hồ sơ`.
    pub label: String,
    /// What kind of quantity it is.
    pub kind: MeasureKind,
    /// How many decimals are shown (rounded half-up); the kept value stays exact.
    pub decimals: u32,
    /// Larger steps, smallest first; empty when there are none.
    pub scales: Vec<ScaleStep>,
}

impl Measure {
    /// The scale step of that key, if the measure has it.
    pub fn scale(&self, key: &str) -> Option<&ScaleStep> {
        self.scales.iter().find(|step| step.key == key)
    }
}
