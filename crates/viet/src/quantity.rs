//! Any quantity a report states: money, a percentage, a count with its noun, a ratio; with its bound.

use crate::bound::{self, Bound};
use crate::percent::Percent;
use crate::{Unreadable, money, number, percent};
use rust_decimal::Decimal;

/// A quantity and how it bounds the truth.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    pub bound: Bound,
    pub quantity: Quantity,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// In đồng.
    Money {
        dong: Decimal,
    },
    Percent(Percent),
    /// `335 cơ sở`; the noun may be empty.
    Count {
        value: Decimal,
        noun: String,
    },
    /// `20/22 chỉ tiêu`.
    Ratio {
        part: Decimal,
        whole: Decimal,
        noun: String,
    },
    /// `1.748,6 tỷ/6.191 tỷ đồng`, in đồng.
    MoneyRatio {
        part: Decimal,
        whole: Decimal,
    },
}

impl Quantity {
    /// The exact share of a ratio in percent points; `None` for other quantities and a whole of zero.
    pub fn share(&self) -> Option<Decimal> {
        match self {
            Quantity::Ratio { part, whole, .. } | Quantity::MoneyRatio { part, whole } => {
                part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(*whole)
            }
            _ => None,
        }
    }
}

/// Reads a quantity; what it is follows from how it is written.
pub fn read(text: &str) -> Result<Read, Unreadable> {
    let (bound, rest) = bound::split(text)?;
    let quantity = if let Some((part, whole)) = rest.split_once('/') {
        ratio(text, part, whole)?
    } else if rest.ends_with('%') {
        Quantity::Percent(percent::read(&rest)?)
    } else if is_money(&rest) {
        Quantity::Money { dong: money::read(&rest)? }
    } else {
        let (value, noun) = counted(&rest)?;
        Quantity::Count { value, noun }
    };
    Ok(Read { bound, quantity })
}

fn is_money(text: &str) -> bool {
    const WORDS: [&str; 10] = ["đồng", "tỷ", "tỉ", "triệu", "nghìn", "ngàn", "vnd", "vnđ", "trđ", "tr.đ"];
    text.split(|c: char| c.is_whitespace() || c.is_ascii_digit())
        .any(|word| WORDS.contains(&word.trim_matches([',', '.'])))
        || text.trim_end_matches('đ').ends_with(|c: char| c.is_ascii_digit()) && text.ends_with('đ')
}

fn ratio(text: &str, part: &str, whole: &str) -> Result<Quantity, Unreadable> {
    if is_money(whole) {
        let whole_dong = money::read(whole)?;
        return Ok(Quantity::MoneyRatio { part: money::read(part)?, whole: whole_dong });
    }
    let (whole, noun) = counted(whole)?;
    if whole.is_zero() {
        return Err(Unreadable::new(
            text,
            format!("“{}”: tổng bằng 0 nên không có tỷ lệ. Kiểm tra lại tổng.", text.trim()),
        ));
    }
    Ok(Quantity::Ratio { part: number::read(part)?, whole, noun })
}

fn counted(text: &str) -> Result<(Decimal, String), Unreadable> {
    let end = text.find(char::is_alphabetic).unwrap_or(text.len());
    Ok((number::read(&text[..end])?, text[end..].trim().to_owned()))
}

/// Writes a quantity back as officials write it.
pub fn write(read: &Read) -> String {
    let plain = match &read.quantity {
        Quantity::Money { dong } => money::write(*dong),
        Quantity::Percent(percent) => percent::write(percent.value, percent.decimals),
        Quantity::Count { value, noun } => with_noun(number::write(*value), noun),
        Quantity::Ratio { part, whole, noun } => {
            with_noun(format!("{}/{}", number::write(*part), number::write(*whole)), noun)
        }
        Quantity::MoneyRatio { part, whole } => format!("{}/{}", money::write(*part), money::write(*whole)),
    };
    let word = bound::word(read.bound);
    if word.is_empty() { plain } else { format!("{word} {plain}") }
}

fn with_noun(number: String, noun: &str) -> String {
    if noun.is_empty() { number } else { format!("{number}\u{a0}{noun}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantities_are_read_and_written_back() {
        let rows = [
            ("15.547 tỷ 719 triệu đồng", "15.547,719 tỷ đồng"),
            ("trên 99 %", "trên 99 %"),
            ("28,24%", "28,24 %"),
            ("335 cơ sở", "335 cơ sở"),
            ("20/22 chỉ tiêu", "20/22 chỉ tiêu"),
            ("1.748,6 tỷ/6.191 tỷ đồng", "1.748,6 tỷ đồng/6.191 tỷ đồng"),
            ("1870", "1.870"),
            ("08 nhiệm vụ", "8 nhiệm vụ"),
            ("500.000đ", "500 nghìn đồng"),
        ];
        for (text, expected) in rows {
            let read = read(text).expect(text);
            assert_eq!(write(&read).replace('\u{a0}', " "), expected, "{text}");
        }
    }

    #[test]
    fn a_ratio_has_a_share() {
        let share = |text: &str| read(text).expect(text).quantity.share().map(|s| number::write_rounded(s, 2));
        assert_eq!(share("20/22 chỉ tiêu"), Some("90,91".into()));
        assert_eq!(share("1.748,6 tỷ/6.191 tỷ đồng"), Some("28,24".into()));
        assert_eq!(share("335 cơ sở"), None);
        assert!(read("5/0").expect_err("zero").why.contains("tổng bằng 0"));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = read(&text);
        }
    }
}
