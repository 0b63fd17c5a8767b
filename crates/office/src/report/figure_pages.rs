//! Opening a number: the page a click on it leads to, and the address behind the code printed in the document.

use super::assemble::assemble;
use super::changes::changes;
use super::frozen::Frozen;
use super::store::{Report, report};
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, not_found};
use crate::indicator::Explanation;
use crate::ui::{Cell, Column, Export, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/reports/{no}/figures/{code}", get(show))
        .route("/{book}/reports/{no}/figures", get(look_up))
        .route("/{book}/reports/{no}/changes", get(show_changes))
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

#[derive(Template)]
#[template(path = "report/pages/changes.html")]
struct Changes {
    frame: Frame,
    report: Report,
    table: Table,
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
    let report = report(tx, &ctx.book, no)?;
    let e = explanation(ctx, tx, &report, code)?;
    let signed =
        report.signed_at.map(|at| format!("{} ký lúc {}", report.signed_by_name, viet::day::write_instant(at)));
    let frame = Frame::new(ctx, Tab::Reports, format!("Số {}: {}", code.trim().to_uppercase(), e.printed), None);
    page(&Figure { frame, report, code: code.trim().to_uppercase(), e, signed })
}

async fn show_changes(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let report = report(tx, &ctx.book, no)?;
        let Some(frozen) = &report.frozen else { return not_found("báo cáo đã ký này") };
        let frozen = Frozen::read(frozen)?;
        let table = changes_table(ctx, tx, &report, &frozen)?;
        match &query.export {
            Some(wanted) => export(wanted, &[&table]),
            None => {
                page(&Changes { frame: Frame::new(ctx, Tab::Reports, "Thay đổi sau khi ký", None), report, table })
            }
        }
    })
    .await
}

fn changes_table(ctx: &Ctx, tx: &mut Tx, report: &Report, frozen: &Frozen) -> Result<Table, Error> {
    let dash = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
    let mut rows = Vec::new();
    for change in changes(ctx, tx, report, frozen)? {
        let facts = change.facts.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let code = if change.code.is_empty() {
            Cell::text("mới")
        } else {
            Cell::link(change.code.clone(), format!("/{}/reports/{}/figures/{}", ctx.book, report.no, change.code))
        };
        rows.push(vec![
            code,
            Cell::text(change.name.clone()),
            Cell::text(dash(&change.signed)),
            Cell::text(dash(&change.now)),
            Cell::text(facts),
        ]);
    }
    Ok(Table {
        id: "changes",
        caption: format!("Số khác với lúc ký ({})", report.signed_at.map(viet::day::write_instant).unwrap_or_default()),
        columns: ["Mã", "Chỉ tiêu", "Lúc ký", "Hiện nay", "Sự kiện"].map(Column::left).into(),
        rows,
        empty: "Từ lúc ký đến nay không có số nào trong báo cáo thay đổi.",
    })
}
