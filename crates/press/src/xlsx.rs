//! The XLSX face: the text on one sheet, every table and chart on a sheet of its own with numbers as
//! numbers, and a sheet to look up each figure.

mod look;
mod lookup;
mod text;
mod values;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::{Block, Document, PressError, Table};

/// Sheet with the text of the document.
pub(crate) const TEXT_SHEET: &str = "Báo cáo";
/// Sheet that lists the figures.
pub(crate) const LOOKUP_SHEET: &str = "Tra cứu số liệu";

/// Writes the document as XLSX.
///
/// # Errors
/// [`PressError::Xlsx`] when the workbook cannot be written.
pub fn write(document: &Document) -> Result<Vec<u8>, PressError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(document)?);
    text::write(document, book.add_worksheet())?;
    let (mut tables, mut charts) = (0, 0);
    for block in document.blocks() {
        match block {
            Block::Table(table) => {
                tables += 1;
                let name = table_sheet(tables);
                values::table(table, &name, book.add_worksheet())?;
            }
            Block::Chart(chart) => {
                charts += 1;
                let name = chart_sheet(charts);
                values::chart(chart, &name, book.add_worksheet())?;
            }
            _ => {}
        }
    }
    lookup::write(document, book.add_worksheet())?;
    Ok(book.save_to_buffer()?)
}

/// Writes tables alone, a sheet each: for exports of a page.
///
/// # Errors
/// [`PressError::Xlsx`] when the workbook cannot be written.
pub fn write_tables(tables: &[Table]) -> Result<Vec<u8>, PressError> {
    let mut book = Workbook::new();
    for (at, table) in tables.iter().enumerate() {
        values::table(table, &table_sheet(at + 1), book.add_worksheet())?;
    }
    Ok(book.save_to_buffer()?)
}

/// Name of the sheet of the n-th table, counted from 1.
fn table_sheet(at: usize) -> String {
    format!("Bảng {at}")
}

/// Name of the sheet of the n-th chart, counted from 1.
fn chart_sheet(at: usize) -> String {
    format!("Biểu đồ {at}")
}

/// The format demands an instant of creation; it is the day of issue, or the first day of the year
/// of a draft, so that the same document always gives the same file.
fn properties(document: &Document) -> Result<DocProperties, PressError> {
    let head = &document.masthead;
    let (year, month, day) = match head.issued_on {
        Some(day) => (day.year(), day.month(), day.day()),
        None => (head.year, 1, 1),
    };
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(year).unwrap_or(1900).clamp(1900, 9999);
    let created = ExcelDateTime::from_ymd(year, part(month), part(day))?;
    let title: String = document.full_title().chars().take(250).collect();
    Ok(DocProperties::new().set_title(title).set_creation_datetime(&created))
}
