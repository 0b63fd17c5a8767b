//! What does not fit: percentages against their figures, parts against wholes, labels against cut-offs, figures against figures.
//! Each doubt names its places, its arithmetic and what to do.

use crate::measure::Class;
use crate::period::Named;
use crate::quantity::{Quantity, quantities};
use crate::reading::{Approx, CompareKind, Doubt, Fact, FactKind, Head, Level, Span, Status};
use crate::skip::Marks;
use crate::text::Text;
use rust_decimal::Decimal;
use viet::number::{write, write_rounded};

/// All doubts, in the order of the text.
pub fn doubts(text: &Text, marks: &Marks, head: &Head, facts: &[Fact]) -> Vec<Doubt> {
    let all = quantities(text, marks);
    let mut doubts = Vec::new();
    percentages(facts, &mut doubts);
    points(text, facts, &mut doubts);
    wholes(text, &all, &mut doubts);
    cut_offs(text, marks, &mut doubts);
    baselines(facts, &mut doubts);
    bases(text, facts, &mut doubts);
    twice(facts, &mut doubts);
    missing_periods(text, marks, facts, &mut doubts);
    missing_years(text, marks, &mut doubts);
    paces(facts, head, &mut doubts);
    doubts.sort_by_key(|d: &Doubt| d.spans.first().copied());
    doubts
}

fn doubt(code: &'static str, spans: Vec<Span>, message: String, arithmetic: String) -> Doubt {
    Doubt { code, level: Level::Doubt, spans, message, arithmetic }
}

fn note(code: &'static str, spans: Vec<Span>, message: String, arithmetic: String) -> Doubt {
    Doubt { level: Level::Note, ..doubt(code, spans, message, arithmetic) }
}

/// A value as a sentence names it: money in tỷ đồng.
fn said(value: Decimal, measure: &str) -> String {
    let billion = Decimal::from(1_000_000_000);
    match measure.strip_prefix("đồng") {
        Some(rest) if value.abs() >= billion => format!("{} tỷ đồng{rest}", write((value / billion).round_dp(3))),
        Some(rest) => format!("{} đồng{rest}", write(value)),
        None => format!("{} {measure}", write(value)),
    }
}

fn pct(value: Decimal) -> String {
    format!("{} %", write(value.round_dp(4)))
}

/// Stated against recomputed; a plan or earlier value that is not stated is worked out.
fn percentages(facts: &[Fact], doubts: &mut Vec<Doubt>) {
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
fn points(text: &Text, facts: &[Fact], doubts: &mut Vec<Doubt>) {
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

/// Words that open the parts of a whole.
const PARTS: [&str; 7] = ["trong do", "bao gom", "gom", "gom co", "trong so do", "cu the", "chia ra"];

/// A part larger than its whole; parts that do not add up.
fn wholes(text: &Text, all: &[Quantity], doubts: &mut Vec<Doubt>) {
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

/// "5 tháng đầu năm" over a figure "đến ngày 15/5".
fn cut_offs(text: &Text, marks: &Marks, doubts: &mut Vec<Doubt>) {
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

/// The window of wholes that a stated percentage allows, half up and cut.
fn window(fact: &Fact) -> Option<(Decimal, Decimal, Decimal)> {
    let c = fact.compared.as_ref().filter(|c| c.kind == CompareKind::Plan && c.ratio && c.value.is_none())?;
    let stated = c.stated_pct.filter(|p| *p > Decimal::ZERO)?;
    let of = |pct: Decimal| fact.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(pct);
    let (low, high) = (of(stated + c.half)?, of((stated - c.half).max(Decimal::new(1, 6)))?);
    Some((low.round_dp(3), of(stated)?.round_dp(3), high.round_dp(3)))
}

/// Two percentages of one plan that imply two plans; the window in which rounding still reconciles them.
fn baselines(facts: &[Fact], doubts: &mut Vec<Doubt>) {
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

/// Whether two facts are about one thing.
fn alike(a: &Fact, b: &Fact) -> bool {
    if let (Some(x), Some(y)) = (&a.indicator_id, &b.indicator_id) {
        return x == y;
    }
    let words = |f: &Fact| -> std::collections::BTreeSet<String> {
        let folded = viet::fold::fold(&f.indicator);
        folded
            .split_whitespace()
            .filter(|w| {
                w.len() > 1
                    && !matches!(
                        *w,
                        "tong"
                            | "tren"
                            | "dia"
                            | "ban"
                            | "quan"
                            | "uoc"
                            | "so"
                            | "thuc"
                            | "hien"
                            | "cua"
                            | "toan"
                            | "phuong"
                            | "xa"
                    )
            })
            .map(str::to_owned)
            .collect()
    };
    let (x, y) = (words(a), words(b));
    let common = x.intersection(&y).count();
    a.unit == b.unit && common * 2 >= x.len().max(y.len()).max(1) || x.is_empty() || y.is_empty()
}

/// Growth whose earlier value is not stated, and plans that are not: what they imply.
fn bases(text: &Text, facts: &[Fact], doubts: &mut Vec<Doubt>) {
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

/// The same figure for the same days with two values: most of its words are the same.
fn twice(facts: &[Fact], doubts: &mut Vec<Doubt>) {
    type Days = Option<(jiff::civil::Date, jiff::civil::Date)>;
    type Place = (String, Days, String, Status);
    let mut places: std::collections::HashMap<Place, Vec<(Vec<String>, &Fact)>> = std::collections::HashMap::new();
    for fact in facts.iter().filter(|f| f.kind == FactKind::Quantity && f.value_to.is_none() && f.measure != "năm") {
        let words = key(&fact.indicator);
        if words.len() < 3 {
            continue;
        }
        let days = fact.period.as_ref().map(|p| (p.from, p.to));
        let known = places.entry((fact.measure.clone(), days, fact.unit.clone(), fact.status)).or_default();
        // Long reports have few figures of one measure and period; a hostile one does not keep the reader.
        let same = known.iter().rev().take(100).find(|(other, _)| {
            let common = words.iter().filter(|w| other.contains(w)).count();
            common * 10 >= words.len().max(other.len()) * 8
        });
        match same {
            Some((_, first)) if first.value != fact.value && first.number.1 + 40 < fact.number.0 => {
                let message = format!(
                    "Cùng một số liệu được ghi hai lần khác nhau: {} và {}. Chọn một số đúng.",
                    said(first.value, &first.measure),
                    said(fact.value, &fact.measure)
                );
                let apart = write((fact.value - first.value).abs());
                doubts.push(doubt(
                    "written_differently",
                    vec![first.number, fact.number],
                    message,
                    format!("chênh lệch {apart}"),
                ));
            }
            Some(_) => {}
            None => known.push((words, fact)),
        }
    }
}

/// The words of an indicator that tell it from others, each once.
fn key(indicator: &str) -> Vec<String> {
    let folded = viet::fold::fold(indicator);
    let empty = [
        "tong", "so", "la", "co", "duoc", "da", "toan", "cua", "cac", "tren", "dia", "ban", "dat", "trong", "voi",
        "con",
    ];
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.len() > 1 && !empty.contains(w));
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Figures of "thời gian qua", of nobody knows when.
fn missing_periods(text: &Text, marks: &Marks, facts: &[Fact], doubts: &mut Vec<Doubt>) {
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
fn missing_years(text: &Text, marks: &Marks, doubts: &mut Vec<Doubt>) {
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

/// Where a plan of the year stands against the part of the year that has passed; an estimate that slows down.
fn paces(facts: &[Fact], _head: &Head, doubts: &mut Vec<Doubt>) {
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
