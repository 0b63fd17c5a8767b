//! Tiến độ: a figure against its base and the time that has passed.

use rust_decimal::Decimal;

use super::{Elapsed, percent};

/// A figure set against an even course over the period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// `value / base × 100`.
    pub percent: Decimal,
    /// Elapsed share of the period.
    pub even_percent: Decimal,
    /// `percent − even_percent`: below zero is behind.
    pub gap_points: Decimal,
    /// `base × elapsed`: what an even course would have reached.
    pub even_value: Decimal,
    /// `value − even_value`.
    pub gap_value: Decimal,
    /// `base − value`; below zero when more than the base was reached.
    pub remaining: Decimal,
    /// `remaining / months left`; `None` when no time is left or nothing remains.
    pub required_per_month: Option<Decimal>,
    /// `value / months passed`; `None` when no time has passed.
    pub average_per_month: Option<Decimal>,
}

/// Sets `value` against `base` at that elapsed time.
///
/// Months passed are `total_months × passed / total`: at 30/4 they are 4 of 12,
/// at 15/5/2022 `12 × 135 / 365 = 4,438…`; months left are the rest. `None`
/// when the base is zero or a number is too large.
pub fn pace(value: Decimal, base: Decimal, elapsed: &Elapsed) -> Option<Pace> {
    let reached = percent(value, base)?;
    let even_value = elapsed.share_of(base)?;
    let remaining = base.checked_sub(value)?;
    Some(Pace {
        percent: reached,
        even_percent: elapsed.share_percent,
        gap_points: reached.checked_sub(elapsed.share_percent)?,
        even_value,
        gap_value: value.checked_sub(even_value)?,
        remaining,
        required_per_month: required(remaining, elapsed),
        average_per_month: per_month(value, elapsed.parts().0, elapsed),
    })
}

/// What each month left must bring for `remaining` to be reached.
pub(super) fn required(remaining: Decimal, elapsed: &Elapsed) -> Option<Decimal> {
    let (passed, total) = elapsed.parts();
    if remaining <= Decimal::ZERO {
        return None;
    }
    per_month(remaining, total - passed, elapsed)
}

/// `amount / (total_months × parts / total)`.
fn per_month(amount: Decimal, parts: Decimal, elapsed: &Elapsed) -> Option<Decimal> {
    let (_, total) = elapsed.parts();
    let months = elapsed.total_months.checked_mul(parts)?;
    amount.checked_mul(total)?.checked_div(months)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::elapsed;
    use crate::compare::testing::{d, shown};
    use jiff::civil::Date;

    #[test]
    fn t2_3_pace_of_the_sources() {
        let rows = [
            ("1748.6", "6191", "2017-04-30", "28.2442 -5.0891 2063.67 -315.07 4442.40 555.30 437.15"),
            ("172.519", "1220.371", "2017-04-30", "14.1366 -19.1967 406.79 -234.27 1047.85 130.98 43.13"),
            // 135 of 365 days are 4,438 months, 7,562 are left.
            ("56", "100", "2022-05-15", "56.0000 19.0137 36.99 19.01 44.00 5.82 12.62"),
            ("120", "100", "2022-06-30", "120.0000 70.0000 50.00 70.00 -20.00 - 20.00"),
            ("90", "100", "2022-12-31", "90.0000 -10.0000 100.00 -10.00 10.00 - 7.50"),
            ("0", "100", "2021-12-31", "0.0000 0.0000 0.00 0.00 100.00 8.33 -"),
            ("5", "0", "2022-06-30", "-"),
        ];
        for (value, base, cutoff, expected) in rows {
            let cutoff: Date = cutoff.parse().expect("a day of the table");
            let year = if cutoff.year() == 2017 { 2017 } else { 2022 };
            let span = (Date::constant(year, 1, 1), Date::constant(year, 12, 31));
            let passed = elapsed(span.0, span.1, cutoff).expect("a period");
            let text = pace(d(value), d(base), &passed).map_or("-".into(), |p| {
                let amounts = [p.even_value, p.gap_value, p.remaining].map(|v| shown(Some(v), 2));
                [
                    shown(Some(p.percent), 4),
                    shown(Some(p.gap_points), 4),
                    amounts.join(" "),
                    shown(p.required_per_month, 2),
                    shown(p.average_per_month, 2),
                ]
                .join(" ")
            });
            assert_eq!(text, expected, "{value}/{base} at {cutoff}");
        }
    }
}
