//! The rules a case lives under: the published version of its case type and calendar, frozen when first used.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, Failure, refuse};
use crate::journal::sha256;
use crate::params;
use pack::{Calendar, CaseType};
use std::sync::Arc;

/// The version of a case type that is received today.
pub fn current_type(ctx: &Ctx, tx: &mut Tx, id: &str) -> Result<Arc<CaseType>, Error> {
    let frozen = newest(ctx, tx, "case-type", id)?;
    match ctx.pack.case_type(id) {
        Some(built_in) if built_in.version > frozen => Ok(Arc::new(built_in.clone())),
        _ if frozen > 0 => type_of(ctx, tx, id, frozen),
        _ => refuse("unknown-case-type", format!("Không có thủ tục “{id}”. Chọn một thủ tục trong danh mục.")),
    }
}

/// Every case type that may be received today, by field and title.
pub fn current_types(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Arc<CaseType>>, Error> {
    let rows =
        tx.rows("select distinct code from rule_text where book = $1 and kind = 'case-type'", params![&ctx.book])?;
    let mut ids = rows.iter().map(|row| row.text("code")).collect::<Result<Vec<_>, _>>()?;
    ids.extend(ctx.pack.case_types.iter().map(|c| c.id.clone()));
    ids.sort();
    ids.dedup();
    let mut types = ids.iter().map(|id| current_type(ctx, tx, id)).collect::<Result<Vec<_>, _>>()?;
    types.sort_by(|a, b| {
        viet::collate::compare(&a.field, &b.field).then_with(|| viet::collate::compare(&a.title, &b.title))
    });
    Ok(types)
}

/// A version of a case type as it was frozen.
pub fn type_of(ctx: &Ctx, tx: &mut Tx, id: &str, version: i64) -> Result<Arc<CaseType>, Error> {
    tx.once(&format!("case-type/{}/{id}/{version}", ctx.book), |tx| {
        let text = text_of(ctx, tx, "case-type", id, version)?;
        pack::load_case_type(id, &text).map_err(|faults| unreadable(id, &faults))
    })
}

/// The version of a calendar by which new clocks run.
pub fn current_calendar(ctx: &Ctx, tx: &mut Tx, id: &str) -> Result<Arc<Calendar>, Error> {
    let frozen = newest(ctx, tx, "calendar", id)?;
    match ctx.pack.calendar(id) {
        Some(built_in) if built_in.version > frozen => {
            let key = format!("laid-out/{id}/{}/{}", built_in.version, built_in.text.len());
            tx.once(&key, |_| Ok(built_in.lay_out()))
        }
        _ if frozen > 0 => calendar_of(ctx, tx, id, frozen),
        _ => refuse(
            "unknown-calendar",
            format!("Không có lịch làm việc “{id}”. Báo quản trị hệ thống ban hành lịch này."),
        ),
    }
}

/// A version of a calendar as it was frozen, laid out.
pub fn calendar_of(ctx: &Ctx, tx: &mut Tx, id: &str, version: i64) -> Result<Arc<Calendar>, Error> {
    tx.once(&format!("calendar/{}/{id}/{version}", ctx.book), |tx| {
        let text = text_of(ctx, tx, "calendar", id, version)?;
        Ok(pack::load_calendar(id, &text).map_err(|faults| unreadable(id, &faults))?.lay_out())
    })
}

/// Keeps the text of a version once; the same version with another text is refused.
pub fn freeze(
    ctx: &Ctx,
    tx: &mut Tx,
    kind: &str,
    id: &str,
    version: i64,
    text: &str,
    fact_no: i64,
) -> Result<bool, Error> {
    // What is in the memory as published was published: nothing to compare.
    let key = format!("frozen/{}/{kind}/{id}/{version}", ctx.book);
    let digest = sha256(text);
    if tx.known::<String>(&key).is_some_and(|known| *known == digest) {
        return Ok(false);
    }
    let sql = "select digest from rule_text where book = $1 and kind = $2 and code = $3 and version = $4";
    if let Some(row) = tx.row(sql, params![&ctx.book, kind, id, version])? {
        if row.text("digest")? == digest {
            tx.once(&key, |_| Ok(digest))?;
            return Ok(false);
        }
        return refuse(
            "version-published",
            format!(
                "“{id}” bản {version} đã ban hành với nội dung khác và không đổi được. Tăng `version` rồi ban hành lại."
            ),
        );
    }
    tx.exec(
        "insert into rule_text (book, kind, code, version, text, digest, published_at, fact_no) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![&ctx.book, kind, id, version, text, digest, ctx.now, fact_no],
    )?;
    Ok(true)
}

fn newest(ctx: &Ctx, tx: &mut Tx, kind: &str, id: &str) -> Result<i64, Error> {
    let sql = "select coalesce(max(version), 0) from rule_text where book = $1 and kind = $2 and code = $3";
    Ok(tx.int(sql, params![&ctx.book, kind, id])?)
}

fn text_of(ctx: &Ctx, tx: &mut Tx, kind: &str, id: &str, version: i64) -> Result<String, Error> {
    let sql = "select text from rule_text where book = $1 and kind = $2 and code = $3 and version = $4";
    match tx.row(sql, params![&ctx.book, kind, id, version])? {
        Some(row) => Ok(row.text("text")?),
        None => Err(Failure::new(format!("no text of {kind} {id} version {version} in book {}", ctx.book)).into()),
    }
}

fn unreadable(id: &str, faults: &[pack::Fault]) -> Error {
    let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
    Failure::new(format!("the frozen text of {id} cannot be read: {}", all.join("; "))).into()
}
