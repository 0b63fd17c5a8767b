//! The month-by-month road-map (lộ trình tháng): a year's target divided over twelve months, to the last đồng.

mod draw;
mod pages;
mod pages_list;
mod set;
mod split;
mod store;

pub use pages::routes;
pub use set::set_road_map;
pub(super) use set::why_none;
pub use store::{Months, road_map};
