//! Pages of the document register: list, new, and one document with what it rests on and what rests on it.

use super::register::{NewDocument, register};
use super::store::{Document, bases, document, documents};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, not_found};
use crate::params;
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use std::collections::BTreeSet;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/documents", get(list).post(create))
        .route("/{book}/documents/new", get(new))
        .route("/{book}/documents/{no}", get(show))
}

#[derive(Template)]
#[template(path = "document/pages/list.html")]
struct List {
    frame: Frame,
    table: Table,
    may_register: bool,
}

#[derive(Template)]
#[template(path = "document/pages/new.html")]
struct New<'a> {
    frame: Frame,
    form: &'a Form,
    kinds: Vec<(String, String)>,
    documents: Vec<Document>,
}

#[derive(Template)]
#[template(path = "document/pages/show.html")]
struct Show {
    frame: Frame,
    document: Document,
    kind: String,
    bases: Vec<Document>,
    resting: Table,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let table = table(ctx, &documents(tx, &ctx.book)?);
        if let Some(wanted) = &query.export {
            return export(wanted, &[&table]);
        }
        let frame = Frame::new(ctx, Tab::Documents, "Văn bản", query.done.as_deref());
        page(&List { frame, table, may_register: ctx.may(Act::RegisterDocument) })
    })
    .await
}

fn table(ctx: &Ctx, documents: &[Document]) -> Table {
    let row = |d: &Document| {
        vec![
            Cell::link(d.symbol.clone(), format!("/{}/documents/{}", ctx.book, d.no)),
            Cell::text(kind_label(ctx, &d.kind)),
            Cell::text(d.issued_on.map(viet::day::write).unwrap_or_default()),
            Cell::text(d.issuer.clone()),
            Cell::text(d.subject.clone()),
        ]
    };
    Table {
        id: "documents",
        caption: "Sổ đăng ký văn bản".into(),
        columns: ["Số, ký hiệu", "Loại", "Ngày", "Cơ quan ban hành", "Trích yếu"].map(Column::left).into(),
        rows: documents.iter().map(row).collect(),
        empty: "Chưa đăng ký văn bản nào. Bắt đầu từ nghị quyết, quyết định của cấp trên.",
    }
}

fn kind_label(ctx: &Ctx, kind: &str) -> String {
    ctx.pack.document_kinds.iter().find(|k| k.code == kind).map_or_else(|| kind.to_owned(), |k| k.name.clone())
}

async fn new(State(app): State<App>, who: Visitor, Path(book): Path<String>) -> Response {
    app.page(who, book, |ctx, tx| new_page(ctx, tx, &Form::default())).await
}

fn new_page(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    ctx.permit(Act::RegisterDocument)?;
    let kinds = ctx.pack.document_kinds.iter().map(|k| (k.code.clone(), k.name.clone())).collect();
    let frame = Frame::new(ctx, Tab::Documents, "Đăng ký văn bản", None);
    page(&New { frame, form, kinds, documents: documents(tx, &ctx.book)? })
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let new = read(form)?;
        let no = register(ctx, tx, &new)?;
        Ok(to(format!("/{}/documents/{no}?done=register", ctx.book)))
    };
    app.act(who, book, form, run, new_page).await
}

fn read(form: &Form) -> Result<NewDocument, Error> {
    let new = NewDocument {
        kind: form.required("kind", "loại văn bản"),
        symbol: form.required("symbol", "số, ký hiệu"),
        issued_on: form.opt_day("issued_on"),
        issuer: form.required("issuer", "cơ quan ban hành"),
        subject: form.required("subject", "trích yếu"),
        own: form.has("own"),
        bases: form.all("bases").filter_map(|no| no.parse().ok()).collect(),
    };
    form.finish()?;
    Ok(new)
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        // A ward opens the basis of its own lines; what else rests on the document is not its business.
        ctx.permit(Act::ViewOwn)?;
        let open = open_to(ctx, tx)?;
        let may_open = |no: i64| open.as_ref().is_none_or(|open| open.contains(&no));
        if !may_open(no) {
            return not_found("văn bản này");
        }
        let document = document(tx, &ctx.book, no)?;
        let resting = if ctx.sees_all() { resting(ctx, tx, no)? } else { Table::default() };
        if let Some(wanted) = &query.export {
            return export(wanted, &[&resting]);
        }
        let frame = Frame::new(ctx, Tab::Documents, document.symbol.clone(), query.done.as_deref());
        let (kind, mut bases) = (kind_label(ctx, &document.kind), bases(tx, &ctx.book, no)?);
        bases.retain(|basis| may_open(basis.no));
        page(&Show { frame, document, kind, bases, resting })
    })
    .await
}

/// The documents this person may open: those that something of the own units rests on; `None` means all of them.
fn open_to(ctx: &Ctx, tx: &mut Tx) -> Result<Option<BTreeSet<i64>>, Error> {
    if ctx.sees_all() {
        return Ok(None);
    }
    let mut open = BTreeSet::new();
    for unit in &ctx.actor.units {
        for row in tx.rows(include_str!("sql/open_to_unit.sql"), params![&ctx.book, *unit])? {
            open.insert(row.int("no")?);
        }
    }
    Ok(Some(open))
}

/// Everything that rests on a document: other documents, targets, allocations, programmes, figures read from it.
fn resting(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Table, Error> {
    let sql = include_str!("sql/resting.sql");
    let mut rows = Vec::new();
    for row in tx.rows(sql, params![&ctx.book, no])? {
        let path = format!("/{}/{}", ctx.book, row.text("path")?);
        let name = match row.text("day")?.parse() {
            Ok(day) => format!("{}, đến {}", row.text("name")?, viet::day::write(day)),
            Err(_) => row.text("name")?,
        };
        rows.push(vec![Cell::text(row.text("thing")?), Cell::link(name, path)]);
    }
    Ok(Table {
        id: "resting",
        caption: "Những gì căn cứ vào văn bản này".into(),
        columns: vec![Column::left("Loại"), Column::left("Tên")],
        rows,
        empty: "Chưa có gì căn cứ vào văn bản này.",
    })
}
