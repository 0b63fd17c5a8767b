//! Passes a case on (chuyển bước, chuyển người, nhận thay): its holder may, or whoever stands in for him. It brings the
//! new holding without a gap, and one fact. Two who do it at once: one wins, the other is told.

use super::case_file::{CaseFile, case_for, held_case, officer_name, stands_in};
use super::clock::CaseClock;
use super::correct::supersede;
use super::record::{Event, record};
use super::rules::type_of;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use pack::CaseType;
use pack::case_type::{Move, State, Step};
use serde_json::json;

/// Where a case goes.
#[derive(Clone, Debug)]
pub struct Forward {
    pub case_no: i64,
    pub step: String,
    /// The officer who takes it.
    pub officer: i64,
    pub note: String,
    /// The holding that was on the page; 0 when none was seen.
    pub seen: i64,
}

/// Passes the case on; the same again answers success.
pub fn forward(ctx: &Ctx, tx: &mut Tx, new: &Forward) -> Result<(), Error> {
    ctx.permit(Act::HandleCase)?;
    if new.seen > 0 {
        let before = super::case_file::case_file(tx, &ctx.book, new.case_no)?;
        if done_before(ctx, tx, &before, new)? {
            return Ok(());
        }
        refuse_moved(ctx, tx, &before, new.seen)?;
    }
    let (case, _) = held_case(ctx, tx, new.case_no, Move::Forward)?;
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    if let Err(refused) = case_type.may_forward(&case.step, &new.step, case.state == State::Decided) {
        return refuse(refused.code, refused.sentence);
    }
    if case.step == new.step && case.holder == new.officer {
        return Ok(());
    }
    let Some(step) = case_type.step(&new.step) else { return Ok(()) };
    let unit = unit_of(ctx, tx, new.officer, case.holder_unit)?;
    let next = Holding { step, officer: new.officer, unit, note: &new.note };
    hold(ctx, tx, case.no, &next)?;
    let begun = begin_limit(ctx, tx, &case, &case_type, &new.step)?;
    let note = format!("{}{}", step.title, after_dash(&new.note));
    let payload = json!({ "step": new.step, "from": case.holder, "to": new.officer, "unit": unit, "limit": begun });
    record(
        ctx,
        tx,
        &Event { case_no: case.no, kind: Kind::CaseForwarded, at: ctx.now, step: &new.step, note: &note },
        payload,
    )?;
    Ok(())
}

/// Begins the limit that counts from this step; the clock before is superseded and stays readable. Answers its key.
fn begin_limit(
    ctx: &Ctx,
    tx: &mut Tx,
    case: &CaseFile,
    case_type: &CaseType,
    step: &str,
) -> Result<Option<String>, Error> {
    let rule = case_type.limit_from_step(step, case.channel, &case.field_values()?);
    let Some(rule) = rule.filter(|rule| rule.id != case.limit_rule) else { return Ok(None) };
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let before = CaseClock::of(ctx, tx, case)?;
    let mut clock = CaseClock::begin(ctx, tx, &case_type.calendar, rule, ctx.now)?;
    clock.no = before.no + 1;
    supersede(ctx, tx, case, fact_no)?;
    clock.write(ctx, tx, case.no, &rule.title, fact_no)?;
    tx.exec("update case_file set limit_rule = $3 where book = $1 and no = $2", params![&ctx.book, case.no, &rule.id])?;
    clock.keep(ctx, tx, case.no, case_type)?;
    Ok(Some(rule.id.clone()))
}

/// Takes a case over from a colleague of the same unit, or of an absent officer one stands in for.
pub fn take(ctx: &Ctx, tx: &mut Tx, case_no: i64, seen: i64) -> Result<(), Error> {
    ctx.permit(Act::HandleCase)?;
    let (case, _) = case_for(ctx, tx, case_no, Move::Forward)?;
    if case.holder == ctx.actor.officer {
        return Ok(());
    }
    refuse_moved(ctx, tx, &case, seen)?;
    if !ctx.actor.units.contains(&case.holder_unit) && !stands_in(ctx, tx, case.holder)? {
        return refuse("other-unit", "Hồ sơ do đơn vị khác giữ. Nhờ người giữ chuyển sang đơn vị mình.");
    }
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    let Some(step) = case_type.step(&case.step) else { return Ok(()) };
    let (officer, unit) = (ctx.actor.officer, case.holder_unit);
    let next = Holding { step, officer, unit, note: "nhận thay" };
    hold(ctx, tx, case.no, &next)?;
    let note = format!("nhận thay {}", officer_name(tx, &ctx.book, case.holder)?);
    let payload = json!({ "step": case.step, "from": case.holder, "to": ctx.actor.officer });
    record(
        ctx,
        tx,
        &Event { case_no: case.no, kind: Kind::CaseTaken, at: ctx.now, step: &case.step, note: &note },
        payload,
    )?;
    Ok(())
}

/// The next holding of a case.
pub struct Holding<'a> {
    pub step: &'a Step,
    pub officer: i64,
    pub unit: i64,
    pub note: &'a str,
}

/// Ends the holding before and begins the next one at the same instant: no gap and no overlap.
pub fn hold(ctx: &Ctx, tx: &mut Tx, case_no: i64, next: &Holding) -> Result<(), Error> {
    tx.exec(
        "update holding set to_at = $3 where book = $1 and case_no = $2 and to_at is null",
        params![&ctx.book, case_no, ctx.now],
    )?;
    begin_holding(ctx, tx, case_no, next)?;
    tx.exec(
        "update case_file set step = $3, holder = $4, holder_unit = $5 where book = $1 and no = $2",
        params![&ctx.book, case_no, &next.step.id, next.officer, next.unit],
    )?;
    Ok(())
}

/// Begins a holding; the one before must have ended. The step's own norm is kept as it was written; when it runs out is
/// reckoned when somebody looks, because it never replaces the legal limit.
pub fn begin_holding(ctx: &Ctx, tx: &mut Tx, case_no: i64, next: &Holding) -> Result<(), Error> {
    let norm = next.step.norm.map_or(String::new(), |norm| norm.to_string());
    tx.exec(
        include_str!("sql/insert_holding.sql"),
        params![
            &ctx.book,
            case_no,
            &next.step.id,
            next.unit,
            next.officer,
            ctx.actor.officer,
            ctx.now,
            norm,
            next.note
        ],
    )?;
    Ok(())
}

/// Whether the case already went where it is sent, by the same officer from the holding that was seen.
fn done_before(ctx: &Ctx, tx: &mut Tx, case: &CaseFile, new: &Forward) -> Result<bool, Error> {
    let sql = "select 1 from holding where book = $1 and case_no = $2 and no = $3 and step = $4 and officer = $5 and given_by = $6 \
        and to_at is null";
    let params = params![&ctx.book, case.no, new.seen + 1, &new.step, new.officer, ctx.actor.officer];
    Ok(tx.row(sql, params)?.is_some())
}

/// The case went on since the page was shown.
pub fn refuse_moved(ctx: &Ctx, tx: &mut Tx, case: &CaseFile, seen: i64) -> Result<(), Error> {
    if seen == 0 {
        return Ok(());
    }
    let sql = "select no, officer, from_at from holding where book = $1 and case_no = $2 and to_at is null";
    let Some(row) = tx.row(sql, params![&ctx.book, case.no])? else { return Ok(()) };
    if row.int("no")? == seen {
        return Ok(());
    }
    let (who, at) =
        (officer_name(tx, &ctx.book, row.int("officer")?)?, viet::day::write_instant(row.instant("from_at")?));
    refuse("case-moved", format!("Hồ sơ vừa được chuyển cho {who} lúc {at}. Tải lại trang để xem hồ sơ đang ở đâu."))
}

/// The unit for which an officer takes a case: the present one if a post is held there, otherwise that of the first post.
fn unit_of(ctx: &Ctx, tx: &mut Tx, officer: i64, present: i64) -> Result<i64, Error> {
    let sql = "select p.unit from post p where p.book = $1 and p.officer = $2 and p.effective_from <= $3 \
        and (p.effective_to is null or p.effective_to > $3) and p.role in ('unit', 'counter', 'specialist', 'head') \
        order by case when p.unit = $4 then 0 else 1 end, p.no";
    match tx.row(sql, params![&ctx.book, officer, ctx.today(), present])? {
        Some(row) => Ok(row.int("unit")?),
        None => refuse("no-post", "Người được chọn hôm nay không giữ vị trí nào xử lý được hồ sơ. Chọn người khác."),
    }
}

/// A note after a dash; nothing when there is none.
pub fn after_dash(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!(" – {note}") }
}
