//! Charts of one indicator: over its units, the cut-offs of the year, or its baselines. Nothing to compare: no chart.

use super::Composer;
use crate::indicator::{Line, amount};
use pack::measure::MeasureKind;
use pack::outline::{ChartAxis, ChartShape, Scale};
use press::{Block, Chart, ChartKind, Series};
use rust_decimal::Decimal;

impl Composer<'_> {
    pub(super) fn chart(&mut self, caption: &str, shape: ChartShape, indicator: &str, of: ChartAxis) -> Option<Block> {
        let line = self.lines.line(indicator)?;
        let points = match of {
            ChartAxis::Units => units(line),
            ChartAxis::Months => course(line),
            ChartAxis::Baselines => baselines(line),
        };
        if points.len() < 2 {
            return None;
        }
        let money = line.measure.kind == MeasureKind::Money;
        let factor = if money { Decimal::from(1_000_000_000_i64) } else { Decimal::ONE };
        let texts =
            points.iter().map(|(_, value)| amount(&line.measure, *value, money.then_some(Scale::Billion))).collect();
        let values = points.iter().map(|(_, value)| Some(value / factor)).collect();
        Some(Block::Chart(Chart {
            caption: caption.to_owned(),
            kind: if shape == ChartShape::Bars { ChartKind::Bars } else { ChartKind::Lines },
            unit: if money { "tỷ đồng".into() } else { line.measure.label.clone() },
            categories: points.into_iter().map(|(name, _)| name).collect(),
            series: vec![Series { name: line.rule.name.clone(), values, texts }],
        }))
    }
}

fn units(line: &Line) -> Vec<(String, Decimal)> {
    let reported = line.units.iter().filter_map(|unit| Some((unit.name.clone(), unit.figure.as_ref()?.value)));
    reported.collect()
}

fn course(line: &Line) -> Vec<(String, Decimal)> {
    line.course.iter().map(|row| (viet::day::write(row.cutoff_on), row.value)).collect()
}

fn baselines(line: &Line) -> Vec<(String, Decimal)> {
    let Some(value) = line.value() else { return Vec::new() };
    let mut points = vec![("Kết quả".to_owned(), value)];
    if let Some(pace) = line.pace() {
        points.push(("Mức đều theo thời gian".to_owned(), pace.even_value));
    }
    points.extend(line.baselines.iter().map(|baseline| (baseline.label.clone(), baseline.value)));
    points
}
