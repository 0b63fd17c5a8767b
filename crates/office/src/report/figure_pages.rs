//! Opening a number: the page a click on it leads to, and the address behind the code printed in the document.

use super::assemble::assemble;
use super::frozen::Frozen;
use super::store::{Report, readable};
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, not_found};
use crate::indicator::Explanation;
use crate::ui::{Frame, Tab, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/reports/{no}/figures/{code}", get(show))
        .route("/{book}/reports/{no}/figures", get(look_up))
}

#[derive(Template)]
#[template(path = "report/pages/figure.html")]
struct Figure {
    frame: Frame,
    report: Report,
    code: String,
    e: Explanation,
    signed: Option<String>,
}

/// The explanation of a number: frozen for a signed report, computed for a draft.
pub fn explanation(ctx: &Ctx, tx: &mut Tx, report: &Report, code: &str) -> Result<Explanation, Error> {
    let code = code.trim().to_uppercase();
    let found = match &report.frozen {
        Some(frozen) => Frozen::read(frozen)?.explanations.remove(&code),
        None => assemble(ctx, tx, report, i64::MAX)?.explanations.remove(&code),
    };
    match found {
        Some(explanation) => Ok(explanation),
        None => not_found(&format!("số có mã {code} trong báo cáo này")),
    }
}

async fn show(State(app): State<App>, who: Visitor, Path((book, no, code)): Path<(String, i64, String)>) -> Response {
    app.page(who, book, move |ctx, tx| figure_page(ctx, tx, no, &code)).await
}

#[derive(serde::Deserialize)]
struct Typed {
    #[serde(default)]
    code: String,
}

/// The form on the report's page: a code read off the printed document.
async fn look_up(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(typed): Query<Typed>,
) -> Response {
    app.page(who, book, move |ctx, tx| figure_page(ctx, tx, no, &typed.code)).await
}

fn figure_page(ctx: &Ctx, tx: &mut Tx, no: i64, code: &str) -> Result<Response, Error> {
    ctx.permit(Act::ViewAll)?;
    let report = readable(ctx, tx, no)?;
    let e = explanation(ctx, tx, &report, code)?;
    let signed =
        report.signed_at.map(|at| format!("{} ký lúc {}", report.signed_by_name, viet::day::write_instant(at)));
    let frame = Frame::new(ctx, Tab::Reports, format!("Số {}: {}", code.trim().to_uppercase(), e.printed), None);
    page(&Figure { frame, report, code: code.trim().to_uppercase(), e, signed })
}
