//! Days that are missing or do not fit: a label against its cut-off, no period, no year.

use super::doubt;
use crate::period::Named;
use crate::reading::{Doubt, Fact, FactKind};
use crate::skip::Marks;
use crate::text::Text;

/// "5 tháng đầu năm" over a figure "đến ngày 15/5".
pub fn cut_offs(text: &Text, marks: &Marks, doubts: &mut Vec<Doubt>) {
    let place = |first: usize, next: usize| (text.tokens[first].start, text.tokens[next - 1].end);
    for cut in marks.periods.iter().filter(|p| p.named == Named::CutOff && !p.compares) {
        let end = marks.periods.partition_point(|p| p.first < cut.first);
        let label = marks.periods[..end].iter().rev().take(8).find(|p| {
            (matches!(p.named, Named::Months | Named::Quarter | Named::Month)
                || p.named == Named::Year && p.next + 8 > cut.first)
                && text.line(p.first) == text.line(cut.first)
                && !p.compares
        });
        let Some(label) = label.filter(|l| l.to != cut.to && l.to.year() == cut.to.year() && cut.to < l.to) else {
            continue;
        };
        let day = cut.to.day_of_year();
        let days = cut.to.days_in_year();
        let message = format!(
            "Ghi “{}” nhưng số liệu chốt đến ngày {}. Ghi rõ kỳ theo ngày chốt, hoặc lấy số đến {}.",
            text.between(label.first, label.next),
            viet::day::write(cut.to),
            viet::day::write(label.to)
        );
        doubts.push(doubt(
            "label_against_cutoff",
            vec![place(label.first, label.next), place(cut.first, cut.next)],
            message,
            format!("{day} ngày trong {days} ngày của năm"),
        ));
    }
}

/// Figures of "thời gian qua", of nobody knows when.
pub fn missing_periods(text: &Text, marks: &Marks, facts: &[Fact], doubts: &mut Vec<Doubt>) {
    let vague = [
        "thoi gian qua",
        "nhung nam qua",
        "thoi gian vua qua",
        "ke tu khi",
        "tu khi",
        "nhieu nam qua",
        "nhung nam gan day",
        "lau nay",
        "thoi gian gan day",
    ];
    for fact in facts.iter().filter(|f| f.kind == FactKind::Quantity && f.measure != "năm") {
        let at = text.tokens.partition_point(|t| t.start < fact.number.0);
        let start = text.sentence_start(at);
        let from = marks.periods.partition_point(|p| p.first < start);
        let own = marks.periods[from..].iter().take_while(|p| p.first < at).any(|p| !p.compares);
        if own || text.find(start, at, &vague).is_none() {
            continue;
        }
        let before = doubts.iter().any(|d| {
            d.code == "period_missing" && d.spans.iter().any(|s| text.plain(s.1, fact.number.0).find('.').is_none())
        });
        if !before {
            doubts.push(doubt(
                "period_missing",
                vec![fact.number],
                "Không rõ số liệu của kỳ nào. Ghi rõ từ ngày nào đến ngày nào.".into(),
                String::new(),
            ));
        }
    }
}

/// `22/6` of which year?
pub fn missing_years(text: &Text, marks: &Marks, doubts: &mut Vec<Doubt>) {
    for (at, day) in marks.days.iter().filter(|(_, d)| d.year.is_none()) {
        let said = text.any_before(*at, &["ngay", "sang", "chieu", "toi"])
            || text.word(*at) == "ngay"
            || text.any_before(*at, &["truoc", "den", "han", "tu"]);
        let feast = text
            .find(
                at.saturating_sub(6),
                *at,
                &["le", "ky niem", "quoc te", "giai phong", "chien thang", "thanh lap", "sinh", "chao mung", "mung"],
            )
            .is_some();
        let spelled = (*at..day.next).any(|t| text.word(t) == "thang");
        if said && !feast && !spelled {
            let place = (text.tokens[*at].start, text.tokens[day.next - 1].end);
            let guess = marks.date.map_or(String::new(), |d| format!(" Theo ngày báo cáo là năm {}.", d.year()));
            doubts.push(doubt(
                "year_missing",
                vec![place],
                format!("Ngày không ghi năm.{guess} Ghi đủ ngày, tháng, năm."),
                String::new(),
            ));
        }
    }
}
