//! Tasks that come back: what is set, and the form that sets one.

use super::fields::{Choices, fields_of, read_new};
use super::ways;
use crate::app::{App, once, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::{Visitor, random};
use crate::error::Error;
use crate::task::series::{Every, NewSeries, Series, all_series, end_series, set_series};
use crate::ui::{Cell, Column, Export, Form, Frame, Html, Tab, Table, escape, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/task-series", get(list).post(create)).route("/{book}/task-series/{no}/end", post(end))
}

#[derive(Template)]
#[template(path = "task/pages/series.html")]
struct Page<'a> {
    frame: Frame,
    form: &'a Form,
    ways: Vec<(String, &'static str, bool)>,
    table: Table,
    fields: Html,
    rhythms: Vec<(String, String)>,
    may_assign: bool,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let form = Form::filled(&[("once", random()?), ("first_on", viet::day::write(ctx.today()))]);
        build(ctx, tx, &form, &query)
    })
    .await
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, query: &Export) -> Result<Response, Error> {
    ctx.permit(Act::ViewTasks)?;
    ctx.permit(Act::ViewAll)?;
    let table = table(ctx, &all_series(tx, &ctx.book)?);
    if let Some(wanted) = &query.export {
        return export(wanted, &[&table]);
    }
    page(&Page {
        frame: Frame::new(ctx, Tab::Tasks, "Nhiệm vụ lặp lại", query.done.as_deref()),
        form,
        ways: ways(ctx, "task-series"),
        table,
        fields: fields_of(form, "", &Choices::of(ctx, tx)?, true),
        rhythms: Every::ALL.iter().map(|every| (every.key().to_owned(), every.label().to_owned())).collect(),
        may_assign: ctx.may(Act::AssignTask),
    })
}

fn table(ctx: &Ctx, all: &[Series]) -> Table {
    let row = |series: &Series| {
        let day = |on: Option<jiff::civil::Date>| on.map(viet::day::write).unwrap_or_default();
        let stop = match series.next_on.filter(|_| ctx.may(Act::AssignTask)) {
            Some(_) => Cell::html(
                Html(format!(
                    r#"<form method="post" action="/{}/task-series/{}/end"><input type="hidden" name="csrf" value="{}"><button type="submit">Dừng</button></form>"#,
                    ctx.book,
                    series.no,
                    escape(&ctx.csrf)
                )),
                "đang chạy",
            ),
            None => Cell::text(if series.next_on.is_some() { "đang chạy" } else { "đã dừng" }),
        };
        vec![
            Cell::text(series.template.work.clone()),
            Cell::text(series.every.label()),
            Cell::text(series.time_limit.clone()),
            Cell::text(day(series.next_on)),
            Cell::text(day(series.until_on)),
            stop,
        ]
    };
    Table {
        id: "series",
        caption: "Nhiệm vụ lặp lại".into(),
        columns: ["Việc", "Nhịp", "Thời hạn mỗi lần", "Lần giao tới", "Đến hết ngày", "Trạng thái"]
            .map(Column::left)
            .into(),
        rows: all.iter().map(row).collect(),
        empty: "Chưa đặt nhiệm vụ lặp lại nào.",
    }
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        once(ctx, tx, form, |ctx, tx, form| {
            let first_on = form.day("first_on", "ngày giao đầu tiên");
            let until_on = form.opt_day("until_on");
            form.finish()?;
            let every = Every::from_key(form.value("every")).unwrap_or(Every::Month);
            let Some(first_on) = first_on else { return Ok(format!("/{}/task-series", ctx.book)) };
            set_series(ctx, tx, &NewSeries { every, first_on, until_on, template: read_new(form, "") })?;
            Ok(format!("/{}/task-series?done=save", ctx.book))
        })
    };
    app.act(who, book, form, run, |ctx, tx, form| build(ctx, tx, form, &Export::default())).await
}

async fn end(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, _: &Form| {
        end_series(ctx, tx, no)?;
        Ok(to(format!("/{}/task-series?done=save", ctx.book)))
    };
    app.act(who, book, form, run, |ctx, tx, form| build(ctx, tx, form, &Export::default())).await
}
