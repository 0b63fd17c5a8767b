//! Kỳ báo cáo: from which day to which day the figures of a period run.

use jiff::ToSpan;
use jiff::civil::Date;

/// A closed span of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// First day.
    pub starts_on: Date,
    /// Last day, included.
    pub ends_on: Date,
}

/// Which period of a year a report covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodKind {
    /// One month, 1 to 12.
    Month(i8),
    /// One quarter, 1 to 4.
    Quarter(i8),
    /// The first or the second half of the year, 1 or 2.
    Half(i8),
    /// From the start of the year to the end of a month, 1 to 12.
    FirstMonths(i8),
    /// The whole year.
    Year,
}

impl PeriodKind {
    /// First and last calendar month; `None` for a month, quarter or half that does not exist.
    fn months(self) -> Option<(i8, i8)> {
        match self {
            Self::Month(m @ 1..=12) => Some((m, m)),
            Self::Quarter(q @ 1..=4) => Some((q * 3 - 2, q * 3)),
            Self::Half(h @ 1..=2) => Some((h * 6 - 5, h * 6)),
            Self::FirstMonths(m @ 1..=12) => Some((1, m)),
            Self::Year => Some((1, 12)),
            _ => None,
        }
    }
}

/// A rule that sets the first and the last day of a period's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodRule {
    /// Key, such as `nd-09-2019`.
    pub code: String,
    /// Vietnamese name.
    pub name: String,
    /// Last day of the month that still counts: 14 under Nghị định 09/2019;
    /// `None` for the calendar month.
    pub closes_on_day: Option<i8>,
    /// First day on which the rule holds; `None` for always.
    pub since: Option<Date>,
    /// Last day on which it holds; `None` for still.
    pub until: Option<Date>,
    /// Legal basis.
    pub basis: String,
}

impl PeriodRule {
    /// True when the rule holds on that day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// First and last day of the figures of a period, or `None` when the
    /// period does not exist.
    ///
    /// Calendar rule: first day of the first month to the last day of the last.
    /// Rule closing on day *d*: day *d*+1 of the month before the first month
    /// to day *d* of the last month (Nghị định 09/2019: 15/12 to 14/6).
    pub fn span(&self, year: i16, kind: PeriodKind) -> Option<Span> {
        let (first, last) = kind.months()?;
        let first = Date::new(year, first, 1).ok()?;
        let last = Date::new(year, last, 1).ok()?;
        match self.closes_on_day {
            None => Some(Span { starts_on: first, ends_on: last.last_of_month() }),
            Some(day) => {
                let before = first.checked_sub(1.month()).ok()?;
                let closed = before.with().day(day).build().ok()?;
                Some(Span { starts_on: closed.tomorrow().ok()?, ends_on: last.with().day(day).build().ok()? })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PeriodKind::{FirstMonths, Half, Month, Quarter, Year};

    fn rule(closes_on_day: Option<i8>) -> PeriodRule {
        PeriodRule {
            code: "r".into(),
            name: "r".into(),
            closes_on_day,
            since: Some(Date::constant(2019, 3, 12)),
            until: None,
            basis: "b".into(),
        }
    }

    #[test]
    fn periods_run_from_day_to_day() {
        let rows = [
            (None, 2017, FirstMonths(4), "2017-01-01 2017-04-30"),
            (None, 2024, Month(2), "2024-02-01 2024-02-29"),
            (None, 2022, Year, "2022-01-01 2022-12-31"),
            (Some(14), 2022, Month(1), "2021-12-15 2022-01-14"),
            (Some(14), 2022, Month(5), "2022-04-15 2022-05-14"),
            (Some(14), 2022, Quarter(2), "2022-03-15 2022-06-14"),
            (Some(14), 2022, Half(1), "2021-12-15 2022-06-14"),
            (Some(14), 2022, Half(2), "2022-06-15 2022-12-14"),
            (Some(14), 2022, FirstMonths(9), "2021-12-15 2022-09-14"),
            (Some(14), 2022, Year, "2021-12-15 2022-12-14"),
            (None, 2022, Month(13), ""),
            (None, 2022, Quarter(0), ""),
        ];
        for (closes, year, kind, expected) in rows {
            let span = rule(closes).span(year, kind);
            let text = span.map_or(String::new(), |s| format!("{} {}", s.starts_on, s.ends_on));
            assert_eq!(text, expected, "{closes:?} {year} {kind:?}");
        }
    }

    #[test]
    fn a_rule_holds_from_its_first_day() {
        let rows = [("2019-03-11", false), ("2019-03-12", true), ("2026-01-01", true)];
        for (day, expected) in rows {
            let day: Date = day.parse().expect("a day of the table");
            assert_eq!(rule(Some(14)).holds_on(day), expected, "{day}");
        }
    }
}
