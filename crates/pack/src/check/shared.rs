//! One percentage stated for several estimates.

use super::stated::{exact, stated};
use super::{Baseline, ClaimBase, Finding, Line, Severity};
use crate::compare::{Agreement, agrees};
use crate::write;

/// `baselines-share-percent`: questioned whenever the estimates differ; only
/// noted when the stated percentage fits each of them.
pub(super) fn check(line: &Line<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for claim in &line.claims {
        let ClaimBase::SharedBaselines(assigners) = &claim.of else { continue };
        let bases: Option<Vec<&Baseline>> = assigners.iter().map(|a| line.baseline(a)).collect();
        let Some(bases) = bases else { continue };
        if bases.windows(2).all(|pair| pair[0].value == pair[1].value) {
            continue;
        }
        let Some(percents) = percents(line, &bases, claim.growth) else { continue };
        let fits = percents.iter().all(|exact| !matches!(agrees(claim.stated, *exact), Agreement::Off { .. }));
        let severity = if fits { Severity::Note } else { Severity::Warn };
        let decimals = claim.stated.decimals.max(2);
        let each: Vec<String> = bases
            .iter()
            .zip(&percents)
            .map(|(base, exact)| format!("{} so với {}", write::percent(*exact, decimals), base.label))
            .collect();
        let sentence = format!(
            "“{}” nêu chung {} cho các dự toán khác nhau; tính riêng là {}.",
            line.name,
            stated(claim.stated),
            each.join(", "),
        );
        findings.push(Finding::of_line("baselines-share-percent", severity, line, sentence));
    }
    findings
}

fn percents(line: &Line<'_>, bases: &[&Baseline], growth: bool) -> Option<Vec<rust_decimal::Decimal>> {
    let value = line.value?;
    bases.iter().map(|base| exact(value, base.value, growth).ok()).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Rig, codes};
    use crate::check::{ClaimBase, Severity};

    #[test]
    fn t2_6_each_estimate_has_its_own_percentage() {
        let rows = [
            ("10906000000000", "10906000000000", "", None),
            (
                "10906000000000",
                "11500000000000",
                "baselines-share-percent|56,00\u{a0}% so với dự toán Thành phố giao, 53,11\u{a0}% so với dự toán HĐND giao",
                Some(Severity::Warn),
            ),
            ("10906000000000", "10950000000000", "baselines-share-percent|55,78\u{a0}%", Some(Severity::Note)),
            ("10906000000000", "", "", None),
        ];
        for (city, council, expected, severity) in rows {
            let rig = Rig::new();
            let mut line = rig.line("thu", "6107503000000");
            line.baselines.push(rig.baseline("thanh-pho", city));
            if !council.is_empty() {
                line.baselines.push(rig.baseline("hdnd", council));
            }
            let both = ClaimBase::SharedBaselines(vec!["thanh-pho".into(), "hdnd".into()]);
            line.claims = vec![rig.claim(both, "56", false)];
            let found = super::check(&line);
            codes(&found, expected);
            assert_eq!(found.first().map(|f| f.severity), severity, "{city} {council}");
        }
    }
}
