//! The page of what changed since a report was signed.

use super::assemble::outline_of;
use super::changes::{Change, Difference, changes};
use super::frozen::Frozen;
use super::store::{Report, readable};
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, not_found};
use crate::ui::{Cell, Column, Export, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/reports/{no}/changes", get(show))
}

#[derive(Template)]
#[template(path = "report/pages/changes.html")]
struct Changes {
    frame: Frame,
    report: Report,
    /// Nothing when the outline is gone and there is nothing to compare with.
    table: Option<Table>,
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let report = readable(ctx, tx, no)?;
        let Some(frozen) = &report.frozen else { return not_found("báo cáo đã ký này") };
        let table = match outline_of(ctx, &report) {
            Some(_) => Some(table(ctx, tx, &report, &Frozen::read(frozen)?)?),
            None => None,
        };
        match (&query.export, &table) {
            (Some(wanted), Some(table)) => export(wanted, &[table]),
            _ => {
                page(&Changes { frame: Frame::new(ctx, Tab::Reports, "Thay đổi sau khi ký", None), report, table })
            }
        }
    })
    .await
}

fn table(ctx: &Ctx, tx: &mut Tx, report: &Report, frozen: &Frozen) -> Result<Table, Error> {
    let rows = changes(ctx, tx, report, frozen)?.iter().map(|change| row(ctx, report, change)).collect();
    Ok(Table {
        id: "changes",
        caption: format!("Khác với lúc ký ({})", report.signed_at.map(viet::day::write_instant).unwrap_or_default()),
        columns: ["Mã", "Chỉ tiêu, mục", "Lúc ký", "Hiện nay", "Sự kiện"].map(Column::left).into(),
        rows,
        empty: "Từ lúc ký đến nay không có số nào trong báo cáo thay đổi; nguồn số và nội dung khác cũng giữ nguyên.",
    })
}

fn row(ctx: &Ctx, report: &Report, change: &Change) -> Vec<Cell> {
    let dash = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
    let code = match change.difference {
        Difference::Content => Cell::text("nội dung"),
        _ if change.code.is_empty() => Cell::text("mới"),
        _ => Cell::link(change.code.clone(), format!("/{}/reports/{}/figures/{}", ctx.book, report.no, change.code)),
    };
    let now = match change.difference {
        Difference::Source => format!("{} (nguồn thay đổi)", change.now),
        Difference::Number | Difference::Content => dash(&change.now),
    };
    let facts = change.facts.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    vec![code, Cell::text(change.name.clone()), Cell::text(dash(&change.signed)), Cell::text(now), Cell::text(facts)]
}
