//! The closed choices of an indicator: the key that columns and forms keep, and the label of the screens.

use super::indicator::Source;
use pack::indicator::{Direction, FormulaKind, OverTime, OverUnits};

/// Value, key, Vietnamese label.
pub(super) type Words<T> = [(T, &'static str, &'static str)];

pub(super) const DIRECTIONS: &Words<Direction> = &[
    (Direction::More, "more", "càng nhiều càng tốt"),
    (Direction::Less, "less", "càng ít càng tốt"),
    (Direction::Neutral, "neutral", "không phân biệt"),
];

pub(super) const OVER_UNITS: &Words<OverUnits> =
    &[(OverUnits::Sum, "sum", "cộng các đơn vị"), (OverUnits::None, "none", "không cộng các đơn vị")];

pub(super) const OVER_TIME: &Words<OverTime> = &[
    (OverTime::Cumulative, "cumulative", "lũy kế từ đầu năm"),
    (OverTime::Point, "point", "tại thời điểm"),
    (OverTime::Period, "period", "riêng từng kỳ"),
];

pub(super) const FORMULAS: &Words<FormulaKind> = &[
    (FormulaKind::Ratio, "ratio", "tỷ lệ phần trăm a/b"),
    (FormulaKind::Sum, "sum", "tổng a + b"),
    (FormulaKind::Difference, "difference", "hiệu a − b"),
];

pub(super) const SOURCES: &Words<Source> =
    &[(Source::Pack, "pack", "bộ quy tắc"), (Source::Office, "office", "cơ quan tự khai báo")];

/// Which way is good, in words.
pub fn direction_label(direction: Direction) -> &'static str {
    DIRECTIONS.iter().find(|(known, ..)| *known == direction).map_or("", |(_, _, label)| label)
}

/// Scopes of the national and the district pack; any other scope is shown by its key.
const SCOPES: &[(&str, &str)] =
    &[("territory", "trên địa bàn"), ("district-budget", "ngân sách quận"), ("plan", "kế hoạch")];

/// A scope in words.
pub(super) fn scope(key: &str) -> &str {
    SCOPES.iter().find(|(known, _)| *known == key).map_or(key, |(_, label)| label)
}

/// The value with this key.
pub(super) fn find<T: Copy>(words: &Words<T>, key: &str) -> Option<T> {
    words.iter().find(|(_, k, _)| *k == key).map(|(value, _, _)| *value)
}

/// The key of a value.
pub(super) fn key<T: PartialEq>(words: &Words<T>, value: T) -> &'static str {
    words.iter().find(|(v, _, _)| *v == value).map_or("", |(_, key, _)| key)
}

/// The label of a value.
pub(super) fn label<T: PartialEq>(words: &Words<T>, value: T) -> &'static str {
    words.iter().find(|(v, _, _)| *v == value).map_or("", |(_, _, label)| label)
}

/// Key and label of every value, for a form.
pub(super) fn choices<T>(words: &Words<T>) -> Vec<(String, String)> {
    words.iter().map(|(_, key, label)| (key.to_string(), label.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads_back<T: Copy + PartialEq + std::fmt::Debug>(words: &Words<T>, values: &[T]) {
        assert_eq!(words.len(), values.len());
        for value in values {
            assert_eq!(find(words, key(words, *value)), Some(*value));
            assert!(!label(words, *value).is_empty(), "{value:?}");
        }
        assert_eq!(find(words, "la"), None);
    }

    #[test]
    fn every_value_has_a_key_that_reads_back() {
        reads_back(DIRECTIONS, &[Direction::More, Direction::Less, Direction::Neutral]);
        reads_back(OVER_UNITS, &[OverUnits::Sum, OverUnits::None]);
        reads_back(OVER_TIME, &[OverTime::Cumulative, OverTime::Point, OverTime::Period]);
        reads_back(FORMULAS, &[FormulaKind::Ratio, FormulaKind::Sum, FormulaKind::Difference]);
        reads_back(SOURCES, &[Source::Pack, Source::Office]);
    }
}
