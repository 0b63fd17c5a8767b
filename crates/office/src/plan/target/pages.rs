//! Pages of targets: the list of a year, and a new target.

use super::lines::{Names, term_table, year_table};
use super::set::{NewTarget, set_target};
use super::show::show;
use super::store::{Horizon, Target, targets};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::{unit_choices, units_on};
use crate::document::{document_choices, documents};
use crate::error::Error;
use crate::plan::catalogue::catalogue;
use crate::plan::year::{known_years, year_span};
use crate::ui::{Form, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use serde::Deserialize;

/// Addresses of the targets.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/targets", get(list).post(create))
        .route("/{book}/targets/new", get(new))
        .route("/{book}/targets/{no}", get(show))
}

#[derive(Template)]
#[template(path = "plan/target/pages/list.html")]
struct List {
    frame: Frame,
    year: i16,
    years: Vec<i16>,
    lines: Html,
    terms: Html,
    may_set: bool,
}

#[derive(Template)]
#[template(path = "plan/target/pages/new.html")]
struct New<'a> {
    frame: Frame,
    form: &'a Form,
    indicators: Vec<(String, String)>,
    units: Vec<(String, String)>,
    assigners: Vec<(String, String)>,
    horizons: Vec<(String, String)>,
    documents: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Asked {
    year: Option<String>,
    indicator: Option<String>,
    assigner: Option<String>,
    value: Option<String>,
    export: Option<String>,
    done: Option<String>,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(asked): Query<Asked>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewOwn)?;
        let (year, years) = year_asked(ctx, tx, asked.year.as_deref())?;
        let names = Names::of_year(ctx, tx, year)?;
        let mine = seen(ctx, targets(tx, &ctx.book, year)?);
        let (lines, terms) = (year_table(ctx, &names, year, &mine), term_table(ctx, &names, &mine));
        if let Some(wanted) = &asked.export {
            return export(wanted, &[&lines, &terms]);
        }
        let frame = Frame::new(ctx, Tab::Plan, "Chỉ tiêu, dự toán", asked.done.as_deref());
        let may_set = ctx.may(Act::SetTarget);
        page(&List { frame, year, years, lines: of_year(&lines, year), terms: of_year(&terms, year), may_set })
    })
    .await
}

/// The year that was asked for, otherwise the newest known one; and every known year.
pub(in crate::plan) fn year_asked(ctx: &Ctx, tx: &mut Tx, asked: Option<&str>) -> Result<(i16, Vec<i16>), Error> {
    let years = known_years(tx, &ctx.book)?;
    let asked = asked.and_then(|text| text.trim().parse().ok()).filter(|year| year_span(*year).is_some());
    let year = asked.or_else(|| years.first().copied()).unwrap_or_else(|| ctx.today().year());
    Ok((year, years))
}

/// What this person may see: the office's baselines, or, for an officer of a unit, every share of the own units.
pub(in crate::plan) fn seen(ctx: &Ctx, targets: Vec<Target>) -> Vec<Target> {
    let all = ctx.sees_all();
    targets
        .into_iter()
        .filter(|target| if all { target.allocation.is_none() } else { ctx.sees_unit(target.unit) })
        .collect()
}

/// The table with its export links kept to the year it shows.
pub(in crate::plan) fn of_year(table: &Table, year: i16) -> Html {
    table.html_of(&[("year", year.to_string())])
}

async fn new(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(asked): Query<Asked>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let (year, _) = year_asked(ctx, tx, asked.year.as_deref())?;
        let form = Form::filled(&[
            ("horizon", Horizon::Year.key().to_owned()),
            ("year", year.to_string()),
            ("indicator", asked.indicator.unwrap_or_default()),
            ("assigner", asked.assigner.unwrap_or_default()),
            ("value", asked.value.unwrap_or_default()),
        ]);
        new_page(ctx, tx, &form)
    })
    .await
}

fn new_page(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    ctx.permit(Act::SetTarget)?;
    let indicators = catalogue(ctx, tx)?.into_iter().map(|row| (row.rule.code, row.rule.name)).collect();
    let last_day = form.value("year").trim().parse().ok().and_then(year_span).map_or(ctx.today(), |(_, last)| last);
    page(&New {
        frame: Frame::new(ctx, Tab::Plan, "Nhập chỉ tiêu, dự toán được giao", None),
        form,
        indicators,
        units: unit_choices(&units_on(tx, &ctx.book, last_day)?),
        assigners: ctx.pack.assigners.iter().map(|assigner| (assigner.code.clone(), assigner.label.clone())).collect(),
        horizons: [Horizon::Year, Horizon::Term].map(|h| (h.key().to_owned(), format!("Theo {}", h.label()))).into(),
        documents: document_choices(&documents(tx, &ctx.book)?),
    })
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let no = set_target(ctx, tx, &read(form)?)?;
        Ok(to(format!("/{}/targets/{no}?done=save", ctx.book)))
    };
    app.act(who, book, form, run, new_page).await
}

fn read(form: &Form) -> Result<NewTarget, Error> {
    let (indicator, assigner) = (form.required("indicator", "chỉ tiêu"), form.required("assigner", "cấp giao"));
    let (typed, basis) = (form.required("value", "mức giao"), form.choice("basis"));
    let horizon = Horizon::read(form.value("horizon"));
    let days = match horizon {
        Some(Horizon::Year) => year(form),
        Some(Horizon::Term) => {
            form.day("starts_on", "ngày đầu nhiệm kỳ").zip(form.day("ends_on", "ngày cuối nhiệm kỳ"))
        }
        None => {
            form.fault("horizon", "Chưa chọn thời gian. Chọn theo năm hoặc theo nhiệm kỳ.");
            None
        }
    };
    form.finish()?;
    match (horizon, days) {
        (Some(horizon), Some((starts_on, ends_on))) => {
            Ok(NewTarget { indicator, unit: form.choice("unit"), assigner, horizon, starts_on, ends_on, typed, basis })
        }
        _ => Err(Error::Faults(form.faults())),
    }
}

fn year(form: &Form) -> Option<(Date, Date)> {
    let number = form.int("year", "năm")?;
    let days = i16::try_from(number).ok().and_then(year_span);
    if days.is_none() {
        form.fault("year", "Không có năm kế hoạch này. Ghi năm bằng bốn chữ số, từ 1945 đến 2100.");
    }
    days
}
