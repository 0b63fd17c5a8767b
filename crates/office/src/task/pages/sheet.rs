//! The monthly sheet of an officer or head as a page, with its export.

use super::calendar::month_of;
use super::fields::people;
use super::list::table;
use super::ways;
use crate::app::App;
use crate::directory::officers;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::refuse;
use crate::task::sheet::sheet;
use crate::ui::{Export, Form, Frame, Html, Tab, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use rust_decimal::Decimal;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/tasks/sheet", get(show))
}

#[derive(Template)]
#[template(path = "task/pages/sheet.html")]
struct Page {
    frame: Frame,
    form: Form,
    ways: Vec<(String, &'static str, bool)>,
    name: String,
    month: String,
    counts: Vec<(&'static str, usize)>,
    on_time: String,
    people: Vec<(String, String)>,
    table: Html,
}

#[derive(serde::Deserialize)]
struct Wanted {
    #[serde(default)]
    officer: String,
    #[serde(default)]
    month: String,
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(wanted): Query<Wanted>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewTasks)?;
        let officer = wanted.officer.parse().unwrap_or(ctx.actor.officer);
        if officer != ctx.actor.officer && !ctx.sees_all() {
            return refuse("other-sheet", "Phiếu tháng của người khác chỉ lãnh đạo và chuyên viên tổng hợp xem được.");
        }
        let month = month_of(&wanted.month).unwrap_or(ctx.today());
        let sheet = sheet(ctx, tx, officer, month)?;
        let mut table = table(ctx, &sheet.lines);
        table.caption = "Nhiệm vụ trong tháng".into();
        if let Some(wanted) = &query.export {
            return export(wanted, &[&table]);
        }
        let all = officers(tx, &ctx.book, ctx.today())?;
        let shown = format!("{}/{}", month.month(), month.year());
        let percent = |(done, all): (usize, usize)| {
            let share = Decimal::from(done) * Decimal::from(100) / Decimal::from(all.max(1));
            format!(
                "{done}/{all} = {}\u{a0}%",
                viet::number::write(
                    share.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
                )
            )
        };
        page(&Page {
            frame: Frame::new(ctx, Tab::Tasks, "Phiếu theo dõi nhiệm vụ tháng", None),
            form: Form::filled(&[("officer", officer.to_string()), ("month", shown.clone())]),
            ways: ways(ctx, "tasks/sheet"),
            name: crate::task::task_file::officer_name(tx, &ctx.book, officer)?,
            month: format!("{}/{}", month.month(), month.year()),
            counts: sheet.counts.iter().map(|(core, count)| (core.label(), *count)).collect(),
            on_time: sheet.on_time.map_or_else(|| "chưa có nhiệm vụ kết thúc".to_owned(), percent),
            people: if ctx.sees_all() { people(&all) } else { Vec::new() },
            table: table.html_of(&[("officer", officer.to_string()), ("month", shown)]),
        })
    })
    .await
}
