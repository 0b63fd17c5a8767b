//! The faces of a report: HTML, PDF, DOCX, XLSX, all from the one frozen document (drafts: from the assembled one).

use super::assemble::assemble;
use super::frozen::Frozen;
use super::store::{Report, readable};
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, Failure, refuse};
use crate::ui::{XLSX, attachment};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use press::{Block, Cell, Document, Inline, Trace};
use serde::Deserialize;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/reports/{no}/export", get(download))
}

/// A file format a report can be handed out in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    Html,
    Pdf,
    Docx,
    Xlsx,
}

/// The face of a name.
pub fn face(name: &str) -> Option<Face> {
    match name {
        "html" => Some(Face::Html),
        "pdf" => Some(Face::Pdf),
        "docx" => Some(Face::Docx),
        "xlsx" => Some(Face::Xlsx),
        _ => None,
    }
}

impl Face {
    fn media_type(self) -> &'static str {
        match self {
            Face::Html => "text/html; charset=utf-8",
            Face::Pdf => "application/pdf",
            Face::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Face::Xlsx => XLSX,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Face::Html => "html",
            Face::Pdf => "pdf",
            Face::Docx => "docx",
            Face::Xlsx => "xlsx",
        }
    }
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    format: String,
}

async fn download(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let public_url = app.public_url.clone();
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let Some(face) = face(&wanted.format) else {
            return refuse("unknown-format", "Chỉ xuất được HTML, PDF, DOCX và XLSX. Chọn một trong bốn dạng.");
        };
        let report = readable(ctx, tx, no)?;
        let bytes = write_face(ctx, tx, &report, face, &public_url)?;
        let name = format!("{}-bao-cao-{no}.{}", ctx.book, face.extension());
        Ok(attachment(face.media_type(), &name, bytes))
    })
    .await
}

/// The bytes of a face.
pub fn write_face(ctx: &Ctx, tx: &mut Tx, report: &Report, face: Face, public_url: &str) -> Result<Vec<u8>, Error> {
    let mut document = document_of(ctx, tx, report)?;
    link_figures(&mut document, public_url);
    document.trace = report.hash.as_ref().map(|hash| trace(&ctx.book, report, hash, public_url));
    let written = match face {
        Face::Html => Ok(press::html::page(&document).into_bytes()),
        Face::Pdf => press::pdf::write(&document),
        Face::Docx => press::docx::write(&document),
        Face::Xlsx => press::xlsx::write(&document),
    };
    written.map_err(|error| Failure::new(format!("export: {error}")).into())
}

/// The frozen document of a signed report, the assembled one of a draft.
pub fn document_of(ctx: &Ctx, tx: &mut Tx, report: &Report) -> Result<Document, Error> {
    match &report.frozen {
        Some(frozen) => Ok(Frozen::read(frozen)?.document),
        None => Ok(assemble(ctx, tx, report, i64::MAX)?.document),
    }
}

fn trace(book: &str, report: &Report, hash: &str, public_url: &str) -> Trace {
    let path = format!("/{book}/reports/{}", report.no);
    Trace {
        code: format!("{book}/{}", report.no),
        url: (!public_url.is_empty()).then(|| format!("{public_url}{path}")),
        hash: hash.to_owned(),
        note: if public_url.is_empty() {
            "Mở từng con số: trang của báo cáo này trong Rõ Việc, ô “Mở số theo mã in trong văn bản” (S1, S2 …)."
                .to_owned()
        } else {
            format!("Mở từng con số: {public_url}{path}/figures/ và mã in cạnh số (S1, S2 …).")
        },
    }
}

/// A file is read far from the program: links need the whole address, and without one there are none.
fn link_figures(document: &mut Document, public_url: &str) {
    let link = |href: &mut Option<String>| {
        *href = href.take().filter(|_| !public_url.is_empty()).map(|path| format!("{public_url}{path}"))
    };
    for block in &mut document.body {
        match block {
            Block::Paragraph { inlines } | Block::Item { inlines } => {
                for inline in inlines {
                    if let Inline::Figure(figure) = inline {
                        link(&mut figure.href);
                    }
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    if let Cell::Figure(figure) = cell {
                        link(&mut figure.href);
                    }
                }
            }
            _ => {}
        }
    }
}
