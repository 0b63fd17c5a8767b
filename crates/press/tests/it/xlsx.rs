//! The workbook, read back by another library.

use std::io::Cursor;

use calamine::{DataType as _, Reader as _, Xlsx};
use press::{Align, Block, Cell, Column, Document, Inline, Row, Table, xlsx};

use crate::sample::{HOSTILE, figure, sample};

fn open(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = xlsx::write(document).expect("a workbook");
    assert!(bytes.starts_with(b"PK"));
    Xlsx::new(Cursor::new(bytes)).expect("a workbook that opens")
}

fn cell(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, at: (u32, u32)) -> calamine::Data {
    let range = book.worksheet_range(sheet).expect("the sheet");
    range.get_value(at).cloned().unwrap_or_default()
}

fn text(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> String {
    let range = book.worksheet_range(sheet).expect("the sheet");
    let cells = range.used_cells().map(|(_, _, cell)| cell.to_string().replace('\u{a0}', " "));
    cells.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_part_has_its_sheet() {
    let expected = ["Báo cáo", "Bảng 1", "Biểu đồ 1", "Biểu đồ 2", "Bảng 2", "Tra cứu số liệu"];
    assert_eq!(open(&sample()).sheet_names(), expected);
}

#[test]
fn the_text_holds_its_figures() {
    let mut book = open(&sample());
    let text = text(&mut book, "Báo cáo");
    for expected in ["1.748,6 tỷ [S1]/6.191 tỷ đồng", "28,24 %", "14,14 %", HOSTILE, "Nơi nhận:"] {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }
}

#[test]
fn numbers_are_numbers() {
    let mut book = open(&sample());
    let rows = [
        ("Bảng 1", (3, 2), 6191.0),
        ("Bảng 1", (4, 3), 14.14),
        ("Biểu đồ 1", (4, 2), 298.1),
        ("Tra cứu số liệu", (1, 2), 1748.6),
        ("Tra cứu số liệu", (3, 2), 28.24),
    ];
    for (sheet, at, expected) in rows {
        assert_eq!(cell(&mut book, sheet, at).as_f64(), Some(expected), "{sheet} {at:?}");
    }
    assert_eq!(cell(&mut book, "Tra cứu số liệu", (3, 0)).to_string(), "S3");
}

#[test]
fn amounts_are_shown_in_the_measure_of_their_text() {
    let amount = figure("S1", "1.748,6\u{a0}tỷ\u{a0}đồng", "1748600000000");
    let row = Row { cells: vec![Cell::Figure(amount.clone())], total: false };
    let column = Column { title: "Thu ngân sách".into(), measure: None, align: Align::Right };
    let table = Table { columns: vec![column], rows: vec![row], ..Table::default() };
    let paragraph = Block::Paragraph { inlines: vec![Inline::Figure(amount)] };
    let document = Document { body: vec![paragraph, Block::Table(table)], ..Document::default() };
    let mut book = open(&document);
    for (sheet, at) in [("Bảng 1", (3, 0)), ("Tra cứu số liệu", (1, 2))] {
        assert_eq!(cell(&mut book, sheet, at).as_f64(), Some(1748.6), "{sheet}");
        let mut reader = book.worksheet_cells_reader(sheet).expect("the sheet");
        let mut formats = Vec::new();
        while let Some((cell, style)) = reader.next_cell_with_style_id().expect("a cell") {
            if cell.get_position() == at {
                let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
                formats.extend(format.map(|format| format.format_code.to_string()));
            }
        }
        assert_eq!(formats, ["[$-42A]#,##0.0\"\u{a0}tỷ\u{a0}đồng\""], "{sheet}");
    }
}

#[test]
fn every_figure_can_be_looked_up() {
    let document = sample();
    let mut book = open(&document);
    let range = book.worksheet_range("Tra cứu số liệu").expect("the sheet");
    assert_eq!(range.height(), document.figures().count() + 1);
    keep(&document);
}

#[test]
fn nothing_at_all_is_still_a_workbook() {
    assert_eq!(open(&Document::default()).sheet_names().len(), 2);
}

fn keep(document: &Document) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let bytes = xlsx::write(document).expect("a workbook");
    std::fs::write(folder.join("mau.xlsx"), bytes).expect("the test folder is writable");
}
