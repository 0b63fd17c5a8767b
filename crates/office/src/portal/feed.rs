//! Public pages of what was made public of meetings, and the calendar feed that a secret address opens.

use crate::app::App;
use crate::ctx::day_of;
use crate::error::not_found;
use crate::meeting::{Feed, appointments, news, write_ical};
use crate::task::{deadlines, feed_owner};
use crate::ui::page;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::SignedDuration;

/// How far back and ahead a feed reaches.
const SPAN: SignedDuration = SignedDuration::from_hours(24 * 180);

pub fn routes() -> Router<App> {
    Router::new()
        .route("/public/{book}/calendar/{file}", get(calendar))
        .route("/public/{book}/meetings/{no}", get(meeting_news))
}

async fn calendar(State(app): State<App>, Path((book, file)): Path<(String, String)>) -> Response {
    app.public(move |app, tx| {
        let token = file.strip_suffix(".ics").unwrap_or_default();
        let now = (app.clock)();
        let owner = feed_owner(tx, &book, token, day_of(now))?.filter(|_| !token.is_empty());
        let Some((officer, name)) = owner else { return not_found("lịch này") };
        let tasks = deadlines(tx, &book, officer, now - SPAN)?;
        let appointments = appointments(tx, &book, now - SPAN, now + SPAN, Some(officer))?;
        let feed = Feed { book: &book, base: &app.public_url, name, tasks: &tasks, appointments: &appointments, now };
        Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], write_ical(&feed)).into_response())
    })
    .await
}

#[derive(Template)]
#[template(path = "portal/news.html")]
struct Shown {
    title: String,
    office: String,
    author: String,
    event_at: String,
    published_at: String,
    paragraphs: Vec<String>,
    demo: bool,
}

async fn meeting_news(State(app): State<App>, Path((book, no)): Path<(String, i64)>) -> Response {
    app.public(move |app, tx| {
        let Some(news) = news(tx, &book, no)? else { return not_found("tin này") };
        page(&Shown {
            title: news.title,
            office: news.office,
            author: news.author,
            event_at: viet::day::write_instant(news.event_at),
            published_at: viet::day::write_instant(news.published_at),
            paragraphs: news.body.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            demo: app.demo,
        })
    })
    .await
}
