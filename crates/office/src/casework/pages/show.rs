//! One case: its clock in plain words, who holds it, what may be done now, and everything that happened.

use super::case_tables::tables;
use super::words;
use crate::app::App;
use crate::casework::case_file::{CaseFile, case_file, may_see, officer_name, stands_in};
use crate::casework::clock::CaseClock;
use crate::casework::correct::{Moved, difference};
use crate::casework::forms;
use crate::casework::view::{View, view};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::{Officer, officers, unit_choices, units_on};
use crate::error::{Error, not_found};
use crate::params;
use crate::ui::{Export, Form, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use pack::case_type::{Asks, State as CaseState, StepRole};

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/cases/{no}", get(show))
}

#[derive(Template)]
#[template(path = "casework/pages/show.html")]
struct Show<'a> {
    frame: Frame,
    form: &'a Form,
    no: i64,
    /// Address of the case, below which its acts stand.
    path: String,
    view: View,
    fields: Vec<(String, String)>,
    due: Html,
    promised: Option<String>,
    /// The office's own norm and the planned date, beside the legal limit: label and how it stands.
    beside: Vec<(&'static str, String)>,
    first_due: String,
    limit: String,
    clock: Vec<String>,
    provisional: bool,
    superseded: Vec<String>,
    holder: String,
    seen: i64,
    step_title: String,
    lines: Vec<(&'static str, String)>,
    steps: Vec<(String, String)>,
    takers: Vec<(String, String)>,
    pauses: Vec<(String, String)>,
    outcomes: Vec<(String, String)>,
    units: Vec<(String, String)>,
    methods: Vec<(String, String)>,
    stop_kinds: Vec<(String, String)>,
    own_legs: Vec<(i64, String)>,
    forms: Vec<(&'static str, &'static str)>,
    tables: Vec<Table>,
    moved: Option<Moved>,
    holds: bool,
    may_handle: bool,
    may_extend: bool,
    may_apologise: bool,
    may_decide: bool,
    may_hand_back: bool,
    may_correct: bool,
    may_take: bool,
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        if let Some(wanted) = &query.export {
            let case = visible(ctx, tx, no)?;
            let all = tables(&view(ctx, tx, case)?, ctx.now);
            return export(wanted, &all.iter().collect::<Vec<_>>());
        }
        build(ctx, tx, &Form::default(), no, query.done.as_deref())
    })
    .await
}

/// The case if this person may see it.
pub fn visible(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<CaseFile, Error> {
    ctx.permit(Act::ViewCases)?;
    let case = case_file(tx, &ctx.book, no)?;
    if may_see(ctx, tx, &case)? { Ok(case) } else { not_found("hồ sơ này") }
}

/// The page of a case, with a form that came back or an empty one.
pub fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, no: i64, done: Option<&str>) -> Result<Response, Error> {
    let case = visible(ctx, tx, no)?;
    let clock = CaseClock::of(ctx, tx, &case)?;
    let told = clock.explain()?;
    let holds = case.holder == ctx.actor.officer || stands_in(ctx, tx, case.holder)?;
    let colleague = ctx.actor.units.contains(&case.holder_unit);
    let moved = if case.state.is_open() && ctx.may(Act::CorrectCase) { difference(ctx, tx, &case)? } else { None };
    let people = officers(tx, &ctx.book, ctx.today())?;
    let units = unit_choices(&units_on(tx, &ctx.book, ctx.today())?);
    let superseded = superseded(ctx, tx, &case)?;
    let holder = officer_name(tx, &ctx.book, case.holder)?;
    let view = view(ctx, tx, case)?;
    let beside = beside(ctx, &clock, &view)?;
    let case = &view.case;
    let due = words::due(case.due_at, case.state, ctx.now);
    let choices = |all: &[(&str, &str)]| all.iter().map(|(k, l)| (k.to_string(), l.to_string())).collect::<Vec<_>>();
    page(&Show {
        frame: Frame::new(ctx, Tab::Cases, format!("Hồ sơ {}", case.code), done),
        form,
        no,
        path: format!("/{}/cases/{no}", ctx.book),
        fields: view.fields(),
        due: Html(format!(r#"<span class="badge {}">{}</span>"#, due.mark(), crate::ui::escape(due.words()))),
        promised: case.promised_at.map(viet::day::write_instant),
        beside,
        first_due: viet::day::write_instant(case.first_due_at),
        limit: clock.limit.to_string(),
        clock: told.steps.iter().map(pack::clock::Step::sentence).collect(),
        provisional: told.reckoning.provisional,
        superseded,
        holder,
        seen: view.holding().map_or(0, |h| h.no),
        step_title: view.step_title(&case.step),
        lines: status_lines(&view),
        steps: steps(&view),
        takers: takers(&view, &people),
        pauses: view.case_type.pauses.iter().map(|p| (p.id.clone(), p.title.clone())).collect(),
        outcomes: view.case_type.outcomes.iter().map(|o| (o.id.clone(), o.title.clone())).collect(),
        units,
        methods: choices(&[("cash", "Tiền mặt"), ("transfer", "Chuyển khoản"), ("online", "Trực tuyến")]),
        stop_kinds: choices(&[
            ("withdrawn", "Người nộp đề nghị rút"),
            ("returned", "Cơ quan trả lại, dừng giải quyết"),
        ]),
        own_legs: own_legs(ctx, &view),
        forms: forms::Form::ALL
            .into_iter()
            .filter(|f| f.arises(&view) && (*f != forms::Form::Receipt || ctx.may(Act::ReceiveCase)))
            .map(|f| (f.number(), f.name()))
            .collect(),
        tables: tables(&view, ctx.now),
        moved,
        holds: holds && ctx.may(Act::HandleCase),
        may_handle: ctx.may(Act::HandleCase),
        may_extend: ctx.may(Act::ExtendCase)
            && case.state == CaseState::InProgress
            && view.case_type.extension.is_some(),
        may_apologise: ctx.may(Act::ExtendCase) && case.state.is_open() && view.case_type.apology,
        may_decide: holds && ctx.may(Act::DecideCase) && view.case_type.step(&case.step).is_some_and(|s| s.decides),
        may_hand_back: ctx.may(Act::HandBackCase),
        may_correct: ctx.may(Act::CorrectCase),
        may_take: !holds && colleague && ctx.may(Act::HandleCase),
        view,
    })
}

/// The clocks that bind colleagues only: neither makes a case late.
fn beside(ctx: &Ctx, clock: &CaseClock, view: &View) -> Result<Vec<(&'static str, String)>, Error> {
    let mut lines = Vec::new();
    let done = view.case.finished_at.unwrap_or(ctx.now);
    let stands = |at: jiff::Timestamp| {
        let passed = if done > at { ", đã qua" } else { "" };
        format!("{}{passed}", viet::day::write_instant(at))
    };
    if let Some(service) = clock.office_norm(&view.case_type)? {
        let due = service.due.map(crate::casework::clock::instant).transpose()?;
        let norm = view.case_type.service_norm.map_or(String::new(), |norm| norm.to_string());
        lines.push(("Định mức của cơ quan", format!("{norm}: {}", due.map_or("đang tạm dừng".to_owned(), stands))));
    }
    lines.extend(view.case.planned_at.map(|at| ("Dự kiến xong", stands(at))));
    Ok(lines)
}

/// Four lines kept apart: business (also as the national portal numbers it), money, delivery, exchange.
fn status_lines(view: &View) -> Vec<(&'static str, String)> {
    let case = &view.case;
    let asks = view.pauses.iter().rev().find(|p| p.to_at.is_none()).and_then(|p| view.case_type.pause_rule(&p.reason));
    let first = view.holdings.len() <= 1;
    let (number, name) = case.state.national(first, asks.map_or(Asks::Other, |r| r.asks), case.outcome == "withdrawn");
    let money = match case.money.as_str() {
        "due" => "chưa thu",
        "paid" => "đã thu",
        _ => "không thu",
    };
    let exchange = match case.exchange.as_str() {
        "pending" => "chờ đồng bộ",
        "sent" => "đã đồng bộ",
        "failed" => "đồng bộ lỗi",
        _ => "chưa kết nối",
    };
    let outcome = view.case_type.outcome(&case.outcome).map(|o| format!(": {}", o.title)).unwrap_or_default();
    vec![
        ("Nghiệp vụ", format!("{}{outcome} (mã quốc gia {number}: {name})", case.state.label())),
        ("Tài chính", money.to_owned()),
        ("Trả kết quả", forms::delivery(&case.delivery).to_owned()),
        ("Đồng bộ", exchange.to_owned()),
    ]
}

/// Where the case may go: next steps, the same one, the one before.
fn steps(view: &View) -> Vec<(String, String)> {
    let here = view.case.step.as_str();
    let mut joined: Vec<_> = view
        .case_type
        .steps
        .iter()
        .filter(|s| view.case_type.may_forward(here, &s.id, view.case.state == CaseState::Decided).is_ok())
        .collect();
    let next = |id: &str| view.case_type.step(here).is_some_and(|step| step.next.iter().any(|n| n == id));
    joined.sort_by_key(|step| !next(&step.id));
    joined.into_iter().map(|step| (step.id.clone(), step.title.clone())).collect()
}

/// Officers who can take it, those who usually hold the next step first.
fn takers(view: &View, people: &[Officer]) -> Vec<(String, String)> {
    let here = view.case_type.step(&view.case.step);
    let next = here.and_then(|step| step.next.first()).and_then(|id| view.case_type.step(id)).or(here);
    let usual = |role: &str| match next.map(|step| step.role) {
        Some(StepRole::Head) => role == "head",
        Some(StepRole::Counter) => role == "counter" || role == "unit",
        _ => role == "specialist" || role == "unit",
    };
    let handles = |officer: &&Officer| ["unit", "counter", "specialist", "head"].contains(&officer.role.as_str());
    let mut all: Vec<&Officer> = people.iter().filter(handles).collect();
    all.sort_by_key(|officer| (!usual(&officer.role), officer.unit != view.case.holder_unit));
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|officer| seen.insert(officer.no));
    all.into_iter().map(|o| (o.no.to_string(), format!("{}, {} ({})", o.name, o.post_title, o.unit_name))).collect()
}

fn own_legs(ctx: &Ctx, view: &View) -> Vec<(i64, String)> {
    let mine = |leg: &&crate::casework::view::Leg| {
        let instead = leg.due_at < ctx.now && view.case.holder == ctx.actor.officer;
        leg.answered_at.is_none() && (ctx.actor.units.contains(&leg.unit_no) || instead)
    };
    let open = view.legs.iter().filter(mine);
    open.map(|leg| (leg.no, leg.question.clone())).collect()
}

fn superseded(ctx: &Ctx, tx: &mut Tx, case: &CaseFile) -> Result<Vec<String>, Error> {
    let sql = "select started_at, time_limit, due_at, reason, (select n.reason from case_clock n where n.book = c.book \
        and n.case_no = c.case_no and n.no = c.no + 1) as why from case_clock c \
        where book = $1 and case_no = $2 and superseded_fact_no is not null order by no";
    let rows = tx.rows(sql, params![&ctx.book, case.no])?;
    let one = |row: &crate::db::Row| -> Result<String, crate::error::Failure> {
        let due = row.opt_instant("due_at")?.map_or("đang tạm dừng".to_owned(), viet::day::write_instant);
        let why = row.opt_text("why")?.unwrap_or_default();
        let (started, limit) = (viet::day::write_instant(row.instant("started_at")?), row.text("time_limit")?);
        Ok(format!("Tính từ {started}, {limit}, hẹn {due}; được thay vì: {why}"))
    };
    Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
}
