//! Pages of meetings: the list, one meeting with its acts, what is owed, and the working week.

mod act;
mod follow_up;
mod list;
mod show;
mod to_tasks;
mod week;

use crate::app::App;
use axum::Router;

/// Every address of meetings and of the working week.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(list::routes())
        .merge(follow_up::routes())
        .merge(week::routes())
        .merge(to_tasks::routes())
        .merge(show::routes())
        .merge(act::routes())
}
