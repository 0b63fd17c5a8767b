//! Programmes and plans (chương trình, kế hoạch): what is to be done in a year, each item with the six clears as fields:
//! person, work, procedure, accountable head, expected result, deadline; and the document it rests on.
//!
//! An item is a draft until nothing is missing; only a ready item can be assigned. Editing a ready item makes it a draft again.

mod clears;
mod item;
mod item_page;
mod pages;
mod ready;
mod store;
mod tables;
#[cfg(test)]
mod tests;
mod write;
mod write_item;

pub use clears::missing;
pub use item::{Item, Programme, State};
pub use pages::routes;
pub use ready::ready_item;
pub use store::{items, programme, programmes};
pub use write::{NewProgramme, write_programme};
pub use write_item::{NewItem, write_item};
