//! Tasks by the day of their deadline (lịch hạn nhiệm vụ), a month at a time.

use super::list::mark;
use super::ways;
use crate::app::App;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::task::list::{Asked, View, tasks};
use crate::ui::{Frame, Tab, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use jiff::Span;
use jiff::civil::Date;

/// The most tasks of one month on the page; a list holds the rest.
const MOST: i64 = 1_000;
/// Tasks named in one day's cell.
const NAMED: usize = 6;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/tasks/calendar", get(calendar))
}

#[derive(Template)]
#[template(path = "task/pages/calendar.html")]
struct Calendar {
    frame: Frame,
    ways: Vec<(String, &'static str, bool)>,
    month: String,
    before: String,
    after: String,
    weeks: Vec<Vec<Day>>,
}

struct Day {
    label: String,
    within: bool,
    today: bool,
    tasks: Vec<(String, String, &'static str)>,
    more: usize,
}

#[derive(serde::Deserialize)]
struct Wanted {
    #[serde(default)]
    month: String,
}

async fn calendar(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewTasks)?;
        let first = month_of(&wanted.month).unwrap_or(ctx.today()).first_of_month();
        let monday = first.checked_sub(Span::new().days(first.weekday().to_monday_zero_offset())).unwrap_or(first);
        let last = monday.checked_add(Span::new().days(41)).unwrap_or(first);
        let asked = Asked { due: Some((monday, last)), most: MOST, ..Asked::view(View::Open, ctx.now) };
        let lines = tasks(ctx, tx, &asked)?;
        let day = |offset: i64| {
            let on = monday.checked_add(Span::new().days(offset)).unwrap_or(first);
            let mut due = lines.iter().filter(|line| crate::ctx::day_of(line.task.due_at) == on).peekable();
            let tasks: Vec<_> = due
                .by_ref()
                .take(NAMED)
                .map(|line| {
                    let work: String = line.task.work.lines().next().unwrap_or_default().chars().take(60).collect();
                    (format!("/{}/tasks/{}", ctx.book, line.task.no), work, mark(line.core))
                })
                .collect();
            let more = due.count();
            Day {
                label: on.day().to_string(),
                within: on.month() == first.month(),
                today: on == ctx.today(),
                tasks,
                more,
            }
        };
        let weeks: Vec<Vec<Day>> = (0..6).map(|week| (0..7).map(|at| day(week * 7 + at)).collect()).collect();
        let to = |months: i64| {
            let month = first.checked_add(Span::new().months(months)).unwrap_or(first);
            format!("/{}/tasks/calendar?month={}", ctx.book, month.strftime("%Y-%m"))
        };
        page(&Calendar {
            frame: Frame::new(ctx, Tab::Tasks, "Lịch hạn nhiệm vụ", None),
            ways: ways(ctx, "tasks/calendar"),
            month: format!("Tháng {}/{}", first.month(), first.year()),
            before: to(-1),
            after: to(1),
            weeks,
        })
    })
    .await
}

/// `2026-11`.
pub fn month_of(text: &str) -> Option<Date> {
    format!("{}-01", text.trim()).parse().ok()
}
