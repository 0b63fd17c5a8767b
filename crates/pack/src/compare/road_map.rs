//! Lộ trình tháng: a figure against the monthly road-map of the year.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::percent;

/// A figure set against its monthly road-map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoadMapPace {
    /// What the road-map holds up to the cut-off.
    pub planned: Decimal,
    /// Sum of the twelve months.
    pub year_total: Decimal,
    /// `planned / year_total × 100`; `None` when the total is zero.
    pub planned_percent: Option<Decimal>,
    /// `value / planned × 100`; `None` when nothing was planned yet.
    pub percent_of_planned: Option<Decimal>,
    /// `value / year_total × 100`; `None` when the total is zero.
    pub percent_of_year: Option<Decimal>,
    /// `value − planned`: below zero is behind.
    pub gap_value: Decimal,
    /// `percent_of_year − planned_percent`, in percentage points.
    pub gap_points: Option<Decimal>,
}

/// Sets `value` against the months of the cut-off's year: whole months count
/// fully, the month of the cut-off by days (`amount × day / days in month`).
/// `None` when a number is too large.
pub fn road_map_pace(value: Decimal, months: &[Decimal; 12], cutoff_on: Date) -> Option<RoadMapPace> {
    let mut planned = Decimal::ZERO;
    let mut year_total = Decimal::ZERO;
    for (month, amount) in (1i8..).zip(months) {
        year_total = year_total.checked_add(*amount)?;
        planned = planned.checked_add(due(*amount, month, cutoff_on)?)?;
    }
    let planned_percent = percent(planned, year_total);
    let percent_of_year = percent(value, year_total);
    Some(RoadMapPace {
        planned,
        year_total,
        planned_percent,
        percent_of_planned: percent(value, planned),
        percent_of_year,
        gap_value: value.checked_sub(planned)?,
        gap_points: percent_of_year.zip(planned_percent).and_then(|(a, b)| a.checked_sub(b)),
    })
}

/// How much of one month's amount is due at the cut-off.
fn due(amount: Decimal, month: i8, cutoff_on: Date) -> Option<Decimal> {
    match month.cmp(&cutoff_on.month()) {
        std::cmp::Ordering::Less => Some(amount),
        std::cmp::Ordering::Greater => Some(Decimal::ZERO),
        std::cmp::Ordering::Equal => {
            amount.checked_mul(Decimal::from(cutoff_on.day()))?.checked_div(Decimal::from(cutoff_on.days_in_month()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::{d, shown};

    #[test]
    fn the_road_map_counts_months_and_part_of_a_month() {
        let mut months = [Decimal::from(10); 12];
        months[0] = Decimal::from(90);
        let rows = [
            ("120", "2022-04-30", "120.00 200.00 60.00 0.00 0.00"),
            ("100", "2022-04-30", "120.00 200.00 60.00 -20.00 -10.00"),
            ("130", "2022-05-15", "124.84 200.00 62.42 5.16 2.58"),
            ("0", "2022-01-01", "2.90 200.00 1.45 -2.90 -1.45"),
            ("200", "2022-12-31", "200.00 200.00 100.00 0.00 0.00"),
        ];
        for (value, cutoff, expected) in rows {
            let cutoff = cutoff.parse().expect("a day of the table");
            let r = road_map_pace(d(value), &months, cutoff).expect("small numbers");
            let all = [Some(r.planned), Some(r.year_total), r.planned_percent, Some(r.gap_value), r.gap_points];
            assert_eq!(all.map(|v| shown(v, 2)).join(" "), expected, "{value} at {cutoff}");
        }
    }
}
