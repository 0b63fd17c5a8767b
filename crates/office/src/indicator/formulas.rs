//! Indicators that follow from two others get their value once those have theirs.

use super::figure_row::FigureRow;
use super::gather::Lines;
use super::gathering::Gathering;
use super::line::{Line, Origin, Reached};
use pack::Indicator;
use pack::check::Status;
use pack::compare;
use pack::indicator::FormulaKind;
use viet::bound::Bound;

/// Computes what follows. A value that a document states itself stays; the checks compare it with its parts.
pub fn compute_formulas(rules: &[Indicator], lines: &mut Lines, gathering: &Gathering) {
    for rule in rules {
        let Some(reached) = computed(rule, lines) else { continue };
        match lines.at_cutoff.iter_mut().find(|line| line.rule.code == rule.code) {
            Some(line) if line.reached.is_none() => line.reached = Some(reached),
            Some(_) => {}
            None => lines.at_cutoff.extend(gathering.blank(rule).map(|line| Line { reached: Some(reached), ..line })),
        }
    }
}

fn computed(rule: &Indicator, lines: &Lines) -> Option<Reached> {
    let formula = rule.formula.as_ref()?;
    let (a, b) = (lines.line(&formula.a)?, lines.line(&formula.b)?);
    let (x, y) = (a.value()?, b.value()?);
    let (value, sign) = match formula.kind {
        FormulaKind::Ratio => (compare::percent(x, y)?, "/"),
        FormulaKind::Sum => (x.checked_add(y)?, "+"),
        FormulaKind::Difference => (x.checked_sub(y)?, "−"),
    };
    let inputs: Vec<FigureRow> = a.rows().into_iter().chain(b.rows()).cloned().collect();
    let expected = inputs.iter().any(|row| row.status == Status::Expected);
    let status = if expected { Status::Expected } else { Status::Actual };
    let formula = format!("{} {sign} {}", a.rule.name, b.rule.name);
    Some(Reached { value, bound: Bound::Equal, status, origin: Origin::Computed { formula, inputs } })
}
