//! The indicators of the pack as the reader matches wordings against them.

use pack::Pack;
use pack::measure::MeasureKind;
use reader::{Catalogue, Indicator};

/// All indicators with their synonyms.
pub fn catalogue(pack: &Pack) -> Catalogue {
    let money = |measure: &str| pack.measures.iter().any(|m| m.code == measure && m.kind == MeasureKind::Money);
    let indicator = |i: &pack::Indicator| Indicator {
        id: i.code.clone(),
        name: i.name.clone(),
        synonyms: i.synonyms.clone(),
        money: money(&i.measure),
    };
    Catalogue::new(&pack.indicators.iter().map(indicator).collect::<Vec<_>>())
}
