//! The road-map as a drawing and as a table.

use super::split::running;
use super::store::Months;
use crate::plan::quantity;
use crate::ui::{Cell, Column, Html, Table};
use pack::measure::{Measure, MeasureKind};
use press::{Chart, ChartKind, Series};
use rust_decimal::Decimal;
use viet::money::Scale;
use viet::number::{round_half_up, write};

/// Bars of the twelve months; money in the largest step that the target reaches.
pub(super) fn chart(measure: &Measure, months: &Months, total: Decimal) -> Html {
    let (factor, unit) = scale(measure, total);
    let scaled = months.map(|month| month / factor);
    let series = Series {
        name: "Mức tháng".into(),
        values: scaled.iter().copied().map(Some).collect(),
        texts: scaled.iter().map(|value| write(round_half_up(*value, 2))).collect(),
    };
    let chart = Chart {
        caption: "Lộ trình 12 tháng".into(),
        kind: ChartKind::Bars,
        unit,
        categories: (1..=12).map(|month| format!("T{month}")).collect(),
        series: vec![series],
    };
    Html(press::svg::draw(&chart, "lo-trinh"))
}

fn scale(measure: &Measure, total: Decimal) -> (Decimal, String) {
    if measure.kind != MeasureKind::Money {
        return (Decimal::ONE, measure.label.clone());
    }
    let steps = [Scale::Billion, Scale::Million, Scale::Thousand];
    let step = steps.into_iter().find(|step| total >= step.factor()).unwrap_or(Scale::Dong);
    (step.factor(), step.label().to_owned())
}

/// Month, amount, running sum and its share of the year.
pub(super) fn table(measure: &Measure, months: &Months, total: Decimal) -> Table {
    let sums = running(&months.map(Some));
    let row = |(at, (month, sum)): (usize, (&Decimal, Option<Decimal>))| {
        let share = sum.and_then(|sum| sum.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(total));
        let amount = |value: Decimal| Cell::number(quantity::write(measure, value), value);
        vec![
            Cell::text(format!("Tháng {}", at + 1)),
            amount(*month),
            sum.map_or_else(Cell::default, amount),
            share.map_or_else(Cell::default, |share| {
                Cell::number(viet::percent::write(share, 2), round_half_up(share, 2))
            }),
        ]
    };
    Table {
        id: "road-map",
        caption: "Lộ trình 12 tháng".into(),
        columns: vec![
            Column::left("Tháng"),
            Column::right("Mức tháng"),
            Column::right("Lũy kế"),
            Column::right("So với cả năm"),
        ],
        rows: months.iter().zip(sums).enumerate().map(row).collect(),
        empty: "Chưa lập lộ trình.",
    }
}
