//! A written number: a point parts thousands, a comma opens decimals, and the slips that a reader can tell apart from them.

use rust_decimal::Decimal;

/// A number as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub value: Decimal,
    /// Written decimals.
    pub decimals: u32,
    /// Whether it has exactly three decimals behind a comma: among things that are counted, a slip for thousands.
    pub three: bool,
}

/// Reads digits with points and commas; `None` for what is no number (`1.2.3`, a telephone number).
pub fn read(written: &str) -> Option<Written> {
    let (points, commas) = (written.matches('.').count(), written.matches(',').count());
    let groups = |text: &str, sign: char| {
        let mut parts = text.split(sign);
        let first = parts.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && parts.all(|part| part.len() == 3)
    };
    let plain = |text: &str, decimals: u32, three: bool| {
        let value: Decimal = text.parse().ok()?;
        // A number too long to be kept exactly loses decimals when it is read: what was written counts.
        (value.scale() <= 12 && decimals <= 12).then(|| Written { value: value.normalize(), decimals, three })
    };
    let places = |text: &str| u32::try_from(text.len()).unwrap_or(0);
    match (points, commas) {
        (0, 0) if written.len() <= 15 => plain(written, 0, false),
        (0, 1) => {
            let (whole, decimals) = written.split_once(',')?;
            plain(
                &format!("{whole}.{decimals}"),
                places(decimals),
                decimals.len() == 3 && whole.len() <= 3 && whole != "0",
            )
        }
        (1.., 0) if groups(written, '.') => plain(&written.replace('.', ""), 0, false),
        // One or two digits behind a point part no thousands: the point stands for a comma.
        (1, 0) => {
            let (_, decimals) = written.split_once('.')?;
            if decimals.len() > 2 {
                return None;
            }
            plain(written, places(decimals), false)
        }
        (1.., 1) => {
            let (whole, decimals) = written.split_once(',')?;
            if whole.contains('.') && groups(whole, '.') {
                return plain(&format!("{}.{decimals}", whole.replace('.', "")), places(decimals), false);
            }
            // `1,748.6`: the other way round.
            let (whole, decimals) = written.split_once('.')?;
            groups(whole, ',')
                .then(|| plain(&format!("{}.{decimals}", whole.replace(',', "")), places(decimals), false))?
        }
        (0, 2..) if groups(written, ',') => plain(&written.replace(',', ""), 0, false),
        _ => None,
    }
}

/// The value of a number in words, one to ten.
pub fn word(shown: &str) -> Option<u32> {
    let lower = shown.to_lowercase();
    let words = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    words.iter().position(|w| *w == lower).and_then(|at| u32::try_from(at + 1).ok())
}

/// The value of a number in words that begins at a token, up to ninety-nine, and behind which token it ends.
pub fn words(text: &crate::text::Text, at: usize) -> Option<(u32, usize)> {
    if !matches!(text.word(at), "mot" | "hai" | "ba" | "bon" | "nam" | "sau" | "bay" | "tam" | "chin" | "muoi") {
        return None;
    }
    let first = word(text.shown(at))?;
    let unit = |at: usize| match text.shown(at).to_lowercase().as_str() {
        "mốt" => Some(1),
        "lăm" => Some(5),
        "tư" => Some(4),
        other => word(other).filter(|n| *n < 10),
    };
    match (first, text.shown(at + 1).to_lowercase().as_str()) {
        (10, _) => Some(unit(at + 1).map_or((10, at + 1), |n| (10 + n, at + 2))),
        (2..=9, "mươi") => Some(unit(at + 2).map_or((first * 10, at + 2), |n| (first * 10 + n, at + 3))),
        _ => Some((first, at + 1)),
    }
}

/// The value of a Roman number up to 39; `None` for other letters.
pub fn roman(shown: &str) -> Option<u32> {
    let mut total = 0;
    let mut last = 0;
    for letter in shown.chars().rev() {
        let value = match letter {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        if value < last {
            total -= value.min(total)
        } else {
            total += value
        }
        last = last.max(value);
    }
    (total > 0 && total < 40).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_officials_write_them() {
        let rows = [
            ("1.748,6", "1748.6"),
            ("6.191", "6191"),
            ("172,519", "172.519"),
            ("161.721", "161721"),
            ("1.220,371", "1220.371"),
            ("1870", "1870"),
            ("04", "4"),
            ("40.5", "40.5"),
            ("1,748.6", "1748.6"),
            ("1.234.567", "1234567"),
        ];
        for (text, value) in rows {
            assert_eq!(read(text).map(|w| w.value.to_string()), Some(value.to_owned()), "{text}");
        }
        for text in [
            "1.2.3",
            "024.3822.1234",
            "1,23,4",
            "99999999999999999999",
            "9999999999999999999999999,99999999999999999999999999999999",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn roman_numbers_and_words() {
        assert_eq!((roman("XXV"), roman("XIV"), roman("VI"), roman("Xin")), (Some(25), Some(14), Some(6), None));
        assert_eq!((word("Hai"), word("năm"), word("nam")), (Some(2), Some(5), None));
    }
}
