//! What leaves the office: the same numbers in PDF, DOCX, XLSX and HTML, read with the programs of whoever receives
//! them.

use super::ba_dinh::signed_april;
use crate::harness::{BOOK, Figures, Office, Reports, docx_text, pdf_text};
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;
use std::path::PathBuf;

/// What every face of the April report says.
const SAID: [&str; 6] =
    ["1.748,6 tỷ đồng", "28,24 %", "172,519 tỷ đồng", "14,14 %", "Số: 01/BC-UBND", "ỦY BAN NHÂN DÂN"];

/// Exports the signed April report into a file of the test.
fn exported(office: &Office, format: &str) -> PathBuf {
    let (_, _, report) = signed_april(office);
    let page = office.head().export(report, format);
    let file = office.path(&format!("bao-cao.{format}"));
    std::fs::write(&file, page.bytes).expect("the file is written");
    file
}

#[track_caller]
fn must_say_all(text: &str) {
    for words in SAID {
        assert!(text.contains(words), "“{words}” is not in:\n{text}");
    }
}

on_both!(the_pdf_says_the_numbers, at "2017-05-05T09:00:00+07:00", |office| {
    must_say_all(&pdf_text(&exported(office, "pdf")));
});

on_both!(the_docx_says_the_numbers, at "2017-05-05T09:00:00+07:00", |office| {
    must_say_all(&docx_text(&exported(office, "docx")));
});

on_both!(the_html_says_the_numbers, at "2017-05-05T09:00:00+07:00", |office| {
    let (_, _, report) = signed_april(office);
    let page = office.head().export(report, "html");
    must_say_all(&page.text());
    assert!(!page.html().contains("<script"), "a document runs nothing");
});

on_both!(the_xlsx_holds_numbers, at "2017-05-05T09:00:00+07:00", |office| {
    let bytes = std::fs::read(exported(office, "xlsx")).expect("the file");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, sheet)| sheet.rows().flatten());
    let numbers: Vec<f64> = cells
        .filter_map(|cell| match cell {
            Data::Float(number) => Some(*number),
            Data::Int(number) => Some(*number as f64),
            _ => None,
        })
        .collect();
    // Money in đồng or in tỷ đồng, percentages in points: numbers either way, never text.
    for (what, wanted) in [("revenue", 1748.6), ("estimate", 6191.0), ("expenditure", 172.519)] {
        let found = numbers.iter().any(|n| (n - wanted).abs() < 1e-6 || (n - wanted * 1e9).abs() < 1.0);
        assert!(found, "{what} {wanted} is not among {numbers:?}");
    }
    for wanted in [28.24, 14.14] {
        assert!(numbers.iter().any(|n| (n - wanted).abs() < 0.005), "{wanted} is not among {numbers:?}");
    }
});

on_both!(every_table_of_a_page_exports, at "2017-05-05T09:00:00+07:00", |office| {
    signed_april(office);
    // A later period, which the page shows when it is asked for none.
    office.specialist().open_period("5 tháng đầu năm 2017", "31/5/2017").created();
    let head = office.head();
    let (indicators, journal) = (format!("/{BOOK}/indicators"), format!("/{BOOK}/journal"));
    let query = |page: &str, asked: &str, file: &str| head.get(&format!("{page}{asked}")).ok().href_of(file);
    let csv = query(&indicators, "?period=1", "indicators.csv");
    let csv = head.get(&format!("{indicators}{csv}")).ok().html();
    assert!(csv.starts_with('\u{feff}'), "spreadsheet programs need the mark");
    assert!(csv.replace('\u{a0}', " ").contains("28,24 %"), "{csv}");
    let xlsx = query(&indicators, "?period=1", "indicators.xlsx");
    let xlsx = head.get(&format!("{indicators}{xlsx}")).ok();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(xlsx.bytes)).expect("a workbook");
    let sheets = book.worksheets();
    let holds = |wanted: f64| {
        sheets.iter().flat_map(|(_, sheet)| sheet.rows().flatten()).any(|cell| *cell == Data::Float(wanted))
    };
    // In the measure that the cell prints: 1.748,6 tỷ đồng.
    assert!(holds(1748.6), "{sheets:?}");
    let older = query(&journal, "?subject=report%2F1", "journal.csv");
    let older = head.get(&format!("{journal}{older}")).ok().html();
    assert!(older.contains("báo cáo 1") && !older.contains("số liệu"), "{older}");
    head.get(&format!("/{BOOK}/indicators?period=1&export=khac.csv")).must_refuse(404, "not-found", "bảng cần tải");
});
