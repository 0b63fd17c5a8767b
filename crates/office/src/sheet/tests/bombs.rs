//! Small files made to exhaust the memory: each is one fault that says to split the file.

use super::office::book;
use crate::sheet::open::open;
use rust_xlsxwriter::{Format, Worksheet};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A long text merged over A1:B1, and a number at each place.
fn merged(letters: usize, places: &[(u32, u16)]) -> Vec<u8> {
    book(|sheet: &mut Worksheet| {
        sheet.merge_range(0, 0, 0, 1, &"a".repeat(letters), &Format::new()).expect("a merged range");
        for (row, column) in places {
            sheet.write_number(*row, *column, 1).expect("a cell");
        }
    })
}

/// The same workbook with its merged range stretched: writing every blank cell of it would make a large file.
fn stretched(bytes: &[u8], range: &str) -> Vec<u8> {
    let (from, to) = ("mergeCell ref=\"A1:B1\"", format!("mergeCell ref=\"{range}\""));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let (name, mut content) = (part.name().expect("a name").into_owned(), String::new());
        part.read_to_string(&mut content).expect("its text");
        let sheet = name.ends_with("sheet1.xml");
        assert!(!sheet || content.contains(from), "{content}");
        let content = if sheet { content.replace(from, &to) } else { content };
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(content.as_bytes()).expect("its text");
    }
    writer.finish().expect("a workbook").into_inner()
}

#[test]
fn a_bomb_is_one_fault() {
    let over = |range: &str, letters, places: &[(u32, u16)]| stretched(&merged(letters, places), range);
    let table = [
        (over("A1:IV150000", 30_000, &[(149_999, 255)]), "các ô gộp phủ hơn 1.000.000 ô"),
        (over("A1:IV150000", 30_000, &[(149_999, 0)]), "chữ trong các ô dài hơn 64 MB"),
        (over("A1:B1", 5, &[(0, 2), (200_000, 0)]), "trang “Sheet1” có hơn 200.000 dòng hoặc hơn 256 cột"),
        (over("A1:B1", 5, &[(0, 256)]), "trang “Sheet1” có hơn 200.000 dòng hoặc hơn 256 cột"),
    ];
    for (bytes, why) in table {
        assert!(bytes.len() < 10_000, "{}", bytes.len());
        let sentence = open("bom.xlsx", &bytes).err().map(|fault| fault.sentence);
        let expected = format!("Tệp quá lớn: {why}. Tách thành nhiều tệp nhỏ hơn rồi tải lên từng tệp.");
        assert_eq!(sentence, Some(expected));
    }
}

#[test]
fn a_merged_range_over_nothing_is_no_bomb() {
    let bytes = stretched(&merged(30_000, &[(1, 1)]), "A1:IV150000");
    let sheets = open("rong.xlsx", &bytes).unwrap_or_default();
    let widths: Vec<usize> = sheets.iter().flat_map(|sheet| &sheet.rows).map(Vec::len).collect();
    assert_eq!(widths, [2, 2]);
}
