//! Thời gian đã qua: how much of a period lies behind its cut-off day.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// What elapsed time was counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Whole months: the period spans whole months and the cut-off is the last day of one.
    Months {
        /// Months behind the cut-off.
        passed: i32,
        /// Months of the period.
        total: i32,
    },
    /// Days, both ends included.
    Days {
        /// Days up to and including the cut-off.
        passed: i32,
        /// Days of the period.
        total: i32,
    },
}

/// How much of a period has passed at its cut-off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Elapsed {
    /// `passed / total × 100`.
    pub share_percent: Decimal,
    /// What was counted.
    pub by: By,
    /// Months of the period: whole months, or `days × 12 / 365` for a period
    /// that does not span whole months.
    pub total_months: Decimal,
}

impl Elapsed {
    /// Passed and total, in what was counted.
    pub fn parts(&self) -> (Decimal, Decimal) {
        let (By::Months { passed, total } | By::Days { passed, total }) = self.by;
        (Decimal::from(passed), Decimal::from(total))
    }

    /// `amount × passed / total`, multiplied first so that 4/12 stays exact as long as it can.
    pub fn share_of(&self, amount: Decimal) -> Option<Decimal> {
        let (passed, total) = self.parts();
        amount.checked_mul(passed)?.checked_div(total)
    }
}

/// Elapsed share of the period from `starts_on` to `ends_on` (both included) at `cutoff_on`.
///
/// Counted in months when the period starts on the first of a month, ends on
/// the last of one, and the cut-off is the last day of a month (30/4: 4/12);
/// otherwise in days (15/5/2022: 135/365). A cut-off before the period counts
/// as nothing passed, one after it as all passed; `None` when the period ends
/// before it starts.
pub fn elapsed(starts_on: Date, ends_on: Date, cutoff_on: Date) -> Option<Elapsed> {
    if ends_on < starts_on {
        return None;
    }
    let total_days = days(starts_on, ends_on);
    let whole_months = starts_on.day() == 1 && is_month_end(ends_on);
    let total_months = if whole_months {
        Decimal::from(months(starts_on, ends_on))
    } else {
        Decimal::from(total_days * 12) / Decimal::from(365)
    };
    let by = if whole_months && is_month_end(cutoff_on) {
        let total = months(starts_on, ends_on);
        By::Months { passed: months(starts_on, cutoff_on).clamp(0, total), total }
    } else {
        By::Days { passed: days(starts_on, cutoff_on).clamp(0, total_days), total: total_days }
    };
    let mut elapsed = Elapsed { share_percent: Decimal::ZERO, by, total_months };
    elapsed.share_percent = elapsed.share_of(Decimal::ONE_HUNDRED)?;
    Some(elapsed)
}

/// True on the last day of a month.
pub(crate) fn is_month_end(day: Date) -> bool {
    day == day.last_of_month()
}

/// Days from the first to the last, both included.
pub(crate) fn days(first: Date, last: Date) -> i32 {
    // The whole calendar of the type holds fewer days than an i32.
    let apart = last.duration_since(first).as_hours() / 24;
    i32::try_from(apart).unwrap_or(i32::MAX - 1) + 1
}

/// Months from the month of the first day to the month of the last, both included.
fn months(first: Date, last: Date) -> i32 {
    let index = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    index(last) - index(first) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::shown;

    #[test]
    fn time_passes_in_months_or_days() {
        let rows = [
            ("2017-01-01", "2017-12-31", "2017-04-30", "33.3333 4/12 months 12"),
            ("2022-01-01", "2022-12-31", "2022-05-15", "36.9863 135/365 days 12"),
            ("2021-01-01", "2021-12-31", "2021-09-30", "75.0000 9/12 months 12"),
            ("2024-01-01", "2024-12-31", "2024-02-29", "16.6667 2/12 months 12"),
            ("2024-01-01", "2024-12-31", "2024-02-28", "16.1202 59/366 days 12"),
            ("2022-01-01", "2022-12-31", "2021-12-31", "0.0000 0/12 months 12"),
            ("2022-01-01", "2022-12-31", "2023-01-10", "100.0000 365/365 days 12"),
            ("2021-10-01", "2021-12-31", "2021-10-31", "33.3333 1/3 months 3"),
            ("2021-12-15", "2022-12-14", "2022-05-14", "41.3699 151/365 days 12"),
            ("2022-12-31", "2022-01-01", "2022-05-14", "-"),
        ];
        for (starts, ends, cutoff, expected) in rows {
            let at = |text: &str| text.parse::<Date>().expect("a day of the table");
            let result = elapsed(at(starts), at(ends), at(cutoff));
            let text = result.map_or("-".into(), |e| {
                let (passed, total) = e.parts();
                let unit = if matches!(e.by, By::Months { .. }) { "months" } else { "days" };
                let share = shown(Some(e.share_percent), 4);
                format!("{share} {passed}/{total} {unit} {}", e.total_months.normalize())
            });
            assert_eq!(text, expected, "{starts}..{ends} at {cutoff}");
        }
    }
}
