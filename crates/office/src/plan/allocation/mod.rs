//! Allocation (phân bổ, giao chỉ tiêu): a decision divides what the office was assigned over its units.
//!
//! A draft is a grid of units and indicators that shows what is not yet allotted. Signing freezes the lines, registers the
//! decision and puts targets of the units in force; the units confirm receipt. A signed decision is never changed: an
//! amending decision follows it, and both stay readable.

mod amend;
mod confirm;
mod decision;
mod draft;
mod draft_page;
mod grid;
mod issue;
mod list_page;
mod new_page;
mod pages;
mod save_grid;
mod seen;
mod show_page;
mod sign;
mod store;
mod tables;
#[cfg(test)]
pub(in crate::plan) mod tests;
mod units;

pub use amend::amend_allocation;
pub use confirm::confirm_receipt;
pub use decision::{Allocation, Baseline, Line, Receipt, State, Total};
pub use draft::{NewDraft, draft_allocation};
pub use pages::routes;
pub use save_grid::{Grid, GridLine, Held, save_grid};
pub use sign::sign_allocation;
pub use store::{allocation, allocations, receipts_due};
pub use units::{officers_of_year, units_of_year, year_bounds};
