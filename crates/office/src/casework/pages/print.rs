//! Printed forms and files of a case: `GET /cases/{no}/forms/01.pdf`, `GET /cases/{no}/papers/{paper}`.

use super::show::visible;
use crate::app::App;
use crate::attachment::{file, plain_name};
use crate::casework::forms::{Form, Printed, document};
use crate::casework::view::view;
use crate::ctx::day_of;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Failure, not_found};
use crate::ui::attachment;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/cases/{no}/forms/{form}", get(form))
        .route("/{book}/cases/{no}/papers/{paper}", get(paper))
}

async fn form(State(app): State<App>, who: Visitor, Path((book, no, name)): Path<(String, i64, String)>) -> Response {
    let public_url = app.public_url.clone();
    app.page(who, book, move |ctx, tx| {
        let (number, pdf) = name.rsplit_once('.').unwrap_or((&name, ""));
        let Some(form) = Form::from_number(number).filter(|_| pdf == "pdf" || pdf == "docx") else {
            return not_found("biểu mẫu này");
        };
        if form == Form::Receipt {
            // The receipt carries the secret of the applicant; only those who hand it out see it.
            ctx.permit(Act::ReceiveCase)?;
        }
        let case = visible(ctx, tx, no)?;
        let view = view(ctx, tx, case)?;
        if !form.arises(&view) {
            return not_found("biểu mẫu này của hồ sơ");
        }
        let track_url = track_url(&public_url, &ctx.book, &view.case.code, &view.case.secret);
        // A receipt printed again is the same receipt: of the day and the officer who received.
        let receiver = view.holdings.first().map_or(ctx.actor.name.clone(), |holding| holding.officer.clone());
        let (on, officer) = match form {
            Form::Receipt => (day_of(view.case.received_at), receiver.as_str()),
            _ => (ctx.today(), ctx.actor.name.as_str()),
        };
        let printed = Printed { office: &ctx.book_name, on, track_url: &track_url, officer };
        let document = document(form, &view, &printed);
        let failed = |e: press::PressError| Failure::new(e.to_string());
        let name = format!("{}-mau-{number}.{pdf}", view.case.code);
        if pdf == "docx" {
            let media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            return Ok(attachment(media_type, &name, press::docx::write(&document).map_err(failed)?));
        }
        Ok(attachment("application/pdf", &name, press::pdf::write_form(&document).map_err(failed)?))
    })
    .await
}

/// The address of the tracking page of a case; empty when the public cannot reach this installation.
pub fn track_url(public_url: &str, book: &str, code: &str, secret: &str) -> String {
    if public_url.is_empty() {
        return String::new();
    }
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("code", code)
        .append_pair("secret", secret)
        .finish();
    format!("{public_url}/public/{book}/cases?{query}")
}

async fn paper(State(app): State<App>, who: Visitor, Path((book, no, paper)): Path<(String, i64, i64)>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let case = visible(ctx, tx, no)?;
        let view = view(ctx, tx, case)?;
        let digest = view.papers.iter().find(|p| p.no == paper).and_then(|p| p.attachment.clone());
        let Some(digest) = digest else { return not_found("tệp này") };
        let (name, media_type, bytes) = file(tx, &ctx.book, &digest)?;
        Ok(attachment(&media_type, &plain_name(&name), bytes))
    })
    .await
}
