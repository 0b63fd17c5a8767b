//! Reads a workbook (XLSX) into sheets: merged cells count for their whole range, dates and percentages keep what they mean.

use super::fault::CellFault;
use super::grid::{CellValue, Sheet};
use super::room::{Excess, MOST_BYTES, Room};
use super::weigh::unpacks_within;
use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The visible sheets of a workbook. A file that cannot be read is one fault with a sentence.
pub fn read_xlsx(file_name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, CellFault> {
    // The library is asked inside a guard: a file damaged on purpose must not stop the program.
    let outcome = catch_unwind(AssertUnwindSafe(|| read_sheets(bytes)));
    let unread = outcome.unwrap_or_else(|_| Err(Unread::Damaged("nội dung hỏng".into())));
    unread.map_err(|unread| match unread {
        Unread::Damaged(why) => {
            let sentence = format!(
                "Không mở được tệp ({why}). Mở tệp bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi tải lên lần nữa."
            );
            CellFault::new(file_name, "tệp không đọc được", sentence)
        }
        Unread::TooLarge(excess) => {
            let sentence = format!("Tệp quá lớn: {excess}. Tách thành nhiều tệp nhỏ hơn rồi tải lên từng tệp.");
            CellFault::new(file_name, "tệp quá lớn", sentence)
        }
    })
}

/// Why a workbook was not read.
enum Unread {
    Damaged(String),
    TooLarge(Excess),
}

impl From<Excess> for Unread {
    fn from(excess: Excess) -> Unread {
        Unread::TooLarge(excess)
    }
}

impl From<XlsxError> for Unread {
    fn from(error: XlsxError) -> Unread {
        Unread::Damaged(error.to_string())
    }
}

fn read_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unread> {
    if !unpacks_within(bytes, MOST_BYTES).map_err(|e| Unread::Damaged(e.to_string()))? {
        return Err(Excess::Bytes.into());
    }
    let mut book: Book = Xlsx::new(Cursor::new(bytes))?;
    let visible = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = visible.map(|sheet| sheet.name.clone()).collect();
    let mut room = Room::default();
    names.iter().map(|name| read_sheet(&mut book, name, &mut room)).collect()
}

fn read_sheet(book: &mut Book, name: &str, room: &mut Room) -> Result<Sheet, Unread> {
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    // A sheet that holds only a chart has no cells to read.
    let Ok(merged) = book.merge_cells_by_sheet_name(name) else { return Ok(sheet) };
    let mut reader = book.worksheet_cells_reader(name)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let percent = reader
            .styles()
            .get(style)
            .and_then(|s| s.number_format.as_ref())
            .is_some_and(|f| is_percent(&f.format_code));
        room.put(&mut sheet, row as usize, column as usize, value(cell.get_value(), percent))?;
    }
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let at = |(row, column): (u32, u32)| (row as usize, column as usize);
    for range in &merged {
        room.spread(&mut sheet, at(range.start), at(range.end), width)?;
    }
    Ok(sheet)
}

/// Whether a number format multiplies by a hundred: a % that is neither quoted nor escaped.
fn is_percent(format: &str) -> bool {
    format.split('"').step_by(2).any(|part| part.replace("\\%", "").contains('%'))
}

fn value(data: &DataRef, percent: bool) -> CellValue {
    match data {
        DataRef::Int(number) => number_cell(Decimal::from(*number), percent),
        DataRef::Float(number) => match exact(*number) {
            Some(number) => number_cell(number, percent),
            None => CellValue::Text(number.to_string()),
        },
        DataRef::String(text) => CellValue::of_text(text),
        DataRef::SharedString(text) => CellValue::of_text(text),
        DataRef::Bool(yes) => CellValue::Text(if *yes { "có" } else { "không" }.into()),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) => {
            text.get(..10).and_then(|day| day.parse().ok()).map_or_else(|| CellValue::of_text(text), CellValue::Day)
        }
        DataRef::DurationIso(text) => CellValue::of_text(text),
        DataRef::Error(error) => CellValue::Text(error.to_string()),
        DataRef::Empty => CellValue::Empty,
    }
}

fn number_cell(number: Decimal, percent: bool) -> CellValue {
    if percent { CellValue::Percent(number * Decimal::ONE_HUNDRED) } else { CellValue::Number(number) }
}

fn day(moment: &ExcelDateTime) -> CellValue {
    if moment.is_duration() {
        return CellValue::Text(moment.as_f64().to_string());
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let found = i16::try_from(year).ok().and_then(|year| Date::new(year, month as i8, day as i8).ok());
    found.map_or_else(|| CellValue::Text(moment.as_f64().to_string()), CellValue::Day)
}

/// The decimal a person typed into a cell. Workbooks keep binary doubles, so 1748.6 is kept as the double nearest to
/// it; the shortest decimal that leads back to the same double is what was typed. Spreadsheet programs show at most 15
/// digits: a fraction with more comes from arithmetic (0.1+0.2) and is read at 15 digits, as it is shown. Whole numbers
/// up to 2^53 have up to 16 digits and stay exact.
pub fn exact(number: f64) -> Option<Decimal> {
    let shortest = number.to_string();
    let digits = shortest.trim_start_matches(['-', '0', '.']).chars().filter(char::is_ascii_digit).count();
    if shortest.contains('.') && digits > 15 {
        return Decimal::from_scientific(&format!("{number:.14e}")).ok().map(|d| d.normalize());
    }
    Decimal::from_str_exact(&shortest).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_formats_are_told_from_percent_signs() {
        let rows = [
            ("0%", true),
            ("0.00%", true),
            ("0.0\" %\"", false),
            ("0\\%", false),
            ("[$-42A]#,##0", false),
            ("General", false),
        ];
        for (format, expected) in rows {
            assert_eq!(is_percent(format), expected, "{format}");
        }
    }

    #[test]
    fn doubles_become_the_decimals_people_typed() {
        let rows = [
            (1748.6, "1748.6"),
            (1220.371, "1220.371"),
            (0.1 + 0.2, "0.3"),
            (100.0 / 3.0, "33.3333333333333"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (-172.519, "-172.519"),
            (0.0, "0"),
            (f64::NAN, ""),
            (1e300, ""),
        ];
        for (number, expected) in rows {
            assert_eq!(exact(number).map(|d| d.to_string()).unwrap_or_default(), expected, "{number}");
        }
    }
}
