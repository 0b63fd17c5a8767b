//! Whether a value may be a target, and whether a document adjusts what another assigned: pure rules.

use crate::document::Document;
use crate::plan::quantity::{self, Typed};
use pack::Indicator;
use pack::measure::{Measure, MeasureKind};
use rust_decimal::Decimal;

/// What is wrong with a value as a target of an indicator; `None` when nothing is.
pub(super) fn value_fault(rule: &Indicator, measure: &Measure, typed: &Typed) -> Option<String> {
    let counted = matches!(measure.kind, MeasureKind::Money | MeasureKind::Count);
    if counted && typed.value < Decimal::ZERO {
        return Some(format!("“{}” không thể giao số âm. Ghi số từ 0 trở lên.", rule.name));
    }
    let cap = rule.percent_cap?;
    quantity::over_cap(typed.bound, typed.value, cap).then(|| {
        format!(
            "“{}” cao nhất là {}, không thể giao {}. Ghi mức trong khoảng đó.",
            rule.name,
            quantity::write(measure, cap),
            quantity::write_bound(measure, typed.bound, typed.value)
        )
    })
}

/// Words of a subject that say that a document adjusts an earlier one, folded.
const ADJUSTING: &[&str] = &["dieu chinh", "sua doi", "bo sung", "thay the"];

/// Whether `new` adjusts what rests on `old`: it is another document, not issued earlier, and either rests on the old one
/// or says in its subject that it adjusts.
pub(super) fn adjusts(old: &Document, new: &Document, rests_on_old: bool) -> bool {
    let earlier = old.issued_on.zip(new.issued_on).is_some_and(|(old, new)| new < old);
    let subject = viet::fold::fold(&new.subject);
    old.no != new.no && !earlier && (rests_on_old || ADJUSTING.iter().any(|words| subject.contains(words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack::indicator::{Direction, OverTime, OverUnits};

    fn rule(cap: Option<i64>) -> Indicator {
        Indicator {
            code: "i".into(),
            name: "Tỷ lệ đúng hạn".into(),
            measure: "m".into(),
            synonyms: Vec::new(),
            direction: Direction::More,
            over_units: OverUnits::None,
            over_time: OverTime::Period,
            scope: "s".into(),
            part_of: None,
            percent_cap: cap.map(Decimal::from),
            zero_target: false,
            limit: false,
            formula: None,
            horizon: None,
            since: None,
            until: None,
            basis: String::new(),
        }
    }

    #[test]
    fn a_value_stays_within_its_bounds() {
        let rows = [
            (MeasureKind::Percent, Some(100), "trên 99 %", ""),
            (MeasureKind::Percent, Some(100), "100 %", ""),
            (MeasureKind::Percent, Some(100), "trên 100 %", "trên 100 %"),
            (MeasureKind::Percent, Some(100), "149,3 %", "149,3 %"),
            (MeasureKind::Percent, None, "149,3 %", ""),
            (MeasureKind::Percent, None, "-2 %", ""),
            (MeasureKind::Money, None, "-1 tỷ", "số âm"),
            (MeasureKind::Money, None, "0", ""),
            (MeasureKind::Count, None, "-1", "số âm"),
        ];
        for (kind, cap, text, expected) in rows {
            let measure = quantity::sample(kind, "đồng");
            let typed = quantity::read(&measure, text).expect("a quantity of the table");
            let fault = value_fault(&rule(cap), &measure, &typed).unwrap_or_default().replace('\u{a0}', " ");
            assert_eq!(fault.is_empty(), expected.is_empty(), "{text}: {fault}");
            assert!(fault.contains(expected), "{text}: {fault}");
        }
    }

    #[test]
    fn only_a_later_adjusting_document_adjusts() {
        let document = |no, day: &str, subject: &str| Document {
            no,
            kind: "QD".into(),
            symbol: format!("{no}/QĐ-UBND"),
            issued_on: day.parse().ok(),
            issuer: "UBND Thành phố".into(),
            subject: subject.into(),
            own: false,
            fact_no: no,
            ..Document::default()
        };
        let old = document(1, "2016-12-10", "Về việc giao dự toán năm 2017");
        // number, day, subject, rests on the old one, expected
        let rows = [
            (2, "2017-07-01", "Về việc điều chỉnh dự toán năm 2017", false, true),
            (2, "2017-07-01", "Về việc giao dự toán năm 2017", false, false),
            (2, "2017-07-01", "Về việc giao dự toán năm 2017", true, true),
            (2, "2016-12-01", "Về việc điều chỉnh dự toán năm 2017", true, false),
            (2, "", "Sửa đổi Quyết định số 1/QĐ-UBND", false, true),
            (1, "2017-07-01", "Về việc điều chỉnh dự toán năm 2017", true, false),
        ];
        for (no, day, subject, rests, expected) in rows {
            assert_eq!(adjusts(&old, &document(no, day, subject), rests), expected, "{no} {day} {subject} {rests}");
        }
    }
}
