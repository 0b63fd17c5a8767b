//! The indicators of an office as rules: from its catalogue, completed by the pack that declared them.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;
use crate::plan::catalogue;
use pack::Indicator;

/// Every indicator of the office, in the order of its catalogue.
pub fn rules(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Indicator>, Error> {
    Ok(catalogue::catalogue(ctx, tx)?.into_iter().map(|row| row.rule).collect())
}
