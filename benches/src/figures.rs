//! A hundred thousand figures, and the files in which offices would send them.

use crate::office::ward;
use anyhow::Result;
use rust_xlsxwriter::{Format, Workbook};
use std::fmt::Write;
use std::path::Path;

/// Wards that report.
pub const WARDS: usize = 250;
/// Months from January 2024 on.
const MONTHS: usize = 20;
/// All of them.
pub const COUNT: usize = WARDS * MONTHS * INDICATORS.len();

/// Indicators of the built-in pack: code, name, measure.
pub const INDICATORS: [(&str, &str, &str); 20] = [
    ("thu-nsnn", "Thu ngân sách nhà nước trên địa bàn", "đồng"),
    ("chi-ns", "Chi ngân sách quận", "đồng"),
    ("von-ke-hoach", "Kế hoạch vốn đầu tư công được giao", "đồng"),
    ("von-giai-ngan", "Vốn đầu tư công đã giải ngân", "đồng"),
    ("gtsx-thuong-mai-dich-vu", "Giá trị sản xuất thương mại - dịch vụ", "đồng"),
    ("gtsx-cong-nghiep-xay-dung", "Giá trị sản xuất công nghiệp - xây dựng", "đồng"),
    ("ho-so-tiep-nhan", "Hồ sơ thủ tục hành chính tiếp nhận", "hồ sơ"),
    ("ho-so-mot-cua", "Hồ sơ tiếp nhận tại bộ phận một cửa của quận", "hồ sơ"),
    ("ho-so-da-giai-quyet", "Hồ sơ đã giải quyết", "hồ sơ"),
    ("ho-so-dung-han", "Hồ sơ giải quyết đúng hạn và trước hạn", "hồ sơ"),
    ("co-so-an-uong", "Cơ sở dịch vụ ăn uống trên địa bàn", "cơ sở"),
    ("co-so-an-uong-kiem-tra", "Cơ sở dịch vụ ăn uống đã kiểm tra", "cơ sở"),
    ("vu-ngo-doc", "Vụ ngộ độc thực phẩm", "vụ"),
    ("trong-an", "Vụ trọng án", "vụ"),
    ("truong-chuan-moi", "Trường công nhận mới đạt chuẩn quốc gia", "trường"),
    ("truong-chuan-lai", "Trường công nhận lại đạt chuẩn quốc gia", "trường"),
    ("nhiem-vu-giao", "Nhiệm vụ được giao", "nhiệm vụ"),
    ("nhiem-vu-hoan-thanh", "Nhiệm vụ hoàn thành", "nhiệm vụ"),
    ("du-an-gpmb", "Dự án phải giải phóng mặt bằng", "dự án"),
    ("du-an-ban-giao", "Dự án đã bàn giao mặt bằng", "dự án"),
];

/// One figure.
pub struct Figure {
    /// From 1.
    pub ward: usize,
    /// Place in the list of indicators.
    pub indicator: usize,
    pub year: u16,
    pub month: u8,
    pub day: u8,
    /// In the base unit.
    pub value: u64,
}

/// All figures, month after month as they would have been reported.
pub fn all() -> impl Iterator<Item = Figure> {
    (0..MONTHS).flat_map(|month| {
        (1..=WARDS).flat_map(move |ward| (0..INDICATORS.len()).map(move |indicator| figure(month, ward, indicator)))
    })
}

fn figure(months: usize, ward: usize, indicator: usize) -> Figure {
    let (year, month) = (2024 + (months / 12) as u16, (months % 12 + 1) as u8);
    let step = 40 + (ward * 7 + indicator * 13) as u64 % 160;
    let money = if INDICATORS[indicator].2 == "đồng" { 1_000_000 } else { 1 };
    Figure { ward, indicator, year, month, day: last_day(year, month), value: step * u64::from(month) * money }
}

fn last_day(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 31,
    }
}

const HEAD: [&str; 6] = ["Chỉ tiêu", "Đơn vị", "Đến ngày", "Trạng thái", "Giá trị", "Đơn vị tính"];

/// Writes them as text the way people type it: `30/4/2024`, `1.234 triệu đồng`.
pub fn write_csv(file: &Path) -> Result<()> {
    let mut text = format!("{}\n", HEAD.join(","));
    for figure in all() {
        let (_, name, measure) = INDICATORS[figure.indicator];
        let Figure { day, month, year, value, .. } = figure;
        let (value, measure) =
            if measure == "đồng" { (value / 1_000_000, "triệu đồng") } else { (value, measure) };
        writeln!(text, "{name},{},{day}/{month}/{year},thực hiện,{},{measure}", ward(figure.ward), pointed(value))?;
    }
    std::fs::write(file, text)?;
    Ok(())
}

/// Writes them as cells: numbers as numbers, days as days.
pub fn write_xlsx(file: &Path) -> Result<()> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet();
    for (column, head) in HEAD.iter().enumerate() {
        sheet.write(0, column as u16, *head)?;
    }
    for (at, figure) in all().enumerate() {
        let (row, (_, name, measure)) = (at as u32 + 1, INDICATORS[figure.indicator]);
        let until = rust_xlsxwriter::ExcelDateTime::from_ymd(figure.year, figure.month, figure.day)?;
        sheet.write(row, 0, name)?.write(row, 1, ward(figure.ward))?.write_with_format(row, 2, &until, &day)?;
        sheet.write(row, 3, "thực hiện")?.write(row, 4, figure.value as f64)?.write(row, 5, measure)?;
    }
    book.save(file)?;
    Ok(())
}

/// `1234` as `1.234`.
pub fn pointed(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_a_hundred_thousand() {
        assert_eq!((all().count(), COUNT), (100_000, 100_000));
    }

    #[test]
    fn thousands_are_pointed() {
        // value, text
        let rows = [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567")];
        for (value, expected) in rows {
            assert_eq!(pointed(value), expected);
        }
    }
}
