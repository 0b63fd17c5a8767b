//! Wide tables: rows are units, columns are indicators.

use super::office::{Office, book, lines, merge, rows};
use crate::sheet::Subject;
use crate::sheet::draft::Rows;

#[test]
fn columns_may_be_indicators() {
    let office = Office::open();
    let file = "Số liệu đến ngày 30/4/2017;;;\r\nTT;Đơn vị;Thu ngân sách nhà nước trên địa bàn (tỷ đồng);ho-so\r\n1;Phường Cống Vị;1.748,6;5\r\n2;Phường Ngọc Hà;;7\r\n;Cộng;1.748,6;12\r\n";
    let preview = office.check(Subject::Figures, "rong.csv", file.as_bytes());
    assert_eq!(lines(&preview), "");
    let Rows::Figures(read) = &preview.rows else { panic!("figures") };
    let shown: Vec<String> =
        read.iter().map(|f| format!("{} {} {} {}", f.unit, f.indicator, f.status, f.value)).collect();
    assert_eq!(shown, ["2 thu-nsnn actual 1748600000000", "2 ho-so actual 5", "3 ho-so actual 7"]);
    assert!(preview.notes.iter().any(|note| note.contains("được hiểu là “thực hiện”")));
}

#[test]
fn a_slip_in_a_head_and_a_missing_day_are_faults() {
    let office = Office::open();
    let file = "Đơn vị;Hồ sơ tiếp nhân xx;Chi ngân sách quạn (tỷ đồng);ho-so\r\nPhường Cống Vị;1;2;5\r\n";
    let preview = office.check(Subject::Figures, "rong.csv", file.as_bytes());
    let all = lines(&preview);
    assert!(all.contains("dòng 1, cột 1: Chưa rõ số liệu đến ngày nào"), "{all}");
    assert!(all.contains("dòng 1, cột 2: Không có chỉ tiêu “Hồ sơ tiếp nhân xx”. Có phải “Hồ sơ tiếp nhận”?"), "{all}");
}

#[test]
fn a_merged_head_over_indicators_gives_measure_and_status() {
    let office = Office::open();
    let bytes = book(|sheet| {
        merge(sheet, (0, 0), (0, 3), "Số liệu đến ngày 30/4/2017");
        merge(sheet, (1, 0), (2, 0), "Đơn vị");
        merge(sheet, (1, 1), (1, 3), "Thu ngân sách nhà nước trên địa bàn (tỷ đồng)");
        rows(
            sheet,
            2,
            &[&["", "Dự toán", "Ước thực hiện", "Tỷ lệ (%)"], &["Quận Ba Đình", "=6191", "=1748.6", "=28.24"]],
        );
    });
    let preview = office.check(Subject::Figures, "gop.xlsx", &bytes);
    assert_eq!(lines(&preview), "");
    let Rows::Figures(read) = &preview.rows else { panic!("figures") };
    assert_eq!(read.len(), 1);
    assert_eq!(
        (read[0].value.to_string().as_str(), read[0].status.as_str(), read[0].unit),
        ("1748600000000", "expected", 1)
    );
}
