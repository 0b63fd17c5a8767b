//! Periods that a text names: `4 tháng đầu năm 2017`, `quý II/2022`, `đến ngày 15-5-2022`, `nhiệm kỳ 2015 - 2020`, and those
//! that follow from the day of the report: `năm ngoái`, `trong 5 tháng đầu năm`.

use crate::date::{day, small, year};
use crate::number;
use crate::reading::Period;
use crate::text::{Kind, Text};
use jiff::Span;
use jiff::civil::{Date, date};

/// How a text names a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// So many months of a year.
    Months,
    Quarter,
    Month,
    Year,
    /// `đến ngày …`: from the start of the year to that day.
    CutOff,
    /// Between two days, or two years.
    Between,
    /// `10 ngày qua`: so many days before the report.
    Days,
    /// `năm học 2023 - 2024`: from September to May.
    SchoolYear,
}

/// A period, its tokens, and whether it is only what something is compared with.
#[derive(Clone, Debug)]
pub struct Found {
    pub first: usize,
    /// Behind its last token.
    pub next: usize,
    pub named: Named,
    pub from: Date,
    pub to: Date,
    pub compares: bool,
    /// Whether the year stands in the words themselves.
    pub with_year: bool,
}

impl Found {
    /// As a figure carries it.
    pub fn period(&self, text: &Text) -> Period {
        Period { from: self.from, to: self.to, label: text.between(self.first, self.next).to_owned() }
    }
}

/// The period that begins at a token, seen from a day; `year_known` is the year that the text last named.
pub fn period(text: &Text, at: usize, today: Option<Date>, known: Option<i16>) -> Option<Found> {
    let this_year = known.or(today.map(|d| d.year()));
    months(text, at, this_year)
        .or_else(|| quarter(text, at, this_year))
        .or_else(|| between(text, at))
        .or_else(|| cut_off(text, at, this_year))
        .or_else(|| month(text, at, this_year))
        .or_else(|| named_year(text, at))
        .or_else(|| until_now(text, at, today))
        .or_else(|| relative(text, at, today))
        .or_else(|| days(text, at, today))
        .map(|found| Found { compares: compares(text, found.first), ..found })
}

fn found(first: usize, next: usize, named: Named, (from, to): (Date, Date), with_year: bool) -> Option<Found> {
    (from <= to).then_some(Found { first, next, named, from, to, compares: false, with_year })
}

/// `4 tháng đầu năm 2017`, `6 tháng cuối năm`, `11 tháng năm 2025`, `sáu tháng đầu năm`, `nửa đầu năm`.
fn months(text: &Text, at: usize, this_year: Option<i16>) -> Option<Found> {
    let (count, after) = if let Some(after) = text.phrase(at, "nua dau nam") {
        (6, after - 1)
    } else {
        let count = small(text, at, 12).or_else(|| {
            number::words(text, at).filter(|(_, next)| *next == at + 1).and_then(|(n, _)| i8::try_from(n).ok())
        })?;
        (count, text.phrase(at + 1, "thang")?)
    };
    let (last, rest) = match text.word(after) {
        "dau" => (false, after + 1),
        "cuoi" => (true, after + 1),
        _ => (false, after),
    };
    let year_at = text.phrase(rest, "nam").or_else(|| text.phrase(rest, "/")).unwrap_or(rest);
    let written = year(text, year_at);
    let said = text.any_before(at, &["trong", "qua", "uoc", "ket qua", "bao cao", "luy ke"]);
    // "9 tháng" names the report's months, but for a time limit, a sentence, an age.
    let limits = [
        "trong vong",
        "thoi han",
        "thoi gian",
        "keo dai",
        "sau",
        "truoc",
        "tu",
        "phat tu",
        "du",
        "hon",
        "gan",
        "moi",
        "toi thieu",
        "khong qua",
        "tre",
        "den",
    ];
    let lasts =
        text.any_before(at, &limits) || matches!(text.word(after), "tuoi" | "tu" | "ke" | "lien" | "luong" | "mot");
    let bare = count >= 2 && text.kind(at) == Kind::Number && !lasts && this_year.is_some();
    if !(rest > after || year_at > rest || said || bare) {
        return None;
    }
    let year = written.or(this_year)?;
    let next = if written.is_some() { year_at + 1 } else { year_at };
    let (from, to) = if last { (13 - count, 12) } else { (1, count) };
    found(at, next, Named::Months, span_of_months(year, from, to)?, written.is_some())
}

fn span_of_months(year: i16, first: i8, last: i8) -> Option<(Date, Date)> {
    Some((Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month()))
}

/// `quý II năm 2022`, `quý 1/2026`.
fn quarter(text: &Text, at: usize, this_year: Option<i16>) -> Option<Found> {
    let number_at = text.phrase(at, "quy")?;
    let roman = number::roman(text.shown(number_at)).and_then(|n| i8::try_from(n).ok());
    let quarter = roman.or_else(|| small(text, number_at, 4)).filter(|q| (1..=4).contains(q))?;
    let rest = number_at + 1;
    let year_at = text.phrase(rest, "nam").or_else(|| text.phrase(rest, "/")).unwrap_or(rest);
    let written = year(text, year_at);
    let year = written.or(this_year)?;
    let next = if written.is_some() { year_at + 1 } else { rest };
    found(at, next, Named::Quarter, span_of_months(year, quarter * 3 - 2, quarter * 3)?, written.is_some())
}

/// `tháng 4 năm 2014`, `tháng 4/2014`, `tháng 4`.
fn month(text: &Text, at: usize, this_year: Option<i16>) -> Option<Found> {
    let number_at = text.phrase(at, "thang")?;
    let month = small(text, number_at, 12)?;
    let rest = number_at + 1;
    let year_at = text.phrase(rest, "nam").or_else(|| text.any(rest, &["/", "-"])).unwrap_or(rest);
    let written = year(text, year_at).filter(|_| year_at > rest);
    let year = written.or(this_year)?;
    let next = if written.is_some() { year_at + 1 } else { text.phrase(rest, "nam nay").unwrap_or(rest) };
    found(at, next, Named::Month, span_of_months(year, month, month)?, written.is_some())
}

/// `năm 2021`, `năm học 2021-2022` is taken before.
fn named_year(text: &Text, at: usize) -> Option<Found> {
    let number_at = text.phrase(at, "nam")?;
    let year = year(text, number_at)?;
    found(at, number_at + 1, Named::Year, span_of_months(year, 1, 12)?, true)
}

/// `từ ngày 01/01/2026 đến ngày 31/3/2026`, `28/12/1996 - 28/12/2021`, `2016-2020`.
fn between(text: &Text, at: usize) -> Option<Found> {
    let first_at = text.any(at, &["tu ngay", "tu"]).unwrap_or(at);
    if let Some(first) = day(text, first_at) {
        let second_at = text.any(first.next, &["den het ngay", "den ngay", "den", "-"])?;
        let second = day(text, second_at)?;
        let last = second.date(first.year.unwrap_or(0)).filter(|_| second.year.or(first.year).is_some())?;
        let begun = first.date(last.year())?;
        return found(at, second.next, Named::Between, (begun, last), true);
    }
    if let Some(months) = between_months(text, at, first_at) {
        return Some(months);
    }
    let (first, sign) = (year(text, first_at)?, first_at + 1);
    let second_at = text.any(sign, &["-", "den nam", "den"])?;
    let second = year(text, second_at)?;
    let whole = (date(first, 1, 1), Date::new(second, 12, 31).ok()?);
    (second > first && second - first <= 60).then(|| found(at, second_at + 1, Named::Between, whole, true))?
}

/// The days of a school year that begins in a year: as schools count it, from the first of September to the end of May. A report
/// that says other days is read by those.
pub fn school_year(first: usize, next: usize, begins: i16) -> Option<Found> {
    let days = (Date::new(begins, 9, 1).ok()?, Date::new(begins.checked_add(1)?, 5, 31).ok()?);
    found(first, next, Named::SchoolYear, days, true)
}

/// `từ tháng 1 đến hết tháng 10 năm 2024`; the year stands behind the second month.
fn between_months(text: &Text, at: usize, first_at: usize) -> Option<Found> {
    let number_at = text.phrase(first_at, "thang")?;
    let first = small(text, number_at, 12)?;
    let second_at = text.any(number_at + 1, &["den het", "den"])?;
    let second = month(text, second_at, None)?;
    let begins = Date::new(second.to.year(), first, 1).ok()?;
    found(at, second.next, Named::Between, (begins, second.to), true)
}

/// `đến ngày 15-5-2022`, `tính đến 20/3/2026`, `đến hết tháng 9/2025`.
fn cut_off(text: &Text, at: usize, this_year: Option<i16>) -> Option<Found> {
    let words = [
        "tinh den het ngay",
        "tinh den ngay",
        "tinh den het",
        "tinh den",
        "den het ngay",
        "den ngay",
        "chot den ngay",
        "den thoi diem",
        "tinh den cuoi",
        "den cuoi",
        "den het",
        "den",
    ];
    let day_at = text.any(at, &words)?;
    if let Some(end) = day(text, day_at) {
        let to = end.date(this_year.unwrap_or(0)).filter(|_| end.year.or(this_year).is_some())?;
        return found(at, end.next, Named::CutOff, (date(to.year(), 1, 1), to), end.year.is_some());
    }
    let month = month(text, day_at, this_year)?;
    found(at, month.next, Named::CutOff, (date(month.to.year(), 1, 1), month.to), month.with_year)
}

/// `từ đầu năm đến nay`; `mười tháng qua`: whole months before that of the report.
fn until_now(text: &Text, at: usize, today: Option<Date>) -> Option<Found> {
    let today = today?;
    if let Some(next) = text.any(at, &["tu dau nam den nay", "tu dau nam toi nay", "ke tu dau nam"]) {
        return found(at, next, Named::CutOff, (date(today.year(), 1, 1), today), false);
    }
    let (count, next) =
        number::words(text, at).or_else(|| Some((u32::try_from(small(text, at, 12)?).ok()?, at + 1)))?;
    let next = text.phrase(next, "thang qua").filter(|_| (2..=12).contains(&count))?;
    let to = date(today.year(), today.month(), 1).yesterday().ok()?;
    let from = to.first_of_month().checked_sub(Span::new().months(i64::from(count) - 1)).ok()?;
    found(at, next, Named::Between, (from, to), false)
}

/// `năm nay`, `năm ngoái`, `cùng kỳ năm trước`.
fn relative(text: &Text, at: usize, today: Option<Date>) -> Option<Found> {
    let year = today?.year();
    let rows = [("nam nay", 0), ("nam ngoai", 1), ("nam truoc", 1), ("nhung ngay gan day", 0), ("hien nay", 0)];
    let (next, back) = rows.iter().find_map(|(words, back)| Some((text.phrase(at, words)?, *back)))?;
    found(at, next, Named::Year, span_of_months(year - back, 1, 12)?, false)
}

/// `10 ngày qua`, `8 ngày đầu hoạt động`.
fn days(text: &Text, at: usize, today: Option<Date>) -> Option<Found> {
    let count = small(text, at, 99)?;
    let next = text.any(at + 1, &["ngay qua", "ngay dau", "ngay gan day"])?;
    let to = today?;
    let from = to.checked_sub(Span::new().days(i64::from(count) - 1)).ok()?;
    found(at, next, Named::Days, (from, to), false)
}

/// Whether the period is what a figure is compared with, not what it is about.
pub fn compares(text: &Text, first: usize) -> bool {
    let start = text.sentence_start(first);
    let near = first.saturating_sub(6).max(start);
    let said = text.find(near, first, &["so voi", "cung ky", "cung thoi diem", "hon nam", "con so"]);
    said.is_some_and(|at| (at..first).all(|t| text.kind(t) == Kind::Word && !matches!(text.word(t), "dat" | "la")))
}

/// The same days a year before.
pub fn year_before(period: &Period) -> Option<(Date, Date)> {
    let back = |d: Date| d.checked_sub(Span::new().years(1)).ok();
    let to = back(period.to)?;
    let whole = period.to == period.to.last_of_month();
    Some((back(period.from)?, if whole { to.last_of_month() } else { to }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_from_their_names() {
        let today = Some(date(2022, 6, 1));
        let rows = [
            ("04 tháng đầu năm 2017", "2017-01-01", "2017-04-30"),
            ("3 THÁNG CUỐI NĂM 2021", "2021-10-01", "2021-12-31"),
            ("5 tháng đầu năm", "2022-01-01", "2022-05-31"),
            ("sáu tháng đầu năm", "2022-01-01", "2022-06-30"),
            ("quý II/2022", "2022-04-01", "2022-06-30"),
            ("tháng 02 năm 2020", "2020-02-01", "2020-02-29"),
            ("năm2017", "2017-01-01", "2017-12-31"),
            ("đến ngày 15-5-2022", "2022-01-01", "2022-05-15"),
            ("từ ngày 01/01/2026 đến ngày 31/3/2026", "2026-01-01", "2026-03-31"),
            ("2015 – 2020", "2015-01-01", "2020-12-31"),
            ("năm ngoái", "2021-01-01", "2021-12-31"),
            ("10 ngày qua", "2022-05-23", "2022-06-01"),
        ];
        for (words, from, to) in rows {
            let found = period(&Text::new(words), 0, today, None).expect(words);
            assert_eq!((found.from.to_string().as_str(), found.to.to_string().as_str()), (from, to), "{words}");
        }
        assert!(period(&Text::new("20/22 chỉ tiêu"), 0, today, None).is_none());
    }

    #[test]
    fn what_is_compared_with_is_not_the_period() {
        let text = Text::new("thu năm 2021 tăng 17% so với năm 2020");
        let at = |word: usize| period(&text, word, None, None).expect("a period").compares;
        assert!(!at(1) && at(8));
    }
}
