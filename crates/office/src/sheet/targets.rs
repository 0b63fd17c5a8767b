//! Targets and budget estimates of a file: one per row, with the assigner, the year or the days, and the document they rest on.

use super::amount;
use super::draft::TargetRow;
use super::fault::CellFault;
use super::known::Known;
use super::table::{Line, Table};
use super::words::words;
use crate::plan::quantity;
use crate::plan::target::Horizon;
use crate::plan::year::year_span;
use jiff::civil::Date;
use pack::measure::Measure;
use std::collections::HashMap;

/// Reads every row of the tables.
pub fn read(known: &Known, tables: &[Table]) -> (Vec<TargetRow>, Vec<CellFault>) {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let mut seen: HashMap<(String, i64, String, String, Date), String> = HashMap::new();
    for line in tables.iter().flat_map(|table| table.rows.iter().map(move |row| Line { table, row: *row })) {
        let Some(row) = one(known, line, &mut faults) else { continue };
        let key = (row.indicator.clone(), row.unit, row.assigner.clone(), row.horizon.clone(), row.starts_on);
        if let Some(first) = seen.get(&key) {
            faults.push(line.fault("value", format!("Chỉ tiêu này của đơn vị này đã có ở {first}. Giữ lại một dòng.")));
        }
        seen.entry(key).or_insert_with(|| row.place.clone());
        rows.push(row);
    }
    (rows, faults)
}

fn one(known: &Known, line: Line, faults: &mut Vec<CellFault>) -> Option<TargetRow> {
    let before = faults.len();
    let horizon = horizon(line, faults);
    let span = horizon.and_then(|horizon| span(line, horizon, faults));
    let indicator = indicator(known, line, faults);
    let unit = unit(known, line, span, faults);
    let assigner = line
        .required("assigner", "cấp giao", faults)
        .and_then(|text| found(known.assigner(&text), line, "assigner", faults));
    let basis = line
        .required("basis", "văn bản căn cứ", faults)
        .and_then(|text| found(known.document(&text), line, "basis", faults));
    let typed = indicator.and_then(|(_, measure)| typed(line, measure, faults));
    if faults.len() > before {
        return None;
    }
    let (starts_on, ends_on) = span?;
    Some(TargetRow {
        place: line.place("value"),
        indicator: indicator?.0.to_owned(),
        unit: unit?,
        assigner: assigner?.to_owned(),
        horizon: horizon?.key().to_owned(),
        starts_on,
        ends_on,
        typed: typed?,
        basis: basis?,
    })
}

fn found<T>(outcome: Result<T, String>, line: Line, key: &str, faults: &mut Vec<CellFault>) -> Option<T> {
    outcome.map_err(|sentence| faults.push(line.fault(key, sentence))).ok()
}

fn indicator<'a>(known: &'a Known, line: Line, faults: &mut Vec<CellFault>) -> Option<(&'a str, &'a Measure)> {
    let code = line.text("indicator-code");
    let (key, text) = if code.is_empty() {
        ("indicator", line.required("indicator", "chỉ tiêu", faults)?)
    } else {
        ("indicator-code", code)
    };
    let row = found(known.indicator(&text), line, key, faults)?;
    let measure = found(known.measure(row), line, key, faults)?;
    Some((&row.rule.code, measure))
}

fn horizon(line: Line, faults: &mut Vec<CellFault>) -> Option<Horizon> {
    let text = line.text("horizon");
    match words(&text).as_str() {
        "" | "nam" | "year" => Some(Horizon::Year),
        "nhiem ky" | "giai doan" | "term" => Some(Horizon::Term),
        _ => {
            faults.push(line.fault("horizon", format!("“{text}” không phải thời hạn. Ghi “năm” hoặc “nhiệm kỳ”.")));
            None
        }
    }
}

/// The days typed, or the year of the row, or the year of the titles.
fn span(line: Line, horizon: Horizon, faults: &mut Vec<CellFault>) -> Option<(Date, Date)> {
    let (starts_on, ends_on) = (line.day("starts-on", faults), line.day("ends-on", faults));
    if let (Some(starts_on), Some(ends_on)) = (starts_on, ends_on) {
        return Some((starts_on, ends_on));
    }
    if horizon == Horizon::Term {
        faults.push(
            line.fault(
                "starts-on",
                "Chỉ tiêu nhiệm kỳ cần ngày đầu và ngày cuối. Ghi vào cột “Từ ngày” và “Đến ngày”.",
            ),
        );
        return None;
    }
    let text = line.text("year");
    let year = if text.is_empty() { line.table.titles.year } else { text.trim().parse().ok() };
    let days = year.and_then(year_span);
    if days.is_none() {
        let found = if text.is_empty() {
            "Chưa rõ chỉ tiêu của năm nào.".to_owned()
        } else {
            format!("“{text}” không phải năm.")
        };
        faults.push(line.fault("year", format!("{found} Ghi năm bằng bốn chữ số vào cột “Năm”, ví dụ 2017.")));
    }
    days
}

/// The unit of the row; the unit that keeps the book when the row names none.
fn unit(known: &Known, line: Line, span: Option<(Date, Date)>, faults: &mut Vec<CellFault>) -> Option<i64> {
    let (name, code) = (line.text("unit"), line.text("unit-code"));
    if name.is_empty() && code.is_empty() {
        return Some(known.root);
    }
    let key = if name.is_empty() { "unit-code" } else { "unit" };
    let on = |day: Option<Date>| known.unit(&name, &code, day);
    // A unit that ended within the year was given its target at the beginning; one founded within it, at the end.
    let outcome = match span {
        Some((first, last)) => on(Some(first)).or_else(|_| on(Some(last))),
        None => on(None),
    };
    found(outcome, line, key, faults)
}

/// The value as officials write it: what stands in “Ghi trong văn bản”, or the value with its measure.
fn typed(line: Line, measure: &Measure, faults: &mut Vec<CellFault>) -> Option<String> {
    let beside = Some(line.text("measure")).filter(|text| !text.is_empty());
    let head = line.table.head.heading("value").and_then(|heading| heading.measure.clone());
    let above = line.table.titles.measure.clone().filter(|_| measure.kind == pack::measure::MeasureKind::Money);
    let amount =
        found(amount::read(measure, line.cell("value"), beside.or(head).or(above).as_deref()), line, "value", faults)?;
    let typed = line.text("typed");
    if typed.is_empty() {
        // The act reads the words again; words it reads otherwise (a scale only heads use) are written plainly.
        let same =
            quantity::read(measure, &amount.typed).is_ok_and(|t| (t.bound, t.value) == (amount.bound, amount.value));
        return Some(if same { amount.typed } else { quantity::write_bound(measure, amount.bound, amount.value) });
    }
    match quantity::read(measure, &typed) {
        Ok(read) if (read.bound, read.value) == (amount.bound, amount.value) => Some(typed),
        Ok(_) => {
            faults.push(line.fault(
                "typed",
                format!("“{typed}” không khớp giá trị {} trên cùng dòng. Sửa cho khớp, hoặc xóa ô này.", amount.typed),
            ));
            None
        }
        Err(sentence) => found(Err(sentence), line, "typed", faults),
    }
}
