//! Stated percentages against the ones computed from stored figures.

use rust_decimal::Decimal;

use super::{Bound, Claim, ClaimBase, Finding, Line, Severity};
use crate::compare::{self, Agreement, Growth, Percent, Why, Window};
use crate::write;

/// `stated-percent-off`, `target-reached-claim` and `base-missing`.
pub(super) fn check(line: &Line<'_>) -> Vec<Finding> {
    line.claims.iter().filter_map(|claim| judge(line, claim)).collect()
}

fn judge(line: &Line<'_>, claim: &Claim) -> Option<Finding> {
    let value = line.value?;
    let bases = match &claim.of {
        ClaimBase::Baseline(assigner) => vec![line.baseline(assigner).map(|b| b.value)],
        ClaimBase::SharedBaselines(assigners) => assigners.iter().map(|a| line.baseline(a).map(|b| b.value)).collect(),
        ClaimBase::SamePeriod => vec![line.same_period],
        ClaimBase::PreviousYear => vec![line.previous_year],
    };
    let Some(bases) = bases.into_iter().collect::<Option<Vec<_>>>() else {
        return Some(base_missing(line, claim, value, Why::NoBase));
    };
    let (first, rest) = bases.split_first()?;
    if rest.iter().any(|other| other != first) {
        return None; // Several different bases are the matter of `baselines-share-percent`.
    }
    match exact(value, *first, claim.growth) {
        Ok(exact) => off(line, claim, *first, exact),
        Err(why) => Some(base_missing(line, claim, value, why)),
    }
}

/// The percentage that should have been stated.
pub(super) fn exact(value: Decimal, base: Decimal, growth: bool) -> Result<Decimal, Why> {
    match compare::growth(Some(value), Some(base)) {
        Growth::Points(points) if growth => Ok(points),
        Growth::Points(points) => points.checked_add(Decimal::ONE_HUNDRED).ok_or(Why::TooLarge),
        Growth::NotRecomputable { why } => Err(why),
    }
}

fn off(line: &Line<'_>, claim: &Claim, base: Decimal, exact_percent: Decimal) -> Option<Finding> {
    let value = line.value?;
    let full = Decimal::ONE_HUNDRED;
    let reached = claim.stated.value >= full && !claim.growth && line.bound == Bound::Equal;
    if reached && value < base && matches!(claim.of, ClaimBase::Baseline(_) | ClaimBase::SharedBaselines(_)) {
        return Some(not_reached(line, claim, base - value, exact_percent));
    }
    let Agreement::Off { difference } =
        compare::agrees_within(claim.stated, exact_percent, &possible(line, base, claim.growth, exact_percent))
    else {
        return None;
    };
    let decimals = claim.stated.decimals.max(2);
    let sentence = format!(
        "“{}” nêu {} so với {} nhưng tính lại là {}, lệch {} điểm phần trăm.",
        line.name,
        words(claim),
        claim.label,
        write::percent(exact_percent, decimals),
        write::number(difference, decimals),
    );
    Some(Finding::of_line("stated-percent-off", Severity::Stop, line, sentence))
}

fn not_reached(line: &Line<'_>, claim: &Claim, short: Decimal, exact: Decimal) -> Finding {
    let sentence = format!(
        "“{}” nêu đạt {} so với {} nhưng còn thiếu {} (mới đạt {}).",
        line.name,
        stated(claim.stated),
        claim.label,
        write::amount(short, line.measure),
        below_full(exact),
    );
    Finding::of_line("target-reached-claim", Severity::Stop, line, sentence)
}

/// A share below 100 with as many decimals as keep it below 100 when shown.
fn below_full(exact: Decimal) -> String {
    let decimals = (2..=12).find(|d| write::rounded(exact, *d) < Decimal::ONE_HUNDRED);
    match decimals {
        Some(decimals) => write::percent(exact, decimals),
        None => format!("dưới {}", write::percent(Decimal::ONE_HUNDRED, 0)),
    }
}

/// Every exact percentage the rounded figure may stand for.
fn possible(line: &Line<'_>, base: Decimal, growth: bool, exact_percent: Decimal) -> Window {
    let at = |slack: Decimal| {
        let moved = line.value.and_then(|value| value.checked_add(slack));
        moved.and_then(|value| exact(value, base, growth).ok()).unwrap_or(exact_percent)
    };
    let (low, high) = (at(-line.slack()), at(line.slack()));
    Window { from: low.min(high), from_included: true, to: low.max(high), to_included: true }
}

fn base_missing(line: &Line<'_>, claim: &Claim, value: Decimal, why: Why) -> Finding {
    let implied =
        if claim.growth { compare::implied_growth(value, claim.stated) } else { compare::implied(value, claim.stated) };
    let hint = implied.filter(|_| why == Why::NoBase).map_or(String::new(), |implied| {
        format!(
            " Số gốc suy ra là {} (làm tròn: {}).",
            write::amount_with(implied.point, line.measure, 1),
            write::range(implied.half_up.from, implied.half_up.to, line.measure),
        )
    });
    let sentence =
        format!("“{}” nêu {} so với {} nhưng không tính lại được: {why}.{hint}", line.name, words(claim), claim.label,);
    Finding::of_line("base-missing", Severity::Warn, line, sentence)
}

/// `đạt 56 %` or `tăng 8 %`.
pub(super) fn words(claim: &Claim) -> String {
    let text = stated(Percent { value: claim.stated.value.abs(), ..claim.stated });
    match (claim.growth, claim.stated.value < Decimal::ZERO) {
        (true, true) => format!("giảm {text}"),
        (true, false) => format!("tăng {text}"),
        (false, _) => format!("đạt {text}"),
    }
}

/// The percentage with the decimals that were written.
pub(super) fn stated(percent: Percent) -> String {
    write::percent(percent.value, percent.decimals)
}

#[cfg(test)]
mod tests {
    use crate::check::ClaimBase;
    use crate::check::testing::{Rig, codes};

    const PLAN: &str = "6191000000000";

    #[test]
    fn t2_2_stated_shares_are_recomputed() {
        // (value, step, baseline, stated) → findings
        let rows = [
            ("1748600000000", "0", PLAN, "28.24", ""),
            ("1748600000000", "0", PLAN, "28.2", ""),
            ("1748600000000", "0", PLAN, "28", ""),
            ("1748600000000", "0", PLAN, "28.25", "stated-percent-off|28,24\u{a0}%"),
            ("1748600000000", "0", PLAN, "29", "stated-percent-off|"),
            // 28,2449… % may be 28,245… % when the figure was rounded to 0,1 tỷ.
            ("1748640000000", "0", PLAN, "28.246", "stated-percent-off|"),
            ("1748640000000", "100000000", PLAN, "28.246", ""),
            ("1748600000000", "0", "", "28.24", "base-missing|không tính lại được"),
            ("1748600000000", "0", "0", "28.24", "base-missing|bằng 0"),
            ("", "0", PLAN, "28.24", ""),
        ];
        for (value, step, base, stated, expected) in rows {
            let rig = Rig::new();
            let mut line = rig.line("thu", value);
            line.step = step.parse().expect("a number of the table");
            if !base.is_empty() {
                line.baselines = vec![rig.baseline("thanh-pho", base)];
            }
            line.claims = vec![rig.claim(ClaimBase::Baseline("thanh-pho".into()), stated, false)];
            codes(&super::check(&line), expected);
        }
    }

    #[test]
    fn t2_7_growth_without_a_base_cannot_be_recomputed() {
        let rows = [
            ("", "8", "base-missing|tăng 8\u{a0}% so với cùng kỳ nhưng không tính lại được"),
            ("", "8", "base-missing|5.655,1\u{a0}tỷ đồng (làm tròn: 5.629,04–5.681,40\u{a0}tỷ đồng)"),
            ("5655095000000", "8", ""),
            ("5655095000000", "9", "stated-percent-off|8,00\u{a0}%"),
            ("6500000000000", "-6", ""),
            ("6500000000000", "-5", "stated-percent-off|giảm 5\u{a0}%"),
        ];
        for (base, stated, expected) in rows {
            let rig = Rig::new();
            let mut line = rig.line("thu", "6107503000000");
            line.same_period = base.parse().ok();
            line.claims = vec![rig.claim(ClaimBase::SamePeriod, stated, true)];
            codes(&super::check(&line), expected);
        }
    }

    #[test]
    fn t11_2_full_is_full_to_the_last_dong() {
        let rows = [
            ("1000000000000", "100", ""),
            ("999999999999", "100", "target-reached-claim|thiếu 1\u{a0}đồng (mới đạt 99,9999999999\u{a0}%)"),
            ("999900000000", "100", "target-reached-claim|mới đạt 99,99\u{a0}%"),
            ("999900000000", "99.99", ""),
            ("1493000000000", "149.3", ""),
        ];
        for (value, stated, expected) in rows {
            let rig = Rig::new();
            let mut line = rig.line("thu", value);
            line.baselines = vec![rig.baseline("thanh-pho", "1000000000000")];
            line.claims = vec![rig.claim(ClaimBase::Baseline("thanh-pho".into()), stated, false)];
            codes(&super::check(&line), expected);
        }
    }
}
