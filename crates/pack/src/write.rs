//! Numbers, amounts and days as they stand in the sentences of this crate.

use std::cmp::Ordering;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::measure::{Measure, MeasureKind};

/// No-break space: a number and its measure are never parted.
const NBSP: char = '\u{a0}';

/// The number rounded half-up to that many decimals.
pub(crate) fn rounded(value: Decimal, decimals: u32) -> Decimal {
    viet::number::round_half_up(value, decimals)
}

/// The sign of a number as it will be shown: what rounds to zero has none.
pub(crate) fn sign(value: Decimal, decimals: u32) -> Ordering {
    rounded(value, decimals).cmp(&Decimal::ZERO)
}

/// `1.748,60`: exactly `decimals` decimals.
pub(crate) fn number(value: Decimal, decimals: u32) -> String {
    viet::number::write_rounded(value, decimals)
}

/// `28,24 %`.
pub(crate) fn percent(value: Decimal, decimals: u32) -> String {
    viet::percent::write(value, decimals)
}

/// `30/4/2017`.
pub(crate) fn day(date: Date) -> String {
    viet::day::write(date)
}

/// `315,07 tỷ đồng`, `92 hồ sơ`, `99,20 %`: money of at least one tỷ is written
/// in tỷ with two decimals, smaller money in full đồng.
pub(crate) fn amount(value: Decimal, measure: &Measure) -> String {
    amount_with(value, measure, 2)
}

/// Like [`amount`], with that many decimals for money in its larger step.
pub(crate) fn amount_with(value: Decimal, measure: &Measure, decimals: u32) -> String {
    match measure.kind {
        MeasureKind::Percent => percent(value, measure.decimals),
        MeasureKind::Money => {
            let step = measure.scales.iter().rev().find(|step| value.abs() >= step.factor);
            match step.filter(|step| step.factor > Decimal::ONE) {
                Some(step) => {
                    let scaled = number(value / step.factor, decimals);
                    format!("{scaled}{NBSP}{} {}", step.word, measure.label)
                }
                None => format!("{}{NBSP}{}", number(value, 0), measure.label),
            }
        }
        MeasureKind::Count | MeasureKind::Decimal => {
            format!("{}{NBSP}{}", number(value, measure.decimals), measure.label)
        }
    }
}

/// `10.809,74–10.830,83 tỷ đồng`: two amounts in the larger step of the upper
/// one, with two decimals.
pub(crate) fn range(from: Decimal, to: Decimal, measure: &Measure) -> String {
    let step = measure.scales.iter().rev().find(|step| to.abs() >= step.factor);
    match step {
        Some(step) => {
            let end = |value: Decimal| number(value / step.factor, 2);
            format!("{}–{}{NBSP}{} {}", end(from), end(to), step.word, measure.label)
        }
        None => format!("{}–{}", number(from, measure.decimals.max(2)), amount(to, measure)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::ScaleStep;

    #[test]
    fn amounts_are_written_in_their_measure() {
        let measure = |kind, label: &str, decimals| Measure {
            code: "m".into(),
            label: label.into(),
            kind,
            decimals,
            scales: Vec::new(),
        };
        let mut dong = measure(MeasureKind::Money, "đồng", 0);
        let billion = Decimal::from(1_000_000_000);
        dong.scales = vec![ScaleStep { key: "billion".into(), word: "tỷ".into(), factor: billion }];
        let share = measure(MeasureKind::Percent, "%", 2);
        let cases = measure(MeasureKind::Count, "vụ", 0);
        let rows = [
            ("315066666667", &dong, "315,07 tỷ đồng"),
            ("-315066666667", &dong, "-315,07 tỷ đồng"),
            ("999999999", &dong, "999.999.999 đồng"),
            ("0", &dong, "0 đồng"),
            ("90.909", &share, "90,91 %"),
            ("1962", &cases, "1.962 vụ"),
        ];
        for (value, measure, expected) in rows {
            let value = value.parse().expect("a number of the table");
            assert_eq!(amount(value, measure).replace(NBSP, " "), expected);
        }
    }
}
