//! Programmes and their items with the six clears.

use super::borrowed;
use crate::harness::{Actor, BOOK, Page};

/// The fields of an item by name; what is left out is not known yet.
#[derive(Clone, Debug)]
pub struct Item(pub Vec<(String, String)>);

impl Item {
    /// The same item without one of its fields.
    pub fn without(&self, field: &str) -> Item {
        Item(self.0.iter().filter(|(name, _)| name != field).cloned().collect())
    }
}

/// Programmes and plans.
pub trait Programmes {
    /// Writes a programme.
    fn write_programme(&self, kind: &str, year: i16, title: &str) -> Page;
    /// Adds an item to a programme.
    fn add_item(&self, programme: i64, item: &Item) -> Page;
    /// Declares that nothing is missing and the item can be assigned.
    fn ready_item(&self, programme: i64, item: i64) -> Page;
}

impl Programmes for Actor {
    #[track_caller]
    fn write_programme(&self, kind: &str, year: i16, title: &str) -> Page {
        self.post(&format!("/{BOOK}/programmes"), &[("kind", kind), ("year", &year.to_string()), ("title", title)])
    }

    #[track_caller]
    fn add_item(&self, programme: i64, item: &Item) -> Page {
        self.post(&format!("/{BOOK}/programmes/{programme}/items"), &borrowed(&item.0))
    }

    #[track_caller]
    fn ready_item(&self, programme: i64, item: i64) -> Page {
        self.post(&format!("/{BOOK}/programmes/{programme}/items/{item}/ready"), &[])
    }
}
