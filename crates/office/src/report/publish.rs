//! Publishes an extract of a signed report (công khai): chosen sections, with author, event time and publication time.

use super::frozen::Frozen;
use super::store::report;
use crate::ctx::Ctx;
use crate::db::{Tx, instant_text};
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::Timestamp;
use serde_json::json;

/// What is published: keys of sections, who wrote it, and when the event was; the publication time is now.
#[derive(Clone, Debug)]
pub struct Publication {
    pub sections: Vec<String>,
    pub author: String,
    pub event_at: Timestamp,
}

/// Publishes; the same report again is success when nothing differs, and refused otherwise.
pub fn publish(ctx: &Ctx, tx: &mut Tx, no: i64, publication: &Publication) -> Result<(), Error> {
    ctx.permit(Act::PublishReport)?;
    let report = report(tx, &ctx.book, no)?;
    let Some(frozen) = &report.frozen else {
        return refuse("not-signed", "Chỉ công khai báo cáo đã ký. Trình ký trước, rồi công khai trích đoạn.");
    };
    let frozen = Frozen::read(frozen)?;
    let sections: Vec<&str> = frozen
        .sections
        .iter()
        .map(|s| s.key.as_str())
        .filter(|key| publication.sections.iter().any(|k| k == key))
        .collect();
    refuse_private(&frozen, &sections)?;
    let keys = serde_json::to_string(&sections)?;
    if report.published_at.is_some() {
        return published_before(ctx, tx, no, publication, &keys);
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let title = frozen.document.title.clone();
    tx.exec(
        "insert into publication (book, report, author, event_at, published_by, published_at, sections, title, fact_no) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![&ctx.book, no, &publication.author, publication.event_at, ctx.actor.officer, ctx.now, &keys, &title, fact_no],
    )?;
    append(
        tx,
        ctx,
        Kind::ReportPublished,
        &format!("report/{no}"),
        json!({
            "sections": sections, "author": publication.author, "event_at": instant_text(publication.event_at),
            "title": title,
        }),
    )?;
    Ok(())
}

/// The same extract again, by the same author and of the same event, is success.
fn published_before(ctx: &Ctx, tx: &mut Tx, no: i64, new: &Publication, sections: &str) -> Result<(), Error> {
    let sql = "select sections, author, event_at from publication where book = $1 and report = $2";
    if let Some(row) = tx.row(sql, params![&ctx.book, no])? {
        let same = row.text("sections")? == sections && row.text("author")? == new.author;
        if same && row.text("event_at")? == instant_text(new.event_at) {
            return Ok(());
        }
    }
    refuse("already-published", "Trích đoạn của báo cáo này đã công khai. Nội dung đã công khai không sửa được nữa.")
}

fn refuse_private(frozen: &Frozen, sections: &[&str]) -> Result<(), Error> {
    if sections.is_empty() {
        return refuse(
            "nothing-to-publish",
            "Chưa chọn phần nào để công khai. Chọn ít nhất một phần được phép công khai.",
        );
    }
    let private = frozen.sections.iter().find(|s| !s.public && sections.contains(&s.key.as_str()));
    match private {
        Some(section) => refuse(
            "private-section",
            format!("Phần “{}” không thuộc diện công khai. Bỏ chọn phần này.", section.heading),
        ),
        None => Ok(()),
    }
}
