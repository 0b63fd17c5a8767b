//! Writes a programme or plan (lập chương trình, kế hoạch); specialists and the head may. It brings one row and one fact.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::document::document;
use crate::error::{Error, Fault};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use crate::plan::allocation::year_bounds;
use serde_json::json;

/// A programme to be written.
#[derive(Clone, Debug)]
pub struct NewProgramme {
    /// `CTr`, `KH` …
    pub kind: String,
    pub year: i16,
    pub title: String,
    pub document: Option<i64>,
}

/// Writes the programme; answers its number.
///
/// # Errors
/// Faults on `kind` and `title`; refusals `not-permitted`, `year-out-of-range`, `not-found` for the document.
pub fn write_programme(ctx: &Ctx, tx: &mut Tx, new: &NewProgramme) -> Result<i64, Error> {
    ctx.permit(Act::WriteProgramme)?;
    year_bounds(new.year)?;
    let mut faults = Vec::new();
    if new.kind.trim().is_empty() {
        faults.push(Fault::new("kind", "Chưa chọn loại. Chọn chương trình hoặc kế hoạch."));
    }
    if new.title.trim().is_empty() {
        faults.push(Fault::new("title", "Chưa ghi tên. Ghi tên chương trình, kế hoạch."));
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    if let Some(no) = new.document {
        document(tx, &ctx.book, no)?;
    }
    let (no, fact_no) = (tx.next_no("programme", &ctx.book)?, next_fact_no(tx, &ctx.book)?);
    tx.exec(
        "insert into programme (book, no, kind, year, title, document, fact_no) values ($1, $2, $3, $4, $5, $6, $7)",
        params![&ctx.book, no, new.kind.trim(), i64::from(new.year), new.title.trim(), new.document, fact_no],
    )?;
    let payload = json!({ "kind": new.kind, "year": new.year, "title": new.title, "document": new.document });
    append(tx, ctx, Kind::ProgrammeWritten, &format!("programme/{no}"), payload)?;
    Ok(no)
}
