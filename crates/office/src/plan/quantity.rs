//! Reading and writing a quantity in the measure of its indicator: money, percent, counts, other decimals.

use pack::measure::{Measure, MeasureKind};
use rust_decimal::Decimal;
use viet::bound::{self, Bound};

/// A quantity as typed: "trên 99 %", "1.748,6 tỷ", "335".
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    pub bound: Bound,
    /// Exact, in the base unit of the measure (đồng, percent points, pieces).
    pub value: Decimal,
}

/// Reads what an official typed into the base unit of the measure; the error is the sentence to show.
pub fn read(measure: &Measure, text: &str) -> Result<Typed, String> {
    let (bound, rest) = bound::split(text).map_err(|unreadable| unreadable.why)?;
    let value = match measure.kind {
        MeasureKind::Money => {
            if let Some(why) = without_unit(&rest) {
                return Err(why);
            }
            viet::money::read(&rest)
        }
        MeasureKind::Percent => viet::percent::read(&rest).map(|percent| percent.value),
        MeasureKind::Count | MeasureKind::Decimal => viet::number::read(without_noun(&rest, &measure.label)),
    };
    let value = value.map_err(|unreadable| unreadable.why)?;
    if measure.kind == MeasureKind::Count && !value.is_integer() {
        return Err(format!(
            "“{}” có phần lẻ, mà {} chỉ đếm theo số nguyên. Ghi số nguyên.",
            text.trim(),
            measure.label
        ));
    }
    if value.abs() > LARGEST {
        return Err(format!("“{}” lớn hơn mọi số có thật. Kiểm tra đơn vị tỷ, triệu, nghìn đồng.", text.trim()));
    }
    Ok(Typed { bound, value })
}

/// No figure of an administration is larger: a thousand million tỷ đồng. Sums of thousands of units still fit.
pub const LARGEST: Decimal = Decimal::from_parts(2_808_348_672, 232_830_643, 0, false, 0); // 10^18

/// Whether a value lies above the most its indicator can be: "trên 100 %" already lies above a cap of 100 %.
pub fn over_cap(bound: Bound, value: Decimal, cap: Decimal) -> bool {
    value > cap || (bound == Bound::Above && value >= cap)
}

/// The smallest amount a plan or a report states in bare đồng; a smaller bare number has lost its "tỷ" or "triệu".
const SMALLEST_BARE: i64 = 1_000_000;

/// Why a bare number is not an amount: "6.191" typed for "6.191 tỷ" must not become six thousand đồng.
fn without_unit(text: &str) -> Option<String> {
    if text.contains(char::is_alphabetic) {
        return None;
    }
    let number = viet::number::read(text).ok()?;
    let lost = !number.is_zero() && (number.abs() < Decimal::from(SMALLEST_BARE) || !number.is_integer());
    lost.then(|| format!("“{text}” thiếu đơn vị tiền. Ghi rõ: {text} tỷ đồng, {text} triệu đồng, hoặc {text} đồng."))
}

/// "335 cơ sở" is read as 335 when the measure is counted in "cơ sở"; any other noun stays and is found unreadable.
fn without_noun<'a>(text: &'a str, label: &str) -> &'a str {
    let start = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (digits, noun) = text.split_at(start);
    if viet::fold::fold(noun) == viet::fold::fold(label) { digits.trim() } else { text }
}

/// Writes a value with its measure, exactly: `1.748,6 tỷ đồng`, `99,2 %`, `335 cơ sở`.
pub fn write(measure: &Measure, value: Decimal) -> String {
    match measure.kind {
        MeasureKind::Money => viet::money::write(value),
        MeasureKind::Percent => viet::percent::write(value, value.normalize().scale()),
        MeasureKind::Count | MeasureKind::Decimal => format!("{}\u{a0}{}", viet::number::write(value), measure.label),
    }
}

/// Writes a value with the word of its bound: `trên 99 %`.
pub fn write_bound(measure: &Measure, bound: Bound, value: Decimal) -> String {
    let word = bound::word(bound);
    if word.is_empty() { write(measure, value) } else { format!("{word} {}", write(measure, value)) }
}

/// A measure for test tables.
#[cfg(test)]
pub(crate) fn sample(kind: MeasureKind, label: &str) -> Measure {
    Measure { code: label.into(), label: label.into(), kind, decimals: 0, scales: vec![] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use MeasureKind::{Count, Money, Percent};

    #[test]
    fn the_largest_number_is_a_thousand_million_ty() {
        assert_eq!(LARGEST.to_string(), "1000000000000000000");
    }

    #[test]
    fn t2_1_a_quantity_is_read_as_officials_write_it() {
        let rows = [
            (Money, "đồng", "1.748,6 tỷ", "eq 1748600000000 1.748,6 tỷ đồng"),
            (Money, "đồng", "172,519 tỷ", "eq 172519000000 172,519 tỷ đồng"),
            (Money, "đồng", "15.547 tỷ 719 triệu đồng", "eq 15547719000000 15.547,719 tỷ đồng"),
            (Money, "đồng", "6.107 tỷ 503 triệu đồng", "eq 6107503000000 6.107,503 tỷ đồng"),
            (Percent, "%", "trên 99 %", "gt 99 trên 99 %"),
            (Percent, "%", "99,2", "eq 99.2 99,2 %"),
            (Count, "cơ sở", "335 cơ sở", "eq 335 335 cơ sở"),
            (Count, "cơ sở", "1870", "eq 1870 1.870 cơ sở"),
            (Count, "cơ sở", "dưới 20", "lt 20 dưới 20 cơ sở"),
            (Count, "cơ sở", "20 hộ", "unreadable"),
            (Count, "cơ sở", "20,5", "unreadable"),
            (Count, "cơ sở", "khoảng 20", "unreadable"),
            (Count, "k", "5 \u{212a}", "eq 5 5 k"),
            (Money, "đồng", "", "unreadable"),
            (Money, "đồng", "6.191", "unreadable"),
            (Money, "đồng", "1.748,6", "unreadable"),
            (Money, "đồng", "6.191 đồng", "eq 6191 6.191 đồng"),
            (Money, "đồng", "6.191.000.000.000", "eq 6191000000000 6.191 tỷ đồng"),
            (Money, "đồng", "0", "eq 0 0 đồng"),
        ];
        for (kind, label, text, expected) in rows {
            let measure = sample(kind, label);
            let shown = read(&measure, text).map_or("unreadable".into(), |typed| {
                format!("{} {} {}", typed.bound.code(), typed.value, write_bound(&measure, typed.bound, typed.value))
            });
            assert_eq!(shown.replace('\u{a0}', " "), expected, "{text}");
        }
    }
}
