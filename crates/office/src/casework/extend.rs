//! Extends a limit (gia hạn) within the bounds of the rule, or after it has passed apologises with one new date (xin lỗi,
//! hẹn lại; Mẫu 04): specialists and the head may. The first due instant stays readable.

use super::case_file::{CaseFile, case_for};
use super::clock::{CaseClock, wall};
use super::record::record_now;
use super::rules::type_of;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use jiff::Timestamp;
use pack::case_type::Move;
use pack::clock::Limit;
use serde_json::json;

/// Extends the limit; answers the new due instant.
pub fn extend(ctx: &Ctx, tx: &mut Tx, case_no: i64, by: &str, reason: &str) -> Result<Option<Timestamp>, Error> {
    ctx.permit(Act::ExtendCase)?;
    let (case, _) = case_for(ctx, tx, case_no, Move::Extend)?;
    let by = Limit::read(by).map_err(|sentence| Error::Faults(vec![Fault::new("by", sentence)]))?;
    if reason.is_empty() {
        return Err(Error::Faults(vec![Fault::new("reason", "Ghi lý do gia hạn; người nộp sẽ đọc lý do này.")]));
    }
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    let mut clock = CaseClock::of(ctx, tx, &case)?;
    let due = clock.reckon()?.due;
    if let Err(refused) = case_type.may_extend(clock.extensions.len(), by, wall(ctx.now), due) {
        return refuse(refused.code, refused.sentence);
    }
    let basis = case_type.extension.as_ref().map_or("", |rule| rule.basis.as_str());
    let fact_no = next_fact_no(tx, &ctx.book)?;
    clock.extensions.push(by);
    let after = clock.due()?;
    let row = Row { kind: "extension", limit: by.to_string(), before: case.due_at, after, reason, basis, fact_no };
    write(ctx, tx, &case, &row)?;
    clock.keep(ctx, tx, case.no, &case_type)?;
    let note = format!("thêm {by} – {reason}");
    let payload = json!({ "by": by.to_string(), "due_at": after.map(|at| at.to_string()) });
    record_now(ctx, tx, &case, Kind::CaseExtended, &note, payload)?;
    Ok(after)
}

/// Apologises and promises a new date; the statutory limit and the lateness stay what they are.
pub fn apologise(ctx: &Ctx, tx: &mut Tx, case_no: i64, promised: Timestamp, reason: &str) -> Result<(), Error> {
    ctx.permit(Act::ExtendCase)?;
    let (case, _) = case_for(ctx, tx, case_no, Move::Apologise)?;
    if reason.is_empty() {
        return Err(Error::Faults(vec![Fault::new(
            "reason",
            "Ghi nguyên nhân trễ; văn bản xin lỗi in nguyên nhân này.",
        )]));
    }
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    let due = case.due_at.map(wall).or_else(|| Some(wall(case.first_due_at)));
    if let Err(refused) = case_type.may_apologise(case.promised_at.is_some(), due, wall(promised), wall(ctx.now)) {
        return refuse(refused.code, refused.sentence);
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let basis = "Nghị định 118/2025/NĐ-CP; Thông tư 03/2025/TT-VPCP Mẫu 04";
    let row = Row {
        kind: "apology",
        limit: String::new(),
        before: case.due_at,
        after: Some(promised),
        reason,
        basis,
        fact_no,
    };
    write(ctx, tx, &case, &row)?;
    tx.exec(
        "update case_file set promised_at = $3 where book = $1 and no = $2",
        params![&ctx.book, case.no, promised],
    )?;
    let note = format!("hẹn lại {} – {reason}", viet::day::write_instant(promised));
    record_now(ctx, tx, &case, Kind::CaseApologised, &note, json!({ "promised_at": promised.to_string() }))?;
    Ok(())
}

struct Row<'a> {
    kind: &'a str,
    limit: String,
    before: Option<Timestamp>,
    after: Option<Timestamp>,
    reason: &'a str,
    basis: &'a str,
    fact_no: i64,
}

fn write(ctx: &Ctx, tx: &mut Tx, case: &CaseFile, row: &Row) -> Result<(), Error> {
    tx.exec(
        "insert into case_extension (book, case_no, no, kind, time_limit, before_due_at, after_due_at, at, reason, basis, fact_no) \
         select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5, $6, $7, $8, $9, cast($10 as bigint) \
         from case_extension where book = $1 and case_no = $2",
        params![
            &ctx.book,
            case.no,
            row.kind,
            &row.limit,
            row.before.unwrap_or(case.first_due_at),
            row.after.unwrap_or(case.first_due_at),
            ctx.now,
            row.reason,
            row.basis,
            row.fact_no
        ],
    )?;
    Ok(())
}
