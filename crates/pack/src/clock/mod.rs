//! Đồng hồ pháp lý: the legal clock of a case, a step or a petition.
//!
//! A clock is a budget of time on a scale, consumed while it runs; the due instant is derived from it, never typed over.
//! One function, [`Clock::reckon`], derives the instant and, for whoever listens, each step that led to it; so the
//! explanation cannot differ from the date. Instants are those of the wall clock in the office's zone, to the minute.

mod explain;
mod ladder;
mod limit;
mod verdict;

pub use explain::{Explanation, Step, span};
pub use ladder::Rung;
pub use limit::{Limit, Unit};
pub use verdict::{Verdict, verdict};

use crate::calendar::{Calendar, Minute, Scale};
use jiff::civil::{Date, DateTime};

/// The rule of one clock.
#[derive(Debug, Clone, Copy)]
pub struct Clock<'a> {
    pub calendar: &'a Calendar,
    pub limit: Limit,
    /// For a limit of `trong ngày`: what comes after this minute of the day is answered on the next working day.
    pub same_day_until: Option<u16>,
    /// Whether the budget starts anew when a pause ends, instead of going on.
    pub restart: bool,
}

/// A pause, as it held; an open one has no end yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    pub from: DateTime,
    pub to: Option<DateTime>,
}

/// What happened to a clock since it began.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    pub started: DateTime,
    pub pauses: &'a [Pause],
    /// Extensions granted, each in the unit of the limit.
    pub extensions: &'a [Limit],
}

/// Where a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reckoning {
    /// When it runs out; `None` while it is paused with time left.
    pub due: Option<DateTime>,
    /// The whole budget on its scale, in minutes.
    pub budget_minutes: i64,
    /// What is left of it while it is paused; 0 when it has a due instant.
    pub left_minutes: i64,
    /// Reaches into a year whose swaps are not decreed yet.
    pub provisional: bool,
}

/// A day that the calendar does not cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beyond {
    /// What to do, in Vietnamese.
    pub sentence: String,
}

/// Whoever listens to a reckoning; nobody, when only the instant is wanted.
pub(crate) trait Listener {
    fn started(&mut self, _at: DateTime, _from: Minute, _first_day: Date) {}
    fn ran(&mut self, _from: Minute, _to: Minute) {}
    fn paused(&mut self, _from: Minute, _to: Option<Minute>) {}
    fn restarted(&mut self, _at: Minute) {}
    fn landed(&mut self, _raw: Minute, _due: DateTime) {}
}

impl Listener for () {}

impl<'a> Clock<'a> {
    /// A clock that goes on after a pause, without a cut-off hour.
    pub fn new(calendar: &'a Calendar, limit: Limit) -> Self {
        Self { calendar, limit, same_day_until: None, restart: false }
    }

    /// Where the clock stands.
    ///
    /// # Errors
    /// When it leaves the years of its calendar.
    pub fn reckon(&self, run: &Run<'_>) -> Result<Reckoning, Beyond> {
        self.reckon_to(run, &mut ())
    }

    pub(crate) fn reckon_to(&self, run: &Run<'_>, listener: &mut impl Listener) -> Result<Reckoning, Beyond> {
        let limit = run.extensions.iter().try_fold(self.limit, |sum, more| sum.plus(*more));
        let limit =
            limit.ok_or_else(|| Beyond { sentence: "Gia hạn phải cùng đơn vị với thời hạn.".into() })?;
        let start = self.start(run.started)?;
        listener.started(run.started, start.from, start.first_day);
        self.consume(run, start, limit, 100, listener)
    }

    /// Walks the running spans until that share of the budget is used up.
    fn consume(
        &self,
        run: &Run<'_>,
        start: Start,
        limit: Limit,
        percent: i64,
        listener: &mut impl Listener,
    ) -> Result<Reckoning, Beyond> {
        let scale = limit.scale();
        let share = |full: i64| (full * percent / 100).max(1);
        let full = share(self.budget(limit, &start)?);
        let (mut at, mut left, mut budget) = (start.from, full, full);
        let mut walk = Pauses::new(run.pauses, self.calendar);
        while let Some((from, to)) = walk.next(at) {
            let ran = self.calendar.position(scale, from.max(at)) - self.calendar.position(scale, at);
            if ran >= left {
                // A limit whose last day is off goes on to the next working day, and can still be paused until then.
                let Some(rest) = self.moved_rest(scale, at + left, from) else { break };
                listener.ran(at, at + left);
                listener.paused(from, to);
                budget += rest;
                left = rest;
                let Some(to) = to else {
                    let provisional = self.provisional(at, from);
                    return Ok(Reckoning { due: None, budget_minutes: budget, left_minutes: left, provisional });
                };
                at = to;
                continue;
            }
            listener.ran(at, from.max(at));
            listener.paused(from, to);
            left -= ran;
            let Some(to) = to else {
                let provisional = self.provisional(at, from);
                return Ok(Reckoning { due: None, budget_minutes: budget, left_minutes: left, provisional });
            };
            at = to.max(at);
            if self.restart {
                let again = self.start(self.calendar.instant(at).ok_or_else(|| self.beyond(None))?)?;
                listener.restarted(again.from);
                at = again.from;
                left = share(self.budget(limit, &again)?);
                budget = left;
            }
        }
        let raw = self.calendar.minute_of(scale, self.calendar.position(scale, at) + left);
        let raw = raw.ok_or_else(|| self.beyond(None))?;
        listener.ran(at, raw);
        let due = self.land(scale, raw).ok_or_else(|| self.beyond(None))?;
        listener.landed(raw, due);
        let last = self.calendar.minute(due).unwrap_or(raw);
        let provisional = self.provisional(start.from, last);
        Ok(Reckoning { due: Some(due), budget_minutes: budget, left_minutes: 0, provisional })
    }

    /// What is left of a moved last day when a pause begins on it, in minutes; `None` when the pause comes too late.
    fn moved_rest(&self, scale: Scale, raw: Minute, from: Minute) -> Option<i64> {
        if scale != Scale::Wall || from < raw {
            return None;
        }
        let due = self.land(scale, raw).and_then(|due| self.calendar.minute(due))?;
        (from < due).then_some(due - from)
    }

    /// A limit in days or months ends when the office closes on its last day, or on the next working day when that is off.
    fn land(&self, scale: Scale, raw: Minute) -> Option<DateTime> {
        if scale != Scale::Wall {
            return self.calendar.instant(raw);
        }
        let last = self.calendar.instant(raw - 1)?.date();
        self.calendar.closing(self.calendar.counting_day(last)?)
    }

    /// From when the clock counts, and the day of receipt.
    fn start(&self, at: DateTime) -> Result<Start, Beyond> {
        let beyond = || self.beyond(Some(at.date()));
        let calendar = self.calendar;
        let minute = calendar.minute(at).ok_or_else(beyond)?;
        if self.limit.unit == Unit::WorkingHours {
            let from = calendar.running_from(Scale::Open, minute).ok_or_else(beyond)?;
            return Ok(Start { from, first_day: calendar.instant(from).ok_or_else(beyond)?.date() });
        }
        if self.limit.unit == Unit::SameDay {
            return self.start_same_day(at, minute);
        }
        // Bộ luật Dân sự 2015 Điều 147: the day of receipt is not counted; what comes after closing is received at the next opening.
        let open = calendar.running_from(Scale::Open, minute).ok_or_else(beyond)?;
        let first_day = calendar.instant(open).ok_or_else(beyond)?.date();
        let next = first_day.tomorrow().ok().and_then(|day| calendar.midnight(day)).ok_or_else(beyond)?;
        let from = calendar.running_from(self.limit.scale(), next).ok_or_else(beyond)?;
        Ok(Start { from, first_day })
    }

    fn start_same_day(&self, at: DateTime, minute: Minute) -> Result<Start, Beyond> {
        let beyond = || self.beyond(Some(at.date()));
        let calendar = self.calendar;
        let late = self.same_day_until.is_some_and(|until| minute.rem_euclid(1440) > i64::from(until));
        let counts = calendar.kind(at.date()).is_some_and(|kind| kind.counts());
        let closed = calendar.closing(at.date()).is_some_and(|closing| at >= closing);
        let day = if late || closed || !counts {
            let next = at.date().tomorrow().ok().and_then(|day| calendar.counting_day(day));
            next.ok_or_else(beyond)?
        } else {
            at.date()
        };
        let opening = calendar.opening(day).and_then(|at| calendar.minute(at)).ok_or_else(beyond)?;
        let from = calendar.running_from(Scale::Open, minute.max(opening)).ok_or_else(beyond)?;
        Ok(Start { from, first_day: day })
    }

    fn budget(&self, limit: Limit, start: &Start) -> Result<i64, Beyond> {
        if let Some(minutes) = limit.minutes(self.calendar) {
            return Ok(minutes);
        }
        let beyond = || self.beyond(Some(start.first_day));
        if limit.unit == Unit::SameDay {
            let closing = self.calendar.closing(start.first_day).and_then(|at| self.calendar.minute(at));
            let closing = closing.ok_or_else(beyond)?;
            return Ok(self.calendar.position(Scale::Open, closing) - self.calendar.position(Scale::Open, start.from));
        }
        // The same day number some months on, or the last day of a shorter month; to the end of that day.
        let months = jiff::Span::new().months(i64::from(limit.amount()));
        let last = start.first_day.checked_add(months).ok().and_then(|day| day.tomorrow().ok());
        let end = last.and_then(|day| self.calendar.midnight(day)).ok_or_else(beyond)?;
        Ok(end - start.from)
    }

    fn provisional(&self, from: Minute, to: Minute) -> bool {
        let year = |minute| self.calendar.instant(minute).map(|at: DateTime| at.year());
        let (first, last) = (year(from), year(to));
        first.zip(last).is_none_or(|(first, last)| (first..=last).any(|year| self.calendar.is_provisional(year)))
    }

    fn beyond(&self, day: Option<Date>) -> Beyond {
        let (first, last) = self.calendar.span();
        let which = day.filter(|day| *day < first || *day > last).map_or_else(
            || format!("sau ngày {}", viet::day::write(last)),
            |day| format!("ngày {}", viet::day::write(day)),
        );
        Beyond {
            sentence: format!(
                "Lịch `{}` chỉ có các năm {} đến {}, không tính được {which}. Bổ sung năm vào lịch rồi tính lại.",
                self.calendar.id,
                first.year(),
                last.year()
            ),
        }
    }
}

#[derive(Clone, Copy)]
struct Start {
    /// The minute from which time is consumed.
    from: Minute,
    /// The day of receipt; for a same-day limit the day on which it is answered.
    first_day: Date,
}

/// Walks pauses in order of time, those that overlap as one.
struct Pauses<'a> {
    pauses: &'a [Pause],
    calendar: &'a Calendar,
    after: Minute,
}

impl<'a> Pauses<'a> {
    fn new(pauses: &'a [Pause], calendar: &'a Calendar) -> Self {
        Self { pauses, calendar, after: Minute::MIN }
    }

    /// The next pause that still reaches beyond `at`.
    fn next(&mut self, at: Minute) -> Option<(Minute, Option<Minute>)> {
        let span = |pause: &Pause| {
            let from = self.calendar.minute(pause.from)?;
            Some((from, pause.to.map(|to| self.calendar.minute(to).unwrap_or(Minute::MAX))))
        };
        let all = || self.pauses.iter().filter_map(span);
        let later = all().filter(|(from, to)| to.is_none_or(|to| to > at && to > *from && to > self.after));
        let (from, mut to) = later.min_by_key(|(from, _)| *from)?;
        while let Some(end) = to {
            let Some((_, further)) = all().find(|(f, t)| *f <= end && t.is_none_or(|t| t > end)) else { break };
            to = further;
        }
        self.after = to.unwrap_or(Minute::MAX);
        Some((from, to))
    }
}
