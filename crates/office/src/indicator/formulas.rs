//! Indicators that follow from two others get their value once those have theirs.

use super::figure_row::FigureRow;
use super::gather::Lines;
use super::line::{Line, Origin, Reached};
use super::sums::together;
use pack::Indicator;
use pack::check::Status;
use pack::compare;
use pack::indicator::FormulaKind;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use viet::bound::Bound;

/// Computes what follows. A value that a document states itself stays; the checks compare it with its parts. What follows
/// from something computed is found in a later round, in whatever order the catalogue names them. `blank` makes the line of
/// an indicator of which nothing else is known.
pub fn compute_formulas(rules: &[Indicator], lines: &mut Lines, blank: impl Fn(&Indicator) -> Option<Line>) {
    while rules.iter().filter(|rule| compute(rule, lines, &blank)).count() > 0 {}
}

/// Computes one indicator that has no value yet; whether there is one now.
fn compute(rule: &Indicator, lines: &mut Lines, blank: impl Fn(&Indicator) -> Option<Line>) -> bool {
    if lines.line(&rule.code).is_some_and(|line| line.reached.is_some()) {
        return false;
    }
    let Some(reached) = computed(rule, lines) else { return false };
    if let Some(line) = lines.at_cutoff.iter_mut().find(|line| line.rule.code == rule.code) {
        line.reached = Some(reached);
        return true;
    }
    let Some(blank) = blank(rule) else { return false };
    lines.at_cutoff.push(Line { reached: Some(reached), ..blank });
    true
}

fn computed(rule: &Indicator, lines: &Lines) -> Option<Reached> {
    let formula = rule.formula.as_ref()?;
    let (a, b) = (lines.line(&formula.a)?, lines.line(&formula.b)?);
    let (x, y) = (a.reached.as_ref()?, b.reached.as_ref()?);
    let (value, sign) = match formula.kind {
        FormulaKind::Ratio => (compare::percent(x.value, y.value)?, "/"),
        FormulaKind::Sum => (x.value.checked_add(y.value)?, "+"),
        FormulaKind::Difference => (x.value.checked_sub(y.value)?, "−"),
    };
    let mut inputs: Vec<FigureRow> = a.rows().into_iter().chain(b.rows()).cloned().collect();
    let mut seen = BTreeSet::new();
    inputs.retain(|row| seen.insert(row.no));
    let expected = inputs.iter().any(|row| row.status == Status::Expected);
    let status = if expected { Status::Expected } else { Status::Actual };
    let bound = of_result(formula.kind, x, y);
    let formula = format!("{} {sign} {}", a.rule.name, b.rule.name);
    Some(Reached { value, bound, status, origin: Origin::Computed { formula, inputs } })
}

/// How the parts bound the result. The ratio of a negative number turns its bounds about; it is left unbounded.
fn of_result(kind: FormulaKind, x: &Reached, y: &Reached) -> Bound {
    if kind == FormulaKind::Ratio && x.value.min(y.value) < Decimal::ZERO {
        return Bound::Equal;
    }
    together([x.bound, of_second(kind, y.bound)].into_iter())
}

/// What the bound of the second part says of the result: the more is taken away or divided by, the less remains.
fn of_second(kind: FormulaKind, bound: Bound) -> Bound {
    match (kind, bound) {
        (FormulaKind::Sum, bound) => bound,
        (_, Bound::Equal) => Bound::Equal,
        (_, Bound::Above) => Bound::Below,
        (_, Bound::AtLeast) => Bound::AtMost,
        (_, Bound::Below) => Bound::Above,
        (_, Bound::AtMost) => Bound::AtLeast,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Bound::{Above, AtLeast, AtMost, Below, Equal};
    use FormulaKind::{Difference, Ratio, Sum};
    use jiff::civil::date;
    use pack::indicator::{Direction, Formula, OverTime, OverUnits};
    use pack::measure::{Measure, MeasureKind};

    fn rule(code: &str, formula: Option<(FormulaKind, &str, &str)>) -> Indicator {
        Indicator {
            code: code.into(),
            name: code.into(),
            synonyms: Vec::new(),
            measure: "m".into(),
            direction: Direction::More,
            over_units: OverUnits::None,
            over_time: OverTime::Cumulative,
            scope: "s".into(),
            part_of: None,
            percent_cap: None,
            zero_target: false,
            limit: false,
            formula: formula.map(|(kind, a, b)| Formula { kind, a: a.into(), b: b.into() }),
            horizon: None,
            since: None,
            until: None,
            basis: String::new(),
        }
    }

    fn blank(rule: &Indicator) -> Option<Line> {
        let (first, last) = (date(2017, 1, 1), date(2017, 12, 31));
        let (code, label) = ("m".into(), "m".into());
        Some(Line {
            rule: rule.clone(),
            measure: Measure { code, label, kind: MeasureKind::Decimal, decimals: 0, scales: vec![] },
            starts_on: first,
            cutoff_on: last,
            plan: pack::Span { starts_on: first, ends_on: last },
            reached: None,
            units: Vec::new(),
            previous: None,
            same_period_on: None,
            same_period: None,
            previous_year: None,
            baselines: Vec::new(),
            road_map: None,
            claims: Vec::new(),
            course: Vec::new(),
            outlook: None,
        })
    }

    fn known(code: &str, bound: Bound, value: i64) -> Line {
        let reached = Reached { value: Decimal::from(value), bound, status: Status::Actual, origin: Origin::Summed };
        Line { reached: Some(reached), ..blank(&rule(code, None)).expect("a line") }
    }

    #[test]
    fn what_is_computed_bounds_as_its_parts_do() {
        #[rustfmt::skip]
        let rows = [
            (Sum,        Equal,   Equal,   12, Equal),
            (Sum,        AtLeast, Above,   12, Above),
            (Difference, Above,   Equal,   8,  Above),
            (Difference, Equal,   Above,   8,  Below),
            (Difference, AtLeast, AtMost,  8,  AtLeast),
            (Difference, Above,   Above,   8,  Equal),
            (Ratio,      Equal,   AtLeast, 500, AtMost),
            (Ratio,      Above,   Below,   500, Above),
        ];
        for (kind, first, second, value, bound) in rows {
            let mut lines = Lines { at_cutoff: vec![known("a", first, 10), known("b", second, 2)], ahead: Vec::new() };
            compute_formulas(&[rule("c", Some((kind, "a", "b")))], &mut lines, blank);
            let reached = lines.line("c").and_then(|line| line.reached.clone()).expect("a value");
            assert_eq!((reached.value, reached.bound), (value.into(), bound), "{kind:?} {first:?} {second:?}");
        }
    }

    #[test]
    fn what_follows_from_something_computed_is_computed_in_any_order() {
        let (sum, rest) = (rule("sum", Some((Sum, "a", "b"))), rule("rest", Some((Difference, "sum", "b"))));
        for rules in [[sum.clone(), rest.clone()], [rest, sum]] {
            let mut lines = Lines { at_cutoff: vec![known("a", Equal, 10), known("b", Equal, 2)], ahead: Vec::new() };
            compute_formulas(&rules, &mut lines, blank);
            assert_eq!(lines.line("rest").and_then(Line::value), Some(Decimal::TEN), "{}", rules[0].code);
        }
    }
}
