//! Acts on one task from its page: each address decodes its form, calls one act, and shows the task again.

use super::show::build;
use crate::app::{App, to};
use crate::attachment;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::session::Visitor;
use crate::error::{Error, not_found};
use crate::task::confirm::confirm;
use crate::task::extension::{ask_extension, decide_extension};
use crate::task::hand_over::hand_over;
use crate::task::obstacle::{hand_up, raise, resolve};
use crate::task::progress::{NewProgress, report};
use crate::task::result::{accept, cancel, confirm_result, give_back, submit};
use crate::task::task_file::seen_task;
use crate::task::urge::urge;
use crate::task::view::view;
use crate::ui::{Form, UploadedFile, Uploads, attachment as download};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use std::sync::Arc;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/tasks/{no}/progress", post(progress))
        .route("/{book}/tasks/{no}/result", post(result))
        .route("/{book}/tasks/{no}/evidence/{line}", get(evidence))
        .route("/{book}/tasks/{no}/{act}", post(act))
}

async fn act(
    State(app): State<App>,
    who: Visitor,
    Path((book, no, act)): Path<(String, i64, String)>,
    form: Form,
) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let done = dispatch(ctx, tx, no, &act, form)?;
        Ok(to(format!("/{}/tasks/{no}?done={done}", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no, None)).await
}

/// Calls the act of an address; answers what the notice says.
fn dispatch(ctx: &Ctx, tx: &mut Tx, no: i64, act: &str, form: &Form) -> Result<&'static str, Error> {
    let number = || form.choice("obstacle_no").unwrap_or(0);
    match act {
        "confirm" => confirm(ctx, tx, no).map(|()| "confirm"),
        "hand-over" => {
            let officer = form.int("officer", "người nhận");
            form.finish()?;
            hand_over(ctx, tx, no, officer.unwrap_or(0), &form.text("hand_note")).map(|()| "hand-over")
        }
        "obstacles" => raise(ctx, tx, no, &form.text("obstacle"), &form.text("competent")).map(|_| "raise"),
        "hand-up" => hand_up(ctx, tx, no, number(), &form.text("handed_up_to")).map(|()| "hand-up"),
        "resolve" => resolve(ctx, tx, no, number(), &form.text("answer")).map(|()| "resolve"),
        "urge" => urge(ctx, tx, no, &form.text("words")).map(|()| "urge"),
        "extension" => {
            let due = form.required("new_due", "hạn mới");
            form.finish()?;
            ask_extension(ctx, tx, no, &due, &form.text("reason"), form.has("sure")).map(|()| "ask-extension")
        }
        "extension-decision" => {
            let grant = form.value("grant") == "yes";
            decide_extension(ctx, tx, no, grant, &form.text("decision_note"))
                .map(|()| if grant { "extend" } else { "refuse-extension" })
        }
        "confirm-result" => confirm_result(ctx, tx, no, &form.text("note")).map(|()| "confirm-result"),
        "accept" => accept(ctx, tx, no, &form.text("note")).map(|()| "accept"),
        "give-back" => give_back(ctx, tx, no, &form.text("give_back_reason")).map(|()| "give-back"),
        "cancel" => cancel(ctx, tx, no, &form.text("cancel_reason")).map(|()| "cancel"),
        _ => not_found("việc này"),
    }
}

async fn progress(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    uploads: Uploads,
) -> Response {
    let Uploads { form, files } = uploads;
    let scan = app.scan_all(&files).await;
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        report(ctx, tx, no, &read(form, "note", &files, &scan)?)?;
        Ok(to(format!("/{}/tasks/{no}?done=progress", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no, None)).await
}

async fn result(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    uploads: Uploads,
) -> Response {
    let Uploads { form, files } = uploads;
    let scan = app.scan_all(&files).await;
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        submit(ctx, tx, no, &read(form, "result", &files, &scan)?)?;
        Ok(to(format!("/{}/tasks/{no}?done=submit-result", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no, None)).await
}

/// What was typed about progress or a result, with at most one file.
fn read(
    form: &Form,
    note: &str,
    files: &Arc<Vec<UploadedFile>>,
    scan: &Result<(), String>,
) -> Result<NewProgress, Error> {
    if let Err(sentence) = scan {
        form.fault("evidence", sentence.clone());
    }
    if let Some(Err(sentence)) = files.first().map(|file| attachment::media_type(&file.name, &file.bytes)) {
        form.fault("evidence", sentence);
    }
    let typed = form.text("percent");
    let percent = typed.trim_end_matches(['%', '\u{a0}', ' ']).parse().ok();
    if !typed.is_empty() && percent.is_none() {
        form.fault("percent", "Tiến độ là số nguyên từ 0 đến 100.");
    }
    form.finish()?;
    Ok(NewProgress {
        percent,
        note: form.text(note),
        file: files.first().map(|file| (file.name.clone(), file.bytes.clone())),
        document: form.choice("evidence_document"),
    })
}

async fn evidence(State(app): State<App>, who: Visitor, Path((book, no, line)): Path<(String, i64, i64)>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let task = seen_task(ctx, tx, no)?;
        let found = view(tx, &ctx.book, task)?.progress.into_iter().find(|p| p.no == line);
        let Some((name, digest)) = found.and_then(|p| Some((p.file_name, p.attachment?))) else {
            return not_found("minh chứng này");
        };
        let (_, media_type, bytes) = attachment::file(tx, &ctx.book, &digest)?;
        Ok(download(&media_type, &attachment::plain_name(&name), bytes))
    })
    .await
}
