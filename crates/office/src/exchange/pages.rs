//! Pages of the exchange: outbox and inbox, a message as a file, sending a document, reading one in, answering a recall.

use super::deliver::send_again;
use super::edxml::{Organ, StatusCode};
use super::send::{own_organ, send, written};
use super::status::answer_recall;
use super::store::{Message, message, messages};
use super::take_in::{TakenIn, take_in};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::document::document_page;
use crate::error::{Error, Fault};
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, Uploads, attachment as download, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};

/// The media type of a message.
const XML: &str = "application/xml; charset=utf-8";

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/exchange", get(show).post(read_in))
        .route("/{book}/exchange/{no}", get(read_message))
        .route("/{book}/exchange/{no}/again", post(again))
        .route("/{book}/exchange/{no}/answer", post(answer))
        .route("/{book}/documents/{no}/edxml", get(as_edxml))
        .route("/{book}/documents/{no}/send", post(send_out))
}

#[derive(Template)]
#[template(path = "exchange/list.html")]
struct Page<'a> {
    frame: Frame,
    form: &'a Form,
    own: String,
    table: Table,
    asked: Vec<Message>,
    refused: Vec<Message>,
    may_exchange: bool,
}

async fn show(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| build(ctx, tx, &Form::default(), &query)).await
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, query: &Export) -> Result<Response, Error> {
    ctx.permit(Act::ViewAll)?;
    let all = messages(tx, &ctx.book, None)?;
    let table = table(ctx, &all);
    if let Some(wanted) = &query.export {
        return export(wanted, &[&table]);
    }
    let of = |state: &str| all.iter().filter(|m| m.state == state).cloned().collect::<Vec<_>>();
    page(&Page {
        frame: Frame::new(ctx, Tab::Exchange, "Liên thông văn bản", query.done.as_deref()),
        form,
        own: own_organ(ctx, tx)?.organ_id,
        asked: of("asked"),
        refused: of("refused"),
        table,
        may_exchange: ctx.may(Act::ExchangeDocument),
    })
}

fn table(ctx: &Ctx, all: &[Message]) -> Table {
    let row = |m: &Message| {
        let what = match (m.kind.as_str(), StatusCode::from_code(&m.status)) {
            ("status", Some(code)) => format!("trạng thái {}: {}", code.code(), code.label()),
            _ => match m.status.as_str() {
                "recall" => "đề nghị thu hồi".to_owned(),
                "update" => "đề nghị cập nhật".to_owned(),
                "replace" => "văn bản thay thế".to_owned(),
                _ => "văn bản".to_owned(),
            },
        };
        let (state, mark) = match m.state.as_str() {
            "waiting" if m.tries > 0 => (format!("chờ gửi lại (đã thử {} lần)", m.tries), "warn"),
            "waiting" => ("chờ gửi".to_owned(), ""),
            "sent" => ("đã chuyển".to_owned(), "good"),
            "refused" => ("bị từ chối".to_owned(), "stop"),
            "asked" => ("chờ trả lời".to_owned(), "warn"),
            "answered" => ("đã trả lời".to_owned(), ""),
            _ => ("đã nhận".to_owned(), ""),
        };
        let about =
            m.document.map_or(Cell::text(""), |no| Cell::link(no.to_string(), format!("/{}/documents/{no}", ctx.book)));
        vec![
            Cell::link(m.no.to_string(), format!("/{}/exchange/{}", ctx.book, m.no)),
            Cell::text(if m.direction == "out" { "gửi" } else { "nhận" }),
            Cell::text(viet::day::write_instant(m.at)),
            Cell::text(what),
            about,
            Cell::text(m.peer.clone()),
            Cell::text(state).marked(mark),
            Cell::text(m.note.clone()),
        ]
    };
    Table {
        id: "messages",
        caption: "Thông điệp gửi và nhận".into(),
        columns: ["Số", "Chiều", "Lúc", "Nội dung", "Văn bản", "Cơ quan", "Tình trạng", "Ghi chú"]
            .map(Column::left)
            .into(),
        rows: all.iter().map(row).collect(),
        empty: "Chưa gửi, chưa nhận thông điệp nào.",
    }
}

async fn read_message(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let found = message(tx, &ctx.book, no)?;
        Ok(download(XML, &format!("thong-diep-{no}.edxml"), found.body.into_bytes()))
    })
    .await
}

async fn as_edxml(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ExchangeDocument)?;
        Ok(download(XML, &format!("van-ban-{no}.edxml"), written(ctx, tx, no)?.into_bytes()))
    })
    .await
}

async fn read_in(State(app): State<App>, who: Visitor, Path(book): Path<String>, uploads: Uploads) -> Response {
    let Uploads { form, files } = uploads;
    let scanned = app.scan_message(&files).await;
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let Some(file) = files.first() else {
            form.fault("file", "Chưa chọn tệp edXML. Chọn tệp rồi gửi lại.");
            form.finish()?;
            return Ok(to(format!("/{}/exchange", ctx.book)));
        };
        scanned.clone().map_err(|why| Error::Faults(vec![Fault::new("file", why)]))?;
        let taken = take_in(ctx, tx, &file.bytes, "").map_err(at_file)?;
        Ok(to(match taken {
            TakenIn::Document(no) | TakenIn::Status(Some(no)) => format!("/{}/documents/{no}?done=register", ctx.book),
            TakenIn::Status(None) => format!("/{}/exchange?done=save", ctx.book),
        }))
    };
    app.act(who, book, form, run, |ctx, tx, form| build(ctx, tx, form, &Export::default())).await
}

/// Every fault of a message stands at the field of the file, with its own place in words.
fn at_file(error: Error) -> Error {
    match error {
        Error::Faults(faults) => Error::Faults(
            faults.into_iter().map(|f| Fault::new("file", format!("{}: {}", f.place, f.sentence))).collect(),
        ),
        other => other,
    }
}

async fn send_out(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let typed = form.text("to");
        let organ = |line: &str| {
            let (id, name) = line.split_once('|').unwrap_or((line, ""));
            Organ { organ_id: id.trim().to_owned(), name: name.trim().to_owned(), ..Organ::default() }
        };
        let organs: Vec<Organ> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(organ).collect();
        send(ctx, tx, no, &organs)?;
        Ok(to(format!("/{}/exchange?done=save", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| document_page(ctx, tx, form, no)).await
}

async fn again(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, _: &Form| {
        send_again(ctx, tx, no)?;
        Ok(to(format!("/{}/exchange?done=save", ctx.book)))
    };
    app.act(who, book, form, run, |ctx, tx, form| build(ctx, tx, form, &Export::default())).await
}

async fn answer(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        answer_recall(ctx, tx, no, form.value("agree") == "yes", &form.text("reason"))?;
        Ok(to(format!("/{}/exchange?done=answer", ctx.book)))
    };
    app.act(who, book, form, run, |ctx, tx, form| build(ctx, tx, form, &Export::default())).await
}
