//! Exports of the tables of a page: `?export=targets.xlsx` or `.csv`.

use super::{Cell, Table};
use crate::error::{Error, Failure, not_found};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::borrow::Cow;

/// The query of a page whose tables can be exported.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Export {
    pub export: Option<String>,
    /// The act that was just done, for the notice above the page.
    pub done: Option<String>,
}

/// The media type of a workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The file that was asked for, out of the tables of the page.
pub fn export(wanted: &str, tables: &[&Table]) -> Result<Response, Error> {
    for table in tables {
        if wanted.strip_prefix(table.id) == Some(".csv") {
            return Ok(attachment("text/csv; charset=utf-8", wanted, csv(table)?));
        }
        if wanted.strip_prefix(table.id) == Some(".xlsx") {
            let bytes = press::xlsx::write_tables(&[to_press(table)]).map_err(|e| Failure::new(e.to_string()))?;
            return Ok(attachment(XLSX, wanted, bytes));
        }
    }
    not_found("bảng cần tải")
}

/// A file to be saved.
pub fn attachment(media_type: &str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// CSV by RFC 4180 with a byte-order mark, because spreadsheet programs otherwise guess the encoding wrong.
fn csv(table: &Table) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let failed = |e: csv::Error| Failure::new(format!("CSV: {e}"));
    writer.write_record(table.columns.iter().map(|c| text_only(&c.title).into_owned())).map_err(failed)?;
    for row in &table.rows {
        let cell =
            |cell: &Cell| if cell.value.is_some() { cell.text.clone() } else { text_only(&cell.text).into_owned() };
        writer.write_record(row.iter().map(cell)).map_err(failed)?;
    }
    writer.into_inner().map_err(|e| Failure::new(format!("CSV: {e}")))
}

/// A text that no spreadsheet program takes for a formula: what begins like one gets an apostrophe before it, as OWASP
/// advises. A number, with or without its measure, stays as it is.
pub fn text_only(text: &str) -> Cow<'_, str> {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins && !is_number(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a text is a number, alone or before a measure in words: nothing after it could be reckoned with.
fn is_number(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_ascii_digit() || "+-.,".contains(c))).unwrap_or(text.len());
    let (number, measure) = text.split_at(end);
    viet::number::read(number).is_ok()
        && measure.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\u{a0}' | '%'))
}

fn to_press(table: &Table) -> press::Table {
    let align = |right: bool| if right { press::Align::Right } else { press::Align::Left };
    let column = |c: &super::Column| press::Column { title: c.title.clone(), measure: None, align: align(c.right) };
    let cell = |cell: &Cell| match cell.value {
        Some(value) => press::Cell::Number { text: cell.text.clone(), value, decimals: value.scale() },
        None => press::Cell::Text(cell.text.clone()),
    };
    let rows = table.rows.iter().map(|row| press::Row { cells: row.iter().map(cell).collect(), total: false });
    press::Table {
        caption: table.caption.clone(),
        columns: table.columns.iter().map(column).collect(),
        rows: rows.collect(),
        landscape: false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        let rows = [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("＝1", "'＝1"),
            ("- gạch đầu dòng", "'- gạch đầu dòng"),
            ("-5,2", "-5,2"),
            ("+3", "+3"),
            ("-14,14\u{a0}%", "-14,14\u{a0}%"),
            ("-1.748,6 tỷ đồng", "-1.748,6 tỷ đồng"),
            ("-5,2 (A1)", "'-5,2 (A1)"),
            ("-5.2.3", "'-5.2.3"),
            ("Phường Cống Vị", "Phường Cống Vị"),
            ("a=1", "a=1"),
            ("", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(text_only(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_file_keeps_numbers_and_guards_texts() {
        let table = Table {
            columns: vec![Column::left("=Tên"), Column::right("Giá trị")],
            rows: vec![vec![Cell::text("=1+1"), Cell::number("-5,2 (%)", "-5.2".parse().unwrap_or_default())]],
            ..Table::default()
        };
        let file = csv(&table).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        assert_eq!(file, "\u{feff}'=Tên,Giá trị\n'=1+1,\"-5,2 (%)\"\n");
    }
}
