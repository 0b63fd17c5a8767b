//! Explains a number (giải trình số liệu): formula, baseline, the figures behind it, who entered them and when.

use super::figure_row::FigureRow;
use super::line::{BaselineRow, Line, Origin};
use super::write::{Written, write};
use crate::plan::quantity;
use pack::compare::By;
use pack::outline::Field;
use serde::{Deserialize, Serialize};

/// Why a printed number is what it is. Frozen with the report, so every field keeps its meaning.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Explanation {
    /// `thu-nsnn.percent.thanh-pho`: the same number of another report has the same key.
    pub key: String,
    pub indicator: String,
    pub name: String,
    /// As printed.
    pub printed: String,
    /// Exact, in the base unit of its measure; empty for words.
    pub value: String,
    /// What the exact value is counted in: `đồng`, `%`, `điểm phần trăm`; empty for words.
    pub unit: String,
    /// In words with the numbers put in.
    pub formula: String,
    pub cutoff_on: String,
    pub inputs: Vec<Input>,
    /// What is still missing behind it (units that have not reported).
    pub missing: Vec<String>,
}

/// A record behind a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Input {
    /// `figure` or `target`.
    pub kind: String,
    pub no: i64,
    pub what: String,
    pub printed: String,
    pub typed: String,
    /// Exact, in the base unit.
    pub value: String,
    pub status: String,
    /// The source document or basis.
    pub source: String,
    pub entered_by: String,
    /// UTC, ISO 8601; empty for a target.
    pub entered_at: String,
    pub fact_no: i64,
    pub invented: bool,
}

/// Explains a field of a line as it is written.
pub fn explain(line: &Line, field: &Field, key: String, written: &Written) -> Explanation {
    Explanation {
        key,
        indicator: line.rule.code.clone(),
        name: line.rule.name.clone(),
        printed: written.text.clone(),
        value: written.value.map(|v| v.normalize().to_string()).unwrap_or_default(),
        unit: written.value.map(|_| unit(line, field)).unwrap_or_default(),
        formula: formula(line, field),
        cutoff_on: line.cutoff_on.to_string(),
        inputs: inputs(line, field),
        missing: if of_reached(field) { missing(line) } else { Vec::new() },
    }
}

/// The base unit of the measure, or what shares and distances in pace are counted in.
fn unit(line: &Line, field: &Field) -> String {
    match field {
        Field::Percent(_) | Field::OutlookPercent(_) | Field::Growth | Field::YearGrowth | Field::PaceEven => {
            "%".into()
        }
        Field::PaceGap => "điểm phần trăm".into(),
        _ => line.measure.label.clone(),
    }
}

/// Whether the number rests on what was reached, not only on a plan or an earlier year.
fn of_reached(field: &Field) -> bool {
    !matches!(field, Field::Baseline(_) | Field::SamePeriod | Field::PreviousYear | Field::PaceEven)
}

/// Units that have not reported, where the number is their sum.
fn missing(line: &Line) -> Vec<String> {
    let summed = line.reached.as_ref().is_some_and(|reached| reached.origin == Origin::Summed);
    let silent = line.units.iter().filter(|unit| summed && unit.figure.is_none());
    silent.map(|unit| unit.name.clone()).collect()
}

/// The baseline that pace is measured against, by its name.
fn base(line: &Line) -> String {
    line.baselines.first().map_or_else(|| "dự toán".to_owned(), |b| b.label.clone())
}

fn shown(line: &Line, field: &Field) -> String {
    write(line, field, None).map_or_else(|| "chưa có".to_owned(), |written| written.text)
}

fn formula(line: &Line, field: &Field) -> String {
    let value = shown(line, &Field::Value);
    match field {
        Field::Value => origin(line),
        Field::Percent(a) => format!("{value} ÷ {} × 100, làm tròn nửa lên", shown(line, &Field::Baseline(a.clone()))),
        Field::Baseline(a) => {
            line.baseline(a).map_or_else(String::new, |b| format!("{}, theo {}", b.label, b.basis_name))
        }
        Field::Growth => format!("({value} ÷ {} − 1) × 100", shown(line, &Field::SamePeriod)),
        Field::YearGrowth => format!("({value} ÷ {} − 1) × 100", shown(line, &Field::PreviousYear)),
        Field::PaceGap => format!("tỷ lệ đạt so với {} − phần thời gian đã qua ({})", base(line), elapsed(line)),
        Field::PaceEven => format!("phần thời gian đã qua: {}", elapsed(line)),
        Field::PaceGapValue => format!("{value} − {} × phần thời gian đã qua ({})", base(line), elapsed(line)),
        Field::Remaining => format!("{} − {value}", base(line)),
        Field::Required => {
            format!("{} còn lại ÷ số tháng còn lại ({})", shown(line, &Field::Remaining), months_left(line))
        }
        Field::Average => format!("{value} ÷ số tháng đã qua ({})", months_passed(line)),
        Field::SamePeriod => {
            format!("số của cùng kỳ năm trước, đến {}", line.same_period_on.map(viet::day::write).unwrap_or_default())
        }
        Field::PreviousYear => "số của cả năm trước".to_owned(),
        Field::OutlookValue => line.outlook.as_ref().map(|ahead| origin(ahead)).unwrap_or_default(),
        Field::OutlookPercent(a) => {
            line.outlook.as_ref().map(|ahead| formula(ahead, &Field::Percent(a.clone()))).unwrap_or_default()
        }
        Field::OutlookLabel | Field::Name | Field::Status | Field::Cutoff | Field::Missed => String::new(),
    }
}

fn origin(line: &Line) -> String {
    match line.reached.as_ref().map(|reached| &reached.origin) {
        Some(Origin::Entered(row)) => format!("số {} đã nhập, ghi là “{}”", row.status_label(), row.typed),
        Some(Origin::Summed) => {
            let with = line.units.iter().filter(|u| u.figure.is_some()).count();
            format!("tổng số liệu của {with}/{} đơn vị", line.units.len())
        }
        Some(Origin::Computed { formula, .. }) => formula.clone(),
        None => "chưa có số liệu".to_owned(),
    }
}

fn elapsed(line: &Line) -> String {
    match line.elapsed().map(|elapsed| elapsed.by) {
        Some(By::Months { passed, total }) => format!("{passed}/{total} tháng"),
        Some(By::Days { passed, total }) => format!("{passed}/{total} ngày"),
        None => "ngoài kỳ kế hoạch".to_owned(),
    }
}

/// Months that are left, as the division uses them: whole at a month's end, else with the share of the month.
fn months_left(line: &Line) -> String {
    line.elapsed().map_or_else(String::new, |elapsed| {
        let (passed, total) = elapsed.parts();
        let left = elapsed.total_months - elapsed.total_months * passed / total;
        format!("{} tháng", viet::number::write(viet::number::round_half_up(left, 2)))
    })
}

fn months_passed(line: &Line) -> String {
    line.elapsed().map_or_else(String::new, |elapsed| {
        let (passed, total) = elapsed.parts();
        let months = elapsed.total_months * passed / total;
        format!("{} tháng", viet::number::write(viet::number::round_half_up(months, 2)))
    })
}

fn inputs(line: &Line, field: &Field) -> Vec<Input> {
    match (field, &line.outlook) {
        (Field::OutlookValue, Some(ahead)) => return inputs(ahead, &Field::Value),
        (Field::OutlookPercent(a), Some(ahead)) => return inputs(ahead, &Field::Percent(a.clone())),
        _ => {}
    }
    let mut found = Vec::new();
    if of_reached(field) {
        found.extend(line.rows().into_iter().map(|row| figure(line, row)));
    }
    match field {
        Field::Baseline(a) | Field::Percent(a) => found.extend(line.baseline(a).map(|b| target(line, b))),
        Field::PaceGap | Field::PaceGapValue | Field::Remaining | Field::Required => {
            found.extend(line.baselines.first().map(|b| target(line, b)));
        }
        Field::Growth | Field::SamePeriod => found.extend(line.same_period.as_ref().map(|row| figure(line, row))),
        Field::YearGrowth | Field::PreviousYear => {
            found.extend(line.previous_year.as_ref().map(|row| figure(line, row)))
        }
        _ => {}
    }
    found
}

fn figure(line: &Line, row: &FigureRow) -> Input {
    let unit = line.units.iter().find(|unit| unit.unit == row.unit).map(|unit| format!("{}, ", unit.name));
    let name = if row.indicator == line.rule.code { line.rule.name.clone() } else { row.indicator.clone() };
    let printed =
        if row.indicator == line.rule.code { quantity::write(&line.measure, row.value) } else { row.typed.clone() };
    Input {
        kind: "figure".into(),
        no: row.no,
        what: format!("{}{name} đến {}", unit.unwrap_or_default(), viet::day::write(row.cutoff_on)),
        printed,
        typed: row.typed.clone(),
        value: row.value.normalize().to_string(),
        status: row.status_label().into(),
        source: row.source_symbol.clone(),
        entered_by: row.entered_by_name.clone(),
        entered_at: row.entered_at.to_string(),
        fact_no: row.fact_no,
        invented: row.invented,
    }
}

fn target(line: &Line, baseline: &BaselineRow) -> Input {
    Input {
        kind: "target".into(),
        no: baseline.target,
        what: format!("{}: {}", line.rule.name, baseline.label),
        printed: quantity::write(&line.measure, baseline.value),
        typed: baseline.typed.clone(),
        value: baseline.value.normalize().to_string(),
        source: baseline.basis_name.clone(),
        fact_no: baseline.fact_no,
        ..Input::default()
    }
}
