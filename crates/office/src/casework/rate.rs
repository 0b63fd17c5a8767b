//! The citizen's rating (đánh giá của người dân): only whoever holds the secret of the receipt gives it, once, after the
//! result was handed back. No officer's page offers it, and a visitor who is signed in as an officer is refused.

use super::case_file::CaseFile;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, next_fact_no};
use crate::params;
use pack::case_type::State;
use serde_json::json;

/// Rates a case with 1 to 5 stars.
pub fn rate(ctx: &Ctx, tx: &mut Tx, case: &CaseFile, stars: i64, remark: &str) -> Result<(), Error> {
    if !matches!(case.state, State::HandedBack) {
        return refuse("not-handed-back", "Chỉ đánh giá được sau khi đã nhận kết quả.");
    }
    if !(1..=5).contains(&stars) {
        return Err(Error::Faults(vec![Fault::new("stars", "Chọn từ 1 đến 5 sao.")]));
    }
    if remark.chars().count() > 1_000 {
        return Err(Error::Faults(vec![Fault::new("remark", "Góp ý quá 1.000 ký tự. Rút gọn rồi gửi lại.")]));
    }
    let known =
        tx.row("select stars from case_rating where book = $1 and case_no = $2", params![&ctx.book, case.no])?;
    if known.is_some() {
        return refuse("already-rated", "Hồ sơ này đã được đánh giá; mỗi hồ sơ đánh giá một lần. Cảm ơn ông/bà.");
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "insert into case_rating (book, case_no, stars, remark, rated_at, fact_no) values ($1, $2, $3, $4, $5, $6)",
        params![&ctx.book, case.no, stars, remark, ctx.now, fact_no],
    )?;
    super::record::record_now(ctx, tx, case, Kind::CaseRated, &format!("{stars} sao"), json!({ "stars": stars }))?;
    Ok(())
}
