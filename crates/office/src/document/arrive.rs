//! Enters an incoming document (vào sổ văn bản đến): specialists, the clerk among them, and the head may. It takes the next
//! number of the year's register and brings the row with one fact.

use super::details::{Entry, Flow};
use super::number::take_number;
use super::register::{NewDocument, check, payload, write_row};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault};
use crate::journal::{Kind, append, next_fact_no};

/// The series of incoming numbers: one for all kinds, from 01 on 1 January (Nghị định 30/2020/NĐ-CP Điều 22).
pub const ARRIVALS: &str = "đến";

/// Enters the document; answers its number.
///
/// # Errors
/// Faults on `arrived_on`, `kind`; refusals `not-permitted`, `document-known`.
pub fn arrive(ctx: &Ctx, tx: &mut Tx, new: &NewDocument) -> Result<i64, Error> {
    ctx.permit(Act::RegisterDocument)?;
    let new = arrived(ctx, tx, new)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let document = write_row(ctx, tx, &new, fact_no)?;
    append(tx, ctx, Kind::DocumentArrived, &format!("document/{document}"), payload(&new))?;
    Ok(document)
}

/// The document with its number in the register: for an act of another domain that enters it under a fact of its own.
pub fn arrived(ctx: &Ctx, tx: &mut Tx, new: &NewDocument) -> Result<NewDocument, Error> {
    check(ctx, tx, new)?;
    let arrived_on = new.details.arrived_on.unwrap_or(ctx.today());
    let mut faults = Vec::new();
    if arrived_on > ctx.today() {
        faults.push(Fault::new("arrived_on", "Ngày đến ở tương lai. Ghi ngày nhận thật."));
    }
    if new.issued_on.is_some_and(|issued| issued > arrived_on) {
        faults.push(Fault::new("issued_on", "Ngày ban hành sau ngày đến. Kiểm tra lại hai ngày."));
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let mut new = new.clone();
    let no = take_number(tx, &ctx.book, arrived_on.year(), ARRIVALS)?;
    new.details.flow = Flow::In;
    new.details.arrived_on = Some(arrived_on);
    new.details.entry = Some(Entry { series: ARRIVALS.to_owned(), year: arrived_on.year().into(), no });
    Ok(new)
}
