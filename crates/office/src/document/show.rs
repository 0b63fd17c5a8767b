//! One document: what it is, what became of it, what it rests on and what rests on it, its files, and the acts on it.

use super::attach::attach;
use super::details::{Authority, Relation};
use super::hand::hand;
use super::link::link;
use super::pages::kind_label;
use super::store::{Document, DocumentFile, document, document_choices, documents, files, referring, related};
use crate::app::{App, to};
use crate::attachment;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::{officer_choices, officers};
use crate::error::{Error, not_found};
use crate::params;
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, Uploads, attachment as download, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use std::collections::BTreeSet;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/documents/{no}", get(show))
        .route("/{book}/documents/{no}/files", post(add_file))
        .route("/{book}/documents/{no}/files/{file}", get(read_file))
        .route("/{book}/documents/{no}/links", post(join))
        .route("/{book}/documents/{no}/hand", post(hand_over))
}

#[derive(Template)]
#[template(path = "document/pages/show.html")]
struct Show<'a> {
    frame: Frame,
    form: &'a Form,
    document: Document,
    lines: Vec<(&'static str, String)>,
    /// What became of it: words, then the later document.
    became: Vec<(&'static str, Document)>,
    /// What it refers to: the relation, then the earlier document.
    related: Vec<(&'static str, Document)>,
    files: Vec<DocumentFile>,
    around: Table,
    resting: Table,
    relations: Vec<(String, String)>,
    others: Vec<(String, String)>,
    people: Vec<(String, String)>,
    sees_all: bool,
    may_register: bool,
    may_assign: bool,
    may_send: bool,
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| build(ctx, tx, &Form::default(), no, &query)).await
}

/// The page of a document with a form of another domain that came back.
pub fn document_page(ctx: &Ctx, tx: &mut Tx, form: &Form, no: i64) -> Result<Response, Error> {
    build(ctx, tx, form, no, &Export::default())
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, no: i64, query: &Export) -> Result<Response, Error> {
    // A ward opens the basis of its own lines and tasks; what else rests on the document is not its business.
    let open = open_to(ctx, tx)?;
    let may_open = |no: i64| open.as_ref().is_none_or(|open| open.contains(&no));
    let document = seen(ctx, tx, no)?;
    let (resting, around) = match ctx.sees_all() {
        true => (resting(ctx, tx, no)?, around(ctx, tx, no)?),
        false => (Table::default(), Table::default()),
    };
    if let Some(wanted) = &query.export {
        return export(wanted, &[&resting, &around]);
    }
    let related = related(tx, &ctx.book, no)?.into_iter().filter(|r| may_open(r.document.no));
    let referring = referring(tx, &ctx.book, no)?.into_iter().filter(|r| may_open(r.document.no));
    let became = referring.filter(|r| !r.relation.undergone().is_empty());
    let may_register = ctx.may(Act::RegisterDocument);
    let others = if may_register { document_choices(&documents(tx, &ctx.book)?) } else { Vec::new() };
    let people = officers(tx, &ctx.book, ctx.today())?;
    page(&Show {
        frame: Frame::new(ctx, Tab::Documents, document.symbol.clone(), query.done.as_deref()),
        form,
        lines: lines(ctx, &document, &people),
        became: became.map(|r| (r.relation.undergone(), r.document)).collect(),
        related: related.map(|r| (r.relation.label(), r.document)).collect(),
        files: files(tx, &ctx.book, no)?,
        around,
        resting,
        relations: Relation::choices(),
        others: others.into_iter().filter(|(other, _)| *other != no.to_string()).collect(),
        people: officer_choices(&people),
        sees_all: ctx.sees_all(),
        may_register,
        may_assign: ctx.may(Act::AssignTask),
        may_send: ctx.may(Act::ExchangeDocument) && document.own,
        document,
    })
}

/// What the register says of it, line by line; what was not entered is left out.
fn lines(ctx: &Ctx, d: &Document, people: &[crate::directory::Officer]) -> Vec<(&'static str, String)> {
    let day = |on: Option<jiff::civil::Date>| on.map(viet::day::write).unwrap_or_default();
    let signer = match (d.details.authority, d.details.signer.as_str()) {
        (_, "") => String::new(),
        (Authority::Own, name) => name.to_owned(),
        (authority, name) => format!("{}. {name}", authority.key()),
    };
    let post = if d.details.signer_post.is_empty() { "" } else { ", " };
    let taker = people.iter().find(|o| Some(o.no) == d.handed_officer);
    let handed = taker.map_or(String::new(), |o| {
        let at = d.handed_at.map(viet::day::write_instant).unwrap_or_default();
        format!("{}, {} ({at})", o.name, o.unit_name)
    });
    let entry = d.details.entry.as_ref().map(|e| format!("số {:02} năm {}", e.no, e.year)).unwrap_or_default();
    let all = [
        ("Loại", kind_label(ctx, &d.kind)),
        ("Sổ", format!("{} {entry}", d.details.flow.label()).trim().to_owned()),
        ("Ngày", d.issued_text()),
        ("Cơ quan ban hành", d.issuer.clone()),
        ("Trích yếu", d.subject.clone()),
        ("Ngày đến", day(d.details.arrived_on)),
        ("Độ khẩn", if d.details.urgency.code() == 0 { String::new() } else { d.details.urgency.label().to_owned() }),
        (
            "Độ mật",
            if d.details.secrecy.key().is_empty() { String::new() } else { d.details.secrecy.label().to_owned() },
        ),
        ("Người ký", if signer.is_empty() { signer } else { format!("{signer}{post}{}", d.details.signer_post) }),
        ("Nơi nhận", d.details.recipients.join("; ")),
        ("Hạn trả lời", day(d.details.answer_due_on)),
        ("Chuyển cho", handed),
    ];
    all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// The document if this person may open it.
fn seen(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Document, Error> {
    ctx.permit(Act::ViewOwn)?;
    if open_to(ctx, tx)?.is_some_and(|open| !open.contains(&no)) {
        return not_found("văn bản này");
    }
    document(tx, &ctx.book, no)
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

/// Everything that rests on a document: other documents, targets, allocations, programmes, tasks, figures read from it.
fn resting(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Table, Error> {
    let sql = include_str!("sql/resting.sql");
    let mut rows = Vec::new();
    for row in tx.rows(sql, params![&ctx.book, no])? {
        let path = row.text("path")?;
        let name = match row.text("day")?.parse() {
            Ok(day) => format!("{}, đến {}", row.text("name")?, viet::day::write(day)),
            Err(_) => row.text("name")?,
        };
        let name = match path.starts_with("tasks/") && !ctx.may(Act::ViewTasks) {
            true => Cell::text(name),
            false => Cell::link(name, format!("/{}/{path}", ctx.book)),
        };
        rows.push(vec![Cell::text(row.text("thing")?), name]);
    }
    Ok(Table {
        id: "resting",
        caption: "Những gì căn cứ vào văn bản này".into(),
        columns: vec![Column::left("Loại"), Column::left("Tên")],
        rows,
        empty: "Chưa có gì căn cứ vào văn bản này.",
    })
}

/// The documents above and below over any number of steps.
fn around(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Table, Error> {
    let mut rows = Vec::new();
    for row in tx.rows(include_str!("sql/around.sql"), params![&ctx.book, no])? {
        let side = if row.text("side")? == "above" { "bên trên" } else { "bên dưới" };
        rows.push(vec![
            Cell::text(format!("{side}, bậc {}", row.int("depth")?)),
            Cell::link(row.text("symbol")?, format!("/{}/documents/{}", ctx.book, row.int("no")?)),
            Cell::text(row.text("issuer")?),
            Cell::text(row.text("subject")?),
        ]);
    }
    Ok(Table {
        id: "around",
        caption: "Cây văn bản: bên trên là căn cứ, bên dưới là những gì dẫn về văn bản này".into(),
        columns: ["Bậc", "Số, ký hiệu", "Cơ quan ban hành", "Trích yếu"].map(Column::left).into(),
        rows,
        empty: "Văn bản này chưa gắn với văn bản nào.",
    })
}

async fn add_file(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    uploads: Uploads,
) -> Response {
    let Uploads { form, files } = uploads;
    let scan = app.scan_all(&files).await;
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        if let Err(sentence) = &scan {
            form.fault("file", sentence.clone());
        } else if files.is_empty() {
            form.fault("file", "Chưa chọn tệp. Chọn tệp rồi gửi lại.");
        }
        form.finish()?;
        files.iter().try_for_each(|file| attach(ctx, tx, no, &file.name, &file.bytes))?;
        Ok(to(format!("/{}/documents/{no}?done=save", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no, &Export::default())).await
}

async fn read_file(State(app): State<App>, who: Visitor, Path((book, no, file)): Path<(String, i64, i64)>) -> Response {
    app.page(who, book, move |ctx, tx| {
        seen(ctx, tx, no)?;
        let Some(file) = files(tx, &ctx.book, no)?.into_iter().find(|known| known.no == file) else {
            return not_found("tệp này");
        };
        let (_, media_type, bytes) = attachment::file(tx, &ctx.book, &file.digest)?;
        Ok(download(&media_type, &attachment::plain_name(&file.name), bytes))
    })
    .await
}

async fn join(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let other = form.int("other", "văn bản");
        form.finish()?;
        let relation = Relation::from_key(form.value("relation")).unwrap_or_default();
        link(ctx, tx, no, other.unwrap_or(0), relation)?;
        Ok(to(format!("/{}/documents/{no}?done=save", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no, &Export::default())).await
}

async fn hand_over(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    form: Form,
) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let officer = form.int("officer", "người nhận");
        form.finish()?;
        hand(ctx, tx, no, officer.unwrap_or(0))?;
        Ok(to(format!("/{}/documents/{no}?done=save", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no, &Export::default())).await
}
