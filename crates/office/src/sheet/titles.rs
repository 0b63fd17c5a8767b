//! What the rows above a table say of all its rows: the day, the measure, the year, whether the figures are expected.

use super::grid::{CellValue, Sheet};
use super::header::measure_key;
use super::words::{begins, title_measure, words};
use jiff::civil::Date;
use std::collections::HashSet;

/// What the title rows say; empty where they say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    /// “Số liệu từ 1/1/2017 …”
    pub starts_on: Option<Date>,
    /// “… đến ngày 30/4/2017”
    pub cutoff_on: Option<Date>,
    pub year: Option<i16>,
    pub measure: Option<String>,
    /// Some(true): “ước thực hiện”; Some(false): “thực hiện” without “ước”.
    pub expected: Option<bool>,
}

/// Reads the rows before `head`. `measures` are the folded words for measures: “Đơn vị: Phường Cống Vị” sets none.
pub fn read(sheet: &Sheet, head: usize, measures: &HashSet<String>) -> Titles {
    let mut titles = Titles::default();
    let cells = sheet.rows.iter().take(head).flatten();
    for text in cells.filter_map(|cell| if let CellValue::Text(text) = cell { Some(text) } else { None }) {
        let folded = words(text);
        let list: Vec<&str> = folded.split(' ').collect();
        titles.starts_on = titles.starts_on.or_else(|| day_after(&list, "tu"));
        titles.cutoff_on = titles.cutoff_on.or_else(|| day_after(&list, "den"));
        titles.year = titles.year.or_else(|| year(&list));
        titles.measure = titles
            .measure
            .take()
            .or_else(|| title_measure(text).filter(|measure| measures.contains(&measure_key(measure))));
        titles.expected = titles.expected.or_else(|| expected(&folded));
    }
    titles
}

/// Whether words speak of expected figures, of counted ones, or of neither.
pub fn expected(folded: &str) -> Option<bool> {
    let text = format!(" {folded} ");
    if text.contains(" uoc thuc hien ") || text.contains(" so uoc ") || begins(folded, "uoc") {
        return Some(true);
    }
    [" so thuc hien ", " ket qua thuc hien ", " da thuc hien "].iter().any(|word| text.contains(word)).then_some(false)
}

/// The day that follows a word: `den ngay 30 4 2017`, `den het ngay 30 thang 4 nam 2017`.
fn day_after(list: &[&str], word: &str) -> Option<Date> {
    let starts = list.iter().enumerate().filter(|(_, w)| **w == word);
    starts.map(|(at, _)| &list[at + 1..]).find_map(|rest| {
        let numbers = rest.iter().filter(|w| !["ngay", "het", "thang", "nam"].contains(w)).take(3);
        let numbers: Vec<i16> = numbers.map_while(|w| w.parse().ok()).collect();
        let &[day, month, year] = numbers.as_slice() else { return None };
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|date| date.year() > 1900)
    })
}

fn year(list: &[&str]) -> Option<i16> {
    let pairs = list.windows(2).filter(|pair| pair[0] == "nam");
    pairs.filter_map(|pair| pair[1].parse().ok()).find(|year| (1945..2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_what_holds_for_all_rows() {
        let rows = [
            ("Số liệu đến ngày 30/4/2017", "/30/4/2017//?"),
            ("(Tính từ 1/1/2017 đến hết ngày 30 tháng 4 năm 2017)", "1/1/2017/30/4/2017/2017/?"),
            ("BÁO CÁO ƯỚC THỰC HIỆN 4 THÁNG ĐẦU NĂM 2017", "//2017/uoc"),
            ("Kết quả thực hiện dự toán năm 2017", "//2017/that"),
            ("Đến ngày 31/4/2017", "///?"),
            ("Đơn vị tính: triệu đồng", "///?triệu đồng"),
            ("Đơn vị: Phường Cống Vị", "///?"),
            ("Ủy ban nhân dân quận Ba Đình", "///?"),
        ];
        for (title, expected) in rows {
            let measures = HashSet::from(["trieu dong".to_owned()]);
            let sheet = Sheet { rows: vec![vec![CellValue::of_text(title)]], ..Sheet::default() };
            let found = read(&sheet, 1, &measures);
            let day = |day: Option<Date>| day.map(viet::day::write).unwrap_or_default();
            let status = found.expected.map_or("?", |e| if e { "uoc" } else { "that" });
            let year = found.year.map(|y| y.to_string()).unwrap_or_default();
            let measure = found.measure.clone().unwrap_or_default();
            let shown = format!("{}/{}/{year}/{status}{measure}", day(found.starts_on), day(found.cutoff_on));
            assert_eq!(shown, expected, "{title}");
        }
    }
}
