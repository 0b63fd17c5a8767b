//! The page of one decision: the grid for whoever drafts it, tables for everybody else, the own lines for a unit.

use super::confirm::not_signed;
use super::decision::{Allocation, State as Stage};
use super::draft_page::{self, GridColumn, GridRow};
use super::seen;
use super::store::{allocation, amended_by, lines, officer_name, receipts, receipts_due, totals};
use super::tables::{Sheet, lines_table, own_table, receipts_table, receipts_title, totals_table};
use super::units::units_of_year;
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::document::{document_choices, documents};
use crate::error::{Error, refuse};
use crate::ui::{Export, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;

#[derive(Template)]
#[template(path = "plan/allocation/pages/draft.html")]
struct Draft<'a> {
    frame: Frame,
    form: &'a Form,
    head: &'a Allocation,
    columns: Vec<GridColumn>,
    rows: Vec<GridRow>,
    documents: Vec<(String, String)>,
    may_sign: bool,
    seen: String,
}

#[derive(Template)]
#[template(path = "plan/allocation/pages/show.html")]
struct Show<'a> {
    frame: Frame,
    form: &'a Form,
    head: &'a Allocation,
    /// By whom and when; empty for a draft.
    signed: String,
    decision: Option<(i64, String)>,
    amended_by: Option<Allocation>,
    sees_all: bool,
    may_sign: bool,
    seen: String,
    may_amend: bool,
    may_confirm: bool,
    own_receipt: String,
    /// Key, heading and table of each part.
    parts: Vec<(&'static str, String, Table)>,
}

pub async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        let head = allocation(tx, &ctx.book, no)?;
        show_page(ctx, tx, &head, &Form::default(), &query)
    })
    .await
}

/// The page after a refusal or a fault: with everything that was typed.
pub fn show_again(ctx: &Ctx, tx: &mut Tx, no: i64, form: &Form) -> Result<Response, Error> {
    let head = allocation(tx, &ctx.book, no)?;
    show_page(ctx, tx, &head, form, &Export::default())
}

fn show_page(ctx: &Ctx, tx: &mut Tx, head: &Allocation, form: &Form, query: &Export) -> Result<Response, Error> {
    ctx.permit(Act::ViewOwn)?;
    if !ctx.sees_all() && head.state == Stage::Draft {
        return not_signed();
    }
    let sheet = Sheet {
        totals: totals(ctx, tx, head.no)?,
        lines: lines(tx, &ctx.book, head.no)?,
        units: units_of_year(tx, &ctx.book, head.year)?,
        documents: documents(tx, &ctx.book)?,
        receipts: receipts(tx, &ctx.book, head.no)?,
    };
    if !ctx.sees_all() && !sheet.lines.iter().any(|line| ctx.sees_unit(line.unit)) {
        return refuse(
            "not-your-unit",
            "Quyết định này không giao gì cho đơn vị của đồng chí. Quay về danh sách quyết định giao.",
        );
    }
    let parts = parts(ctx, head, &sheet);
    if let Some(wanted) = &query.export {
        let tables: Vec<&Table> = parts.iter().map(|(_, _, table)| table).collect();
        return export(wanted, &tables);
    }
    let frame = Frame::new(ctx, Tab::Allocations, head.title.clone(), query.done.as_deref());
    if head.state == Stage::Draft && ctx.may(Act::DraftAllocation) {
        return draft_page(ctx, frame, head, &sheet, form);
    }
    let seen = seen::digest(head, &sheet.totals, &sheet.lines);
    signed_page(ctx, tx, frame, head, form, (parts, seen))
}

/// What this person sees of the decision, each part a table that can be exported.
fn parts(ctx: &Ctx, head: &Allocation, sheet: &Sheet) -> Vec<(&'static str, String, Table)> {
    if !ctx.sees_all() {
        return vec![("own-lines", "Được giao".to_owned(), own_table(ctx, sheet))];
    }
    let mut parts = vec![
        ("allotted-totals", "Tổng mức".to_owned(), totals_table(ctx, sheet)),
        ("allotted-lines", "Giao cho đơn vị".to_owned(), lines_table(sheet)),
    ];
    if head.state == Stage::Signed {
        parts.push(("allotted-receipts", receipts_title(sheet), receipts_table(sheet)));
    }
    parts
}

fn draft_page(ctx: &Ctx, frame: Frame, head: &Allocation, sheet: &Sheet, form: &Form) -> Result<Response, Error> {
    // A refused signature carries no cells: the page then shows the grid as it was saved, below the reason.
    let typed = form.starting("v.").next().is_some();
    let stored = draft_page::filled(&sheet.totals, &sheet.lines);
    let stored = match form.refusal() {
        Some(refusal) => stored.with_error(refusal.clone().into()),
        None => stored,
    };
    let form = if typed { form } else { &stored };
    let mut rows = draft_page::rows(&sheet.totals, &sheet.units, form);
    rows.push(draft_page::held_row(&sheet.totals, form));
    let columns = draft_page::columns(&sheet.totals, form);
    let documents = document_choices(&sheet.documents);
    let (may_sign, seen) = (ctx.may(Act::SignAllocation), seen::digest(head, &sheet.totals, &sheet.lines));
    page(&Draft { frame, form, head, columns, rows, documents, may_sign, seen })
}

fn signed_page(
    ctx: &Ctx,
    tx: &mut Tx,
    frame: Frame,
    head: &Allocation,
    form: &Form,
    (parts, seen): (Vec<(&'static str, String, Table)>, String),
) -> Result<Response, Error> {
    let signed = head.state == Stage::Signed;
    let amended_by = if ctx.sees_all() || signed { amended_by(tx, &ctx.book, head.no)? } else { None };
    // A unit learns of an amendment when it is signed, not while it is drafted.
    let amended_by = amended_by.filter(|next| ctx.sees_all() || next.state == Stage::Signed);
    let (may_confirm, own_receipt) = own_receipt(ctx, tx, head)?;
    page(&Show {
        frame,
        form,
        head,
        signed: if signed { signature(ctx, tx, head)? } else { String::new() },
        decision: decision(ctx, tx, head)?,
        sees_all: ctx.sees_all(),
        may_sign: !signed && ctx.may(Act::SignAllocation),
        seen,
        may_amend: signed && amended_by.is_none() && ctx.may(Act::DraftAllocation),
        amended_by,
        may_confirm,
        own_receipt,
        parts,
    })
}

fn signature(ctx: &Ctx, tx: &mut Tx, head: &Allocation) -> Result<String, Error> {
    let by = officer_name(tx, &ctx.book, head.signed_by.unwrap_or_default())?;
    Ok(format!("{by} ký lúc {}", head.signed_at.map(viet::day::write_instant).unwrap_or_default()))
}

fn decision(ctx: &Ctx, tx: &mut Tx, head: &Allocation) -> Result<Option<(i64, String)>, Error> {
    let Some(no) = head.document else { return Ok(None) };
    Ok(Some((no, crate::document::document(tx, &ctx.book, no)?.name())))
}

/// Whether the person still has to confirm, and what to say once it is done.
fn own_receipt(ctx: &Ctx, tx: &mut Tx, head: &Allocation) -> Result<(bool, String), Error> {
    if head.state == Stage::Draft || !ctx.may(Act::ConfirmReceipt) {
        return Ok((false, String::new()));
    }
    let own = lines(tx, &ctx.book, head.no)?.iter().any(|line| ctx.actor.units.contains(&line.unit));
    for unit in &ctx.actor.units {
        if receipts_due(tx, &ctx.book, *unit)?.iter().any(|due| due.no == head.no) {
            return Ok((true, String::new()));
        }
    }
    let sentence = if own { "Đơn vị của đồng chí đã xác nhận nhận quyết định này." } else { "" };
    Ok((false, sentence.to_owned()))
}
