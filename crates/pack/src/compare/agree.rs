//! Whether a stated percentage agrees with the exact one.

use rust_decimal::Decimal;

use super::{Percent, Reading, Window, window_of};

/// How a stated percentage stands to the exact one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// It is the exact one rounded half-up.
    HalfUp,
    /// It is the exact one cut off.
    Truncated,
    /// It is neither.
    Off {
        /// `stated − exact`, in percentage points.
        difference: Decimal,
    },
}

/// Compares a stated percentage with the exact one.
pub fn agrees(stated: Percent, exact: Decimal) -> Agreement {
    let point = Window { from: exact, from_included: true, to: exact, to_included: true };
    agrees_within(stated, exact, &point)
}

/// Like [`agrees`] when the exact percentage is itself only known to lie in a
/// window, because the amount behind it was written rounded.
pub fn agrees_within(stated: Percent, exact: Decimal, possible: &Window) -> Agreement {
    let fits = |reading| window_of(stated, reading).is_some_and(|window| window.meet(possible).is_some());
    if fits(Reading::HalfUp) {
        Agreement::HalfUp
    } else if fits(Reading::Truncated) {
        Agreement::Truncated
    } else {
        Agreement::Off { difference: stated.value.saturating_sub(exact) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::{d, shown};

    #[test]
    fn stated_and_exact() {
        let rows = [
            ("28.24", 2, "28.2442", "half-up"),
            ("14.14", 2, "14.1366", "half-up"),
            ("56", 0, "55.5", "half-up"),
            ("56", 0, "56.5", "truncated"),
            ("56", 0, "56.9999", "truncated"),
            ("56", 0, "57", "off -1.0000"),
            ("56", 0, "55.4999", "off 0.5001"),
            ("28.25", 2, "28.2442", "off 0.0058"),
            ("-8", 0, "-8.9", "truncated"),
        ];
        for (value, decimals, exact, expected) in rows {
            let text = match agrees(Percent { value: d(value), decimals }, d(exact)) {
                Agreement::HalfUp => "half-up".into(),
                Agreement::Truncated => "truncated".into(),
                Agreement::Off { difference } => format!("off {}", shown(Some(difference), 4)),
            };
            assert_eq!(text, expected, "{value} against {exact}");
        }
    }
}
