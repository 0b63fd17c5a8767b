//! Share of a base, in percent.

use rust_decimal::Decimal;

/// `value / base × 100`; `None` when the base is zero or the result is too large.
pub fn percent(value: Decimal, base: Decimal) -> Option<Decimal> {
    value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::{d, shown};

    #[test]
    fn shares_of_the_sources() {
        let rows = [
            ("1748.6", "6191", "28.2442"),
            ("172.519", "1220.371", "14.1366"),
            ("20", "22", "90.9091"),
            ("1962", "1870", "104.9198"),
            ("1", "0", "-"),
            ("79228162514264337593543950335", "1", "-"),
        ];
        for (value, base, expected) in rows {
            assert_eq!(shown(percent(d(value), d(base)), 4), expected, "{value}/{base}");
        }
    }
}
