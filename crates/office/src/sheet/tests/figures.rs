//! Long tables of figures: what is stored of each cell, and every fault by its cell.

use super::office::{Office, book, lines, rows};
use crate::sheet::draft::{FigureRow, Rows};
use crate::sheet::{Preview, Subject, import_file};

fn figures(preview: &Preview) -> &[FigureRow] {
    match &preview.rows {
        Rows::Figures(rows) => rows,
        _ => &[],
    }
}

const HEAD: &str = "Chỉ tiêu;Đơn vị;Đến ngày;Trạng thái;Giá trị;Đơn vị tính;Ghi chú;Nguồn\r\n";

#[test]
fn t2_1_cells_store_the_amounts_that_officials_mean() {
    let office = Office::open();
    let table = [
        ("ho-so;P. Ngọc Hà;30/4/2017;;5;;;", "ho-so 3 2017-01-01 2017-04-30 actual eq 5 “5 hồ sơ”"),
        ("ho-so;CỐNG VỊ;30/4/2017;;5;;;", "ho-so 2 2017-01-01 2017-04-30 actual eq 5 “5 hồ sơ”"),
        (
            "thu-nsnn;Phường Cống Vị;30/4/2017;ước;1.748,6 tỷ;;;",
            "thu-nsnn 2 2017-01-01 2017-04-30 expected eq 1748600000000 “1.748,6 tỷ”",
        ),
        (
            "Chi ngân sách quận;Phường Ngọc Hà;30-4-2017;thực hiện;172,519;tỷ đồng;;",
            "chi-ns 3 2017-01-01 2017-04-30 actual eq 172519000000 “172,519 tỷ đồng”",
        ),
        (
            "chi ngan sach quan;00002;2017-04-30;;15.547 tỷ 719 triệu đồng;;x;",
            "chi-ns 3 2017-01-01 2017-04-30 actual eq 15547719000000 “15.547 tỷ 719 triệu đồng”",
        ),
        (
            "Tỷ lệ hồ sơ đúng hạn;phường đội cấn;30/4/2017;;trên 99%;;;29/KH-UBND",
            "dung-han 4 2017-01-01 2017-04-30 actual gt 99 “trên 99%”",
        ),
        ("Hồ sơ tiếp nhận;Phường Cũ;31/12/2015;;1870;;;", "ho-so 5 2015-01-01 2015-12-31 actual eq 1870 “1870 hồ sơ”"),
    ];
    for (row, expected) in table {
        let preview = office.check(Subject::Figures, "so-lieu.csv", format!("{HEAD}{row}\r\n").as_bytes());
        assert_eq!(lines(&preview), "", "{row}");
        let f = &figures(&preview)[0];
        let shown = format!(
            "{} {} {} {} {} {} {} “{}”",
            f.indicator,
            f.unit,
            f.starts_on,
            f.cutoff_on,
            f.status,
            f.bound.code(),
            f.value,
            f.typed
        );
        assert_eq!(shown, expected, "{row}");
    }
}

#[test]
fn every_fault_names_its_cell_and_what_to_write() {
    let office = Office::open();
    let table = [
        (
            "Thu ngan sách nhà nước trên địa bàm;Phường Cống Vị;30/4/2017;;1 tỷ",
            "dòng 2, cột 1",
            "Có phải “Thu ngân sách nhà nước trên địa bàn”?",
        ),
        ("thu-nsnn;Phường Cống Vỵ;30/4/2017;;1 tỷ", "dòng 2, cột 2", "Có phải “Phường Cống Vị”?"),
        ("thu-nsnn;Kho bạc;30/4/2017;;1 tỷ", "dòng 2, cột 2", "không có đơn vị “Kho bạc”"),
        ("thu-nsnn;Phường Cũ;30/4/2017;;1 tỷ", "dòng 2, cột 2", "từ 1/1/2000 đến hết 31/12/2015"),
        ("thu-nsnn;Phường Cống Vị;31/4/2017;;1 tỷ", "dòng 2, cột 3", "31/4/2017"),
        ("thu-nsnn;Phường Cống Vị;30/4/2017;dự toán;1 tỷ", "dòng 2, cột 4", "“ước thực hiện” hoặc “thực hiện”"),
        ("thu-nsnn;Phường Cống Vị;30/4/2017;;1748.6 tỷ", "dòng 2, cột 5", "ghi “1748,6”"),
        ("thu-nsnn;Phường Cống Vị;30/4/2017;;6191", "dòng 2, cột 5", "Chưa rõ 6191 là đồng"),
        ("dung-han;Phường Cống Vị;30/4/2017;;101 %", "dòng 2, cột 5", "không thể vượt 100"),
        ("ho-so;Phường Cống Vị;30/4/2017;;3,5", "dòng 2, cột 5", "chỉ đếm theo số nguyên"),
        ("ho-so;Phường Cống Vị;30/4/2017;;khoảng 20", "dòng 2, cột 5", "bỏ chữ “khoảng”"),
        ("ho-so;Phường Cống Vị;30/4/2017;;;;;", "dòng 2, cột 5", "Chưa có giá trị"),
        ("ho-so;;30/4/2017;;5", "dòng 2, cột 2", "Chưa ghi đơn vị"),
        ("thu-nsnn;Phường Cống Vị;30/4/2017;;1;quả;;", "dòng 2, cột 5", "“quả” không phải đơn vị tính"),
        ("ho-so;Phường Cống Vị;30/4/2017;;5;;;99/QĐ", "dòng 2, cột 8", "Chưa đăng ký văn bản “99/QĐ”"),
    ];
    for (row, place, sentence) in table {
        let preview = office.check(Subject::Figures, "so-lieu.csv", format!("{HEAD}{row}\r\n").as_bytes());
        assert_eq!(preview.faults.len(), 1, "{row}: {}", lines(&preview));
        assert_eq!(preview.faults[0].place, place, "{row}");
        assert!(preview.faults[0].sentence.contains(sentence), "{row}: {}", preview.faults[0].sentence);
    }
}

#[test]
fn all_faults_come_at_once_and_nothing_is_written() {
    let office = Office::open();
    let file = format!(
        "{HEAD}ho-so;Phường Cống Vỵ;30/4/2017;;5\r\nho-so;Phường Ngọc Hà;30/4/2017;;7\r\nho-so;Phường Ngọc Hà;30/4/2017;;8\r\ndung-han;Phường Ngọc Hà;30/4/2017;;120 %\r\n"
    );
    let preview = office.check(Subject::Figures, "so-lieu.csv", file.as_bytes());
    let places: Vec<_> = preview.faults.iter().map(|f| f.place.as_str()).collect();
    assert_eq!(places, ["dòng 2, cột 2", "dòng 4, cột 5", "dòng 5, cột 5"], "{}", lines(&preview));
    let before = office.facts();
    let refused = office.attempt(|ctx, tx| import_file(ctx, tx, Subject::Figures, "so-lieu.csv", file.as_bytes()));
    assert!(refused.is_err());
    assert_eq!(office.facts(), before);
    assert_eq!(office.write(|_, tx| Ok(tx.int("select count(*) from figure", &[])?)), 0);
}

#[test]
fn an_import_brings_one_fact_and_the_same_again_none() {
    let office = Office::open();
    let file = format!("{HEAD}ho-so;Phường Cống Vị;30/4/2017;;5\r\nthu-nsnn;Phường Ngọc Hà;30/4/2017;ước;1 tỷ\r\n");
    let import = || office.write(|ctx, tx| import_file(ctx, tx, Subject::Figures, "so-lieu.csv", file.as_bytes()));
    let before = office.facts();
    assert_eq!(import(), 2);
    assert_eq!(office.facts(), before + 1);
    assert_eq!(import(), 2);
    assert_eq!(office.facts(), before + 1);
    let kind = office.write(|_, tx| {
        Ok(tx.row("select kind from fact order by no desc limit 1", &[])?.expect("a fact").text("kind")?)
    });
    assert_eq!(kind, "figures-imported");
}

#[test]
fn a_wrong_head_names_what_was_looked_for_and_what_was_found() {
    let office = Office::open();
    let bytes = book(|sheet| {
        rows(sheet, 0, &[&["Danh sách"], &["Tên phường", "Kết quả đạt", "Ngày"], &["Cống Vị", "=5", "x"]])
    });
    let preview = office.check(Subject::Figures, "a.xlsx", &bytes);
    let fault = &preview.faults[0];
    for part in [
        "Không thấy dòng tiêu đề",
        "“Mã chỉ tiêu” hoặc",
        "“Chỉ tiêu”",
        "“Giá trị”",
        "“Tên phường”, “Kết quả đạt”, “Ngày”",
        "tải bảng mẫu",
    ] {
        let looked = fault.sentence.contains(part)
            || (part == "“Mã chỉ tiêu” hoặc" && fault.sentence.contains("“Chỉ tiêu” hoặc “Mã chỉ tiêu”"));
        assert!(looked, "{part}: {}", fault.sentence);
    }
    assert_eq!((preview.faults.len(), fault.place.as_str()), (1, "Sheet1!A2"));
}

#[test]
fn files_that_cannot_be_read_are_one_fault() {
    let office = Office::open();
    let blank = book(|_| {});
    let mut cut = book(|sheet| rows(sheet, 0, &[&["Chỉ tiêu", "Đơn vị", "Giá trị"]]));
    cut.truncate(cut.len() / 2);
    let table: [(&str, &[u8], &str); 6] = [
        ("trong.xlsx", &blank, "Tệp không có dòng nào"),
        ("hong.xlsx", &cut, "Không mở được tệp"),
        ("hong2.xlsx", b"PK\x03\x04 not a workbook", "Không mở được tệp"),
        ("cu.xls", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1], "dạng .xls cũ hoặc có đặt mật khẩu"),
        ("rong.csv", b"", "Tệp không có nội dung"),
        ("ma.csv", b"Ch\xc8 ti\xeau;x", "không ở dạng UTF-8"),
    ];
    for (name, bytes, expected) in table {
        let preview = office.check(Subject::Figures, name, bytes);
        assert_eq!(preview.faults.len(), 1, "{name}: {}", lines(&preview));
        assert!(preview.faults[0].sentence.contains(expected), "{name}: {}", preview.faults[0].sentence);
    }
}
