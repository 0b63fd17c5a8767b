//! The form of a new draft: which targets of the office are divided.

use super::decision::Baseline;
use super::draft::{NewDraft, draft_allocation};
use super::store::baselines;
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::plan::catalogue::measure_named;
use crate::plan::quantity;
use crate::plan::target::{assigner_label, year_asked};
use crate::ui::{Form, Frame, Tab, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "plan/allocation/pages/new.html")]
struct New<'a> {
    frame: Frame,
    form: &'a Form,
    year: i16,
    choices: Vec<Choice>,
}

/// A target of the office as a line to tick.
struct Choice {
    no: i64,
    label: String,
    ticked: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    year: Option<String>,
}

pub async fn new(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        let (year, _) = year_asked(ctx, tx, asked.year.as_deref())?;
        new_page(ctx, tx, year, &Form::filled(&[("year", year.to_string())]))
    })
    .await
}

fn new_page(ctx: &Ctx, tx: &mut Tx, year: i16, form: &Form) -> Result<Response, Error> {
    ctx.permit(Act::DraftAllocation)?;
    let ticked: Vec<i64> = form.all("targets").filter_map(|no| no.parse().ok()).collect();
    let choices = baselines(tx, &ctx.book, year)?.iter().map(|b| choice(ctx, b, &ticked)).collect::<Result<_, _>>()?;
    page(&New {
        frame: Frame::new(ctx, Tab::Allocations, "Dự thảo quyết định giao", None), form, year, choices
    })
}

fn choice(ctx: &Ctx, baseline: &Baseline, ticked: &[i64]) -> Result<Choice, Error> {
    let measure = measure_named(ctx, &baseline.measure, &baseline.name)?;
    let value = quantity::write_bound(measure, baseline.bound, baseline.value);
    let assigner = assigner_label(ctx, &baseline.assigner);
    Ok(Choice {
        no: baseline.no,
        label: format!("{}: {value} ({assigner})", baseline.name),
        ticked: ticked.contains(&baseline.no),
    })
}

pub async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let no = draft_allocation(ctx, tx, &read(form)?)?;
        Ok(to(format!("/{}/allocations/{no}?done=draft", ctx.book)))
    };
    let again = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let (year, _) = year_asked(ctx, tx, Some(form.value("year")))?;
        new_page(ctx, tx, year, form)
    };
    app.act(who, book, form, run, again).await
}

fn read(form: &Form) -> Result<NewDraft, Error> {
    let year = form.int("year", "năm kế hoạch");
    let title = form.required("title", "tên quyết định");
    let targets = form.all("targets").filter_map(|no| no.parse().ok()).collect();
    let year = year.and_then(|year| {
        let fits = i16::try_from(year);
        fits.map_err(|_| form.fault("year", "Ghi năm kế hoạch bằng bốn chữ số, ví dụ 2017.")).ok()
    });
    form.finish()?;
    Ok(NewDraft { year: year.unwrap_or_default(), title, targets })
}
