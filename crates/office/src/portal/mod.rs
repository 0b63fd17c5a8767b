//! The public side (cổng thông tin): extracts of signed reports, with author, event time and publication time.

mod feed;
mod filing;
mod track;

use crate::app::App;
use crate::error::Error;
use crate::meeting::{News, newest_news};
use crate::report::{Cursor, Frozen, Published, published, published_extract};
use crate::ui::{Html, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use press::{Block, Cell, Document, Inline};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/public", get(list))
        .route("/public/{book}/reports/{no}", get(show))
        .merge(track::routes())
        .merge(filing::routes())
        .merge(feed::routes())
}

#[derive(Template)]
#[template(path = "portal/list.html")]
struct List {
    reports: Vec<Published>,
    /// News of meetings, on the first page.
    news: Vec<News>,
    /// Where the older ones begin.
    older: Option<String>,
    /// Whether newer ones stand on an earlier page.
    later_page: bool,
    demo: bool,
}

#[derive(Template)]
#[template(path = "portal/show.html")]
struct Show {
    report: Published,
    article: Html,
    event_at: String,
    published_at: String,
    demo: bool,
}

#[derive(serde::Deserialize)]
struct Wanted {
    #[serde(default)]
    before: String,
}

/// The newest publications; a cursor that cannot be read is no cursor.
async fn list(State(app): State<App>, Query(wanted): Query<Wanted>) -> Response {
    app.public(move |app, tx| {
        let before = Cursor::read(&wanted.before);
        let (reports, older) = published(tx, before.as_ref())?;
        let older = older.map(|cursor| cursor.write());
        let news = if before.is_some() { Vec::new() } else { newest_news(tx)? };
        page(&List { reports, news, older, later_page: before.is_some(), demo: app.demo })
    })
    .await
}

async fn show(State(app): State<App>, Path((book, no)): Path<(String, i64)>) -> Response {
    app.public(move |app, tx| {
        let extract = published_extract(tx, &book, no)?;
        let mut document = Frozen::read(&extract.frozen)?.extract(&extract.sections);
        let report = extract.of;
        document.kind = format!("TRÍCH {}", document.kind);
        close_figures(&mut document);
        page(&Show {
            article: Html(press::html::body(&document, &press::html::Options { title_level: 1 })),
            event_at: event_text(&report)?,
            published_at: viet::day::write_instant(report.published_at),
            report,
            demo: app.demo,
        })
    })
    .await
}

/// A midnight stamp means that only the day is known.
fn event_text(report: &Published) -> Result<String, Error> {
    let text = viet::day::write_instant(report.event_at);
    Ok(text.strip_suffix(" 00:00").map_or(text.clone(), str::to_owned))
}

/// Numbers open only for those who are signed in; the public page shows them without links and codes.
fn close_figures(document: &mut Document) {
    for block in &mut document.body {
        match block {
            Block::Paragraph { inlines } | Block::Item { inlines } => {
                for inline in inlines {
                    if let Inline::Figure(figure) = inline {
                        figure.href = None;
                        figure.code.clear();
                    }
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    if let Cell::Figure(figure) = cell {
                        figure.href = None;
                        figure.code.clear();
                    }
                }
            }
            _ => {}
        }
    }
}
