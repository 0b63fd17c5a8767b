//! Puts gathered lines before the checks of the pack: the same findings on the page of a period, beside the figures of a
//! draft, and at signing.

use super::figure_row::FigureRow;
use super::gather::Lines;
use super::line::{Line, Origin};
use jiff::civil::Date;
use pack::check::{self, Baseline, Claim, Finding, Previous, Severity, Sheet};
use rust_decimal::Decimal;

/// The period whose figures are judged.
#[derive(Clone, Debug)]
pub struct Period {
    pub label: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub cutoff_on: Date,
}

/// Every finding on the lines, the heaviest first. What only shows together with figures of later cut-offs is never a
/// reason against signing an earlier period, and names the day it speaks of.
pub fn judge(period: &Period, lines: &Lines) -> Vec<Finding> {
    let at_cutoff: Vec<&Line> = lines.at_cutoff.iter().collect();
    let mut findings = check_lines(period, &at_cutoff);
    let all: Vec<&Line> = lines.at_cutoff.iter().chain(&lines.ahead).collect();
    let mut ahead: Vec<Finding> = check_lines(period, &all).into_iter().filter(|f| !findings.contains(f)).collect();
    for line in &lines.ahead {
        let alone = check_lines(period, &[line]);
        for finding in ahead.iter_mut().filter(|f| alone.contains(f)) {
            finding.sentence = format!("Số đến {}: {}", viet::day::write(line.cutoff_on), finding.sentence);
        }
    }
    for finding in &mut ahead {
        finding.severity = finding.severity.min(Severity::Warn);
    }
    findings.extend(ahead);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

fn check_lines(period: &Period, lines: &[&Line]) -> Vec<Finding> {
    check::check(&Sheet {
        label: period.label.clone(),
        starts_on: period.starts_on,
        ends_on: period.ends_on,
        cutoff_on: period.cutoff_on,
        plan: super::gather::year_of(period.cutoff_on),
        lawful_cutoff_on: None,
        lines: lines.iter().map(|line| sheet_line(line, period.cutoff_on)).collect(),
    })
}

fn sheet_line(line: &Line, cutoff_on: Date) -> check::Line<'_> {
    let row = match line.reached.as_ref().map(|reached| &reached.origin) {
        Some(Origin::Entered(row)) => Some(row.as_ref()),
        _ => None,
    };
    let previous = |row: &FigureRow| Previous { value: row.value, cutoff_on: row.cutoff_on, status: row.status };
    let baselines = line.baselines.iter().map(|b| Baseline {
        assigner: b.assigner.clone(),
        label: b.label.clone(),
        value: b.value,
    });
    let claims = line.claims.iter().map(|c| Claim {
        of: c.of.clone(),
        label: c.label.clone(),
        stated: c.stated,
        growth: c.growth,
    });
    check::Line {
        key: line.rule.code.clone(),
        name: line.rule.name.clone(),
        measure: &line.measure,
        indicator: &line.rule,
        value: line.value(),
        bound: line.reached.as_ref().map_or(viet::bound::Bound::Equal, |reached| reached.bound),
        step: row.map_or(Decimal::ZERO, |row| step_of(&row.typed, row.value)),
        status: line.reached.as_ref().map_or(check::Status::Actual, |reached| reached.status),
        as_of: (line.cutoff_on != cutoff_on).then_some(line.cutoff_on),
        previous: line.previous.as_ref().map(previous),
        same_period: line.same_period.as_ref().map(|row| row.value),
        previous_year: line.previous_year.as_ref().map(|row| row.value),
        baselines: baselines.collect(),
        road_map: line.road_map,
        claims: claims.collect(),
        units: line.units.iter().map(|unit| (unit.name.clone(), unit.figure.as_ref().map(|f| f.value))).collect(),
    }
}

/// One unit of the last digit written: "1.748,6 tỷ" is exact to 100 million đồng. Whole đồng and counts are exact.
fn step_of(typed: &str, value: Decimal) -> Decimal {
    let digits: String = typed.chars().filter(|c| c.is_ascii_digit() || *c == ',').collect();
    let decimals = digits.split_once(',').map_or(0, |(_, fraction)| fraction.len() as u32);
    let plain: Option<Decimal> = digits.replace(',', ".").parse().ok();
    match plain {
        // How many base units one written unit stands for, divided by the decimals that were written.
        Some(plain) if !plain.is_zero() && value.abs() != plain => {
            (value.abs() / plain) / Decimal::from(10_u64.pow(decimals.min(18)))
        }
        _ => Decimal::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_written_digit_gives_the_step() {
        let rows = [
            ("1.748,6 tỷ", "1748600000000", "100000000"),
            ("172,519 tỷ", "172519000000", "1000000"),
            ("6.191 tỷ đồng", "6191000000000", "1000000000"),
            ("1.500.000", "1500000", "0"),
            ("335", "335", "0"),
        ];
        for (typed, value, expected) in rows {
            let step = step_of(typed, value.parse().expect(value)).normalize();
            assert_eq!(step.to_string(), expected, "{typed}");
        }
    }
}
