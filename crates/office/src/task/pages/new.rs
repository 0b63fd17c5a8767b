//! The form that assigns a task (giao nhiệm vụ), from a document, a ready item of a programme, a parent, or from nothing.

use super::fields::{Choices, fields_of, read_new, tick};
use crate::app::{App, once};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::{Visitor, random};
use crate::document::{document, document_choices, documents};
use crate::error::Error;
use crate::plan::programme::{State as ItemState, items};
use crate::task::task_file::seen_task;
use crate::task::{NewTask, assign};
use crate::ui::{Form, Frame, Html, Tab, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/tasks/new", get(new)).route("/{book}/tasks", post(create))
}

#[derive(Template)]
#[template(path = "task/pages/new.html")]
struct New<'a> {
    frame: Frame,
    form: &'a Form,
    fields: Html,
    unexpected: Html,
    /// What the task is a part of, in words.
    within: String,
    documents: Vec<(String, String)>,
}

#[derive(serde::Deserialize, Default)]
struct Wanted {
    document: Option<i64>,
    parent: Option<i64>,
    /// `2/1`: programme and item.
    #[serde(default)]
    item: String,
    /// What a report says of the task: its words, its day, its place among those that were read.
    #[serde(default)]
    work: String,
    #[serde(default)]
    due: String,
    #[serde(default)]
    source: String,
}

async fn new(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let form = begin(ctx, tx, &wanted)?;
        new_page(ctx, tx, &form)
    })
    .await
}

/// A form filled with what is known from where one came.
fn begin(ctx: &Ctx, tx: &mut Tx, wanted: &Wanted) -> Result<Form, Error> {
    let mut filled: Vec<(&str, String)> = vec![("once", random()?)];
    if !wanted.work.is_empty() {
        let source = Some(&wanted.source).filter(|s| s.starts_with("reading/")).cloned().unwrap_or_default();
        filled.extend([("work", wanted.work.clone()), ("due", wanted.due.clone()), ("source", source)]);
    }
    if let Some(no) = wanted.document {
        let basis = document(tx, &ctx.book, no)?;
        let day = basis.details.answer_due_on.map(viet::day::write).unwrap_or_default();
        filled.extend([
            ("document", no.to_string()),
            ("due", day),
            ("urgency", basis.details.urgency.key().to_owned()),
        ]);
    }
    if let Some(no) = wanted.parent {
        let parent = seen_task(ctx, tx, no)?;
        let day = viet::day::write(crate::ctx::day_of(parent.due_at));
        filled.extend([("parent", no.to_string()), ("lead_unit", parent.lead_unit.to_string()), ("due", day)]);
        filled.push(("head", parent.head.to_string()));
    }
    let item = wanted.item.split_once('/').and_then(|(p, i)| Some((p.parse::<i64>().ok()?, i.parse::<i64>().ok()?)));
    if let Some((programme, number)) = item {
        let found =
            items(tx, &ctx.book, programme)?.into_iter().find(|i| i.no == number && i.state == ItemState::Ready);
        if let Some(item) = found {
            let no = |value: Option<i64>| value.map(|no| no.to_string()).unwrap_or_default();
            filled.extend([
                ("source", format!("programme/{programme}/{number}")),
                ("work", item.work),
                ("procedure", item.procedure),
                ("expected_result", item.expected_result),
                ("lead_unit", no(item.unit)),
                ("person", no(item.person)),
                ("head", no(item.head)),
                ("document", no(item.basis)),
                ("due", item.due_on.map(viet::day::write).unwrap_or_default()),
                ("assigner", Choices::of(ctx, tx)?.own_assigner()),
            ]);
        }
    }
    Ok(Form::filled(&filled))
}

fn new_page(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    let parent = form.choice("parent");
    ctx.permit(if parent.is_some() { Act::HandleTask } else { Act::AssignTask })?;
    let choices = Choices::of(ctx, tx)?;
    let within = match parent {
        Some(no) => format!("Việc con của nhiệm vụ số {no}: {}", seen_task(ctx, tx, no)?.work),
        None => String::new(),
    };
    let documents = if parent.is_none() { document_choices(&documents(tx, &ctx.book)?) } else { Vec::new() };
    page(&New {
        frame: Frame::new(ctx, Tab::Tasks, if parent.is_some() { "Chia nhỏ nhiệm vụ" } else { "Giao nhiệm vụ" }, None),
        form,
        fields: fields_of(form, "", &choices, parent.is_none()),
        unexpected: tick(form, "unexpected", "Đột xuất (ngoài kế hoạch)"),
        within,
        documents: documents.into_iter().take(300).collect(),
    })
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        once(ctx, tx, form, |ctx, tx, form| {
            // Only what this form itself begins from may stand as a source.
            let source = form.text("source");
            let source = if source.starts_with("programme/") { source } else { String::new() };
            let no = assign(ctx, tx, &NewTask { source, ..read_new(form, "") })?;
            Ok(format!("/{}/tasks/{no}?done=assign", ctx.book))
        })
    };
    app.act(who, book, form, run, new_page).await
}
