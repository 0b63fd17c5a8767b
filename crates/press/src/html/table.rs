//! Tables as HTML: caption, scoped heads, numbers set right, scrollable by keyboard when wide.

use super::blocks::figure_run;
use crate::escape::escape;
use crate::{Align, Cell, Column, Row, Table};

/// The table in a region that scrolls sideways on a small screen.
pub(super) fn write(table: &Table, draft: bool) -> String {
    let name = if table.caption.is_empty() { "Bảng số liệu" } else { &table.caption };
    let caption =
        if table.caption.is_empty() { String::new() } else { format!("<caption>{}</caption>", escape(&table.caption)) };
    let heads: String = table.columns.iter().map(head).collect();
    let rows: String = table.rows.iter().map(|row| line(row, &table.columns, draft)).collect();
    let wide = if table.landscape { " ngang" } else { "" };
    format!(
        "<div class=\"khung-bang{wide}\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>\n",
        escape(name)
    )
}

fn head(column: &Column) -> String {
    let measure = match &column.measure {
        Some(measure) if !measure.is_empty() => {
            format!(" <span class=\"don-vi\">({})</span>", escape(measure))
        }
        _ => String::new(),
    };
    format!("<th scope=\"col\">{}{measure}</th>", escape(&column.title))
}

fn line(row: &Row, columns: &[Column], draft: bool) -> String {
    let name = row.cells.iter().take(columns.len()).position(names_row);
    let cells = columns.iter().enumerate().map(|(at, column)| {
        let content = row.cells.get(at).map_or(String::new(), |cell| match cell {
            Cell::Figure(figure) => figure_run(figure, draft),
            other => escape(other.text()),
        });
        let class = match column.align {
            Align::Left => "trai",
            Align::Right => "phai",
            Align::Center => "giua",
        };
        if Some(at) == name {
            format!("<th scope=\"row\" class=\"{class}\">{content}</th>")
        } else {
            format!("<td class=\"{class}\">{content}</td>")
        }
    });
    let total = if row.total { " class=\"tong\"" } else { "" };
    format!("<tr{total}>{}</tr>", cells.collect::<String>())
}

/// The first cell of words names its row; an ordinal does not.
fn names_row(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !text.chars().all(|c| matches!(c, 'I' | 'V' | 'X')))
}
