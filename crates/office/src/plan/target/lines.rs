//! The tables of targets: baselines of one line side by side, a column per assigner; targets of a term below.

use super::store::{Horizon, Target};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::units_on;
use crate::document::{Document, documents};
use crate::error::Error;
use crate::plan::catalogue::{IndicatorRow, catalogue};
use crate::plan::quantity;
use crate::plan::year::year_span;
use crate::ui::{Cell, Column, Table};
use std::collections::BTreeMap;

/// What the tables need to name things.
pub(in crate::plan) struct Names {
    pub indicators: Vec<IndicatorRow>,
    /// Names of the units of the year, by number.
    pub units: BTreeMap<i64, String>,
    pub documents: BTreeMap<i64, Document>,
}

impl Names {
    /// Names as of a year: units that existed on its first or its last day.
    pub(in crate::plan) fn of_year(ctx: &Ctx, tx: &mut Tx, year: i16) -> Result<Names, Error> {
        let mut units = BTreeMap::new();
        let (first, last) = year_span(year).unwrap_or((ctx.today(), ctx.today()));
        for day in [first, last] {
            units.extend(units_on(tx, &ctx.book, day)?.into_iter().map(|unit| (unit.no, unit.name)));
        }
        let documents = documents(tx, &ctx.book)?.into_iter().map(|document| (document.no, document)).collect();
        Ok(Names { indicators: catalogue(ctx, tx)?, units, documents })
    }

    /// The name of an indicator; its code when the catalogue lacks it.
    pub(in crate::plan) fn indicator(&self, code: &str) -> String {
        self.indicators.iter().find(|row| row.rule.code == code).map_or(code.to_owned(), |row| row.rule.name.clone())
    }

    fn place(&self, code: &str) -> usize {
        self.indicators.iter().position(|row| row.rule.code == code).unwrap_or(usize::MAX)
    }

    /// The name of a unit.
    pub(in crate::plan) fn unit(&self, no: i64) -> String {
        self.units.get(&no).cloned().unwrap_or_else(|| format!("đơn vị số {no}"))
    }

    fn basis(&self, no: i64) -> Cell {
        self.documents.get(&no).map_or_else(Cell::default, |document| Cell::text(document.name()))
    }
}

/// What an assigner set, as the pack says it: `UBND Thành phố giao`.
pub(in crate::plan) fn assigner_label(ctx: &Ctx, code: &str) -> String {
    ctx.pack.assigner(code).map_or(code.to_owned(), |assigner| assigner.label.clone())
}

/// A value with its measure; as it was typed when the packs in use lack the measure.
pub(in crate::plan) fn shown(ctx: &Ctx, names: &[IndicatorRow], target: &Target) -> String {
    let row = names.iter().find(|row| row.rule.code == target.indicator);
    match row.and_then(|row| ctx.pack.measure(&row.rule.measure)) {
        Some(measure) => quantity::write_bound(measure, target.bound, target.value),
        None => target.typed.clone(),
    }
}

/// The lines of a year: what each assigner gave for one indicator and unit, side by side.
pub(super) fn year_table(ctx: &Ctx, names: &Names, year: i16, targets: &[Target]) -> Table {
    let mut lines: BTreeMap<(usize, &str, i64), BTreeMap<&str, &Target>> = BTreeMap::new();
    for target in targets.iter().filter(|target| target.horizon == Horizon::Year) {
        let line = lines.entry((names.place(&target.indicator), target.indicator.as_str(), target.unit)).or_default();
        line.insert(target.assigner.as_str(), target);
    }
    let assigners = assigners(ctx, lines.values());
    let row = |((_, indicator, unit), line): (&(usize, &str, i64), &BTreeMap<&str, &Target>)| {
        let mut cells = vec![Cell::text(names.indicator(indicator)), Cell::text(names.unit(*unit))];
        cells.extend(assigners.iter().map(|assigner| value_cell(ctx, names, line.get(assigner.as_str()).copied())));
        cells.push(comparison(ctx, names, &line.values().copied().collect::<Vec<_>>()));
        cells
    };
    let mut columns = vec![Column::left("Chỉ tiêu"), Column::left("Đơn vị")];
    columns.extend(assigners.iter().map(|assigner| Column::right(&assigner_label(ctx, assigner))));
    columns.push(Column::left("So các cấp giao"));
    Table {
        id: "targets",
        caption: format!("Chỉ tiêu, dự toán năm {year}"),
        columns,
        rows: lines.iter().map(row).collect(),
        empty: "Năm này chưa có chỉ tiêu, dự toán nào. Đăng ký văn bản giao rồi nhập chỉ tiêu.",
    }
}

/// Codes of the assigners that gave anything, in the order of the pack, unknown ones last.
fn assigners<'a>(ctx: &Ctx, lines: impl Iterator<Item = &'a BTreeMap<&'a str, &'a Target>>) -> Vec<String> {
    let mut codes: Vec<String> = lines.flat_map(|line| line.keys().map(|code| code.to_string())).collect();
    let place =
        |code: &String| ctx.pack.assigners.iter().position(|assigner| assigner.code == *code).unwrap_or(usize::MAX);
    codes.sort_by(|a, b| (place(a), a).cmp(&(place(b), b)));
    codes.dedup();
    codes
}

fn value_cell(ctx: &Ctx, names: &Names, target: Option<&Target>) -> Cell {
    target.map_or_else(Cell::default, |target| {
        Cell::number(shown(ctx, &names.indicators, target), target.value)
            .to(format!("/{}/targets/{}", ctx.book, target.no))
    })
}

/// Whether the assigners of one line agree, and by how much they do not.
fn comparison(ctx: &Ctx, names: &Names, line: &[&Target]) -> Cell {
    let (Some(least), Some(most)) = (line.iter().min_by_key(|t| t.value), line.iter().max_by_key(|t| t.value)) else {
        return Cell::default();
    };
    let row = names.indicators.iter().find(|row| row.rule.code == least.indicator);
    let measure = row.and_then(|row| ctx.pack.measure(&row.rule.measure));
    match (line.len(), measure, most.value.checked_sub(least.value)) {
        (0 | 1, ..) => Cell::default(),
        (_, _, Some(gap)) if gap.is_zero() => Cell::text("như nhau"),
        (_, Some(measure), Some(gap)) => Cell::text(format!("lệch {}", quantity::write(measure, gap))).marked("note"),
        _ => Cell::text("khác nhau").marked("note"),
    }
}

/// Targets of a term that touch the year.
pub(super) fn term_table(ctx: &Ctx, names: &Names, targets: &[Target]) -> Table {
    let row = |target: &Target| {
        vec![
            Cell::text(names.indicator(&target.indicator)),
            Cell::text(names.unit(target.unit)),
            Cell::text(assigner_label(ctx, &target.assigner)),
            Cell::text(target.span()),
            value_cell(ctx, names, Some(target)),
            names.basis(target.basis).to(format!("/{}/documents/{}", ctx.book, target.basis)),
        ]
    };
    let mut terms: Vec<&Target> = targets.iter().filter(|target| target.horizon == Horizon::Term).collect();
    terms.sort_by_key(|target| (names.place(&target.indicator), target.unit, target.starts_on));
    let (left, right) = (Column::left, Column::right);
    Table {
        id: "term-targets",
        caption: "Chỉ tiêu nhiệm kỳ".into(),
        columns: vec![
            left("Chỉ tiêu"),
            left("Đơn vị"),
            left("Cấp giao"),
            left("Thời gian"),
            right("Mức giao"),
            left("Căn cứ"),
        ],
        rows: terms.into_iter().map(row).collect(),
        empty: "Chưa có chỉ tiêu nhiệm kỳ nào trong thời gian này.",
    }
}
