//! Pages of reports: list, draft with its failed checks, signed report with its numbers to open.

use super::assemble::assemble;
use super::draft::{NewReport, draft};
use super::edit::edit;
use super::explained::explained;
use super::frozen::{Frozen, FrozenSection};
use super::sign::{digest, sign_seen};
use super::store::{ListedReport, Report, readable, reports};
use super::words::{fields, filled, read};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::figure;
use crate::ui::{Cell, Column, Export, Form, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use pack::check::Finding;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/reports", get(list).post(create))
        .route("/{book}/reports/{no}", get(show).post(save))
        .route("/{book}/reports/{no}/sign", post(sign_it))
}

#[derive(Template)]
#[template(path = "report/pages/list.html")]
struct List<'a> {
    frame: Frame,
    form: &'a Form,
    table: Table,
    outlines: Vec<(String, String)>,
    periods: Vec<(String, String)>,
    may_draft: bool,
}

#[derive(Template)]
#[template(path = "report/pages/draft.html")]
struct Draft<'a> {
    frame: Frame,
    form: &'a Form,
    report: Report,
    article: Html,
    /// What the checks found, each with its written explanation.
    findings: Vec<(Finding, String)>,
    /// Digest of what this page shows; it comes back with the signature.
    seen: String,
    fields: Vec<Html>,
    may_edit: bool,
    may_sign: bool,
}

#[derive(Template)]
#[template(path = "report/pages/signed.html")]
struct Signed<'a> {
    frame: Frame,
    form: &'a Form,
    report: Report,
    article: Html,
    frozen: Frozen,
    public_sections: Vec<FrozenSection>,
    signed_at: String,
    may_publish: bool,
    may_assign: bool,
    book: String,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| list_page(ctx, tx, &Form::default(), query.export.as_deref())).await
}

fn list_page(ctx: &Ctx, tx: &mut Tx, form: &Form, wanted: Option<&str>) -> Result<Response, Error> {
    ctx.permit(Act::ViewAll)?;
    let table = table(ctx, tx)?;
    if let Some(wanted) = wanted {
        return export(wanted, &[&table]);
    }
    let periods = figure::periods(tx, &ctx.book)?;
    page(&List {
        frame: Frame::new(ctx, Tab::Reports, "Báo cáo", None),
        form,
        table,
        outlines: ctx.pack.outlines.iter().map(|outline| (outline.id.clone(), outline.name.clone())).collect(),
        periods: periods
            .iter()
            .map(|p| (p.no.to_string(), format!("{}, số liệu đến {}", p.label, viet::day::write(p.cutoff_on))))
            .collect(),
        may_draft: ctx.may(Act::DraftReport),
    })
}

fn table(ctx: &Ctx, tx: &mut Tx) -> Result<Table, Error> {
    let row = |report: ListedReport| {
        let state = match (report.signed, report.published_at) {
            (true, Some(at)) => {
                Cell::text(format!("đã ký, đã công khai {}", viet::day::write_instant(at))).marked("good")
            }
            (true, None) => Cell::text("đã ký").marked("good"),
            (false, _) => Cell::text("dự thảo").marked("note"),
        };
        vec![
            Cell::link(format!("Báo cáo {}", report.label), format!("/{}/reports/{}", ctx.book, report.no)),
            Cell::text(report.symbol.clone()),
            state,
            Cell::text(report.drafted_by_name.clone()),
            Cell::text(report.signed_by_name.clone()),
            Cell::text(report.signed_at.map(viet::day::write_instant).unwrap_or_default()),
        ]
    };
    Ok(Table {
        id: "reports",
        caption: "Báo cáo".into(),
        columns: ["Báo cáo", "Số, ký hiệu", "Tình trạng", "Người dự thảo", "Người ký", "Ký lúc"]
            .map(Column::left)
            .into(),
        rows: reports(tx, &ctx.book)?
            .into_iter()
            .filter(|report| report.signed || !ctx.looks_down())
            .map(row)
            .collect(),
        empty: "Chưa có báo cáo nào. Mở kỳ báo cáo, nhập số liệu rồi dự thảo.",
    })
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let (outline, period) = (form.required("outline", "đề cương"), form.int("period", "kỳ báo cáo"));
        form.finish()?;
        let no = draft(ctx, tx, &NewReport { outline, period: period.unwrap_or_default(), label: form.text("label") })?;
        Ok(to(format!("/{}/reports/{no}?done=save", ctx.book)))
    };
    app.act(who, book, form, run, |ctx, tx, form| list_page(ctx, tx, form, None)).await
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| show_page(ctx, tx, no, None, query.done.as_deref())).await
}

/// The page of a report: as a draft or as signed. `typed` carries a form that could not be saved.
pub(super) fn show_page(
    ctx: &Ctx,
    tx: &mut Tx,
    no: i64,
    typed: Option<&Form>,
    done: Option<&str>,
) -> Result<Response, Error> {
    ctx.permit(Act::ViewAll)?;
    let report = readable(ctx, tx, no)?;
    let frame = Frame::new(ctx, Tab::Reports, format!("Báo cáo {}", report.label), done);
    let options = press::html::Options { title_level: 2 };
    let Some(text) = report.frozen.clone() else { return draft_page(ctx, tx, frame, report, typed) };
    let frozen = Frozen::read(&text)?;
    let blank = Form::default();
    page(&Signed {
        frame,
        form: typed.unwrap_or(&blank),
        article: Html(press::html::body(&frozen.document, &options)),
        public_sections: frozen.sections.iter().filter(|section| section.public).cloned().collect(),
        frozen,
        signed_at: report.signed_at.map(viet::day::write_instant).unwrap_or_default(),
        may_publish: ctx.may(Act::PublishReport) && report.published_at.is_none(),
        may_assign: ctx.may(Act::AssignTask),
        book: ctx.book.clone(),
        report,
    })
}

fn draft_page(ctx: &Ctx, tx: &mut Tx, frame: Frame, report: Report, typed: Option<&Form>) -> Result<Response, Error> {
    let assembled = assemble(ctx, tx, &report, i64::MAX)?;
    let filled = filled(&report.texts);
    let form = typed.unwrap_or(&filled);
    let with_reason =
        |finding: &Finding| (finding.clone(), explained(&report.texts, finding).unwrap_or_default().to_owned());
    page(&Draft {
        frame,
        form,
        article: Html(press::html::body(&assembled.document, &press::html::Options { title_level: 2 })),
        seen: digest(&report, &assembled)?,
        fields: fields(ctx, &report, form, &assembled.findings),
        findings: assembled.findings.iter().map(with_reason).collect(),
        may_edit: ctx.may(Act::DraftReport),
        may_sign: ctx.may(Act::SignReport),
        report,
    })
}

async fn save(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        edit(ctx, tx, no, &read(form))?;
        Ok(to(format!("/{}/reports/{no}?done=save", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| show_page(ctx, tx, no, Some(form), None)).await
}

async fn sign_it(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        sign_seen(ctx, tx, no, form.has("seen").then(|| form.value("seen")))?;
        Ok(to(format!("/{}/reports/{no}?done=sign", ctx.book)))
    };
    let again = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let report = readable(ctx, tx, no)?;
        let shown = filled(&report.texts).with_error_of(form);
        show_page(ctx, tx, no, Some(&shown), None)
    };
    app.act(who, book, form, run, again).await
}
