//! The deadline of a task (hạn hoàn thành): a day, or a time limit counted by the same clock as cases; and when its ladder
//! speaks. A day in the past or a day off is asked about, not refused.

use super::sweep::next_rung_of;
use crate::casework::current_calendar;
use crate::ctx::{Ctx, HANOI};
use crate::db::Tx;
use crate::error::{Error, Failure, Fault, refuse};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use pack::Calendar;
use pack::Wording;
use pack::clock::{Clock, Limit, Run};
use std::sync::Arc;

/// A deadline as it was written and as it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub at: Timestamp,
    /// `5 ngày làm việc`; empty for a day.
    pub limit: String,
    /// The steps that led to it; empty for a day.
    pub steps: Vec<String>,
}

/// The wording that holds today and its calendar.
pub fn wording(ctx: &Ctx, tx: &mut Tx) -> Result<(Wording, Arc<Calendar>), Error> {
    let Some(wording) = ctx.pack.wording_on(ctx.today()).cloned() else {
        return refuse("no-wording", "Bộ quy tắc chưa có các “rõ” để giao nhiệm vụ. Báo quản trị bổ sung clears.toml.");
    };
    let calendar = current_calendar(ctx, tx, &wording.calendar)?;
    Ok((wording, calendar))
}

/// Reads `30/6/2017` or `5 ngày làm việc`.
///
/// # Errors
/// A fault on `due` that says what to write.
pub fn read(ctx: &Ctx, calendar: &Calendar, text: &str) -> Result<Due, Error> {
    let text = text.trim();
    let fault = |sentence: String| Error::Faults(vec![Fault::new("due", sentence)]);
    if let Ok(limit) = Limit::read(text) {
        let run = Run { started: HANOI.to_datetime(ctx.now), pauses: &[], extensions: &[] };
        let told = Clock::new(calendar, limit).explain(&run).map_err(|beyond| fault(beyond.sentence))?;
        let Some(due) = told.reckoning.due else {
            return Err(fault("Thời hạn này không có điểm cuối.".into()));
        };
        let steps = told.steps.iter().map(pack::clock::Step::sentence).collect();
        return Ok(Due { at: instant(due)?, limit: limit.to_string(), steps });
    }
    let day = viet::day::read(text).map_err(|_| {
        fault(format!("“{text}” không phải ngày hay thời hạn. Ghi như 30/6/2026 hoặc 5 ngày làm việc."))
    })?;
    Ok(Due { at: end_of(calendar, day)?, limit: String::new(), steps: Vec::new() })
}

/// When a day ends for a deadline: when the office closes, and at 17:00 on a day on which it does not open.
pub fn end_of(calendar: &Calendar, day: Date) -> Result<Timestamp, Error> {
    instant(calendar.closing(day).unwrap_or_else(|| day.at(17, 0, 0, 0)))
}

fn instant(at: DateTime) -> Result<Timestamp, Error> {
    Ok(HANOI.to_timestamp(at).map_err(|e| Failure::new(format!("an instant out of range: {e}")))?)
}

/// What is odd about a deadline, in words for the person who sets it; empty when nothing is.
pub fn oddities(ctx: &Ctx, calendar: &Calendar, due: &Due) -> Vec<String> {
    let day = crate::ctx::day_of(due.at);
    let mut odd = Vec::new();
    if due.at < ctx.now {
        odd.push(format!("hạn {} đã qua", viet::day::write(day)));
    }
    if due.limit.is_empty() && calendar.kind(day).is_some_and(|kind| !kind.counts()) {
        let why = calendar.reason(day).map_or("nghỉ hằng tuần", |reason| reason.name.as_str());
        odd.push(format!("{} là ngày nghỉ ({why})", viet::day::write(day)));
    }
    odd
}

/// Asks about an odd deadline once: whoever ticks "vẫn giao" has seen it.
///
/// # Errors
/// Refusal `odd-deadline`.
pub fn ask(ctx: &Ctx, calendar: &Calendar, due: &Due, sure: bool) -> Result<(), Error> {
    let odd = oddities(ctx, calendar, due);
    if sure || odd.is_empty() {
        return Ok(());
    }
    refuse(
        "odd-deadline",
        format!("Kiểm tra hạn: {}. Sửa hạn, hoặc đánh dấu “Vẫn lấy hạn này” rồi gửi lại.", odd.join("; ")),
    )
}

/// When the ladder of a task speaks next.
pub fn next_rung(
    ctx: &Ctx,
    tx: &mut Tx,
    no: i64,
    wording: &Wording,
    due_at: Timestamp,
) -> Result<Option<Timestamp>, Error> {
    let calendar = current_calendar(ctx, tx, &wording.calendar)?;
    next_rung_of(ctx, tx, no, &calendar, wording, due_at)
}
