//! Several stated percentages that imply different estimates.

use rust_decimal::Decimal;

use super::stated::stated;
use super::{Claim, ClaimBase, Finding, Line, Severity, Sheet};
use crate::compare::{Implied, Percent, Reading, implied, shared_window};
use crate::write;

/// `implied-bases-differ`: shares of one indicator in the same unstored
/// estimate, stated at several cut-offs.
pub(super) fn check(sheet: &Sheet<'_>) -> Vec<Finding> {
    let claims: Vec<(&Line<'_>, &Claim)> = sheet
        .lines
        .iter()
        .flat_map(|line| line.claims.iter().map(move |claim| (line, claim)))
        .filter(|(line, claim)| open(line, claim))
        .collect();
    let mut findings = Vec::new();
    for (at, first) in claims.iter().enumerate() {
        let same = |other: &&(&Line<'_>, &Claim)| other.0.key == first.0.key && other.1.of == first.1.of;
        if claims[..at].iter().any(|other| same(&other)) {
            continue; // The group was judged with its first member.
        }
        let group: Vec<(Percent, Implied)> = claims[at..]
            .iter()
            .filter(same)
            .filter_map(|(line, claim)| Some((claim.stated, implied(line.value?, claim.stated)?)))
            .collect();
        findings.extend(differ(first.0, &group));
    }
    findings
}

/// A share of an estimate that is not stored; stored ones are recomputed instead.
fn open(line: &Line<'_>, claim: &Claim) -> bool {
    let stored = |assigner: &String| line.baseline(assigner).is_some();
    match &claim.of {
        ClaimBase::Baseline(assigner) => !claim.growth && !stored(assigner),
        ClaimBase::SharedBaselines(assigners) => !claim.growth && !assigners.iter().any(stored),
        ClaimBase::SamePeriod | ClaimBase::PreviousYear => false,
    }
}

fn differ(line: &Line<'_>, group: &[(Percent, Implied)]) -> Option<Finding> {
    let points = || group.iter().map(|(_, implied)| implied.point);
    let spread = points().max()?.checked_sub(points().min()?)?;
    if spread.is_zero() {
        return None;
    }
    let all: Vec<Implied> = group.iter().map(|(_, implied)| *implied).collect();
    let ranges: Vec<String> = [(Reading::HalfUp, "làm tròn"), (Reading::Truncated, "cắt bớt")]
        .into_iter()
        .filter_map(|(reading, word)| {
            let window = shared_window(&all, reading)?;
            Some(format!("{} ({word})", write::range(window.from, window.to, line.measure)))
        })
        .collect();
    let (severity, verdict) = if ranges.is_empty() {
        (Severity::Warn, "Không có dự toán nào làm các tỷ lệ này cùng đúng.".to_owned())
    } else {
        let verdict = format!("Các tỷ lệ chỉ cùng đúng nếu dự toán nằm trong {}.", ranges.join(" hoặc "));
        (Severity::Note, verdict)
    };
    let sentence =
        format!("“{}”: {}; chênh lệch {}. {verdict}", line.name, shares(line, group).join(", "), tenth(spread, line),);
    Some(Finding::of_line("implied-bases-differ", severity, line, sentence))
}

fn shares(line: &Line<'_>, group: &[(Percent, Implied)]) -> Vec<String> {
    let one = |(percent, implied): &(Percent, Implied)| {
        format!("{} suy ra dự toán {}", stated(*percent), tenth(implied.point, line))
    };
    group.iter().map(one).collect()
}

fn tenth(value: Decimal, line: &Line<'_>) -> String {
    write::amount_with(value, line.measure, 1)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Rig, codes};
    use crate::check::{ClaimBase, Severity};

    #[test]
    fn t2_5_two_shares_imply_two_estimates() {
        let both = || ClaimBase::SharedBaselines(vec!["thanh-pho".into(), "hdnd".into()]);
        let rows = [
            ("56", "64", "implied-bases-differ|10.906,3\u{a0}tỷ đồng", Some(Severity::Note)),
            ("56", "64", "implied-bases-differ|10.746,2\u{a0}tỷ đồng", Some(Severity::Note)),
            ("56", "64", "implied-bases-differ|chênh lệch 160,0\u{a0}tỷ đồng", Some(Severity::Note)),
            ("56", "64", "implied-bases-differ|10.809,74–10.830,83\u{a0}tỷ đồng (làm tròn)", Some(Severity::Note)),
            ("56", "64", "implied-bases-differ|10.714,92–10.746,22\u{a0}tỷ đồng (cắt bớt)", Some(Severity::Note)),
            ("56", "70", "implied-bases-differ|Không có dự toán nào", Some(Severity::Warn)),
        ];
        for (first, second, expected, severity) in rows {
            let rig = Rig::new();
            let mut a = rig.line("thu", "6107503000000");
            a.claims = vec![rig.claim(both(), first, false)];
            let mut b = rig.line("thu", "6877579000000");
            b.claims = vec![rig.claim(both(), second, false)];
            b.as_of = Some(jiff::civil::date(2022, 6, 30));
            let found = super::check(&rig.sheet(vec![a, b]));
            codes(&found, expected);
            assert_eq!(found.first().map(|f| f.severity), severity, "{first} {second}");
        }
    }

    #[test]
    fn stored_estimates_and_other_assigners_are_left_alone() {
        let rig = Rig::new();
        let of = |assigner: &str, value, stated| {
            let mut line = rig.line("thu", value);
            line.claims = vec![rig.claim(ClaimBase::Baseline(assigner.into()), stated, false)];
            line
        };
        let mut stored = of("thanh-pho", "6107503000000", "56");
        stored.baselines = vec![rig.baseline("thanh-pho", "10906000000000")];
        let rows = [
            vec![of("thanh-pho", "6107503000000", "56"), of("hdnd", "6877579000000", "64")],
            vec![stored, of("thanh-pho", "6877579000000", "64")],
            vec![of("thanh-pho", "6107503000000", "56")],
            vec![of("thanh-pho", "560", "56"), of("thanh-pho", "640", "64")],
        ];
        for lines in rows {
            codes(&super::check(&rig.sheet(lines)), "");
        }
    }
}
