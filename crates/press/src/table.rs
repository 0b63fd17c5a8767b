//! Tables: a caption, columns with an optional measure (đơn vị tính), rows of cells.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::FigureRef;

/// A table of a report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Table {
    /// Shown above the table; may be empty.
    pub caption: String,
    /// From left to right.
    pub columns: Vec<Column>,
    /// From top to bottom; a short row is filled with empty cells.
    pub rows: Vec<Row>,
    /// A wide table is printed on landscape pages.
    pub landscape: bool,
}

/// One column.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Column {
    /// Head of the column.
    pub title: String,
    /// The measure of its numbers: `tỷ đồng`, `%`.
    pub measure: Option<String>,
    /// How its cells are set.
    pub align: Align,
}

impl Column {
    /// Title with the measure in brackets: `Dự toán (tỷ đồng)`.
    #[must_use]
    pub fn head(&self) -> String {
        match &self.measure {
            Some(measure) if !measure.is_empty() => format!("{} ({measure})", self.title).trim_start().to_owned(),
            _ => self.title.clone(),
        }
    }
}

/// Horizontal setting of a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Text.
    #[default]
    Left,
    /// Numbers.
    Right,
    /// Ordinals and short marks.
    Center,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// From left to right.
    pub cells: Vec<Cell>,
    /// A total is set in bold.
    pub total: bool,
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Plain text.
    Text(String),
    /// A number the reader can open.
    Figure(FigureRef),
    /// A number without a page of its own.
    Number {
        /// As printed.
        text: String,
        /// The exact number, in the measure of the column.
        value: Decimal,
        /// Decimal places shown.
        decimals: u32,
    },
    /// Nothing.
    #[default]
    Empty,
}

impl Cell {
    /// The cell as printed, without the code of a figure.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Cell::Text(text) | Cell::Number { text, .. } => text,
            Cell::Figure(figure) => &figure.text,
            Cell::Empty => "",
        }
    }
}
