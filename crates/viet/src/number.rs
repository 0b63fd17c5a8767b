//! Numbers: a point parts thousands, a comma opens the decimals: `1.748,6`.

use crate::Unreadable;
use crate::fold::plain;
use rust_decimal::{Decimal, RoundingStrategy};

/// Reads a number. A point (or a blank) must be followed by groups of exactly three digits; a comma is always the
/// decimal sign, so `172,519` is 172.519 and `161.721` is 161721.
pub fn read(text: &str) -> Result<Decimal, Unreadable> {
    let spelled = plain(text);
    let (negative, digits) = match spelled.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim()),
        None => (false, spelled.strip_prefix('+').unwrap_or(&spelled).trim()),
    };
    if digits.is_empty() {
        return Err(Unreadable::new(text, "Chưa có số. Ghi bằng chữ số, ví dụ 1.748,6."));
    }
    let (whole, fraction) = match digits.split_once(',') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let whole = join_groups(text, whole)?;
    let fraction = fraction.map(|fraction| only_digits(text, fraction)).transpose()?.unwrap_or_default();
    let value: Decimal = Decimal::from_str_exact(&format!("{whole}.{fraction}0")).map_err(|_| {
        Unreadable::new(text, format!("“{}” quá lớn hoặc quá nhiều chữ số. Kiểm tra lại số đã ghi.", text.trim()))
    })?;
    let value = value.normalize();
    Ok(if negative { -value } else { value })
}

/// Joins `1.748` or `1 748`: the first group has one to three digits, each later one exactly three.
fn join_groups(text: &str, whole: &str) -> Result<String, Unreadable> {
    let groups: Vec<&str> = whole.split(['.', ' ']).collect();
    if let [only] = groups[..] {
        return only_digits(text, only);
    }
    let well = groups.iter().enumerate().all(|(at, group)| match at {
        0 => (1..=3).contains(&group.len()),
        _ => group.len() == 3,
    });
    if well && groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit())) {
        return Ok(groups.concat());
    }
    let shown = text.trim();
    if let [a, b] = groups[..]
        && whole.contains('.')
        && [a, b].iter().all(|g| !g.is_empty() && g.bytes().all(|c| c.is_ascii_digit()))
    {
        return Err(Unreadable::new(
            text,
            format!(
                "“{shown}”: dấu chấm chỉ để ngăn hàng nghìn và theo sau phải đủ ba chữ số. Nếu là phần thập phân, ghi “{a},{b}”."
            ),
        ));
    }
    Err(Unreadable::new(
        text,
        format!("“{shown}” không phải số. Ghi như 1.748,6: dấu chấm ngăn hàng nghìn, dấu phẩy trước phần thập phân."),
    ))
}

fn only_digits(text: &str, digits: &str) -> Result<String, Unreadable> {
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(digits.to_owned());
    }
    Err(Unreadable::new(
        text,
        format!(
            "“{}” không phải số. Ghi như 1.748,6: dấu chấm ngăn hàng nghìn, dấu phẩy trước phần thập phân.",
            text.trim()
        ),
    ))
}

/// Writes a number with all its decimals: `1.748,6`.
pub fn write(value: Decimal) -> String {
    group(&value.normalize().to_string())
}

/// Writes a number with exactly so many decimals, rounded half-up: `28,24`.
pub fn write_rounded(value: Decimal, decimals: u32) -> String {
    let rounded = round_half_up(value, decimals);
    group(&format!("{rounded:.*}", decimals as usize))
}

/// Rounds a half away from zero, as officials round.
pub fn round_half_up(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

fn group(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let zero = whole.bytes().chain(fraction.unwrap_or("").bytes()).all(|b| b == b'0');
    let mut out = String::from(if zero { "" } else { sign });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read() {
        let rows = [
            ("1.748,6", "1748.6"),
            ("172,519", "172.519"),
            ("161.721", "161721"),
            ("1.220,371", "1220.371"),
            ("1870", "1870"),
            ("04", "4"),
            ("-3,5", "-3.5"),
            ("1 748,6", "1748.6"),
            ("1\u{a0}748,60", "1748.6"),
            ("１２", "12"),
        ];
        for (text, expected) in rows {
            assert_eq!(read(text).map(|n| n.to_string()), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn unreadable_numbers_say_what_to_write() {
        let rows = [
            ("1.5", "ghi “1,5”"),
            ("12.34.567", "dấu chấm ngăn hàng nghìn"),
            ("", "Chưa có số"),
            ("abc", "không phải số"),
            ("1,2,3", "không phải số"),
            ("1,", "không phải số"),
            ("99999999999999999999999999999999", "quá lớn"),
        ];
        for (text, expected) in rows {
            let why = read(text).expect_err(text).why;
            assert!(why.contains(expected), "{text}: {why}");
        }
    }

    #[test]
    fn numbers_are_written() {
        let rows = [("1748.60", "1.748,6"), ("0", "0"), ("-1234567", "-1.234.567"), ("999", "999"), ("-0.0", "0")];
        for (value, expected) in rows {
            assert_eq!(write(value.parse().expect(value)), expected);
        }
        let rounded = [
            ("28.2442", 2, "28,24"),
            ("14.1366", 2, "14,14"),
            ("99.995", 2, "100,00"),
            ("-0.004", 2, "0,00"),
            ("0.5", 0, "1"),
        ];
        for (value, decimals, expected) in rounded {
            assert_eq!(write_rounded(value.parse().expect(value), decimals), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(mantissa in any::<i64>(), scale in 0_u32..9) {
            let value = Decimal::new(mantissa, scale);
            prop_assert_eq!(read(&write(value)), Ok(value.normalize()));
        }

        #[test]
        fn no_text_panics(text in ".{0,30}") {
            let _ = read(&text);
        }
    }
}
