//! The tables of a file: a head, what the titles say, the rows; and reading one row cell by cell, with a place per fault.

use super::body;
use super::fault::CellFault;
use super::grid::{CellValue, Sheet};
use super::header::{self, Head, Vocabulary};
use super::titles::{self, Titles};
use super::words::{begins, nearest, part_brackets, words};
use jiff::civil::Date;

/// One table of a sheet.
pub struct Table<'a> {
    pub sheet: &'a Sheet,
    pub head: Head,
    pub titles: Titles,
    pub rows: Vec<usize>,
}

/// What a file holds: tables, what keeps it from being imported, and what is passed over on purpose.
#[derive(Default)]
pub struct Found<'a> {
    pub tables: Vec<Table<'a>>,
    pub faults: Vec<CellFault>,
    pub notes: Vec<String>,
}

/// The tables of all sheets. A sheet whose head is half right is a fault; a sheet about something else is only noted.
pub fn tables<'a>(sheets: &'a [Sheet], vocabulary: &Vocabulary, known: &dyn Fn(&str) -> bool) -> Found<'a> {
    let mut found = Found::default();
    let mut without_head = Vec::new();
    for sheet in sheets.iter().filter(|sheet| !sheet.is_blank()) {
        match header::find(sheet, vocabulary) {
            Ok(head) => add(&mut found, sheet, head, vocabulary, known),
            Err(missing) => without_head.push((sheet, missing)),
        }
    }
    let nothing = found.tables.is_empty();
    for (sheet, missing) in without_head {
        if nothing || missing.known > 1 {
            found.faults.push(no_head(sheet, &missing, vocabulary));
        } else {
            found.notes.push(format!("Trang {}: không có bảng nào để nhập, bỏ qua cả trang.", sheet.name));
        }
    }
    if nothing && found.faults.is_empty() {
        let place = sheets.first().map_or_else(|| "cả tệp".into(), Sheet::whole);
        found.faults.push(CellFault::new(
            place,
            "trang trống",
            format!(
                "Tệp không có dòng nào. Tải bảng mẫu, điền vào các cột {} rồi tải lên.",
                vocabulary.layout.needed_labels()
            ),
        ));
    }
    found
}

fn add<'a>(found: &mut Found<'a>, sheet: &'a Sheet, head: Head, vocabulary: &Vocabulary, known: &dyn Fn(&str) -> bool) {
    for (first, second) in head.doubles() {
        let sentence = format!(
            "Cột “{}” và cột “{}” cùng nói một điều. Giữ lại một cột, hoặc tách thành hai tệp.",
            first.full, second.full
        );
        found.faults.push(CellFault::new(sheet.place(head.first, second.column), second.full.clone(), sentence));
    }
    unknown_heads(found, sheet, &head, vocabulary);
    let body = body::read(sheet, &head, known);
    if body.rows.is_empty() {
        let sentence = "Dưới tiêu đề không có dòng nào. Điền ít nhất một dòng ngay dưới tiêu đề rồi tải lên.";
        found.faults.push(CellFault::new(sheet.place(head.last + 1, 0), "không có dòng nào", sentence));
    }
    found.notes.extend(body.notes);
    let titles = titles::read(sheet, head.first, vocabulary.measures);
    found.tables.push(Table { sheet, titles, rows: body.rows, head });
}

/// Columns nobody knows: in a wide table a head close to an indicator is a slip; anything else is passed over and said so.
fn unknown_heads(found: &mut Found, sheet: &Sheet, head: &Head, vocabulary: &Vocabulary) {
    let mut passed = Vec::new();
    for (column, title) in head.others.iter().filter(|(_, title)| !["stt", "tt"].contains(&words(title).as_str())) {
        let slip = nearest(&part_brackets(title).0, vocabulary.names.iter().map(String::as_str))
            .filter(|_| head.is_wide() && !(head.first < head.last && names_indicator(title, vocabulary)));
        match slip {
            Some(name) => {
                let sentence = format!(
                    "Không có chỉ tiêu “{title}”. Có phải “{name}”? Sửa tiêu đề cột cho đúng tên trong danh mục."
                );
                found.faults.push(CellFault::new(sheet.place(head.last, *column), title.clone(), sentence));
            }
            None => passed.push(format!("“{title}”")),
        }
    }
    if !passed.is_empty() {
        found.notes.push(format!("{}: không đọc các cột {}.", sheet.name, passed.join(", ")));
    }
}

/// A column below the name of an indicator that holds something else of it: its budget, its share.
fn names_indicator(title: &str, vocabulary: &Vocabulary) -> bool {
    let folded = words(&part_brackets(title).0);
    vocabulary.indicators.keys().any(|name| begins(&folded, name))
}

fn no_head(sheet: &Sheet, missing: &header::Missing, vocabulary: &Vocabulary) -> CellFault {
    let looked = vocabulary.layout.needed_labels();
    let found = missing.found.iter().take(12).map(|text| format!("“{text}”")).collect::<Vec<_>>().join(", ");
    let sentence = format!(
        "Không thấy dòng tiêu đề trong 30 dòng đầu. Cần có các cột: {looked}. Dòng gần giống nhất (dòng {}) có: {found}. Sửa tiêu đề cho đúng, hoặc tải bảng mẫu và chép số liệu vào.",
        sheet.row_no(missing.row)
    );
    CellFault::new(sheet.place(missing.row, 0), missing.found.join(" | "), sentence)
}

/// One row of a table, read by field.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    pub table: &'a Table<'a>,
    pub row: usize,
}

impl<'a> Line<'a> {
    /// The cell of a field; empty when the table has no such column.
    pub fn cell(&self, key: &str) -> &'a CellValue {
        static NOTHING: CellValue = CellValue::Empty;
        self.table.head.column(key).map_or(&NOTHING, |column| self.table.sheet.cell(self.row, column))
    }

    /// The cell of a field as a name, a code or a text.
    pub fn text(&self, key: &str) -> String {
        self.cell(key).plain()
    }

    /// Where the cell of a field stands; the row itself when there is no such column.
    pub fn place(&self, key: &str) -> String {
        self.at(self.table.head.column(key).unwrap_or(0))
    }

    /// Where the cell of a column stands.
    pub fn at(&self, column: usize) -> String {
        self.table.sheet.place(self.row, column)
    }

    pub fn fault(&self, key: &str, sentence: impl Into<String>) -> CellFault {
        CellFault::new(self.place(key), self.cell(key).shown(), sentence)
    }

    /// A text that must be there.
    pub fn required(&self, key: &str, what: &str, faults: &mut Vec<CellFault>) -> Option<String> {
        let text = self.text(key);
        if text.is_empty() {
            faults.push(self.fault(key, format!("Chưa ghi {what}. Ghi vào ô này, hoặc xóa cả dòng.")));
            return None;
        }
        Some(text)
    }

    /// A day that may be missing; an unreadable one is a fault.
    pub fn day(&self, key: &str, faults: &mut Vec<CellFault>) -> Option<Date> {
        let read = match self.cell(key) {
            CellValue::Empty => return None,
            CellValue::Day(day) => Ok(*day),
            CellValue::Text(text) => viet::day::read(text).map_err(|unreadable| unreadable.why),
            other => {
                Err(format!("“{}” không phải ngày. Định dạng ô thành ngày, hoặc ghi như 30/4/2017.", other.shown()))
            }
        };
        read.map_err(|sentence| faults.push(self.fault(key, sentence))).ok()
    }

    /// A day that must be there.
    pub fn required_day(&self, key: &str, what: &str, faults: &mut Vec<CellFault>) -> Option<Date> {
        self.required(key, what, faults).and_then(|_| self.day(key, faults))
    }

    /// A yes or no, blank meaning no.
    pub fn flag(&self, key: &str, faults: &mut Vec<CellFault>) -> bool {
        match words(&self.text(key)).as_str() {
            "" | "khong" | "0" => false,
            "co" | "x" | "1" | "dung" => true,
            _ => {
                faults.push(self.fault(key, "Ghi “có” hoặc để trống."));
                false
            }
        }
    }
}
