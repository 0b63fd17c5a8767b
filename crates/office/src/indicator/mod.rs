//! Measures (tiến độ): gathers the figures of an office at a cut-off, checks them, shows them, explains each.
//!
//! Reads what was recorded, as of any journal position; never writes a fact.

mod explain;
mod figure_row;
mod formulas;
mod gather;
mod gathering;
mod judge;
mod keep;
mod line;
mod pages;
mod rows;
mod rules;
mod show;
mod sums;
mod today;
mod tree;
mod write;

pub use explain::{Explanation, Input, explain};
pub use figure_row::{FigureRow, status_label};
pub use gather::{Asked, Lines, gather, year_of};
pub use gathering::estimate_label;
pub use judge::{Period, judge};
pub use keep::{keep, rebuild};
pub use line::{BaselineRow, Line, Origin, Reached, UnitFigure};
pub use pages::{gather_and_judge, of_period};
pub use write::{Written, amount, write};

use crate::app::App;
use axum::Router;
use pack::check::{Finding, Severity};

/// The class that shows how much a finding weighs.
pub fn mark_of(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Stop => "stop",
        Severity::Warn => "warn",
        Severity::Note => "note",
    }
}

pub fn routes() -> Router<App> {
    Router::new().merge(pages::routes()).merge(today::routes()).merge(tree::routes())
}
