//! The rule of a calendar as a pack writes it, and on which days its holidays fall.

use super::Hours;
use jiff::Span;
use jiff::civil::{Date, Weekday};
use viet::lunar::{self, Lunar};

/// A working calendar as written in a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRule {
    pub id: String,
    pub version: i64,
    pub title: String,
    /// Legal basis of the hours and weekly days off.
    pub basis: String,
    /// First year that can be reckoned.
    pub first_year: i16,
    /// Last year that can be reckoned.
    pub last_year: i16,
    pub weekly_off: Vec<Weekday>,
    pub hours: Hours,
    /// Weekly days off on which it is open for some hours.
    pub half: Vec<(Weekday, Hours)>,
    pub holidays: Vec<Holiday>,
    pub decrees: Vec<Decree>,
    /// The file as it was written, kept when it is published.
    pub text: String,
}

/// On which day of the year a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolidayDay {
    /// Day and month of the solar calendar.
    Solar(i8, i8),
    /// Day and month of the Vietnamese lunar calendar.
    Lunar(i8, i8),
}

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    pub id: String,
    pub name: String,
    pub on: HolidayDay,
    /// How many days it lasts.
    pub days: i64,
    /// How many days before its day it begins, where a decree does not say otherwise.
    pub before: i64,
    pub basis: String,
    pub effective_from: Option<Date>,
    /// Last day on which the holiday is law.
    pub effective_to: Option<Date>,
}

/// What was decreed for one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decree {
    pub year: i16,
    pub basis: String,
    /// First day of a holiday of several days.
    pub begins: Vec<(String, Date)>,
    /// A working day that becomes a day off, and the day off on which it is made up.
    pub swaps: Vec<(Date, Date)>,
    /// Further days off by decree.
    pub extra_off: Vec<Date>,
}

impl Holiday {
    /// Its days in a year, by the law of that year.
    pub fn days_in(&self, year: i16, decree: Option<&Decree>) -> Vec<Date> {
        let on = match self.on {
            HolidayDay::Solar(day, month) => Date::new(year, month, day).ok(),
            HolidayDay::Lunar(day, month) => lunar::day(Lunar { year, month, leap: false, day }),
        };
        let Some(on) = on.filter(|on| self.holds_on(*on)) else { return Vec::new() };
        let decreed = decree.and_then(|d| d.begins.iter().find(|(id, _)| *id == self.id)).map(|(_, day)| *day);
        let first = decreed.or_else(|| on.checked_sub(Span::new().days(self.before)).ok());
        let nth = |n: i64| first.and_then(|day| day.checked_add(Span::new().days(n)).ok());
        (0..self.days).filter_map(nth).collect()
    }

    fn holds_on(&self, day: Date) -> bool {
        self.effective_from.is_none_or(|from| from <= day) && self.effective_to.is_none_or(|to| day <= to)
    }
}

impl CalendarRule {
    /// What was decreed for a year, when it is known.
    pub fn decree(&self, year: i16) -> Option<&Decree> {
        self.decrees.iter().find(|decree| decree.year == year)
    }
}
