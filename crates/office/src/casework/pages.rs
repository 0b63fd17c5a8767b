//! Pages of casework: lists, the counter, one case, the morning, procedures, statistics, filings that wait.

mod act;
mod bulk;
mod case_tables;
mod filings;
mod list;
mod morning;
mod new;
mod print;
mod procedures;
mod register;
mod show;
mod statistics;
mod words;

pub use act::read_instant;

use crate::app::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
        .merge(list::routes())
        .merge(new::routes())
        .merge(show::routes())
        .merge(act::routes())
        .merge(bulk::routes())
        .merge(filings::routes())
        .merge(morning::routes())
        .merge(procedures::routes())
        .merge(print::routes())
        .merge(register::routes())
        .merge(statistics::routes())
}
