//! Targets and budget estimates (chỉ tiêu, dự toán được giao): what an assigner gave a unit for a year or a term, with the
//! document it rests on. A target is never changed; an adjusting document ends it and the next one begins.

mod judge;
mod lines;
mod pages;
mod set;
mod show;
mod store;

pub(super) use lines::{Names, assigner_label, shown};
pub use pages::routes;
pub(super) use pages::{of_year, seen, year_asked};
pub use set::{NewTarget, set_target, set_targets};
pub(super) use show::visible;
pub use store::{Horizon, Target, baselines, end_row, history, target, targets, write_row};
