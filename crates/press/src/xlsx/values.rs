//! Sheets with numbers: a table, or a chart with its table and a native Excel drawing.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Chart as Drawing, Worksheet, XlsxError};

use super::look;
use crate::escape::clean;
use crate::{Align, Cell, Chart, ChartKind, Column, FigureRef, Table, layout, svg};

/// Longest text written into one cell; Excel allows 32 767 UTF-16 units.
const CELL: usize = 16_000;
/// First row of the head, under the caption.
const HEAD: u32 = 2;

/// A table with its caption, head and numbers.
pub(super) fn table(table: &Table, name: &str, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(HEAD, HEAD)?;
    if table.landscape {
        sheet.set_landscape();
    }
    sheet.write_string_with_format(0, 0, cut(&table.caption), &look::plain().set_bold())?;
    let widths: Vec<usize> = layout::shares(table).iter().map(|share| share + 6).collect();
    let columns = (0_u16..).zip(table.columns.iter().zip(&widths));
    for (column, (head, width)) in columns {
        sheet.set_column_width(column, u32::try_from(*width).unwrap_or(10))?;
        sheet.write_string_with_format(HEAD, column, cut(&head.head()), &look::head())?;
    }
    let heads = table.columns.iter().map(Column::head);
    sheet.set_row_height(HEAD, tallest(heads, &widths))?;
    for (row, line) in (HEAD + 1..).zip(&table.rows) {
        let texts = line.cells.iter().map(|cell| cell.text().to_owned());
        sheet.set_row_height(row, tallest(texts, &widths))?;
        for (column, head) in (0_u16..).zip(&table.columns) {
            let cell = line.cells.get(usize::from(column)).unwrap_or(&Cell::Empty);
            write(sheet, (row, column), cell, head, line.total)?;
        }
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    Ok(())
}

fn tallest(texts: impl Iterator<Item = String>, widths: &[usize]) -> f64 {
    let heights = texts.zip(widths).map(|(text, width)| look::row_height(&text, width - 1));
    heights.fold(0.0, f64::max)
}

/// The numbers of a chart and a drawing that Excel makes from them.
pub(super) fn chart(chart: &Chart, name: &str, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    table(&chart.as_table(), name, sheet)?;
    let (Ok(count), false) = (u32::try_from(chart.categories.len()), chart.series.is_empty()) else {
        return Ok(());
    };
    if count == 0 {
        return Ok(());
    }
    let mut drawing = match chart.kind {
        ChartKind::Bars => Drawing::new_column(),
        ChartKind::Lines => Drawing::new_line(),
    };
    // Named by cells: a plain name such as `=A!B1` would be read as a reference.
    drawing.title().set_name((name, 0, 0));
    if !chart.unit.is_empty() {
        sheet.write_string_with_format(1, 0, cut(&chart.unit), &look::plain().set_italic())?;
        drawing.y_axis().set_name((name, 1, 0));
    }
    drawing.set_width(760).set_height(400).set_alt_text(alternative(chart));
    let last = HEAD + count;
    for (column, _) in (1_u16..).zip(&chart.series) {
        let series = drawing.add_series();
        series.set_name((name, HEAD, column));
        series.set_categories((name, HEAD + 1, 0, last, 0));
        series.set_values((name, HEAD + 1, column, last, column));
    }
    sheet.insert_chart(last + 2, 0, &drawing)?;
    Ok(())
}

fn write(sheet: &mut Worksheet, at: (u32, u16), cell: &Cell, column: &Column, total: bool) -> Result<(), XlsxError> {
    match cell {
        Cell::Number { text, value, decimals } => {
            number(sheet, at, (text, Some(*value), *decimals), column.align, total)
        }
        Cell::Figure(figure) => number(sheet, at, (&figure.text, figure.value, decimals(figure)), column.align, total),
        Cell::Text(text) => number(sheet, at, (text, None, 0), column.align, total),
        Cell::Empty => number(sheet, at, ("", None, 0), column.align, total),
    }
}

/// Decimal places shown of a figure.
pub(super) fn decimals(figure: &FigureRef) -> u32 {
    figure.decimals.or(figure.value.map(|value| value.scale())).unwrap_or(0)
}

/// A number with the format that prints it as `text`, or the text where there is no number.
pub(super) fn number(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (text, value, decimals): (&str, Option<Decimal>, u32),
    align: Align,
    bold: bool,
) -> Result<(), XlsxError> {
    let format = look::cell(align, bold);
    let stored = value.and_then(|value| look::in_printed_measure(text, value, decimals));
    match stored.and_then(|(value, decimals)| Some((look::double(value)?, decimals))) {
        Some((double, decimals)) => {
            let format = format.set_num_format(look::number_format(text, decimals));
            sheet.write_number_with_format(row, column, double, &format)?;
        }
        None if text.is_empty() => {
            sheet.write_blank(row, column, &format)?;
        }
        None => {
            sheet.write_string_with_format(row, column, cut(text), &format)?;
        }
    }
    Ok(())
}

/// What a chart says to those who cannot see it; Excel allows 255 letters, the table beside it has the rest.
fn alternative(chart: &Chart) -> String {
    cut(&svg::describe(chart)).chars().take(250).collect()
}

/// Text that fits a cell.
pub(super) fn cut(text: &str) -> String {
    clean(text).chars().take(CELL).collect()
}
