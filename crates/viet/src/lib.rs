//! Vietnamese text as officials write it, both ways: numbers, money, percentages, days, period labels; folding and order.
//!
//! Knows nothing else: no files, no clock, no database.

pub mod bound;
pub mod collate;
pub mod day;
pub mod fold;
pub mod lunar;
pub mod money;
pub mod number;
pub mod percent;
pub mod period;
pub mod quantity;
mod unreadable;

pub use unreadable::Unreadable;
