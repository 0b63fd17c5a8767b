//! Percentages in percent points: 28.24 means `28,24 %`.

use crate::fold::plain;
use crate::{Unreadable, number};
use rust_decimal::Decimal;

/// A percentage with the number of decimals it was written with: what it may be a rounding of depends on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent {
    pub value: Decimal,
    pub decimals: u32,
}

/// Reads `28,24%`, `28,24 %` or a bare `28,24`.
pub fn read(text: &str) -> Result<Percent, Unreadable> {
    let spelled = plain(text);
    let digits = spelled.strip_suffix('%').unwrap_or(&spelled).trim();
    let value = number::read(digits).map_err(|inner| Unreadable::new(text, inner.why.replace("1.748,6", "28,24 %")))?;
    let decimals = digits.split_once(',').map_or(0, |(_, fraction)| fraction.len() as u32);
    Ok(Percent { value, decimals })
}

/// Writes percent points rounded half-up: `28,24 %`, with a no-break space.
pub fn write(value: Decimal, decimals: u32) -> String {
    format!("{}\u{a0}%", number::write_rounded(value, decimals))
}

/// Writes a difference of percentages: `5,09 điểm %`.
pub fn write_points(value: Decimal, decimals: u32) -> String {
    format!("{}\u{a0}điểm\u{a0}%", number::write_rounded(value, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_with_their_decimals() {
        let rows = [
            ("28,24%", "28.24", 2),
            ("56 %", "56", 0),
            ("149,3", "149.3", 1),
            ("10,90 %", "10.90", 2),
            ("-2%", "-2", 0),
        ];
        for (text, value, decimals) in rows {
            let read = read(text).expect(text);
            assert_eq!((read.value, read.decimals), (value.parse().expect(value), decimals), "{text}");
        }
        assert!(super::read("28.24%").expect_err("point").why.contains("28,24"));
    }

    #[test]
    fn percentages_are_written() {
        assert_eq!(write("28.2442".parse().expect("n"), 2), "28,24\u{a0}%");
        assert_eq!(write_points("-5.0891".parse().expect("n"), 2), "-5,09\u{a0}điểm\u{a0}%");
    }
}
