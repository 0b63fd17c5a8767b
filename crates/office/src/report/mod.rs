//! Reports (báo cáo): assembled from an outline of the pack, checked, signed and frozen, opened number by number, published.

mod assemble;
mod changes;
mod changes_page;
mod compose;
mod content;
mod draft;
mod edit;
mod explained;
mod export;
mod figure_pages;
mod frozen;
mod pages;
mod publication_page;
mod publish;
mod published;
mod sign;
mod store;
mod texts;
mod words;

pub use assemble::{Assembled, assemble};
pub use changes::{Change, Difference, changes};
pub use draft::{NewReport, draft};
pub use edit::edit;
pub use explained::{finding_key, spread_codes};
pub use export::{Face, face, write_face};
pub use figure_pages::explanation;
pub use frozen::Frozen;
pub use publish::{Publication, publish};
pub use published::{Cursor, Published, PublishedExtract, published, published_extract};
pub use sign::{sign, sign_seen};
pub use store::{ListedReport, Report, report, reports};
pub use texts::{NextTask, Texts};

use crate::app::App;
use axum::Router;

/// An exact value as kept in an explanation, written the Vietnamese way; words stay as they are.
fn exact(value: &str) -> String {
    value.parse().map_or_else(|_| value.to_owned(), viet::number::write)
}

/// A day as kept in an explanation, written the Vietnamese way.
fn day(iso: &str) -> String {
    iso.parse().map_or_else(|_| iso.to_owned(), viet::day::write)
}

pub fn routes() -> Router<App> {
    Router::new()
        .merge(pages::routes())
        .merge(figure_pages::routes())
        .merge(changes_page::routes())
        .merge(export::routes())
        .merge(publication_page::routes())
}
