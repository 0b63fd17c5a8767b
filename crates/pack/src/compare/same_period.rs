//! Cùng kỳ năm trước: the cut-off of the year before.

use jiff::civil::Date;

use super::elapsed::is_month_end;

/// The same cut-off one year earlier.
///
/// A month's end meets the end of the same month, so that February is complete
/// in both years (29/02 with 28/02, and 28/02 of a common year with 29/02 of a
/// leap year before it). Any other day keeps its day number. `None` only for
/// the first year of the calendar type.
pub fn same_period(cutoff_on: Date) -> Option<Date> {
    let year = cutoff_on.year().checked_sub(1)?;
    let first = Date::new(year, cutoff_on.month(), 1).ok()?;
    if is_month_end(cutoff_on) {
        return Some(first.last_of_month());
    }
    Date::new(year, cutoff_on.month(), cutoff_on.day()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_offs_of_the_year_before() {
        let rows = [
            ("2017-04-30", "2016-04-30"),
            ("2022-05-15", "2021-05-15"),
            ("2024-02-29", "2023-02-28"),
            ("2025-02-28", "2024-02-29"),
            ("2024-02-28", "2023-02-28"),
            ("2023-02-28", "2022-02-28"),
            ("2022-12-31", "2021-12-31"),
        ];
        for (day, expected) in rows {
            let day: Date = day.parse().expect("a day of the table");
            assert_eq!(same_period(day).map(|d| d.to_string()).as_deref(), Some(expected));
        }
    }
}
