//! Filings that wait (hồ sơ trực tuyến chờ tiếp nhận): each is looked at, then received or refused.

use crate::app::{App, to};
use crate::attachment::file;
use crate::casework::case_file::seen_case;
use crate::casework::filing::{Filing, filing, receive_filing, refuse_filing, waiting};
use crate::casework::forms::{Printed, refusal as form_of_refusal};
use crate::casework::rules::current_type;
use crate::casework::view::unit_name;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, Failure, not_found};
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, attachment, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/filings", get(list))
        .route("/{book}/filings/{no}", get(show).post(answer))
        .route("/{book}/filings/{no}/papers/{at}", get(paper))
        .route("/{book}/filings/{no}/refusal", post(refusal))
        .route("/{book}/filings/{no}/forms/03.pdf", get(form_03))
}

#[derive(Template)]
#[template(path = "casework/pages/filings.html")]
struct List {
    frame: Frame,
    table: Table,
}

#[derive(Template)]
#[template(path = "casework/pages/filing.html")]
struct Show<'a> {
    frame: Frame,
    form: &'a Form,
    filing: Filing,
    title: String,
    fields: Vec<(String, String)>,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ReceiveCase)?;
        let mut rows = Vec::new();
        for filing in waiting(tx, &ctx.book)? {
            let title = current_type(ctx, tx, &filing.type_id)?.title.clone();
            let at = filing.submitted_at.map_or(String::new(), viet::day::write_instant);
            rows.push(vec![
                Cell::link(filing.no.to_string(), format!("/{}/filings/{}", ctx.book, filing.no)),
                Cell::text(filing.applicant.name),
                Cell::text(title),
                Cell::text(at),
            ]);
        }
        let table = Table {
            id: "filings",
            caption: "Hồ sơ trực tuyến chờ tiếp nhận".into(),
            columns: ["Số", "Người nộp", "Thủ tục", "Nộp lúc"].map(Column::left).into(),
            rows,
            empty: "Không có hồ sơ trực tuyến nào chờ tiếp nhận.",
        };
        if let Some(wanted) = &query.export {
            return export(wanted, &[&table]);
        }
        page(&List {
            frame: Frame::new(ctx, Tab::Cases, "Hồ sơ trực tuyến chờ tiếp nhận", query.done.as_deref()),
            table,
        })
    })
    .await
}

async fn show(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>) -> Response {
    app.page(who, book, move |ctx, tx| build(ctx, tx, &Form::default(), no)).await
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, no: i64) -> Result<Response, Error> {
    ctx.permit(Act::ReceiveCase)?;
    let filing = answerable(ctx, tx, no)?;
    let case_type = current_type(ctx, tx, &filing.type_id)?;
    let label = |id: &str| case_type.fields.iter().find(|f| f.id == id).map_or(id.to_owned(), |f| f.label.clone());
    page(&Show {
        frame: Frame::new(ctx, Tab::Cases, format!("Hồ sơ trực tuyến số {no}"), None),
        form,
        title: case_type.title.clone(),
        fields: filing.fields.iter().map(|(id, value)| (label(id), value.clone())).collect(),
        filing,
    })
}

/// A filing that was submitted; one that became a case is for those who may see the case.
fn answerable(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Filing, Error> {
    let filing = filing(tx, &ctx.book, no)?;
    if filing.state == "draft" {
        return not_found("hồ sơ nộp trực tuyến này");
    }
    if let Some(case_no) = filing.case_no {
        seen_case(ctx, tx, case_no)?;
    }
    Ok(filing)
}

async fn answer(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, _: &Form| {
        let unit = ctx.actor.units.first().copied().unwrap_or(1);
        let received = receive_filing(ctx, tx, no, unit)?;
        Ok(to(format!("/{}/cases/{}?done=receive", ctx.book, received.no)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no)).await
}

async fn refusal(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        refuse_filing(ctx, tx, no, &form.text("reason"))?;
        Ok(to(format!("/{}/filings?done=refuse", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no)).await
}

async fn paper(State(app): State<App>, who: Visitor, Path((book, no, at)): Path<(String, i64, usize)>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ReceiveCase)?;
        let filing = answerable(ctx, tx, no)?;
        let Some((_, _, digest)) = filing.papers.get(at.wrapping_sub(1)) else { return not_found("tệp này") };
        let (name, media_type, bytes) = file(tx, &ctx.book, digest)?;
        let name: String = viet::fold::fold(&name)
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
            .collect();
        Ok(attachment(&media_type, &name, bytes))
    })
    .await
}

/// Mẫu 03, once the filing was refused.
async fn form_03(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ReceiveCase)?;
        let filing = filing(tx, &ctx.book, no)?;
        if filing.state != "refused" {
            return not_found("biểu mẫu này");
        }
        let title = current_type(ctx, tx, &filing.type_id)?.title.clone();
        let unit = ctx.actor.units.first().copied().unwrap_or(1);
        let unit = unit_name(tx, &ctx.book, unit)?;
        let printed = Printed { office: &ctx.book_name, on: ctx.today(), track_url: "", officer: &ctx.actor.name };
        let document = form_of_refusal(&unit, &printed, &filing.applicant.name, &title, &filing.answer);
        let bytes = press::pdf::write_form(&document).map_err(|e| Failure::new(e.to_string()))?;
        Ok(attachment("application/pdf", &format!("ho-so-truc-tuyen-{no}-mau-03.pdf"), bytes))
    })
    .await
}
