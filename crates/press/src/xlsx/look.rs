//! Formats of cells, and exact numbers at the border of a file that only holds doubles.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::Align;

/// Digits a double holds exactly in decimal.
const DOUBLE_DIGITS: usize = 15;

/// The base of every format.
pub(super) fn plain() -> Format {
    Format::new().set_font_name("Times New Roman").set_font_size(12)
}

/// Wrapped text at the top of its cell.
pub(super) fn wrapped() -> Format {
    plain().set_text_wrap().set_align(FormatAlign::Top)
}

/// Head of a column.
pub(super) fn head() -> Format {
    let head = plain().set_bold().set_text_wrap().set_border(FormatBorder::Thin);
    head.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
}

/// A cell of a table.
pub(super) fn cell(align: Align, bold: bool) -> Format {
    let align = match align {
        Align::Left => FormatAlign::Left,
        Align::Right => FormatAlign::Right,
        Align::Center => FormatAlign::Center,
    };
    let cell = plain().set_border(FormatBorder::Thin).set_text_wrap().set_align(align);
    let cell = cell.set_align(FormatAlign::VerticalCenter);
    if bold { cell.set_bold() } else { cell }
}

/// Height in points of a row whose text wraps at `line` letters; not every program fits rows itself.
pub(super) fn row_height(text: &str, line: usize) -> f64 {
    let lines = text.chars().count().div_ceil(line.max(1)).clamp(1, 25);
    lines as f64 * 16.5
}

/// The number as a double. XLSX stores nothing else, so this is the one place where an exact number
/// becomes a float. A fraction is rounded to the digits a double keeps; a whole number with more of
/// them is `None` and goes out as text.
pub(super) fn double(value: Decimal) -> Option<f64> {
    let digits = value.normalize().mantissa().unsigned_abs().to_string().len();
    match (digits > DOUBLE_DIGITS, value.is_integer()) {
        (true, true) => None,
        (true, false) => value.round_sf(DOUBLE_DIGITS as u32)?.to_f64(),
        (false, _) => value.to_f64(),
    }
}

/// The number to store for a printed text, in the measure that the text names: an amount of
/// 1748600000000 đồng printed as `1.748,6 tỷ đồng` is stored as 1748.6. Where the text is only a
/// rounding of the value, the value itself is stored. `None` when the text is not one number.
pub(super) fn in_printed_measure(text: &str, value: Decimal, decimals: u32) -> Option<(Decimal, u32)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || ".,-−".contains(c))).unwrap_or(text.len());
    let (number, measure) = text.split_at(end);
    let printed = viet::number::read(number).ok()?;
    if measure.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let written = number.split_once(',').map_or(0, |(_, fraction)| fraction.len() as u32);
    let same = viet::number::round_half_up(value, written) == printed;
    Some(if same { (value, written.max(decimals.min(written))) } else { (printed, written) })
}

/// The number format that shows a value as printed: `28,24 %` gives `[$-42A]#,##0.00" %"`.
/// In the file a comma parts thousands and a point decimals; 42A is Vietnamese, which swaps them.
pub(super) fn number_format(printed: &str, decimals: u32) -> String {
    let mut format = String::from("[$-42A]#,##0");
    if decimals > 0 {
        format.push('.');
        format.push_str(&"0".repeat(decimals.min(20) as usize));
    }
    let measure = printed.trim_start_matches(|c: char| c.is_ascii_digit() || ".,-−".contains(c));
    let only_measure = measure.chars().all(|c| !c.is_ascii_digit() && c != '"') && measure.len() < 60;
    if only_measure && !measure.is_empty() && measure.len() < printed.len() {
        format.push_str(&format!("\"{measure}\""));
    }
    format
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_show_numbers_as_printed() {
        let rows = [
            ("28,24\u{a0}%", 2, "[$-42A]#,##0.00\"\u{a0}%\""),
            ("6.191", 0, "[$-42A]#,##0"),
            ("1.748,6 tỷ", 1, "[$-42A]#,##0.0\" tỷ\""),
            ("15.547 tỷ 719 triệu đồng", 0, "[$-42A]#,##0"),
            ("", 1, "[$-42A]#,##0.0"),
            ("5 \"x\"", 0, "[$-42A]#,##0"),
        ];
        for (printed, decimals, expected) in rows {
            assert_eq!(number_format(printed, decimals), expected);
        }
    }

    #[test]
    fn values_are_stored_in_the_measure_printed() {
        // Printed, value, decimals of the figure; what is stored and with how many decimals.
        let rows = [
            ("1.748,6 tỷ đồng", "1748600000000", 0, "1748.6 1"),
            ("1.748.600.000.000 đồng", "1748600000000", 0, "1748600000000 0"),
            ("6.191", "6191", 0, "6191 0"),
            ("28,24\u{a0}%", "28.2441", 2, "28.2441 2"),
            ("28\u{a0}%", "28.2441", 2, "28.2441 0"),
            ("-14,14\u{a0}%", "-14.14", 2, "-14.14 2"),
            ("−14,14\u{a0}%", "-14.14", 2, "-14.14 2"),
            ("172,519 tỷ đồng", "172519000000", 3, "172.519 3"),
            ("15.547 tỷ 719 triệu đồng", "15547719000000", 0, ""),
            ("trên 99\u{a0}%", "99", 0, ""),
            ("chưa có", "5", 0, ""),
            ("", "5", 0, ""),
        ];
        for (printed, value, decimals, expected) in rows {
            let stored = in_printed_measure(printed, value.parse().unwrap_or_default(), decimals);
            let shown = stored.map(|(value, decimals)| format!("{value} {decimals}")).unwrap_or_default();
            assert_eq!(shown, expected, "{printed}");
        }
    }

    #[test]
    fn only_what_a_double_keeps_becomes_one() {
        let rows = [
            ("1748600000000", Some(1_748_600_000_000.0)),
            ("-14.14", Some(-14.14)),
            ("0", Some(0.0)),
            // Whole numbers with more than 15 digits go out as text …
            ("123456789012345", Some(123_456_789_012_345.0)),
            ("1234567890123456", None),
            ("-1234567890123456.00", None),
            // … and fractions are rounded to 15 digits.
            ("33.333333333333333333", Some(33.333_333_333_333_3)),
            ("1234567890123456.7", Some(1_234_567_890_123_460.0)),
            ("0.000123456789012345678", Some(0.000_123_456_789_012_346)),
        ];
        for (value, expected) in rows {
            assert_eq!(double(value.parse().unwrap_or_default()), expected);
        }
    }
}
