//! Lists of tasks: tabs by view, search, filters, page by page; and the table that other pages show too.

use super::calendar::shortened;
use super::ways;
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::{Tx, instant_text};
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::{unit_choices, units_on};
use crate::error::Error;
use crate::task::life::{Core, State};
use crate::task::list::{Asked, Line, View, counted, how_many, tasks};
use crate::ui::{Cell, Column, Export, Form, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State as Shared};
use axum::response::Response;
use axum::routing::get;

/// Lines of one page.
const PAGE: i64 = 50;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/tasks", get(list))
}

#[derive(Template)]
#[template(path = "task/pages/list.html")]
struct List {
    frame: Frame,
    form: Form,
    ways: Vec<(String, &'static str, bool)>,
    views: Vec<(String, String, bool)>,
    view: &'static str,
    table: Html,
    units: Vec<(String, String)>,
    assigners: Vec<(String, String)>,
    next: Option<String>,
    may_assign: bool,
}

#[derive(serde::Deserialize)]
struct Wanted {
    #[serde(default)]
    view: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    assigner: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    after: String,
}

async fn list(
    Shared(app): Shared<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(wanted): Query<Wanted>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewTasks)?;
        let view = View::from_key(&wanted.view).unwrap_or(if ctx.sees_all() { View::Open } else { View::Mine });
        let mut asked = asked(ctx, view, &wanted);
        if let Some(wanted) = &query.export {
            asked.most = i64::MAX;
            return export(wanted, &[&table(ctx, &tasks(ctx, tx, &asked)?)]);
        }
        asked.most = PAGE + 1;
        let mut lines = tasks(ctx, tx, &asked)?;
        let more = lines.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        lines.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let pairs = pairs(view, &wanted);
        let next = lines.last().filter(|_| more).map(|last| next(ctx, view, &pairs, last));
        page(&List {
            frame: Frame::new(ctx, Tab::Tasks, "Nhiệm vụ", query.done.as_deref()),
            form: Form::filled(&[
                ("q", wanted.q.clone()),
                ("unit", wanted.unit.clone()),
                ("assigner", wanted.assigner.clone()),
            ]),
            ways: ways(ctx, "tasks"),
            views: views(ctx, tx, view)?,
            view: view.key(),
            table: table(ctx, &lines).html_of(&pairs),
            units: unit_choices(&units_on(tx, &ctx.book, ctx.today())?),
            assigners: ctx.pack.task_assigners.iter().map(|a| (a.code.clone(), a.label.clone())).collect(),
            next,
            may_assign: ctx.may(Act::AssignTask),
        })
    })
    .await
}

fn asked(ctx: &Ctx, view: View, wanted: &Wanted) -> Asked {
    let after = wanted.after.rsplit_once('~').and_then(|(key, no)| Some((key.to_owned(), no.parse().ok()?)));
    Asked {
        words: wanted.q.clone(),
        unit: wanted.unit.parse().ok(),
        assigner: wanted.assigner.clone(),
        person: wanted.person.parse().ok(),
        after,
        ..Asked::view(view, ctx.now)
    }
}

fn pairs(view: View, wanted: &Wanted) -> Vec<(&'static str, String)> {
    let all = [
        ("view", view.key().to_owned()),
        ("q", wanted.q.clone()),
        ("unit", wanted.unit.clone()),
        ("assigner", wanted.assigner.clone()),
        ("person", wanted.person.clone()),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn next(ctx: &Ctx, view: View, pairs: &[(&str, String)], last: &Line) -> String {
    let key = match (view, last.task.closed_at) {
        (View::Closed, Some(at)) => crate::ctx::day_of(at).to_string(),
        _ => instant_text(last.task.due_at),
    };
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .append_pair("after", &format!("{key}~{}", last.task.no))
        .finish();
    format!("/{}/tasks?{query}", ctx.book)
}

/// The views with how many each holds.
fn views(ctx: &Ctx, tx: &mut Tx, shown: View) -> Result<Vec<(String, String, bool)>, Error> {
    let mut all = Vec::new();
    // Whoever sees all begins with all that is open, everybody else with what is in hand.
    let mut order = View::ALL;
    if ctx.sees_all() {
        order.sort_by_key(|view| *view != View::Open);
    }
    for view in order {
        let href = format!("/{}/tasks?view={}", ctx.book, view.key());
        // What is closed grows for ever; nobody needs its number at every look.
        let label = match view {
            View::Closed => view.label().to_owned(),
            _ => format!("{} ({})", view.label(), counted(how_many(ctx, tx, &Asked::view(view, ctx.now))?)),
        };
        all.push((href, label, view == shown));
    }
    Ok(all)
}

/// Tasks as a table.
pub fn table(ctx: &Ctx, lines: &[Line]) -> Table {
    let row = |line: &Line| {
        let t = &line.task;
        let mut work = shortened(t.work.lines().next().unwrap_or_default(), 160);
        if t.urgency > 0 {
            let urgency = crate::document::Urgency::from_key(&t.urgency.to_string()).unwrap_or_default();
            work = format!("[{}] {work}", urgency.label());
        }
        let holder = if t.state.is_open() && line.holder_name != line.person_name {
            format!("{} (đang giữ: {})", line.person_name, line.holder_name)
        } else {
            line.person_name.clone()
        };
        vec![
            Cell::link(format!("{}. {work}", t.no), format!("/{}/tasks/{}", ctx.book, t.no)),
            Cell::text(assigner_label(ctx, &t.assigner)),
            Cell::text(line.unit_name.clone()),
            Cell::text(holder),
            Cell::text(viet::day::write_instant(t.due_at)),
            Cell::number(format!("{}\u{a0}%", t.percent), t.percent.into()),
            Cell::text(standing(ctx, line)).marked(mark(line.core)),
        ]
    };
    Table {
        id: "tasks",
        caption: "Nhiệm vụ".into(),
        columns: [
            Column::left("Việc"),
            Column::left("Nơi giao"),
            Column::left("Chủ trì"),
            Column::left("Người thực hiện"),
            Column::left("Hạn"),
            Column::right("Tiến độ"),
            Column::left("Tình trạng"),
        ]
        .into(),
        rows: lines.iter().map(row).collect(),
        empty: "Không có nhiệm vụ nào.",
    }
}

/// The label of the body from which a task comes.
pub fn assigner_label(ctx: &Ctx, code: &str) -> String {
    ctx.pack.task_assigners.iter().find(|a| a.code == code).map_or_else(|| code.to_owned(), |a| a.label.clone())
}

/// State, and how it counts; how long a task is overdue counts days of the calendar.
fn standing(ctx: &Ctx, line: &Line) -> String {
    let due = crate::ctx::day_of(line.task.due_at);
    let days = ctx.today().since(due).map_or(0, |span| span.get_days());
    match line.core {
        Some(Core::Overdue) if days > 0 => format!("{}, quá hạn {days} ngày", line.task.state.label()),
        core => standing_of(line.task.state, core),
    }
}

/// State, and how it counts, in a few words.
pub fn standing_of(state: State, core: Option<Core>) -> String {
    match core {
        Some(Core::Overdue) => format!("{}, quá hạn", state.label()),
        Some(Core::InTime) => format!("{}, trong hạn", state.label()),
        Some(done) => done.label().to_owned(),
        None => state.label().to_owned(),
    }
}

/// How a core state is marked.
pub fn mark(core: Option<Core>) -> &'static str {
    match core {
        Some(Core::Overdue) => "stop",
        Some(Core::DoneLate) => "warn",
        Some(Core::DoneOnTime) => "good",
        _ => "",
    }
}
