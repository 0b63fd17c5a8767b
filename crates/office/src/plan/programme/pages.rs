//! Pages of programmes: the list, the form of a new one, and one programme with its items.

use super::item::Programme;
use super::item_page::{add, edit, new_item, ready, show_item};
use super::store::{items, programme, programmes};
use super::tables::{KINDS, Names, items_table, kind_label, programmes_table};
use super::write::{NewProgramme, write_programme};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::document::{Document, document_choices, documents};
use crate::error::Error;
use crate::plan::allocation::{officers_of_year, units_of_year};
use crate::ui::{Export, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/programmes", get(list).post(create))
        .route("/{book}/programmes/new", get(new))
        .route("/{book}/programmes/{no}", get(show))
        .route("/{book}/programmes/{no}/items", post(add))
        .route("/{book}/programmes/{no}/items/new", get(new_item))
        .route("/{book}/programmes/{no}/items/{item}", get(show_item).post(edit))
        .route("/{book}/programmes/{no}/items/{item}/ready", post(ready))
}

#[derive(Template)]
#[template(path = "plan/programme/pages/list.html")]
struct List {
    frame: Frame,
    table: Table,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "plan/programme/pages/new.html")]
struct New<'a> {
    frame: Frame,
    form: &'a Form,
    kinds: Vec<(String, String)>,
    documents: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "plan/programme/pages/show.html")]
struct Show {
    frame: Frame,
    programme: Programme,
    kind: String,
    document: Option<Document>,
    table: Table,
    may_write: bool,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let (programmes, documents) = (programmes(tx, &ctx.book)?, documents(tx, &ctx.book)?);
        let table = programmes_table(ctx, &programmes, &documents);
        if let Some(wanted) = &query.export {
            return export(wanted, &[&table]);
        }
        let frame = Frame::new(ctx, Tab::Programmes, "Chương trình, kế hoạch", query.done.as_deref());
        page(&List { frame, table, may_write: ctx.may(Act::WriteProgramme) })
    })
    .await
}

async fn new(State(app): State<App>, who: Visitor, Path(book): Path<String>) -> Response {
    app.page(who, book, |ctx, tx| {
        let form = Form::filled(&[("year", ctx.today().year().to_string())]);
        new_page(ctx, tx, &form)
    })
    .await
}

fn new_page(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    ctx.permit(Act::WriteProgramme)?;
    let kinds = KINDS.map(|(key, label)| (key.to_owned(), label.to_owned())).into();
    let documents = document_choices(&documents(tx, &ctx.book)?);
    page(&New {
        frame: Frame::new(ctx, Tab::Programmes, "Lập chương trình, kế hoạch", None), form, kinds, documents
    })
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let no = write_programme(ctx, tx, &read(form)?)?;
        Ok(to(format!("/{}/programmes/{no}?done=save", ctx.book)))
    };
    app.act(who, book, form, run, new_page).await
}

fn read(form: &Form) -> Result<NewProgramme, Error> {
    let kind = form.required("kind", "loại");
    let year = form.int("year", "năm").and_then(|year| {
        let fits = i16::try_from(year);
        fits.map_err(|_| form.fault("year", "Ghi năm bằng bốn chữ số, ví dụ 2017.")).ok()
    });
    let title = form.required("title", "tên chương trình, kế hoạch");
    form.finish()?;
    Ok(NewProgramme { kind, year: year.unwrap_or_default(), title, document: form.choice("document") })
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let programme = programme(tx, &ctx.book, no)?;
        let (items, names) = (items(tx, &ctx.book, no)?, names(ctx, tx, &programme)?);
        let table = items_table(ctx, no, &items, &names);
        if let Some(wanted) = &query.export {
            return export(wanted, &[&table]);
        }
        let frame = Frame::new(ctx, Tab::Programmes, programme.title.clone(), query.done.as_deref());
        let document = programme.document.and_then(|no| names.documents.into_iter().find(|document| document.no == no));
        let kind = kind_label(ctx, &programme.kind);
        page(&Show { frame, programme, kind, document, table, may_write: ctx.may(Act::WriteProgramme) })
    })
    .await
}

fn names(ctx: &Ctx, tx: &mut Tx, programme: &Programme) -> Result<Names, Error> {
    let office = crate::directory::root(tx, &ctx.book)?;
    let units = units_of_year(tx, &ctx.book, programme.year)?.into_iter().map(|unit| (unit.no, unit.name));
    let officers = officers_of_year(tx, &ctx.book, programme.year, ctx.today())?;
    Ok(Names {
        units: units.chain([(office.no, office.name)]).collect(),
        officers: officers.into_iter().map(|officer| (officer.no, officer.name)).collect(),
        documents: documents(tx, &ctx.book)?,
    })
}
