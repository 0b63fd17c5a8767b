//! The plan of the year (kế hoạch): indicators, targets with their assigners, allocation over units, monthly road-maps,
//! programmes. Acts write facts; the measuring half reads them.

pub mod allocation;
pub mod catalogue;
pub mod programme;
pub mod quantity;
pub mod road_map;
pub mod target;
pub mod year;

use crate::app::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
        .merge(year::routes())
        .merge(catalogue::routes())
        .merge(target::routes())
        .merge(road_map::routes())
        .merge(allocation::routes())
        .merge(programme::routes())
}
