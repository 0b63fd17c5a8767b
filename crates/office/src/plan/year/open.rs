//! Opens a plan year (mở năm kế hoạch) or gives it another theme; specialists and the head may. It brings the row and one
//! fact each time something changes.

use super::store::year_span;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use serde_json::json;

/// Opens the year with its theme. The same theme again, or none for a year that has one, changes nothing.
pub fn open_year(ctx: &Ctx, tx: &mut Tx, year: i16, theme: &str) -> Result<(), Error> {
    ctx.permit(Act::OpenYear)?;
    let theme = theme.trim();
    if year_span(year).is_none() {
        let sentence = "Không có năm kế hoạch này. Ghi năm bằng bốn chữ số, từ 1945 đến 2100.";
        return Err(Error::Faults(vec![Fault::new("year", sentence)]));
    }
    let sql = "select theme from plan_year where book = $1 and year = $2";
    let kept = tx.row(sql, params![&ctx.book, i64::from(year)])?.map(|row| row.text("theme")).transpose()?;
    if kept.as_deref().is_some_and(|kept| theme.is_empty() || kept == theme) {
        return Ok(());
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "insert into plan_year (book, year, theme, fact_no) values ($1, $2, $3, $4) \
         on conflict (book, year) do update set theme = excluded.theme, fact_no = excluded.fact_no",
        params![&ctx.book, i64::from(year), theme, fact_no],
    )?;
    append(tx, ctx, Kind::YearOpened, &format!("year/{year}"), json!({ "theme": theme, "earlier_theme": kept }))?;
    Ok(())
}
