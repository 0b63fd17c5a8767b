//! Instants as minutes, and the three scales on which limits are measured, each with its way back.

use super::{Calendar, days_between};
use jiff::Span;
use jiff::civil::{Date, DateTime};

/// Minutes since the first midnight of the calendar, by the wall clock of the office.
pub type Minute = i64;

/// Minutes of a whole day.
const DAY: i64 = 1440;

/// On which scale time is consumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Minutes at which it is open: limits in working hours.
    Open,
    /// Minutes of whole working days: limits in working days.
    Full,
    /// Every minute: limits in days and months.
    Wall,
}

impl Calendar {
    /// The minute of an instant; seconds are cut off. `None` outside the calendar.
    pub fn minute(&self, at: DateTime) -> Option<Minute> {
        let day = self.index(at.date())?;
        let day = i64::try_from(day).ok()?;
        Some(day * DAY + i64::from(at.hour()) * 60 + i64::from(at.minute()))
    }

    /// The instant of a minute. The midnight that ends a day stands as 00:00 of the next one.
    pub fn instant(&self, minute: Minute) -> Option<DateTime> {
        let at = usize::try_from(minute.div_euclid(DAY)).ok().filter(|at| *at < self.days.len())?;
        self.date(at).at(0, 0, 0, 0).checked_add(Span::new().minutes(minute.rem_euclid(DAY))).ok()
    }

    /// How much of a scale has passed at a minute.
    pub fn position(&self, scale: Scale, minute: Minute) -> i64 {
        let sums = match scale {
            Scale::Wall => return minute,
            Scale::Open => &self.open,
            Scale::Full => &self.full,
        };
        let at = usize::try_from(minute.div_euclid(DAY)).unwrap_or(0).min(self.days.len());
        let before = sums.get(at).copied().unwrap_or(0);
        let after = sums.get(at + 1).copied().unwrap_or(before);
        if after == before {
            return before;
        }
        before + passed(self.hours(self.date(at)), minute.rem_euclid(DAY))
    }

    /// The earliest minute at which that much of a scale has passed; `None` beyond the calendar.
    pub fn minute_of(&self, scale: Scale, position: i64) -> Option<Minute> {
        let sums = match scale {
            Scale::Wall => return (position <= self.end()).then_some(position),
            Scale::Open => &self.open,
            Scale::Full => &self.full,
        };
        let day = sums.partition_point(|sum| *sum < position).checked_sub(1)?;
        (day < self.days.len()).then_some(())?;
        let mut left = position - sums.get(day)?;
        for (from, to) in self.hours(self.date(day)) {
            let (from, to) = (i64::from(*from), i64::from(*to));
            if left <= to - from {
                return Some(i64::try_from(day).ok()? * DAY + from + left);
            }
            left -= to - from;
        }
        None
    }

    /// The earliest minute, from one on, at which a scale runs: the next opening.
    pub fn running_from(&self, scale: Scale, minute: Minute) -> Option<Minute> {
        if scale == Scale::Wall {
            return Some(minute);
        }
        // The minute at which the next unit of the scale is complete, less that unit.
        self.minute_of(scale, self.position(scale, minute) + 1).map(|at| (at - 1).max(minute))
    }

    /// The midnight that begins a day.
    pub fn midnight(&self, day: Date) -> Option<Minute> {
        let days = days_between(self.first, day);
        (0..=i64::try_from(self.days.len()).ok()?).contains(&days).then_some(days * DAY)
    }

    fn end(&self) -> Minute {
        i64::try_from(self.days.len()).unwrap_or(0) * DAY
    }
}

fn passed(hours: &[(u16, u16)], minute: i64) -> i64 {
    hours.iter().map(|(from, to)| minute.clamp(i64::from(*from), i64::from(*to)) - i64::from(*from)).sum()
}
