//! The journal (nhật ký): every act appends exactly one fact, chained by hash to the fact before it in its book.
//!
//! Facts are never changed or deleted. This is the narrow waist: acting domains append, measuring domains read.

mod append;
mod fact;
mod pages;
mod verify;

pub use append::{append, next_fact_no};
pub use fact::{CITIZEN, Kind, SYSTEM, digest, hex, sha256};
pub use pages::routes;
pub use verify::{Verdict, figures_digest, verify};
