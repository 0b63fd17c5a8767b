//! Reads indicators and judges them against each other.

use super::entry::Entry;
use super::names::{Kind, Mark};
use crate::fault::Fault;
use crate::indicator::{Direction, Formula, FormulaKind, Indicator, OverTime, OverUnits, cycle_from, judge_formula};
use crate::measure::{Measure, MeasureKind};

/// `[[indicator]]`
pub(super) fn indicator(entry: &Entry<'_>) -> Option<Indicator> {
    let code = entry.code("code");
    let name = entry.words("name");
    let synonyms = entry.list("synonyms").into_iter().map(|(name, _)| name).collect();
    let measure = referred(entry, "measure", Kind::Measure, true);
    let direction = entry
        .choice("direction", &[("more", Direction::More), ("less", Direction::Less), ("neutral", Direction::Neutral)]);
    let over_units = entry.choice("over_units", &[("sum", OverUnits::Sum), ("none", OverUnits::None)]);
    let over_time = entry.choice(
        "over_time",
        &[("cumulative", OverTime::Cumulative), ("point", OverTime::Point), ("period", OverTime::Period)],
    );
    let scope = entry.words("scope");
    let part_of = referred(entry, "part_of", Kind::Indicator, false);
    let percent_cap = entry.decimal("percent_cap");
    let zero_target = entry.flag("zero_target");
    let limit = entry.flag("limit");
    let formula = entry.one("formula", formula);
    let horizon = entry.opt_text("horizon").map(|(text, _)| text);
    let since = entry.date("since");
    let until = entry.date("until");
    let basis = entry.words("basis");
    if since.zip(until).is_some_and(|(since, until)| until < since) {
        entry.source.fault(entry.at, "`until` đứng trước `since`", "viết ngày hết hiệu lực sau ngày có hiệu lực");
    }
    let (code, at) = code?;
    entry.source.define(Kind::Indicator, &code, at);
    Some(Indicator {
        code,
        name,
        synonyms,
        measure: measure?,
        direction: direction?,
        over_units: over_units?,
        over_time: over_time?,
        scope,
        part_of,
        percent_cap,
        zero_target,
        limit,
        formula,
        horizon,
        since,
        until,
        basis,
    })
}

fn formula(entry: &Entry<'_>) -> Option<Formula> {
    let kind = entry.choice(
        "kind",
        &[("ratio", FormulaKind::Ratio), ("sum", FormulaKind::Sum), ("difference", FormulaKind::Difference)],
    );
    let a = referred(entry, "a", Kind::Indicator, true);
    let b = referred(entry, "b", Kind::Indicator, true);
    Some(Formula { kind: kind?, a: a?, b: b? })
}

/// A field that names another thing of the pack.
fn referred(entry: &Entry<'_>, key: &'static str, kind: Kind, required: bool) -> Option<String> {
    let (code, at) = if required { entry.text(key) } else { entry.opt_text(key) }?;
    entry.source.refer(kind, &code, at);
    Some(code)
}

/// Judges all indicators together; `defined` gives the places of the faults.
pub(super) fn judge(indicators: &[Indicator], measures: &[Measure], defined: &[Mark]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for indicator in indicators {
        let mark = defined.iter().find(|m| m.kind == Kind::Indicator && m.code == indicator.code);
        let Some(mark) = mark else { continue };
        let fault = |(what, instead): (String, String)| mark.fault(what, instead);
        faults.extend(refused(indicator, indicators).map(fault));
        faults.extend(turns_back(indicator, indicators).map(fault));
        faults.extend(part_measured_otherwise(indicator, indicators).map(fault));
        faults.extend(cap_without_percent(indicator, measures).map(fault));
    }
    faults
}

type Words = (String, String);

fn refused(indicator: &Indicator, all: &[Indicator]) -> Option<Words> {
    let formula = indicator.formula.as_ref()?;
    let refusal = judge_formula(formula, all).err()?;
    // An unknown code already has its own fault, at the place where it is named.
    (refusal.code != "unknown-indicator").then(|| {
        let what = format!("[{}] {}", refusal.code, refusal.sentence);
        (what, "bỏ công thức hoặc chọn hai chỉ tiêu cùng đơn vị đo và cùng phạm vi".to_owned())
    })
}

fn turns_back(indicator: &Indicator, all: &[Indicator]) -> Option<Words> {
    let trail = cycle_from(indicator, all)?;
    let what = format!("chỉ tiêu quay vòng về chính nó: {}", trail.join(" → "));
    Some((what, "bỏ một `part_of` hoặc một công thức trên vòng này".to_owned()))
}

fn part_measured_otherwise(indicator: &Indicator, all: &[Indicator]) -> Option<Words> {
    let whole = all.iter().find(|i| Some(&i.code) == indicator.part_of.as_ref())?;
    (whole.measure != indicator.measure).then(|| {
        let what = format!("`{}` và tổng `{}` khác đơn vị đo", indicator.code, whole.code);
        (what, format!("viết `measure = \"{}\"` hoặc bỏ `part_of`", whole.measure))
    })
}

fn cap_without_percent(indicator: &Indicator, measures: &[Measure]) -> Option<Words> {
    let measure = measures.iter().find(|m| m.code == indicator.measure)?;
    (indicator.percent_cap.is_some() && measure.kind != MeasureKind::Percent).then(|| {
        let what = format!("`percent_cap` chỉ dùng cho tỷ lệ, `{}` không phải tỷ lệ", indicator.code);
        (what, "bỏ `percent_cap`; trần của số tuyệt đối viết bằng `limit = true`".to_owned())
    })
}
