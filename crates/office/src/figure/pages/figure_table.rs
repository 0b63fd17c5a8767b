//! The table of figures: what was entered, by whom, when, with which status.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;
use crate::figure::store::Figure;
use crate::plan::catalogue::{IndicatorRow, catalogue, measure_of};
use crate::plan::quantity;
use crate::ui::{Cell, Column, Table};
use std::collections::HashMap;

/// What made-up figures are called on every page.
pub const INVENTED: &str = "số liệu dựng để minh họa";

/// The catalogue by code.
pub type Names = HashMap<String, IndicatorRow>;

/// Looks the catalogue up once for a page.
pub fn names(ctx: &Ctx, tx: &mut Tx) -> Result<Names, Error> {
    Ok(catalogue(ctx, tx)?.into_iter().map(|row| (row.rule.code.clone(), row)).collect())
}

/// The name of an indicator; its code when the catalogue lacks it.
pub fn name_of(names: &Names, code: &str) -> String {
    names.get(code).map_or_else(|| code.to_owned(), |row| row.rule.name.clone())
}

/// A figure with its bound and measure: `trên 99 %`, `1.748,6 tỷ đồng`.
pub fn written(ctx: &Ctx, names: &Names, figure: &Figure) -> Result<String, Error> {
    match names.get(&figure.indicator) {
        Some(row) => Ok(quantity::write_bound(measure_of(ctx, &row.rule)?, figure.bound, figure.value)),
        None => Ok(viet::number::write(figure.value)),
    }
}

/// The figures entered for a cut-off.
pub fn figure_table(ctx: &Ctx, names: &Names, caption: String, figures: &[Figure]) -> Result<Table, Error> {
    let mut rows = Vec::with_capacity(figures.len());
    for figure in figures {
        let mut cells = vec![Cell::text(name_of(names, &figure.indicator)), Cell::text(figure.unit_name.clone())];
        cells.extend(told(ctx, names, figure)?);
        rows.push(cells);
    }
    let mut columns = vec![Column::left("Chỉ tiêu"), Column::left("Đơn vị")];
    columns.extend(told_columns());
    Ok(Table {
        id: "figures", caption, columns, rows, empty: "Chưa nhập số liệu nào đến ngày chốt này."
    })
}

/// The columns of [`told`].
pub fn told_columns() -> Vec<Column> {
    let mut columns = vec![Column::right("Số liệu")];
    columns.extend(["Trạng thái", "Ghi như văn bản", "Người nhập", "Lúc nhập", "Ghi chú"].map(Column::left));
    columns
}

/// The cells that tell one figure: value, status, as written, who, when, and whether it was made up.
pub fn told(ctx: &Ctx, names: &Names, figure: &Figure) -> Result<Vec<Cell>, Error> {
    let value =
        Cell::number(written(ctx, names, figure)?, figure.value).to(format!("/{}/figures/{}", ctx.book, figure.no));
    let note = match (figure.invented, figure.note.as_str()) {
        (true, "" | INVENTED) => INVENTED.to_owned(),
        (true, note) => format!("{INVENTED}; {note}"),
        (false, note) => note.to_owned(),
    };
    Ok(vec![
        if figure.invented { value.marked("invented") } else { value },
        Cell::text(figure.status.label()),
        Cell::text(figure.typed.clone()),
        Cell::text(figure.entered_by_name.clone()),
        Cell::text(viet::day::write_instant(figure.entered_at)),
        Cell::text(note),
    ])
}
