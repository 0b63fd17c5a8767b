//! The acts of the page: a proposal is accepted, as it is or corrected, or rejected.

use super::show::build;
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::figure::{NewFigure, Status, read_claims};
use crate::plan::catalogue::{indicator, measure_of};
use crate::plan::quantity;
use crate::reading::accept::accept;
use crate::reading::reject::reject;
use crate::ui::{Export, Form};
use axum::extract::{Path, State};
use axum::response::Response;

type Place = Path<(String, i64, i64)>;

pub async fn accept_it(State(app): State<App>, who: Visitor, Path((book, no, at)): Place, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        ctx.permit(Act::EnterFigure)?;
        if let Some(figure) = read(ctx, tx, form)? {
            accept(ctx, tx, (no, at), &figure)?;
        }
        form.finish()?;
        Ok(to(format!("/{}/readings/{no}?p={at}&done=enter#p{at}", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, Some(form), (no, Some(at)), &Export::default()))
        .await
}

pub async fn reject_it(State(app): State<App>, who: Visitor, Path((book, no, at)): Place, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        reject(ctx, tx, (no, at), &form.text("reason"))?;
        Ok(to(format!("/{}/readings/{no}?p={at}&done=save#p{at}", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, Some(form), (no, Some(at)), &Export::default()))
        .await
}

/// The figure as corrected; `None` never comes without faults of the form.
fn read(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Option<NewFigure>, Error> {
    let code = form.required("indicator", "chỉ tiêu");
    let unit = form.int("unit", "đơn vị");
    let typed = form.required("value", "số liệu");
    let (starts_on, cutoff_on) = (form.opt_day("starts_on"), form.opt_day("cutoff_on"));
    for (name, day) in [("starts_on", starts_on), ("cutoff_on", cutoff_on)] {
        if day.is_none() && form.fault_of(name).is_none() {
            form.fault(name, "Chưa có ngày. Ghi như 30/4/2017.");
        }
    }
    let status = Status::read(form.value("status"));
    if status.is_none() {
        form.fault("status", "Chưa chọn trạng thái. Chọn ước thực hiện hoặc thực hiện.");
    }
    let claims = read_claims(form);
    let known = if code.is_empty() { None } else { Some(indicator(tx, &ctx.book, &code)?) };
    let quantity = match &known {
        Some(row) if !typed.is_empty() => {
            quantity::read(measure_of(ctx, &row.rule)?, &typed).map_err(|sentence| form.fault("value", sentence)).ok()
        }
        _ => None,
    };
    form.finish()?;
    let (Some(unit), Some(starts_on), Some(cutoff_on), Some(status), Some(quantity)) =
        (unit, starts_on, cutoff_on, status, quantity)
    else {
        return Ok(None);
    };
    Ok(Some(NewFigure {
        indicator: code,
        unit,
        starts_on,
        cutoff_on,
        status,
        bound: quantity.bound,
        value: quantity.value,
        typed,
        source: None,
        note: String::new(),
        invented: false,
        claims,
    }))
}
