//! The course of a figure over the year: it may not fall, and sudden changes are noted.

use rust_decimal::Decimal;

use super::{Finding, Line, Severity, Sheet, Status};
use crate::compare::days;
use crate::indicator::OverTime;
use crate::write;

/// `cumulative-falls`: below an earlier cut-off of the same year. Falling below
/// an expected figure is only noted: the expectation was too high.
pub(super) fn falls(line: &Line<'_>) -> Option<Finding> {
    let previous = line.previous?;
    let value = line.value?;
    if line.indicator.over_time != OverTime::Cumulative || value + line.slack() >= previous.value {
        return None;
    }
    let severity = match previous.status {
        Status::Actual => Severity::Warn,
        Status::Expected => Severity::Note,
    };
    let sentence = format!(
        "“{}” lũy kế là {}, thấp hơn {} đã báo cáo đến ngày {}.",
        line.name,
        write::amount(value, line.measure),
        write::amount(previous.value, line.measure),
        write::day(previous.cutoff_on),
    );
    Some(Finding::of_line("cumulative-falls", severity, line, sentence))
}

/// `rate-changes`: between two cut-offs of one indicator the daily rate halves or doubles.
pub(super) fn rate_changes(sheet: &Sheet<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for line in &sheet.lines {
        let cutoff = sheet.cutoff_of(line);
        let later = sheet
            .lines
            .iter()
            .filter(|other| other.key == line.key && sheet.cutoff_of(other) > cutoff)
            .min_by_key(|other| sheet.cutoff_of(other));
        if let Some(later) = later {
            findings.extend(change(sheet, line, later));
        }
    }
    findings
}

fn change(sheet: &Sheet<'_>, line: &Line<'_>, later: &Line<'_>) -> Option<Finding> {
    if line.indicator.over_time != OverTime::Cumulative {
        return None;
    }
    let (first, second) = (sheet.cutoff_of(line), sheet.cutoff_of(later));
    if first < sheet.plan.starts_on {
        return None;
    }
    let before = per_day(line.value?, days(sheet.plan.starts_on, first))?;
    let after = per_day(later.value?.checked_sub(line.value?)?, days(first, second) - 1)?;
    let doubled = |rate: Decimal| rate.checked_mul(Decimal::TWO);
    if before <= Decimal::ZERO || (doubled(after)? > before && after < doubled(before)?) {
        return None;
    }
    let sentence = format!(
        "“{}” bình quân {}/ngày đến ngày {} nhưng chỉ số đến ngày {} cho {}/ngày.",
        line.name,
        write::amount(before, line.measure),
        write::day(first),
        write::day(second),
        write::amount(after, line.measure),
    );
    Some(Finding::of_line("rate-changes", Severity::Note, line, sentence))
}

fn per_day(amount: Decimal, days: i32) -> Option<Decimal> {
    amount.checked_div(Decimal::from(days))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Rig, codes};
    use crate::check::{Previous, Severity, Status};

    #[test]
    fn a_cumulative_figure_does_not_fall() {
        let rows = [
            ("thu", "100", "90", Status::Actual, ""),
            ("thu", "100", "100", Status::Actual, ""),
            ("thu", "100", "101", Status::Actual, "cumulative-falls|"),
            ("thu", "100", "101", Status::Expected, "cumulative-falls|"),
            ("thu", "", "101", Status::Actual, ""),
            ("dung-han", "98", "99", Status::Actual, ""),
        ];
        for (key, value, before, status, expected) in rows {
            let rig = Rig::new();
            let mut line = rig.line(key, value);
            let value = before.parse().expect("a number of the table");
            line.previous = Some(Previous { value, cutoff_on: jiff::civil::date(2022, 4, 30), status });
            let found: Vec<_> = super::falls(&line).into_iter().collect();
            codes(&found, expected);
            let weighs = found.first().map(|f| f.severity == Severity::Warn);
            assert_eq!(weighs.unwrap_or(status == Status::Actual), status == Status::Actual);
        }
    }

    #[test]
    fn a_rate_that_halves_or_doubles_is_noted() {
        let rows = [
            ("6877579000000", "rate-changes|16,74\u{a0}tỷ đồng/ngày"),
            ("6877579000000", "rate-changes|45,24\u{a0}tỷ đồng/ngày"),
            ("8180000000000", ""),
            ("12000000000000", "rate-changes|"),
            ("", ""),
        ];
        for (later, expected) in rows {
            let rig = Rig::new();
            let first = rig.line("thu", "6107503000000");
            let mut second = rig.line("thu", later);
            second.as_of = Some(jiff::civil::date(2022, 6, 30));
            codes(&super::rate_changes(&rig.sheet(vec![first, second])), expected);
        }
    }
}
