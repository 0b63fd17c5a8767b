//! The figures of the units against the figure of the whole.

use rust_decimal::Decimal;

use super::bound::allows;
use super::{Bound, Finding, Line, Severity};
use crate::compare::gather;
use crate::indicator::OverUnits;
use crate::write;

/// `unit-missing` and `units-sum-off`.
pub(super) fn check(line: &Line<'_>) -> Vec<Finding> {
    if line.units.is_empty() {
        return Vec::new();
    }
    let gathered = gather(line.indicator, &line.units);
    let mut findings = Vec::new();
    if !gathered.missing.is_empty() {
        let sentence = format!(
            "“{}” chưa có số của {}/{} đơn vị: {}.",
            line.name,
            gathered.missing.len(),
            line.units.len(),
            gathered.missing.join(", "),
        );
        findings.push(Finding::of_line("unit-missing", Severity::Warn, line, sentence));
    }
    if let (Some(sum), Some(value)) = (gathered.value, line.value)
        && line.indicator.over_units == OverUnits::Sum
        && off(line, sum, value, gathered.complete)
    {
        let sentence = format!(
            "“{}” ghi {} nhưng các đơn vị cộng lại là {}, chênh lệch {}.",
            line.name,
            write::amount(value, line.measure),
            write::amount(sum, line.measure),
            write::amount((sum - value).abs(), line.measure),
        );
        findings.push(Finding::of_line("units-sum-off", Severity::Stop, line, sentence));
    }
    findings
}

/// An incomplete sum is off only when it already exceeds the whole.
fn off(line: &Line<'_>, sum: Decimal, value: Decimal, complete: bool) -> bool {
    if line.bound != Bound::Equal {
        return complete && !allows(line.bound, value, sum);
    }
    let difference = sum - value;
    difference > line.slack() || (complete && difference < -line.slack())
}

#[cfg(test)]
mod tests {
    use crate::check::Bound;
    use crate::check::testing::{Rig, codes};

    #[test]
    fn units_add_up_to_the_whole() {
        type Units = &'static [(&'static str, &'static str)];
        const FULL: Units = &[("A", "100"), ("B", "200")];
        const SHORT: Units = &[("A", "100"), ("B", "")];
        let rows: [(&str, Units, &str, Bound, &str); 9] = [
            ("300", FULL, "0", Bound::Equal, ""),
            ("299", FULL, "0", Bound::Equal, "units-sum-off|chênh lệch 1\u{a0}hồ sơ"),
            ("301", FULL, "0", Bound::Equal, "units-sum-off|"),
            ("301", FULL, "10", Bound::Equal, ""),
            ("300", SHORT, "0", Bound::Equal, "unit-missing|1/2 đơn vị: B"),
            ("90", SHORT, "0", Bound::Equal, "unit-missing|;units-sum-off|100\u{a0}hồ sơ"),
            ("", FULL, "0", Bound::Equal, ""),
            ("290", FULL, "0", Bound::Above, ""),
            ("300", FULL, "0", Bound::Above, "units-sum-off|"),
        ];
        for (value, units, step, bound, expected) in rows {
            let rig = Rig::new();
            let mut line = rig.line("ho-so", value);
            line.units = rig.units(units);
            line.step = step.parse().expect("a number of the table");
            line.bound = bound;
            codes(&super::check(&line), expected);
        }
    }

    #[test]
    fn shares_of_units_do_not_add_up() {
        let rig = Rig::new();
        let mut line = rig.line("dung-han", "99");
        line.units = rig.units(&[("A", "98"), ("B", "99")]);
        codes(&super::check(&line), "");
    }
}
