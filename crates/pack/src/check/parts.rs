//! Parts against their whole, and computed indicators against their formula.

use rust_decimal::Decimal;

use super::bound::before;
use super::{Bound, Finding, Line, Severity, Sheet};
use crate::compare;
use crate::indicator::FormulaKind;
use crate::write;

/// `part-over-whole`: the whole and each unit that reports both.
pub(super) fn part_over_whole(sheet: &Sheet<'_>, line: &Line<'_>) -> Vec<Finding> {
    let whole = line.indicator.part_of.as_deref().and_then(|key| sheet.beside(line, key));
    let Some(whole) = whole else { return Vec::new() };
    let slack = line.slack() + whole.slack();
    let mut findings = Vec::new();
    if let (Some(part), Some(total)) = (line.value, whole.value)
        && part > total + slack
    {
        let bound = before(whole.bound);
        findings.push(over(line, whole, "", part, total, &bound));
    }
    for (unit, part) in &line.units {
        let total = whole.units.iter().find(|(name, _)| name == unit).and_then(|(_, total)| *total);
        if let (Some(part), Some(total)) = (*part, total)
            && part > total + slack
        {
            findings.push(over(line, whole, &format!("{unit}: "), part, total, ""));
        }
    }
    findings
}

fn over(line: &Line<'_>, whole: &Line<'_>, place: &str, part: Decimal, total: Decimal, bound: &str) -> Finding {
    let sentence = format!(
        "{place}“{}” là {}, lớn hơn tổng “{}” là {bound}{}: vượt tổng {}.",
        line.name,
        write::amount(part, line.measure),
        whole.name,
        write::amount(total, whole.measure),
        write::amount(part - total, line.measure),
    );
    Finding::of_line("part-over-whole", Severity::Stop, line, sentence)
}

/// `formula-off`: a figure entered for an indicator that follows from two others.
pub(super) fn formula_off(sheet: &Sheet<'_>, line: &Line<'_>) -> Option<Finding> {
    let formula = line.indicator.formula.as_ref()?;
    let stated = line.value?;
    let (a, b) = (sheet.beside(line, &formula.a)?, sheet.beside(line, &formula.b)?);
    if line.bound != Bound::Equal {
        return None;
    }
    let exact = match formula.kind {
        FormulaKind::Ratio => compare::percent(a.value?, b.value?)?,
        FormulaKind::Sum => a.value?.checked_add(b.value?)?,
        FormulaKind::Difference => a.value?.checked_sub(b.value?)?,
    };
    // A computed share is written with the decimals of its measure, cut or
    // rounded; a sum is off by no more than its parts were rounded.
    let slack = match formula.kind {
        FormulaKind::Ratio => line.step.max(Decimal::new(1, line.measure.decimals.min(28))),
        _ => line.slack() + a.slack() + b.slack(),
    };
    (exact.saturating_sub(stated).abs() > slack).then(|| {
        let sentence = format!(
            "“{}” ghi {} nhưng tính từ “{}” và “{}” là {}.",
            line.name,
            write::amount(stated, line.measure),
            a.name,
            b.name,
            write::amount(exact, line.measure),
        );
        Finding::of_line("formula-off", Severity::Stop, line, sentence)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Rig, codes};

    #[test]
    fn t4_1_a_part_never_exceeds_its_whole() {
        // (whole, part, unit's whole, unit's part) → findings
        let rows = [
            ("1870", "1962", "", "", "part-over-whole|vượt tổng 92\u{a0}hồ sơ"),
            ("1962", "1962", "", "", ""),
            ("1962", "1870", "", "", ""),
            ("", "1962", "", "", ""),
            ("1870", "", "", "", ""),
            ("1870", "100", "10", "12", "part-over-whole|A: “một cửa”"),
            ("1870", "100", "", "12", ""),
        ];
        for (whole, part, unit_whole, unit_part, expected) in rows {
            let rig = Rig::new();
            let mut a = rig.line("ho-so", whole);
            let mut b = rig.line("mot-cua", part);
            if !unit_part.is_empty() {
                a.units = rig.units(&[("A", unit_whole)]);
                b.units = rig.units(&[("A", unit_part)]);
            }
            let sheet = rig.sheet(vec![a, b]);
            let found: Vec<_> = sheet.lines.iter().flat_map(|l| super::part_over_whole(&sheet, l)).collect();
            codes(&found, expected);
        }
    }

    #[test]
    fn a_computed_share_matches_its_parts() {
        let rows = [
            ("20", "22", "90.91", ""),
            ("20", "22", "90.90", ""),
            ("20", "22", "91", "formula-off|90,91\u{a0}%"),
            ("20", "", "91", ""),
            ("20", "0", "91", ""),
        ];
        for (a, b, share, expected) in rows {
            let rig = Rig::new();
            let lines = vec![rig.line("dat", a), rig.line("tong", b), rig.line("ty-le", share)];
            let sheet = rig.sheet(lines);
            let found: Vec<_> = super::formula_off(&sheet, &sheet.lines[2]).into_iter().collect();
            codes(&found, expected);
        }
    }
}
