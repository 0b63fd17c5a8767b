//! Pages of the directory: units as of a day, officers and posts; the operator changes them.

use super::appoint::{NewOfficer, appoint};
use super::change_unit::{NewUnit, UnitChange, change, establish};
use super::officer::{Officer, officers};
use super::permit::{Act, Role};
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
    Router::new()
        .route("/{book}/units", get(list).post(create))
        .route("/{book}/units/changes", post(change_unit))
        .route("/{book}/officers", post(create_officer))
}

#[derive(Template)]
#[template(path = "directory/units.html")]
struct Units<'a> {
    frame: Frame,
    form: &'a Form,
    on: String,
    units: Table,
    officers: Table,
    events: Table,
    choices: Vec<(String, String)>,
    roles: Vec<(String, String)>,
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
        let on = asked.on.as_deref().map_or(Ok(ctx.today()), viet::day::read).unwrap_or_else(|_| ctx.today());
        let built = build(ctx, tx, &form, on, asked.done.as_deref())?;
        match &asked.export {
            Some(wanted) => export(wanted, &[&built.units, &built.officers, &built.events]),
            None => page(&built),
        }
    })
    .await
}

fn build<'a>(ctx: &Ctx, tx: &mut Tx, form: &'a Form, on: Date, done: Option<&str>) -> Result<Units<'a>, Error> {
    let units = units_on(tx, &ctx.book, on)?;
    let officers = officers(tx, &ctx.book, on)?;
    let roles = Role::ALL.map(|role| (role.key().to_owned(), role.label().to_owned()));
    Ok(Units {
        frame: Frame::new(ctx, Tab::Units, "Đơn vị, cán bộ", done),
        form,
        on: viet::day::write(on),
        units: unit_table(&units, on),
        officers: officer_table(&officers),
        events: event_table(ctx, tx)?,
        choices: unit_choices(&units),
        roles: roles.into(),
        may_change: ctx.may(Act::ChangeDirectory),
    })
}

fn again(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    page(&build(ctx, tx, form, ctx.today(), None)?)
}

fn kind_label(kind: &str) -> &str {
    KINDS.iter().find(|(key, _)| *key == kind).map_or(kind, |(_, label)| label)
}

fn unit_table(units: &[Unit], on: Date) -> Table {
    let name = |no: Option<i64>| units.iter().find(|u| Some(u.no) == no).map(|u| u.name.clone()).unwrap_or_default();
    let row = |unit: &Unit| {
        vec![
            Cell::text(unit.code.clone()),
            Cell::text(unit.name.clone()),
            Cell::text(kind_label(&unit.kind)),
            Cell::text(name(unit.parent)),
            Cell::text(viet::day::write(unit.established_on)),
            Cell::text(unit.abolished_on.map(viet::day::write).unwrap_or_default()),
        ]
    };
    Table {
        id: "units",
        caption: format!("Đơn vị vào ngày {}", viet::day::write(on)),
        columns: ["Mã", "Tên", "Loại", "Trực thuộc", "Từ ngày", "Đến trước ngày"].map(Column::left).into(),
        rows: units.iter().map(row).collect(),
        empty: "Vào ngày này chưa có đơn vị nào.",
    }
}

fn officer_table(officers: &[Officer]) -> Table {
    let role = |key: &str| Role::read(key).map_or(key.to_owned(), |role| role.label().to_owned());
    let row = |o: &Officer| {
        let cells = [&o.name, &o.post_title, &o.unit_name, &role(&o.role), &o.login];
        cells.into_iter().map(Cell::text).collect()
    };
    Table {
        id: "officers",
        caption: "Cán bộ và vị trí việc làm".into(),
        columns: ["Họ tên", "Vị trí", "Đơn vị", "Vai trò", "Tên đăng nhập"].map(Column::left).into(),
        rows: officers.iter().map(row).collect(),
        empty: "Chưa có cán bộ nào giữ vị trí vào ngày này.",
    }
}

fn event_table(ctx: &Ctx, tx: &mut Tx) -> Result<Table, Error> {
    let sql = "select e.happened_on, e.kind, \
        (select v.name from unit_version v where v.book = e.book and v.unit = e.unit order by v.effective_from desc limit 1) as unit_name, \
        (select v.name from unit_version v where v.book = e.book and v.unit = e.other_unit order by v.effective_from desc limit 1) as other_name \
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
        let (parent, on) = (form.choice("parent"), form.day("on", "ngày thành lập"));
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

async fn create_officer(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let (login, name) = (form.required("login", "tên đăng nhập"), form.required("officer_name", "họ tên"));
        let (post_title, unit) = (form.required("post_title", "vị trí việc làm"), form.int("officer_unit", "đơn vị"));
        let (role, from) = (Role::read(form.value("role")), form.day("from", "ngày giữ vị trí"));
        if role.is_none() {
            form.fault("role", "Chưa chọn vai trò. Chọn một vai trò trong danh sách.");
        }
        form.finish()?;
        if let (Some(unit), Some(role), Some(from)) = (unit, role, from) {
            appoint(ctx, tx, &NewOfficer { login, name, post_title, role, unit, from })?;
        }
        Ok(to(format!("/{}/units?done=save", ctx.book)))
    };
    app.act(who, book, form, run, again).await
}
