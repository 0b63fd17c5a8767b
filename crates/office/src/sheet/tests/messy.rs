//! Workbooks as offices keep them: titles above, merged heads over two rows, measures in heads, groups, totals, notes below,
//! numbers as text, cells that are days or percentages.

use super::office::{Office, book, day, lines, merge, rows};
use crate::sheet::Subject;
use crate::sheet::draft::Rows;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet};

fn fill(sheet: &mut Worksheet) {
    merge(sheet, (0, 0), (0, 6), "ỦY BAN NHÂN DÂN QUẬN BA ĐÌNH");
    merge(sheet, (1, 0), (1, 6), "BÁO CÁO ƯỚC THỰC HIỆN 4 THÁNG ĐẦU NĂM 2017");
    merge(sheet, (2, 0), (2, 6), "(Số liệu đến ngày 30 tháng 4 năm 2017)");
    merge(sheet, (4, 0), (5, 0), "STT");
    merge(sheet, (4, 1), (5, 1), "Đơn vị");
    merge(sheet, (4, 2), (5, 2), "Chỉ tiêu");
    merge(sheet, (4, 3), (4, 4), "Kết quả");
    rows(sheet, 5, &[&["", "", "", "Giá trị (tỷ đồng)", "ĐVT"]]);
    merge(sheet, (4, 5), (5, 5), "Ngày chốt");
    merge(sheet, (4, 6), (5, 6), "Ghi chú");
    rows(sheet, 6, &[&["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"]]);
    merge(sheet, (7, 0), (7, 6), "I. Khối phường");
    rows(sheet, 8, &[&["=1", "Phường Cống Vị", "Thu ngân sách nhà nước trên địa bàn", "=1748.6", "", "", "cả phí"]]);
    rows(sheet, 9, &[&["=2", "", "Chi ngân sách quận", "172,519", "", "", ""]]);
    rows(sheet, 10, &[&["=3", "Phường Ngọc Hà", "Hồ sơ tiếp nhận", "trên 1.870", "hồ sơ", "", ""]]);
    rows(sheet, 11, &[&["=4", "Phường Ngọc Hà", "Tỷ lệ hồ sơ đúng hạn", "", "%", "", ""]]);
    merge(sheet, (8, 1), (9, 1), "Phường Cống Vị");
    let percent = Format::new().set_num_format("0.00%");
    sheet.write_number_with_format(11, 3, 0.992, &percent).expect("a cell");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let when = ExcelDateTime::from_ymd(2017, 3, 31).expect("a day");
    sheet.write_datetime_with_format(10, 5, &when, &date).expect("a cell");
    rows(sheet, 12, &[&["", "Tổng cộng", "", "=1921.119", "", "", ""]]);
    rows(sheet, 14, &[&["Ghi chú: số liệu chưa gồm tháng 5."]]);
    rows(sheet, 15, &[&["", "Phường Đội Cấn", "Hồ sơ tiếp nhận", "=5"]]);
}

#[test]
fn a_report_sheet_is_read_as_it_is() {
    let office = Office::open();
    let preview = office.check(Subject::Figures, "bao-cao.xlsx", &book(fill));
    assert_eq!(lines(&preview), "");
    let Rows::Figures(read) = &preview.rows else { panic!("figures") };
    let shown: Vec<String> = read
        .iter()
        .map(|f| format!("{} {} {} {} {} {}", f.unit, f.indicator, f.cutoff_on, f.status, f.bound.code(), f.value))
        .collect();
    let (april, march) = (day("30/4/2017"), day("31/3/2017"));
    let expected = [
        format!("2 thu-nsnn {april} expected eq 1748600000000"),
        format!("2 chi-ns {april} expected eq 172519000000"),
        format!("3 ho-so {march} expected gt 1870"),
        format!("3 dung-han {april} expected eq 99.2"),
    ];
    assert_eq!(shown, expected);
    assert_eq!(read[0].note, "cả phí");
    let notes = preview.notes.join("\n");
    for part in [
        "dòng 8: “I. Khối phường” là dòng nhóm",
        "dòng 13: dòng cộng “Tổng cộng”",
        "dòng 15: bảng kết thúc ở “Ghi chú: số liệu chưa gồm tháng 5.”",
    ] {
        assert!(notes.contains(part), "{part}: {notes}");
    }
}

#[test]
fn faults_of_a_workbook_name_sheet_and_cell() {
    let office = Office::open();
    let bytes = book(|sheet| {
        sheet.set_name("Quý I").expect("a name");
        rows(sheet, 0, &[&["Biểu 1 (ĐVT: triệu đồng)"], &["Chỉ tiêu", "Đơn vị", "Đến ngày", "Giá trị"]]);
        rows(
            sheet,
            2,
            &[
                &["thu-nsnn", "Phường Cống Vị", "=42855", "=5"],
                &["thu-nsnn", "Phường Ngọc Hà", "30/4/2017", "abc"],
                &["thu-nsnn", "Phường Đội Cấn", "30/4/2017", "=7"],
            ],
        );
    });
    let preview = office.check(Subject::Figures, "quy.xlsx", &bytes);
    let places: Vec<_> = preview.faults.iter().map(|f| (f.place.as_str(), f.found.as_str())).collect();
    assert_eq!(places, [("Quý I!C3", "42.855"), ("Quý I!D4", "abc")], "{}", lines(&preview));
    assert_eq!(preview.rows_ok(), 1);
    assert_eq!(preview.sample.rows[0][5].replace('\u{a0}', " "), "7 triệu đồng");
}

#[test]
fn other_sheets_are_passed_over_and_half_right_heads_are_not() {
    let office = Office::open();
    let file = |second: &'static [&'static str]| {
        let mut book = rust_xlsxwriter::Workbook::new();
        rows(
            book.add_worksheet(),
            0,
            &[&["Chỉ tiêu", "Đơn vị", "Đến ngày", "Giá trị"], &["ho-so", "Phường Cống Vị", "30/4/2017", "=5"]],
        );
        rows(book.add_worksheet(), 0, &[second]);
        book.save_to_buffer().expect("a workbook")
    };
    let table: [(&'static [&'static str], usize, &str); 2] =
        [(&["Hướng dẫn điền"], 0, "Trang Sheet2: không có bảng nào"), (&["Chỉ tiêu", "Đơn vị", "Con số"], 1, "")];
    for (second, faults, note) in table {
        let preview = office.check(Subject::Figures, "hai.xlsx", &file(second));
        assert_eq!(preview.faults.len(), faults, "{}", lines(&preview));
        assert!(preview.notes.join(" ").contains(note), "{:?}", preview.notes);
    }
}
