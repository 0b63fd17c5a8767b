//! Signs a decision that allots (ký quyết định giao); only the head may. Lines freeze, the decision gets its number in the
//! register, targets of the units come into force, those it amends end, and one fact tells the totals.

use super::decision::{Allocation, Line, State, Total};
use super::grid::{Balance, Share, judge};
use super::issue::{Issued, issue};
use super::store::{allocation, lines, officer_name, totals};
use super::units::units_of_year;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append};
use crate::params;
use serde_json::json;
use std::collections::BTreeMap;

/// Signs the decision; answers the number of the document it became.
///
/// # Errors
/// Refusals `not-permitted`, `already-signed`, `nothing-allotted`, `baseline-ended`, `line-without-basis`,
/// `held-without-reason`, `remainder`, `already-allotted`, `no-own-assigner`.
pub fn sign_allocation(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<i64, Error> {
    ctx.permit(Act::SignAllocation)?;
    let head = allocation(tx, &ctx.book, no)?;
    if head.state == State::Signed {
        return already_signed(ctx, tx, &head);
    }
    let (totals, lines) = (totals(ctx, tx, no)?, lines(tx, &ctx.book, no)?);
    let names = unit_names(tx, &ctx.book, head.year)?;
    let shares: Vec<Share> = totals.iter().map(|total| share(total, &lines, &names)).collect();
    judge(&shares)?;
    refuse_allotted_twice(ctx, tx, &head, &totals)?;
    let issued = issue(ctx, tx, &head, &totals, &lines)?;
    append(tx, ctx, Kind::AllocationSigned, &format!("allocation/{no}"), payload(&head, &totals, &shares, &issued))?;
    Ok(issued.document)
}

/// The refusal of every change to a signed decision: by whom and when it was signed.
pub(super) fn already_signed<T>(ctx: &Ctx, tx: &mut Tx, head: &Allocation) -> Result<T, Error> {
    let by = officer_name(tx, &ctx.book, head.signed_by.unwrap_or_default())?;
    let at = head.signed_at.map(viet::day::write_instant).unwrap_or_default();
    refuse(
        "already-signed",
        format!(
            "Quyết định này đã được {by} ký lúc {at}, không sửa và không ký lại được. \
             Muốn thay đổi, lập quyết định điều chỉnh."
        ),
    )
}

/// What the rule needs to know of one indicator.
pub(super) fn share<'a>(total: &'a Total, lines: &[Line], names: &BTreeMap<i64, String>) -> Share<'a> {
    let own: Vec<&Line> = lines.iter().filter(|line| line.indicator == total.baseline.indicator).collect();
    let name = |line: &&Line| names.get(&line.unit).cloned().unwrap_or_else(|| format!("đơn vị số {}", line.unit));
    Share {
        name: &total.baseline.name,
        measure: &total.measure,
        adds_up: total.baseline.adds_up,
        balance: Balance::of(total.baseline.value, own.iter().map(|line| line.value), total.held),
        held_reason: &total.held_reason,
        lines: own.len(),
        without_basis: own.iter().copied().filter(|line| line.basis.is_none()).map(|line| name(&line)).collect(),
        ended: total.baseline.ended,
    }
}

/// Names of the units of a year by number.
pub(super) fn unit_names(tx: &mut Tx, book: &str, year: i16) -> Result<BTreeMap<i64, String>, Error> {
    Ok(units_of_year(tx, book, year)?.into_iter().map(|unit| (unit.no, unit.name)).collect())
}

/// An indicator that another signed decision divides is only changed by amending that decision.
fn refuse_allotted_twice(ctx: &Ctx, tx: &mut Tx, head: &Allocation, totals: &[Total]) -> Result<(), Error> {
    let sql = "select distinct t.indicator, t.horizon, t.starts_on, t.ends_on, a.no, a.title from target t \
        join allocation a on a.book = t.book and a.no = t.allocation \
        where t.book = $1 and t.ended_fact_no is null and a.no <> $2 order by a.no";
    let amended = head.amends.unwrap_or_default();
    let mut found = Vec::new();
    for row in tx.rows(sql, params![&ctx.book, amended])? {
        let (indicator, horizon) = (row.text("indicator")?, row.text("horizon")?);
        let (starts_on, ends_on) = (row.day("starts_on")?, row.day("ends_on")?);
        // A target of a term is divided under any of its years, yet only once.
        let same = |total: &&Total| {
            let b = &total.baseline;
            b.indicator == indicator && b.horizon.key() == horizon && b.starts_on <= ends_on && starts_on <= b.ends_on
        };
        if let Some(total) = totals.iter().find(same) {
            found.push(format!("“{}” đã giao theo “{}”.", total.baseline.name, row.text("title")?));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    refuse(
        "already-allotted",
        format!("{} Mở quyết định đó và lập quyết định điều chỉnh, thay vì giao lần nữa.", found.join(" ")),
    )
}

fn payload(head: &Allocation, totals: &[Total], shares: &[Share], issued: &Issued) -> serde_json::Value {
    let total = |(total, share): (&Total, &Share)| {
        json!({
            "indicator": total.baseline.indicator,
            "target": total.baseline.no,
            "total": share.balance.total,
            "allotted": share.balance.allotted,
            "held": share.balance.held,
            "units": share.lines,
        })
    };
    let totals: Vec<_> = totals.iter().zip(shares).map(total).collect();
    json!({ "document": issued.document, "symbol": issued.symbol, "year": head.year, "amends": head.amends, "totals": totals })
}
