//! One meeting: what it was, what was proposed and answered, what was concluded, and the acts on it; its minutes and notice as
//! files.

use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::{unit_choices, units_on};
use crate::document::{Authority, document};
use crate::error::{Error, Failure, not_found};
use crate::meeting::notice::{minutes, notice};
use crate::meeting::rule::{Answer, days_left};
use crate::meeting::store::{Item, Meeting, News, Proposal, items, meeting, news, proposals};
use crate::report::report;
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, attachment, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/meetings/{no}", get(show))
        .route("/{book}/meetings/{no}/minutes/{ending}", get(minutes_file))
        .route("/{book}/meetings/{no}/notice/{ending}", get(notice_file))
}

#[derive(Template)]
#[template(path = "meeting/pages/show.html")]
struct Show<'a> {
    frame: Frame,
    form: &'a Form,
    meeting: Meeting,
    path: String,
    starts: String,
    closed: String,
    /// The report on which the meeting rests, and its number for whoever may open it.
    report: Option<(Option<i64>, String)>,
    /// The notice of conclusion: number and symbol.
    notice: Option<(i64, String)>,
    proposals: Table,
    open_proposals: Vec<Proposal>,
    items: Table,
    open_items: Vec<Item>,
    answers: Vec<(String, String)>,
    units: Vec<(String, String)>,
    own_items: usize,
    authorities: Vec<(String, String)>,
    news: Option<News>,
    may_hold: bool,
    may_publish: bool,
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| build(ctx, tx, &Form::default(), no, &query)).await
}

/// The page of a meeting, with a form that came back or an empty one.
pub fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, no: i64, query: &Export) -> Result<Response, Error> {
    ctx.permit(Act::ViewAll)?;
    let meeting = meeting(tx, &ctx.book, no)?;
    let (made, drawn) = (proposals(tx, &ctx.book, no)?, items(tx, &ctx.book, no)?);
    let (proposal_table, item_table) = (proposal_table(&made), item_table(ctx, &drawn));
    if let Some(wanted) = &query.export {
        return export(wanted, &[&proposal_table, &item_table]);
    }
    let report = match meeting.report {
        Some(number) => {
            let basis = report(tx, &ctx.book, number)?;
            Some((basis.is_open_to(ctx).then_some(number), format!("báo cáo {}", basis.label)))
        }
        None => None,
    };
    let notice = match meeting.notice {
        Some(number) => Some((number, document(tx, &ctx.book, number)?.symbol)),
        None => None,
    };
    let closed = meeting.closed_at.is_some();
    page(&Show {
        frame: Frame::new(ctx, Tab::Meetings, meeting.name(), query.done.as_deref()),
        form,
        path: format!("/{}/meetings/{no}", ctx.book),
        starts: viet::day::write_instant(meeting.starts_at),
        closed: meeting.closed_at.map(viet::day::write_instant).unwrap_or_default(),
        report,
        notice,
        proposals: proposal_table,
        open_proposals: made.into_iter().filter(|p| p.answer.is_open()).collect(),
        items: item_table,
        own_items: drawn
            .iter()
            .filter(|item| item.unit.is_some() && item.task.is_none() && item.done_at.is_none())
            .count(),
        open_items: drawn
            .into_iter()
            .filter(|item| if closed { item.done_at.is_none() && item.task.is_none() } else { true })
            .collect(),
        answers: Answer::ALL
            .iter()
            .filter(|a| **a != Answer::Pending)
            .map(|a| (a.key().to_owned(), a.label().to_owned()))
            .collect(),
        units: unit_choices(&units_on(tx, &ctx.book, ctx.today())?),
        authorities: authorities(),
        news: news(tx, &ctx.book, no)?,
        may_hold: ctx.may(Act::HoldMeeting),
        may_publish: ctx.may(Act::PublishReport),
        meeting,
    })
}

/// By order first: notices of conclusion are usually signed so.
fn authorities() -> Vec<(String, String)> {
    let mut all = Authority::choices();
    all.sort_by_key(|(key, _)| key != Authority::ByOrder.key());
    all
}

fn proposal_table(made: &[Proposal]) -> Table {
    let row = |p: &Proposal| {
        let promised = p.promised_on.map(|on| format!(", hẹn {}", viet::day::write(on))).unwrap_or_default();
        let mark = match p.answer {
            Answer::Pending | Answer::Promised => "warn",
            Answer::Agreed | Answer::Option => "good",
            Answer::Refused => "",
        };
        vec![
            Cell::text(p.no.to_string()),
            Cell::text(p.body.clone()),
            Cell::text(p.addressed.clone()),
            Cell::text(format!("{}{promised}", p.answer.label())).marked(mark),
            Cell::text(p.answer_text.clone()),
            Cell::text(p.option_text.clone()),
        ]
    };
    Table {
        id: "proposals",
        caption: "Kiến nghị với cấp trên".into(),
        columns: ["Số", "Kiến nghị", "Gửi", "Tình trạng", "Trả lời", "Phương án"].map(column).into(),
        rows: made.iter().map(row).collect(),
        empty: "Chưa ghi kiến nghị nào.",
    }
}

fn column(title: &str) -> Column {
    match title {
        "Số" => Column::short(title),
        "Kiến nghị" | "Nội dung" => Column::long(title),
        _ => Column::left(title),
    }
}

fn item_table(ctx: &Ctx, drawn: &[Item]) -> Table {
    let row = |item: &Item| {
        let due = item.due_on.map_or(String::new(), |on| {
            let left = days_left(on, ctx.today());
            let left = if item.done_at.is_some() {
                String::new()
            } else if left >= 0 {
                format!(" (còn {left} ngày)")
            } else {
                format!(" (quá {} ngày)", -left)
            };
            format!("{}{left}", viet::day::write(on))
        });
        let standing = match (item.task, item.done_at) {
            (Some(no), _) if ctx.may(Act::ViewTasks) => {
                Cell::link(format!("nhiệm vụ số {no}"), format!("/{}/tasks/{no}", ctx.book))
            }
            (Some(no), _) => Cell::text(format!("nhiệm vụ số {no}")),
            (None, Some(_)) => Cell::text(format!("xong: {}", item.followed_note)).marked("good"),
            (None, None) if item.followed_at.is_some() => Cell::text(item.followed_note.clone()),
            _ => Cell::text("chưa có tiến độ"),
        };
        let side =
            if item.side().is_empty() { Cell::text("chưa có").marked("stop") } else { Cell::text(item.side()) };
        vec![
            Cell::text(item.no.to_string()),
            Cell::text(item.kind_label()),
            Cell::text(item.body.clone()),
            Cell::text(item.said_by.clone()),
            side,
            Cell::text(due),
            standing,
        ]
    };
    Table {
        id: "items",
        caption: "Kết luận và yêu cầu".into(),
        columns: ["Số", "Loại", "Nội dung", "Người nêu", "Bên chịu trách nhiệm", "Hạn", "Tình trạng"]
            .map(column)
            .into(),
        rows: drawn.iter().map(row).collect(),
        empty: "Chưa ghi kết luận nào.",
    }
}

async fn minutes_file(
    State(app): State<App>,
    who: Visitor,
    Path((book, no, ending)): Path<(String, i64, String)>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        file(&minutes(ctx, tx, no)?, &format!("bien-ban-{no}"), &ending)
    })
    .await
}

async fn notice_file(
    State(app): State<App>,
    who: Visitor,
    Path((book, no, ending)): Path<(String, i64, String)>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        file(&notice(ctx, tx, no)?, &format!("thong-bao-ket-luan-{no}"), &ending)
    })
    .await
}

/// The document as PDF or DOCX.
fn file(document: &press::Document, name: &str, ending: &str) -> Result<Response, Error> {
    let failed = |e: &dyn std::fmt::Display| Failure::new(format!("press: {e}"));
    let (media_type, bytes) = match ending {
        "pdf" => ("application/pdf", press::pdf::write(document).map_err(|e| failed(&e))?),
        "docx" => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            press::docx::write(document).map_err(|e| failed(&e))?,
        ),
        _ => return not_found("tệp này"),
    };
    Ok(attachment(media_type, &format!("{name}.{ending}"), bytes))
}
