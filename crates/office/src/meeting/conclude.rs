//! Conclusions and requests of a meeting (kết luận, yêu cầu): each is written down, gets exactly one responsible side, and the
//! minutes close (chốt biên bản) only when every one has. Later its progress is followed. Specialists and the head may.

use super::call::open_meeting;
use super::store::{Item, items, meeting};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::unit_on;
use crate::error::{Error, Fault, not_found, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::civil::Date;
use serde_json::json;

/// A conclusion or request as it is written; without a number a new one.
#[derive(Clone, Debug, Default)]
pub struct NewItem {
    pub no: Option<i64>,
    /// A request rather than a conclusion.
    pub request: bool,
    pub body: String,
    pub said_by: String,
    /// A unit of this office …
    pub unit: Option<i64>,
    /// … or a body outside.
    pub outside: String,
    pub due_on: Option<Date>,
}

/// Writes an item or edits one; answers its number within the meeting.
///
/// # Errors
/// Faults on `item`, `unit`; refusals `not-permitted`, `not-found`, `minutes-closed`, `two-sides`.
pub fn conclude(ctx: &Ctx, tx: &mut Tx, no: i64, new: &NewItem) -> Result<i64, Error> {
    ctx.permit(Act::HoldMeeting)?;
    open_meeting(ctx, tx, no)?;
    if new.body.is_empty() {
        return Err(Error::Faults(vec![Fault::new("item", "Chưa ghi nội dung. Ghi kết luận hoặc yêu cầu.")]));
    }
    if new.unit.is_some() && !new.outside.is_empty() {
        return refuse(
            "two-sides",
            "Mỗi mục chỉ có một bên chịu trách nhiệm: chọn đơn vị của cơ quan, hoặc ghi sở, ngành; không cả hai.",
        );
    }
    if let Some(unit) = new.unit
        && unit_on(tx, &ctx.book, unit, ctx.today())?.is_none()
    {
        return Err(Error::Faults(vec![Fault::new(
            "unit",
            "Đơn vị này không còn hoạt động hôm nay. Chọn đơn vị khác.",
        )]));
    }
    let all = items(tx, &ctx.book, no)?;
    let known = match new.no {
        Some(number) => match all.iter().find(|item| item.no == number) {
            Some(item) if same(item, new) => return Ok(number),
            Some(item) => Some(item.no),
            None => return not_found("mục kết luận này"),
        },
        None => all.iter().find(|item| item.body == new.body && same(item, new)).map(|item| item.no),
    };
    if let (None, Some(number)) = (new.no, known) {
        return Ok(number);
    }
    let number = known.unwrap_or_else(|| all.last().map_or(1, |last| last.no + 1));
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "insert into meeting_item (book, meeting, no, kind, body, said_by, unit, outside, due_on, done_at, followed_at, followed_note, fact_no) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, null, '', $10) on conflict (book, meeting, no) do update set kind = excluded.kind, \
         body = excluded.body, said_by = excluded.said_by, unit = excluded.unit, outside = excluded.outside, due_on = excluded.due_on, \
         fact_no = excluded.fact_no",
        params![&ctx.book, no, number, kind(new), &new.body, &new.said_by, new.unit, &new.outside, new.due_on, fact_no],
    )?;
    let payload = json!({
        "item": number, "kind": kind(new), "body": new.body, "unit": new.unit, "outside": new.outside,
        "due_on": new.due_on.map(|on| on.to_string()), "edited": known.is_some(),
    });
    append(tx, ctx, Kind::ConclusionDrawn, &format!("meeting/{no}"), payload)?;
    Ok(number)
}

fn kind(new: &NewItem) -> &'static str {
    if new.request { "request" } else { "conclusion" }
}

fn same(item: &Item, new: &NewItem) -> bool {
    item.kind == kind(new)
        && item.body == new.body
        && item.said_by == new.said_by
        && item.unit == new.unit
        && item.outside == new.outside
        && item.due_on == new.due_on
}

/// Closes the minutes; closed already answers success.
///
/// # Errors
/// Refusals `not-permitted`, `not-found`, `item-without-side`, which names each of them.
pub fn close_minutes(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<(), Error> {
    ctx.permit(Act::HoldMeeting)?;
    let held = meeting(tx, &ctx.book, no)?;
    if held.closed_at.is_some() {
        return Ok(());
    }
    if held.starts_at > ctx.now {
        return refuse("not-held-yet", "Buổi làm việc chưa diễn ra. Chốt biên bản sau khi họp.");
    }
    let all = items(tx, &ctx.book, no)?;
    let without: Vec<String> =
        all.iter().filter(|item| item.side().is_empty()).map(|item| item.no.to_string()).collect();
    if !without.is_empty() {
        return refuse(
            "item-without-side",
            format!(
                "Mục {} chưa có bên chịu trách nhiệm. Chọn đơn vị hoặc ghi sở, ngành cho từng mục rồi chốt.",
                without.join(", ")
            ),
        );
    }
    tx.exec(
        "update meeting set state = 'closed', closed_at = $3 where book = $1 and no = $2",
        params![&ctx.book, no, ctx.now],
    )?;
    append(tx, ctx, Kind::MinutesClosed, &format!("meeting/{no}"), json!({ "items": all.len() }))?;
    Ok(())
}

/// Follows an item: what was done, and whether it is done with.
///
/// # Errors
/// A fault on `follow_note`; refusals `not-permitted`, `not-found`, `minutes-open`, `task-follows`.
pub fn follow(ctx: &Ctx, tx: &mut Tx, no: i64, number: i64, note: &str, done: bool) -> Result<(), Error> {
    ctx.permit(Act::HoldMeeting)?;
    if meeting(tx, &ctx.book, no)?.closed_at.is_none() {
        return refuse("minutes-open", "Biên bản chưa chốt. Chốt biên bản rồi mới theo dõi kết luận.");
    }
    let Some(item) = items(tx, &ctx.book, no)?.into_iter().find(|item| item.no == number) else {
        return not_found("mục kết luận này");
    };
    if let Some(task) = item.task {
        return refuse("task-follows", format!("Mục này đã thành nhiệm vụ số {task}. Ghi tiến độ ở nhiệm vụ đó."));
    }
    if note.is_empty() {
        return Err(Error::Faults(vec![Fault::new("follow_note", "Chưa ghi tiến độ. Ghi sở, ngành đã làm gì.")]));
    }
    if item.followed_note == note && item.done_at.is_some() == done {
        return Ok(());
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let done_at = done.then_some(ctx.now);
    tx.exec(
        "update meeting_item set followed_at = $4, followed_note = $5, done_at = $6 where book = $1 and meeting = $2 and no = $3",
        params![&ctx.book, no, number, ctx.now, note, done_at],
    )?;
    tx.exec(
        "insert into meeting_follow (book, meeting, item, no, at, officer, note, fact_no) \
         select $1, $2, $3, coalesce(max(no), 0) + 1, $4, cast($5 as bigint), $6, cast($7 as bigint) from meeting_follow \
         where book = $1 and meeting = $2 and item = $3",
        params![&ctx.book, no, number, ctx.now, ctx.actor.officer, note, fact_no],
    )?;
    let payload = json!({ "item": number, "note": note, "done": done });
    append(tx, ctx, Kind::ConclusionFollowed, &format!("meeting/{no}"), payload)?;
    Ok(())
}
