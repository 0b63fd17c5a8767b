//! Tables with borders; the head row repeats on every page (the mark is set in `patch`).

use docx_rs::{
    AlignmentType, HeightRule, Paragraph, Table as Sheet, TableAlignmentType, TableCell, TableLayoutType, TableRow,
    VAlignType, WidthType,
};

use super::parts::{Look, figure, gap, line, run, spaced};
use super::{Part, twips};
use crate::{Align, Cell, Column, Row, Table, layout};

/// The table and a thin paragraph after it, so that two tables never grow together.
pub(super) fn write(table: &Table, turned: bool, draft: bool) -> Vec<Part> {
    if table.columns.is_empty() {
        return vec![];
    }
    let room = if turned { 257.0 } else { 165.0 };
    let shares = layout::shares(table);
    let whole: usize = shares.iter().sum();
    let widths: Vec<usize> =
        shares.iter().map(|share| twips(room * *share as f64 / whole.max(1) as f64).unsigned_abs() as usize).collect();
    // Unsplittable with a height is the mark that `patch` turns into a repeated head.
    let heads = table.columns.iter().zip(&widths).map(|(column, width)| head(column, *width));
    let mut rows = vec![head_row(heads.collect())];
    rows.extend(table.rows.iter().map(|row| line_of(row, &table.columns, &widths, draft)));
    let sheet = Sheet::new(rows).set_grid(widths).layout(TableLayoutType::Fixed).align(TableAlignmentType::Center);
    vec![Part::Table(Box::new(sheet)), Part::Paragraph(Box::new(gap(6)))]
}

fn head_row(cells: Vec<TableCell>) -> TableRow {
    TableRow::new(cells).cant_split().row_height(300.0).height_rule(HeightRule::AtLeast)
}

fn framed(width: usize, paragraphs: Vec<Paragraph>) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center);
    paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
}

fn head(column: &Column, width: usize) -> TableCell {
    let center = AlignmentType::Center;
    let mut lines = vec![line(&column.title, Look::bold(12), center, (2, 0))];
    if let Some(measure) = column.measure.as_deref().filter(|measure| !measure.is_empty()) {
        lines.push(line(&format!("({measure})"), Look::italic(12), center, (0, 2)));
    }
    framed(width, lines)
}

fn line_of(row: &Row, columns: &[Column], widths: &[usize], draft: bool) -> TableRow {
    let look = if row.total { Look::bold(12) } else { Look::plain(12) };
    let cells = columns.iter().zip(widths).enumerate().map(|(at, (column, width))| {
        let align = match column.align {
            Align::Left => AlignmentType::Left,
            Align::Right => AlignmentType::Right,
            Align::Center => AlignmentType::Center,
        };
        let words = match row.cells.get(at) {
            Some(Cell::Figure(content)) => figure(Paragraph::new(), content, look, draft),
            Some(other) => Paragraph::new().add_run(run(other.text(), look)),
            None => Paragraph::new(),
        };
        framed(*width, vec![spaced(words.align(align), (2, 2))])
    });
    TableRow::new(cells.collect()).cant_split()
}
