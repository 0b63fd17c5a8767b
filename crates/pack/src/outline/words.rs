//! Words an official writes around a computed difference.

use rust_decimal::Decimal;

use crate::write;

/// `tăng 8,00 %`, `giảm 2,50 %` or `không đổi`, for growth in percent, rounded
/// half-up to `decimals`.
pub fn growth_words(points: Decimal, decimals: u32) -> String {
    let size = write::percent(points.abs(), decimals);
    match write::sign(points, decimals) {
        std::cmp::Ordering::Greater => format!("tăng {size}"),
        std::cmp::Ordering::Less => format!("giảm {size}"),
        std::cmp::Ordering::Equal => "không đổi".to_owned(),
    }
}

/// `chậm 5,09 điểm phần trăm`, `nhanh 19,01 điểm phần trăm` or `ngang bằng`,
/// for a distance to the even pace in percentage points.
pub fn gap_words(points: Decimal, decimals: u32) -> String {
    let size = write::number(points.abs(), decimals);
    match write::sign(points, decimals) {
        std::cmp::Ordering::Greater => format!("nhanh {size}\u{a0}điểm phần trăm"),
        std::cmp::Ordering::Less => format!("chậm {size}\u{a0}điểm phần trăm"),
        std::cmp::Ordering::Equal => "ngang bằng".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_worded() {
        let rows = [
            ("8", "tăng 8,00\u{a0}%", "nhanh 8,00\u{a0}điểm phần trăm"),
            ("-5.0891", "giảm 5,09\u{a0}%", "chậm 5,09\u{a0}điểm phần trăm"),
            ("-0.004", "không đổi", "ngang bằng"),
        ];
        for (points, growth, gap) in rows {
            let points: Decimal = points.parse().expect("a number of the table");
            assert_eq!(growth_words(points, 2), growth);
            assert_eq!(gap_words(points, 2), gap);
        }
    }
}
