//! Reads the value of a cell in the measure of its indicator; the measure may stand in the cell, beside it, in the head or
//! above the table.

use super::grid::CellValue;
use super::header::measure_key;
use crate::plan::quantity;
use pack::measure::{Measure, MeasureKind};
use rust_decimal::Decimal;
use viet::bound::Bound;

/// A value that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    pub bound: Bound,
    /// Exact, in the base unit of the measure.
    pub value: Decimal,
    /// As it was written, with its measure.
    pub typed: String,
}

/// Money may be written in these steps, under any of these words (folded).
const STEPS: &[(&[&str], i64, &str)] = &[
    (&["dong", "d", "vnd", "viet nam dong"], 1, "đồng"),
    (&["nghin dong", "ngan dong", "nghin", "ngan", "1.000 dong", "1000 dong", "1000d", "1.000d"], 1_000, "nghìn đồng"),
    (
        &["trieu dong", "trieu", "tr.dong", "tr dong", "trd", "tr.d", "tr. dong", "1.000.000 dong"],
        1_000_000,
        "triệu đồng",
    ),
    (&["ty dong", "ti dong", "ty", "ti"], 1_000_000_000, "tỷ đồng"),
    (&["nghin ty dong", "nghin ty", "ngan ty dong", "ngan ty"], 1_000_000_000_000, "nghìn tỷ đồng"),
];

/// Every folded word that can stand for a measure of the pack in a head.
pub fn measure_words(measures: &[Measure]) -> impl Iterator<Item = String> {
    let money = STEPS.iter().flat_map(|(words, ..)| words.iter().map(|word| (*word).to_owned()));
    let own = measures.iter().flat_map(|m| {
        std::iter::once(measure_key(&m.label))
            .chain(m.scales.iter().map(|s| measure_key(&format!("{} {}", s.word, m.label))))
    });
    money.chain(own).chain(["%".to_owned()])
}

/// How many base units one step of `written` holds, and the word for it; the error says what to write instead.
fn step(measure: &Measure, written: &str) -> Result<(Decimal, String), String> {
    let key = measure_key(written);
    if measure.kind == MeasureKind::Money {
        let found = STEPS.iter().find(|(words, ..)| words.contains(&key.as_str()));
        return found.map(|(_, factor, word)| (Decimal::from(*factor), (*word).to_owned())).ok_or_else(|| {
            format!("“{written}” không phải đơn vị tính của tiền. Ghi đồng, nghìn đồng, triệu đồng hoặc tỷ đồng.")
        });
    }
    if key == measure_key(&measure.label) || (measure.kind == MeasureKind::Percent && key.starts_with('%')) {
        return Ok((Decimal::ONE, measure.label.clone()));
    }
    let scale = measure
        .scales
        .iter()
        .find(|s| key == measure_key(&format!("{} {}", s.word, measure.label)) || key == measure_key(&s.word));
    scale
        .map(|s| (s.factor, format!("{} {}", s.word, measure.label)))
        .ok_or_else(|| format!("“{written}” không phải đơn vị tính của chỉ tiêu này. Ghi {}.", measure.label))
}

/// Reads a cell. `written` is the measure that stands nearest to it, if any does.
pub fn read(measure: &Measure, cell: &CellValue, written: Option<&str>) -> Result<Amount, String> {
    match cell {
        CellValue::Empty => Err("Chưa có giá trị. Ghi con số vào ô này, hoặc xóa cả dòng.".into()),
        CellValue::Day(day) => {
            Err(format!("Ô này đang là ngày {}. Định dạng lại ô thành số rồi ghi giá trị.", viet::day::write(*day)))
        }
        CellValue::Percent(points) if measure.kind == MeasureKind::Percent => {
            finish(measure, Bound::Equal, *points, Decimal::ONE, cell.shown())
        }
        CellValue::Percent(_) => Err(format!(
            "Ô này ở định dạng phần trăm, mà chỉ tiêu tính bằng {}. Định dạng lại ô thành số rồi ghi giá trị.",
            measure.label
        )),
        CellValue::Number(number) => scaled(measure, Bound::Equal, *number, written, &cell.shown()),
        CellValue::Text(text) => read_text(measure, text, written),
    }
}

fn read_text(measure: &Measure, text: &str, written: Option<&str>) -> Result<Amount, String> {
    if text.starts_with('#') {
        return Err(format!("Công thức trong ô này không tính được ({text}). Sửa công thức, hoặc ghi thẳng con số."));
    }
    let (bound, rest) = viet::bound::split(text).map_err(|unreadable| unreadable.why)?;
    if let Ok(number) = viet::number::read(&rest) {
        return scaled(measure, bound, number, written, text);
    }
    // The cell names its own measure; that is nearer than the head.
    let read = quantity::read(measure, text)?;
    Ok(Amount { bound: read.bound, value: read.value, typed: text.to_owned() })
}

/// A bare number in the step that stands beside it.
fn scaled(
    measure: &Measure,
    bound: Bound,
    number: Decimal,
    written: Option<&str>,
    shown: &str,
) -> Result<Amount, String> {
    let (factor, word) = match written {
        Some(written) => step(measure, written)?,
        None if measure.kind == MeasureKind::Money => {
            return Err(format!(
                "Chưa rõ {shown} là đồng, triệu đồng hay tỷ đồng. Ghi đơn vị tính vào cột “Đơn vị tính”, vào tiêu đề cột, hoặc ngay trong ô."
            ));
        }
        None => (Decimal::ONE, measure.label.clone()),
    };
    let join = if measure.kind == MeasureKind::Percent { "\u{a0}%".to_owned() } else { format!(" {word}") };
    finish(measure, bound, number, factor, format!("{shown}{join}"))
}

fn finish(measure: &Measure, bound: Bound, number: Decimal, factor: Decimal, typed: String) -> Result<Amount, String> {
    let Some(value) = number.checked_mul(factor).map(|value| value.normalize()) else {
        return Err(format!("“{typed}” quá lớn. Kiểm tra lại con số và đơn vị tính."));
    };
    if !value.is_integer() && measure.kind == MeasureKind::Money {
        return Err(format!("“{typed}” lẻ dưới 1 đồng. Làm tròn đến đồng rồi ghi lại."));
    }
    if !value.is_integer() && measure.kind == MeasureKind::Count {
        return Err(format!("“{typed}” có phần lẻ, mà {} chỉ đếm theo số nguyên. Ghi số nguyên.", measure.label));
    }
    Ok(Amount { bound, value, typed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(kind: MeasureKind, label: &str) -> Measure {
        Measure { code: label.into(), label: label.into(), kind, decimals: 0, scales: Vec::new() }
    }

    fn number(text: &str) -> CellValue {
        CellValue::Number(text.parse().unwrap_or_default())
    }

    #[test]
    fn cells_are_read_in_the_measure_beside_them() {
        let (dong, percent, count) = (
            measure(MeasureKind::Money, "đồng"),
            measure(MeasureKind::Percent, "%"),
            measure(MeasureKind::Count, "hồ sơ"),
        );
        let text = |text: &str| CellValue::of_text(text);
        let rows = [
            (&dong, number("1748.6"), Some("tỷ đồng"), "eq 1748600000000 1.748,6 tỷ đồng"),
            (&dong, text("1.748,6"), Some("Tỷ đồng"), "eq 1748600000000 1.748,6 tỷ đồng"),
            (&dong, text("172,519"), Some("tỷ đồng"), "eq 172519000000 172,519 tỷ đồng"),
            (&dong, text("15.547 tỷ 719 triệu đồng"), Some("triệu đồng"), "eq 15547719000000 15.547 tỷ 719 triệu đồng"),
            (&dong, number("1748600"), Some("tr.đ"), "eq 1748600000000 1.748.600 triệu đồng"),
            (&dong, number("1748600000000"), Some("đồng"), "eq 1748600000000 1.748.600.000.000 đồng"),
            (&dong, number("6191"), None, "Chưa rõ 6.191 là đồng"),
            (&dong, number("33.3333333333333"), Some("tỷ đồng"), "lẻ dưới 1 đồng"),
            (&dong, number("5"), Some("USD"), "“USD” không phải đơn vị tính của tiền"),
            (&dong, text("1748.6"), Some("tỷ đồng"), "ghi “1748,6”"),
            (&dong, text("#DIV/0!"), Some("tỷ đồng"), "không tính được"),
            (&dong, CellValue::Percent(28.into()), None, "định dạng phần trăm"),
            (&percent, CellValue::Percent("28.24".parse().unwrap_or_default()), None, "eq 28.24 28,24 %"),
            (&percent, text("trên 99 %"), None, "gt 99 trên 99 %"),
            (&percent, number("99.2"), Some("%"), "eq 99.2 99,2 %"),
            (&count, text("trên 1870"), None, "gt 1870 trên 1870 hồ sơ"),
            (&count, number("335"), Some("hồ sơ"), "eq 335 335 hồ sơ"),
            (&count, number("3.5"), None, "chỉ đếm theo số nguyên"),
            (&count, number("3"), Some("tỷ đồng"), "không phải đơn vị tính của chỉ tiêu này"),
            (&count, CellValue::Day(jiff::civil::Date::constant(2017, 4, 30)), None, "đang là ngày 30/4/2017"),
            (&count, CellValue::Empty, None, "Chưa có giá trị"),
        ];
        for (measure, cell, written, expected) in rows {
            match read(measure, &cell, written) {
                Ok(amount) => assert_eq!(
                    format!("{} {} {}", amount.bound.code(), amount.value, amount.typed.replace('\u{a0}', " ")),
                    expected,
                    "{cell:?}"
                ),
                Err(sentence) => assert!(sentence.contains(expected), "{cell:?}: {sentence}"),
            }
        }
    }
}
