//! Charts: bars or lines over categories. Every chart can give its numbers as a table.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Align, Cell, Column, Row, Table};

/// A chart with at least one series over the same categories.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Chart {
    /// Shown above the chart.
    pub caption: String,
    /// Bars or lines.
    pub kind: ChartKind,
    /// The measure of every value: `tỷ đồng`.
    pub unit: String,
    /// Labels along the bottom.
    pub categories: Vec<String>,
    /// What is compared.
    pub series: Vec<Series>,
}

/// How the values are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Upright bars, grouped per category.
    #[default]
    Bars,
    /// Lines with marked points.
    Lines,
}

/// One series of a chart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Series {
    /// Name in the legend.
    pub name: String,
    /// One value per category; `None` is a gap.
    pub values: Vec<Option<Decimal>>,
    /// The values as printed; a missing text falls back to the number.
    pub texts: Vec<String>,
}

impl Series {
    /// The value at a category, as printed; empty for a gap.
    #[must_use]
    pub fn text_at(&self, at: usize) -> String {
        match (self.texts.get(at), self.values.get(at).copied().flatten()) {
            (Some(text), _) if !text.is_empty() => text.clone(),
            (_, Some(value)) => viet::number::write(value),
            _ => String::new(),
        }
    }
}

impl Chart {
    /// The numbers of the chart: one row per category, one column per series.
    #[must_use]
    pub fn as_table(&self) -> Table {
        let measure = (!self.unit.is_empty()).then(|| self.unit.clone());
        let mut columns = vec![Column { title: "Mục".to_owned(), measure: None, align: Align::Left }];
        columns.extend(self.series.iter().map(|series| Column {
            title: series.name.clone(),
            measure: measure.clone(),
            align: Align::Right,
        }));
        let rows = self.categories.iter().enumerate().map(|(at, category)| self.row_at(at, category)).collect();
        Table { caption: self.caption.clone(), columns, rows, landscape: false }
    }

    fn row_at(&self, at: usize, category: &str) -> Row {
        let mut cells = vec![Cell::Text(category.to_owned())];
        cells.extend(self.series.iter().map(|series| match series.values.get(at).copied().flatten() {
            Some(value) => Cell::Number { text: series.text_at(at), value, decimals: value.scale() },
            None => Cell::Empty,
        }));
        Row { cells, total: false }
    }
}
