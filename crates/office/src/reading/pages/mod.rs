//! Pages of reading: the reports that were read with the form for the next one; one report beside what it says.

mod act;
mod list;
mod marked;
mod show;

use crate::app::App;
use axum::Router;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/readings", get(list::show).post(list::create))
        .route("/{book}/readings/{no}", get(show::show))
        .route("/{book}/readings/{no}/proposals/{proposal}/accept", post(act::accept_it))
        .route("/{book}/readings/{no}/proposals/{proposal}/reject", post(act::reject_it))
}
