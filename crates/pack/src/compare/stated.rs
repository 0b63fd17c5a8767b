//! A percentage as somebody wrote it, and what it may stand for.

use rust_decimal::Decimal;
use viet::percent::Percent;

use super::Window;

/// How a stated number was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// Rounded half-up (away from zero at the half).
    HalfUp,
    /// Cut off towards zero.
    Truncated,
}

/// Every exact percentage that would be written as the stated one; `None` when
/// the number is too large.
pub fn window_of(stated: Percent, reading: Reading) -> Option<Window> {
    // Beyond 28 decimals a Decimal has no digit left.
    let unit = Decimal::new(1, stated.decimals.min(28));
    let (below, above) = match reading {
        Reading::HalfUp => {
            let half = unit.checked_div(Decimal::TWO)?;
            (half, half)
        }
        Reading::Truncated if stated.value.is_zero() => (unit, unit),
        Reading::Truncated if stated.value < Decimal::ZERO => (unit, Decimal::ZERO),
        Reading::Truncated => (Decimal::ZERO, unit),
    };
    // Both readings treat a negative number as the mirror of a positive one,
    // so the end nearer to zero belongs to the window.
    Some(Window {
        from: stated.value.checked_sub(below)?,
        from_included: stated.value > Decimal::ZERO,
        to: stated.value.checked_add(above)?,
        to_included: stated.value < Decimal::ZERO,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::d;

    #[test]
    fn a_stated_percentage_stands_for_a_window() {
        let rows = [
            ("56", 0, Reading::HalfUp, "[55.5 56.5)"),
            ("56", 0, Reading::Truncated, "[56 57)"),
            ("149.3", 1, Reading::HalfUp, "[149.25 149.35)"),
            ("28.24", 2, Reading::HalfUp, "[28.235 28.245)"),
            ("-8", 0, Reading::HalfUp, "(-8.5 -7.5]"),
            ("-8", 0, Reading::Truncated, "(-9 -8]"),
            ("0", 0, Reading::HalfUp, "(-0.5 0.5)"),
            ("0", 0, Reading::Truncated, "(-1 1)"),
        ];
        for (value, decimals, reading, expected) in rows {
            let w = window_of(Percent { value: d(value), decimals }, reading).expect("small numbers");
            let open = if w.from_included { '[' } else { '(' };
            let close = if w.to_included { ']' } else { ')' };
            assert_eq!(
                format!("{open}{} {}{close}", w.from.normalize(), w.to.normalize()),
                expected,
                "{value} {reading:?}"
            );
        }
    }
}
