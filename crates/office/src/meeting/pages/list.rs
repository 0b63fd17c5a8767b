//! The list of meetings, and the form that calls one or edits it.

use crate::app::{App, once};
use crate::casework::read_instant;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::{Visitor, random};
use crate::error::Error;
use crate::meeting::call::{NewMeeting, call, edit};
use crate::meeting::store::{KINDS, meeting, meetings};
use crate::report::reports;
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/meetings", get(list).post(create))
        .route("/{book}/meetings/new", get(new))
        .route("/{book}/meetings/{no}/edit", get(edit_form))
        .route("/{book}/meetings/{no}/edit", post(save))
}

#[derive(Template)]
#[template(path = "meeting/pages/list.html")]
struct List {
    frame: Frame,
    table: Table,
    may_hold: bool,
    may_follow: bool,
}

#[derive(Template)]
#[template(path = "meeting/pages/form.html")]
struct New<'a> {
    frame: Frame,
    form: &'a Form,
    action: String,
    kinds: Vec<(String, String)>,
    reports: Vec<(String, String)>,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let rows = meetings(tx, &ctx.book)?.into_iter().map(|m| {
            vec![
                Cell::text(viet::day::write_instant(m.starts_at)),
                Cell::link(m.name(), format!("/{}/meetings/{}", ctx.book, m.no)),
                Cell::text(m.chair.clone()),
                Cell::text(if m.closed_at.is_some() { "đã chốt biên bản" } else { "đang ghi" }),
            ]
        });
        let table = Table {
            id: "meetings",
            caption: "Họp, buổi làm việc".into(),
            columns: ["Lúc", "Buổi làm việc", "Chủ trì", "Biên bản"].map(Column::left).into(),
            rows: rows.collect(),
            empty: "Chưa ghi buổi làm việc nào.",
        };
        if let Some(wanted) = &query.export {
            return export(wanted, &[&table]);
        }
        let frame = Frame::new(ctx, Tab::Meetings, "Họp, kết luận", query.done.as_deref());
        page(&List { frame, table, may_hold: ctx.may(Act::HoldMeeting), may_follow: ctx.may(Act::ViewTasks) })
    })
    .await
}

async fn new(State(app): State<App>, who: Visitor, Path(book): Path<String>) -> Response {
    app.page(who, book, |ctx, tx| form_page(ctx, tx, &Form::filled(&[("once", random()?)]), None)).await
}

async fn edit_form(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let m = meeting(tx, &ctx.book, no)?;
        let filled = [
            ("kind", m.kind.clone()),
            ("title", m.title.clone()),
            ("starts_at", viet::day::write_instant(m.starts_at)),
            ("place", m.place.clone()),
            ("chair", m.chair.clone()),
            ("report", m.report.map(|no| no.to_string()).unwrap_or_default()),
            ("participants", m.participants.clone()),
            ("agenda", m.agenda.clone()),
            ("minutes", m.minutes.clone()),
        ];
        form_page(ctx, tx, &Form::filled(&filled), Some(no))
    })
    .await
}

fn form_page(ctx: &Ctx, tx: &mut Tx, form: &Form, no: Option<i64>) -> Result<Response, Error> {
    ctx.permit(Act::HoldMeeting)?;
    let reports = reports(tx, &ctx.book)?;
    page(&New {
        frame: Frame::new(
            ctx,
            Tab::Meetings,
            if no.is_some() { "Sửa buổi làm việc" } else { "Ghi buổi làm việc" },
            None,
        ),
        form,
        action: no.map_or(format!("/{}/meetings", ctx.book), |no| format!("/{}/meetings/{no}/edit", ctx.book)),
        kinds: KINDS.iter().map(|(key, label)| (key.to_string(), label.to_string())).collect(),
        reports: reports.iter().map(|r| (r.no.to_string(), format!("Báo cáo {}: {}", r.no, r.label))).collect(),
    })
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        once(ctx, tx, form, |ctx, tx, form| {
            let no = call(ctx, tx, &read(ctx, form)?)?;
            Ok(format!("/{}/meetings/{no}?done=save", ctx.book))
        })
    };
    app.act(who, book, form, run, |ctx, tx, form| form_page(ctx, tx, form, None)).await
}

async fn save(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        edit(ctx, tx, no, &read(ctx, form)?)?;
        Ok(crate::app::to(format!("/{}/meetings/{no}?done=save", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| form_page(ctx, tx, form, Some(no))).await
}

fn read(ctx: &Ctx, form: &Form) -> Result<NewMeeting, Error> {
    let typed = form.required("starts_at", "ngày giờ");
    let starts_at = match read_instant(&typed) {
        Ok(at) => at,
        Err(sentence) => {
            if !typed.is_empty() {
                form.fault("starts_at", sentence);
            }
            ctx.now
        }
    };
    form.limit_lengths(&["title", "place", "chair"]);
    let new = NewMeeting {
        kind: form.text("kind"),
        title: form.required("title", "nội dung"),
        starts_at,
        place: form.text("place"),
        chair: form.required("chair", "người chủ trì"),
        report: form.choice("report"),
        participants: form.text("participants"),
        agenda: form.text("agenda"),
        minutes: form.text("minutes"),
    };
    form.finish()?;
    Ok(new)
}
