//! So sánh: exact arithmetic over figures, with its formulas.
//!
//! Every result is the exact value; rounding happens only where it is shown.
//! A result that cannot be computed (a base of zero, a number too large) is
//! `None`, never a panic and never a silent zero.

mod agree;
mod elapsed;
mod gather;
mod growth;
mod implied;
mod pace;
mod percent;
mod road_map;
mod same_period;
mod stated;
mod window;

pub use agree::{Agreement, agrees, agrees_within};
pub(crate) use elapsed::days;
pub use elapsed::{By, Elapsed, elapsed};
pub use gather::{Gathered, gather};
pub use growth::{Growth, Why, growth};
pub use implied::{Implied, implied, implied_growth, shared_window};
pub use pace::{Pace, pace};
pub use percent::percent;
pub use road_map::{RoadMapPace, road_map_pace};
pub use same_period::same_period;
pub use stated::{Reading, window_of};
pub use viet::percent::Percent;
pub use window::Window;

#[cfg(test)]
pub(crate) mod testing {
    //! Numbers of test tables.
    use rust_decimal::Decimal;

    /// A decimal written in a table.
    pub(crate) fn d(text: &str) -> Decimal {
        text.parse().expect("a number of the table")
    }

    /// A result rounded to that many decimals, as text; `-` for none.
    pub(crate) fn shown(value: Option<Decimal>, decimals: u32) -> String {
        value.map_or("-".into(), |v| format!("{:.*}", decimals as usize, crate::write::rounded(v, decimals)))
    }
}
