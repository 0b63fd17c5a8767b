//! Parts against their whole: one larger than it, or all together not equal to it.

use super::{doubt, pct, said};
use crate::measure::Class;
use crate::quantity::Quantity;
use crate::reading::{Doubt, Span};
use crate::skip::Marks;
use crate::text::Text;
use rust_decimal::Decimal;
use viet::number::write;

/// Tables whose last line says it adds up the others, and does not.
pub fn table_sums(text: &Text, marks: &Marks, doubts: &mut Vec<Doubt>) {
    for table in &marks.tables {
        let Some((total, parts)) = table.rows.split_last().filter(|(_, parts)| parts.len() >= 2) else { continue };
        // Where some lines are parts of others, the lines do not add up as they stand.
        if !total.is_total(text) || parts.iter().any(|row| row.is_part(text)) {
            continue;
        }
        for whole in &total.values {
            // `tạ/ha`, `bình quân`: an average is no sum.
            let (first, next) = table.columns[whole.column].heading;
            let average = whole.measure.contains('/') || text.find(first, next, &["binh quan", "nang suat"]).is_some();
            let adds = !average && matches!(whole.class, Class::Count | Class::Money | Class::Physical);
            let terms = parts.iter().map(|row| row.value(whole.column)).collect::<Option<Vec<_>>>();
            let Some(terms) = terms.filter(|_| adds) else { continue };
            let sum = terms.iter().try_fold(Decimal::ZERO, |sum, term| sum.checked_add(term.value));
            let off = whole.half + terms.iter().map(|term| term.half).sum::<Decimal>();
            let Some(sum) = sum.filter(|sum| (*sum - whole.value).abs() > off) else { continue };
            let place = |at: usize| text.tokens.get(at).map_or((0, 0), |t| (t.start, t.end));
            let spans = std::iter::once(whole).chain(terms.iter().copied()).map(|value| place(value.cell.0)).collect();
            let message = format!(
                "Các dòng của bảng cộng lại {}, dòng tổng ghi {}. Kiểm tra từng dòng.",
                said(sum, &whole.measure),
                said(whole.value, &whole.measure)
            );
            let written: Vec<String> = terms.iter().map(|term| write(term.value)).collect();
            let arithmetic = format!("{} = {}; tổng ghi {}", written.join(" + "), write(sum), write(whole.value));
            doubts.push(doubt("sum_disagrees", spans, message, arithmetic));
        }
    }
}

/// Words that open the parts of a whole.
const PARTS: [&str; 7] = ["trong do", "bao gom", "gom", "gom co", "trong so do", "cu the", "chia ra"];

/// A part larger than its whole; parts that do not add up.
pub fn wholes(text: &Text, all: &[Quantity], doubts: &mut Vec<Doubt>) {
    for at in 0..all.len() {
        let whole = &all[at];
        if !matches!(whole.class, Class::Count | Class::Money | Class::Physical) || whole.to.is_some() {
            continue;
        }
        let end = text.sentence_end(whole.first);
        let next_first = all.get(at + 1).map_or(end, |q| q.first);
        let Some(opened) = text.find(whole.next, next_first.min(whole.next + 8), &PARTS) else { continue };
        let complete = text.find(opened, opened + 2, &["gom", "bao gom", "chia ra"]).is_some();
        let parts = parts_of(text, all, at, opened);
        let bigger = parts.iter().find(|p| all[**p].value - all[**p].half > whole.value + whole.half);
        if let Some(part) = bigger {
            let part = &all[*part];
            let share = part
                .value
                .checked_div(whole.value)
                .and_then(|s| s.checked_mul(Decimal::ONE_HUNDRED))
                .unwrap_or_default();
            let spans = vec![span(text, whole), span(text, part)];
            let message = format!(
                "Phần “trong đó” ({}) lớn hơn tổng ({}). Kiểm tra lại hai số, hoặc hai số đếm hai việc khác nhau.",
                said(part.value, &part.measure),
                said(whole.value, &whole.measure)
            );
            let arithmetic = format!(
                "{} − {} = {}; {}",
                write(whole.value),
                write(part.value),
                write(whole.value - part.value),
                pct(share.round_dp(4))
            );
            doubts.push(doubt("part_over_whole", spans, message, arithmetic));
            continue;
        }
        let mut sum = Decimal::ZERO;
        let mut half = whole.half;
        for part in &parts {
            sum = sum.checked_add(all[*part].value).unwrap_or(sum);
            half += all[*part].half;
        }
        let off = (sum - whole.value).abs() > half;
        if parts.len() >= 2 && off && (complete || sum > whole.value) {
            let spans = std::iter::once(span(text, whole)).chain(parts.iter().map(|p| span(text, &all[*p]))).collect();
            let terms: Vec<String> = parts.iter().map(|p| write(all[*p].value)).collect();
            let message = format!(
                "Các phần cộng lại là {}, không bằng tổng {}. Kiểm tra lại từng phần.",
                said(sum, &whole.measure),
                said(whole.value, &whole.measure)
            );
            doubts.push(doubt(
                "sum_disagrees",
                spans,
                message,
                format!("{} = {}; tổng ghi {}", terms.join(" + "), write(sum), write(whole.value)),
            ));
        }
    }
}

/// The parts behind "trong đó": the same measure, in the sentence, or in the bullets of the next lines.
fn parts_of(text: &Text, all: &[Quantity], at: usize, opened: usize) -> Vec<usize> {
    let whole = &all[at];
    let mut end = text.sentence_end(opened);
    let listed = text.word(end.saturating_sub(1)) == ":"
        || text.line_end(opened) <= end && text.word(text.line_end(opened).saturating_sub(1)) == ":";
    if listed {
        let mut line = text.line_end(opened);
        while matches!(text.word(line), "-" | "+" | "*") {
            line = text.line_end(line);
        }
        end = line;
    }
    let mut parts: Vec<usize> = Vec::new();
    let mut last_line = u32::MAX;
    for (n, q) in all.iter().enumerate().skip(at + 1) {
        if q.first >= end {
            break;
        }
        let alike = q.measure == whole.measure
            || q.class == Class::Count
                && whole.class == Class::Count
                && (whole.measure.starts_with(&q.measure)
                    || q.measure.starts_with(&whole.measure)
                    || whole.measure.ends_with(&q.measure));
        let compared = text
            .any_before(q.first, &["tang", "giam", "so voi", "cung ky", "con so", "ke hoach", "du toan"])
            || text
                .find(q.first.saturating_sub(6).max(opened), q.first, &["so voi", "cung ky", "ke hoach", "du toan"])
                .is_some();
        // In a list each line is one part: what else the line says belongs to the part.
        let again = listed && text.line(q.first) == last_line;
        if alike && !compared && !again && q.to.is_none() {
            last_line = text.line(q.first);
            parts.push(n);
        }
    }
    parts
}

fn span(text: &Text, q: &Quantity) -> Span {
    let start = text.tokens.get(q.first).map_or(0, |t| t.start);
    (start, q.next.checked_sub(1).and_then(|at| text.tokens.get(at)).map_or(start, |t| t.end))
}
