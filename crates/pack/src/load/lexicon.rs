//! Reads measures, assigners, document kinds and report-period rules.

use rust_decimal::Decimal;

use super::entry::Entry;
use super::names::Kind;
use crate::assigner::Assigner;
use crate::document_kind::DocumentKind;
use crate::measure::{Measure, MeasureKind, ScaleStep};
use crate::period::PeriodRule;

/// `[[measure]]`
pub(super) fn measure(entry: &Entry<'_>) -> Option<Measure> {
    let code = entry.code("code");
    let label = entry.words("label");
    let kind = entry.choice(
        "kind",
        &[
            ("money", MeasureKind::Money),
            ("percent", MeasureKind::Percent),
            ("count", MeasureKind::Count),
            ("decimal", MeasureKind::Decimal),
        ],
    );
    let decimals = entry.integer("decimals", 0, 12).unwrap_or(0);
    let mut scales = entry.each("scale", scale);
    scales.sort_by_key(|step| step.factor);
    let (code, at) = code?;
    entry.source.define(Kind::Measure, &code, at);
    Some(Measure { code, label, kind: kind?, decimals: u32::try_from(decimals).ok()?, scales })
}

fn scale(entry: &Entry<'_>) -> Option<ScaleStep> {
    let key = entry.words("key");
    let word = entry.words("word");
    let factor = entry.decimal("factor");
    if factor.is_some_and(|factor| factor <= Decimal::ONE) {
        entry.source.fault(entry.at, "bậc viết phải lớn hơn 1", "viết ví dụ `factor = 1000000`");
        return None;
    }
    Some(ScaleStep { key, word, factor: factor? })
}

/// `[[assigner]]`
pub(super) fn assigner(entry: &Entry<'_>) -> Option<Assigner> {
    let code = entry.code("code");
    let label = entry.words("label");
    let estimate = entry.words("estimate");
    let basis = entry.words("basis");
    let (code, at) = code?;
    entry.source.define(Kind::Assigner, &code, at);
    Some(Assigner { code, label, estimate, basis })
}

/// `[[kind]]`
pub(super) fn document_kind(entry: &Entry<'_>) -> Option<DocumentKind> {
    let code = entry.text("code");
    let name = entry.words("name");
    let abbreviation = entry.opt_text("abbreviation").map(|(text, _)| text);
    let (code, at) = code?;
    entry.source.define(Kind::Document, &code, at);
    Some(DocumentKind { code, name, abbreviation })
}

/// `[[rule]]`
pub(super) fn period_rule(entry: &Entry<'_>) -> Option<PeriodRule> {
    let code = entry.code("code");
    let name = entry.words("name");
    let closes_on_day = entry.integer("closes_on_day", 1, 28).and_then(|day| i8::try_from(day).ok());
    let since = entry.date("since");
    let until = entry.date("until");
    let basis = entry.words("basis");
    let (code, at) = code?;
    entry.source.define(Kind::Rule, &code, at);
    Some(PeriodRule { code, name, closes_on_day, since, until, basis })
}
