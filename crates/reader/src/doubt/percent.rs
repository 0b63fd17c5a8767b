//! Stated percentages against their figures: recomputed, without a base, with two plans, points written as percent.

use super::{alike, doubt, note, pct, said};
use crate::reading::{CompareKind, Doubt, Fact, FactKind};
use crate::text::Text;
use rust_decimal::Decimal;
use viet::number::write;

/// Stated against recomputed; a plan or earlier value that is not stated is worked out.
pub fn percentages(facts: &[Fact], doubts: &mut Vec<Doubt>) {
    for fact in facts {
        let Some(c) = &fact.compared else { continue };
        let (Some(stated), Some(base), Some(agrees), Some(recomputed)) =
            (c.stated_pct, c.value, c.agrees, c.recomputed_pct)
        else {
            continue;
        };
        if !agrees {
            let (value, base) = (said(fact.value, &fact.measure), said(base, &fact.measure));
            let arithmetic = if c.ratio {
                format!("{value} : {base} = {}", pct(recomputed))
            } else {
                format!("({value} − {base}) : {base} = {}", pct(recomputed))
            };
            let message = format!(
                "Tỷ lệ ghi {} nhưng tính lại được {}. Kiểm tra lại hai số và tỷ lệ.",
                pct(stated),
                pct(recomputed)
            );
            doubts.push(doubt("percent_disagrees", vec![fact.number, c.span], message, arithmetic));
        }
    }
}

/// "cao hơn 0,52 %" between two rates.
pub fn points(text: &Text, facts: &[Fact], doubts: &mut Vec<Doubt>) {
    for fact in facts.iter().filter(|f| f.measure == "điểm %" && f.kind == FactKind::Quantity) {
        let written = text.quote(fact.number.0, fact.number.1);
        if written.contains("điểm") {
            continue;
        }
        let message = format!(
            "Chênh lệch giữa hai tỷ lệ là điểm phần trăm, không phải phần trăm. Ghi “{} điểm %”.",
            write(fact.value.abs())
        );
        doubts.push(doubt("points_not_percent", vec![fact.number], message, String::new()));
    }
}

/// The window of wholes that a stated percentage allows, half up and cut.
fn window(fact: &Fact) -> Option<(Decimal, Decimal, Decimal)> {
    let c = fact.compared.as_ref().filter(|c| c.kind == CompareKind::Plan && c.ratio && c.value.is_none())?;
    let stated = c.stated_pct.filter(|p| *p > Decimal::ZERO)?;
    let of = |pct: Decimal| fact.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(pct);
    let (low, high) = (of(stated + c.half)?, of((stated - c.half).max(Decimal::new(1, 6)))?);
    Some((low.round_dp(3), of(stated)?.round_dp(3), high.round_dp(3)))
}

/// Two percentages of one plan that imply two plans; the window in which rounding still reconciles them.
pub fn baselines(facts: &[Fact], doubts: &mut Vec<Doubt>) {
    let implied: Vec<(&Fact, (Decimal, Decimal, Decimal))> =
        facts.iter().filter(|f| f.measure == "đồng").filter_map(|f| Some((f, window(f)?))).collect();
    for (at, (a, wa)) in implied.iter().enumerate() {
        for (b, wb) in &implied[at + 1..] {
            let year = |f: &Fact| f.period.as_ref().map(|p| p.to.year());
            if year(a) != year(b) || !alike(a, b) || a.value == b.value || wa.1 == wb.1 {
                continue;
            }
            let (low, high) = (wa.0.max(wb.0), wa.2.min(wb.2));
            let arithmetic = format!(
                "{} : {} = {}; {} : {} = {}",
                said(a.value, &a.measure),
                stated(a),
                said(wa.1, "đồng"),
                said(b.value, &b.measure),
                stated(b),
                said(wb.1, "đồng")
            );
            let message = if low <= high {
                format!(
                    "Hai tỷ lệ suy ra hai dự toán khác nhau; do làm tròn, cả hai chỉ cùng đúng khi dự toán nằm trong {} – {}. Ghi rõ dự toán.",
                    said(low, "đồng"),
                    said(high, "đồng")
                )
            } else {
                "Hai tỷ lệ suy ra hai dự toán khác nhau, làm tròn không giải thích được. Kiểm tra lại số và tỷ lệ; ghi rõ dự toán.".to_owned()
            };
            doubts.push(doubt("baselines_differ", vec![a.number, b.number], message, arithmetic));
        }
    }
}

fn stated(fact: &Fact) -> String {
    fact.compared.as_ref().and_then(|c| c.stated_pct).map(|p| format!("{} %", write(p))).unwrap_or_default()
}

/// Growth whose earlier value is not stated, and plans that are not: what they imply.
pub fn bases(text: &Text, facts: &[Fact], doubts: &mut Vec<Doubt>) {
    for fact in facts {
        let Some(c) = fact.compared.as_ref().filter(|c| c.value.is_none()) else { continue };
        let Some(stated) = c.stated_pct else { continue };
        let grows = matches!(c.kind, CompareKind::PreviousYear | CompareKind::SamePeriod | CompareKind::Before);
        let rate = fact.measure == "%";
        let factor = if c.ratio { stated } else { stated + Decimal::ONE_HUNDRED };
        let of = |pct: Decimal| fact.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(pct));
        let implied = (!rate && factor - c.half > Decimal::ZERO)
            .then(|| Some((of(factor + c.half)?, of(factor)?, of(factor - c.half)?)))
            .flatten();
        let arithmetic = implied.map_or(String::new(), |(low, mid, high)| {
            format!(
                "{} : {} = {}; do làm tròn: {} – {}",
                said(fact.value, &fact.measure),
                pct(factor),
                said(mid.round_dp(3), &fact.measure),
                said(low.round_dp(3), &fact.measure),
                said(high.round_dp(3), &fact.measure)
            )
        });
        let spans = vec![fact.number, c.span];
        if grows && !text.quote(c.span.0, c.span.1).contains("điểm") {
            doubts.push(doubt(
                "growth_without_base",
                spans,
                "Nêu mức tăng, giảm nhưng không nêu số gốc để so. Bổ sung số của kỳ trước.".into(),
                arithmetic,
            ));
        } else if c.kind == CompareKind::Plan && !rate {
            doubts.push(note(
                "plan_without_base",
                spans,
                "Nêu tỷ lệ so với dự toán, kế hoạch nhưng không nêu con số đó. Bổ sung dự toán, kế hoạch.".into(),
                arithmetic,
            ));
        } else if c.kind == CompareKind::Before || rate && c.kind == CompareKind::Plan {
            doubts.push(note(
                "rate_without_values",
                spans,
                "Chỉ có tỷ lệ, không có số để tính lại. Bổ sung số tuyệt đối.".into(),
                String::new(),
            ));
        }
    }
}
