//! The plan year (năm kế hoạch) with its theme, and what was planned for it.

mod open;
mod pages;
mod store;

pub use open::open_year;
pub use pages::routes;
pub use store::{PlanYear, known_years, year_span, years};
