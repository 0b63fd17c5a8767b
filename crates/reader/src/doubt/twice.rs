//! The same figure written twice with different values.

use super::{doubt, said};
use crate::reading::{Doubt, Fact, FactKind, Status};
use viet::number::write;

/// The same figure for the same days with two values: most of its words are the same.
pub fn twice(facts: &[Fact], doubts: &mut Vec<Doubt>) {
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
