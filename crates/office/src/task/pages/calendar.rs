//! Tasks by the day of their deadline (lịch hạn nhiệm vụ), a month at a time.

use super::list::mark;
use super::ways;
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::task::list::{Asked, Line, View, how_many, tasks};
use crate::ui::{Frame, Tab, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use jiff::Span;
use jiff::civil::Date;

const WEEKDAYS: [&str; 7] = ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"];
/// Tasks named in one day's cell.
const NAMED: i64 = 6;

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
    weekday: &'static str,
    within: bool,
    today: bool,
    tasks: Vec<(String, String, &'static str)>,
    more: i64,
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
        let mut weeks = Vec::new();
        for week in 0..6 {
            let days = (0..7).map(|at| monday.checked_add(Span::new().days(week * 7 + at)).unwrap_or(first));
            weeks.push(days.map(|on| day(ctx, tx, on, first)).collect::<Result<Vec<_>, _>>()?);
        }
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

/// One cell: the first tasks due on that day, and how many more there are.
fn day(ctx: &Ctx, tx: &mut Tx, on: Date, month: Date) -> Result<Day, Error> {
    let asked = Asked { due: Some((on, on)), most: NAMED + 1, ..Asked::view(View::Open, ctx.now) };
    let mut lines = tasks(ctx, tx, &asked)?;
    let named = usize::try_from(NAMED).unwrap_or(0);
    let more = if lines.len() > named { how_many(ctx, tx, &asked)? - NAMED } else { 0 };
    lines.truncate(named);
    let shown = |line: &Line| {
        let work = shortened(line.task.work.lines().next().unwrap_or_default(), 60);
        (format!("/{}/tasks/{}", ctx.book, line.task.no), work, mark(line.core))
    };
    Ok(Day {
        label: if on.day() == 1 { format!("1/{}", on.month()) } else { on.day().to_string() },
        weekday: WEEKDAYS[usize::try_from(on.weekday().to_monday_zero_offset()).unwrap_or(0)],
        within: on.month() == month.month(),
        today: on == ctx.today(),
        tasks: lines.iter().map(shown).collect(),
        more,
    })
}

/// The beginning of a text, ended between two words.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':', ' ']))
}

/// `2026-11` in addresses, `11/2026` as officials write it.
pub fn month_of(text: &str) -> Option<Date> {
    match text.trim().split_once('/') {
        Some((month, year)) => Date::new(year.trim().parse().ok()?, month.trim().parse().ok()?, 1).ok(),
        None => format!("{}-01", text.trim()).parse().ok(),
    }
}
