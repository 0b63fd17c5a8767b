//! What a figure is about, in the words of the report.

use super::Making;
use crate::measure::Class;
use crate::text::Kind;
use crate::words::ENDS;

impl Making<'_> {
    /// What a figure is about: the words before it in its clause, and for things counted what stands behind.
    pub(super) fn indicator(&self, at: usize, clause: usize) -> String {
        let q = &self.all[at];
        let before = self.trimmed(clause, q.first);
        let behind = if q.class == Class::Count { self.noun_phrase(q.number_next) } else { String::new() };
        let mut words = [before, behind].iter().filter(|w| !w.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        if words.split_whitespace().count() < 2 {
            // Nothing between the sign and the number: what the clause before says.
            let start = self.text.sentence_start(q.first);
            let earlier = self.trimmed(start, clause.max(start));
            words = [earlier, words].iter().filter(|w| !w.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        }
        let kept: Vec<&str> = words.split_whitespace().filter(|word| !crate::text::is_mark(word)).collect();
        kept[kept.len().saturating_sub(24)..].join(" ")
    }

    /// The words of a clause without periods, bounds and verbs at its end.
    fn trimmed(&self, first: usize, last: usize) -> String {
        let (text, marks) = (self.text, self.marks);
        let mut next = last;
        while next > first
            && (ENDS.contains(&text.word(next - 1))
                || text.kind(next - 1) == Kind::Sign
                || marks.is_taken(next - 1)
                || matches!(
                    text.word(next - 1),
                    "tren" | "hon" | "gan" | "duoi" | "khoang" | "thuc" | "so" | "nam" | "ngay"
                )
                // `phát hiện 27 cơ sở`: one word of two syllables.
                || text.word(next - 1) == "hien" && !text.any_before(next, &["phat hien", "the hien", "xuat hien"]))
        {
            next -= 1;
        }
        let mut start = first;
        while start < next
            && (marks.is_taken(start)
                || text.kind(start) == Kind::Sign
                || matches!(
                    text.word(start),
                    "trong"
                        | "do"
                        | "va"
                        | "voi"
                        | "cung"
                        | "dac"
                        | "biet"
                        | "da"
                        | "nam"
                        | "den"
                        | "ngay"
                        | "toan"
                        | "la"
                ))
        {
            start += 1;
        }
        text.between(start, next).to_owned()
    }

    /// What is counted, with the words that say more of it, to the end of the clause.
    fn noun_phrase(&self, first: usize) -> String {
        let text = self.text;
        let mut next = first;
        while next < first + 8
            && text.kind(next) == Kind::Word
            && text.sentence(next) == text.sentence(first)
            && (next < first + 2 || !ENDS.contains(&text.word(next)))
            && !self.marks.is_taken(next)
        {
            next += 1;
        }
        text.between(first, next).to_owned()
    }
}
