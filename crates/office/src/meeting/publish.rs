//! Publishes news of a meeting (đăng tin): the time of the event stays apart from the time of publication. Specialists and
//! the head may.

use super::store::{meeting, news};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use serde_json::json;

/// Publishes the news; the same words by the same author again answer success.
///
/// # Errors
/// Faults on `news_title`, `news_body`, `author`; refusals `not-permitted`, `not-found`, `published-before`, `not-held-yet`.
pub fn publish_news(ctx: &Ctx, tx: &mut Tx, no: i64, title: &str, body: &str, author: &str) -> Result<(), Error> {
    ctx.permit(Act::PublishReport)?;
    let meeting = meeting(tx, &ctx.book, no)?;
    let fields = [
        ("news_title", title, "Chưa ghi tiêu đề tin."),
        ("news_body", body, "Chưa ghi nội dung tin."),
        ("author", author, "Chưa ghi tác giả. Ghi tên người hoặc phòng viết tin."),
    ];
    let missing = fields.iter().filter(|(_, text, _)| text.is_empty());
    let faults: Vec<Fault> = missing.map(|(field, _, sentence)| Fault::new(*field, *sentence)).collect();
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    if meeting.starts_at > ctx.now {
        return refuse("not-held-yet", "Buổi làm việc chưa diễn ra. Đăng tin sau khi họp.");
    }
    if let Some(known) = news(tx, &ctx.book, no)? {
        if known.title == title && known.body == body && known.author == author {
            return Ok(());
        }
        return refuse(
            "published-before",
            "Tin buổi làm việc này đã đăng. Tin đã đăng không sửa; đăng tin mới ở buổi sau nếu cần đính chính.",
        );
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "insert into meeting_news (book, meeting, title, body, author, published_at, fact_no) values ($1, $2, $3, $4, $5, $6, $7)",
        params![&ctx.book, no, title, body, author, ctx.now, fact_no],
    )?;
    let payload = json!({ "title": title, "author": author, "event_at": meeting.starts_at.to_string() });
    append(tx, ctx, Kind::MeetingPublished, &format!("meeting/{no}"), payload)?;
    Ok(())
}
