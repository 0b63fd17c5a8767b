//! Which figures may be entered (điều kiện nhập số liệu): pure rules over what was looked up before.

use super::new_figure::{ClaimBase, NewClaim, NewFigure};
use crate::plan::quantity;
use jiff::civil::Date;
use pack::Indicator;
use pack::indicator::OverTime;
use pack::measure::{Measure, MeasureKind};
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

/// What the rules need to know, looked up once for any number of figures.
#[derive(Clone, Debug, Default)]
pub struct Grounds {
    /// Units the actor may enter for; `None`: every unit.
    pub own_units: Option<Vec<i64>>,
    /// Indicators with their measures, by code.
    pub indicators: HashMap<String, (Indicator, Measure)>,
    /// Units by number.
    pub units: HashMap<i64, UnitSpan>,
    pub closed: Vec<ClosedSpan>,
    /// Numbers of registered documents that the figures name.
    pub documents: HashSet<i64>,
    /// Codes of the assigners of the pack.
    pub assigners: HashSet<String>,
}

/// The days on which a unit existed, and what came after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitSpan {
    /// The last name it had.
    pub name: String,
    pub established_on: Date,
    /// The first day on which it no longer existed.
    pub abolished_on: Option<Date>,
    /// The name of the unit that succeeded it.
    pub successor: Option<String>,
}

/// A closed period: what is counted within it is not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedSpan {
    pub label: String,
    pub starts_on: Date,
    pub cutoff_on: Date,
}

/// Why a figure cannot be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    pub against: Against,
    /// What is wrong and what to do, in Vietnamese.
    pub sentence: String,
}

/// What an objection is against: the act as such (a refusal code), or one field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    Act(&'static str),
    Field(&'static str),
}

impl UnitSpan {
    /// Whether the unit existed on a day.
    pub fn exists_on(&self, day: Date) -> bool {
        self.established_on <= day && self.abolished_on.is_none_or(|abolished| day < abolished)
    }

    /// `tồn tại từ 1/1/2000 đến hết 30/6/2025`.
    fn days(&self) -> String {
        let from = viet::day::write(self.established_on);
        match self.abolished_on.and_then(|on| on.yesterday().ok()) {
            Some(last) => format!("tồn tại từ {from} đến hết {}", viet::day::write(last)),
            None => format!("có từ {from}"),
        }
    }
}

/// The first reason why a figure cannot be entered, if there is one.
pub fn judge(figure: &NewFigure, grounds: &Grounds) -> Option<Objection> {
    own_unit(figure, grounds)
        .or_else(|| unit_there(figure, grounds))
        .or_else(|| span_runs_forward(figure))
        .or_else(|| period_open(figure, grounds))
        .or_else(|| quantity(figure, grounds))
        .or_else(|| source_known(figure, grounds))
        .or_else(|| figure.claims.iter().find_map(|claim| claim_compares(claim, grounds)))
}

fn refused(code: &'static str, sentence: String) -> Option<Objection> {
    Some(Objection { against: Against::Act(code), sentence })
}

fn fault(field: &'static str, sentence: String) -> Option<Objection> {
    Some(Objection { against: Against::Field(field), sentence })
}

pub(super) fn own_unit(figure: &NewFigure, grounds: &Grounds) -> Option<Objection> {
    let own = grounds.own_units.as_ref()?;
    if own.contains(&figure.unit) {
        return None;
    }
    let name = grounds.units.get(&figure.unit).map_or("đơn vị này", |unit| unit.name.as_str());
    refused(
        "not-your-unit",
        format!(
            "Đồng chí không nhập được số liệu cho {name}. Chỉ nhập cho đơn vị mình; số của đơn vị khác do đơn vị đó hoặc chuyên viên tổng hợp nhập."
        ),
    )
}

fn unit_there(figure: &NewFigure, grounds: &Grounds) -> Option<Objection> {
    let day = viet::day::write(figure.cutoff_on);
    let Some(unit) = grounds.units.get(&figure.unit) else {
        return refused(
            "unit-not-there",
            format!("Không có đơn vị số {} trong danh mục. Chọn một đơn vị có vào ngày {day}.", figure.unit),
        );
    };
    if unit.exists_on(figure.cutoff_on) {
        return None;
    }
    let instead = match &unit.successor {
        Some(heir) => format!("Nhập cho đơn vị kế thừa là {heir}, hoặc chọn ngày chốt khi {} còn tồn tại.", unit.name),
        None => "Chọn ngày chốt khác, hoặc chọn đơn vị tồn tại vào ngày đó.".to_owned(),
    };
    refused("unit-not-there", format!("{} {}, nên không có số liệu đến ngày {day}. {instead}", unit.name, unit.days()))
}

fn span_runs_forward(figure: &NewFigure) -> Option<Objection> {
    if figure.starts_on <= figure.cutoff_on {
        return None;
    }
    let (from, to) = (viet::day::write(figure.starts_on), viet::day::write(figure.cutoff_on));
    fault("cutoff_on", format!("Ngày chốt {to} ở trước ngày đầu kỳ {from}. Ghi ngày chốt từ {from} trở đi."))
}

fn period_open(figure: &NewFigure, grounds: &Grounds) -> Option<Objection> {
    // A state on a day belongs to every period that holds the day, from whatever start its figures are counted.
    let rule = grounds.indicators.get(&figure.indicator).map(|(indicator, _)| indicator.over_time);
    let point = rule == Some(OverTime::Point);
    let covers = |closed: &&ClosedSpan| {
        let same = closed.starts_on == figure.starts_on || (point && closed.starts_on <= figure.cutoff_on);
        same && closed.cutoff_on >= figure.cutoff_on
    };
    let closed = grounds.closed.iter().find(covers)?;
    let day = viet::day::write(figure.cutoff_on);
    refused(
        "period-closed",
        format!(
            "Kỳ {} đã khóa, số liệu đến ngày {day} không nhập và không sửa được nữa. Ghi phần đính chính vào kỳ sau, kèm ghi chú.",
            closed.label
        ),
    )
}

fn quantity(figure: &NewFigure, grounds: &Grounds) -> Option<Objection> {
    let Some((indicator, measure)) = grounds.indicators.get(&figure.indicator) else {
        return fault(
            "indicator",
            format!("Không có chỉ tiêu mã “{}” trong danh mục. Chọn một chỉ tiêu trong danh sách.", figure.indicator),
        );
    };
    if figure.value.abs() > quantity::LARGEST {
        return fault(
            "value",
            format!("“{}” lớn hơn mọi số có thật. Kiểm tra đơn vị tỷ, triệu, nghìn đồng.", figure.typed),
        );
    }
    // A ratio that a document states without its parts is a figure too; where the parts are known, a check compares.
    if indicator.percent_cap.is_some_and(|cap| quantity::over_cap(figure.bound, figure.value, cap)) {
        let cap = indicator.percent_cap.unwrap_or(Decimal::ONE_HUNDRED);
        let cap = viet::percent::write(cap, cap.normalize().scale());
        return fault(
            "value",
            format!(
                "“{}” không hợp lệ: tỷ lệ không thể vượt {cap}. Kiểm tra lại tử số, mẫu số rồi ghi lại.",
                figure.typed
            ),
        );
    }
    counted(figure, measure)
}

fn counted(figure: &NewFigure, measure: &Measure) -> Option<Objection> {
    if measure.kind != MeasureKind::Count {
        return None;
    }
    if figure.value.is_sign_negative() && !figure.value.is_zero() {
        return fault(
            "value",
            format!("“{}” là số âm, mà {} là số đếm. Ghi số từ 0 trở lên.", figure.typed, measure.label),
        );
    }
    if !figure.value.is_integer() {
        return fault(
            "value",
            format!("“{}” có phần lẻ, mà {} chỉ đếm theo số nguyên. Ghi số nguyên.", figure.typed, measure.label),
        );
    }
    None
}

fn source_known(figure: &NewFigure, grounds: &Grounds) -> Option<Objection> {
    let no = figure.source.filter(|no| !grounds.documents.contains(no))?;
    fault("source", format!("Chưa đăng ký văn bản số vào sổ {no}. Đăng ký văn bản trước, hoặc chọn văn bản khác."))
}

fn claim_compares(claim: &NewClaim, grounds: &Grounds) -> Option<Objection> {
    if claim.base == ClaimBase::Baseline && claim.assigners.is_empty() {
        return fault(
            "claim_assigners",
            format!("Tỷ lệ {} so với dự toán, chỉ tiêu của cấp nào? Chọn ít nhất một cấp giao.", claim.typed),
        );
    }
    let unknown = claim.assigners.iter().find(|code| !grounds.assigners.contains(*code))?;
    fault("claim_assigners", format!("Không có cấp giao mã “{unknown}”. Chọn một cấp giao trong danh sách."))
}

#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
