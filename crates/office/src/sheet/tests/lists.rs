//! Rows that begin like notes, and heads that miss one column: neither takes a row away.

use super::office::{Office, lines};
use crate::sheet::Subject;

const OFFICERS: &str = "Họ và tên;Tên đăng nhập;Chức vụ;Đơn vị;Vai trò;Từ ngày\n";
const FIGURES: &str = "Chỉ tiêu;Đơn vị;Đến ngày;Giá trị\n";

#[test]
fn a_row_is_told_from_a_note_by_what_it_carries() {
    use Subject::{Figures, Officers};
    let office = Office::open();
    let first = "Trần Thị Lan;lan;Chuyên viên;Phường Cống Vị;chuyên viên tổng hợp;1/1/2017\n";
    let figure = "ho-so;Phường Cống Vị;30/4/2017;5\n";
    // How many rows were read, how many of their cells are wrong.
    let table = [
        (
            Officers,
            OFFICERS,
            first,
            "Người Tổng Hợp;nth;Chuyên viên;Phường Ngọc Hà;chuyên viên tổng hợp;1/1/2017",
            (2, 0),
        ),
        (Officers, OFFICERS, first, "Chủ Tịch;ct;Chủ tịch;Phường Ngọc Hà;người ký;1/1/2017", (2, 0)),
        (Officers, OFFICERS, first, "Người tổng hợp;;;Thủ trưởng", (1, 0)),
        (Officers, OFFICERS, first, "Ghi chú: danh sách tính đến 30/4/2017", (1, 0)),
        (Figures, FIGURES, figure, "Người tổng hợp;;;Thủ trưởng đơn vị\n;;;Nguyễn Văn Bình", (1, 0)),
        (Figures, FIGURES, figure, "Người tổng hợp;Kế toán trưởng;;", (1, 0)),
        (Figures, FIGURES, figure, "Người tổng hợp báo cáo;Phường Ngọc Hà;30/4/2017;7", (1, 1)),
    ];
    for (subject, head, first, second, expected) in table {
        let preview = office.check(subject, "tep.csv", format!("{head}{first}{second}\n").as_bytes());
        assert_eq!((preview.rows_ok(), preview.faults.len()), expected, "{second}: {}", lines(&preview));
    }
}

#[test]
fn a_missing_column_is_named_and_no_row_becomes_a_head() {
    let office = Office::open();
    let table = [
        (
            "Chỉ tiêu;Đơn vị;Con số\nHồ sơ tiếp nhận;Phường Cống Vị;5\n",
            "dòng 1, cột 1",
            "“Chỉ tiêu”, “Đơn vị”, “Con số”",
        ),
        ("Chỉ tiêu;Đơn vị;Con số\nho-so;Phường Cống Vị;5\nho-so;Phường Ngọc Hà;7\n", "dòng 1, cột 1", "“Con số”"),
        ("Báo cáo\nĐơn vị;Chỉ tiêu;Con số\nPhường Cống Vị;Hồ sơ tiếp nhận;5\n", "dòng 2, cột 1", "“Con số”"),
    ];
    for (file, place, found) in table {
        let preview = office.check(Subject::Figures, "tep.csv", file.as_bytes());
        assert_eq!((preview.rows_ok(), preview.faults.len()), (0, 1), "{file}: {}", lines(&preview));
        let fault = &preview.faults[0];
        assert_eq!(fault.place, place, "{file}");
        for part in ["Cần có các cột", "“Giá trị”", found] {
            assert!(fault.sentence.contains(part), "{file}: {}", fault.sentence);
        }
    }
}
