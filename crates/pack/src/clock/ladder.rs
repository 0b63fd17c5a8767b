//! Bậc nhắc việc: rungs at fractions of a budget or at distances before and after the due instant.

use super::{Beyond, Clock, Limit, Run, Unit};
use crate::calendar::{Calendar, Scale};
use jiff::civil::DateTime;

/// One rung of an escalation ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rung {
    /// When that share of the budget is used up, 1 to 99 percent.
    Share(u32),
    /// That long before the due instant.
    Before(Limit),
    /// At the due instant.
    Due,
    /// That long after the due instant.
    After(Limit),
}

impl Rung {
    /// Reads `80 %`, `trước 1 ngày làm việc`, `khi hết hạn`, `sau 1 ngày làm việc`.
    ///
    /// # Errors
    /// A Vietnamese sentence that says what to write instead.
    pub fn read(text: &str) -> Result<Self, String> {
        let plain = viet::fold::fold(text.trim());
        let wrong = || {
            format!(
                "“{}” không phải bậc nhắc. Ghi như “80 %”, “trước 1 ngày làm việc”, “khi hết hạn”, “sau 1 ngày làm việc”.",
                text.trim()
            )
        };
        if plain == "khi het han" {
            return Ok(Self::Due);
        }
        if let Some(share) = plain.strip_suffix('%') {
            let share = share.trim().parse().ok().filter(|share| (1..100).contains(share));
            return share.map(Self::Share).ok_or_else(wrong);
        }
        match plain.split_once(' ') {
            Some(("truoc", limit)) => Limit::read(limit).map(Self::Before),
            Some(("sau", limit)) => Limit::read(limit).map(Self::After),
            _ => Err(wrong()),
        }
    }

    /// When it fires for a clock; `None` while the clock is paused before that.
    ///
    /// # Errors
    /// When it leaves the years of the calendar.
    pub fn at(&self, clock: &Clock<'_>, run: &Run<'_>) -> Result<Option<DateTime>, Beyond> {
        let reckoning = clock.reckon(run)?;
        match self {
            Self::Share(share) => clock.at_share(run, *share),
            Self::Due => Ok(reckoning.due),
            Self::Before(limit) => Ok(reckoning.due.and_then(|due| clock.before(due, *limit))),
            Self::After(limit) => Ok(reckoning.due.and_then(|due| clock.after(due, *limit))),
        }
    }
}

impl Rung {
    /// When it fires for a deadline that was set as a day, so that there is no budget: a share of it has no instant.
    pub fn from_due(&self, calendar: &Calendar, due: DateTime) -> Option<DateTime> {
        let clock = Clock::new(calendar, Limit::whole(1, Unit::WorkingDays));
        match self {
            Self::Share(_) => None,
            Self::Due => Some(due),
            Self::Before(limit) => clock.before(due, *limit),
            Self::After(limit) => clock.after(due, *limit),
        }
    }
}

impl Clock<'_> {
    /// When a share of the budget is used up.
    fn at_share(&self, run: &Run<'_>, percent: u32) -> Result<Option<DateTime>, Beyond> {
        let whole = self.limit;
        let limit = run.extensions.iter().try_fold(whole, |sum, more| sum.plus(*more)).unwrap_or(whole);
        let start = self.start(run.started)?;
        Ok(self.consume(run, start, limit, i64::from(percent), &mut ())?.due)
    }

    /// That long before an instant, counted backward on the scale of the limit.
    pub fn before(&self, at: DateTime, limit: Limit) -> Option<DateTime> {
        let minute = self.calendar.minute(at)?;
        let minutes = limit.minutes(self.calendar)?;
        let scale = limit.scale();
        let position = self.calendar.position(scale, minute) - minutes;
        if scale == Scale::Wall {
            return self.calendar.instant(position);
        }
        // The latest minute at that position: the opening after it, so that counting forward and backward meet.
        let minute = self.calendar.minute_of(scale, position.max(0) + 1)? - 1;
        self.calendar.instant(minute)
    }

    /// That long after an instant, counted on the scale of the limit.
    pub fn after(&self, at: DateTime, limit: Limit) -> Option<DateTime> {
        let minute = self.calendar.minute(at)?;
        let minutes = limit.minutes(self.calendar)?;
        let position = self.calendar.position(limit.scale(), minute) + minutes;
        self.calendar.minute_of(limit.scale(), position).and_then(|minute| self.calendar.instant(minute))
    }
}
