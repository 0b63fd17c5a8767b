//! Enters every filled cell of a period's entry sheet under one fact.

use super::period_show::again;
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, Fault, refuse};
use crate::figure::enter::{enter_all, objections};
use crate::figure::new_figure::NewFigure;
use crate::figure::period::{Period, period};
use crate::figure::rule::Against;
use crate::figure::status::Status;
use crate::journal::Kind;
use crate::plan::catalogue::{IndicatorRow, indicator, measure_of};
use crate::plan::quantity;
use crate::ui::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// POST of the sheet: all filled cells or none.
pub async fn create(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    form: Form,
) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        ctx.permit(Act::EnterFigure)?;
        let period = period(tx, &ctx.book, no)?;
        enter_cells(ctx, tx, &period, form)?;
        let asked = if ctx.sees_all() { columns(form) } else { String::new() };
        Ok(to(format!("/{}/periods/{no}?done=enter{asked}", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| again(ctx, tx, form, no)).await
}

/// The columns of the sheet for the address of the page that follows.
fn columns(form: &Form) -> String {
    let encoded = |code: &String| url::form_urlencoded::byte_serialize(code.as_bytes()).collect::<String>();
    codes(form).iter().map(|code| format!("&indicator={}", encoded(code))).collect()
}

/// Codes of the indicators whose cells came with the form.
pub fn codes(form: &Form) -> Vec<String> {
    let mut codes: Vec<String> =
        form.starting("v.").filter_map(|(cell, _)| Some(cell.rsplit_once('.')?.0.to_owned())).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn enter_cells(ctx: &Ctx, tx: &mut Tx, period: &Period, form: &Form) -> Result<(), Error> {
    let Some(status) = Status::read(form.value("status")) else {
        form.fault("status", "Chưa chọn trạng thái. Chọn ước thực hiện hoặc thực hiện.");
        return form.finish();
    };
    let (mut known, mut cells, mut figures) = (HashMap::new(), Vec::new(), Vec::new());
    for (cell, typed) in form.starting("v.").filter(|(_, typed)| !typed.trim().is_empty()) {
        match read_cell(ctx, tx, &mut known, (period, status), cell, typed)? {
            Ok(figure) => {
                cells.push(format!("v.{cell}"));
                figures.push(figure);
            }
            Err(sentence) => form.fault(&format!("v.{cell}"), sentence),
        }
    }
    if figures.is_empty() && form.faults().is_empty() {
        form.fault("status", "Chưa ghi số liệu nào. Ghi ít nhất một ô rồi gửi lại.");
    }
    if form.faults().is_empty() {
        return enter_all(ctx, tx, &figures, Kind::FigureEntered).map(drop).map_err(|error| at_cells(error, &cells));
    }
    // What else is wrong is told at once.
    for (at, objection) in objections(ctx, tx, &figures)? {
        match objection.against {
            Against::Act(code) => return refuse(code, objection.sentence),
            Against::Field(_) => form.fault(&cells[at], objection.sentence),
        }
    }
    form.finish()
}

/// What is wrong with a figure, at the cell it was typed into.
fn at_cells(error: Error, cells: &[String]) -> Error {
    let Error::Faults(faults) = error else { return error };
    let cell = |place: &str| match place.strip_prefix("figure.") {
        Some(at) => at.parse::<usize>().ok().and_then(|at| cells.get(at)),
        None => cells.first(),
    };
    let moved = |fault: Fault| Fault { place: cell(&fault.place).cloned().unwrap_or(fault.place), ..fault };
    Error::Faults(faults.into_iter().map(moved).collect())
}

/// The figure of a cell, or the sentence that says what to write instead.
fn read_cell(
    ctx: &Ctx,
    tx: &mut Tx,
    known: &mut HashMap<String, IndicatorRow>,
    (period, status): (&Period, Status),
    cell: &str,
    typed: &str,
) -> Result<Result<NewFigure, String>, Error> {
    let Some((code, unit)) = cell.rsplit_once('.').and_then(|(code, unit)| Some((code, unit.parse().ok()?))) else {
        return Ok(Err("Ô này không thuộc bảng nhập. Mở lại kỳ báo cáo rồi nhập lại.".into()));
    };
    // Looked up once for all cells of the indicator.
    let row = match known.entry(code.to_owned()) {
        Entry::Occupied(row) => row.into_mut(),
        Entry::Vacant(place) => place.insert(indicator(tx, &ctx.book, code)?),
    };
    let read = quantity::read(measure_of(ctx, &row.rule)?, typed);
    Ok(read.map(|read| NewFigure {
        indicator: code.to_owned(),
        unit,
        starts_on: period.starts_on,
        cutoff_on: period.cutoff_on,
        status,
        bound: read.bound,
        value: read.value,
        typed: typed.trim().to_owned(),
        source: None,
        note: String::new(),
        invented: false,
        claims: Vec::new(),
    }))
}
