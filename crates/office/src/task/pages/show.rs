//! One task: what is clear about it, who holds it, what may be done now, and everything that happened.

use super::calendar::shortened;
use super::fields::{people, tick};
use super::list::{assigner_label, mark, standing_of};
use super::tables::tables;
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::officers;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::document::{document, document_choices, documents};
use crate::error::Error;
use crate::task::life::State as TaskState;
use crate::task::task_file::{officer_name, seen_task, stands_for_assigner, unit_name};
use crate::task::view::{Obstacle, View, view};
use crate::ui::{Export, Form, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use pack::clears::Asked;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/tasks/{no}", get(show))
}

#[derive(Template)]
#[template(path = "task/pages/show.html")]
struct Show<'a> {
    frame: Frame,
    form: &'a Form,
    path: String,
    view: View,
    standing: String,
    mark: &'static str,
    holder: String,
    clears: Vec<(String, String)>,
    lines: Vec<(&'static str, String)>,
    document: Option<(i64, String)>,
    tables: Vec<Table>,
    open_obstacles: Vec<Obstacle>,
    people: Vec<(String, String)>,
    documents: Vec<(String, String)>,
    sure: Option<Html>,
    can: Can,
    /// The extension that waits for a decision, in words.
    asked: Option<String>,
}

/// What this person may do now; the acts ask again.
#[derive(Default)]
struct Can {
    confirm: bool,
    report: bool,
    hand_over: bool,
    submit: bool,
    ask_extension: bool,
    break_down: bool,
    raise: bool,
    hand_up: bool,
    confirm_result: bool,
    accept: bool,
    give_back: bool,
    urge: bool,
    decide: bool,
    cancel: bool,
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        if let Some(wanted) = &query.export {
            let task = seen_task(ctx, tx, no)?;
            let all = tables(ctx, &view(tx, &ctx.book, task)?);
            return export(wanted, &all.iter().collect::<Vec<_>>());
        }
        build(ctx, tx, &Form::default(), no, query.done.as_deref())
    })
    .await
}

/// The page of a task, with a form that came back or an empty one.
pub fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, no: i64, done: Option<&str>) -> Result<Response, Error> {
    let task = seen_task(ctx, tx, no)?;
    let view = view(tx, &ctx.book, task)?;
    let task = &view.task;
    let can = can(ctx, &view);
    let (document, mut lines) = (basis(tx, &ctx.book, task.document)?, lines(ctx, tx, &view)?);
    lines.retain(|(_, text)| !text.is_empty());
    let core = task.core(ctx.now);
    let standing = standing_of(task.state, core);
    let documents = if can.submit || can.report { document_choices(&documents(tx, &ctx.book)?) } else { Vec::new() };
    let odd = form.refusal().is_some_and(|refusal| refusal.code == "odd-deadline");
    let waiting = view.extensions.iter().find(|e| e.state == "asked");
    page(&Show {
        frame: Frame::new(
            ctx,
            Tab::Tasks,
            format!("Nhiệm vụ {no}: {}", shortened(task.work.lines().next().unwrap_or_default(), 120)),
            done,
        ),
        form,
        path: format!("/{}/tasks/{no}", ctx.book),
        standing,
        mark: mark(core),
        holder: if task.state.is_open() { officer_name(tx, &ctx.book, task.holder)? } else { String::new() },
        clears: clears(ctx, tx, &view)?,
        lines,
        document,
        tables: tables(ctx, &view),
        open_obstacles: view.obstacles.iter().filter(|o| o.state != "resolved").cloned().collect(),
        people: if can.hand_over { people(&officers(tx, &ctx.book, ctx.today())?) } else { Vec::new() },
        documents: documents.into_iter().take(300).collect(),
        sure: odd.then(|| tick(form, "sure", "Vẫn lấy hạn này")),
        asked: waiting
            .map(|e| format!("{} xin đến {}: {}", e.asked_by, viet::day::write_instant(e.asked_due_at), e.reason)),
        can,
        view,
    })
}

fn can(ctx: &Ctx, view: &View) -> Can {
    let (task, me) = (&view.task, ctx.actor.officer);
    if !task.state.is_open() || !ctx.may(Act::HandleTask) {
        return Can::default();
    }
    let (holds, heads, gives) = (task.holder == me, task.head == me, stands_for_assigner(ctx, task));
    let mine = |unit: &i64| ctx.actor.units.contains(unit);
    let part = holds || heads || task.person == me || view.units.iter().any(|u| mine(&u.unit));
    let working = matches!(task.state, TaskState::Assigned | TaskState::Doing);
    let waits = view.extensions.iter().any(|e| e.state == "asked");
    let unconfirmed = view.units.iter().any(|u| u.confirmed_at.is_none() && if u.lead { holds } else { mine(&u.unit) });
    Can {
        confirm: unconfirmed || (holds && task.state == TaskState::Assigned),
        report: part && working,
        hand_over: (holds || heads || ctx.may(Act::AcceptTask)) && working,
        submit: holds && task.state == TaskState::Doing,
        ask_extension: (holds || heads) && working && !waits && ctx.now <= task.due_at,
        break_down: (part || ctx.may(Act::AssignTask)) && working,
        raise: part,
        hand_up: heads || gives,
        confirm_result: heads && task.state == TaskState::Submitted,
        accept: gives && task.state == TaskState::Confirmed && task.person != me,
        give_back: (heads && task.state == TaskState::Submitted)
            || (gives && matches!(task.state, TaskState::Submitted | TaskState::Confirmed)),
        urge: heads || gives,
        decide: gives && waits,
        cancel: gives,
    }
}

/// The clears in the words under which the task was assigned.
fn clears(ctx: &Ctx, tx: &mut Tx, view: &View) -> Result<Vec<(String, String)>, Error> {
    let task = &view.task;
    let fallback = [
        (Asked::Person, "Người thực hiện"),
        (Asked::Work, "Việc"),
        (Asked::Procedure, "Quy trình"),
        (Asked::Head, "Người chịu trách nhiệm"),
        (Asked::Result, "Kết quả phải đạt"),
        (Asked::Deadline, "Hạn"),
    ];
    let asked: Vec<(Asked, String)> = match ctx.pack.wording(&task.wording) {
        Some(wording) => wording.clears.iter().map(|clear| (clear.asked, clear.label.clone())).collect(),
        None => fallback.into_iter().map(|(asked, label)| (asked, label.to_owned())).collect(),
    };
    let mut lines = Vec::new();
    for (asked, label) in asked {
        let text = match asked {
            Asked::Person => officer_name(tx, &ctx.book, task.person)?,
            Asked::Head => officer_name(tx, &ctx.book, task.head)?,
            Asked::Work => task.work.clone(),
            Asked::Procedure => task.procedure.clone(),
            Asked::Result => task.expected_result.clone(),
            Asked::Authority => task.power.clone(),
            Asked::Deadline => due_text(view),
        };
        lines.push((label, text));
    }
    Ok(lines)
}

/// The deadline that holds; the first one stays readable.
fn due_text(view: &View) -> String {
    let task = &view.task;
    let mut text = viet::day::write_instant(task.due_at);
    if !task.time_limit.is_empty() {
        text.push_str(&format!(" ({} kể từ khi giao)", task.time_limit));
    }
    if task.due_at != task.first_due_at {
        text.push_str(&format!("; hạn ban đầu {}", viet::day::write_instant(task.first_due_at)));
    }
    text
}

fn lines(ctx: &Ctx, tx: &mut Tx, view: &View) -> Result<Vec<(&'static str, String)>, Error> {
    let task = &view.task;
    let urgency = crate::document::Urgency::from_key(&task.urgency.to_string()).unwrap_or_default();
    Ok(vec![
        ("Nơi giao", assigner_label(ctx, &task.assigner)),
        (
            "Người giao",
            format!(
                "{}, {}",
                officer_name(tx, &ctx.book, task.assigned_by)?,
                viet::day::write_instant(task.assigned_at)
            ),
        ),
        ("Đơn vị chủ trì", unit_name(tx, &ctx.book, task.lead_unit)?),
        (
            "Loại",
            format!("{}, {}", if task.planned { "theo kế hoạch" } else { "đột xuất" }, urgency.label().to_lowercase()),
        ),
        ("Tiến độ", format!("{}\u{a0}%", task.percent)),
        ("Kết quả", task.result.clone()),
        ("Đôn đốc", if task.urged > 0 { format!("{} lần", task.urged) } else { String::new() }),
        ("Thuộc nhiệm vụ", task.parent.map(|no| format!("số {no}")).unwrap_or_default()),
    ])
}

fn basis(tx: &mut Tx, book: &str, no: Option<i64>) -> Result<Option<(i64, String)>, Error> {
    let Some(no) = no else { return Ok(None) };
    let found = document(tx, book, no)?;
    Ok(Some((no, format!("{} – {}", found.name(), found.subject))))
}
