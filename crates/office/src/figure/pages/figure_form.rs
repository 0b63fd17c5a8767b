//! The form of a single figure, with its source and what the document claims of it.

use super::choices::{entered_indicators, entered_units, indicator_choices};
use super::claim_fields::read_claims;
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::unit_choices;
use crate::document::{document_choices, documents};
use crate::error::Error;
use crate::figure::enter::enter;
use crate::figure::new_figure::{ClaimBase, NewFigure};
use crate::figure::period::{Period, period, period_choices, periods};
use crate::figure::status::Status;
use crate::plan::catalogue::{indicator, measure_of};
use crate::plan::quantity;
use crate::ui::{Form, Frame, Tab, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "figure/pages/figure_form.html")]
struct New<'a> {
    frame: Frame,
    form: &'a Form,
    periods: Vec<(String, String)>,
    indicators: Vec<(String, String)>,
    units: Vec<(String, String)>,
    statuses: Vec<(String, String)>,
    documents: Vec<(String, String)>,
    assigners: Vec<Assigner>,
    growth_bases: Vec<(String, String)>,
}

/// An assigner with whose baseline the stated percentage may compare.
struct Assigner {
    code: String,
    label: String,
    chosen: bool,
}

/// What the address already says of the figure.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    period: String,
    #[serde(default)]
    indicator: String,
    #[serde(default)]
    unit: String,
}

/// GET of the empty form.
pub async fn new(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        let form = Form::filled(&[("period", asked.period), ("indicator", asked.indicator), ("unit", asked.unit)]);
        build(ctx, tx, &form)
    })
    .await
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    ctx.permit(Act::EnterFigure)?;
    let periods: Vec<Period> = periods(tx, &ctx.book)?.into_iter().filter(Period::is_open).collect();
    let asked = periods.iter().find(|period| Some(period.no) == form.choice("period")).or(periods.first());
    let on = asked.map_or_else(|| ctx.today(), |period| period.cutoff_on);
    let units = unit_choices(&entered_units(ctx, tx, on)?);
    let chosen: Vec<&str> = form.all("claim_assigners").collect();
    let assigner = |a: &pack::Assigner| Assigner {
        code: a.code.clone(),
        label: a.label.clone(),
        chosen: chosen.contains(&a.code.as_str()),
    };
    let base = |base: ClaimBase| (base.key().to_owned(), base.label().to_owned());
    page(&New {
        frame: Frame::new(ctx, Tab::Figures, "Nhập một số liệu", None),
        form,
        periods: period_choices(&periods),
        indicators: indicator_choices(&entered_indicators(ctx, tx)?),
        units,
        statuses: Status::choices(),
        documents: document_choices(&documents(tx, &ctx.book)?),
        assigners: ctx.pack.assigners.iter().map(assigner).collect(),
        growth_bases: [ClaimBase::SamePeriod, ClaimBase::PreviousYear].map(base).into(),
    })
}

/// POST: enters the figure.
pub async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        ctx.permit(Act::EnterFigure)?;
        let no = match read(ctx, tx, form)? {
            Some(figure) => enter(ctx, tx, &figure)?,
            None => return form.finish().and_then(|()| build(ctx, tx, form)),
        };
        Ok(to(format!("/{}/figures/{no}?done=enter", ctx.book)))
    };
    app.act(who, book, form, run, build).await
}

/// The figure as typed; `None` never comes without faults of the form.
fn read(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Option<NewFigure>, Error> {
    let period_no = form.int("period", "kỳ báo cáo");
    let unit = form.int("unit", "đơn vị");
    let code = form.required("indicator", "chỉ tiêu");
    let typed = form.required("value", "số liệu");
    let status = Status::read(form.value("status"));
    if status.is_none() {
        form.fault("status", "Chưa chọn trạng thái. Chọn ước thực hiện hoặc thực hiện.");
    }
    let cutoff_on = form.opt_day("cutoff_on");
    let claims = read_claims(form);
    let quantity = if code.is_empty() || typed.is_empty() { None } else { quantity_of(ctx, tx, form, &code, &typed)? };
    form.finish()?;
    let (Some(period_no), Some(unit), Some(status), Some(quantity)) = (period_no, unit, status, quantity) else {
        return Ok(None);
    };
    let period = period(tx, &ctx.book, period_no)?;
    Ok(Some(NewFigure {
        indicator: code,
        unit,
        starts_on: period.starts_on,
        cutoff_on: cutoff_on.unwrap_or(period.cutoff_on),
        status,
        bound: quantity.bound,
        value: quantity.value,
        typed,
        source: form.choice("source"),
        note: form.text("note"),
        invented: false,
        claims,
    }))
}

fn quantity_of(ctx: &Ctx, tx: &mut Tx, form: &Form, code: &str, typed: &str) -> Result<Option<quantity::Typed>, Error> {
    let row = indicator(tx, &ctx.book, code)?;
    let read = quantity::read(measure_of(ctx, &row.rule)?, typed);
    Ok(read.map_err(|sentence| form.fault("value", sentence)).ok())
}
