//! The reports that were read, and the form that reads the next: a file, or text that is pasted.

use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::reading::read_report::{NewReading, read_report};
use crate::reading::store::{ReadReport, readings};
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, UploadedFile, Uploads, export, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "reading/pages/list.html")]
struct List<'a> {
    frame: Frame,
    form: &'a Form,
    table: Table,
}

pub async fn show(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| build(ctx, tx, &Form::default(), query.export.as_deref())).await
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, wanted: Option<&str>) -> Result<Response, Error> {
    ctx.permit(Act::ReadReport)?;
    let table = table(ctx, &readings(tx, &ctx.book)?);
    if let Some(wanted) = wanted {
        return export(wanted, &[&table]);
    }
    page(&List { frame: Frame::new(ctx, Tab::Readings, "Đọc báo cáo cũ", None), form, table })
}

fn table(ctx: &Ctx, found: &[ReadReport]) -> Table {
    let row = |r: &ReadReport| {
        let open = match r.open {
            0 => Cell::text("đã xem hết").marked("good"),
            open => Cell::number(format!("còn {open}"), open.into()),
        };
        let title = if r.title.is_empty() { &r.name } else { &r.title };
        vec![
            Cell::link(title.clone(), format!("/{}/readings/{}", ctx.book, r.no)),
            Cell::text(r.day.map(viet::day::write).unwrap_or_default()),
            Cell::number(r.proposed.to_string(), r.proposed.into()),
            open,
            Cell::text(r.read_by_name.clone()),
            Cell::text(viet::day::write_instant(r.read_at)),
        ]
    };
    Table {
        id: "readings",
        caption: "Báo cáo đã đọc".into(),
        columns: vec![
            Column::long("Báo cáo"),
            Column::left("Ngày"),
            Column::right("Số liệu đề xuất"),
            Column::left("Chưa xem"),
            Column::left("Người đọc"),
            Column::left("Lúc"),
        ],
        rows: found.iter().map(row).collect(),
        empty: "Chưa đọc báo cáo nào.",
    }
}

pub async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, uploads: Uploads) -> Response {
    let Uploads { form, files } = uploads;
    let scanned = app.scan_all(&files).await;
    let asked = files.clone();
    // A file made to keep a reader busy keeps a thread of its own, not those that answer pages.
    // Of whoever is not signed in nothing is read.
    let stranger = who.token.is_empty();
    let text = tokio::task::spawn_blocking(move || if stranger { Ok(None) } else { text_of(&asked) }).await;
    let text =
        text.unwrap_or_else(|_| Err("Không đọc được tệp này. Lưu lại thành .docx hoặc .txt rồi gửi lại.".into()));
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        ctx.permit(Act::ReadReport)?;
        let file = files.first();
        for wrong in [scanned.as_ref().err(), text.as_ref().err()].into_iter().flatten() {
            form.fault("file", wrong.clone());
        }
        let day = form.opt_day("day");
        form.finish()?;
        let read = text.clone().ok().flatten().unwrap_or_else(|| form.text("text"));
        let new = NewReading { name: file.map(|f| f.name.clone()).unwrap_or_default(), text: read, day };
        let no = read_report(ctx, tx, &new)?;
        Ok(to(format!("/{}/readings/{no}", ctx.book)))
    };
    app.act(who, book, form, run, |ctx, tx, form| build(ctx, tx, form, None)).await
}

/// The text of the uploaded file; `None` without one.
fn text_of(files: &Arc<Vec<UploadedFile>>) -> Result<Option<String>, String> {
    files.first().map(|file| reader::input::text(&file.bytes)).transpose()
}
