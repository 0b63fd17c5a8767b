//! Days as officials write them: `30/4/2017`, `15-5-2022`, `3.5.1961`, `ngày 10 tháng 4 năm 2014`, `22/6`.

use crate::text::{Kind, Text};
use jiff::civil::Date;

/// A day in the text; without a year when the text gives none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub day: i8,
    pub month: i8,
    pub year: Option<i16>,
    /// Behind its last token.
    pub next: usize,
}

impl Day {
    /// The date, with a year for one that has none.
    pub fn date(self, year: i16) -> Option<Date> {
        Date::new(self.year.unwrap_or(year), self.month, self.day).ok()
    }
}

/// Words before which `22/6` is a day and not a part of a whole.
const BEFORE: [&str; 25] = [
    "ngay", "nhat", "sang", "chieu", "toi", "trua", "truoc", "sau", "tu", "den", "het", "han", "hom", "dem", "qua",
    "la", "moc", "vao", "dip", "le", "nuoc", "dong", "nu", "phu", "minh",
];

/// The day that begins at a token.
pub fn day(text: &Text, at: usize) -> Option<Day> {
    spelled(text, at).or_else(|| pointed(text, at)).or_else(|| signed(text, at))
}

/// `10 tháng 4 năm 2014`, with or without `ngày` before it.
fn spelled(text: &Text, at: usize) -> Option<Day> {
    let first = text.phrase(at, "ngay").unwrap_or(at);
    let day = small(text, first, 31)?;
    let month_at = text.phrase(first + 1, "thang")?;
    let month = small(text, month_at, 12)?;
    let year_at = text.phrase(month_at + 1, "nam").unwrap_or(month_at + 1);
    let year = year(text, year_at).filter(|_| year_at > month_at + 1 || text.word(month_at + 1) == "/");
    let next = if year.is_some() { year_at + 1 } else { month_at + 1 };
    valid(Day { day, month, year, next })
}

/// `3.5.1961` is one token.
fn pointed(text: &Text, at: usize) -> Option<Day> {
    if text.kind(at) != Kind::Number {
        return None;
    }
    let parts: Vec<&str> = text.word(at).split('.').collect();
    let [day, month, year] = parts[..] else { return None };
    if year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    valid(Day { day: day.parse().ok()?, month: month.parse().ok()?, year: Some(year.parse().ok()?), next: at + 1 })
}

/// `30/4/2017`, `15-5-2022`, `22/6`.
fn signed(text: &Text, at: usize) -> Option<Day> {
    let day = small(text, at, 31)?;
    let sign = text.word(at + 1);
    if !matches!(sign, "/" | "-") || !tight(text, at) {
        return None;
    }
    let month = small(text, at + 2, 12)?;
    if text.word(at + 3) == sign
        && tight(text, at + 2)
        && let Some(year) = year(text, at + 4)
    {
        return valid(Day { day, month, year: Some(year), next: at + 5 });
    }
    let alone = sign == "/" && text.word(at + 3) != "/" && at.checked_sub(1).is_some_and(|b| before(text, b));
    // `10/12 chỉ tiêu` is a part of a whole, whatever stands before it.
    let counts = crate::measure::noun(text, at + 3).is_some();
    if alone && !counts { valid(Day { day, month, year: None, next: at + 3 }) } else { None }
}

fn before(text: &Text, at: usize) -> bool {
    BEFORE.contains(&text.word(at)) || matches!(text.word(at), "-" | "(" | "," | "va" | "nam")
}

/// Whether nothing stands between a token and the two behind it.
fn tight(text: &Text, at: usize) -> bool {
    let end = |at: usize| text.tokens.get(at).map(|t| t.end);
    let start = |at: usize| text.tokens.get(at).map(|t| t.start);
    end(at) == start(at + 1) && end(at + 1) == start(at + 2)
}

/// A number of one or two digits, from one to the most.
pub fn small(text: &Text, at: usize, most: i8) -> Option<i8> {
    let word = text.word(at);
    if text.kind(at) != Kind::Number || word.len() > 2 {
        return None;
    }
    word.parse().ok().filter(|n| (1..=most).contains(n))
}

/// A year between 1900 and 2099.
pub fn year(text: &Text, at: usize) -> Option<i16> {
    let word = text.word(at);
    if text.kind(at) != Kind::Number || word.len() != 4 {
        return None;
    }
    word.parse().ok().filter(|n| (1800..2100).contains(n))
}

fn valid(day: Day) -> Option<Day> {
    // 2000 is a leap year: the 29th of February may stand without its year.
    day.date(2000).map(|_| day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_notation() {
        let rows = [
            ("30/4/2017", Some((30, 4, Some(2017)))),
            ("15-5-2022", Some((15, 5, Some(2022)))),
            ("3.5.1961", Some((3, 5, Some(1961)))),
            ("ngày 10 tháng 4 năm 2014", Some((10, 4, Some(2014)))),
            ("31/2/2020", None),
            ("20/22 chỉ tiêu", None),
            ("1/500", None),
        ];
        for (text, expected) in rows {
            let found = day(&Text::new(text), 0).map(|d| (d.day, d.month, d.year));
            assert_eq!(found, expected, "{text}");
        }
        let text = Text::new("xong trước ngày 22/6; đạt 10/12 chỉ tiêu");
        assert_eq!(day(&text, 3).map(|d| (d.day, d.month, d.year)), Some((22, 6, None)));
        assert_eq!(day(&text, 8), None);
    }
}
