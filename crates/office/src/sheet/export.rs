//! Writes what the office holds as a workbook in exactly the layout that the importer reads, so that nothing is lost on the
//! way out and back; and the empty sheet to be filled in.
//!
//! Workbooks keep numbers as binary doubles: whole numbers below 2^53 are exact and stand as numbers, everything else
//! stands as text the way officials write it.

use super::export_rows::{figures, officers, targets, units};
use super::fields::layout;
use super::known::Known;
use super::subject::Subject;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, Failure};
use press::{Align, Cell, Column, Row, Table};
use rust_decimal::Decimal;
use viet::bound::Bound;

/// Whole numbers from here on are not all exact in a workbook: 2^53.
const EXACT_BELOW: i64 = 9_007_199_254_740_992;
/// Empty rows of the sheet to be filled in.
const EMPTY_ROWS: usize = 30;

/// One row of an export: the cells by the key of their field.
pub type Cells = Vec<(&'static str, Cell)>;

/// The current content of a subject as XLSX.
pub fn export_sheet(ctx: &Ctx, tx: &mut Tx, subject: Subject) -> Result<Vec<u8>, Error> {
    ctx.permit(subject.act())?;
    let known = Known::look_up(ctx, tx)?;
    let rows = match subject {
        Subject::Figures => figures(tx, &ctx.book, &known)?,
        Subject::Targets => targets(tx, &ctx.book, &known)?,
        Subject::Units => units(tx, &ctx.book, &known)?,
        Subject::Officers => officers(tx, &ctx.book, &known, ctx.today())?,
    };
    let rows = rows.into_iter().map(|cells| row(subject, cells)).collect();
    write(subject, rows)
}

/// The sheet to be filled in: heads, empty rows, and below a note an example that is not read.
pub fn blank_sheet(ctx: &Ctx, subject: Subject) -> Result<Vec<u8>, Error> {
    ctx.permit(subject.act())?;
    let mut rows = vec![Row::default(); EMPTY_ROWS];
    let note = "Ghi chú: từ dòng này trở xuống chỉ là ví dụ, hệ thống không đọc.";
    rows.push(Row { cells: vec![text(note)], total: false });
    let example = example(subject).iter().map(|(key, value)| (*key, text(value))).collect();
    rows.push(row(subject, example));
    write(subject, rows)
}

fn write(subject: Subject, rows: Vec<Row>) -> Result<Vec<u8>, Error> {
    let column = |title: &str| Column {
        title: title.to_owned(),
        measure: None,
        align: if title == "Giá trị" { Align::Right } else { Align::Left },
    };
    let columns = layout(subject).fields.iter().map(|field| column(field.label)).collect();
    let table =
        Table { caption: format!("Bảng {} của Rõ Việc", subject.label()), columns, rows, landscape: true };
    Ok(press::xlsx::write_tables(&[table]).map_err(|e| Failure::new(e.to_string()))?)
}

fn row(subject: Subject, mut cells: Cells) -> Row {
    let mut take =
        |key: &str| cells.iter().position(|(own, _)| *own == key).map_or(Cell::Empty, |at| cells.swap_remove(at).1);
    Row { cells: layout(subject).fields.iter().map(|field| take(field.key)).collect(), total: false }
}

/// A text cell; nothing for an empty text.
pub fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// A value without loss: a number where a workbook keeps it exactly, otherwise the text officials write.
pub fn value(bound: Bound, value: Decimal) -> Cell {
    let value = value.normalize();
    let written = viet::number::write(value);
    if bound == Bound::Equal && value.is_integer() && value.abs() < Decimal::from(EXACT_BELOW) {
        return Cell::Number { text: written, value, decimals: 0 };
    }
    Cell::Text(format!("{} {written}", viet::bound::word(bound)).trim().to_owned())
}

fn example(subject: Subject) -> &'static [(&'static str, &'static str)] {
    match subject {
        Subject::Figures => &[
            ("indicator", "Thu ngân sách nhà nước trên địa bàn"),
            ("unit", "Quận Ba Đình"),
            ("starts-on", "1/1/2017"),
            ("cutoff-on", "30/4/2017"),
            ("status", "ước thực hiện"),
            ("value", "1.748,6"),
            ("measure", "tỷ đồng"),
            ("note", "số ước của 4 tháng đầu năm"),
        ],
        Subject::Targets => &[
            ("indicator", "Thu ngân sách nhà nước trên địa bàn"),
            ("unit", "Quận Ba Đình"),
            ("assigner", "UBND Thành phố giao"),
            ("horizon", "năm"),
            ("year", "2017"),
            ("value", "6.191"),
            ("measure", "tỷ đồng"),
            ("basis", "số, ký hiệu của quyết định giao đã đăng ký"),
        ],
        Subject::Units => &[
            ("code", "00001"),
            ("name", "Phường Phúc Xá"),
            ("kind", "Phường"),
            ("parent", "Quận Ba Đình"),
            ("on", "1/1/2017"),
        ],
        Subject::Officers => &[
            ("name", "Nguyễn Văn An"),
            ("login", "nguyen.van.an"),
            ("post", "Chuyên viên"),
            ("unit", "Phường Phúc Xá"),
            ("role", "cán bộ đơn vị, phường"),
            ("from", "1/1/2017"),
        ],
    }
}
