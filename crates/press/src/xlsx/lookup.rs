//! The sheet that lists every figure: code, as printed, as a number, and the page that opens it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::values::{cut, decimals, number};
use super::{LOOKUP_SHEET, look};
use crate::escape::absolute;
use crate::{Align, Document, FigureRef};

/// Longest address Excel makes a link of; 2 080 is its limit.
const ADDRESS: usize = 2_000;
/// Links Excel allows on one sheet.
const LINKS: u32 = 65_000;

/// Fills the sheet.
pub(super) fn write(document: &Document, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(LOOKUP_SHEET)?.set_paper_size(9).set_print_fit_to_pages(1, 0);
    let heads = [("Mã", 10), ("Số liệu trong văn bản", 28), ("Giá trị", 20), ("Trang giải trình", 60)];
    for (column, (head, width)) in (0_u16..).zip(heads) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, head, &look::head())?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, figure) in (1..).zip(document.figures()) {
        line(sheet, row, figure)?;
    }
    Ok(())
}

fn line(sheet: &mut Worksheet, row: u32, figure: &FigureRef) -> Result<(), XlsxError> {
    let text = look::cell(Align::Left, false);
    sheet.write_string_with_format(row, 0, cut(&figure.code), &text)?;
    sheet.write_string_with_format(row, 1, cut(&figure.text), &text)?;
    let shown = if figure.value.is_some() { figure.text.as_str() } else { "" };
    number(sheet, (row, 2), (shown, figure.value, decimals(figure)), Align::Right, false)?;
    let href = figure.href.as_deref().unwrap_or_default();
    match absolute(href).filter(|href| href.len() <= ADDRESS && row <= LINKS) {
        Some(href) => sheet.write_url_with_text(row, 3, href, cut(href))?,
        None => sheet.write_string_with_format(row, 3, cut(href), &text)?,
    };
    Ok(())
}
