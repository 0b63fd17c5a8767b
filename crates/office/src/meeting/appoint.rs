//! Appointments of the leadership (lịch công tác): made and cancelled by specialists and the head. A cancelled one stays to be
//! read, so that nobody waits in vain.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::officers;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, not_found};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::Timestamp;
use serde_json::json;

/// An appointment to be made.
#[derive(Clone, Debug)]
pub struct NewAppointment {
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub title: String,
    pub place: String,
    /// The leader who chairs or goes.
    pub chaired_by: i64,
    pub attended: String,
    pub prepared_by: Option<i64>,
    pub meeting: Option<i64>,
}

/// Makes the appointment; answers its number.
///
/// # Errors
/// Faults on `title`, `ends_at`, `chaired_by`; refusals `not-permitted`.
pub fn make_appointment(ctx: &Ctx, tx: &mut Tx, new: &NewAppointment) -> Result<i64, Error> {
    ctx.permit(Act::HoldMeeting)?;
    let mut faults = Vec::new();
    if new.title.is_empty() {
        faults.push(Fault::new("title", "Chưa ghi nội dung. Ghi làm việc gì, với ai."));
    }
    if new.ends_at <= new.starts_at {
        faults.push(Fault::new("ends_at", "Giờ kết thúc phải sau giờ bắt đầu."));
    }
    if !officers(tx, &ctx.book, ctx.today())?.iter().any(|officer| officer.no == new.chaired_by) {
        faults.push(Fault::new("chaired_by", "Chưa chọn lãnh đạo. Chọn một người đang giữ vị trí."));
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let (no, fact_no) = (tx.next_no("appointment", &ctx.book)?, next_fact_no(tx, &ctx.book)?);
    tx.exec(
        "insert into appointment (book, no, starts_at, ends_at, title, place, chaired_by, attended, prepared_by, meeting, cancelled, fact_no) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11)",
        params![
            &ctx.book, no, new.starts_at, new.ends_at, &new.title, &new.place, new.chaired_by, &new.attended, new.prepared_by, new.meeting,
            fact_no
        ],
    )?;
    let payload = json!({
        "starts_at": new.starts_at.to_string(), "ends_at": new.ends_at.to_string(), "title": new.title, "chaired_by": new.chaired_by,
    });
    append(tx, ctx, Kind::AppointmentMade, &format!("appointment/{no}"), payload)?;
    Ok(no)
}

/// Cancels it; cancelled already answers success.
///
/// # Errors
/// Refusals `not-permitted`, `not-found`.
pub fn cancel_appointment(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<(), Error> {
    ctx.permit(Act::HoldMeeting)?;
    let sql = "select cancelled from appointment where book = $1 and no = $2";
    match tx.row(sql, params![&ctx.book, no])? {
        None => return not_found("lịch công tác này"),
        Some(row) if row.flag("cancelled")? => return Ok(()),
        Some(_) => {}
    }
    tx.exec("update appointment set cancelled = 1 where book = $1 and no = $2", params![&ctx.book, no])?;
    append(tx, ctx, Kind::AppointmentCancelled, &format!("appointment/{no}"), json!({}))?;
    Ok(())
}
