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

#[cfg(test)]
mod tests {
    use crate::reading::{Asked, FactKind, Status, read};
    use crate::text::Text;

    /// Days and status of each figure of a text.
    fn read_of(text: &str) -> Vec<(String, Status)> {
        let found = read(&Text::new(text), &Asked::default());
        let days =
            |f: &crate::reading::Fact| f.period.as_ref().map_or(String::new(), |p| format!("{} {}", p.from, p.to));
        found.facts.iter().filter(|f| f.kind == FactKind::Quantity).map(|f| (days(f), f.status)).collect()
    }

    #[test]
    fn days_come_from_the_sentence_the_bracket_the_section_or_the_report() {
        #[rustfmt::skip]
        let rows: [(&str, &[&str]); 6] = [
            ("Tổng kết năm học 2023-2024\nToàn huyện có 52 trường công lập.", &["2023-09-01 2024-05-31"]),
            ("Kết quả năm 2022\nNăm 2022 thu 27,9 tỷ đồng, trước đó thu 18,3 tỷ đồng (năm 2020).", &["2022-01-01 2022-12-31", "2020-01-01 2020-12-31"]),
            ("Báo cáo 6 tháng đầu năm 2024\nI. Giáo dục\nTrong năm học 2023 - 2024 có 11 trường công lập.\nSố học sinh là 2.914 em.\nII. Y tế\nKhám cho 300 học sinh.",
                &["2023-09-01 2024-05-31", "2023-09-01 2024-05-31", "2024-01-01 2024-06-30"]),
            ("Ngày 20/11/2024\nMười tháng qua, ngân hàng cho vay 21,4 tỷ đồng.", &["2024-01-01 2024-10-31"]),
            ("Ngày 20/11/2024\nTừ đầu năm đến nay đã tiếp nhận 120 hồ sơ.", &["2024-01-01 2024-11-20"]),
            ("Ngày 20/11/2024\nTừ tháng 2 đến hết tháng 10 năm 2024 đón 46.000 lượt khách.", &["2024-02-01 2024-10-31"]),
        ];
        for (text, expected) in rows {
            let found: Vec<String> = read_of(text).into_iter().map(|(days, _)| days).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn figures_of_a_task_are_aims_and_its_money_is_planned() {
        let text = "Báo cáo năm 2024\nI. KẾT QUẢ\nVận động được 320 người tham gia bảo hiểm.\nII. NHIỆM VỤ TRỌNG TÂM NĂM 2025\n\
            - Vận động thêm 450 người tham gia bảo hiểm; bố trí kinh phí 180 triệu đồng.\n- Xử lý dứt điểm 37 hồ sơ quá hạn.";
        let statuses: Vec<Status> = read_of(text).into_iter().map(|(_, status)| status).collect();
        assert_eq!(statuses, [Status::Actual, Status::Target, Status::Plan, Status::Actual]);
    }
}
