//! Which days a figure is about.

use super::{Making, in_year, whole_year};
use crate::period::{Found, Named};
use crate::reading::{Period, Status};

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
        let chosen = match (cut, own.first()) {
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
        let read =
            chosen.or_else(after).map(|found| found.period(text)).or_else(|| self.head.period.clone()).or_else(carried);
        let read =
            read.or_else(|| self.head.date.and_then(whole_year)).or_else(|| before.first().map(|p| p.period(text)));
        self.compared_days(at, end).map_or(read.clone(), |year| read.and_then(|p| in_year(&p, year)))
    }

    /// `(cùng kỳ năm 2024: 7.330 tỷ đồng)`: the year of a figure that is itself what something is compared with.
    fn compared_days(&self, at: usize, end: usize) -> Option<i16> {
        let q = &self.all[at];
        let near = self.marks.periods[..end].last().filter(|p| p.compares && p.next + 2 >= q.first)?;
        let joined = (near.next..q.first).all(|t| matches!(self.text.word(t), ":" | "(" | "la" | "dat"));
        joined.then(|| near.to.year())
    }
}
