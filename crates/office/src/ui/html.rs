//! Text that is already safe HTML, and how a template becomes a response.

use crate::error::{Error, Failure};
use askama::{FastWritable, Template};
use axum::response::{IntoResponse, Response};
use std::fmt;

/// HTML made by this module's neighbours; templates print it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

impl FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

/// Escapes text for HTML content and attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Renders a page template.
pub fn page(template: &impl Template) -> Result<Response, Error> {
    let html = template.render().map_err(|error| Failure::new(format!("template: {error}")))?;
    Ok(axum::response::Html(html).into_response())
}

/// An instant kept as ISO text, as the wall clock of Hà Nội showed it; the text itself when it is not an instant.
pub fn instant(iso: &str) -> String {
    iso.parse().map_or_else(|_| iso.to_owned(), viet::day::write_instant)
}
