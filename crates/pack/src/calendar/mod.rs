//! Lịch làm việc: which days an office works, which it is off, which it makes up, and at which hours.
//!
//! A calendar is a rule (weekly days off, holidays by the sun and by the moon) with the decrees of each year on top of
//! it, never a mere list of days that would silently end. [`Calendar`] is the rule laid out day by day with running
//! sums, so that adding a limit is two searches.

mod build;
mod holiday;
mod position;
mod read;

pub use holiday::{CalendarRule, Decree, Holiday, HolidayDay};
pub use position::{Minute, Scale};
pub(crate) use read::{calendar, clock as clock_minute};

use jiff::civil::{Date, DateTime, Weekday};

/// What kind of day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// Nghỉ.
    Off,
    /// Làm việc.
    Working,
    /// Làm bù: a day off that was exchanged for a working day, and counts like one.
    MakeUp,
    /// Open for some hours (Saturday morning) without being a working day of a limit.
    Half,
}

impl DayKind {
    /// Whether a limit in working days counts it.
    pub fn counts(self) -> bool {
        matches!(self, Self::Working | Self::MakeUp)
    }
}

/// Opening hours as minutes of the day: from, to.
pub type Hours = Vec<(u16, u16)>;

/// Why a day is not like the others of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What it is called: `Tết Nguyên đán`, `nghỉ hằng tuần`, `làm bù cho ngày 2/1/2026`.
    pub name: String,
    /// The document it rests on.
    pub basis: String,
}

/// A working calendar, laid out day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Key, such as `hanh-chinh`.
    pub id: String,
    /// Version of the rule.
    pub version: i64,
    /// Vietnamese title.
    pub title: String,
    /// Legal basis of the weekly days off.
    pub basis: String,
    first: Date,
    days: Vec<DayKind>,
    /// Open minutes before each day, and after the last.
    open: Vec<i64>,
    /// Minutes of whole working days before each day, and after the last.
    full: Vec<i64>,
    /// Index into `reasons` by day; `u16::MAX` where the day is as usual.
    why: Vec<u16>,
    reasons: Vec<Reason>,
    hours: Hours,
    half: Vec<(Weekday, Hours)>,
    /// Years whose swaps are not decreed yet.
    provisional: Vec<i16>,
}

impl Calendar {
    /// First and last day.
    pub fn span(&self) -> (Date, Date) {
        (self.first, self.date(self.days.len().saturating_sub(1)))
    }

    /// Minutes of one working day.
    pub fn day_minutes(&self) -> i64 {
        self.hours.iter().map(|(from, to)| i64::from(to - from)).sum()
    }

    /// The kind of a day; `None` outside the calendar.
    pub fn kind(&self, day: Date) -> Option<DayKind> {
        self.index(day).and_then(|at| self.days.get(at)).copied()
    }

    /// Why a day is off or made up; `None` for a usual day.
    pub fn reason(&self, day: Date) -> Option<&Reason> {
        let at = self.index(day)?;
        self.reasons.get(usize::from(*self.why.get(at)?))
    }

    /// The hours at which it is open on a day.
    pub fn hours(&self, day: Date) -> &[(u16, u16)] {
        match self.kind(day) {
            Some(DayKind::Working | DayKind::MakeUp) => &self.hours,
            Some(DayKind::Half) => {
                self.half.iter().find(|(weekday, _)| *weekday == day.weekday()).map_or(&[], |(_, h)| h.as_slice())
            }
            _ => &[],
        }
    }

    /// Whether the swaps of a year are not decreed yet, so that its days may still change.
    pub fn is_provisional(&self, year: i16) -> bool {
        self.provisional.contains(&year)
    }

    /// The day itself when it counts, otherwise the next one that does.
    pub fn counting_day(&self, day: Date) -> Option<Date> {
        let from = self.index(day)?;
        let at = self.days.get(from..)?.iter().position(|kind| kind.counts())?;
        Some(self.date(from + at))
    }

    /// When it closes on a day on which it is open.
    pub fn closing(&self, day: Date) -> Option<DateTime> {
        let (_, to) = self.hours(day).last()?;
        Some(day.at(0, 0, 0, 0) + jiff::Span::new().minutes(i64::from(*to)))
    }

    /// When it opens on a day on which it is open.
    pub fn opening(&self, day: Date) -> Option<DateTime> {
        let (from, _) = self.hours(day).first()?;
        Some(day.at(0, 0, 0, 0) + jiff::Span::new().minutes(i64::from(*from)))
    }

    fn index(&self, day: Date) -> Option<usize> {
        usize::try_from(days_between(self.first, day)).ok().filter(|at| *at < self.days.len())
    }

    fn date(&self, at: usize) -> Date {
        let days = i64::try_from(at).unwrap_or(0);
        self.first.checked_add(jiff::Span::new().days(days)).unwrap_or(self.first)
    }
}

/// Days from one day to another; negative when the other is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
