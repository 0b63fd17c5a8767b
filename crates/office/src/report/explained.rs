//! Explanations of findings (giải trình): each belongs to one finding as it reads, so that another stop, or the same one with
//! other figures, asks for its own.

use super::assemble::assemble;
use super::store::report;
use super::texts::Texts;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;
use crate::journal::sha256;
use pack::check::Finding;
use std::collections::BTreeMap;

/// Stands for the indicator of a finding that concerns the whole report.
const WHOLE_REPORT: &str = "bao-cao";

/// `part-over-whole/ho-so-mot-cua/1f0c22ab`: code, indicator, and the beginning of the SHA-256 of the sentence.
pub fn finding_key(finding: &Finding) -> String {
    let about = finding.indicator.as_deref().unwrap_or(WHOLE_REPORT);
    format!("{}/{about}/{}", finding.code, &sha256(&finding.sentence)[..8])
}

/// What was written about a finding; `None` when nothing was.
pub fn explained<'a>(texts: &'a Texts, finding: &Finding) -> Option<&'a str> {
    texts.explained.get(&finding_key(finding)).map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// Words that explain findings by their bare code, as a script writes them before the sentences are known: each code is
/// spread over the findings that the draft has now. A code without a finding stays as it is and explains nothing.
pub fn spread_codes(ctx: &Ctx, tx: &mut Tx, no: i64, texts: &Texts) -> Result<Texts, Error> {
    let report = report(tx, &ctx.book, no)?;
    let findings = assemble(ctx, tx, &report, i64::MAX)?.findings;
    Ok(Texts { explained: spread(&texts.explained, &findings), ..texts.clone() })
}

fn spread(by_code: &BTreeMap<String, String>, findings: &[Finding]) -> BTreeMap<String, String> {
    let mut spread = BTreeMap::new();
    for (code, text) in by_code {
        let keys: Vec<String> = findings.iter().filter(|f| f.code == code).map(finding_key).collect();
        if keys.is_empty() {
            spread.insert(code.clone(), text.clone());
        }
        spread.extend(keys.into_iter().map(|key| (key, text.clone())));
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack::Severity;

    fn finding(code: &'static str, indicator: &str, sentence: &str) -> Finding {
        let indicator = (!indicator.is_empty()).then(|| indicator.to_owned());
        Finding { code, severity: Severity::Stop, indicator, sentence: sentence.into(), remedy: String::new() }
    }

    #[test]
    fn an_explanation_covers_one_finding_only() {
        let written = finding("part-over-whole", "mot-cua", "vượt tổng 92 hồ sơ");
        let texts = Texts {
            explained: [
                (finding_key(&written), " Đếm cả hồ sơ nhận hộ ".into()),
                ("value-negative".into(), "Có".into()),
            ]
            .into(),
            ..Texts::default()
        };
        #[rustfmt::skip]
        let rows = [
            (written,                                                      Some("Đếm cả hồ sơ nhận hộ")),
            (finding("part-over-whole", "mot-cua", "vượt tổng 93 hồ sơ"),  None),
            (finding("part-over-whole", "lien-thong", "vượt tổng 92 hồ sơ"), None),
            (finding("part-over-whole", "", "vượt tổng 92 hồ sơ"),         None),
            (finding("value-negative", "mot-cua", "âm"),                   None),
        ];
        for (finding, expected) in rows {
            assert_eq!(explained(&texts, &finding), expected, "{finding:?}");
        }
    }

    #[test]
    fn a_bare_code_is_spread_over_the_findings_there_are() {
        let findings = [finding("a", "x", "một"), finding("a", "", "hai"), finding("b", "x", "ba")];
        let by_code: BTreeMap<String, String> = [("a".into(), "vì A".into()), ("c".into(), "vì C".into())].into();
        let spread = spread(&by_code, &findings);
        let rows = [
            (finding_key(&findings[0]), Some("vì A")),
            (finding_key(&findings[1]), Some("vì A")),
            ("c".into(), Some("vì C")),
        ];
        for (key, expected) in &rows {
            assert_eq!(spread.get(key).map(String::as_str), *expected, "{key}");
        }
        assert_eq!(spread.len(), rows.len());
        assert!(finding_key(&findings[1]).starts_with("a/bao-cao/"));
    }
}
