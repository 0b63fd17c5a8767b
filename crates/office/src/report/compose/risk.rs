//! The lines behind their pace with owner, solution and date, as registered up to the position of the report.

use crate::db::Tx;
use crate::error::Error;
use crate::params;
use jiff::civil::Date;
use pack::Span;
use press::{Align, Block, Cell, Column, Row, Table};

/// One entry of the at-risk register.
#[derive(Clone, Debug)]
pub struct RiskRow {
    pub indicator: String,
    pub cause: String,
    pub solution: String,
    pub owner: String,
    pub due_on: Date,
}

/// The open entries of a year as of a journal position: those to be dealt with within it.
pub fn risks(tx: &mut Tx, book: &str, position: i64, year: Span) -> Result<Vec<RiskRow>, Error> {
    let mut found = Vec::new();
    for row in tx.rows(include_str!("../sql/risks.sql"), params![book, position, year.starts_on, year.ends_on])? {
        found.push(RiskRow {
            indicator: row.text("name")?,
            cause: row.text("cause")?,
            solution: row.text("solution")?,
            owner: row.text("owner_name")?,
            due_on: row.day("due_on")?,
        });
    }
    Ok(found)
}

/// The table of the register; nothing when it is empty.
pub fn blocks(risks: &[RiskRow]) -> Option<Block> {
    if risks.is_empty() {
        return None;
    }
    let columns = ["Chỉ tiêu", "Nguyên nhân", "Giải pháp", "Người chịu trách nhiệm", "Thời hạn"];
    let row = |risk: &RiskRow| {
        let cells = [&risk.indicator, &risk.cause, &risk.solution, &risk.owner, &viet::day::write(risk.due_on)];
        Row { cells: cells.into_iter().map(|text| Cell::Text(text.clone())).collect(), total: false }
    };
    Some(Block::Table(Table {
        caption: "Chỉ tiêu có nguy cơ không đạt".into(),
        columns: columns.map(|title| Column { title: title.into(), measure: None, align: Align::Left }).into(),
        rows: risks.iter().map(row).collect(),
        landscape: false,
    }))
}
