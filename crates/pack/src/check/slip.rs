//! Slips of the hand: a digit too many, tỷ for triệu. A figure far beyond its plan or far beyond what stood before is
//! possible, but somebody should have looked.

use rust_decimal::Decimal;

use super::{Finding, Line, Severity};
use crate::indicator::OverTime;
use crate::measure::MeasureKind;
use crate::{compare, write};

/// Twice the plan: real reports reach 149 %, a digit too many makes a thousand.
const FAR_OVER_PLAN: Decimal = Decimal::from_parts(200, 0, 0, false, 0);
/// Ten times what stood at the cut-off before.
const FAR_OVER_PREVIOUS: Decimal = Decimal::from_parts(10, 0, 0, false, 0);

/// `likely-slip`, at most one for a line.
pub(super) fn check(line: &Line<'_>) -> Option<Finding> {
    let value = line.value?;
    let running = line.indicator.over_time == OverTime::Cumulative && line.measure.kind == MeasureKind::Money;
    if !running {
        return None;
    }
    let sentence = below_zero(line, value).or_else(|| over_plan(line, value)).or_else(|| over_previous(line, value))?;
    Some(Finding::of_line("likely-slip", Severity::Warn, line, sentence))
}

fn below_zero(line: &Line<'_>, value: Decimal) -> Option<String> {
    let negative = value < Decimal::ZERO;
    negative.then(|| format!("“{}” lũy kế là số âm ({}).", line.name, write::amount(value, line.measure)))
}

fn over_plan(line: &Line<'_>, value: Decimal) -> Option<String> {
    line.baselines.iter().find_map(|baseline| {
        let percent = compare::percent(value, baseline.value)?;
        (percent > FAR_OVER_PLAN).then(|| {
            let (amount, share) = (write::amount(value, line.measure), write::percent(percent, 2));
            format!(
                "“{}” là {amount}, bằng {share} {}: có thể thừa một chữ số hoặc nhầm tỷ với triệu.",
                line.name, baseline.label
            )
        })
    })
}

fn over_previous(line: &Line<'_>, value: Decimal) -> Option<String> {
    let previous = line.previous?;
    let limit = previous.value.checked_mul(FAR_OVER_PREVIOUS)?;
    (previous.value > Decimal::ZERO && value > limit).then(|| {
        let (amount, before) = (write::amount(value, line.measure), write::amount(previous.value, line.measure));
        let day = write::day(previous.cutoff_on);
        format!("“{}” là {amount}, hơn mười lần số đến {day} ({before}): có thể thừa một chữ số.", line.name)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::check::testing::Rig;
    use crate::check::{Baseline, Previous, Status};

    #[test]
    fn a_digit_too_many_is_questioned() {
        let rows = [
            ("1748600000000", "6191000000000", "", false),
            ("9238000000000", "6191000000000", "", false),
            ("61910000000000", "6191000000000", "", true),
            ("-5000000000", "6191000000000", "", true),
            ("34000000000000", "", "3400000000000", false),
            ("34000000000001", "", "3400000000000", true),
        ];
        let rig = Rig::new();
        for (value, plan, previous, expected) in rows {
            let mut line = rig.line("thu", value);
            if let Ok(value) = plan.parse() {
                line.baselines = vec![Baseline { assigner: "a".into(), label: "dự toán giao".into(), value }];
            }
            if let Ok(value) = previous.parse() {
                line.previous = Some(Previous { value, cutoff_on: date(2022, 4, 30), status: Status::Actual });
            }
            let found = crate::check::check(&rig.sheet(vec![line]));
            assert_eq!(found.iter().any(|f| f.code == "likely-slip"), expected, "{value} {plan} {previous}");
        }
    }
}
