//! What a signature brings: the registered decision, targets of the units in force, the end of those it amends.

use super::decision::{Allocation, Line, Total};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::root;
use crate::document::{self, NewDocument, Series, free_symbol};
use crate::error::{Error, Failure, refuse};
use crate::journal::next_fact_no;
use crate::params;
use crate::plan::quantity;
use crate::plan::target::{Target, write_row};
use std::collections::BTreeSet;
use viet::bound::Bound;

/// The number series and abbreviation of decisions (Nghị định 30/2020/NĐ-CP, Phụ lục III).
const DECISION: &str = "QĐ";

/// The decision as it stands in the register.
pub struct Issued {
    pub document: i64,
    pub symbol: String,
}

/// Registers the decision, puts its lines in force and freezes it, all under the fact that follows.
pub fn issue(ctx: &Ctx, tx: &mut Tx, head: &Allocation, totals: &[Total], lines: &[Line]) -> Result<Issued, Error> {
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let office = root(tx, &ctx.book)?;
    let assigner = own_assigner(ctx, &office.kind)?;
    let issued = register(ctx, tx, head, lines, &issuer(&office.name), fact_no)?;
    if let Some(amended) = head.amends {
        end_amended(ctx, tx, amended, issued.document, fact_no)?;
    }
    write_targets(ctx, tx, head.no, &Put { totals, lines, assigner: &assigner, document: issued.document, fact_no })?;
    tx.exec(
        "update allocation set state = 'signed', document = $3, signed_by = $4, signed_at = $5, signed_fact_no = $6 where book = $1 and no = $2",
        params![&ctx.book, head.no, issued.document, ctx.actor.officer, ctx.now, fact_no],
    )?;
    Ok(issued)
}

/// The assigner of the pack that stands for the office itself: `ubnd-` and the kind of its unit, the kind alone, or the
/// only people's committee the pack knows.
fn own_assigner(ctx: &Ctx, kind: &str) -> Result<String, Error> {
    let codes: Vec<&str> = ctx.pack.assigners.iter().map(|assigner| assigner.code.as_str()).collect();
    match own_code(&codes, kind) {
        Some(code) => Ok(code.to_owned()),
        None => refuse(
            "no-own-assigner",
            format!(
                "Bộ quy tắc chưa khai báo cấp giao “ubnd-{kind}” cho cơ quan này. \
                 Bổ sung cấp giao vào bộ quy tắc rồi ký lại."
            ),
        ),
    }
}

fn own_code<'a>(codes: &[&'a str], kind: &str) -> Option<&'a str> {
    let named = |name: &str| codes.iter().copied().find(|code| *code == name);
    let mut committees = codes.iter().copied().filter(|code| code.starts_with("ubnd-"));
    let only = committees.next().filter(|_| committees.next().is_none());
    named(&format!("ubnd-{kind}")).or_else(|| named(kind)).or(only)
}

/// `UBND quận Ba Đình` for the unit `Quận Ba Đình`.
fn issuer(unit: &str) -> String {
    if unit.starts_with("UBND") || unit.starts_with("Ủy ban") {
        return unit.to_owned();
    }
    let mut letters = unit.chars();
    let first: String = letters.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
    format!("UBND {first}{}", letters.as_str())
}

fn register(
    ctx: &Ctx,
    tx: &mut Tx,
    head: &Allocation,
    lines: &[Line],
    issuer: &str,
    fact_no: i64,
) -> Result<Issued, Error> {
    let (today, bases) = (ctx.today(), lines.iter().filter_map(|line| line.basis).collect::<BTreeSet<i64>>());
    let known = ctx.pack.document_kinds.iter().find(|kind| kind.abbreviation.as_deref() == Some(DECISION));
    let suffix = format!("{DECISION}-UBND");
    let symbol = free_symbol(ctx, tx, &Series { year: today.year(), kind: DECISION, issuer, suffix: &suffix })?;
    let new = NewDocument {
        kind: known.map_or_else(|| DECISION.to_owned(), |kind| kind.code.clone()),
        symbol: symbol.clone(),
        issued_on: Some(today),
        issuer: issuer.to_owned(),
        subject: head.title.clone(),
        own: true,
        bases: bases.into_iter().collect(),
        details: crate::document::Details::default(),
    };
    Ok(Issued { document: document::write_row(ctx, tx, &new, fact_no)?, symbol })
}

/// Ends the targets of the amended decision and links the two documents. Its lines stay as they were signed.
fn end_amended(ctx: &Ctx, tx: &mut Tx, amended: i64, document: i64, fact_no: i64) -> Result<(), Error> {
    tx.exec(
        "update target set ended_fact_no = $3 where book = $1 and allocation = $2 and ended_fact_no is null",
        params![&ctx.book, amended, fact_no],
    )?;
    tx.exec(
        "insert into document_link (book, document, basis, relation) \
         select a.book, cast($3 as bigint), a.document, 'amends' from allocation a where a.book = $1 and a.no = $2 and a.document is not null \
         on conflict (book, document, basis) do update set relation = 'amends'",
        params![&ctx.book, amended, document],
    )?;
    Ok(())
}

/// What is put in force.
struct Put<'a> {
    totals: &'a [Total],
    lines: &'a [Line],
    assigner: &'a str,
    document: i64,
    fact_no: i64,
}

fn write_targets(ctx: &Ctx, tx: &mut Tx, allocation: i64, put: &Put) -> Result<(), Error> {
    for line in put.lines {
        let total = put.totals.iter().find(|total| total.baseline.indicator == line.indicator);
        let total = total.ok_or_else(|| Failure::new(format!("a line of {} has no total", line.indicator)))?;
        let baseline = &total.baseline;
        let target = Target {
            no: 0,
            indicator: line.indicator.clone(),
            unit: line.unit,
            assigner: put.assigner.to_owned(),
            horizon: baseline.horizon,
            starts_on: baseline.starts_on,
            ends_on: baseline.ends_on,
            bound: quantity::read(&total.measure, &line.typed).map_or(Bound::Equal, |typed| typed.bound),
            value: line.value,
            typed: line.typed.clone(),
            basis: put.document,
            allocation: Some(allocation),
            fact_no: put.fact_no,
            ended_fact_no: None,
        };
        write_row(tx, &ctx.book, &target)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{issuer, own_code};

    #[test]
    fn who_issues_a_decision() {
        #[rustfmt::skip]
        let rows = [
            ("Quận Ba Đình",            "UBND quận Ba Đình"),
            ("Ủy ban nhân dân phường X", "Ủy ban nhân dân phường X"),
            ("UBND quận Hai Bà Trưng",  "UBND quận Hai Bà Trưng"),
        ];
        for (unit, want) in rows {
            assert_eq!(issuer(unit), want);
        }
    }

    #[test]
    fn which_assigner_is_the_office_itself() {
        #[rustfmt::skip]
        let rows: &[(&[&str], &str, Option<&str>)] = &[
            (&["thanh-pho", "hdnd", "ubnd-quan"],   "quan",      Some("ubnd-quan")),
            (&["thanh-pho", "hdnd", "ubnd-quan"],   "thanh-pho", Some("thanh-pho")),
            (&["thanh-pho", "hdnd", "ubnd-quan"],   "phuong",    Some("ubnd-quan")),
            (&["ubnd-quan", "ubnd-phuong"],         "phuong",    Some("ubnd-phuong")),
            (&["ubnd-quan", "ubnd-phuong"],         "xa",        None),
            (&["hdnd"],                             "quan",      None),
        ];
        for (codes, kind, want) in rows {
            assert_eq!(own_code(codes, kind), *want, "{codes:?} {kind}");
        }
    }
}
