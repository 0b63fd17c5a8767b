//! Ends a post (thôi giữ vị trí) from a day on; the operator may. The post stays readable for the days it was held.

use super::permit::Act;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, not_found, refuse};
use crate::journal::{Kind, append};
use crate::params;
use jiff::civil::Date;
use serde_json::json;

/// Ends the post; ending it again on the same day is success without a fact.
pub fn end_post(ctx: &Ctx, tx: &mut Tx, post: i64, on: Date) -> Result<(), Error> {
    ctx.permit(Act::ChangeDirectory)?;
    let sql = "select officer, effective_from, effective_to from post where book = $1 and no = $2";
    let Some(row) = tx.row(sql, params![&ctx.book, post])? else { return not_found("vị trí việc làm này") };
    let (from, to) = (row.day("effective_from")?, row.opt_day("effective_to")?);
    if to == Some(on) {
        return Ok(());
    }
    if on <= from {
        let day = viet::day::write(from);
        return refuse("post-not-begun", format!("Vị trí này giữ từ ngày {day}. Ghi ngày thôi giữ sau ngày đó."));
    }
    tx.exec("update post set effective_to = $3 where book = $1 and no = $2", params![&ctx.book, post, on])?;
    // A person without a post has nothing to do here: sessions end with the last post at the next page, by its dates.
    let subject = format!("officer/{}", row.int("officer")?);
    append(tx, ctx, Kind::PostEnded, &subject, json!({ "post": post, "on": on.to_string() }))?;
    Ok(())
}
