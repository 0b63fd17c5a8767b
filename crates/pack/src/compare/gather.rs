//! Tổng hợp: the figure of a whole from the figures of its units.

use rust_decimal::Decimal;

use crate::indicator::{Indicator, OverUnits};

/// What the units add up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// Sum of what was reported; `None` when nothing was, when units do not
    /// add up for this indicator, or when the sum is too large.
    pub value: Option<Decimal>,
    /// Units that have not reported, in the order given.
    pub missing: Vec<String>,
    /// True when every unit has reported (and there is at least one).
    pub complete: bool,
}

/// Adds up the figures of units as the indicator allows. An incomplete sum is
/// still given, with the units it lacks: it is never taken for the whole.
pub fn gather(indicator: &Indicator, per_unit: &[(String, Option<Decimal>)]) -> Gathered {
    let missing: Vec<String> =
        per_unit.iter().filter(|(_, value)| value.is_none()).map(|(unit, _)| unit.clone()).collect();
    let reported = || per_unit.iter().filter_map(|(_, value)| *value);
    let adds_up = indicator.over_units == OverUnits::Sum && reported().next().is_some();
    let value = adds_up.then(|| reported().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value))).flatten();
    Gathered { value, complete: missing.is_empty() && !per_unit.is_empty(), missing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::shown;
    use crate::indicator::sample;

    #[test]
    fn units_are_added_and_gaps_are_named() {
        type Units = &'static [(&'static str, &'static str)];
        let rows: [(OverUnits, Units, &str); 5] = [
            (OverUnits::Sum, &[("A", "1.5"), ("B", "2")], "3.5  true"),
            (OverUnits::Sum, &[("A", "1.5"), ("B", ""), ("C", "")], "1.5 B,C false"),
            (OverUnits::Sum, &[("A", "")], "- A false"),
            (OverUnits::None, &[("A", "99"), ("B", "98")], "-  true"),
            (OverUnits::Sum, &[], "-  false"),
        ];
        for (over_units, units, expected) in rows {
            let indicator = Indicator { over_units, ..sample("x", "m", "s") };
            let units: Vec<_> = units.iter().map(|(unit, value)| ((*unit).to_owned(), value.parse().ok())).collect();
            let g = gather(&indicator, &units);
            let text = format!("{} {} {}", shown(g.value, 1), g.missing.join(","), g.complete);
            assert_eq!(text, expected);
        }
    }
}
