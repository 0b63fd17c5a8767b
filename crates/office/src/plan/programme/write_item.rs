//! Writes or edits an item of a programme (ghi nhiệm vụ); specialists and the head may. A ready item that is edited is a
//! draft again. It brings one row and one fact; writing the same again changes nothing.

use super::item::{Item, State};
use super::store::{item, programme};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::document::documents;
use crate::error::{Error, Fault};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use crate::plan::allocation::{officers_of_year, units_of_year};
use jiff::civil::Date;
use serde_json::json;

/// An item as it is written; what is not known yet stays empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewItem {
    pub work: String,
    pub unit: Option<i64>,
    pub person: Option<i64>,
    pub procedure: String,
    pub head: Option<i64>,
    pub expected_result: String,
    pub due_on: Option<Date>,
    pub basis: Option<i64>,
}

/// Adds an item to a programme, or edits the one given; answers its number.
///
/// # Errors
/// Faults on `work`, `unit`, `person`, `head`, `basis`; refusals `not-permitted`, `not-found`.
pub fn write_item(ctx: &Ctx, tx: &mut Tx, no: i64, edited: Option<i64>, new: &NewItem) -> Result<i64, Error> {
    ctx.permit(Act::WriteProgramme)?;
    let year = programme(tx, &ctx.book, no)?.year;
    let before = edited.map(|edited| item(tx, &ctx.book, no, edited)).transpose()?;
    check(ctx, tx, year, new)?;
    if let Some(before) = before.as_ref().filter(|before| same(before, new)) {
        return Ok(before.no);
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let number = match &before {
        Some(before) => before.no,
        None => tx.int(
            "select coalesce(max(no), 0) + 1 from programme_item where book = $1 and programme = $2",
            params![&ctx.book, no],
        )?,
    };
    write(ctx, tx, no, number, new, fact_no)?;
    let was = before.map(|before| if before.state == State::Ready { "ready" } else { "draft" });
    let payload = json!({
        "item": number, "was": was, "work": new.work, "unit": new.unit, "person": new.person, "procedure": new.procedure, "head": new.head,
        "expected_result": new.expected_result, "due_on": new.due_on.map(|on| on.to_string()), "basis": new.basis,
    });
    append(tx, ctx, Kind::ItemWritten, &format!("programme/{no}"), payload)?;
    Ok(number)
}

fn same(before: &Item, new: &NewItem) -> bool {
    before.work == new.work.trim()
        && before.unit == new.unit
        && before.person == new.person
        && before.procedure == new.procedure.trim()
        && before.head == new.head
        && before.expected_result == new.expected_result.trim()
        && before.due_on == new.due_on
        && before.basis == new.basis
}

/// What is chosen must exist; what is empty may be filled later, but not everything.
fn check(ctx: &Ctx, tx: &mut Tx, year: i16, new: &NewItem) -> Result<(), Error> {
    let mut units: Vec<i64> = units_of_year(tx, &ctx.book, year)?.iter().map(|unit| unit.no).collect();
    units.push(crate::directory::root(tx, &ctx.book)?.no);
    let officers: Vec<i64> =
        officers_of_year(tx, &ctx.book, year, ctx.today())?.iter().map(|officer| officer.no).collect();
    let documents: Vec<i64> = documents(tx, &ctx.book)?.iter().map(|document| document.no).collect();
    let mut faults = Vec::new();
    let mut require = |place: &str, chosen: Option<i64>, known: &[i64], what: &str| {
        if chosen.is_some_and(|no| !known.contains(&no)) {
            faults.push(Fault::new(
                place,
                format!("{what} đã chọn không có trong năm {year}. Chọn lại trong danh sách."),
            ));
        }
    };
    require("unit", new.unit, &units, "Đơn vị");
    require("person", new.person, &officers, "Cán bộ");
    require("head", new.head, &officers, "Cán bộ");
    require("basis", new.basis, &documents, "Văn bản");
    if *new == NewItem::default() {
        faults
            .push(Fault::new("work", "Chưa ghi gì. Ghi ít nhất việc phải làm; các mục còn lại bổ sung sau cũng được."));
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Faults(faults)) }
}

fn write(ctx: &Ctx, tx: &mut Tx, no: i64, number: i64, new: &NewItem, fact_no: i64) -> Result<(), Error> {
    tx.exec(
        "insert into programme_item (book, programme, no, work, unit, person, procedure, head, expected_result, due_on, basis, state, fact_no) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'draft', $12) \
         on conflict (book, programme, no) do update set work = excluded.work, unit = excluded.unit, person = excluded.person, \
         procedure = excluded.procedure, head = excluded.head, expected_result = excluded.expected_result, due_on = excluded.due_on, \
         basis = excluded.basis, state = 'draft', fact_no = excluded.fact_no",
        params![
            &ctx.book, no, number, new.work.trim(), new.unit, new.person, new.procedure.trim(), new.head, new.expected_result.trim(),
            new.due_on, new.basis, fact_no
        ],
    )?;
    Ok(())
}
