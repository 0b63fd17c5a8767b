//! The page of officers and their posts; the operator appoints, ends posts and sets passwords.

use super::appoint::{NewOfficer, appoint, set_password};
use super::end_post::end_post;
use super::officer::{Officer, officers};
use super::pages::last_day;
use super::permit::{Act, Role};
use super::session::Visitor;
use super::unit::{unit_choices, units_on};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/officers", get(list).post(create))
        .route("/{book}/officers/posts", post(end))
        .route("/{book}/officers/passwords", post(password))
}

#[derive(Template)]
#[template(path = "directory/officers.html")]
struct Officers<'a> {
    frame: Frame,
    form: &'a Form,
    officers: Table,
    units: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    posts: Vec<(String, String)>,
    may_change: bool,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let form = Form::default();
        let built = build(ctx, tx, &form, query.done.as_deref())?;
        match &query.export {
            Some(wanted) => export(wanted, &[&built.officers]),
            None => page(&built),
        }
    })
    .await
}

fn build<'a>(ctx: &Ctx, tx: &mut Tx, form: &'a Form, done: Option<&str>) -> Result<Officers<'a>, Error> {
    let found = officers(tx, &ctx.book, ctx.today())?;
    let on = last_day(ctx, tx)?;
    let roles = Role::ALL.map(|role| (role.key().to_owned(), role.label().to_owned()));
    let post = |o: &Officer| (o.post.to_string(), format!("{}, {} ({})", o.name, o.post_title, o.unit_name));
    Ok(Officers {
        frame: Frame::new(ctx, Tab::Units, "Cán bộ", done),
        form,
        units: unit_choices(&units_on(tx, &ctx.book, on)?),
        roles: roles.into(),
        posts: found.iter().map(post).collect(),
        officers: table(&found),
        may_change: ctx.may(Act::ChangeDirectory),
    })
}

fn again(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    page(&build(ctx, tx, form, None)?)
}

fn table(officers: &[Officer]) -> Table {
    let role = |key: &str| Role::read(key).map_or(key.to_owned(), |role| role.label().to_owned());
    let row = |o: &Officer| {
        let cells = [&o.name, &o.post_title, &o.unit_name, &role(&o.role), &o.login];
        cells.into_iter().map(Cell::text).collect()
    };
    Table {
        id: "officers",
        caption: "Cán bộ và vị trí việc làm hôm nay".into(),
        columns: ["Họ tên", "Vị trí", "Đơn vị", "Vai trò", "Tên đăng nhập"].map(Column::left).into(),
        rows: officers.iter().map(row).collect(),
        empty: "Hôm nay chưa có cán bộ nào giữ vị trí.",
    }
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
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
        Ok(to(format!("/{}/officers?done=save", ctx.book)))
    };
    app.act(who, book, form, run, again).await
}

async fn end(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let (post, on) = (form.int("post", "vị trí"), form.day("ended_on", "ngày thôi giữ"));
        form.finish()?;
        if let (Some(post), Some(on)) = (post, on) {
            end_post(ctx, tx, post, on)?;
        }
        Ok(to(format!("/{}/officers?done=save", ctx.book)))
    };
    app.act(who, book, form, run, again).await
}

async fn password(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let (login, password) = (form.required("password_login", "tên đăng nhập"), form.value("new_password"));
        form.finish()?;
        set_password(ctx, tx, &login, password)?;
        Ok(to(format!("/{}/officers?done=save", ctx.book)))
    };
    app.act(who, book, form, run, again).await
}
