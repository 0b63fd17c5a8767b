//! The at-risk register, and the form that adds a line.

use super::choices::indicator_choices;
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::{Unit, officer_choices, officers, root, unit_choices, units_on};
use crate::error::Error;
use crate::figure::register_risk::{NewRisk, register_risk};
use crate::figure::risk::{Risk, risks};
use crate::plan::catalogue::catalogue;
use crate::ui::{Cell, Column, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "figure/pages/risk_list.html")]
struct List<'a> {
    frame: Frame,
    form: &'a Form,
    table: Table,
    indicators: Vec<(String, String)>,
    units: Vec<(String, String)>,
    owners: Vec<(String, String)>,
    may_register: bool,
    open: bool,
}

/// What the address may say: an export, or the lagging line that a new risk is about.
#[derive(Deserialize)]
pub struct Asked {
    export: Option<String>,
    done: Option<String>,
    indicator: Option<String>,
    unit: Option<String>,
}

/// GET of the register; `?indicator=&unit=` opens the form for a line that lags.
pub async fn list(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewOwn)?;
        if let Some(wanted) = &asked.export {
            return export(wanted, &[&table(ctx, tx)?]);
        }
        let mut filled = Vec::new();
        filled.extend(asked.indicator.map(|code| ("indicator", code)));
        filled.extend(asked.unit.map(|no| ("unit", no)));
        show(ctx, tx, &Form::filled(&filled), asked.done.as_deref())
    })
    .await
}

fn show(ctx: &Ctx, tx: &mut Tx, form: &Form, done: Option<&str>) -> Result<Response, Error> {
    let may_register = ctx.may(Act::RegisterRisk);
    let (mut indicators, mut units, mut owners) = (Vec::new(), Vec::new(), Vec::new());
    if may_register {
        indicators = indicator_choices(&catalogue(ctx, tx)?);
        units = unit_choices(&units_of_register(ctx, tx)?);
        owners = officer_choices(&officers(tx, &ctx.book, ctx.today())?);
    }
    let frame = Frame::new(ctx, Tab::Risks, "Nguy cơ không đạt", done);
    let open = form.has("indicator") || form.has("cause");
    page(&List { frame, form, table: table(ctx, tx)?, indicators, units, owners, may_register, open })
}

/// Units as of today; in the archive of an abolished office, as of its last day.
fn units_of_register(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Unit>, Error> {
    let last = root(tx, &ctx.book)?.abolished_on.and_then(|on| on.yesterday().ok());
    let on = last.map_or_else(|| ctx.today(), |last| last.min(ctx.today()));
    units_on(tx, &ctx.book, on)
}

fn table(ctx: &Ctx, tx: &mut Tx) -> Result<Table, Error> {
    let risks: Vec<Risk> = risks(tx, &ctx.book, None)?.into_iter().filter(|risk| ctx.sees_unit(risk.unit)).collect();
    let row = |risk: &Risk| {
        let due = Cell::text(viet::day::write(risk.due_on));
        vec![
            Cell::link(risk.indicator_name.clone(), format!("/{}/risks/{}", ctx.book, risk.no)),
            Cell::text(risk.unit_name.clone()),
            Cell::text(risk.cause.clone()),
            Cell::text(risk.solution.clone()),
            Cell::text(risk.owner_name.clone()),
            if risk.open && risk.due_on < ctx.today() { due.marked("stop") } else { due },
            Cell::text(risk.state_label()),
            Cell::text(risk.outcome.clone()),
        ]
    };
    let columns =
        ["Chỉ tiêu", "Đơn vị", "Nguyên nhân", "Giải pháp", "Người chịu trách nhiệm", "Hạn", "Trạng thái", "Kết quả"];
    Ok(Table {
        id: "risks",
        caption: "Chỉ tiêu có nguy cơ không đạt".into(),
        columns: columns.map(Column::left).into(),
        rows: risks.iter().map(row).collect(),
        empty: "Chưa có chỉ tiêu nào được đưa vào danh sách nguy cơ không đạt.",
    })
}

/// POST: registers a line.
pub async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        ctx.permit(Act::RegisterRisk)?;
        if let Some(new) = read(form)? {
            register_risk(ctx, tx, &new)?;
        }
        Ok(to(format!("/{}/risks?done=save", ctx.book)))
    };
    app.act(who, book, form, run, |ctx, tx, form| show(ctx, tx, form, None)).await
}

/// The line as typed; `None` never comes without faults of the form.
fn read(form: &Form) -> Result<Option<NewRisk>, Error> {
    let indicator = form.required("indicator", "chỉ tiêu");
    let (unit, owner) = (form.int("unit", "đơn vị"), form.int("owner", "người chịu trách nhiệm"));
    let (cause, solution) = (form.required("cause", "nguyên nhân"), form.required("solution", "giải pháp"));
    let due_on = form.day("due_on", "hạn hoàn thành");
    form.finish()?;
    let (Some(unit), Some(owner), Some(due_on)) = (unit, owner, due_on) else { return Ok(None) };
    Ok(Some(NewRisk { indicator, unit, cause, solution, owner, due_on }))
}
