//! The page of units as of a day, and what happened to them; the operator changes them.

use super::change_unit::{NewUnit, UnitChange, change, establish};
use super::permit::Act;
use super::session::Visitor;
use super::unit::{Unit, unit_choices, units_on};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::{Row, Tx};
use crate::error::Error;
use crate::params;
use crate::ui::{Cell, Column, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::Date;
use serde::Deserialize;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/units", get(list).post(create)).route("/{book}/units/changes", post(change_unit))
}

#[derive(Template)]
#[template(path = "directory/units.html")]
struct Units<'a> {
    frame: Frame,
    form: &'a Form,
    on: String,
    units: Table,
    events: Table,
    choices: Vec<(String, String)>,
    may_change: bool,
}

/// The kinds of unit, with their labels.
pub const KINDS: &[(&str, &str)] = &[
    ("thanh-pho", "Thành phố"),
    ("quan", "Quận"),
    ("phuong", "Phường"),
    ("xa", "Xã"),
    ("phong", "Phòng, ban"),
    ("don-vi", "Đơn vị sự nghiệp"),
    ("truong", "Trường"),
];

#[derive(Deserialize)]
struct Asked {
    /// The day the directory is shown as of.
    on: Option<String>,
    export: Option<String>,
    done: Option<String>,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(asked): Query<Asked>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let form = Form::filled(&[]);
        let last = last_day(ctx, tx)?;
        let on = asked.on.as_deref().map_or(Ok(last), viet::day::read).unwrap_or(last);
        let built = build(ctx, tx, &form, on, asked.done.as_deref())?;
        match &asked.export {
            Some(wanted) => export(wanted, &[&built.units, &built.events]),
            None => page(&built),
        }
    })
    .await
}

fn build<'a>(ctx: &Ctx, tx: &mut Tx, form: &'a Form, on: Date, done: Option<&str>) -> Result<Units<'a>, Error> {
    let units = units_on(tx, &ctx.book, on)?;
    Ok(Units {
        frame: Frame::new(ctx, Tab::Units, "Đơn vị", done),
        form,
        on: viet::day::write(on),
        units: unit_table(&units, on),
        events: event_table(ctx, tx)?,
        choices: unit_choices(&units),
        may_change: ctx.may(Act::ChangeDirectory),
    })
}

fn again(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    let on = last_day(ctx, tx)?;
    page(&build(ctx, tx, form, on, None)?)
}

/// Today, or the last day of an office that exists no more: an archive opens where it still has units.
pub(super) fn last_day(ctx: &Ctx, tx: &mut Tx) -> Result<Date, Error> {
    let gone = super::root(tx, &ctx.book)?.abolished_on.and_then(|day| day.yesterday().ok());
    Ok(gone.map_or(ctx.today(), |day| day.min(ctx.today())))
}

/// The label of a kind of unit.
pub fn kind_label(kind: &str) -> &str {
    KINDS.iter().find(|(key, _)| *key == kind).map_or(kind, |(_, label)| label)
}

fn unit_table(units: &[Unit], on: Date) -> Table {
    let name = |no: Option<i64>| units.iter().find(|u| Some(u.no) == no).map(|u| u.name.clone()).unwrap_or_default();
    let row = |unit: &Unit| {
        vec![
            Cell::text(unit.name.clone()),
            Cell::text(unit.code.clone()),
            Cell::text(kind_label(&unit.kind)),
            Cell::text(name(unit.parent)),
            Cell::text(viet::day::write(unit.established_on)),
            Cell::text(unit.abolished_on.map(viet::day::write).unwrap_or_default()),
        ]
    };
    Table {
        id: "units",
        caption: format!("Đơn vị vào ngày {}", viet::day::write(on)),
        columns: ["Tên", "Mã", "Loại", "Trực thuộc", "Từ ngày", "Đến trước ngày"].map(Column::left).into(),
        rows: units.iter().map(row).collect(),
        empty: "Vào ngày này chưa có đơn vị nào.",
    }
}

fn event_table(ctx: &Ctx, tx: &mut Tx) -> Result<Table, Error> {
    let sql = "select e.happened_on, e.kind, \
        (select v.name from unit_version v where v.book = e.book and v.unit = e.unit and v.effective_from <= e.happened_on \
            order by v.effective_from desc limit 1) as unit_name, \
        (select v.name from unit_version v where v.book = e.book and v.unit = e.other_unit and v.effective_from <= e.happened_on \
            order by v.effective_from desc limit 1) as other_name \
        from unit_event e where e.book = $1 and e.kind <> 'established' order by e.happened_on desc, e.no desc";
    let cells = |row: &Row| -> Result<Vec<Cell>, Error> {
        let kind = row.text("kind")?;
        Ok(vec![
            Cell::text(viet::day::write(row.day("happened_on")?)),
            Cell::text(row.opt_text("unit_name")?.unwrap_or_default()),
            Cell::text(event_label(&kind)),
            Cell::text(row.opt_text("other_name")?.unwrap_or_default()),
        ])
    };
    let rows = tx.rows(sql, params![&ctx.book])?.iter().map(cells).collect::<Result<_, _>>()?;
    let columns = ["Ngày", "Đơn vị", "Thay đổi", "Đơn vị liên quan"].map(Column::left).into();
    Ok(Table {
        id: "events", caption: "Thay đổi về đơn vị".into(), columns, rows, empty: "Chưa có thay đổi nào."
    })
}

fn event_label(kind: &str) -> &str {
    match kind {
        "renamed" => "đổi tên",
        "moved" => "chuyển đơn vị trực thuộc",
        "abolished" => "giải thể",
        "succeeded-by" => "được kế thừa bởi",
        other => other,
    }
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let (code, kind, name) =
            (form.text("code"), form.required("kind", "loại đơn vị"), form.required("name", "tên đơn vị"));
        let (parent, on) = (form.choice("parent"), form.day("established_on", "ngày thành lập"));
        form.finish()?;
        let Some(on) = on else { return form.finish().map(|()| to("/")) };
        establish(ctx, tx, &NewUnit { code, kind, name, parent, on, abolished_on: None })?;
        Ok(to(format!("/{}/units?done=save", ctx.book)))
    };
    app.act(who, book, form, run, again).await
}

async fn change_unit(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let (unit, on) = (form.int("unit", "đơn vị"), form.day("changed_on", "ngày có hiệu lực"));
        let what = read_change(form);
        form.finish()?;
        if let (Some(unit), Some(on), Some(what)) = (unit, on, what) {
            change(ctx, tx, unit, on, &what)?;
        }
        Ok(to(format!("/{}/units?done=save", ctx.book)))
    };
    app.act(who, book, form, run, again).await
}

fn read_change(form: &Form) -> Option<UnitChange> {
    match form.value("change") {
        "rename" => Some(UnitChange::Rename(form.required("new_name", "tên mới"))),
        "move" => form.int("other", "đơn vị trực thuộc mới").map(UnitChange::Move),
        "succeed" => form.int("other", "đơn vị kế thừa").map(UnitChange::SucceededBy),
        "abolish" => Some(UnitChange::Abolish),
        _ => {
            form.fault("change", "Chưa chọn thay đổi. Chọn đổi tên, chuyển, kế thừa hay giải thể.");
            None
        }
    }
}
