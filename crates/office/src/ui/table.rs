//! A table of a page: shown as HTML, exported as CSV or XLSX from the same rows.

use super::{Html, escape};
use rust_decimal::Decimal;
use std::fmt::Write;

/// A table with its caption; `id` names the file of an export.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub id: &'static str,
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Shown instead of an empty table.
    pub empty: &'static str,
}

/// The head of a column, with the measure its numbers are in.
#[derive(Clone, Debug)]
pub struct Column {
    pub title: String,
    pub right: bool,
    /// `short` for a number or a day, `long` for sentences, empty for what lies between: how much room it takes.
    pub room: &'static str,
}

/// One cell: text, optionally a link, an exact value for exports, a mark (`good`, `warn`, `stop`), HTML instead of text.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub text: String,
    pub href: Option<String>,
    pub value: Option<Decimal>,
    pub mark: &'static str,
    pub html: Option<Html>,
}

impl Column {
    pub fn left(title: &str) -> Column {
        Column { title: title.to_owned(), right: false, room: "" }
    }

    pub fn right(title: &str) -> Column {
        Column { title: title.to_owned(), right: true, room: "" }
    }

    /// A column as narrow as its content.
    pub fn short(title: &str) -> Column {
        Column { room: "short", ..Column::left(title) }
    }

    /// A column of sentences.
    pub fn long(title: &str) -> Column {
        Column { room: "long", ..Column::left(title) }
    }

    fn class(&self) -> String {
        [if self.right { "num" } else { "" }, self.room]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Cell {
        Cell { text: text.into(), href: Some(href.into()), ..Cell::default() }
    }

    /// A number: how it is written, and its exact value for exports.
    pub fn number(text: impl Into<String>, value: Decimal) -> Cell {
        Cell { text: text.into(), value: Some(value), ..Cell::default() }
    }

    /// HTML (a button, a chart), with the text an export shows instead.
    pub fn html(html: Html, text: impl Into<String>) -> Cell {
        Cell { html: Some(html), text: text.into(), ..Cell::default() }
    }

    /// What it says, without its mark.
    pub fn words(&self) -> &str {
        &self.text
    }

    /// Its mark: `good`, `warn`, `stop`, `note` or nothing.
    pub fn mark(&self) -> &'static str {
        self.mark
    }

    pub fn marked(mut self, mark: &'static str) -> Cell {
        self.mark = mark;
        self
    }

    pub fn to(mut self, href: impl Into<String>) -> Cell {
        self.href = Some(href.into());
        self
    }
}

impl Table {
    /// The table with its export links; the page it stands on answers `?export=ID.csv` and `?export=ID.xlsx`.
    pub fn html(&self) -> Html {
        self.html_of(&[])
    }

    /// The same on a page that shows what its address asks for: the export links ask for it too.
    pub fn html_of(&self, asked: &[(&str, String)]) -> Html {
        if self.rows.is_empty() {
            return Html(format!(r#"<p class="empty">{}</p>"#, escape(self.empty)));
        }
        let mut out = String::new();
        let _ = write!(
            out,
            r#"<div class="table" role="region" aria-label="{0}" tabindex="0"><table><caption>{0}</caption><thead><tr>"#,
            escape(&self.caption)
        );
        for column in &self.columns {
            let class = column.class();
            let class = if class.is_empty() { class } else { format!(r#" class="{class}""#) };
            let _ = write!(out, r#"<th scope="col"{class}>{}</th>"#, escape(&column.title));
        }
        out.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            self.row_html(&mut out, row);
        }
        let query: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(asked).finish();
        let query = if query.is_empty() { query } else { escape(&format!("{query}&")) };
        let _ = write!(
            out,
            r#"</tbody></table></div><p class="export">Tải bảng: <a href="?{query}export={0}.xlsx">XLSX</a> <a href="?{query}export={0}.csv">CSV</a></p>"#,
            self.id
        );
        Html(out)
    }

    fn row_html(&self, out: &mut String, row: &[Cell]) {
        out.push_str("<tr>");
        for (cell, column) in row.iter().zip(&self.columns) {
            let mut class = column.class();
            if !cell.mark.is_empty() {
                let _ = write!(class, " {}", cell.mark);
            }
            let text = cell.html.as_ref().map_or_else(|| escape(&cell.text), |html| html.0.clone());
            let inner = match &cell.href {
                Some(href) => format!(r#"<a href="{}">{text}</a>"#, escape(href)),
                None => text,
            };
            let _ = write!(out, r#"<td data-label="{}" class="{}">{inner}</td>"#, escape(&column.title), class.trim());
        }
        out.push_str("</tr>");
    }
}
