//! Whether each figure of an outline can be written in the way it asks for.

use super::names::{Kind, Mark};
use crate::fault::Fault;
use crate::indicator::Indicator;
use crate::measure::{Measure, MeasureKind};

/// Money scales on figures that are not money.
pub(super) fn judge(referred: &[Mark], indicators: &[Indicator], measures: &[Measure]) -> Vec<Fault> {
    let is_other = |mark: &&Mark| {
        let indicator = indicators.iter().find(|indicator| indicator.code == mark.code);
        let measure = indicator.and_then(|i| measures.iter().find(|m| m.code == i.measure));
        measure.is_some_and(|measure| measure.kind != MeasureKind::Money)
    };
    let fault = |mark: &Mark| {
        let what = format!("viết `{}` theo bậc tiền", mark.code);
        mark.fault(what, "bỏ phần sau dấu @: chỉ tiêu này không đo bằng tiền")
    };
    referred.iter().filter(|mark| mark.kind == Kind::Money).filter(is_other).map(fault).collect()
}
