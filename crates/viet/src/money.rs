//! Money: exact, in đồng; written in nghìn, triệu, tỷ, also joined: `15.547 tỷ 719 triệu đồng`.

use crate::fold::plain;
use crate::{Unreadable, number};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A step in which money is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    Dong,
    Thousand,
    Million,
    Billion,
}

impl Scale {
    const ALL: [Scale; 4] = [Scale::Billion, Scale::Million, Scale::Thousand, Scale::Dong];

    /// How many đồng one step holds.
    pub fn factor(self) -> Decimal {
        match self {
            Scale::Dong => Decimal::ONE,
            Scale::Thousand => Decimal::from(1_000),
            Scale::Million => Decimal::from(1_000_000),
            Scale::Billion => Decimal::from(1_000_000_000),
        }
    }

    /// The label of a column: `tỷ đồng`.
    pub fn label(self) -> &'static str {
        match self {
            Scale::Dong => "đồng",
            Scale::Thousand => "nghìn đồng",
            Scale::Million => "triệu đồng",
            Scale::Billion => "tỷ đồng",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Scale::Dong => "",
            Scale::Thousand => "nghìn",
            Scale::Million => "triệu",
            Scale::Billion => "tỷ",
        }
    }

    /// The step a label names, `tỷ đồng`, `triệu đồng`, `1.000 đồng` …; `None` when it names none.
    pub fn from_label(label: &str) -> Option<Scale> {
        match crate::fold::fold(label).as_str() {
            "ty dong" | "ti dong" | "ty" | "ti" => Some(Scale::Billion),
            "trieu dong" | "trieu" | "trd" | "tr.d" => Some(Scale::Million),
            "nghin dong" | "ngan dong" | "1.000 dong" | "1000 dong" | "1.000d" | "nghin" => Some(Scale::Thousand),
            "dong" | "d" | "vnd" => Some(Scale::Dong),
            _ => None,
        }
    }
}

/// Words that stand for a step, longest first, and the factor they bring.
const WORDS: &[(&str, u64)] = &[
    ("nghìn tỷ", 1_000_000_000_000),
    ("ngàn tỷ", 1_000_000_000_000),
    ("nghìn tỉ", 1_000_000_000_000),
    ("ngàn tỉ", 1_000_000_000_000),
    ("triệu", 1_000_000),
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("tr", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
];

/// Reads an amount into đồng. Parts of a joined amount must fall: each smaller than one step of the part before.
pub fn read(text: &str) -> Result<Decimal, Unreadable> {
    let spelled = plain(text);
    let (negative, amount) = match spelled.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim()),
        None => (false, spelled.as_str()),
    };
    let amount = without_currency(amount);
    let mut rest = amount;
    let mut total = Decimal::ZERO;
    let mut ceiling: Option<Decimal> = None;
    while !rest.is_empty() || ceiling.is_none() {
        let part = next_part(text, rest)?;
        let value = part.number.checked_mul(part.factor).ok_or_else(|| too_large(text))?;
        if ceiling.is_some_and(|ceiling| value >= ceiling || part.factor >= ceiling) {
            return Err(Unreadable::new(
                text,
                format!(
                    "“{}”: phần sau phải nhỏ hơn một đơn vị của phần trước. Ghi như 15.547 tỷ 719 triệu đồng.",
                    text.trim()
                ),
            ));
        }
        total = total.checked_add(value).ok_or_else(|| too_large(text))?;
        ceiling = Some(part.factor);
        rest = part.rest;
    }
    if !total.is_integer() {
        return Err(Unreadable::new(text, format!("“{}” lẻ dưới 1 đồng. Ghi tròn đến đồng.", text.trim())));
    }
    let total = total.normalize();
    Ok(if negative { -total } else { total })
}

struct Part<'a> {
    number: Decimal,
    factor: Decimal,
    rest: &'a str,
}

fn without_currency(amount: &str) -> &str {
    let amount = amount.trim().trim_end_matches('.').trim_end();
    for word in ["việt nam đồng", "đồng", "vnđ", "vnd", "đ"] {
        if let Some(rest) = amount.strip_suffix(word) {
            return rest.trim().trim_end_matches('.').trim_end();
        }
    }
    amount
}

fn next_part<'a>(text: &str, rest: &'a str) -> Result<Part<'a>, Unreadable> {
    let end = rest.find(|c: char| c.is_alphabetic()).unwrap_or(rest.len());
    let number = number::read(&rest[..end]).map_err(|inner| {
        let unknown = rest[..end].trim().is_empty() && end < rest.len();
        let why = if unknown {
            format!("“{}” không phải số tiền. Ghi như 1.748,6 tỷ đồng hoặc 15.547 tỷ 719 triệu đồng.", text.trim())
        } else {
            inner.why
        };
        Unreadable::new(text, why)
    })?;
    let tail = &rest[end..];
    if tail.is_empty() {
        return Ok(Part { number, factor: Decimal::ONE, rest: tail });
    }
    for (word, factor) in WORDS {
        if let Some(after) = tail.strip_prefix(word)
            && !after.starts_with(char::is_alphabetic)
        {
            return Ok(Part {
                number,
                factor: Decimal::from(*factor),
                rest: after.trim_start_matches('.').trim_start(),
            });
        }
    }
    Err(Unreadable::new(
        text,
        format!("“{}”: không hiểu đơn vị “{}”. Dùng nghìn, triệu hoặc tỷ đồng.", text.trim(), tail.trim()),
    ))
}

fn too_large(text: &str) -> Unreadable {
    Unreadable::new(text, format!("“{}” quá lớn. Kiểm tra lại đơn vị tỷ, triệu, nghìn đồng.", text.trim()))
}

/// Writes an amount exactly in the largest step that needs at most three decimals: `1.748,6 tỷ đồng`.
pub fn write(dong: Decimal) -> String {
    let fits = |scale: &Scale| {
        let amount = (dong / scale.factor()).normalize();
        // Nobody writes decimals of a nghìn: there the đồng are written out.
        let most = if *scale == Scale::Thousand { 0 } else { 3 };
        amount.scale() <= most && (amount.abs() >= Decimal::ONE || *scale == Scale::Dong)
    };
    write_in(dong, Scale::ALL.into_iter().find(fits).unwrap_or(Scale::Dong), None)
}

/// Writes an amount in a step; `None` decimals: as many as it needs.
pub fn write_in(dong: Decimal, scale: Scale, decimals: Option<u32>) -> String {
    let amount = dong / scale.factor();
    let text = decimals.map_or_else(|| number::write(amount), |decimals| number::write_rounded(amount, decimals));
    format!("{text}\u{a0}{}", scale.label())
}

/// Writes an amount as a joined one: `15.547 tỷ 719 triệu đồng`.
pub fn write_composite(dong: Decimal) -> String {
    let mut rest = dong.abs().trunc();
    let mut parts = Vec::new();
    for scale in Scale::ALL {
        let whole = (rest / scale.factor()).trunc();
        rest -= whole * scale.factor();
        if !whole.is_zero() {
            let word = scale.word();
            parts.push(if word.is_empty() {
                number::write(whole)
            } else {
                format!("{}\u{a0}{word}", number::write(whole))
            });
        }
    }
    if parts.is_empty() {
        parts.push("0".to_owned());
    }
    let sign = if dong.is_sign_negative() && !dong.is_zero() { "-" } else { "" };
    format!("{sign}{}\u{a0}đồng", parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn t2_1_amounts_as_the_reports_write_them() {
        let rows = [
            ("1.748,6 tỷ", 1_748_600_000_000_i64),
            ("172,519 tỷ", 172_519_000_000),
            ("15.547 tỷ 719 triệu đồng", 15_547_719_000_000),
            ("6.107 tỷ 503 triệu đồng", 6_107_503_000_000),
            ("6.877 tỷ 579 triệu đồng", 6_877_579_000_000),
            ("6.191 tỷ đồng", 6_191_000_000_000),
            ("1.220,371 TỶ ĐỒNG", 1_220_371_000_000),
            ("161.721 tỷ đồng", 161_721_000_000_000),
            ("500 nghìn", 500_000),
            ("1.500.000 đồng", 1_500_000),
            ("1.500.000", 1_500_000),
            ("1,2 nghìn tỷ", 1_200_000_000_000),
            ("12 trđ", 12_000_000),
            ("12 tr.đ", 12_000_000),
            ("3 tỉ", 3_000_000_000),
            ("2 ty\u{309} đồng", 2_000_000_000),
            ("-5 triệu", -5_000_000),
            ("0", 0),
        ];
        for (text, dong) in rows {
            assert_eq!(read(text), Ok(Decimal::from(dong)), "{text}");
        }
    }

    #[test]
    fn unreadable_amounts_say_what_to_write() {
        let rows = [
            ("1.5 tỷ", "ghi “1,5”"),
            ("1 tỷ 1500 triệu", "phần sau phải nhỏ hơn"),
            ("1 tỷ 2 tỷ", "phần sau phải nhỏ hơn"),
            ("1 triệu 2 tỷ", "phần sau phải nhỏ hơn"),
            ("mười tỷ", "không phải số tiền"),
            ("12 xu", "không hiểu đơn vị"),
            ("0,5 đồng", "lẻ dưới 1 đồng"),
            ("79228162514264337593543950335 tỷ", "quá lớn"),
            ("", "Chưa có số"),
            ("đồng", "Chưa có số"),
        ];
        for (text, expected) in rows {
            let why = read(text).expect_err(text).why;
            assert!(why.contains(expected), "{text}: {why}");
        }
    }

    #[test]
    fn amounts_are_written() {
        let rows = [
            (1_748_600_000_000_i64, "1.748,6 tỷ đồng", "1.748 tỷ 600 triệu đồng"),
            (719_000_000, "719 triệu đồng", "719 triệu đồng"),
            (6_190_999_999_999, "6.190.999.999.999 đồng", "6.190 tỷ 999 triệu 999 nghìn 999 đồng"),
            (1, "1 đồng", "1 đồng"),
            (0, "0 đồng", "0 đồng"),
            (15_547_719_000_000, "15.547,719 tỷ đồng", "15.547 tỷ 719 triệu đồng"),
            (-1_000_000_000, "-1 tỷ đồng", "-1 tỷ đồng"),
        ];
        for (dong, written, composite) in rows {
            assert_eq!(write(Decimal::from(dong)).replace('\u{a0}', " "), written);
            assert_eq!(write_composite(Decimal::from(dong)).replace('\u{a0}', " "), composite);
        }
        assert_eq!(write_in(Decimal::from(555_300_000_000_i64), Scale::Billion, Some(2)), "555,30\u{a0}tỷ đồng");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(dong in any::<i64>()) {
            let dong = Decimal::from(dong);
            prop_assert_eq!(read(&write(dong)), Ok(dong));
            prop_assert_eq!(read(&write_composite(dong)), Ok(dong));
        }

        #[test]
        fn no_text_panics(text in ".{0,30}") {
            let _ = read(&text);
        }

        #[test]
        fn no_likely_text_panics(text in "[0-9., tỷriệunghđồ-]{0,20}") {
            let _ = read(&text);
        }
    }
}
