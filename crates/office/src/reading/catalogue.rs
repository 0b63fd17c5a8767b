//! The indicators of the pack, or of an office, as the reader matches wordings against them.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;
use crate::plan;
use pack::Pack;
use pack::measure::MeasureKind;
use reader::{Catalogue, Indicator};

/// All indicators of a pack.
pub fn catalogue(pack: &Pack) -> Catalogue {
    Catalogue::new(&pack.indicators.iter().map(|indicator| known(pack, indicator)).collect::<Vec<_>>())
}

/// The indicators of an office: those of the pack, and what it defined itself.
pub fn office_catalogue(ctx: &Ctx, tx: &mut Tx) -> Result<Catalogue, Error> {
    let rows = plan::catalogue::catalogue(ctx, tx)?;
    Ok(Catalogue::new(&rows.iter().map(|row| known(&ctx.pack, &row.rule)).collect::<Vec<_>>()))
}

/// An indicator with the synonyms that the pack gives it.
fn known(pack: &Pack, indicator: &pack::Indicator) -> Indicator {
    let declared = pack.indicators.iter().find(|i| i.code == indicator.code);
    Indicator {
        id: indicator.code.clone(),
        name: indicator.name.clone(),
        synonyms: declared.map(|i| i.synonyms.clone()).unwrap_or_default(),
        money: pack.measures.iter().any(|m| m.code == indicator.measure && m.kind == MeasureKind::Money),
    }
}
