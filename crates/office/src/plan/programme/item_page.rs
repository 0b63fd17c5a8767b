//! The form of one item: the six clears as fields, the lead unit, the basis, and the button that readies it.

use super::clears::missing;
use super::item::{Item, State as Stage};
use super::ready::ready_item;
use super::store::{item, programme};
use super::write_item::{NewItem, write_item};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::{officer_choices, root};
use crate::document::{document_choices, documents};
use crate::error::Error;
use crate::plan::allocation::{officers_of_year, units_of_year};
use crate::ui::{Export, Form, Frame, Tab, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;

#[derive(Template)]
#[template(path = "plan/programme/pages/item.html")]
struct ItemPage<'a> {
    frame: Frame,
    form: &'a Form,
    programme: i64,
    /// The item that is edited; `None` for a new one.
    item: Option<i64>,
    state: &'static str,
    ready: bool,
    missing: Vec<&'static str>,
    may_write: bool,
    units: Vec<(String, String)>,
    officers: Vec<(String, String)>,
    documents: Vec<(String, String)>,
}

pub async fn new_item(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::WriteProgramme)?;
        item_page(ctx, tx, no, None, &Form::default(), None)
    })
    .await
}

pub async fn show_item(
    State(app): State<App>,
    who: Visitor,
    Path((book, no, number)): Path<(String, i64, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        let item = item(tx, &ctx.book, no, number)?;
        item_page(ctx, tx, no, Some(&item), &filled(&item), query.done.as_deref())
    })
    .await
}

pub async fn add(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        write_item(ctx, tx, no, None, &read(form)?)?;
        Ok(to(format!("/{}/programmes/{no}?done=save", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| item_page(ctx, tx, no, None, form, None)).await
}

pub async fn edit(
    State(app): State<App>,
    who: Visitor,
    Path((book, no, number)): Path<(String, i64, i64)>,
    form: Form,
) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        write_item(ctx, tx, no, Some(number), &read(form)?)?;
        Ok(to(format!("/{}/programmes/{no}/items/{number}?done=save", ctx.book)))
    };
    let again = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let item = item(tx, &ctx.book, no, number)?;
        item_page(ctx, tx, no, Some(&item), form, None)
    };
    app.act(who, book, form, run, again).await
}

pub async fn ready(
    State(app): State<App>,
    who: Visitor,
    Path((book, no, number)): Path<(String, i64, i64)>,
    form: Form,
) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, _: &Form| {
        ready_item(ctx, tx, no, number)?;
        Ok(to(format!("/{}/programmes/{no}?done=ready", ctx.book)))
    };
    // The button carries no fields: the page then shows the item as it was saved, below the reason.
    let again = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let item = item(tx, &ctx.book, no, number)?;
        let mut shown = filled(&item);
        if let Some(refusal) = form.refusal() {
            shown = shown.with_error(refusal.clone().into());
        }
        item_page(ctx, tx, no, Some(&item), &shown, None)
    };
    app.act(who, book, form, run, again).await
}

fn item_page(
    ctx: &Ctx,
    tx: &mut Tx,
    no: i64,
    item: Option<&Item>,
    form: &Form,
    done: Option<&str>,
) -> Result<Response, Error> {
    ctx.permit(Act::ViewAll)?;
    let programme = programme(tx, &ctx.book, no)?;
    let office = root(tx, &ctx.book)?;
    let units = units_of_year(tx, &ctx.book, programme.year)?.into_iter().map(|unit| (unit.no.to_string(), unit.name));
    let title =
        item.map_or_else(|| "Thêm nhiệm vụ".to_owned(), |item| format!("Nhiệm vụ {} – {}", item.no, programme.title));
    page(&ItemPage {
        frame: Frame::new(ctx, Tab::Programmes, title, done),
        form,
        programme: no,
        item: item.map(|item| item.no),
        state: item.map_or("", |item| item.state.label()),
        ready: item.is_some_and(|item| item.state == Stage::Ready),
        missing: item.map(missing).unwrap_or_default(),
        may_write: ctx.may(Act::WriteProgramme),
        units: units.chain([(office.no.to_string(), office.name)]).collect(),
        officers: officer_choices(&officers_of_year(tx, &ctx.book, programme.year, ctx.today())?),
        documents: document_choices(&documents(tx, &ctx.book)?),
    })
}

fn read(form: &Form) -> Result<NewItem, Error> {
    let new = NewItem {
        work: form.text("work"),
        unit: form.choice("unit"),
        person: form.choice("person"),
        procedure: form.text("procedure"),
        head: form.choice("head"),
        expected_result: form.text("expected_result"),
        due_on: form.opt_day("due_on"),
        basis: form.choice("basis"),
    };
    form.finish()?;
    Ok(new)
}

fn filled(item: &Item) -> Form {
    let number = |no: Option<i64>| no.map(|no| no.to_string()).unwrap_or_default();
    Form::filled(&[
        ("work", item.work.clone()),
        ("unit", number(item.unit)),
        ("person", number(item.person)),
        ("procedure", item.procedure.clone()),
        ("head", number(item.head)),
        ("expected_result", item.expected_result.clone()),
        ("due_on", item.due_on.map(viet::day::write).unwrap_or_default()),
        ("basis", number(item.basis)),
    ])
}
