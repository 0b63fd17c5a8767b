//! Saves the grid of a draft (bảng giao): replaces its lines, what is held back and what each indicator rests on;
//! specialists may. It brings the rows and one fact.

use super::decision::{Baseline, State, Total};
use super::sign::already_signed;
use super::store::{allocation, baselines, totals};
use super::units::units_of_year;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::document::documents;
use crate::error::{Error, Fault};
use crate::journal::{Kind, append};
use crate::params;
use crate::plan::quantity;
use rust_decimal::Decimal;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The whole grid of a draft.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub lines: Vec<GridLine>,
    pub held: Vec<Held>,
    /// Indicator to the document its lines rest on.
    pub bases: BTreeMap<String, i64>,
}

/// A filled cell: what one unit gets of one indicator.
#[derive(Clone, Debug)]
pub struct GridLine {
    pub indicator: String,
    pub unit: i64,
    /// Exact, in the base unit of the measure.
    pub value: Decimal,
    pub typed: String,
}

/// The part of an indicator held back on purpose, and why.
#[derive(Clone, Debug)]
pub struct Held {
    pub indicator: String,
    pub value: Decimal,
    pub reason: String,
}

/// Saves the grid.
///
/// # Errors
/// Faults on `v.{indicator}.{unit}`, `held.{indicator}`, `basis.{indicator}`; refusals `not-permitted`, `already-signed`.
pub fn save_grid(ctx: &Ctx, tx: &mut Tx, no: i64, grid: &Grid) -> Result<(), Error> {
    ctx.permit(Act::DraftAllocation)?;
    let head = allocation(tx, &ctx.book, no)?;
    if head.state == State::Signed {
        return already_signed(ctx, tx, &head);
    }
    let stored = totals(ctx, tx, no)?;
    check(ctx, tx, head.year, &stored, grid)?;
    let current = refresh(&stored, &baselines(tx, &ctx.book, head.year)?);
    write(ctx, tx, no, &current, grid)?;
    let bases: BTreeSet<i64> = grid.bases.values().copied().collect();
    let held: Vec<_> =
        grid.held.iter().map(|h| json!({ "indicator": h.indicator, "value": h.value, "reason": h.reason })).collect();
    let payload = json!({ "lines": grid.lines.len(), "held": held, "bases": bases });
    append(tx, ctx, Kind::AllocationEdited, &format!("allocation/{no}"), payload)?;
    Ok(())
}

fn check(ctx: &Ctx, tx: &mut Tx, year: i16, totals: &[Total], grid: &Grid) -> Result<(), Error> {
    let units: BTreeSet<i64> = units_of_year(tx, &ctx.book, year)?.iter().map(|unit| unit.no).collect();
    let known: BTreeSet<i64> = documents(tx, &ctx.book)?.iter().map(|document| document.no).collect();
    let indicators: BTreeSet<&str> = totals.iter().map(|total| total.baseline.indicator.as_str()).collect();
    let faults = wrong(year, &units, &known, &indicators, grid);
    if faults.is_empty() { Ok(()) } else { Err(Error::Faults(faults)) }
}

/// Everything wrong in a grid, cell by cell.
fn wrong(
    year: i16,
    units: &BTreeSet<i64>,
    documents: &BTreeSet<i64>,
    indicators: &BTreeSet<&str>,
    grid: &Grid,
) -> Vec<Fault> {
    let (mut faults, mut seen) = (Vec::new(), BTreeSet::new());
    let unknown =
        |indicator: &str| format!("Dự thảo này không chia chỉ tiêu “{indicator}”. Mở lại trang rồi ghi vào bảng.");
    for line in &grid.lines {
        let place = format!("v.{}.{}", line.indicator, line.unit);
        if !indicators.contains(line.indicator.as_str()) {
            faults.push(Fault::new(&place, unknown(&line.indicator)));
        } else if !units.contains(&line.unit) {
            faults.push(Fault::new(
                &place,
                format!(
                    "Đơn vị số {} không tồn tại trong năm {year}. Bỏ trống ô này và giao cho đơn vị khác.",
                    line.unit
                ),
            ));
        } else if !seen.insert((&line.indicator, line.unit)) {
            faults.push(Fault::new(&place, "Ô này được ghi hai lần. Chỉ ghi một lần."));
        } else if let Some(sentence) = out_of_range(line.value) {
            faults.push(Fault::new(&place, sentence));
        }
    }
    for held in &grid.held {
        let place = format!("held.{}", held.indicator);
        if !indicators.contains(held.indicator.as_str()) {
            faults.push(Fault::new(&place, unknown(&held.indicator)));
        } else if let Some(sentence) = out_of_range(held.value) {
            faults.push(Fault::new(&place, sentence));
        }
    }
    let missing = grid.bases.iter().filter(|(_, document)| !documents.contains(document));
    faults.extend(missing.map(|(indicator, _)| {
        Fault::new(format!("basis.{indicator}"), "Không có văn bản này trong sổ. Chọn văn bản khác.")
    }));
    faults
}

fn out_of_range(value: Decimal) -> Option<&'static str> {
    if value < Decimal::ZERO {
        Some("Phần giao không được âm. Ghi 0 hoặc số dương.")
    } else if value > quantity::LARGEST {
        Some("Số quá lớn. Kiểm tra lại đơn vị tính: tỷ, triệu hay đồng.")
    } else {
        None
    }
}

/// Each total with the baseline now in force, when a later fact replaced the one that was drafted.
fn refresh(stored: &[Total], current: &[Baseline]) -> Vec<Total> {
    let newest = |total: &Total| successor(&total.baseline, current).cloned();
    stored
        .iter()
        .map(|total| Total { baseline: newest(total).unwrap_or_else(|| total.baseline.clone()), ..total.clone() })
        .collect()
}

/// The baseline now in force for the same indicator, assigner and horizon.
pub(super) fn successor<'a>(old: &Baseline, current: &'a [Baseline]) -> Option<&'a Baseline> {
    let same = |b: &&Baseline| b.indicator == old.indicator && b.assigner == old.assigner && b.horizon == old.horizon;
    current.iter().find(|b| b.no == old.no).or_else(|| current.iter().rfind(same))
}

fn write(ctx: &Ctx, tx: &mut Tx, no: i64, totals: &[Total], grid: &Grid) -> Result<(), Error> {
    tx.exec("delete from allocation_line where book = $1 and allocation = $2", params![&ctx.book, no])?;
    for line in &grid.lines {
        tx.exec(
            "insert into allocation_line (book, allocation, indicator, unit, value, typed, basis) values ($1, $2, $3, $4, $5, $6, $7)",
            params![&ctx.book, no, &line.indicator, line.unit, line.value, line.typed.trim(), grid.bases.get(&line.indicator).copied()],
        )?;
    }
    for total in totals {
        let indicator = &total.baseline.indicator;
        let held = grid.held.iter().find(|held| held.indicator == *indicator);
        let (value, reason) = held.map_or((Decimal::ZERO, ""), |held| (held.value, held.reason.trim()));
        tx.exec(
            "update allocation_total set target = $4, held = $5, held_reason = $6 where book = $1 and allocation = $2 and indicator = $3",
            params![&ctx.book, no, indicator, total.baseline.no, value, reason],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_baseline_is_followed_to_the_one_in_force() {
        let current = [(2, "thu", "hdnd"), (5, "thu", "thanh-pho"), (6, "chi", "thanh-pho")]
            .map(|(no, of, by)| Baseline::sample(no, of, by));
        #[rustfmt::skip]
        let rows = [
            (1, "thu", "thanh-pho", Some(5)),
            (2, "thu", "hdnd",      Some(2)),
            (5, "thu", "thanh-pho", Some(5)),
            (1, "chi", "hdnd",      None),
        ];
        for (no, indicator, assigner, want) in rows {
            let found = successor(&Baseline::sample(no, indicator, assigner), &current);
            assert_eq!(found.map(|baseline| baseline.no), want, "{no} {indicator} {assigner}");
        }
    }

    #[test]
    fn what_is_wrong_stands_at_its_cell() {
        let (units, documents, indicators) = (BTreeSet::from([12]), BTreeSet::from([3]), BTreeSet::from(["thu"]));
        #[rustfmt::skip]
        let rows: &[(&str, i64, i64, i64, i64, &str)] = &[
            // indicator, unit, value, held, basis → places
            ("thu", 12, 5,  0,  3, ""),
            ("chi", 12, 5,  0,  3, "v.chi.12 held.chi"),
            ("thu", 13, 5,  0,  3, "v.thu.13"),
            ("thu", 12, -5, 0,  3, "v.thu.12"),
            ("thu", 12, 5,  -1, 3, "held.thu"),
            ("thu", 12, i64::MAX, 0, 4, "v.thu.12 basis.thu"),
        ];
        for (indicator, unit, value, held, basis, want) in rows {
            let grid = Grid {
                lines: vec![GridLine {
                    indicator: indicator.to_string(),
                    unit: *unit,
                    value: (*value).into(),
                    typed: value.to_string(),
                }],
                held: vec![Held { indicator: indicator.to_string(), value: (*held).into(), reason: String::new() }],
                bases: BTreeMap::from([(indicator.to_string(), *basis)]),
            };
            let faults = wrong(2017, &units, &documents, &indicators, &grid);
            let places: Vec<&str> = faults.iter().map(|fault| fault.place.as_str()).collect();
            assert_eq!(places.join(" "), *want);
        }
    }
}
