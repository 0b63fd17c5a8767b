//! Documents (văn bản): registered with number, date, issuer and subject; what rests on what; numbers of outgoing documents.

mod number;
mod pages;
mod register;
mod store;

pub use number::{Series, free_symbol};
pub use pages::routes;
pub use register::{NewDocument, register, write_row};
pub use store::{Document, document, document_choices, documents};
