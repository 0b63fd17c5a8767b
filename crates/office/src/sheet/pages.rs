//! Pages of the import: upload a file of a subject, see the preview, commit it; download the content or an empty sheet.

use super::commit::commit;
use super::export::{blank_sheet, export_sheet};
use super::fields::layout;
use super::keep_draft::keep_draft;
use super::open::open;
use super::preview::{Preview, preview};
use super::subject::Subject;
use super::upload::{Upload, open_before};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::session::Visitor;
use crate::error::{Error, not_found};
use crate::ui::{Form, Frame, Tab, XLSX, attachment, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/imports", get(list))
        .route("/{book}/imports/{subject}", post(show_preview))
        .route("/{book}/imports/{subject}/commit", post(write))
        .route("/{book}/imports/{subject}/sheet.xlsx", get(sheet))
}

#[derive(Template)]
#[template(path = "sheet/pages/imports.html")]
struct Imports<'a> {
    frame: Frame,
    form: &'a Form,
    subjects: Vec<Offered>,
}

/// A subject as the page offers it.
struct Offered {
    key: &'static str,
    label: &'static str,
    explanation: &'static str,
    needed: String,
    optional: String,
}

#[derive(Template)]
#[template(path = "sheet/pages/preview.html")]
struct PreviewPage {
    frame: Frame,
    preview: Preview,
    token: String,
}

#[derive(Deserialize)]
struct Done {
    done: Option<String>,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Done>) -> Response {
    app.page(who, book, move |ctx, tx| list_page(ctx, tx, &Form::default(), query.done.as_deref())).await
}

fn list_page(ctx: &Ctx, _: &mut Tx, form: &Form, done: Option<&str>) -> Result<Response, Error> {
    let mine: Vec<Subject> = Subject::ALL.into_iter().filter(|subject| ctx.may(subject.act())).collect();
    let Some(first) = mine.first() else {
        ctx.permit(Subject::Figures.act())?;
        return not_found("trang này");
    };
    ctx.permit(first.act())?;
    let frame = Frame::new(ctx, Tab::Imports, "Nhập bảng tính", done);
    page(&Imports { frame, form, subjects: mine.into_iter().map(offered).collect() })
}

fn offered(subject: Subject) -> Offered {
    let layout = layout(subject);
    let needed = |key: &str| layout.needed.iter().any(|group| group.contains(&key));
    let optional: Vec<_> =
        layout.fields.iter().filter(|field| !needed(field.key)).map(|field| format!("“{}”", field.label)).collect();
    let explanation = match subject {
        Subject::Figures => {
            "Mỗi dòng một số liệu; hoặc mỗi dòng một đơn vị, mỗi cột một chỉ tiêu, tên chỉ tiêu ở tiêu đề kèm đơn vị tính, ví dụ “Thu ngân sách (tỷ đồng)”."
        }
        Subject::Targets => {
            "Mỗi dòng một chỉ tiêu hoặc dự toán của một cấp giao, kèm văn bản căn cứ đã đăng ký. Để trống đơn vị khi giao cho chính cơ quan này."
        }
        Subject::Units => "Mỗi dòng một đơn vị. Để trống “Trực thuộc” khi đơn vị trực thuộc chính cơ quan này.",
        Subject::Officers => {
            "Mỗi dòng một cán bộ và một vị trí việc làm; người giữ hai vị trí thì ghi hai dòng cùng tên đăng nhập. Mật khẩu đặt sau."
        }
    };
    Offered {
        key: subject.key(),
        label: subject.label(),
        explanation,
        needed: layout.needed_labels(),
        optional: optional.join(", "),
    }
}

fn subject_of(key: &str) -> Result<Subject, Error> {
    match Subject::read(key) {
        Some(subject) => Ok(subject),
        None => not_found("loại bảng này"),
    }
}

async fn show_preview(
    State(app): State<App>,
    who: Visitor,
    Path((book, key)): Path<(String, String)>,
    upload: Upload,
) -> Response {
    let Upload { form, file } = upload;
    let visit = (app.clone(), who.clone(), book.clone());
    let opened = open_before(visit, Subject::read(&key), form.value("csrf").to_owned(), file.clone()).await;
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let subject = subject_of(&key)?;
        if file.name.is_empty() {
            form.fault(&format!("file-{}", subject.key()), "Chưa chọn tệp. Chọn tệp bảng tính rồi bấm xem trước.");
        }
        let cutoff_on = form.opt_day("cutoff_on");
        form.finish()?;
        let late;
        let opened = match &opened {
            Some(opened) => opened,
            // Not allowed a moment ago: refused here, unless the right was given in between.
            None => {
                ctx.permit(subject.act())?;
                late = open(&file.name, &file.bytes);
                &late
            }
        };
        let preview = preview(ctx, tx, subject, &file.name, opened, cutoff_on)?;
        let clean = preview.faults.is_empty();
        let token = if clean { keep_draft(ctx, tx, &preview)? } else { String::new() };
        let frame = Frame::new(ctx, Tab::Imports, format!("Xem trước: nhập {}", subject.label()), None);
        let page = page(&PreviewPage { frame, preview, token })?;
        Ok(if clean { page } else { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() })
    };
    app.act(who, book, form, run, |ctx, tx, form| list_page(ctx, tx, form, None)).await
}

async fn write(
    State(app): State<App>,
    who: Visitor,
    Path((book, key)): Path<(String, String)>,
    form: Form,
) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let subject = subject_of(&key)?;
        commit(ctx, tx, subject, form.value("token"))?;
        Ok(to(format!("/{}/imports?done=import", ctx.book)))
    };
    app.act(who, book, form, run, |ctx, tx, form| list_page(ctx, tx, form, None)).await
}

#[derive(Deserialize)]
struct Wanted {
    /// The empty sheet to be filled in, instead of the content.
    blank: Option<String>,
}

async fn sheet(
    State(app): State<App>,
    who: Visitor,
    Path((book, key)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        let subject = subject_of(&key)?;
        let (name, bytes) = match wanted.blank {
            Some(_) => (format!("{}-mau.xlsx", subject.key()), blank_sheet(ctx, subject)?),
            None => (format!("{}.xlsx", subject.key()), export_sheet(ctx, tx, subject)?),
        };
        Ok(attachment(XLSX, &name, bytes))
    })
    .await
}
