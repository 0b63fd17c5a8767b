//! Writes a field of a line the way a report prints it: `1.748,6 tỷ đồng`, `28,24 %`, `chậm 5,09 điểm phần trăm`.

use super::figure_row::status_label;
use super::line::Line;
use crate::plan::quantity;
use pack::Measure;
use pack::compare::Growth;
use pack::measure::MeasureKind;
use pack::outline::{Field, Scale, gap_words, growth_words};
use rust_decimal::Decimal;
use viet::bound::Bound;
use viet::money;

/// Percentages are printed with two decimals, as the reports of districts do.
const PERCENT_DECIMALS: u32 = 2;

/// A field as printed, with its exact value when it is a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    pub text: String,
    pub value: Option<Decimal>,
}

/// Writes a field; `None` when the line has nothing to show for it.
pub fn write(line: &Line, field: &Field, scale: Option<Scale>) -> Option<Written> {
    let amount =
        |value: Option<Decimal>| value.map(|v| Written { text: amount(&line.measure, v, scale), value: Some(v) });
    let percent = |value: Option<Decimal>| {
        value.map(|v| Written { text: viet::percent::write(v, decimals(scale)), value: Some(v) })
    };
    let words = |text: String| Some(Written { text, value: None });
    match field {
        Field::Name => words(line.rule.name.clone()),
        Field::Value => value(line, scale),
        Field::Baseline(assigner) => line.baseline(assigner).map(|b| bounded(line, b.bound, b.value, scale)),
        Field::Percent(assigner) => percent(line.percent(assigner)),
        Field::Growth => growth(line.growth(), scale),
        Field::YearGrowth => growth(line.year_growth(), scale),
        Field::SamePeriod => amount(line.same_period.as_ref().map(|row| row.value)),
        Field::PreviousYear => amount(line.previous_year.as_ref().map(|row| row.value)),
        Field::PaceGap => {
            line.pace().map(|p| Written { text: gap_words(p.gap_points, decimals(scale)), value: Some(p.gap_points) })
        }
        Field::PaceEven => percent(line.pace().map(|p| p.even_percent)),
        Field::PaceGapValue => derived(line, line.pace().map(|p| p.gap_value.abs()), scale),
        Field::Remaining => amount(line.pace().map(|p| p.remaining)),
        Field::Required => derived(line, line.pace().and_then(|p| p.required_per_month), scale),
        Field::Average => derived(line, line.pace().and_then(|p| p.average_per_month), scale),
        Field::Status => line.reached.as_ref().and_then(|reached| words(status_label(reached.status).to_owned())),
        Field::Cutoff => words(viet::day::write(line.cutoff_on)),
        Field::OutlookValue => line.outlook.as_ref().and_then(|ahead| value(ahead, scale)),
        Field::OutlookLabel => {
            line.outlook.as_ref().and_then(|ahead| words(viet::period::write(ahead.plan.starts_on, ahead.cutoff_on)))
        }
        Field::OutlookPercent(a) => percent(line.outlook.as_ref().and_then(|ahead| ahead.percent(a))),
        Field::Missed => None,
    }
}

/// An amount that a division brought: money in tỷ đồng with two decimals, because its further digits say nothing.
fn derived(line: &Line, value: Option<Decimal>, scale: Option<Scale>) -> Option<Written> {
    let value = value?;
    let plain = matches!(scale, None | Some(Scale::Billion)) && line.measure.kind == MeasureKind::Money;
    let text = if plain {
        money::write_in(value, money::Scale::Billion, Some(PERCENT_DECIMALS))
    } else {
        amount(&line.measure, value, scale.or(Some(Scale::Decimals(2))))
    };
    Some(Written { text, value: Some(value) })
}

fn value(line: &Line, scale: Option<Scale>) -> Option<Written> {
    line.reached.as_ref().map(|reached| bounded(line, reached.bound, reached.value, scale))
}

/// An amount with the word of its bound: `trên 99 %`.
fn bounded(line: &Line, bound: Bound, value: Decimal, scale: Option<Scale>) -> Written {
    let (word, text) = (viet::bound::word(bound), amount(&line.measure, value, scale));
    Written { text: if word.is_empty() { text } else { format!("{word} {text}") }, value: Some(value) }
}

fn growth(growth: Growth, scale: Option<Scale>) -> Option<Written> {
    match growth {
        Growth::Points(points) => Some(Written { text: growth_words(points, decimals(scale)), value: Some(points) }),
        Growth::NotRecomputable { .. } => None,
    }
}

fn decimals(scale: Option<Scale>) -> u32 {
    match scale {
        Some(Scale::Decimals(decimals)) => decimals.into(),
        _ => PERCENT_DECIMALS,
    }
}

/// Writes an amount in the measure of its line and the step the outline asks for.
pub fn amount(measure: &Measure, value: Decimal, scale: Option<Scale>) -> String {
    if scale == Some(Scale::Bare) {
        return viet::number::write(value);
    }
    if measure.kind != MeasureKind::Money {
        return match scale {
            Some(Scale::Decimals(decimals)) if measure.kind == MeasureKind::Percent => {
                viet::percent::write(value, decimals.into())
            }
            Some(Scale::Decimals(decimals)) => {
                format!("{}\u{a0}{}", viet::number::write_rounded(value, decimals.into()), measure.label)
            }
            _ if value.scale() > 6 => quantity::write(measure, viet::number::round_half_up(value, PERCENT_DECIMALS)),
            _ => quantity::write(measure, value),
        };
    }
    match scale {
        Some(Scale::Thousand) => money::write_in(value, money::Scale::Thousand, None),
        Some(Scale::Million) => money::write_in(value, money::Scale::Million, None),
        Some(Scale::Billion) => billion(value),
        Some(Scale::Parts) => money::write_composite(viet::number::round_half_up(value, 0)),
        Some(Scale::Decimals(decimals)) => money::write_in(value, money::Scale::Billion, Some(decimals.into())),
        None | Some(Scale::Bare) if value.is_integer() => money::write(value),
        None | Some(Scale::Bare) => billion(value),
    }
}

/// In tỷ đồng with as many decimals as the amount needs, at most three.
fn billion(value: Decimal) -> String {
    let amount = value / money::Scale::Billion.factor();
    let needed = amount.normalize().scale().min(3);
    money::write_in(value, money::Scale::Billion, Some(needed))
}
