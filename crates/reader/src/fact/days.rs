//! Which days a figure is about.

use super::{Making, in_year, whole_year};
use crate::period::{Found, Named};
use crate::reading::{Period, Status};

/// The most periods of a section.
const SECTION: usize = 60;

/// Words of a sentence that is about schools.
const SCHOOL: [&str; 14] = [
    "hoc sinh",
    "giao vien",
    "mam non",
    "mau giao",
    "tieu hoc",
    "thcs",
    "trung hoc",
    "lop hoc",
    "phong hoc",
    "tot nghiep",
    "nam hoc",
    "truong dat chuan",
    "truong hoc",
    "hoc ky",
];

impl Making<'_> {
    /// The days of a figure: named in its sentence, else those of the report, else named earlier in its paragraph.
    pub(super) fn period(&self, at: usize) -> Option<Period> {
        let q = &self.all[at];
        let (text, sentence, line) = (self.text, self.text.sentence(q.first), self.text.line(q.first));
        let end = self.marks.periods.partition_point(|p| p.first < q.first);
        let planned = self.statuses[at] == Status::Plan;
        let plan = |p: &Found| {
            p.named == Named::Year
                && text.any_before(
                    p.first,
                    &["ke hoach", "du toan", "chi tieu", "nghi quyet", "giao", "von", "chuong trinh", "nhiem vu"],
                )
        };
        let fits = |p: &&Found| {
            !p.compares
                && (planned || !plan(p))
                && !matches!(p.named, Named::Between if p.to.year() - p.from.year() > 1)
        };
        let before: Vec<&Found> = self.marks.periods[..end].iter().rev().take(12).filter(fits).collect();
        let own: Vec<&&Found> = before.iter().filter(|p| text.sentence(p.first) == sentence).collect();
        let cut = own.iter().find(|p| p.named == Named::CutOff);
        let bracketed = self.bracketed(at, end);
        let chosen = match (cut, own.first()) {
            _ if bracketed.is_some() => bracketed,
            (Some(cut), Some(near)) if near.to.year() == cut.to.year() && near.first < cut.first => Some(**cut),
            (_, Some(near)) => Some(**near),
            _ => None,
        };
        let after = || {
            let behind = self.marks.periods.get(end)?;
            let close = behind.first < q.next + 10
                && text.sentence(behind.first) == sentence
                && !behind.compares
                && !plan(behind);
            let free = self.all.get(at + 1).is_none_or(|n| n.first > behind.first);
            let plain = !(q.next..behind.first).any(|t| matches!(text.word(t), "," | ";" | "("));
            (close && free && plain).then_some(behind)
        };
        let carried = || before.iter().find(|p| text.line(p.first) == line).map(|p| p.period(text));
        let school = || self.school_year(q.first);
        let read = chosen
            .or_else(after)
            .map(|found| found.period(text))
            .or_else(school)
            .or_else(|| self.head.period.clone())
            .or_else(carried);
        let read =
            read.or_else(|| self.head.date.and_then(whole_year)).or_else(|| before.first().map(|p| p.period(text)));
        let read = self.compared_days(at, end).map_or(read.clone(), |year| read.and_then(|p| in_year(&p, year)));
        read.map(|p| self.first_day(p, q.first))
    }

    /// `18,3 tỷ đồng (năm 2020)`, `tháng 9 (2.062 tỷ đồng)`: days that only a bracket parts from the figure.
    fn bracketed(&self, at: usize, end: usize) -> Option<&Found> {
        let (q, text, periods) = (&self.all[at], self.text, &self.marks.periods);
        let behind = periods
            .get(end)
            .filter(|p| text.word(q.next) == "(" && p.first == q.next + 1 && matches!(text.word(p.next), ")" | ","));
        let before = end.checked_sub(1).and_then(|last| periods.get(last)).filter(|p| {
            p.next + 1 == q.first && text.word(p.next) == "(" && text.word(q.next) == ")" && p.named != Named::CutOff
        });
        behind.or(before)
    }

    /// The school year that the section of a figure is about: named since the last heading with a Roman number, with the days
    /// that follow its name in brackets.
    fn school_year(&self, at: usize) -> Option<Period> {
        let (text, periods) = (self.text, &self.marks.periods);
        let heads_section =
            |t: usize| text.begins_line(t) && text.word(t + 1) == "." && crate::number::roman(text.shown(t)).is_some();
        let end = periods.partition_point(|p| p.first < at);
        let near = end.saturating_sub(SECTION);
        let last = near + periods[near..end].iter().rposition(|p| p.named == Named::SchoolYear && !p.compares)?;
        let year = &periods[last];
        let learns = || text.find(text.sentence_start(at), text.sentence_end(at), &SCHOOL).is_some();
        if !learns() || (year.next..at).any(heads_section) {
            return None;
        }
        let said = periods.get(last + 1).filter(|p| p.named == Named::Between && p.first <= year.next + 2);
        Some(said.unwrap_or(year).period(text))
    }

    /// `đầu năm học có 31.206 em`: on its first day.
    fn first_day(&self, period: Period, at: usize) -> Period {
        let near = at.saturating_sub(9).max(self.text.sentence_start(at));
        let said = self.text.find(near, at, &["dau nam hoc"]);
        let compares = |t: usize| self.text.any_before(t, &["so voi", "hon", "tu"]);
        if said.is_some_and(|t| !compares(t)) && period.from.month() == 9 {
            return Period { to: period.from, label: "đầu năm học".into(), ..period };
        }
        period
    }

    /// `(cùng kỳ năm 2024: 7.330 tỷ đồng)`: the year of a figure that is itself what something is compared with.
    fn compared_days(&self, at: usize, end: usize) -> Option<i16> {
        let q = &self.all[at];
        let near = self.marks.periods[..end].last().filter(|p| p.compares && p.next + 2 >= q.first)?;
        let joined = (near.next..q.first).all(|t| matches!(self.text.word(t), ":" | "(" | "la" | "dat"));
        joined.then(|| near.to.year())
    }
}
