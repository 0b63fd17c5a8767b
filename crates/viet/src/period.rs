//! Labels of periods: `4 tháng đầu năm 2017`, `quý II năm 2022`, `năm 2021`.

use crate::fold::fold;
use crate::{Unreadable, day};
use jiff::civil::{Date, date};

/// The span of days a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    pub starts_on: Date,
    pub ends_on: Date,
}

/// Reads the label wherever it stands in a text (a title, a sentence). The first of these that is found counts: so many
/// months at the start or end of a year, a quarter, a month, a whole year.
pub fn read(text: &str) -> Result<Label, Unreadable> {
    let folded = fold(text).replace(['/', ','], " ");
    let words: Vec<&str> = folded.split_whitespace().collect();
    let found = (0..words.len()).find_map(|at| months_of_year(&words[at..]));
    let found = found.or_else(|| (0..words.len()).find_map(|at| quarter(&words[at..])));
    let found = found.or_else(|| (0..words.len()).find_map(|at| month(&words[at..])));
    let found = found.or_else(|| (0..words.len()).find_map(|at| year(&words[at..])));
    found.ok_or_else(|| {
        let shown = text.trim();
        Unreadable::new(text, format!("“{shown}” không nêu kỳ báo cáo. Ghi như “4 tháng đầu năm 2017”, “quý II năm 2017”, “tháng 4 năm 2017” hoặc “năm 2017”."))
    })
}

/// Reads a text that is a label and nothing else: the name of a period. "tháng 13 năm 2018" names none, although a title
/// with these words would be taken for the year.
pub fn read_label(text: &str) -> Result<Label, Unreadable> {
    let label = read(text)?;
    let same = |written: String| fold(&written).replace(" nam ", " ");
    let mut typed = fold(text).replace("ca nam ", "nam ").replace('/', " ").replace(" nam ", " ");
    for (long, short) in [
        ("thang dau", "thang"),
        ("quy 1 ", "quy i "),
        ("quy 2 ", "quy ii "),
        ("quy 3 ", "quy iii "),
        ("quy 4 ", "quy iv "),
    ] {
        typed = typed.replace(long, short);
    }
    let words = |text: &str| {
        text.split_whitespace().map(|w| w.trim_start_matches('0').to_owned()).collect::<Vec<_>>().join(" ")
    };
    let (starts_on, ends_on) = (label.starts_on, label.ends_on);
    let (first, last, year) = (starts_on.month(), ends_on.month(), starts_on.year());
    let mut names = vec![same(write(starts_on, ends_on)).replace("thang dau", "thang")];
    names.push(format!("{} thang {year}", last));
    if last == 12 {
        names.push(format!("{} thang cuoi {year}", 13 - first));
    }
    if last - first == 2 && first % 3 == 1 {
        names.push(format!("quy {} {year}", ["i", "ii", "iii", "iv"][usize::from((last as u8) / 3 - 1)]));
    }
    if names.iter().any(|name| words(name) == words(&typed)) {
        return Ok(label);
    }
    let shown = text.trim();
    Err(Unreadable::new(
        text,
        format!(
            "“{shown}” không phải tên kỳ báo cáo. Ghi như “4 tháng đầu năm 2017”, “quý II năm 2017”, “tháng 4 năm 2017” hoặc “năm 2017”."
        ),
    ))
}

/// `4 thang (dau|cuoi) (nam) 2017`
fn months_of_year(words: &[&str]) -> Option<Label> {
    let count = number(words.first()?, 1, 12)?;
    let rest = words.strip_prefix(&words[..1])?.strip_prefix(&["thang"])?;
    let (last, rest) = match *rest.first()? {
        "dau" => (false, &rest[1..]),
        "cuoi" => (true, &rest[1..]),
        _ => (false, rest),
    };
    let year = year_after(rest)?;
    if last { months(year, 13 - count, 12) } else { months(year, 1, count) }
}

/// `quy II (nam) 2022`
fn quarter(words: &[&str]) -> Option<Label> {
    let rest = words.strip_prefix(&["quy"])?;
    let quarter = match *rest.first()? {
        "i" | "1" | "01" => 1,
        "ii" | "2" | "02" => 2,
        "iii" | "3" | "03" => 3,
        "iv" | "4" | "04" => 4,
        _ => return None,
    };
    months(year_after(&rest[1..])?, quarter * 3 - 2, quarter * 3)
}

/// `thang 4 (nam) 2017`
fn month(words: &[&str]) -> Option<Label> {
    let rest = words.strip_prefix(&["thang"])?;
    let month = number(rest.first()?, 1, 12)?;
    months(year_after(&rest[1..])?, month, month)
}

/// `nam 2021`
fn year(words: &[&str]) -> Option<Label> {
    let rest = words.strip_prefix(&["nam"])?;
    months(number(rest.first()?, 1900, 2999)?, 1, 12)
}

fn year_after(words: &[&str]) -> Option<i16> {
    let words = words.strip_prefix(&["nam"]).unwrap_or(words);
    number(words.first()?, 1900, 2999)
}

fn number(word: &str, least: i16, most: i16) -> Option<i16> {
    let digits = word.trim_end_matches(['.', ';', ':', ')']);
    digits.parse().ok().filter(|n| (least..=most).contains(n))
}

fn months(year: i16, first: i16, last: i16) -> Option<Label> {
    let (first, last) = (i8::try_from(first).ok()?, i8::try_from(last).ok()?);
    Some(Label { starts_on: date(year, first, 1), ends_on: date(year, last, 1).last_of_month() })
}

/// Writes the label of a span: months from the start of a year, a quarter, a month, a year, else both days.
pub fn write(starts_on: Date, ends_on: Date) -> String {
    let year = starts_on.year();
    let whole_months = starts_on.day() == 1 && ends_on == ends_on.last_of_month() && ends_on.year() == year;
    let (first, last) = (starts_on.month(), ends_on.month());
    match (whole_months, first, last) {
        (true, 1, 12) => format!("năm {year}"),
        (true, a, b) if a == b => format!("tháng {a} năm {year}"),
        (true, 1, months) => format!("{months} tháng đầu năm {year}"),
        (true, a, b) if b - a == 2 && a % 3 == 1 => {
            format!("quý {} năm {year}", ["I", "II", "III", "IV"][usize::from((b as u8) / 3 - 1)])
        }
        (true, a, 12) => format!("{} tháng cuối năm {year}", 13 - a),
        _ => format!("từ ngày {} đến ngày {}", day::write(starts_on), day::write(ends_on)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_are_read() {
        let rows = [
            ("5 tháng đầu năm 2022", "2022-01-01", "2022-05-31"),
            ("04 tháng đầu năm 2017", "2017-01-01", "2017-04-30"),
            ("6 THÁNG  đầu năm 2022", "2022-01-01", "2022-06-30"),
            ("9 tháng năm 2021", "2021-01-01", "2021-09-30"),
            ("3 tháng cuối năm 2021", "2021-10-01", "2021-12-31"),
            ("quý I/2022", "2022-01-01", "2022-03-31"),
            ("Quý 2 năm 2022", "2022-04-01", "2022-06-30"),
            ("tháng 4/2017", "2017-04-01", "2017-04-30"),
            ("tháng 02 năm 2016", "2016-02-01", "2016-02-29"),
            ("năm 2021", "2021-01-01", "2021-12-31"),
            ("cả năm 2021", "2021-01-01", "2021-12-31"),
            ("Báo cáo tình hình kinh tế - xã hội 5 tháng đầu năm 2022, nhiệm vụ tháng 6", "2022-01-01", "2022-05-31"),
        ];
        for (text, starts_on, ends_on) in rows {
            let label = super::read(text).expect(text);
            assert_eq!(
                (label.starts_on.to_string().as_str(), label.ends_on.to_string().as_str()),
                (starts_on, ends_on),
                "{text}"
            );
        }
        assert!(super::read("tháng này").expect_err("no year").why.contains("kỳ báo cáo"));
    }

    #[test]
    fn a_name_of_a_period_has_nothing_else_in_it() {
        let rows = [
            ("4 tháng đầu năm 2017", true),
            ("04 tháng đầu năm 2017", true),
            ("4 tháng năm 2017", true),
            ("3 tháng cuối năm 2021", true),
            ("quý I/2022", true),
            ("Quý 1 năm 2022", true),
            ("tháng 4/2017", true),
            ("Tháng 4 năm 2017", true),
            ("năm 2021", true),
            ("Cả năm 2021", true),
            ("tháng 13 năm 2018", false),
            ("sáu tháng đầu năm 2018", false),
            ("báo cáo năm 2018", false),
        ];
        for (text, expected) in rows {
            assert_eq!(super::read_label(text).is_ok(), expected, "{text}");
        }
    }

    #[test]
    fn labels_are_written() {
        let rows = [
            ("2017-01-01", "2017-04-30", "4 tháng đầu năm 2017"),
            ("2022-04-01", "2022-06-30", "quý II năm 2022"),
            ("2021-01-01", "2021-12-31", "năm 2021"),
            ("2021-10-01", "2021-12-31", "quý IV năm 2021"),
            ("2017-04-01", "2017-04-30", "tháng 4 năm 2017"),
            ("2022-01-01", "2022-05-15", "từ ngày 1/1/2022 đến ngày 15/5/2022"),
        ];
        for (starts_on, ends_on, expected) in rows {
            assert_eq!(write(starts_on.parse().expect("day"), ends_on.parse().expect("day")), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(year in 1990_i16..2100, months_passed in 1_i16..=12) {
            let label = super::months(year, 1, months_passed).expect("months");
            prop_assert_eq!(super::read(&write(label.starts_on, label.ends_on)), Ok(label));
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = super::read(&text);
        }
    }
}
