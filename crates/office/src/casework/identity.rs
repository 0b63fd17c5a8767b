//! Số định danh cá nhân: what its digits say, checked against birth year and sex (Nghị định 137/2015/NĐ-CP Điều 13).
//!
//! A wrong length is a fault. Digits that do not fit birth year, sex or province are only a warning, because cards and
//! source registers are known to hold mistakes.

use jiff::civil::Date;

/// Codes of the provinces in which a birth was registered before 1/7/2025; numbers given then stay.
const PROVINCES: &[u16] = &[
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45,
    46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92,
    93, 94, 95, 96,
];

/// What is wrong with a number, in Vietnamese; `Ok` carries warnings.
///
/// # Errors
/// When it can be no identity number at all.
pub fn check_identity(number: &str, born_on: Option<Date>, sex: &str) -> Result<Vec<String>, String> {
    if !number.chars().all(|c| c.is_ascii_digit()) {
        return Err("Số định danh chỉ gồm chữ số. Bỏ dấu cách và chữ cái.".into());
    }
    match number.len() {
        12 => Ok(warnings(number, born_on, sex)),
        9 => Ok(vec!["Số chứng minh nhân dân 9 số hết giá trị sử dụng từ 01/01/2025. Hỏi thẻ căn cước.".into()]),
        length => Err(format!("Số định danh có {length} chữ số; thẻ căn cước có 12 chữ số. Kiểm tra lại trên thẻ.")),
    }
}

fn warnings(number: &str, born_on: Option<Date>, sex: &str) -> Vec<String> {
    let mut found = Vec::new();
    let digits: Vec<u16> = number.bytes().map(|b| u16::from(b - b'0')).collect();
    let [a, b, c, century, y1, y2, ..] = digits[..] else { return found };
    let province = a * 100 + b * 10 + c;
    if province < 100 && !PROVINCES.contains(&province) {
        found.push(format!("Ba số đầu {province:03} không phải mã tỉnh đã biết. Đối chiếu với thẻ."));
    }
    let male = century % 2 == 0;
    if (sex == "male" && !male) || (sex == "female" && male) {
        found.push(format!("Chữ số thứ tư ({century}) không khớp giới tính đã ghi. Đối chiếu với thẻ."));
    }
    if let Some(born) = born_on {
        let year = 1900 + i16::try_from(century / 2 * 100 + y1 * 10 + y2).unwrap_or(0);
        if year != born.year() {
            found.push(format!("Số định danh cho năm sinh {year}, đã ghi {}. Đối chiếu với thẻ.", born.year()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn structure_is_an_error_only_in_length() {
        let born = Some(date(1985, 3, 12));
        let rows = [
            ("001085012345", born, "male", Ok(0)),
            ("001185012345", born, "female", Ok(0)),
            ("001185012345", born, "male", Ok(1)),
            ("001086012345", born, "male", Ok(1)),
            ("001186012345", born, "male", Ok(2)),
            ("003085012345", born, "male", Ok(1)),
            ("001204012345", Some(date(2004, 1, 1)), "male", Ok(0)),
            ("123456789", born, "male", Ok(1)),
            ("00108501234", born, "male", Err("11 chữ số")),
            ("00108501234a", born, "male", Err("chỉ gồm chữ số")),
            ("001085012345", None, "", Ok(0)),
        ];
        for (number, born, sex, expected) in rows {
            match (check_identity(number, born, sex), expected) {
                (Ok(warnings), Ok(count)) => assert_eq!(warnings.len(), count, "{number} {sex}: {warnings:?}"),
                (Err(sentence), Err(part)) => assert!(sentence.contains(part), "{number}: {sentence}"),
                (got, _) => panic!("{number}: {got:?}"),
            }
        }
    }
}
