//! Lines and sheets for the tables of the checks.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::{Baseline, Bound, Claim, ClaimBase, Finding, Line, Sheet, Status};
use crate::compare::Percent;
use crate::indicator::{Direction, Formula, FormulaKind, Indicator, OverTime, OverUnits, sample};
use crate::measure::{Measure, MeasureKind, ScaleStep};
use crate::period::Span;

/// Measures and indicators that lines of a table refer to.
pub(crate) struct Rig {
    measures: Vec<Measure>,
    indicators: Vec<Indicator>,
    cutoff_on: Date,
}

impl Rig {
    /// A sheet cut off at 15/5/2022.
    pub(crate) fn new() -> Self {
        Self::at("2022-05-15")
    }

    /// A sheet cut off on that day.
    pub(crate) fn at(cutoff: &str) -> Self {
        Self { measures: measures(), indicators: indicators(), cutoff_on: cutoff.parse().expect("a day of the table") }
    }

    /// A line of that indicator; an empty value is a missing one.
    pub(crate) fn line(&self, key: &str, value: &str) -> Line<'_> {
        let indicator = self.indicators.iter().find(|i| i.code == key).expect("an indicator of the rig");
        let measure = self.measures.iter().find(|m| m.code == indicator.measure).expect("its measure");
        Line {
            key: key.into(),
            name: indicator.name.clone(),
            measure,
            indicator,
            value: value.parse().ok(),
            bound: Bound::Equal,
            step: Decimal::ZERO,
            status: Status::Actual,
            as_of: None,
            previous: None,
            same_period: None,
            previous_year: None,
            baselines: Vec::new(),
            road_map: None,
            claims: Vec::new(),
            units: Vec::new(),
        }
    }

    /// A sheet of the year of the cut-off.
    pub(crate) fn sheet<'r>(&self, lines: Vec<Line<'r>>) -> Sheet<'r> {
        let year = self.cutoff_on.year();
        Sheet {
            label: String::new(),
            starts_on: date(year, 1, 1),
            ends_on: self.cutoff_on,
            cutoff_on: self.cutoff_on,
            plan: Span { starts_on: date(year, 1, 1), ends_on: date(year, 12, 31) },
            lawful_cutoff_on: None,
            lines,
        }
    }

    /// Figures of units; an empty one is missing.
    pub(crate) fn units(&self, rows: &[(&str, &str)]) -> Vec<(String, Option<Decimal>)> {
        rows.iter().map(|(unit, value)| ((*unit).to_owned(), value.parse().ok())).collect()
    }

    /// What an assigner set.
    pub(crate) fn baseline(&self, assigner: &str, value: &str) -> Baseline {
        let label = if assigner == "hdnd" { "dự toán HĐND giao" } else { "dự toán Thành phố giao" };
        Baseline {
            assigner: assigner.into(),
            label: label.into(),
            value: value.parse().expect("a number of the table"),
        }
    }

    /// A stated percentage with the decimals it is written with.
    pub(crate) fn claim(&self, of: ClaimBase, stated: &str, growth: bool) -> Claim {
        let decimals = stated.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let value = stated.parse().expect("a number of the table");
        let label = if of == ClaimBase::SamePeriod { "cùng kỳ" } else { "dự toán" };
        Claim { of, label: label.into(), stated: Percent { value, decimals: decimals as u32 }, growth }
    }
}

fn measures() -> Vec<Measure> {
    let plain = |code: &str, label: &str, kind, decimals| Measure {
        code: code.into(),
        label: label.into(),
        kind,
        decimals,
        scales: Vec::new(),
    };
    let mut dong = plain("dong", "đồng", MeasureKind::Money, 0);
    dong.scales = vec![ScaleStep { key: "billion".into(), word: "tỷ".into(), factor: Decimal::from(1_000_000_000) }];
    vec![
        dong,
        plain("phan-tram", "%", MeasureKind::Percent, 2),
        plain("ho-so", "hồ sơ", MeasureKind::Count, 0),
        plain("vu", "vụ", MeasureKind::Count, 0),
    ]
}

fn indicators() -> Vec<Indicator> {
    let thu = sample("thu", "dong", "territory");
    let chi = Indicator { limit: true, ..sample("chi", "dong", "district-budget") };
    let ho_so = Indicator { direction: Direction::Neutral, ..sample("ho-so", "ho-so", "territory") };
    let mot_cua = Indicator {
        name: "một cửa".into(),
        part_of: Some("ho-so".into()),
        direction: Direction::Neutral,
        ..sample("mot-cua", "ho-so", "territory")
    };
    let share = |code: &str| Indicator {
        over_units: OverUnits::None,
        over_time: OverTime::Point,
        percent_cap: Some(Decimal::ONE_HUNDRED),
        ..sample(code, "phan-tram", "territory")
    };
    let ratio = Formula { kind: FormulaKind::Ratio, a: "dat".into(), b: "tong".into() };
    vec![
        thu,
        chi,
        ho_so,
        mot_cua,
        share("dung-han"),
        Indicator { zero_target: true, direction: Direction::Less, ..sample("ngo-doc", "vu", "territory") },
        sample("dat", "ho-so", "plan"),
        sample("tong", "ho-so", "plan"),
        Indicator { formula: Some(ratio), ..share("ty-le") },
    ]
}

/// Holds the findings against `code|part of the sentence` items joined by `;`,
/// in order; an empty text expects none.
pub(crate) fn codes(found: &[Finding], expected: &str) {
    let items: Vec<&str> = expected.split(';').filter(|item| !item.is_empty()).collect();
    let shown: Vec<String> = found.iter().map(|f| format!("{}|{}", f.code, f.sentence)).collect();
    assert_eq!(shown.len(), items.len(), "expected {expected:?}, found {shown:#?}");
    for (finding, item) in found.iter().zip(items) {
        let (code, words) = item.split_once('|').unwrap_or((item, ""));
        assert!(!finding.remedy.is_empty(), "{code} stands in no table");
        assert_eq!(finding.code, code, "{}", finding.sentence);
        assert!(finding.sentence.contains(words), "{words:?} not in {:?}", finding.sentence);
    }
}
