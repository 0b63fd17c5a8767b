//! Pages of the figures: periods with their entry sheets, single figures, the at-risk register.

mod choices;
mod claim_fields;
mod enter_sheet;
mod figure_form;
mod figure_show;
mod figure_table;
mod period_list;
mod period_show;
mod risk_list;
mod risk_show;
mod sheet;

pub use choices::{entered_indicators, entered_units, indicator_choices};
pub use claim_fields::read_claims;
pub use figure_table::INVENTED;

use crate::app::App;
use axum::Router;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/periods", get(period_list::list).post(period_list::create))
        .route("/{book}/periods/{no}", get(period_show::show))
        .route("/{book}/periods/{no}/close", post(period_show::close))
        .route("/{book}/periods/{no}/figures", post(enter_sheet::create))
        .route("/{book}/figures", post(figure_form::create))
        .route("/{book}/figures/new", get(figure_form::new))
        .route("/{book}/figures/{no}", get(figure_show::show))
        .route("/{book}/risks", get(risk_list::list).post(risk_list::create))
        .route("/{book}/risks/{no}", get(risk_show::show))
        .route("/{book}/risks/{no}/close", post(risk_show::close))
}
