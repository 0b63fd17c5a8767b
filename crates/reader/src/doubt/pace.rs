//! Plans against the part of the year that has passed, and estimates that slow down.

use super::{alike, note, pct, said};
use crate::reading::{Approx, CompareKind, Doubt, Fact, FactKind, Status};
use rust_decimal::Decimal;
use viet::number::{write, write_rounded};

/// Where a plan of the year stands against the part of the year that has passed; an estimate that slows down.
pub fn paces(facts: &[Fact], doubts: &mut Vec<Doubt>) {
    for fact in facts {
        let (Some(c), Some(p)) = (&fact.compared, &fact.period) else { continue };
        let starts = p.from.month() == 1 && p.from.day() == 1;
        let whole = p.to.month() == 12 && p.to.day() == 31;
        let Some(done) = c
            .recomputed_pct
            .or(c.stated_pct)
            .filter(|_| c.kind == CompareKind::Plan && c.ratio && starts && !whole && fact.measure != "%")
        else {
            continue;
        };
        let months = p.to == p.to.last_of_month();
        let (passed, of) = if months {
            (Decimal::from(p.to.month()), Decimal::from(12))
        } else {
            (Decimal::from(p.to.day_of_year()), Decimal::from(p.to.days_in_year()))
        };
        let Some(even) = passed.checked_mul(Decimal::ONE_HUNDRED).and_then(|x| x.checked_div(of)) else { continue };
        let behind = even - done;
        if behind > Decimal::ONE {
            let arithmetic = format!(
                "{} : {} = {}; {} − {} = {} điểm %",
                write(passed),
                write(of),
                pct(even),
                pct(even),
                pct(done),
                write_rounded(behind, 2)
            );
            let message =
                format!("Chậm hơn tiến độ chia đều {} điểm %. Nêu lý do hoặc giải pháp.", write_rounded(behind, 2));
            doubts.push(note("behind_pace", vec![fact.number], message, arithmetic));
        }
    }
    slows(facts, doubts);
}

/// A half-year estimate that adds less a day than what was done so far.
fn slows(facts: &[Fact], doubts: &mut Vec<Doubt>) {
    let plain = |f: &&Fact| f.measure == "đồng" && f.kind == FactKind::Quantity && f.approx == Approx::Exact;
    for done in facts.iter().filter(plain).filter(|f| f.status == Status::Actual) {
        for expected in facts.iter().filter(plain).filter(|f| f.status == Status::Estimate) {
            let (Some(a), Some(b)) = (&done.period, &expected.period) else { continue };
            if a.from != b.from || b.to <= a.to || !alike(done, expected) || expected.value <= done.value {
                continue;
            }
            let days = |from: jiff::civil::Date, to: jiff::civil::Date| {
                Decimal::from(to.since(from).map_or(1, |s| s.get_days()).max(1))
            };
            let (first, rest) = (days(a.from, a.to) + Decimal::ONE, days(a.to, b.to));
            let (so_far, ahead) = (done.value / first, (expected.value - done.value) / rest);
            if ahead * Decimal::from(2) < so_far {
                let arithmetic = format!(
                    "{} trong {} ngày; {} trong {} ngày còn lại",
                    said(done.value, "đồng"),
                    write(first),
                    said(expected.value - done.value, "đồng"),
                    write(rest)
                );
                let known = doubts.iter().any(|d| d.code == "estimate_slows" && d.spans.contains(&expected.number));
                if !known {
                    doubts.push(note(
                        "estimate_slows",
                        vec![done.number, expected.number],
                        "Số ước cho phần còn lại thấp hơn hẳn nhịp đã thực hiện. Nêu lý do hoặc kiểm tra lại số ước."
                            .into(),
                        arithmetic,
                    ));
                }
            }
        }
    }
}
