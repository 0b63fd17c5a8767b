//! The page of plan years: theme of each, what was planned for it, and opening the next.

use super::open::open_year;
use super::store::{PlanYear, years};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;

/// Addresses of the plan years.
pub fn routes() -> Router<App> {
    Router::new().route("/{book}/years", get(list).post(create))
}

#[derive(Template)]
#[template(path = "plan/year/pages/list.html")]
struct List<'a> {
    frame: Frame,
    form: &'a Form,
    table: Table,
    may_open: bool,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let form = Form::default();
        let built = build(ctx, tx, &form, query.done.as_deref())?;
        match &query.export {
            Some(wanted) => export(wanted, &[&built.table]),
            None => page(&built),
        }
    })
    .await
}

fn build<'a>(ctx: &Ctx, tx: &mut Tx, form: &'a Form, done: Option<&str>) -> Result<List<'a>, Error> {
    ctx.permit(Act::ViewAll)?;
    Ok(List {
        frame: Frame::new(ctx, Tab::Plan, "Năm kế hoạch", done),
        form,
        table: table(ctx, &years(tx, &ctx.book)?),
        may_open: ctx.may(Act::OpenYear),
    })
}

fn table(ctx: &Ctx, years: &[PlanYear]) -> Table {
    let count = |number: i64, path: String| Cell::number(number.to_string(), number.into()).to(path);
    let row = |year: &PlanYear| {
        let book = &ctx.book;
        let theme = if year.theme.is_empty() { "chưa có chủ đề".to_owned() } else { year.theme.clone() };
        vec![
            Cell::link(year.year.to_string(), format!("/{book}/targets?year={}", year.year)),
            Cell::text(theme),
            count(year.targets, format!("/{book}/targets?year={}", year.year)),
            count(year.allocations, format!("/{book}/allocations")),
            count(year.programmes, format!("/{book}/programmes")),
        ]
    };
    let (left, right) = (Column::left, Column::right);
    Table {
        id: "years",
        caption: "Các năm kế hoạch".into(),
        columns: vec![
            left("Năm"),
            left("Chủ đề năm"),
            right("Chỉ tiêu, dự toán được giao"),
            right("Quyết định giao đã ký"),
            right("Chương trình, kế hoạch"),
        ],
        rows: years.iter().map(row).collect(),
        empty: "Chưa mở năm kế hoạch nào. Mở năm rồi nhập chỉ tiêu, dự toán được giao.",
    }
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let year = form.int("year", "năm").map(i16::try_from);
        form.finish()?;
        // What does not even fit a year is refused like any other number that is no year.
        open_year(ctx, tx, year.and_then(Result::ok).unwrap_or(0), form.value("theme"))?;
        Ok(to(format!("/{}/years?done=open", ctx.book)))
    };
    let again = |ctx: &Ctx, tx: &mut Tx, form: &Form| page(&build(ctx, tx, form, None)?);
    app.act(who, book, form, run, again).await
}
