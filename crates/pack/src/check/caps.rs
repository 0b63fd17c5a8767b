//! Figures against the limits of their kind: caps, ceilings and zero targets.

use rust_decimal::Decimal;

use super::bound::before;
use super::{Bound, Finding, Line, Severity};
use crate::write;

/// `percent-over-cap`, `over-limit` and `zero-target-broken`.
pub(super) fn check(line: &Line<'_>) -> Vec<Finding> {
    let Some(value) = line.value else { return Vec::new() };
    let mut findings = Vec::new();
    findings.extend(percent_over_cap(line, value));
    findings.extend(over_limit(line, value));
    findings.extend(zero_target_broken(line, value));
    findings
}

fn percent_over_cap(line: &Line<'_>, value: Decimal) -> Option<Finding> {
    let cap = line.indicator.percent_cap?;
    let beyond = value > cap || (line.bound == Bound::Above && value == cap);
    (beyond || value < Decimal::ZERO).then(|| {
        let word = before(line.bound);
        let sentence = format!(
            "“{}” ghi {word}{}, ngoài giới hạn từ 0 đến {}.",
            line.name,
            write::amount(value, line.measure),
            write::amount(cap, line.measure),
        );
        Finding::of_line("percent-over-cap", Severity::Stop, line, sentence)
    })
}

fn over_limit(line: &Line<'_>, value: Decimal) -> Vec<Finding> {
    let exceeded =
        line.baselines.iter().filter(|baseline| line.indicator.limit && value > baseline.value + line.slack());
    let finding = |baseline: &super::Baseline| {
        let sentence = format!(
            "“{}” là {}, vượt {} ({}) {}.",
            line.name,
            write::amount(value, line.measure),
            baseline.label,
            write::amount(baseline.value, line.measure),
            write::amount(value - baseline.value, line.measure),
        );
        Finding::of_line("over-limit", Severity::Warn, line, sentence)
    };
    exceeded.map(finding).collect()
}

fn zero_target_broken(line: &Line<'_>, value: Decimal) -> Option<Finding> {
    (line.indicator.zero_target && value > Decimal::ZERO).then(|| {
        let sentence =
            format!("“{}” là chỉ tiêu không để xảy ra nhưng đã có {}.", line.name, write::amount(value, line.measure),);
        Finding::of_line("zero-target-broken", Severity::Warn, line, sentence)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::Bound;
    use crate::check::testing::{Rig, codes};

    #[test]
    fn limits_of_the_kind() {
        let rows = [
            ("dung-han", "99", Bound::Above, ""),
            ("dung-han", "100", Bound::Equal, ""),
            ("dung-han", "100", Bound::Above, "percent-over-cap|trên 100,00\u{a0}%"),
            ("dung-han", "100.01", Bound::Equal, "percent-over-cap|"),
            ("dung-han", "-1", Bound::Equal, "percent-over-cap|"),
            ("dung-han", "", Bound::Equal, ""),
            ("ngo-doc", "0", Bound::Equal, ""),
            ("ngo-doc", "1", Bound::Equal, "zero-target-broken|đã có 1\u{a0}vụ"),
            ("ngo-doc", "", Bound::Equal, ""),
        ];
        for (key, value, bound, expected) in rows {
            let rig = Rig::new();
            let mut line = rig.line(key, value);
            line.bound = bound;
            codes(&super::check(&line), expected);
        }
    }

    #[test]
    fn spending_stays_below_its_estimate() {
        let rows = [
            ("chi", "1220371000000", ""),
            ("chi", "1220371000001", "over-limit|vượt dự toán Thành phố giao"),
            ("thu", "1220371000001", ""),
        ];
        for (key, value, expected) in rows {
            let rig = Rig::new();
            let mut line = rig.line(key, value);
            line.baselines = vec![rig.baseline("thanh-pho", "1220371000000")];
            codes(&super::check(&line), expected);
        }
    }
}
