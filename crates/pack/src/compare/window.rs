//! A range of values that one stated number may stand for.

use rust_decimal::Decimal;

/// A range of values. Which end belongs to it depends on how the stated number
/// was rounded: 56 % half-up stands for `55,5 ≤ p < 56,5`, and dividing by it
/// turns the ends round, so each end says for itself whether it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Lower end.
    pub from: Decimal,
    /// True when the lower end belongs to the window.
    pub from_included: bool,
    /// Upper end.
    pub to: Decimal,
    /// True when the upper end belongs to the window.
    pub to_included: bool,
}

impl Window {
    /// True when the value lies in the window.
    pub fn contains(&self, value: Decimal) -> bool {
        let above = value > self.from || (self.from_included && value == self.from);
        let below = value < self.to || (self.to_included && value == self.to);
        above && below
    }

    /// True when no value lies in it.
    pub fn is_empty(&self) -> bool {
        self.from > self.to || (self.from == self.to && !(self.from_included && self.to_included))
    }

    /// What lies in both windows; `None` when nothing does.
    pub fn meet(&self, other: &Self) -> Option<Self> {
        let (from, from_included) = match self.from.cmp(&other.from) {
            std::cmp::Ordering::Greater => (self.from, self.from_included),
            std::cmp::Ordering::Less => (other.from, other.from_included),
            std::cmp::Ordering::Equal => (self.from, self.from_included && other.from_included),
        };
        let (to, to_included) = match self.to.cmp(&other.to) {
            std::cmp::Ordering::Less => (self.to, self.to_included),
            std::cmp::Ordering::Greater => (other.to, other.to_included),
            std::cmp::Ordering::Equal => (self.to, self.to_included && other.to_included),
        };
        let met = Self { from, from_included, to, to_included };
        (!met.is_empty()).then_some(met)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(text: &str) -> Window {
        let inner = &text[1..text.len() - 1];
        let (from, to) = inner.split_once(' ').expect("two ends");
        Window {
            from: from.parse().expect("a number"),
            from_included: text.starts_with('['),
            to: to.parse().expect("a number"),
            to_included: text.ends_with(']'),
        }
    }

    #[test]
    fn ends_belong_or_not() {
        let rows = [
            ("[1 2)", "1", true),
            ("[1 2)", "2", false),
            ("(1 2]", "1", false),
            ("(1 2]", "2", true),
            ("(1 2)", "1.5", true),
        ];
        for (text, value, expected) in rows {
            assert_eq!(window(text).contains(value.parse().expect("a number")), expected, "{text} {value}");
        }
    }

    #[test]
    fn windows_meet() {
        let rows = [
            ("[1 3)", "[2 4)", Some("[2 3)")),
            ("(1 2]", "[2 3)", Some("[2 2]")),
            ("(1 2)", "[2 3)", None),
            ("[1 2]", "(1 2)", Some("(1 2)")),
            ("[1 2]", "[3 4]", None),
        ];
        for (a, b, expected) in rows {
            assert_eq!(window(a).meet(&window(b)), expected.map(window), "{a} {b}");
            assert_eq!(window(b).meet(&window(a)), expected.map(window), "{b} {a}");
        }
    }
}
