//! The form that publishes an extract of a signed report.

use super::pages::show_page;
use super::publish::{Publication, publish};
use crate::app::{App, to};
use crate::ctx::{Ctx, HANOI};
use crate::db::Tx;
use crate::directory::session::Visitor;
use crate::ui::Form;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use jiff::Timestamp;
use jiff::civil::Time;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/reports/{no}/publication", post(create))
}

async fn create(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let (author, event_at) = (form.required("author", "tác giả hoặc đơn vị đăng"), event_at(form));
        form.finish()?;
        let sections = form.all("sections").map(str::to_owned).collect();
        publish(ctx, tx, no, &Publication { sections, author, event_at: event_at.unwrap_or(ctx.now) })?;
        Ok(to(format!("/{}/reports/{no}?done=publish", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| show_page(ctx, tx, no, Some(form), None)).await
}

/// The day of the event and, if known, its hour: `10/4/2014` or `10/4/2014 08:30`, as the wall clock of Hà Nội shows it.
fn event_at(form: &Form) -> Option<Timestamp> {
    let text = form.required("event_at", "thời điểm diễn ra sự việc");
    if text.is_empty() {
        return None;
    }
    let (day, hour) = text.split_once(' ').unwrap_or((&text, "00:00"));
    let wrong = |why: String| form.fault("event_at", why);
    let day = viet::day::read(day).map_err(|unreadable| wrong(unreadable.why)).ok()?;
    let time: Option<Time> = Time::strptime("%H:%M", hour.trim()).ok();
    let Some(time) = time else {
        wrong(format!("“{hour}” không phải giờ. Ghi như 10/4/2014 08:30, hoặc chỉ ghi ngày."));
        return None;
    };
    HANOI
        .to_timestamp(day.to_datetime(time))
        .map_err(|_| wrong("Thời điểm ngoài phạm vi. Kiểm tra lại năm.".into()))
        .ok()
}
