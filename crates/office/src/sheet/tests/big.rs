//! Many figures at once. The time limit of the product holds for the released program; here only that all arrive.

use super::office::Office;
use crate::sheet::{Subject, import_file};
use std::fmt::Write;

#[test]
fn thousands_of_figures_arrive_under_one_fact() {
    let office = Office::open();
    let mut file = String::from("Chỉ tiêu;Đơn vị;Từ ngày;Đến ngày;Giá trị;Đơn vị tính\n");
    for at in 0..3_000 {
        let (unit, year, month) = (["Phường Cống Vị", "Phường Ngọc Hà"][at % 2], 2001 + at / 24 % 15, at / 2 % 12 + 1);
        let _ = writeln!(file, "ho-so;{unit};1/1/{year};{}/{month}/{year};{at};hồ sơ", at / 360 + 1);
    }
    let before = office.facts();
    assert_eq!(office.write(|ctx, tx| import_file(ctx, tx, Subject::Figures, "nhieu.csv", file.as_bytes())), 3_000);
    assert_eq!(office.facts(), before + 1);
}
