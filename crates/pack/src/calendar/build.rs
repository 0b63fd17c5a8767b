//! Lays a calendar out day by day: weekly days off, holidays with their compensation, swaps, running sums.

use super::holiday::CalendarRule;
use super::{Calendar, DayKind, Reason, days_between};
use jiff::Span;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

impl CalendarRule {
    /// The calendar of all its years.
    pub fn lay_out(&self) -> Calendar {
        let first = date(self.first_year, 1, 1);
        let count = days_between(first, date(self.last_year, 12, 31)) + 1;
        let marked = self.marked();
        let mut laid = Calendar {
            id: self.id.clone(),
            version: self.version,
            title: self.title.clone(),
            basis: self.basis.clone(),
            first,
            days: Vec::new(),
            open: vec![0],
            full: vec![0],
            why: Vec::new(),
            reasons: Vec::new(),
            hours: self.hours.clone(),
            half: self.half.clone(),
            provisional: (self.first_year..=self.last_year).filter(|year| self.decree(*year).is_none()).collect(),
        };
        for n in 0..count {
            let Ok(day) = first.checked_add(Span::new().days(n)) else { break };
            let (kind, reason) = match marked.get(&day) {
                Some((kind, reason)) => (*kind, Some(reason)),
                None => (self.usual(day), None),
            };
            laid.push(day, kind, reason);
        }
        laid
    }

    /// What a day is when nothing is said of it.
    fn usual(&self, day: Date) -> DayKind {
        if self.half.iter().any(|(weekday, _)| *weekday == day.weekday()) {
            DayKind::Half
        } else if self.weekly_off.contains(&day.weekday()) {
            DayKind::Off
        } else {
            DayKind::Working
        }
    }

    /// Every day that is not as usual.
    fn marked(&self) -> BTreeMap<Date, (DayKind, Reason)> {
        let mut marked = BTreeMap::new();
        let mut owed: Vec<(Date, Reason)> = Vec::new();
        for year in self.first_year..=self.last_year {
            let decree = self.decree(year);
            for holiday in &self.holidays {
                let reason = Reason { name: holiday.name.clone(), basis: holiday.basis.clone() };
                for day in holiday.days_in(year, decree) {
                    if !self.usual(day).counts() {
                        let name = format!("nghỉ bù {} ({})", holiday.name, viet::day::write(day));
                        owed.push((day, Reason { name, basis: reason.basis.clone() }));
                    }
                    marked.insert(day, (DayKind::Off, reason.clone()));
                }
            }
            for day in decree.into_iter().flat_map(|d| &d.extra_off) {
                let basis = decree.map_or(String::new(), |d| d.basis.clone());
                marked.insert(*day, (DayKind::Off, Reason { name: "nghỉ theo quyết định".into(), basis }));
            }
        }
        self.swap(&mut marked);
        owed.sort_by_key(|(day, _)| *day);
        for (day, reason) in owed {
            if let Some(free) = self.next_free(day, &marked) {
                marked.insert(free, (DayKind::Off, reason));
            }
        }
        marked
    }

    fn swap(&self, marked: &mut BTreeMap<Date, (DayKind, Reason)>) {
        for decree in &self.decrees {
            for (off, made_up) in &decree.swaps {
                let reason = |name: String| Reason { name, basis: decree.basis.clone() };
                let text = format!("nghỉ hoán đổi, làm bù ngày {}", viet::day::write(*made_up));
                marked.insert(*off, (DayKind::Off, reason(text)));
                let text = format!("làm bù cho ngày {}", viet::day::write(*off));
                marked.insert(*made_up, (DayKind::MakeUp, reason(text)));
            }
        }
    }

    /// The next day after one that would be worked, on which a holiday lost to a weekly day off is given back.
    fn next_free(&self, day: Date, marked: &BTreeMap<Date, (DayKind, Reason)>) -> Option<Date> {
        (1..=30)
            .filter_map(|n| day.checked_add(Span::new().days(n)).ok())
            .find(|next| self.usual(*next).counts() && !marked.contains_key(next))
    }
}

impl Calendar {
    fn push(&mut self, day: Date, kind: DayKind, reason: Option<&Reason>) {
        let index = reason.map_or(u16::MAX, |reason| self.reason_index(reason));
        self.days.push(kind);
        self.why.push(index);
        let open: i64 = self.hours(day).iter().map(|(from, to)| i64::from(to - from)).sum();
        let full = if kind.counts() { open } else { 0 };
        self.open.push(self.open.last().copied().unwrap_or(0) + open);
        self.full.push(self.full.last().copied().unwrap_or(0) + full);
    }

    fn reason_index(&mut self, reason: &Reason) -> u16 {
        let at = self.reasons.iter().rposition(|known| known == reason).unwrap_or_else(|| {
            self.reasons.push(reason.clone());
            self.reasons.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }
}
