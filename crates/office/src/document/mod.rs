//! Documents (văn bản): registers of what comes in and goes out, numbers without gaps, files that can be searched, and how
//! documents stand to each other.

mod arrive;
mod attach;
mod details;
mod hand;
mod issue;
mod link;
mod number;
mod pages;
mod register;
mod show;
mod store;
mod word;

pub use arrive::{arrive, arrived};
pub use attach::{attach, write_file};
pub use details::{Authority, Details, Entry, Flow, Relation, Secrecy, Urgency};
pub use hand::hand;
pub use issue::{issue, numbered, office_name};
pub use link::{link, write_relation};
pub use number::{Series, free_symbol};
pub use register::{NewDocument, known_document, register, write_row};
pub use show::document_page;
pub use store::{Document, DocumentFile, Listed, document, document_choices, documents, files, listed, related};

/// Every address of the register.
pub fn routes() -> axum::Router<crate::app::App> {
    axum::Router::new().merge(pages::routes()).merge(show::routes())
}
