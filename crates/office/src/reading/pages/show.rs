//! One report beside what it says: its text with marks on one side, the proposals on the other, the one that is open with its form.

use super::marked::marked;
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::unit_choices;
use crate::error::Error;
use crate::figure::{ClaimBase, Status, entered_indicators, entered_units, indicator_choices};
use crate::reading::assigners;
use crate::reading::store::{Proposal, ReadReport, proposals, reading};
use crate::ui::{Cell, Column, Export, Form, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde_json::Value;

#[derive(Template)]
#[template(path = "reading/pages/show.html")]
struct Show<'a> {
    frame: Frame,
    form: &'a Form,
    report: ReadReport,
    day: String,
    path: String,
    text: Html,
    open: Option<Proposal>,
    next: Option<i64>,
    indicators: Vec<(String, String)>,
    units: Vec<(String, String)>,
    /// Where the open proposal is entered as a target, when the report states it as one.
    plan: Option<String>,
    statuses: Vec<(String, String)>,
    assigners: Vec<(String, String)>,
    growth_bases: Vec<(String, String)>,
    may_define: bool,
    figures: Table,
    doubts: Vec<Doubt>,
    tasks: Vec<Task>,
    projects: Vec<String>,
    documents: Vec<String>,
}

/// A doubt as the page tells it.
struct Doubt {
    no: usize,
    grave: bool,
    message: String,
    arithmetic: String,
}

/// A proposed task, and the form that assigns it.
struct Task {
    work: String,
    about: String,
    href: String,
}

#[derive(serde::Deserialize)]
pub struct Wanted {
    /// The proposal that is open.
    #[serde(default)]
    p: Option<i64>,
}

pub async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(wanted): Query<Wanted>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| build(ctx, tx, None, (no, wanted.p), &query)).await
}

/// The page; with a form that came back, or one filled with the open proposal.
pub fn build(
    ctx: &Ctx,
    tx: &mut Tx,
    form: Option<&Form>,
    (no, shown): (i64, Option<i64>),
    query: &Export,
) -> Result<Response, Error> {
    ctx.permit(Act::ReadReport)?;
    let report = reading(tx, &ctx.book, no)?;
    let all = proposals(tx, &ctx.book, no)?;
    let path = format!("/{}/readings/{no}", ctx.book);
    let figures = table(ctx, &path, &all);
    if let Some(wanted) = &query.export {
        return export(wanted, &[&figures]);
    }
    let open = shown.and_then(|no| all.iter().find(|p| p.no == no)).cloned();
    let filled = open.as_ref().map(|p| fill(&report, p, ctx, tx)).transpose()?.unwrap_or_default();
    let on = open.as_ref().and_then(|p| p.cutoff_on).unwrap_or(ctx.today());
    let told = doubts(&report.found);
    let base = |base: ClaimBase| (base.key().to_owned(), base.label().to_owned());
    page(&Show {
        frame: Frame::new(
            ctx,
            Tab::Readings,
            if report.title.is_empty() { "Báo cáo đã đọc".into() } else { report.title.clone() },
            query.done.as_deref(),
        ),
        form: form.unwrap_or(&filled),
        day: report.day.map(viet::day::write).unwrap_or_else(|| "không rõ ngày".into()),
        text: marked(&report.text, &path, &all, report.found["doubts"].as_array().map_or(&[], Vec::as_slice), shown),
        next: next(&all, shown),
        plan: open.as_ref().filter(|p| p.status.is_empty() && ctx.may(Act::SetTarget)).map(|p| plan(ctx, &report, p)),
        open,
        indicators: indicator_choices(&entered_indicators(ctx, tx)?),
        units: unit_choices(&entered_units(ctx, tx, on)?),
        statuses: Status::choices(),
        assigners: ctx.pack.assigners.iter().map(|a| (a.code.clone(), a.label.clone())).collect(),
        growth_bases: [ClaimBase::SamePeriod, ClaimBase::PreviousYear].map(base).into(),
        may_define: ctx.may(Act::DefineIndicator),
        figures,
        doubts: told,
        tasks: tasks(ctx, &report),
        projects: texts(&report.found["projects"], |p| p["name"].as_str().unwrap_or_default().to_owned()),
        documents: texts(&report.found["documents"], document),
        path,
        report,
    })
}

/// The proposal to look at next: those that fit an indicator first, in the order of the text.
fn next(all: &[Proposal], shown: Option<i64>) -> Option<i64> {
    let mut open: Vec<&Proposal> = all.iter().filter(|p| p.state == "open" && Some(p.no) != shown).collect();
    open.sort_by_key(|p| (p.indicator.is_empty(), p.no));
    let fits = shown.and_then(|no| all.iter().find(|p| p.no == no)).map(|p| (p.indicator.is_empty(), p.no));
    let later = open.iter().find(|p| fits.is_none_or(|at| (p.indicator.is_empty(), p.no) > at));
    later.or(open.first()).map(|p| p.no)
}

/// The form of targets, filled with a plan that the report states.
fn plan(ctx: &Ctx, report: &ReadReport, p: &Proposal) -> String {
    let assigner = assigners::before(&report.text, p.number.0, &ctx.pack.assigners).unwrap_or_default();
    let year = p.cutoff_on.or(report.day).map(|day| day.year().to_string()).unwrap_or_default();
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("year", &year), ("indicator", &p.indicator), ("assigner", &assigner), ("value", &p.typed)])
        .finish();
    format!("/{}/targets/new?{query}", ctx.book)
}

/// The form of the open proposal.
fn fill(report: &ReadReport, p: &Proposal, ctx: &Ctx, tx: &mut Tx) -> Result<Form, Error> {
    let day = |day: Option<jiff::civil::Date>| day.map(viet::day::write).unwrap_or_default();
    let named = crate::directory::units_on(tx, &ctx.book, p.cutoff_on.unwrap_or(ctx.today()))?;
    let unit = named
        .iter()
        .find(|u| viet::fold::fold(&u.name) == viet::fold::fold(&p.unit_name))
        .map(|u| u.no)
        .or(report.unit);
    let mut filled = vec![
        ("indicator", p.indicator.clone()),
        ("unit", unit.map(|no| no.to_string()).unwrap_or_default()),
        ("starts_on", day(p.starts_on)),
        ("cutoff_on", day(p.cutoff_on)),
        ("status", p.status.clone()),
        ("value", p.typed.clone()),
        ("claim_growth", p.claim_growth.clone()),
        ("claim_growth_base", p.claim_base.clone()),
        ("claim_percent", p.claim_share.clone()),
    ];
    let assigners = assigners::named(&report.text, p.number.0, &p.claim_share, &ctx.pack.assigners);
    filled.extend(assigners.into_iter().map(|code| ("claim_assigners", code)));
    Ok(Form::filled(&filled))
}

fn table(ctx: &Ctx, path: &str, all: &[Proposal]) -> Table {
    let row = |p: &Proposal| {
        let state = match (p.state.as_str(), p.figure) {
            ("accepted", Some(no)) => Cell::link("đã nhận", format!("/{}/figures/{no}", ctx.book)).marked("good"),
            ("rejected", _) => Cell::text(if p.reason.is_empty() {
                "đã bỏ".to_owned()
            } else {
                format!("đã bỏ: {}", p.reason)
            }),
            _ => Cell::text(""),
        };
        let days = match (p.starts_on, p.cutoff_on) {
            (Some(from), Some(to)) => format!("{}–{}", viet::day::write(from), viet::day::write(to)),
            _ => "không rõ kỳ".to_owned(),
        };
        vec![
            Cell::link(p.typed.clone(), format!("{path}?p={}#p{}", p.no, p.no)),
            Cell::text(p.wording.clone()),
            Cell::text(days),
            Cell::text(Status::read(&p.status).map_or("dự toán, mục tiêu", Status::label)),
            Cell::number(format!("{}\u{a0}%", p.confidence), p.confidence.into()),
            state,
        ]
    };
    Table {
        id: "proposals",
        caption: "Số liệu đề xuất".into(),
        columns: vec![
            Column::left("Số liệu"),
            Column::long("Nội dung"),
            Column::left("Kỳ"),
            Column::left("Trạng thái"),
            Column::right("Tin cậy"),
            Column::left("Xử lý"),
        ],
        rows: all.iter().map(row).collect(),
        empty: "Không thấy số liệu nào trong báo cáo.",
    }
}

fn doubts(found: &Value) -> Vec<Doubt> {
    let one = |(doubt, no): (&Value, usize)| Doubt {
        no,
        grave: doubt["level"] == "doubt",
        message: doubt["message"].as_str().unwrap_or_default().to_owned(),
        arithmetic: doubt["arithmetic"].as_str().unwrap_or_default().to_owned(),
    };
    found["doubts"].as_array().into_iter().flatten().zip(1..).map(one).collect()
}

/// Each task with a link to the form that assigns it, filled with what the report says.
fn tasks(ctx: &Ctx, report: &ReadReport) -> Vec<Task> {
    if !ctx.may(Act::AssignTask) {
        return Vec::new();
    }
    let one = |(task, no): (&Value, usize)| {
        let said = |key: &str| task[key].as_str().unwrap_or_default().to_owned();
        let due = said("deadline").parse().map(viet::day::write).unwrap_or_default();
        let about = [said("lead"), if due.is_empty() { String::new() } else { format!("hạn {due}") }];
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("work", &said("quote").chars().take(1_500).collect::<String>())
            .append_pair("due", &due)
            .append_pair("source", &format!("reading/{}/{no}", report.no))
            .finish();
        Task {
            work: said("quote"),
            about: about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "),
            href: format!("/{}/tasks/new?{query}", ctx.book),
        }
    };
    report.found["tasks"].as_array().into_iter().flatten().zip(1..).map(one).collect()
}

fn texts(found: &Value, write: fn(&Value) -> String) -> Vec<String> {
    found.as_array().into_iter().flatten().map(write).collect()
}

fn document(d: &Value) -> String {
    let said = |key: &str| d[key].as_str().unwrap_or_default();
    let date = said("date").parse().map(|day| format!(", {}", viet::day::write(day))).unwrap_or_default();
    match said("number") {
        "" => said("title").to_owned(),
        number => format!("{} {number}{date} {}", said("type"), said("issuer")).trim().to_owned(),
    }
}
