//! The catalogue of indicators (danh mục chỉ tiêu): what each one counts, in which measure, which way is good, how it adds
//! up over units and over time. It comes from the pack and grows by what an office defines itself.

mod adopt;
mod define;
mod indicator;
mod judge;
mod pages;
mod store;
mod words;

pub use adopt::adopt_catalogue;
pub use define::define_indicator;
pub use indicator::{IndicatorRow, Source, measure_named, measure_of};
pub use pages::routes;
pub use store::{catalogue, indicator, indicators, known_indicator};
pub use words::direction_label;
