//! Exports of the tables of a page: `?export=targets.xlsx` or `.csv`.

use super::Table;
use crate::error::{Error, Failure, not_found};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// The query of a page whose tables can be exported.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Export {
    pub export: Option<String>,
    /// The act that was just done, for the notice above the page.
    pub done: Option<String>,
}

/// The file that was asked for, out of the tables of the page.
pub fn export(wanted: &str, tables: &[&Table]) -> Result<Response, Error> {
    for table in tables {
        if wanted.strip_prefix(table.id) == Some(".csv") {
            return Ok(attachment("text/csv; charset=utf-8", wanted, csv(table)?));
        }
        if wanted.strip_prefix(table.id) == Some(".xlsx") {
            let bytes = press::xlsx::write_tables(&[to_press(table)]).map_err(|e| Failure::new(e.to_string()))?;
            return Ok(attachment("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", wanted, bytes));
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
    writer.write_record(table.columns.iter().map(|c| c.title.as_str())).map_err(failed)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| cell.text.as_str())).map_err(failed)?;
    }
    writer.into_inner().map_err(|e| Failure::new(format!("CSV: {e}")))
}

fn to_press(table: &Table) -> press::Table {
    let align = |right: bool| if right { press::Align::Right } else { press::Align::Left };
    let column = |c: &super::Column| press::Column { title: c.title.clone(), measure: None, align: align(c.right) };
    let cell = |cell: &super::Cell| match cell.value {
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
