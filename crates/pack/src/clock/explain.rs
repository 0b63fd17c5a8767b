//! Vì sao hẹn ngày ấy: the steps that led to a due instant, told by the same walk that found it.

use super::{Beyond, Clock, Listener, Reckoning, Run};
use crate::calendar::{Calendar, Minute, Scale};
use jiff::civil::{Date, DateTime};
use viet::day::write;

/// One step of the derivation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Received at an instant; counting begins at another.
    Started { at: DateTime, from: DateTime, first_day: Date },
    /// Time that was counted, in minutes of the clock's scale.
    Counted { from: DateTime, to: DateTime, minutes: i64 },
    /// A day that was passed over.
    Skipped { day: Date, name: String, basis: String },
    /// A pause; an open one has no end.
    Paused { from: DateTime, to: Option<DateTime> },
    /// The budget began anew.
    Restarted { at: DateTime },
    /// The last day was off, so the limit ends on the next working day.
    Moved { from: Date, to: Date, name: String },
    /// The result.
    Due { at: DateTime },
}

/// A reckoning with everything that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub reckoning: Reckoning,
    pub steps: Vec<Step>,
}

impl Clock<'_> {
    /// Where the clock stands, and why.
    ///
    /// # Errors
    /// When it leaves the years of its calendar.
    pub fn explain(&self, run: &Run<'_>) -> Result<Explanation, Beyond> {
        let mut teller = Teller { calendar: self.calendar, scale: self.limit.scale(), steps: Vec::new() };
        let reckoning = self.reckon_to(run, &mut teller)?;
        Ok(Explanation { reckoning, steps: teller.steps })
    }
}

struct Teller<'a> {
    calendar: &'a Calendar,
    scale: Scale,
    steps: Vec<Step>,
}

impl Teller<'_> {
    fn instant(&self, minute: Minute) -> DateTime {
        self.calendar.instant(minute).unwrap_or_else(|| self.calendar.span().1.at(23, 59, 0, 0))
    }

    fn skipped(&mut self, day: Date) {
        let reason = self.calendar.reason(day);
        let name = reason.map_or("nghỉ hằng tuần".to_owned(), |r| r.name.clone());
        let basis = reason.map_or(self.calendar.basis.clone(), |r| r.basis.clone());
        self.steps.push(Step::Skipped { day, name, basis });
    }

    /// The days between the day of receipt and the first counted one.
    fn skipped_before(&mut self, first: Date, from: Date) {
        let mut day = first.tomorrow().ok();
        while let Some(next) = day.filter(|day| *day < from) {
            self.skipped(next);
            day = next.tomorrow().ok();
        }
    }
}

impl Listener for Teller<'_> {
    fn started(&mut self, at: DateTime, from: Minute, first_day: Date) {
        let from = self.instant(from);
        self.skipped_before(at.date(), first_day);
        self.steps.insert(0, Step::Started { at, from, first_day });
        self.skipped_before(first_day, from.date());
    }

    fn ran(&mut self, from: Minute, to: Minute) {
        let mut at = from;
        while at < to {
            let day = self.instant(at).date();
            let Some(midnight) = day.tomorrow().ok().and_then(|day| self.calendar.midnight(day)) else { break };
            let end = midnight.min(to);
            let minutes = self.calendar.position(self.scale, end) - self.calendar.position(self.scale, at);
            if minutes == 0 {
                if self.calendar.kind(day).is_some_and(|kind| !kind.counts()) {
                    self.skipped(day);
                }
            } else {
                let first = self.calendar.running_from(self.scale, at).unwrap_or(at);
                let last = self.calendar.minute_of(self.scale, self.calendar.position(self.scale, end)).unwrap_or(end);
                self.steps.push(Step::Counted { from: self.instant(first), to: self.instant(last), minutes });
            }
            at = end;
        }
    }

    fn paused(&mut self, from: Minute, to: Option<Minute>) {
        self.steps.push(Step::Paused { from: self.instant(from), to: to.map(|to| self.instant(to)) });
    }

    fn restarted(&mut self, at: Minute) {
        self.steps.push(Step::Restarted { at: self.instant(at) });
    }

    fn landed(&mut self, raw: Minute, due: DateTime) {
        let last = self.instant(raw - 1).date();
        if self.scale == Scale::Wall && last != due.date() {
            let name = self.calendar.reason(last).map_or("nghỉ hằng tuần".to_owned(), |r| r.name.clone());
            self.steps.push(Step::Moved { from: last, to: due.date(), name });
        }
        self.steps.push(Step::Due { at: due });
    }
}

impl Step {
    /// The step as a Vietnamese sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Started { at, from, first_day } if first_day == &at.date() && from.date() == at.date() => {
                format!("Tiếp nhận {}; tính từ {}.", instant(*at), instant(*from))
            }
            Self::Started { at, from, first_day } if first_day == &at.date() => {
                format!("Tiếp nhận {}; ngày tiếp nhận không tính, tính từ {}.", instant(*at), instant(*from))
            }
            Self::Started { at, from, first_day } => format!(
                "Nộp {}, ngoài giờ nhận trong ngày nên coi như tiếp nhận ngày {}; tính từ {}.",
                instant(*at),
                write(*first_day),
                instant(*from)
            ),
            Self::Counted { from, to, minutes } => {
                format!(
                    "{}: tính {} (từ {} đến {}).",
                    weekday(from.date()),
                    span(*minutes),
                    hour(*from),
                    ending(*from, *to)
                )
            }
            Self::Skipped { day, name, .. } => format!("{}: không tính, {name}.", weekday(*day)),
            Self::Paused { from, to: Some(to) } => {
                format!("Tạm dừng từ {} đến {}: không tính.", instant(*from), instant(*to))
            }
            Self::Paused { from, to: None } => format!("Tạm dừng từ {}, chưa tính tiếp.", instant(*from)),
            Self::Restarted { at } => format!("Tính lại từ đầu, từ {}.", instant(*at)),
            Self::Moved { from, to, name } => format!(
                "Ngày cuối {} là ngày nghỉ ({name}) nên thời hạn kết thúc vào ngày làm việc tiếp theo, {}.",
                write(*from),
                write(*to)
            ),
            Self::Due { at } => format!("Hết hạn {}.", instant(*at)),
        }
    }

    /// Key for machines.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Started { .. } => "started",
            Self::Counted { .. } => "counted",
            Self::Skipped { .. } => "skipped",
            Self::Paused { .. } => "paused",
            Self::Restarted { .. } => "restarted",
            Self::Moved { .. } => "moved",
            Self::Due { .. } => "due",
        }
    }
}

/// `17:00 ngày 27/2/2026`.
pub(crate) fn instant(at: DateTime) -> String {
    format!("{} ngày {}", hour(at), write(at.date()))
}

fn hour(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The midnight that ends a day is written as its 24:00.
fn ending(from: DateTime, to: DateTime) -> String {
    if to.date() > from.date() && to.hour() == 0 && to.minute() == 0 { "24:00".to_owned() } else { hour(to) }
}

/// `thứ sáu 27/2/2026`.
fn weekday(day: Date) -> String {
    const NAMES: [&str; 7] = ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"];
    let at = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    format!("{} {}", NAMES.get(at).copied().unwrap_or(""), write(day))
}

/// `8 giờ`, `3 giờ 15 phút`.
pub fn span(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}phút"),
        (hours, 0) => format!("{hours}\u{a0}giờ"),
        (hours, minutes) => format!("{hours}\u{a0}giờ {minutes}\u{a0}phút"),
    }
}
