//! What the stories are told with: an office on a database of its own, the people who work in it, and what they see.

/// A story told twice: `on_both!(name, at "instant", |office| { … })` is a module with the tests `sqlite` and
/// `postgres`.
macro_rules! on_both {
    ($(#[$about:meta])* $name:ident, at $now:literal, |mut $office:ident| $story:block) => {
        $(#[$about])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            fn story(mut $office: $crate::harness::Office) $story

            #[test]
            fn sqlite() {
                story($crate::harness::Office::open($crate::harness::Engine::Sqlite, $now));
            }

            #[test]
            fn postgres() {
                story($crate::harness::Office::open($crate::harness::Engine::Postgres, $now));
            }
        }
    };
    ($(#[$about:meta])* $name:ident, at $now:literal, |$office:ident| $story:block) => {
        $(#[$about])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            fn story($office: &$crate::harness::Office) $story

            #[test]
            fn sqlite() {
                story(&$crate::harness::Office::open($crate::harness::Engine::Sqlite, $now));
            }

            #[test]
            fn postgres() {
                story(&$crate::harness::Office::open($crate::harness::Engine::Postgres, $now));
            }
        }
    };
}

mod actor;
mod database;
mod html;
mod hub;
mod office;
mod page;
mod postgres;
mod prepared;
mod program;
mod tools;
mod verbs;

pub use actor::Actor;
pub use database::Engine;
pub use hub::{Failure, Hub};
pub use office::{Office, argument};
pub use page::Page;
pub use program::run_alone;
pub use tools::{docx_text, pdf_text};
pub use verbs::*;

/// The book of the stories.
pub const BOOK: &str = "ba-dinh";
/// The book that looks down on it.
pub const SUPERIOR: &str = "ha-noi";
/// Number of the unit that keeps a book: the first one established in it.
pub const ROOT: i64 = 1;
