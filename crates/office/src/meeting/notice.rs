//! The notice of conclusion (thông báo kết luận, TB): issued as a document of the office with a number, printed by Nghị định
//! 30/2020/NĐ-CP; and the minutes (biên bản) of the meeting. Specialists and the head may.

use super::store::{Item, Meeting, Proposal, items, meeting, proposals};
use crate::ctx::{Ctx, HANOI};
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::{place_of, root};
use crate::document::{Authority, Details, NewDocument, document, numbered, write_row};
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::civil::Date;
use press::{Block, Document, Inline, Masthead, Signature};
use serde_json::json;

/// Abbreviation of a notice (Nghị định 30/2020/NĐ-CP, Phụ lục III).
const NOTICE: &str = "TB";

/// Issues the notice; answers the number of its document. Issued already answers that document.
///
/// # Errors
/// A fault on `signer`; refusals `not-permitted`, `not-found`, `minutes-open`, `nothing-concluded`.
pub fn issue_notice(
    ctx: &Ctx,
    tx: &mut Tx,
    no: i64,
    authority: Authority,
    signer: &str,
    signer_post: &str,
) -> Result<i64, Error> {
    ctx.permit(Act::HoldMeeting)?;
    ctx.permit(Act::RegisterDocument)?;
    let meeting = meeting(tx, &ctx.book, no)?;
    if let Some(document) = meeting.notice {
        return Ok(document);
    }
    if meeting.closed_at.is_none() {
        return refuse("minutes-open", "Biên bản chưa chốt. Chốt biên bản rồi mới ban hành thông báo kết luận.");
    }
    if items(tx, &ctx.book, no)?.is_empty() {
        return refuse("nothing-concluded", "Buổi làm việc chưa có kết luận nào nên không có gì để thông báo.");
    }
    if signer.is_empty() {
        return Err(Error::Faults(vec![Fault::new("signer", "Chưa ghi người ký thông báo. Ghi họ tên.")]));
    }
    let new = NewDocument {
        kind: NOTICE.to_owned(),
        subject: format!("Kết luận {} {}", meeting.kind_label().to_lowercase(), meeting.title),
        details: Details {
            signer: signer.to_owned(),
            signer_post: signer_post.to_owned(),
            authority,
            ..Details::default()
        },
        ..NewDocument::default()
    };
    let new = numbered(ctx, tx, &new, "")?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let document = write_row(ctx, tx, &new, fact_no)?;
    tx.exec("update meeting set notice = $3 where book = $1 and no = $2", params![&ctx.book, no, document])?;
    let payload = json!({ "document": document, "symbol": new.symbol });
    append(tx, ctx, Kind::NoticeIssued, &format!("meeting/{no}"), payload)?;
    Ok(document)
}

/// The notice as a document to be printed.
pub fn notice(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Document, Error> {
    let meeting = meeting(tx, &ctx.book, no)?;
    let Some(number) = meeting.notice else {
        return refuse("no-notice", "Chưa ban hành thông báo kết luận. Ban hành để có số, rồi mới in.");
    };
    let issued = document(tx, &ctx.book, number)?;
    let office = root(tx, &ctx.book)?.name;
    let mut printed = Document {
        masthead: masthead(&office, Some(issued.symbol.as_str()), issued.issued_on, ctx.today().year()),
        kind: "THÔNG BÁO".to_owned(),
        title: issued.subject.clone(),
        recipients: vec!["Như nội dung thông báo".into(), "Lưu: VT".into()],
        signature: Signature {
            authority: authority_line(issued.details.authority),
            post: issued.details.signer_post.to_uppercase(),
            name: issued.details.signer.clone(),
            signed_at: None,
        },
        ..Document::default()
    };
    printed.body.push(paragraph(opening(&meeting)));
    for (at, item) in items(tx, &ctx.book, no)?.iter().enumerate() {
        printed.body.push(paragraph(format!("{}. {}", at + 1, told(item))));
    }
    Ok(printed)
}

/// The first line of the signature block (Nghị định 30/2020/NĐ-CP Điều 13).
fn authority_line(authority: Authority) -> String {
    match authority {
        Authority::Own => String::new(),
        Authority::ForBody => "TM. ỦY BAN NHÂN DÂN".to_owned(),
        other => format!("{}. CHỦ TỊCH", other.key()),
    }
}

/// The minutes as a document to be printed, also while they are open: then a draft.
pub fn minutes(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Document, Error> {
    let meeting = meeting(tx, &ctx.book, no)?;
    let office = root(tx, &ctx.book)?.name;
    let on = HANOI.to_datetime(meeting.starts_at).date();
    let mut printed = Document {
        masthead: masthead(&office, None, Some(on), on.year()),
        kind: "BIÊN BẢN".to_owned(),
        title: format!("{} {}", meeting.kind_label(), meeting.title),
        draft: meeting.closed_at.is_none(),
        signature: Signature {
            post: "NGƯỜI GHI BIÊN BẢN".into(),
            name: ctx.actor.name.clone(),
            ..Signature::default()
        },
        ..Document::default()
    };
    let body = &mut printed.body;
    body.push(paragraph(opening(&meeting)));
    list(body, "Thành phần", &meeting.participants);
    list(body, "Chương trình", &meeting.agenda);
    list(body, "Diễn biến", &meeting.minutes);
    let made = proposals(tx, &ctx.book, no)?;
    if !made.is_empty() {
        body.push(heading("Kiến nghị"));
        body.extend(made.iter().map(|p| paragraph(proposed(p))));
    }
    let drawn = items(tx, &ctx.book, no)?;
    for (kind, title) in [("request", "Yêu cầu"), ("conclusion", "Kết luận")] {
        let of_kind: Vec<&Item> = drawn.iter().filter(|item| item.kind == kind).collect();
        if !of_kind.is_empty() {
            body.push(heading(title));
            body.extend(of_kind.iter().enumerate().map(|(at, item)| paragraph(format!("{}. {}", at + 1, told(item)))));
        }
    }
    Ok(printed)
}

fn masthead(office: &str, symbol: Option<&str>, issued_on: Option<Date>, year: i16) -> Masthead {
    Masthead {
        superior: String::new(),
        issuer: format!("ỦY BAN NHÂN DÂN {}", office.to_uppercase()),
        symbol: symbol.map_or(String::new(), |symbol| format!("Số: {symbol}")),
        place: place_of(office),
        issued_on,
        year,
    }
}

fn opening(meeting: &Meeting) -> String {
    let place = if meeting.place.is_empty() { String::new() } else { format!(" tại {}", meeting.place) };
    format!(
        "{}{place}, {} chủ trì {} {}.",
        viet::day::write_instant(meeting.starts_at),
        meeting.chair,
        meeting.kind_label().to_lowercase(),
        meeting.title.trim_end_matches('.')
    )
}

fn told(item: &Item) -> String {
    let side = if item.side().is_empty() { String::new() } else { format!(" ({} chịu trách nhiệm", item.side()) };
    let due = item.due_on.map_or(String::new(), |on| format!(", chậm nhất ngày {}", viet::day::write(on)));
    let close = if side.is_empty() { "" } else { ")" };
    format!("{}{side}{due}{close}.", item.body.trim_end_matches('.'))
}

fn proposed(p: &Proposal) -> String {
    let mut text = format!(
        "{}. {} (gửi {}): {}",
        p.no,
        p.body.trim_end_matches('.'),
        p.addressed,
        p.answer.label().to_lowercase()
    );
    if !p.answer_text.is_empty() {
        text.push_str(&format!("; {}", p.answer_text.trim_end_matches('.')));
    }
    text.push('.');
    text
}

fn list(body: &mut Vec<Block>, title: &str, lines: &str) {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if !lines.is_empty() {
        body.push(heading(title));
        body.extend(lines.iter().map(|line| Block::Item { inlines: vec![Inline::Text((*line).to_owned())] }));
    }
}

fn heading(text: &str) -> Block {
    Block::Heading { level: 1, text: text.to_owned() }
}

fn paragraph(text: String) -> Block {
    Block::Paragraph { inlines: vec![Inline::Text(text)] }
}
