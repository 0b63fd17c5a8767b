//! Whether a formula over indicators means anything at all.

use std::fmt;

use super::{Formula, FormulaKind, Indicator};

/// A formula that is refused: a stable code and a sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code: `scope-mismatch`, `measure-mismatch` or `unknown-indicator`.
    pub code: &'static str,
    /// Vietnamese sentence for the person who asked.
    pub sentence: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Refusal {}

/// Judges a formula against the indicators it names.
///
/// A sum or a difference needs one measure and one scope: revenue collected on
/// the territory goes to several budgets, so it is never netted against what
/// the district spends. A ratio needs one measure only: a part may be compared
/// with a whole of another scope.
///
/// # Errors
/// `unknown-indicator`, `measure-mismatch` or `scope-mismatch`.
pub fn judge_formula(formula: &Formula, indicators: &[Indicator]) -> Result<(), Refusal> {
    let a = find(&formula.a, indicators)?;
    let b = find(&formula.b, indicators)?;
    if a.measure != b.measure {
        return Err(Refusal {
            code: "measure-mismatch",
            sentence: format!(
                "“{}” và “{}” không cùng đơn vị đo nên không lập được công thức. Hãy chọn hai chỉ tiêu cùng đơn vị đo.",
                a.name, b.name
            ),
        });
    }
    if formula.kind != FormulaKind::Ratio && a.scope != b.scope {
        return Err(scope_mismatch(a, b));
    }
    Ok(())
}

fn find<'i>(code: &str, indicators: &'i [Indicator]) -> Result<&'i Indicator, Refusal> {
    indicators.iter().find(|indicator| indicator.code == code).ok_or_else(|| Refusal {
        code: "unknown-indicator",
        sentence: format!("Không có chỉ tiêu “{code}”. Hãy dùng mã của một chỉ tiêu đã khai báo."),
    })
}

fn scope_mismatch(a: &Indicator, b: &Indicator) -> Refusal {
    Refusal {
        code: "scope-mismatch",
        sentence: format!(
            "“{}” (phạm vi {}) và “{}” (phạm vi {}) khác phạm vi nên không cộng, trừ cho nhau: số thu trên địa bàn không bao giờ được bù trừ với số chi của ngân sách quận. Hãy trình bày hai chỉ tiêu riêng.",
            a.name, a.scope, b.name, b.scope
        ),
    }
}

/// The chain of codes that leads from an indicator back to itself through
/// `part_of` and formulas, or `None` when there is none.
pub(crate) fn cycle_from(start: &Indicator, indicators: &[Indicator]) -> Option<Vec<String>> {
    let mut trail = vec![start.code.clone()];
    walk(start, &start.code, indicators, &mut trail).then_some(trail)
}

fn walk(at: &Indicator, goal: &str, indicators: &[Indicator], trail: &mut Vec<String>) -> bool {
    for next in references(at) {
        if next == goal {
            trail.push(next.to_owned());
            return true;
        }
        if trail.iter().any(|seen| seen == next) {
            continue;
        }
        if let Some(indicator) = indicators.iter().find(|i| i.code == next) {
            trail.push(next.to_owned());
            if walk(indicator, goal, indicators, trail) {
                return true;
            }
            trail.pop();
        }
    }
    false
}

fn references(indicator: &Indicator) -> impl Iterator<Item = &str> {
    let formula = indicator.formula.as_ref();
    indicator.part_of.as_deref().into_iter().chain(formula.map(|f| f.a.as_str())).chain(formula.map(|f| f.b.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::sample as indicator;

    #[test]
    fn t2_8_scopes_are_never_netted() {
        use FormulaKind::{Difference, Ratio, Sum};
        let known = [
            indicator("thu", "dong", "territory"),
            indicator("chi", "dong", "district-budget"),
            indicator("chi-khac", "dong", "district-budget"),
            indicator("ho-so", "ho-so", "territory"),
        ];
        let rows = [
            (Difference, "thu", "chi", "scope-mismatch"),
            (Sum, "thu", "chi", "scope-mismatch"),
            (Ratio, "thu", "chi", ""),
            (Sum, "chi", "chi-khac", ""),
            (Ratio, "thu", "ho-so", "measure-mismatch"),
            (Sum, "thu", "la", "unknown-indicator"),
        ];
        for (kind, a, b, expected) in rows {
            let formula = Formula { kind, a: a.into(), b: b.into() };
            let code = judge_formula(&formula, &known).map_or_else(|refusal| refusal.code, |()| "");
            assert_eq!(code, expected, "{kind:?} {a} {b}");
        }
    }

    #[test]
    fn a_cycle_is_found_from_each_of_its_members_only() {
        let mut known = vec![indicator("a", "m", "s"), indicator("b", "m", "s"), indicator("c", "m", "s")];
        known[0].part_of = Some("b".into());
        known[1].formula = Some(Formula { kind: FormulaKind::Sum, a: "c".into(), b: "a".into() });
        let rows = [(0, Some("a b a")), (1, Some("b a b")), (2, None)];
        for (at, expected) in rows {
            let trail = cycle_from(&known[at], &known).map(|t| t.join(" "));
            assert_eq!(trail.as_deref(), expected, "from {at}");
        }
    }
}
