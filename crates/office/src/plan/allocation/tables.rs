//! The tables of a decision that is read: totals with their bases, the lines by unit, one unit's own lines, receipts.

use super::decision::{Line, Receipt, Total};
use super::grid::Balance;
use super::units::YearUnit;
use crate::ctx::Ctx;
use crate::document::Document;
use crate::plan::quantity;
use crate::ui::{Cell, Column, Table};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Everything a page of one decision was read from.
pub struct Sheet {
    pub totals: Vec<Total>,
    pub lines: Vec<Line>,
    pub units: Vec<YearUnit>,
    pub documents: Vec<Document>,
    pub receipts: Vec<Receipt>,
}

impl Sheet {
    fn lines_of<'a>(&'a self, total: &'a Total) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(|line| line.indicator == total.baseline.indicator)
    }

    /// Units with a line, in the order of the grid.
    pub fn concerned(&self) -> Vec<&YearUnit> {
        let with: BTreeSet<i64> = self.lines.iter().map(|line| line.unit).collect();
        self.units.iter().filter(|unit| with.contains(&unit.no)).collect()
    }

    fn balance(&self, total: &Total) -> Balance {
        Balance::of(total.baseline.value, self.lines_of(total).map(|line| line.value), total.held)
    }

    fn basis(&self, ctx: &Ctx, no: Option<i64>) -> Cell {
        let Some(no) = no else { return Cell::text("chưa có căn cứ").marked("stop") };
        let name =
            self.documents.iter().find(|d| d.no == no).map_or_else(|| format!("văn bản số {no}"), Document::name);
        // Officers of units open what their lines rest on; the register as a whole is the office's.
        Cell::link(name, format!("/{}/documents/{no}", ctx.book))
    }
}

fn number(total: &Total, value: Decimal) -> Cell {
    Cell::number(quantity::write(&total.measure, value), value)
}

/// One row per indicator: the baseline, what is allotted, held and left, and the basis of its lines.
pub fn totals_table(ctx: &Ctx, sheet: &Sheet) -> Table {
    let titles = ["Chỉ tiêu", "Được giao", "Giao cho đơn vị", "Để lại", "Lý do để lại", "Chưa giao", "Căn cứ"];
    let mut columns: Vec<Column> = titles.map(Column::left).into();
    for at in [1, 2, 3, 5] {
        columns[at].right = true;
    }
    Table {
        id: "totals",
        caption: "Tổng mức từng chỉ tiêu".into(),
        columns,
        rows: sheet.totals.iter().map(|total| totals_row(ctx, sheet, total)).collect(),
        empty: "Quyết định này không chia chỉ tiêu nào.",
    }
}

fn totals_row(ctx: &Ctx, sheet: &Sheet, total: &Total) -> Vec<Cell> {
    let (b, balance) = (&total.baseline, sheet.balance(total));
    let summed = |value| if b.adds_up { number(total, value) } else { Cell::text("không cộng") };
    let rest = if b.adds_up && !balance.rest().is_zero() { "stop" } else { "" };
    let basis = sheet.lines_of(total).next().and_then(|line| line.basis);
    vec![
        Cell::link(b.name.clone(), format!("/{}/targets/{}", ctx.book, b.no)),
        Cell::number(quantity::write_bound(&total.measure, b.bound, b.value), b.value),
        summed(balance.allotted),
        summed(balance.held),
        Cell::text(total.held_reason.clone()),
        summed(balance.rest()).marked(rest),
        sheet.basis(ctx, basis),
    ]
}

/// Rows are units, columns indicators.
pub fn lines_table(sheet: &Sheet) -> Table {
    let mut columns = vec![Column::left("Đơn vị")];
    columns.extend(sheet.totals.iter().map(|total| Column::right(&total.baseline.name)));
    let cell = |total: &Total, unit: i64| {
        let line = sheet.lines_of(total).find(|line| line.unit == unit);
        line.map_or_else(|| Cell::text(""), |line| written(total, line))
    };
    let row = |unit: &&YearUnit| {
        let mut cells = vec![Cell::text(unit.name.clone())];
        cells.extend(sheet.totals.iter().map(|total| cell(total, unit.no)));
        cells
    };
    Table {
        id: "lines",
        caption: "Phần giao cho từng đơn vị".into(),
        columns,
        rows: sheet.concerned().iter().map(row).collect(),
        empty: "Chưa giao cho đơn vị nào.",
    }
}

/// The value with the word of its bound, when it was typed with one.
fn written(total: &Total, line: &Line) -> Cell {
    let bound = quantity::read(&total.measure, &line.typed).map_or(viet::bound::Bound::Equal, |read| read.bound);
    Cell::number(quantity::write_bound(&total.measure, bound, line.value), line.value)
}

/// The lines of the units of a person: nothing of the other units, no totals of the office.
pub fn own_table(ctx: &Ctx, sheet: &Sheet) -> Table {
    let mut rows = Vec::new();
    for unit in sheet.units.iter().filter(|unit| ctx.sees_unit(unit.no)) {
        for total in &sheet.totals {
            for line in sheet.lines_of(total).filter(|line| line.unit == unit.no) {
                let name = Cell::text(total.baseline.name.clone());
                rows.push(vec![
                    Cell::text(unit.name.clone()),
                    name,
                    written(total, line),
                    sheet.basis(ctx, line.basis),
                ]);
            }
        }
    }
    let mut columns: Vec<Column> = ["Đơn vị", "Chỉ tiêu", "Được giao", "Căn cứ"].map(Column::left).into();
    columns[2].right = true;
    Table {
        id: "lines",
        caption: "Phần giao cho đơn vị của đồng chí".into(),
        columns,
        rows,
        empty: "Quyết định này không giao gì cho đơn vị của đồng chí.",
    }
}

/// Every unit concerned: who confirmed and when, and which have not yet.
pub fn receipts_table(sheet: &Sheet) -> Table {
    let row = |unit: &&YearUnit| match sheet.receipts.iter().find(|receipt| receipt.unit == unit.no) {
        Some(receipt) => vec![
            Cell::text(unit.name.clone()),
            Cell::text("đã nhận").marked("good"),
            Cell::text(receipt.confirmed_by.clone()),
            Cell::text(viet::day::write_instant(receipt.confirmed_at)),
        ],
        None => vec![
            Cell::text(unit.name.clone()),
            Cell::text("chưa xác nhận").marked("warn"),
            Cell::text(""),
            Cell::text(""),
        ],
    };
    Table {
        id: "receipts",
        caption: "Xác nhận của đơn vị".into(),
        columns: ["Đơn vị", "Trạng thái", "Người xác nhận", "Lúc"].map(Column::left).into(),
        rows: sheet.concerned().iter().map(row).collect(),
        empty: "Không có đơn vị nào cần xác nhận.",
    }
}

/// `Đã nhận 3/11 phường`; wards are named as such when only wards are concerned.
pub fn receipts_title(sheet: &Sheet) -> String {
    let concerned = sheet.concerned();
    let confirmed =
        concerned.iter().filter(|unit| sheet.receipts.iter().any(|receipt| receipt.unit == unit.no)).count();
    let word = if concerned.iter().all(|unit| unit.kind == "phuong") { "phường" } else { "đơn vị" };
    format!("Đã nhận {confirmed}/{} {word}", concerned.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(kinds: &[&str], confirmed: usize) -> Sheet {
        let numbered = || (1..).zip(kinds);
        let line =
            |(no, _)| Line { indicator: "thu".into(), unit: no, value: Decimal::ONE, typed: "1".into(), basis: None };
        let unit = |(no, kind): (i64, &&str)| YearUnit { no, kind: kind.to_string(), name: format!("Đơn vị {no}") };
        let receipt = |no| Receipt { unit: no, confirmed_by: "Lan".into(), confirmed_at: jiff::Timestamp::UNIX_EPOCH };
        Sheet {
            totals: Vec::new(),
            lines: numbered().map(line).collect(),
            units: numbered().map(unit).collect(),
            documents: Vec::new(),
            receipts: (1..).take(confirmed).map(receipt).collect(),
        }
    }

    #[test]
    fn how_many_units_confirmed() {
        #[rustfmt::skip]
        let rows: &[(&[&str], usize, &str)] = &[
            (&["phuong"; 11],        3, "Đã nhận 3/11 phường"),
            (&["phuong", "truong"],  2, "Đã nhận 2/2 đơn vị"),
            (&["phuong"],            0, "Đã nhận 0/1 phường"),
        ];
        for (kinds, confirmed, want) in rows {
            assert_eq!(receipts_title(&sheet(kinds, *confirmed)), *want);
        }
    }
}
