//! Figures that may be entered and figures that may not, as tables.

use super::testing::figure;
use super::*;
use jiff::civil::date;
use pack::indicator::{Direction, Formula, FormulaKind, OverTime, OverUnits};
use viet::bound::Bound;

fn indicator(
    code: &str,
    kind: MeasureKind,
    cap: Option<i64>,
    formula: Option<Formula>,
) -> (String, (Indicator, Measure)) {
    let indicator = Indicator {
        code: code.into(),
        name: format!("Chỉ tiêu {code}"),
        measure: "m".into(),
        synonyms: Vec::new(),
        direction: Direction::More,
        over_units: OverUnits::Sum,
        over_time: OverTime::Cumulative,
        scope: "territory".into(),
        part_of: None,
        percent_cap: cap.map(Decimal::from),
        zero_target: false,
        limit: false,
        formula,
        horizon: None,
        since: None,
        until: None,
        basis: String::new(),
    };
    let measure = Measure { code: "m".into(), label: "cơ sở".into(), kind, decimals: 0, scales: Vec::new() };
    (code.into(), (indicator, measure))
}

fn grounds() -> Grounds {
    let unit = |name: &str, from: Date, abolished_on: Option<Date>, successor: Option<&str>| UnitSpan {
        name: name.into(),
        established_on: from,
        abolished_on,
        successor: successor.map(str::to_owned),
    };
    let formula = Formula { kind: FormulaKind::Ratio, a: "a".into(), b: "b".into() };
    Grounds {
        own_units: Some(vec![5, 6]),
        indicators: HashMap::from([
            indicator("co-so", MeasureKind::Count, None, None),
            indicator("thu", MeasureKind::Money, None, None),
            indicator("dung-han", MeasureKind::Percent, Some(100), None),
            indicator("tang-truong", MeasureKind::Percent, None, None),
            indicator("ty-le", MeasureKind::Percent, None, Some(formula)),
        ]),
        units: HashMap::from([
            (5, unit("Phường Phúc Xá", date(1981, 1, 1), Some(date(2025, 7, 1)), Some("Phường Hồng Hà"))),
            (6, unit("Phường Hồng Hà", date(2025, 7, 1), None, None)),
            (7, unit("Phường Cống Vị", date(1981, 1, 1), Some(date(2025, 7, 1)), None)),
        ]),
        closed: vec![ClosedSpan {
            label: "quý I năm 2025".into(),
            starts_on: date(2025, 1, 1),
            cutoff_on: date(2025, 3, 31),
        }],
        documents: HashSet::from([9]),
        assigners: HashSet::from(["thanh-pho".to_owned()]),
    }
}

/// The code of the refusal or the field of the fault, and a word of its sentence.
fn check(figure: &NewFigure, grounds: &Grounds, expected: &str, says: &str) {
    let objection = judge(figure, grounds);
    let code = objection.as_ref().map_or("", |found| match found.against {
        Against::Act(code) | Against::Field(code) => code,
    });
    let sentence = objection.as_ref().map_or("", |found| found.sentence.as_str());
    assert_eq!(code, expected, "{figure:?}: {sentence}");
    assert!(sentence.contains(says), "{sentence}");
}

#[test]
fn quantities_fit_their_indicator() {
    let rows = [
        ("co-so", "335", Bound::Equal, "", ""),
        ("co-so", "0", Bound::Equal, "", ""),
        ("co-so", "-1", Bound::Equal, "value", "số âm"),
        ("co-so", "3.5", Bound::Equal, "value", "phần lẻ"),
        ("thu", "-20.5", Bound::Equal, "", ""),
        ("dung-han", "100", Bound::Equal, "", ""),
        ("dung-han", "100.01", Bound::Equal, "value", "tỷ lệ không thể vượt 100\u{a0}%"),
        ("dung-han", "99", Bound::Above, "", ""),
        ("dung-han", "100", Bound::Above, "value", "vượt"),
        ("dung-han", "100", Bound::AtLeast, "", ""),
        ("tang-truong", "149.3", Bound::Equal, "", ""),
        ("ty-le", "50", Bound::Equal, "", ""),
        ("la", "1", Bound::Equal, "indicator", "“la”"),
    ];
    for (indicator, value, bound, expected, says) in rows {
        let value = value.parse().expect("a number of the table");
        check(&NewFigure { indicator: indicator.into(), value, bound, ..figure() }, &grounds(), expected, says);
    }
}

#[test]
fn units_and_days_must_be_there() {
    let rows = [
        (5, (2025, 1, 1), (2025, 4, 30), "", ""),
        (5, (2025, 1, 1), (2025, 6, 30), "", ""),
        (5, (2025, 1, 1), (2025, 7, 31), "unit-not-there", "Phường Phúc Xá tồn tại từ 1/1/1981 đến hết 30/6/2025"),
        (5, (2025, 1, 1), (2025, 7, 31), "unit-not-there", "Nhập cho đơn vị kế thừa là Phường Hồng Hà"),
        (6, (2025, 1, 1), (2025, 6, 30), "unit-not-there", "có từ 1/7/2025"),
        (7, (2025, 1, 1), (2025, 4, 30), "not-your-unit", "Phường Cống Vị"),
        (5, (2025, 1, 1), (2025, 3, 31), "period-closed", "quý I năm 2025"),
        (5, (2025, 1, 1), (2025, 2, 28), "period-closed", "28/2/2025"),
        (5, (2025, 2, 1), (2025, 2, 28), "", ""),
        (5, (2025, 5, 1), (2025, 4, 30), "cutoff_on", "1/5/2025"),
    ];
    for (unit, from, to, expected, says) in rows {
        let day = |(year, month, day)| date(year, month, day);
        check(&NewFigure { unit, starts_on: day(from), cutoff_on: day(to), ..figure() }, &grounds(), expected, says);
    }
}

#[test]
fn a_specialist_enters_for_every_unit() {
    let grounds = Grounds { own_units: None, ..grounds() };
    let rows = [(7, ""), (8, "unit-not-there")];
    for (unit, expected) in rows {
        check(&NewFigure { unit, ..figure() }, &grounds, expected, "");
    }
}

#[test]
fn sources_and_claims_must_be_known() {
    let rows = [
        (Some(9), ClaimBase::Baseline, vec!["thanh-pho"], ""),
        (Some(8), ClaimBase::Baseline, vec!["thanh-pho"], "source"),
        (None, ClaimBase::Baseline, vec![], "claim_assigners"),
        (None, ClaimBase::Baseline, vec!["thanh-pho", "la"], "claim_assigners"),
        (None, ClaimBase::SamePeriod, vec![], ""),
    ];
    for (source, base, assigners, expected) in rows {
        let claim = NewClaim {
            base,
            assigners: assigners.into_iter().map(str::to_owned).collect(),
            value: Decimal::from(56),
            decimals: 0,
            growth: false,
            typed: "56 %".into(),
        };
        check(&NewFigure { source, claims: vec![claim], ..figure() }, &grounds(), expected, "");
    }
}
