//! Calls a meeting (mở buổi làm việc) and edits what is written about it until its minutes are closed: specialists and the
//! head may.

use super::store::{KINDS, Meeting, meeting};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use crate::report::report;
use jiff::Timestamp;
use serde_json::json;

/// What is written about a meeting.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    pub kind: String,
    pub title: String,
    pub starts_at: Timestamp,
    pub place: String,
    pub chair: String,
    /// The report on which it rests.
    pub report: Option<i64>,
    /// One a line.
    pub participants: String,
    /// One a line.
    pub agenda: String,
    pub minutes: String,
}

/// Calls a meeting; answers its number.
///
/// # Errors
/// Faults on `kind`, `title`, `chair`; refusals `not-permitted`, `not-found` for the report.
pub fn call(ctx: &Ctx, tx: &mut Tx, new: &NewMeeting) -> Result<i64, Error> {
    ctx.permit(Act::HoldMeeting)?;
    check(ctx, tx, new)?;
    let (no, fact_no) = (tx.next_no("meeting", &ctx.book)?, next_fact_no(tx, &ctx.book)?);
    tx.exec(
        "insert into meeting (book, no, kind, title, starts_at, ends_at, place, chair, report, participants, agenda, minutes, state, \
         closed_at, notice, fact_no) values ($1, $2, $3, $4, $5, null, $6, $7, $8, $9, $10, $11, 'planned', null, null, $12)",
        params![
            &ctx.book, no, &new.kind, &new.title, new.starts_at, &new.place, &new.chair, new.report, &new.participants, &new.agenda,
            &new.minutes, fact_no
        ],
    )?;
    append(tx, ctx, Kind::MeetingCalled, &format!("meeting/{no}"), payload(new))?;
    Ok(no)
}

/// Edits it; the same again answers success.
///
/// # Errors
/// As [`call`], and `minutes-closed`.
pub fn edit(ctx: &Ctx, tx: &mut Tx, no: i64, new: &NewMeeting) -> Result<(), Error> {
    ctx.permit(Act::HoldMeeting)?;
    let before = open_meeting(ctx, tx, no)?;
    check(ctx, tx, new)?;
    if same(&before, new) {
        return Ok(());
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "update meeting set kind = $3, title = $4, starts_at = $5, place = $6, chair = $7, report = $8, participants = $9, agenda = $10, \
         minutes = $11, fact_no = $12 where book = $1 and no = $2",
        params![
            &ctx.book, no, &new.kind, &new.title, new.starts_at, &new.place, &new.chair, new.report, &new.participants, &new.agenda,
            &new.minutes, fact_no
        ],
    )?;
    append(tx, ctx, Kind::MeetingEdited, &format!("meeting/{no}"), payload(new))?;
    Ok(())
}

/// A meeting whose minutes are still open.
pub fn open_meeting(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Meeting, Error> {
    let meeting = meeting(tx, &ctx.book, no)?;
    if meeting.closed_at.is_some() {
        return refuse(
            "minutes-closed",
            "Biên bản đã chốt, không sửa được nữa. Nội dung mới ghi vào buổi làm việc sau.",
        );
    }
    Ok(meeting)
}

fn check(ctx: &Ctx, tx: &mut Tx, new: &NewMeeting) -> Result<(), Error> {
    let mut faults = Vec::new();
    if !KINDS.iter().any(|(key, _)| *key == new.kind) {
        faults.push(Fault::new("kind", "Chưa chọn loại. Chọn buổi làm việc, giao ban hoặc hội nghị."));
    }
    if new.title.is_empty() {
        faults.push(Fault::new("title", "Chưa ghi nội dung buổi làm việc. Ghi vào rồi gửi lại."));
    }
    if new.chair.is_empty() {
        faults.push(Fault::new("chair", "Chưa ghi người chủ trì. Ghi chức vụ, họ tên."));
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    if let Some(no) = new.report {
        report(tx, &ctx.book, no)?;
    }
    Ok(())
}

fn same(before: &Meeting, new: &NewMeeting) -> bool {
    before.kind == new.kind
        && before.title == new.title
        && before.starts_at == new.starts_at
        && before.place == new.place
        && before.chair == new.chair
        && before.report == new.report
        && before.participants == new.participants
        && before.agenda == new.agenda
        && before.minutes == new.minutes
}

fn payload(new: &NewMeeting) -> serde_json::Value {
    json!({ "kind": new.kind, "title": new.title, "starts_at": new.starts_at.to_string(), "place": new.place, "chair": new.chair, "report": new.report })
}
