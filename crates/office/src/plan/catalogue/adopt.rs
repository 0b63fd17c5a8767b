//! Adopts the catalogue of the packs in use (áp dụng danh mục chỉ tiêu); specialists may. It brings every indicator the
//! book does not have yet and one fact; a newer pack adds only what is new, and nothing already kept is changed.

use super::indicator::Source;
use super::store::{indicators, write_row};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::Error;
use crate::journal::{Kind, append, next_fact_no};
use pack::Indicator;
use serde_json::json;

/// Adopts what is missing and answers how many indicators that were.
pub fn adopt_catalogue(ctx: &Ctx, tx: &mut Tx) -> Result<usize, Error> {
    ctx.permit(Act::DefineIndicator)?;
    let missing = not_adopted(ctx, tx)?;
    if missing.is_empty() {
        return Ok(0);
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    for rule in &missing {
        write_row(tx, &ctx.book, rule, Source::Pack, fact_no)?;
    }
    let codes: Vec<&str> = missing.iter().map(|rule| rule.code.as_str()).collect();
    append(tx, ctx, Kind::CatalogueAdopted, &format!("catalogue/{}", ctx.pack.id), json!({ "indicators": codes }))?;
    Ok(missing.len())
}

/// Indicators of the packs in use that the book does not have.
pub(super) fn not_adopted<'a>(ctx: &'a Ctx, tx: &mut Tx) -> Result<Vec<&'a Indicator>, Error> {
    let kept = indicators(tx, &ctx.book)?;
    Ok(ctx.pack.indicators.iter().filter(|rule| !kept.iter().any(|row| row.rule.code == rule.code)).collect())
}
