//! The page on which the next tasks of a signed report become tasks: each with the fields of a task, all in one transaction.

use super::fields::{Choices, fields_of, read_new};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, Fault, refuse};
use crate::report::{NextTask, Report, report};
use crate::task::{NewTask, assign, from_source};
use crate::ui::{Form, Frame, Html, Tab, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/reports/{no}/tasks", get(show).post(create))
}

#[derive(Template)]
#[template(path = "task/pages/from_report.html")]
struct Page<'a> {
    frame: Frame,
    form: &'a Form,
    no: i64,
    assigners: Vec<(String, String)>,
    rows: Vec<Row>,
    done: Vec<(i64, String)>,
}

struct Row {
    at: usize,
    title: String,
    ticked: bool,
    fields: Html,
}

fn prefix(at: usize) -> String {
    format!("t{at}.")
}

fn source(no: i64, at: usize) -> String {
    format!("report/{no}/{}", at + 1)
}

/// A report that was signed: what it sets is what its head decided.
fn signed(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Report, Error> {
    ctx.permit(Act::AssignTask)?;
    let found = report(tx, &ctx.book, no)?;
    if !found.signed {
        return refuse("not-signed", "Báo cáo chưa ký. Ký báo cáo rồi mới giao nhiệm vụ nêu ở cuối báo cáo.");
    }
    Ok(found)
}

async fn show(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let found = signed(ctx, tx, no)?;
        let choices = Choices::of(ctx, tx)?;
        let mut filled: Vec<(String, String)> = vec![("assigner".into(), choices.own_assigner())];
        for (at, next) in found.texts.next_tasks.iter().enumerate() {
            filled.extend(begun(at, next, &choices));
        }
        build(ctx, tx, &Form::sent(filled), no)
    })
    .await
}

/// What the report itself says: the work, the unit if it is one of the office, the day if it is one.
fn begun(at: usize, next: &NextTask, choices: &Choices) -> Vec<(String, String)> {
    let prefix = prefix(at);
    let folded = viet::fold::fold(&next.unit);
    let unit = choices.units.iter().find(|(_, name)| viet::fold::fold(name) == folded).map(|(no, _)| no.clone());
    let day = viet::day::read(&next.due_on).map(viet::day::write).unwrap_or_default();
    vec![
        ("item".into(), at.to_string()),
        (format!("{prefix}work"), next.work.clone()),
        (format!("{prefix}lead_unit"), unit.unwrap_or_default()),
        (format!("{prefix}due"), day),
    ]
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, no: i64) -> Result<Response, Error> {
    let found = signed(ctx, tx, no)?;
    let choices = Choices::of(ctx, tx)?;
    let (mut rows, mut done) = (Vec::new(), Vec::new());
    for (at, next) in found.texts.next_tasks.iter().enumerate() {
        match from_source(tx, &ctx.book, &source(no, at))? {
            Some(task) => done.push((task, next.work.clone())),
            None => rows.push(Row {
                at,
                title: next.line(),
                ticked: form.ticked("item", at),
                fields: fields_of(form, &prefix(at), &choices, false),
            }),
        }
    }
    page(&Page {
        frame: Frame::new(ctx, Tab::Tasks, format!("Giao nhiệm vụ nêu ở báo cáo {}", found.label), None),
        form,
        no,
        assigners: choices.assigners.clone(),
        rows,
        done,
    })
}

async fn create(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let found = signed(ctx, tx, no)?;
        let chosen: Vec<usize> = form.all("item").filter_map(|at| at.parse().ok()).collect();
        let chosen: Vec<usize> = chosen.into_iter().filter(|at| *at < found.texts.next_tasks.len()).collect();
        if chosen.is_empty() {
            return refuse("no-item-chosen", "Chưa chọn việc nào để giao. Đánh dấu các việc cần giao rồi gửi lại.");
        }
        let mut faults = Vec::new();
        for at in chosen {
            let prefix = prefix(at);
            let task = NewTask {
                assigner: form.text("assigner"),
                source: source(no, at),
                document: found.document,
                ..read_new(form, &prefix)
            };
            match assign(ctx, tx, &task) {
                Ok(_) => {}
                Err(Error::Faults(more)) => {
                    faults.extend(more.into_iter().map(|f| Fault::new(format!("{prefix}{}", f.place), f.sentence)));
                }
                Err(other) => return Err(other),
            }
        }
        if faults.is_empty() {
            Ok(to(format!("/{}/reports/{no}/tasks?done=assign", ctx.book)))
        } else {
            Err(Error::Faults(faults))
        }
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no)).await
}
