//! The grid of a draft: read from a form into lines, and written as cells with what is not yet allotted.

use super::decision::{Line, Total};
use super::grid::Balance;
use super::save_grid::{Grid, GridLine, Held};
use super::units::YearUnit;
use crate::error::Error;
use crate::plan::quantity;
use crate::ui::{Form, Html};
use pack::measure::MeasureKind;
use rust_decimal::Decimal;

/// The head and the foot of a column: one indicator.
pub struct GridColumn {
    pub code: String,
    pub name: String,
    /// The total as it is written.
    pub total: String,
    /// The total for the script: plain digits.
    pub plain_total: String,
    /// The word after its numbers; empty for money.
    pub measure: String,
    pub adds_up: bool,
    pub rest_class: &'static str,
    pub rest: String,
}

/// One row: a unit, or what is held back.
pub struct GridRow {
    pub name: String,
    pub cells: Vec<Html>,
}

/// Reads the grid as typed; empty cells are no lines.
///
/// # Errors
/// Every cell that cannot be read, with its place.
pub fn read_grid(totals: &[Total], form: &Form) -> Result<Grid, Error> {
    let mut grid = Grid::default();
    for (rest, typed) in form.starting("v.").filter(|(_, typed)| !typed.trim().is_empty()) {
        let place = format!("v.{rest}");
        let cell =
            rest.rsplit_once('.').and_then(|(indicator, unit)| Some((find(totals, indicator)?, unit.parse().ok()?)));
        let Some((total, unit)) = cell else {
            form.fault(&place, format!("Ô “{place}” không thuộc bảng này. Mở lại trang rồi ghi vào bảng."));
            continue;
        };
        if let Some(value) = amount(total, form, &place, typed) {
            grid.lines.push(GridLine {
                indicator: total.baseline.indicator.clone(),
                unit,
                value,
                typed: typed.trim().to_owned(),
            });
        }
    }
    for total in totals {
        let code = &total.baseline.indicator;
        if let Some(basis) = form.choice(&format!("basis.{code}")) {
            grid.bases.insert(code.clone(), basis);
        }
        let (place, reason) = (format!("held.{code}"), form.text(&format!("held_reason.{code}")));
        let typed = form.text(&place);
        let value = if typed.is_empty() { Some(Decimal::ZERO) } else { amount(total, form, &place, &typed) };
        if let Some(value) = value {
            grid.held.push(Held { indicator: code.clone(), value, reason });
        }
    }
    form.finish()?;
    Ok(grid)
}

fn find<'a>(totals: &'a [Total], indicator: &str) -> Option<&'a Total> {
    totals.iter().find(|total| total.baseline.indicator == indicator)
}

fn amount(total: &Total, form: &Form, place: &str, typed: &str) -> Option<Decimal> {
    quantity::read(&total.measure, typed).map(|read| read.value).map_err(|why| form.fault(place, why)).ok()
}

/// The form of a draft as it was saved.
pub fn filled(totals: &[Total], lines: &[Line]) -> Form {
    let mut values: Vec<(String, String)> = Vec::new();
    for line in lines {
        values.push((format!("v.{}.{}", line.indicator, line.unit), line.typed.clone()));
    }
    for total in totals {
        let code = &total.baseline.indicator;
        if !total.held.is_zero() {
            values.push((format!("held.{code}"), quantity::write(&total.measure, total.held)));
        }
        values.push((format!("held_reason.{code}"), total.held_reason.clone()));
        let basis = lines.iter().filter(|line| line.indicator == *code).find_map(|line| line.basis);
        values.push((format!("basis.{code}"), basis.map(|no| no.to_string()).unwrap_or_default()));
    }
    let values: Vec<(&str, String)> = values.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    Form::filled(&values)
}

/// The columns with what the form leaves of each total.
pub fn columns(totals: &[Total], form: &Form) -> Vec<GridColumn> {
    totals.iter().map(|total| column(total, form)).collect()
}

fn column(total: &Total, form: &Form) -> GridColumn {
    let (b, measure) = (&total.baseline, &total.measure);
    let readable = |typed: &str| quantity::read(measure, typed).map_or(Decimal::ZERO, |read| read.value);
    let prefix = format!("v.{}.", b.indicator);
    let shares = form.starting(&prefix).map(|(_, typed)| readable(typed));
    let balance = Balance::of(b.value, shares, readable(form.value(&format!("held.{}", b.indicator))));
    let (rest_class, rest) = rest_text(&balance, |value| quantity::write(measure, value));
    GridColumn {
        code: b.indicator.clone(),
        name: b.name.clone(),
        total: quantity::write_bound(measure, b.bound, b.value),
        plain_total: b.value.normalize().to_string(),
        measure: if measure.kind == MeasureKind::Money { String::new() } else { measure.label.clone() },
        adds_up: b.adds_up,
        rest_class,
        rest,
    }
}

/// The class and the text of a remainder: nothing, something, too much.
fn rest_text(balance: &Balance, write: impl Fn(Decimal) -> String) -> (&'static str, String) {
    let rest = balance.rest();
    match rest {
        _ if rest.is_zero() => ("rest zero", write(rest)),
        _ if rest > Decimal::ZERO => ("rest off", write(rest)),
        _ => ("rest off", format!("vượt {}", write(rest.abs()))),
    }
}

/// One row of input cells per unit.
pub fn rows(totals: &[Total], units: &[YearUnit], form: &Form) -> Vec<GridRow> {
    let cell = |total: &Total, unit: &YearUnit| {
        let name = format!("v.{}.{}", total.baseline.indicator, unit.no);
        form.cell(&name, &format!("{}, {}", total.baseline.name, unit.name))
    };
    let row = |unit: &YearUnit| GridRow {
        name: unit.name.clone(),
        cells: totals.iter().map(|total| cell(total, unit)).collect(),
    };
    units.iter().map(row).collect()
}

/// The row of what is held back; nothing can be held back of what does not add up.
pub fn held_row(totals: &[Total], form: &Form) -> GridRow {
    let cell = |total: &Total| {
        if !total.baseline.adds_up {
            return Html("không cộng".to_owned());
        }
        form.cell(
            &format!("held.{}", total.baseline.indicator),
            &format!("{}, để lại chưa phân bổ", total.baseline.name),
        )
    };
    GridRow { name: "Để lại chưa phân bổ".to_owned(), cells: totals.iter().map(cell).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remainder_says_its_sign_in_words() {
        #[rustfmt::skip]
        let rows = [
            (5, 5, "rest zero", "0"),
            (5, 4, "rest off",  "1"),
            (5, 7, "rest off",  "vượt 2"),
        ];
        for (total, allotted, class, text) in rows {
            let balance = Balance { total: total.into(), allotted: allotted.into(), held: Decimal::ZERO };
            assert_eq!(rest_text(&balance, |value| value.to_string()), (class, text.to_owned()));
        }
    }
}
