//! Bounds: a quantity written as "trên 99 %", "dưới 20", "ít nhất 5".

use crate::Unreadable;
use crate::fold::plain;
use serde::{Deserialize, Serialize};

/// How a written quantity bounds the true one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    Equal,
    Above,
    AtLeast,
    Below,
    AtMost,
}

impl Bound {
    /// The code kept in tables: eq, gt, ge, lt, le.
    pub fn code(self) -> &'static str {
        match self {
            Bound::Equal => "eq",
            Bound::Above => "gt",
            Bound::AtLeast => "ge",
            Bound::Below => "lt",
            Bound::AtMost => "le",
        }
    }

    /// The bound of a code.
    pub fn from_code(code: &str) -> Option<Bound> {
        [Bound::Equal, Bound::Above, Bound::AtLeast, Bound::Below, Bound::AtMost].into_iter().find(|b| b.code() == code)
    }
}

/// Words and signs that open a bound.
const OPENERS: &[(&str, Bound)] = &[
    (">=", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("≤", Bound::AtMost),
    (">", Bound::Above),
    ("<", Bound::Below),
    ("trên", Bound::Above),
    ("hơn", Bound::Above),
    ("ít nhất", Bound::AtLeast),
    ("tối thiểu", Bound::AtLeast),
    ("không dưới", Bound::AtLeast),
    ("dưới", Bound::Below),
    ("không quá", Bound::AtMost),
    ("tối đa", Bound::AtMost),
];

/// Words that only say "about": a figure is not a bound and not a guess.
const ABOUT: &[&str] = &["khoảng", "gần", "xấp xỉ", "ước"];

/// Parts the bound from the quantity. "khoảng" and the like are refused: the figure is given, and its status says *ước*.
pub fn split(text: &str) -> Result<(Bound, String), Unreadable> {
    let spelled = plain(text);
    for word in ABOUT {
        if let Some(rest) = spelled.strip_prefix(word)
            && rest.starts_with(' ')
        {
            return Err(Unreadable::new(
                text,
                format!("“{}”: bỏ chữ “{word}”, ghi con số và chọn trạng thái “ước thực hiện”.", text.trim()),
            ));
        }
    }
    for (opener, bound) in OPENERS {
        if let Some(rest) = spelled.strip_prefix(opener)
            && !rest.starts_with(char::is_alphabetic)
        {
            return Ok((*bound, rest.trim().to_owned()));
        }
    }
    Ok((Bound::Equal, spelled))
}

/// The word before the quantity; empty for an exact one.
pub fn word(bound: Bound) -> &'static str {
    match bound {
        Bound::Equal => "",
        Bound::Above => "trên",
        Bound::AtLeast => "ít nhất",
        Bound::Below => "dưới",
        Bound::AtMost => "không quá",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_parted() {
        let rows = [
            ("trên 99 %", Bound::Above, "99 %"),
            ("Dưới 20 m3", Bound::Below, "20 m3"),
            (">=5", Bound::AtLeast, "5"),
            ("< 3", Bound::Below, "3"),
            ("không quá 10", Bound::AtMost, "10"),
            ("không dưới 10", Bound::AtLeast, "10"),
            ("335", Bound::Equal, "335"),
        ];
        for (text, bound, rest) in rows {
            assert_eq!(split(text), Ok((bound, rest.to_owned())), "{text}");
        }
        assert!(split("khoảng 20").expect_err("about").why.contains("ước thực hiện"));
    }

    #[test]
    fn codes_read_back() {
        for bound in [Bound::Equal, Bound::Above, Bound::AtLeast, Bound::Below, Bound::AtMost] {
            assert_eq!(Bound::from_code(bound.code()), Some(bound));
        }
    }
}
