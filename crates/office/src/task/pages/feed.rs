//! The address under which a calendar program on a telephone reads this person's deadlines and appointments.

use super::ways;
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::task::feed::{feed_token, known_token};
use crate::ui::{Form, Frame, Tab, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/tasks/feed", get(show).post(make))
}

#[derive(Template)]
#[template(path = "task/pages/feed.html")]
struct Page {
    frame: Frame,
    ways: Vec<(String, &'static str, bool)>,
    /// Empty until it is asked for.
    address: String,
}

async fn show(State(app): State<App>, who: Visitor, Path(book): Path<String>) -> Response {
    let base = app.public_url.clone();
    app.page(who, book, move |ctx, tx| build(ctx, tx, &base)).await
}

fn build(ctx: &Ctx, tx: &mut Tx, base: &str) -> Result<Response, Error> {
    ctx.permit(Act::ViewTasks)?;
    let address = known_token(ctx, tx)?.map(|token| format!("{base}/public/{}/calendar/{token}.ics", ctx.book));
    page(&Page {
        frame: Frame::new(ctx, Tab::Tasks, "Lịch trên điện thoại", None),
        ways: ways(ctx, "tasks/feed"),
        address: address.unwrap_or_default(),
    })
}

async fn make(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let base = app.public_url.clone();
    let run = |ctx: &Ctx, tx: &mut Tx, _: &Form| {
        ctx.permit(Act::ViewTasks)?;
        feed_token(ctx, tx)?;
        Ok(to(format!("/{}/tasks/feed", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, _| build(ctx, tx, &base)).await
}
