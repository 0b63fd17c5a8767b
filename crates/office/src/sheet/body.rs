//! The rows below a head: which carry content, which only group, number or sum, and where the notes begin.

use super::grid::{CellValue, Sheet};
use super::header::{Head, Role};
use super::words::{begins, words};

/// The rows of a table, and what was left out of it on purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub rows: Vec<usize>,
    /// Sentences for the preview: totals, group rows and notes that were passed over.
    pub notes: Vec<String>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Blank,
    /// Numbers of the columns: (1), (2), (3)=(2)/(1).
    Numbering,
    /// A group of rows: “A. Khối phường”.
    Group,
    Total,
    Note,
    Content,
}

/// Words that begin the notes below a table.
const NOTES: &[&str] = &[
    "ghi chu",
    "chu thich",
    "nguoi lap",
    "lap bieu",
    "nguoi tong hop",
    "thu truong",
    "noi nhan",
    "tm",
    "kt",
    "tl",
    "ke toan truong",
    "chu tich",
    "xac nhan",
    "ky ten",
    "truong phong",
    "nguoi bao cao",
    "can bo lap",
];

/// Words that stand alone before a sum.
const TOTALS: &[&str] = &[
    "tong",
    "tong cong",
    "cong",
    "tong so",
    "toan quan",
    "toan huyen",
    "toan thanh pho",
    "toan phuong",
    "toan xa",
    "cong don",
    "tong hop",
];

/// Parts the rows below the head. `known` says whether a text is the name of a thing of this office: such a row is
/// content, however it begins.
pub fn read(sheet: &Sheet, head: &Head, known: &dyn Fn(&str) -> bool) -> Body {
    let mut body = Body::default();
    for row in head.last + 1..sheet.rows.len() {
        let place = || format!("{}dòng {}", prefix(sheet), sheet.row_no(row));
        match line(sheet, head, row, known) {
            Line::Blank | Line::Numbering => {}
            Line::Content => body.rows.push(row),
            Line::Total => {
                body.notes.push(format!("{}: dòng cộng “{}” không nhập; hệ thống tự cộng.", place(), lead(sheet, row)))
            }
            Line::Group => body.notes.push(format!("{}: “{}” là dòng nhóm, không nhập.", place(), lead(sheet, row))),
            Line::Note => {
                body.notes.push(format!(
                    "{}: bảng kết thúc ở “{}”; từ dòng này trở xuống không đọc.",
                    place(),
                    lead(sheet, row)
                ));
                break;
            }
        }
    }
    body
}

fn prefix(sheet: &Sheet) -> String {
    if sheet.lines.is_empty() { format!("Trang {}, ", sheet.name) } else { String::new() }
}

fn line(sheet: &Sheet, head: &Head, row: usize, known: &dyn Fn(&str) -> bool) -> Line {
    let filled: Vec<&CellValue> = sheet.rows[row].iter().filter(|cell| !cell.is_empty()).collect();
    if filled.is_empty() {
        return Line::Blank;
    }
    if filled.len() > 1 && filled.iter().all(|cell| is_numbering(&cell.plain())) {
        return Line::Numbering;
    }
    let lead = lead(sheet, row);
    let folded = words(&lead);
    if known(&lead) {
        return Line::Content;
    }
    if TOTALS.contains(&folded.as_str()) || begins(&folded, "tong cong") {
        return Line::Total;
    }
    let carries = carries(sheet, head, row, &lead);
    if !carries && NOTES.iter().any(|word| begins(&folded, word)) {
        return Line::Note;
    }
    let texts = filled
        .iter()
        .filter(|cell| matches!(cell, CellValue::Text(text) if !is_numbering(text)))
        .map(|cell| cell.shown());
    let mut texts: Vec<String> = texts.collect();
    texts.dedup();
    if !carries && texts.len() <= 1 { Line::Group } else { Line::Content }
}

/// Filled columns from which on a row of a list without values (units, officers) is one of its rows, however it begins.
const ROW_OF_A_LIST: usize = 3;

/// Whether a row carries what the table is for: a value, or in a list enough of its columns.
fn carries(sheet: &Sheet, head: &Head, row: usize, lead: &str) -> bool {
    if head.headings.iter().any(|h| is_value(&h.role)) {
        return head.headings.iter().any(|h| is_value(&h.role) && carries_value(sheet.cell(row, h.column), lead));
    }
    let filled = head.headings.iter().filter(|h| !sheet.cell(row, h.column).is_empty()).count();
    filled >= ROW_OF_A_LIST.min(head.headings.len())
}

fn is_value(role: &Role) -> bool {
    matches!(role, Role::Indicator(_) | Role::Field("value"))
}

/// A merged group row repeats its own words in the columns of values, and below a table “Thủ trưởng đơn vị” may stand
/// there to be signed; that is no value.
fn carries_value(cell: &CellValue, lead: &str) -> bool {
    let shown = cell.shown();
    shown != lead && shown.contains(|c: char| c.is_ascii_digit())
}

/// The first text of a row that is more than its ordinal.
fn lead(sheet: &Sheet, row: usize) -> String {
    let cells = sheet.rows[row].iter();
    let texts = cells.filter_map(|cell| if let CellValue::Text(text) = cell { Some(text) } else { None });
    texts.into_iter().find(|text| !is_numbering(text)).cloned().unwrap_or_default()
}

/// `1`, `(2)`, `A`, `IV`, `3=2/1`: what stands in a column of ordinals or in a row that numbers the columns.
fn is_numbering(text: &str) -> bool {
    let core = text.trim().trim_matches(['(', ')', '.']);
    let short = core.chars().count() <= 12 && !core.is_empty();
    let sign = |c: char| c.is_ascii_digit() || "()=+-/*x:.".contains(c);
    let letter = core.chars().count() == 1 && core.chars().all(char::is_alphabetic);
    let roman = core.chars().all(|c| "IVX".contains(c));
    short && (letter || roman || core.chars().all(sign))
}
