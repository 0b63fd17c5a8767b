//! Reads the given figures and the expected findings of a story.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::quantity::read;
use crate::check::{Baseline, Bound, Claim, ClaimBase, Line, Previous, Sheet, Status};
use crate::load::Pack;
use crate::load::entry::Entry;
use crate::measure::Measure;
use crate::period::Span;

/// One story: figures given, findings expected.
pub(super) struct Story<'p> {
    pub(super) title: String,
    pub(super) at: usize,
    pub(super) sheet: Sheet<'p>,
    pub(super) expected: Vec<Expected>,
}

/// One finding that must be raised.
pub(super) struct Expected {
    pub(super) code: String,
    pub(super) indicator: Option<String>,
    pub(super) says: Option<String>,
    pub(super) at: usize,
}

/// `[[story]]`
pub(super) fn story<'p>(pack: &'p Pack, entry: &Entry<'_>) -> Option<Story<'p>> {
    let title = entry.words("title");
    let label = entry.words("label");
    let starts_on = entry.required_date("starts_on");
    let ends_on = entry.required_date("ends_on");
    let cutoff_on = entry.required_date("cutoff_on");
    let lawful_cutoff_on = entry.date("lawful_cutoff_on");
    let lines = entry.each("line", |inner| line(pack, inner));
    let expected = entry.each("expect", expect);
    let cutoff_on = cutoff_on?;
    let sheet = Sheet {
        label,
        starts_on: starts_on?,
        ends_on: ends_on?,
        cutoff_on,
        plan: year_of(cutoff_on),
        lawful_cutoff_on,
        lines,
    };
    Some(Story { title, at: entry.at, sheet, expected })
}

fn year_of(day: Date) -> Span {
    Span { starts_on: date(day.year(), 1, 1), ends_on: date(day.year(), 12, 31) }
}

fn expect(entry: &Entry<'_>) -> Option<Expected> {
    let (code, at) = entry.text("code")?;
    let indicator = entry.opt_text("indicator").map(|(text, _)| text);
    let says = entry.opt_text("says").map(|(text, _)| text);
    Some(Expected { code, indicator, says, at })
}

fn line<'p>(pack: &'p Pack, entry: &Entry<'_>) -> Option<Line<'p>> {
    let (key, at) = entry.text("indicator")?;
    let Some(indicator) = pack.indicator(&key) else {
        entry.leave();
        entry.source.fault(at, format!("không có chỉ tiêu `{key}`"), "viết mã của một chỉ tiêu trong bộ");
        return None;
    };
    let measure = pack.measure(&indicator.measure)?;
    let given = quantity(entry, "value", measure);
    let status = entry.opt_choice("status", &[("expected", Status::Expected), ("actual", Status::Actual)]);
    let previous = quantity(entry, "previous", measure);
    let previous_on = entry.date("previous_on");
    Some(Line {
        key,
        name: indicator.name.clone(),
        measure,
        indicator,
        value: given.map(|(_, value)| value),
        bound: given.map_or(Bound::Equal, |(bound, _)| bound),
        step: quantity(entry, "step", measure).map_or(Decimal::ZERO, |(_, step)| step),
        status: status.unwrap_or(Status::Actual),
        as_of: entry.date("as_of"),
        previous: previous.zip(previous_on).map(|((_, value), cutoff_on)| Previous {
            value,
            cutoff_on,
            status: Status::Actual,
        }),
        same_period: quantity(entry, "same_period", measure).map(|(_, value)| value),
        previous_year: quantity(entry, "previous_year", measure).map(|(_, value)| value),
        baselines: entry.each("baseline", |inner| baseline(pack, measure, inner)),
        road_map: None,
        claims: entry.each("claim", |inner| claim(pack, inner)),
        units: entry.each("unit", |inner| Some(unit(measure, inner))),
    })
}

fn quantity(entry: &Entry<'_>, key: &'static str, measure: &Measure) -> Option<(Bound, Decimal)> {
    let (text, at) = entry.opt_text(key)?;
    match read(&text, measure) {
        Ok(found) => Some(found),
        Err(why) => {
            let instead = format!("viết số theo lối Việt Nam với đơn vị “{}”, ví dụ “1.748,6 tỷ đồng”", measure.label);
            entry.source.fault(at, why, instead);
            None
        }
    }
}

fn unit(measure: &Measure, entry: &Entry<'_>) -> (String, Option<Decimal>) {
    let name = entry.words("name");
    (name, quantity(entry, "value", measure).map(|(_, value)| value))
}

fn baseline(pack: &Pack, measure: &Measure, entry: &Entry<'_>) -> Option<Baseline> {
    let code = entry.text("assigner");
    let value = quantity(entry, "value", measure);
    let (code, at) = code?;
    let assigner = known_assigner(pack, entry, &code, at)?;
    Some(Baseline { assigner: code, label: assigner, value: value?.1 })
}

fn known_assigner(pack: &Pack, entry: &Entry<'_>, code: &str, at: usize) -> Option<String> {
    let found = pack.assigner(code).map(|assigner| assigner.estimate.clone());
    if found.is_none() {
        entry.source.fault(at, format!("không có cấp giao `{code}`"), "viết mã của một cấp giao trong bộ");
    }
    found
}

/// A stated percentage; `of` lists assigners, or is `same-period` or `previous-year`.
fn claim(pack: &Pack, entry: &Entry<'_>) -> Option<Claim> {
    let of = entry.list("of");
    let stated = entry.text("stated");
    let growth = entry.flag("growth");
    let (text, at) = stated?;
    let stated = match viet::percent::read(&text) {
        Ok(percent) => percent,
        Err(unreadable) => {
            entry.source.fault(at, unreadable.why, "viết ví dụ “28,24 %”");
            return None;
        }
    };
    let codes: Vec<&str> = of.iter().map(|(code, _)| code.as_str()).collect();
    let (of, label) = match codes.as_slice() {
        ["same-period"] => (ClaimBase::SamePeriod, "cùng kỳ năm trước".to_owned()),
        ["previous-year"] => (ClaimBase::PreviousYear, "năm trước".to_owned()),
        _ => assigned(pack, entry, &of)?,
    };
    Some(Claim { of, label, stated, growth })
}

fn assigned(pack: &Pack, entry: &Entry<'_>, of: &[(String, usize)]) -> Option<(ClaimBase, String)> {
    let labels: Option<Vec<String>> = of.iter().map(|(code, at)| known_assigner(pack, entry, code, *at)).collect();
    let label = labels?.join(" và ");
    match of {
        [] => {
            let instead = "viết `of = [\"same-period\"]`, `of = [\"previous-year\"]` hoặc danh sách cấp giao";
            entry.source.fault(entry.at, "tỷ lệ chưa có số gốc để so sánh", instead);
            None
        }
        [(one, _)] => Some((ClaimBase::Baseline(one.clone()), label)),
        several => {
            let codes = several.iter().map(|(code, _)| code.clone()).collect();
            Some((ClaimBase::SharedBaselines(codes), label))
        }
    }
}
