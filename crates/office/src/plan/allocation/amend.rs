//! Drafts the decision that amends a signed one (quyết định điều chỉnh); specialists may. The draft starts from the latest
//! signed lines; the original is not touched.

use super::decision::{Allocation, Line, State, Total};
use super::draft::{write_head, write_total};
use super::save_grid::successor;
use super::store::{allocation, amended_by, baselines, lines, totals};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append};
use crate::params;
use serde_json::json;

/// Drafts the amendment of a decision, or of the one that last amended it; answers the number of the draft.
///
/// # Errors
/// Refusals `not-permitted`, `not-signed`, `amendment-open`.
pub fn amend_allocation(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<i64, Error> {
    ctx.permit(Act::DraftAllocation)?;
    let latest = latest_signed(ctx, tx, no)?;
    let (totals, lines) = (totals(ctx, tx, latest.no)?, lines(tx, &ctx.book, latest.no)?);
    let draft = write_head(ctx, tx, latest.year, &title(&latest.title), Some(latest.no))?;
    copy(ctx, tx, draft, latest.year, &totals, &lines)?;
    let payload = json!({ "year": latest.year, "amends": latest.no, "lines": lines.len() });
    append(tx, ctx, Kind::AllocationDrafted, &format!("allocation/{draft}"), payload)?;
    Ok(draft)
}

/// Follows the amendments to the last signed one.
fn latest_signed(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Allocation, Error> {
    let mut latest = allocation(tx, &ctx.book, no)?;
    if latest.state == State::Draft {
        return refuse(
            "not-signed",
            "Quyết định này còn là dự thảo. \
             Sửa thẳng vào bảng giao rồi lưu; chỉ quyết định đã ký mới cần điều chỉnh.",
        );
    }
    while let Some(next) = amended_by(tx, &ctx.book, latest.no)? {
        if next.state == State::Draft {
            return refuse(
                "amendment-open",
                format!(
                    "Đang có dự thảo điều chỉnh số {} cho quyết định này. \
                     Mở dự thảo đó và sửa tiếp, thay vì lập thêm.",
                    next.no
                ),
            );
        }
        latest = next;
    }
    Ok(latest)
}

const PREFIX: &str = "Điều chỉnh: ";

fn title(original: &str) -> String {
    if original.starts_with(PREFIX) { original.to_owned() } else { format!("{PREFIX}{original}") }
}

/// Copies totals and lines; an indicator whose baseline nobody assigns any more is left out.
fn copy(ctx: &Ctx, tx: &mut Tx, draft: i64, year: i16, totals: &[Total], lines: &[Line]) -> Result<(), Error> {
    let current = baselines(tx, &ctx.book, year)?;
    for total in totals {
        let Some(baseline) = successor(&total.baseline, &current) else { continue };
        write_total(tx, &ctx.book, draft, baseline, &total.held.normalize().to_string(), &total.held_reason)?;
        for line in lines.iter().filter(|line| line.indicator == baseline.indicator) {
            tx.exec(
                "insert into allocation_line (book, allocation, indicator, unit, value, typed, basis) values ($1, $2, $3, $4, $5, $6, $7)",
                params![&ctx.book, draft, &line.indicator, line.unit, line.value, &line.typed, line.basis],
            )?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn the_title_says_once_that_it_amends() {
        let once = title("Giao dự toán năm 2017");
        assert_eq!(once, "Điều chỉnh: Giao dự toán năm 2017");
        assert_eq!(title(&once), once);
    }
}
