//! Sets the road-map of a year's target (lập lộ trình tháng); specialists may. It ends an earlier road-map, brings twelve
//! months and one fact. A sum that misses the target by even one đồng is refused.

use super::split::sum_fault;
use super::store::{Months, replace, road_map};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::plan::catalogue::{indicator, measure_of};
use crate::plan::target::{Horizon, Target, target};
use pack::Indicator;
use pack::indicator::OverTime;
use rust_decimal::Decimal;
use serde_json::json;

/// Sets the twelve months of a target. Refused with `road-map-sum` when they do not make up the target exactly,
/// `road-map-not-yearly` or `road-map-not-cumulative` when it cannot have a road-map, `target-ended` when it was adjusted.
/// Faults are placed at `m1` to `m12`.
pub fn set_road_map(ctx: &Ctx, tx: &mut Tx, target_no: i64, months: &Months) -> Result<(), Error> {
    ctx.permit(Act::SetRoadMap)?;
    let target = target(tx, &ctx.book, target_no)?;
    let row = indicator(tx, &ctx.book, &target.indicator)?;
    if let Some((code, sentence)) = why_none(&target, &row.rule) {
        return refuse(code, sentence);
    }
    let below = (1..).zip(months).filter(|(_, month)| **month < Decimal::ZERO);
    let faults: Vec<Fault> = below
        .map(|(month, _)| Fault::new(format!("m{month}"), format!("Tháng {month} là số âm. Ghi số từ 0 trở lên.")))
        .collect();
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    if let Some(sentence) = sum_fault(measure_of(ctx, &row.rule)?, months, target.value) {
        return refuse("road-map-sum", sentence);
    }
    if road_map(tx, &ctx.book, target_no, None)?.as_ref() == Some(months) {
        return Ok(());
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let no = replace(tx, &ctx.book, target_no, months, fact_no)?;
    let texts: Vec<String> = months.iter().map(|month| month.normalize().to_string()).collect();
    append(tx, ctx, Kind::RoadMapSet, &format!("target/{target_no}"), json!({ "road_map": no, "months": texts }))?;
    Ok(())
}

/// Why a target cannot get a road-map: code and sentence; `None` when it can.
pub(in crate::plan) fn why_none(target: &Target, rule: &Indicator) -> Option<(&'static str, &'static str)> {
    if target.ended_fact_no.is_some() {
        return Some(("target-ended", "Mức giao này đã được điều chỉnh. Lập lộ trình cho mức đang áp dụng."));
    }
    if target.horizon != Horizon::Year {
        return Some((
            "road-map-not-yearly",
            "Lộ trình tháng chỉ lập cho chỉ tiêu giao theo năm. Chọn một chỉ tiêu năm.",
        ));
    }
    (rule.over_time != OverTime::Cumulative).then_some((
        "road-map-not-cumulative",
        "Chỉ tiêu này không lũy kế từ đầu năm nên không chia được ra 12 tháng. Chọn một chỉ tiêu lũy kế.",
    ))
}
