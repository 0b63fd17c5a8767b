//! What does not fit: percentages against their figures, parts against wholes, labels against cut-offs, figures against figures.
//! Each doubt names its places, its arithmetic and what to do.

mod pace;
mod percent;
mod period;
mod twice;
mod whole;

use crate::quantity::Quantity;
use crate::reading::{Doubt, Fact, Level, Span};
use crate::skip::Marks;
use crate::text::Text;
use pace::paces;
use percent::{baselines, bases, percentages, points};
use period::{cut_offs, missing_periods, missing_years};
use rust_decimal::Decimal;
use twice::twice;
use viet::number::write;
use whole::{table_sums, wholes};

/// All doubts, in the order of the text.
pub fn doubts(text: &Text, marks: &Marks, all: &[Quantity], facts: &[Fact]) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    percentages(facts, &mut doubts);
    points(text, facts, &mut doubts);
    wholes(text, all, &mut doubts);
    table_sums(text, marks, &mut doubts);
    cut_offs(text, marks, &mut doubts);
    baselines(facts, &mut doubts);
    bases(text, facts, &mut doubts);
    twice(facts, &mut doubts);
    missing_periods(text, marks, facts, &mut doubts);
    missing_years(text, marks, &mut doubts);
    paces(facts, &mut doubts);
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
    // `phải thu` and `phải chi` share their other words.
    let opposed = |one: &str, other: &str| x.contains(one) && y.contains(other) && !x.contains(other);
    if opposed("thu", "chi") || opposed("chi", "thu") || opposed("tang", "giam") || opposed("giam", "tang") {
        return false;
    }
    let common = x.intersection(&y).count();
    a.unit == b.unit && common * 2 >= x.len().max(y.len()).max(1) || x.is_empty() || y.is_empty()
}
