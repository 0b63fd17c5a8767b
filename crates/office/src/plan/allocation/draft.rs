//! Drafts a decision that allots targets over units (dự thảo quyết định giao); specialists may. It brings the head of the
//! decision, one row per baseline to be divided, and one fact.

use super::decision::Baseline;
use super::store::baselines;
use super::units::year_bounds;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use crate::plan::catalogue::measure_named;
use serde_json::json;

/// A decision to be drafted: its year, its title, the numbers of the targets it divides.
#[derive(Clone, Debug)]
pub struct NewDraft {
    pub year: i16,
    pub title: String,
    pub targets: Vec<i64>,
}

/// Drafts the decision; answers its number.
///
/// # Errors
/// Faults on `title` and `targets`; refusals `not-permitted`, `year-out-of-range`.
pub fn draft_allocation(ctx: &Ctx, tx: &mut Tx, new: &NewDraft) -> Result<i64, Error> {
    ctx.permit(Act::DraftAllocation)?;
    year_bounds(new.year)?;
    let known = baselines(tx, &ctx.book, new.year)?;
    let chosen = choose(new, &known)?;
    for baseline in &chosen {
        measure_named(ctx, &baseline.measure, &baseline.name)?;
    }
    let no = write_head(ctx, tx, new.year, &new.title, None)?;
    for baseline in &chosen {
        write_total(tx, &ctx.book, no, baseline, "0", "")?;
    }
    let payload = json!({ "year": new.year, "title": new.title, "targets": new.targets });
    append(tx, ctx, Kind::AllocationDrafted, &format!("allocation/{no}"), payload)?;
    Ok(no)
}

/// The baselines of the chosen numbers: at least one, each in force, each indicator once.
fn choose<'a>(new: &NewDraft, known: &'a [Baseline]) -> Result<Vec<&'a Baseline>, Error> {
    let (mut chosen, mut faults): (Vec<&Baseline>, Vec<Fault>) = (Vec::new(), Vec::new());
    if new.title.trim().is_empty() {
        faults.push(Fault::new(
            "title",
            "Chưa ghi tên quyết định. \
             Ghi trích yếu, ví dụ: Giao chỉ tiêu kế hoạch và dự toán ngân sách năm 2017.",
        ));
    }
    if new.targets.is_empty() {
        faults.push(Fault::new(
            "targets",
            "Chưa chọn chỉ tiêu nào để giao. Đánh dấu ít nhất một chỉ tiêu, dự toán của cơ quan.",
        ));
    }
    for no in &new.targets {
        match known.iter().find(|baseline| baseline.no == *no) {
            None => faults.push(Fault::new(
                "targets",
                format!(
                    "Chỉ tiêu số {no} không phải chỉ tiêu của cơ quan đang có hiệu lực trong năm {}. \
                     Chọn trong danh sách.",
                    new.year
                ),
            )),
            Some(baseline) if chosen.iter().any(|other| other.indicator == baseline.indicator) => {
                faults.push(Fault::new(
                    "targets",
                    format!(
                        "“{}” được chọn hai lần. \
                     Một quyết định chỉ chia một mức của mỗi chỉ tiêu: chọn mức của một cấp giao.",
                        baseline.name
                    ),
                ))
            }
            Some(baseline) => chosen.push(baseline),
        }
    }
    if faults.is_empty() { Ok(chosen) } else { Err(Error::Faults(faults)) }
}

/// Writes the head of a draft; answers its number. The fact that brings it is the next one.
pub(super) fn write_head(ctx: &Ctx, tx: &mut Tx, year: i16, title: &str, amends: Option<i64>) -> Result<i64, Error> {
    let (no, fact_no) = (tx.next_no("allocation", &ctx.book)?, next_fact_no(tx, &ctx.book)?);
    tx.exec(
        "insert into allocation (book, no, year, title, amends, state, document, drafted_by, drafted_at, signed_by, signed_at, fact_no, signed_fact_no) \
         values ($1, $2, $3, $4, $5, 'draft', null, $6, $7, null, null, $8, null)",
        params![&ctx.book, no, i64::from(year), title.trim(), amends, ctx.actor.officer, ctx.now, fact_no],
    )?;
    Ok(no)
}

/// Writes one baseline to be divided, with the part held back.
pub(super) fn write_total(
    tx: &mut Tx,
    book: &str,
    no: i64,
    baseline: &Baseline,
    held: &str,
    reason: &str,
) -> Result<(), Error> {
    tx.exec(
        "insert into allocation_total (book, allocation, indicator, target, held, held_reason) values ($1, $2, $3, $4, $5, $6)",
        params![book, no, &baseline.indicator, baseline.no, held, reason],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_divided_in_one_decision() {
        let known =
            [(1, "thu"), (2, "chi"), (3, "thu")].map(|(no, indicator)| Baseline::sample(no, indicator, "thanh-pho"));
        #[rustfmt::skip]
        let rows: &[(&str, &[i64], usize)] = &[
            ("Giao", &[1, 2], 0),
            ("Giao", &[3, 2], 0),
            ("Giao", &[],     1),
            (" ",    &[],     2),
            ("Giao", &[1, 3], 1),
            ("Giao", &[1, 9], 1),
            ("Giao", &[1, 1], 1),
        ];
        for (title, targets, want) in rows {
            let new = NewDraft { year: 2017, title: title.to_string(), targets: targets.to_vec() };
            let faults = match choose(&new, &known) {
                Err(Error::Faults(faults)) => faults.len(),
                _ => 0,
            };
            assert_eq!(faults, *want, "{title} {targets:?}");
        }
    }
}
