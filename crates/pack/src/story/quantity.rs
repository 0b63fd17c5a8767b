//! Figures as stories write them: `1.748,6 tỷ`, `trên 99 %`, `335 cơ sở`.

use rust_decimal::Decimal;
use viet::bound::Bound;
use viet::quantity::{Quantity, read as read_any};

use crate::measure::{Measure, MeasureKind};

/// Reads a figure in its measure.
///
/// # Errors
/// A Vietnamese sentence that says why it cannot be read.
pub(super) fn read(text: &str, measure: &Measure) -> Result<(Bound, Decimal), String> {
    let found = read_any(text).map_err(|unreadable| unreadable.why)?;
    let value = match (measure.kind, found.quantity) {
        (MeasureKind::Money, Quantity::Money { dong }) => dong,
        (MeasureKind::Percent, Quantity::Percent(percent)) => percent.value,
        (MeasureKind::Count | MeasureKind::Decimal, Quantity::Count { value, noun })
            if noun.is_empty() || noun == measure.label =>
        {
            value
        }
        _ => return Err(format!("“{text}” không đo bằng {}.", measure.label)),
    };
    Ok((found.bound, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_in_their_measure() {
        let measure = |label: &str, kind| Measure {
            code: "m".into(),
            label: label.into(),
            kind,
            decimals: 0,
            scales: Vec::new(),
        };
        let rows = [
            ("1.748,6 tỷ", MeasureKind::Money, "1748600000000 eq"),
            ("6.107 tỷ 503 triệu đồng", MeasureKind::Money, "6107503000000 eq"),
            ("1870 hồ sơ", MeasureKind::Count, "1870 eq"),
            ("trên 1.870", MeasureKind::Count, "1870 gt"),
            ("335 cơ sở", MeasureKind::Count, "“335 cơ sở” không đo bằng hồ sơ."),
            ("56 %", MeasureKind::Count, "“56 %” không đo bằng hồ sơ."),
            ("trên 99 %", MeasureKind::Percent, "99 gt"),
        ];
        for (text, kind, expected) in rows {
            let shown = read(text, &measure("hồ sơ", kind))
                .map_or_else(|why| why, |(bound, value)| format!("{value} {}", bound.code()));
            assert_eq!(shown, expected, "{text}");
        }
    }
}
