//! A sheet as people see it: rows of cells, each with the place a person can go to.

use crate::ui::Form;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CellValue {
    #[default]
    Empty,
    Text(String),
    Number(Decimal),
    /// A number shown as a percentage, in percent points: a cell that shows 28,24% holds 28.24 here.
    Percent(Decimal),
    Day(Date),
}

/// One sheet of a workbook, or the only table of a CSV file. Rows may be of different length.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<CellValue>>,
    /// For CSV: the line of the file on which each row begins; empty for workbooks.
    pub lines: Vec<usize>,
}

const NOTHING: &CellValue = &CellValue::Empty;

impl Sheet {
    /// The cell at a row and column counted from 0; empty outside the rows that are there.
    pub fn cell(&self, row: usize, column: usize) -> &CellValue {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(NOTHING)
    }

    /// How a person finds the cell: `Sheet1!C7` in a workbook, `dòng 7, cột 3` in a CSV file.
    pub fn place(&self, row: usize, column: usize) -> String {
        match self.lines.get(row) {
            Some(line) => format!("dòng {line}, cột {}", column + 1),
            None => format!("{}!{}{}", self.name, letters(column), row + 1),
        }
    }

    /// How a person finds the sheet itself.
    pub fn whole(&self) -> String {
        if self.lines.is_empty() { self.name.clone() } else { "cả tệp".into() }
    }

    /// The number a person sees beside the row.
    pub fn row_no(&self, row: usize) -> usize {
        self.lines.get(row).copied().unwrap_or(row + 1)
    }

    /// Whether nothing at all stands in the sheet.
    pub fn is_blank(&self) -> bool {
        self.rows.iter().flatten().all(CellValue::is_empty)
    }
}

impl CellValue {
    /// A text cell without control characters, or nothing when only blanks were typed.
    pub fn of_text(text: &str) -> CellValue {
        let text = Form::without_controls(text);
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() { CellValue::Empty } else { CellValue::Text(text.to_owned()) }
    }

    pub fn is_empty(&self) -> bool {
        matches!(self, CellValue::Empty)
    }

    /// Names and codes: a code typed as a number is read without points between thousands.
    pub fn plain(&self) -> String {
        match self {
            CellValue::Number(number) => number.normalize().to_string(),
            other => other.shown(),
        }
    }

    /// The cell as an official would write it.
    pub fn shown(&self) -> String {
        match self {
            CellValue::Empty => String::new(),
            CellValue::Text(text) => text.clone(),
            CellValue::Number(number) => viet::number::write(number.normalize()),
            CellValue::Percent(points) => format!("{}\u{a0}%", viet::number::write(points.normalize())),
            CellValue::Day(day) => viet::day::write(*day),
        }
    }
}

/// The letters of a column counted from 0: 0 is A, 26 is AA.
pub fn letters(column: usize) -> String {
    let (mut left, mut out) = (column + 1, Vec::new());
    while left > 0 {
        out.push(char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, expected) in
            [(0, "A"), (2, "C"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn texts_lose_blanks_around_and_controls_within() {
        let rows = [
            (" Phường\u{0} Cống\u{1} Vị ", "Phường Cống Vị"),
            ("\u{feff}a\tb\n", "a\tb"),
            ("hai\r\ndòng", "hai\r\ndòng"),
            ("\u{0}\u{7} ", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(CellValue::of_text(text).shown(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_place_is_named_as_people_see_it() {
        let book = Sheet { name: "Sheet1".into(), ..Sheet::default() };
        let file = Sheet { lines: vec![1, 2, 4], ..Sheet::default() };
        assert_eq!(book.place(6, 2), "Sheet1!C7");
        assert_eq!(file.place(2, 2), "dòng 4, cột 3");
    }
}
