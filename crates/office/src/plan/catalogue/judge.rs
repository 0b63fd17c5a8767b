//! Whether an office's own indicator makes sense beside the ones it knows: a pure rule, all faults at once.

use crate::error::Fault;
use pack::indicator::{Formula, FormulaKind, Indicator};
use pack::measure::{Measure, MeasureKind};
use rust_decimal::Decimal;

/// Everything wrong with a new indicator, by the field of the form.
pub(super) fn faults(new: &Indicator, known: &[Indicator], measures: &[Measure]) -> Vec<Fault> {
    let measure = measures.iter().find(|measure| measure.code == new.measure);
    let found = [
        code_fault(&new.code).map(|sentence| Fault::new("code", sentence)),
        measure.is_none().then(|| Fault::new("measure", unknown_measure(&new.measure))),
        cap_fault(new, measure).map(|sentence| Fault::new("percent_cap", sentence)),
        whole_fault(new, known).map(|sentence| Fault::new("part_of", sentence)),
        formula_fault(new, known, measure).map(|sentence| Fault::new("measure", sentence)),
    ];
    found.into_iter().flatten().collect()
}

fn code_fault(code: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let edges = code.starts_with('-') || code.ends_with('-');
    (code.is_empty() || code.len() > 60 || edges || !code.chars().all(plain)).then(|| {
        format!("Mã “{code}” không dùng được. Ghi chữ thường không dấu, chữ số và dấu gạch nối ở giữa, ví dụ thu-nsnn.")
    })
}

fn unknown_measure(code: &str) -> String {
    format!("Không có đơn vị đo “{code}” trong bộ quy tắc. Chọn một đơn vị đo trong danh sách.")
}

fn cap_fault(new: &Indicator, measure: Option<&Measure>) -> Option<String> {
    let cap = new.percent_cap?;
    if measure.is_some_and(|measure| measure.kind != MeasureKind::Percent) {
        return Some("Mức trần chỉ dùng cho tỷ lệ phần trăm. Để trống, hoặc chọn đơn vị đo là tỷ lệ phần trăm.".into());
    }
    (cap <= Decimal::ZERO).then(|| "Mức trần phải lớn hơn 0. Ghi mức cao nhất có thể đạt, thường là 100 %.".into())
}

fn whole_fault(new: &Indicator, known: &[Indicator]) -> Option<String> {
    let code = new.part_of.as_deref()?;
    if turns_back(new, known) {
        return Some(format!(
            "Chỉ tiêu không thể nằm trong chính nó qua “{code}”. Chọn chỉ tiêu tổng khác, hoặc để trống."
        ));
    }
    let Some(whole) = known.iter().find(|other| other.code == code) else {
        return Some(format!(
            "Danh mục không có chỉ tiêu “{code}” để làm chỉ tiêu tổng. Chọn một chỉ tiêu trong danh mục."
        ));
    };
    (whole.measure != new.measure).then(|| {
        format!("Chỉ tiêu tổng “{}” đo bằng đơn vị khác. Chọn cùng đơn vị đo, hoặc để trống chỉ tiêu tổng.", whole.name)
    })
}

/// Whether following "trong đó" upwards from the new indicator leads back to it.
fn turns_back(new: &Indicator, known: &[Indicator]) -> bool {
    let mut at = new.part_of.as_deref();
    // A chain is never longer than the catalogue; the bound also ends on a loop among the known ones.
    for _ in 0..=known.len() {
        match at {
            Some(code) if code == new.code => return true,
            Some(code) => at = known.iter().find(|other| other.code == code).and_then(|other| other.part_of.as_deref()),
            None => return false,
        }
    }
    false
}

/// Whether the measure fits what the formula gives; whether its parts fit each other is for the pack's own rule.
fn formula_fault(new: &Indicator, known: &[Indicator], measure: Option<&Measure>) -> Option<String> {
    let Formula { kind, a, .. } = new.formula.as_ref()?;
    let first = known.iter().find(|other| other.code == *a)?;
    let percent = measure?.kind == MeasureKind::Percent;
    match kind {
        FormulaKind::Ratio if !percent => {
            Some("Tỷ lệ a/b tính ra phần trăm. Chọn đơn vị đo là tỷ lệ phần trăm.".into())
        }
        FormulaKind::Sum | FormulaKind::Difference if first.measure != new.measure => {
            Some(format!("Tổng hoặc hiệu có cùng đơn vị đo với “{}”. Chọn đúng đơn vị đo đó.", first.name))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack::indicator::{Direction, OverTime, OverUnits};

    fn rule(code: &str, measure: &str) -> Indicator {
        Indicator {
            code: code.into(),
            name: code.into(),
            measure: measure.into(),
            synonyms: Vec::new(),
            direction: Direction::More,
            over_units: OverUnits::Sum,
            over_time: OverTime::Cumulative,
            scope: "territory".into(),
            part_of: None,
            percent_cap: None,
            zero_target: false,
            limit: false,
            formula: None,
            horizon: None,
            since: None,
            until: None,
            basis: String::new(),
        }
    }

    fn measures() -> Vec<Measure> {
        let measure =
            |code: &str, kind| Measure { code: code.into(), label: code.into(), kind, decimals: 0, scales: vec![] };
        vec![
            measure("dong", MeasureKind::Money),
            measure("phan-tram", MeasureKind::Percent),
            measure("ho-so", MeasureKind::Count),
        ]
    }

    #[test]
    fn an_own_indicator_is_judged_field_by_field() {
        // code, measure, part of, cap, formula (kind a b), the fields at fault
        let rows = [
            ("thu-phi", "dong", "thu", "", "", ""),
            ("thu phí", "dong", "", "", "", "code"),
            ("", "dong", "", "", "", "code"),
            ("-thu", "dong", "", "", "", "code"),
            ("thu.phi", "dong", "", "", "", "code"),
            ("thu-phi", "usd", "", "", "", "measure"),
            ("thu-phi", "dong", "la", "", "", "part_of"),
            ("thu-phi", "dong", "thu-phi", "", "", "part_of"),
            ("thu-phi", "dong", "vong", "", "", "part_of"),
            ("thu-phi", "ho-so", "thu", "", "", "part_of"),
            ("ty-le", "phan-tram", "", "100", "", ""),
            ("ty-le", "phan-tram", "", "0", "", "percent_cap"),
            ("thu-phi", "dong", "", "100", "", "percent_cap"),
            ("ty-le", "phan-tram", "", "", "ratio thu chi", ""),
            ("ty-le", "dong", "", "", "ratio thu chi", "measure"),
            ("tong", "dong", "", "", "sum thu chi", ""),
            ("tong", "ho-so", "", "", "sum thu chi", "measure"),
            ("T", "usd", "la", "", "", "code measure part_of"),
        ];
        let mut known = vec![rule("thu", "dong"), rule("chi", "dong"), rule("vong", "dong")];
        known[2].part_of = Some("thu-phi".into());
        for (code, measure, part_of, cap, formula, expected) in rows {
            let mut new = rule(code, measure);
            new.part_of = (!part_of.is_empty()).then(|| part_of.into());
            new.percent_cap = cap.parse().ok();
            let words: Vec<&str> = formula.split_whitespace().collect();
            if let [kind, a, b] = words.as_slice() {
                let kind = super::super::words::find(super::super::words::FORMULAS, kind).expect("a kind of the table");
                new.formula = Some(Formula { kind, a: (*a).into(), b: (*b).into() });
            }
            let found: Vec<String> = faults(&new, &known, &measures()).into_iter().map(|fault| fault.place).collect();
            assert_eq!(found.join(" "), expected, "{code} {measure} {part_of} {cap} {formula}");
        }
    }
}
