//! Tăng trưởng: growth over an earlier figure.

use std::fmt;

use rust_decimal::Decimal;

/// Growth over an earlier figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// `(value / base − 1) × 100`, in percent: 8 means "tăng 8 %".
    Points(Decimal),
    /// A stated growth cannot be checked, and none can be printed.
    NotRecomputable {
        /// Why not.
        why: Why,
    },
}

/// Why growth cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The figure itself is missing.
    NoValue,
    /// The earlier figure is missing.
    NoBase,
    /// The earlier figure is zero.
    ZeroBase,
    /// The numbers are too large.
    TooLarge,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoValue => "chưa có số của kỳ này",
            Self::NoBase => "chưa lưu số để so sánh",
            Self::ZeroBase => "số của kỳ so sánh bằng 0",
            Self::TooLarge => "số quá lớn",
        })
    }
}

/// `(value − base) / base × 100`, or why it cannot be computed.
pub fn growth(value: Option<Decimal>, base: Option<Decimal>) -> Growth {
    points(value, base).map_or_else(|why| Growth::NotRecomputable { why }, Growth::Points)
}

fn points(value: Option<Decimal>, base: Option<Decimal>) -> Result<Decimal, Why> {
    let value = value.ok_or(Why::NoValue)?;
    let base = base.ok_or(Why::NoBase)?;
    if base.is_zero() {
        return Err(Why::ZeroBase);
    }
    let change = value.checked_sub(base).and_then(|c| c.checked_mul(Decimal::ONE_HUNDRED));
    change.and_then(|c| c.checked_div(base)).ok_or(Why::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::{d, shown};

    #[test]
    fn growth_or_the_reason_why_not() {
        let rows = [
            (Some("117"), Some("100"), "17.0000"),
            (Some("210373"), Some("182089.275"), "15.5329"),
            (Some("97.5"), Some("100"), "-2.5000"),
            (Some("5"), None, "chưa lưu số để so sánh"),
            (None, Some("5"), "chưa có số của kỳ này"),
            (Some("5"), Some("0"), "số của kỳ so sánh bằng 0"),
            (Some("79228162514264337593543950335"), Some("-1"), "số quá lớn"),
        ];
        for (value, base, expected) in rows {
            let text = match growth(value.map(d), base.map(d)) {
                Growth::Points(points) => shown(Some(points), 4),
                Growth::NotRecomputable { why } => why.to_string(),
            };
            assert_eq!(text, expected, "{value:?} over {base:?}");
        }
    }
}
