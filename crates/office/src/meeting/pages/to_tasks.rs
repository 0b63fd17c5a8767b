//! The page on which conclusions become tasks: each item of a unit of this office with the fields of a task, sent in one act.

use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::meeting::store::{Item, items, meeting};
use crate::meeting::to_tasks::{FromItem, to_tasks};
use crate::task::{Choices, fields_of, read_new};
use crate::ui::{Form, Frame, Html, Tab, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/meetings/{no}/tasks", get(show).post(create))
}

#[derive(Template)]
#[template(path = "meeting/pages/to_tasks.html")]
struct Page<'a> {
    frame: Frame,
    form: &'a Form,
    no: i64,
    assigners: Vec<(String, String)>,
    rows: Vec<Row>,
}

struct Row {
    no: i64,
    title: String,
    ticked: bool,
    fields: Html,
}

async fn show(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let waiting = waiting(tx, &ctx.book, no)?;
        let mut filled: Vec<(String, String)> = Vec::new();
        for item in &waiting {
            let prefix = prefix(item.no);
            let day = item.due_on.map(viet::day::write).unwrap_or_default();
            filled.push(("item".into(), item.no.to_string()));
            filled.push((format!("{prefix}work"), item.body.clone()));
            filled.push((format!("{prefix}lead_unit"), item.unit.map(|no| no.to_string()).unwrap_or_default()));
            filled.push((format!("{prefix}due"), day));
        }
        build(ctx, tx, &Form::sent(filled), no)
    })
    .await
}

fn prefix(no: i64) -> String {
    format!("m{no}.")
}

/// Items of units of this office that are no task yet.
fn waiting(tx: &mut Tx, book: &str, no: i64) -> Result<Vec<Item>, Error> {
    let all = items(tx, book, no)?;
    Ok(all.into_iter().filter(|item| item.unit.is_some() && item.task.is_none() && item.done_at.is_none()).collect())
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, no: i64) -> Result<Response, Error> {
    ctx.permit(Act::HoldMeeting)?;
    ctx.permit(Act::AssignTask)?;
    let meeting = meeting(tx, &ctx.book, no)?;
    let choices = Choices::of(ctx, tx)?;
    let row = |item: Item| Row {
        no: item.no,
        ticked: form.ticked("item", item.no),
        fields: fields_of(form, &prefix(item.no), &choices, false),
        title: format!("{} {}: {} ({})", item.kind_label(), item.no, item.body, item.unit_name),
    };
    let rows = waiting(tx, &ctx.book, no)?.into_iter().map(row).collect();
    page(&Page {
        frame: Frame::new(ctx, Tab::Meetings, format!("Chuyển kết luận thành nhiệm vụ: {}", meeting.name()), None),
        form,
        no,
        assigners: choices.assigners.clone(),
        rows,
    })
}

async fn create(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let chosen: Vec<FromItem> = form
            .all("item")
            .filter_map(|item| item.parse().ok())
            .map(|item| {
                let prefix = prefix(item);
                let mut task = read_new(form, &prefix);
                task.assigner = form.text("assigner");
                FromItem { item, prefix, task }
            })
            .collect();
        to_tasks(ctx, tx, no, &chosen)?;
        Ok(to(format!("/{}/meetings/{no}?done=assign", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no)).await
}
