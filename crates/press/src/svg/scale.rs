//! The vertical scale of a chart: round ticks that hold every value and zero. Values stay exact;
//! only the place on the drawing is a float.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// A scale from `low` to `high` with ticks `step` apart.
pub(super) struct Scale {
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

impl Scale {
    /// The scale for these values; a scale of 0 to 1 when there are none or they exceed all bounds.
    pub(super) fn of(values: impl Iterator<Item = Decimal> + Clone) -> Self {
        let low = values.clone().min().unwrap_or_default().min(Decimal::ZERO);
        let high = values.max().unwrap_or_default().max(Decimal::ZERO);
        Self::between(low, high).unwrap_or(Self { low: Decimal::ZERO, high: Decimal::ONE, step: Decimal::ONE })
    }

    fn between(low: Decimal, high: Decimal) -> Option<Self> {
        let step = round_step(high.checked_sub(low)?)?;
        let low = low.checked_div(step)?.floor().checked_mul(step)?;
        let high = high.checked_div(step)?.ceil().checked_mul(step)?;
        (high > low).then_some(Self { low, high, step })
    }

    /// The ticks from the lowest to the highest.
    pub(super) fn ticks(&self) -> Vec<Decimal> {
        let mut ticks = vec![self.low];
        while let Some(next) = ticks.last().and_then(|last| last.checked_add(self.step)) {
            if next > self.high || ticks.len() > 12 {
                break;
            }
            ticks.push(next);
        }
        ticks.iter().map(Decimal::normalize).collect()
    }

    /// The place of a value, 0 at the bottom, 1 at the top.
    pub(super) fn place(&self, value: Decimal) -> f64 {
        let part = value.checked_sub(self.low).zip(self.high.checked_sub(self.low));
        let share = part.and_then(|(part, whole)| part.checked_div(whole));
        share.and_then(|share| share.to_f64()).unwrap_or(0.0).clamp(0.0, 1.0)
    }
}

/// The smallest of 1, 2 and 5 times a power of ten that covers the span in at most five steps.
fn round_step(span: Decimal) -> Option<Decimal> {
    let target = span.checked_div(Decimal::from(5))?;
    let mut unit = Decimal::ONE;
    while let Some(next) = unit.checked_mul(Decimal::TEN).filter(|next| *next <= target) {
        unit = next;
    }
    while unit > target {
        unit = unit.checked_div(Decimal::TEN).filter(|unit| !unit.is_zero())?;
        if unit.scale() > 20 {
            return None;
        }
    }
    [1, 2, 5, 10].into_iter().filter_map(|times| unit.checked_mul(times.into())).find(|step| *step >= target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_the_values() {
        let rows: [(&[&str], &[&str]); 5] = [
            (&["1748.6", "6191"], &["0", "2000", "4000", "6000", "8000"]),
            (&["28.24", "14.14", "33.33"], &["0", "10", "20", "30", "40"]),
            (&["-3", "7"], &["-4", "-2", "0", "2", "4", "6", "8"]),
            (&[], &["0", "1"]),
            (&["0.07"], &["0", "0.02", "0.04", "0.06", "0.08"]),
        ];
        for (values, expected) in rows {
            let values: Vec<Decimal> = values.iter().filter_map(|v| v.parse().ok()).collect();
            let ticks = Scale::of(values.iter().copied()).ticks();
            let ticks: Vec<String> = ticks.iter().map(Decimal::to_string).collect();
            assert_eq!(ticks, expected);
        }
    }

    #[test]
    fn extremes_do_not_panic() {
        let scale = Scale::of([Decimal::MIN, Decimal::MAX].into_iter());
        assert!((0.0..=1.0).contains(&scale.place(Decimal::MAX)));
        assert!(!scale.ticks().is_empty());
    }
}
