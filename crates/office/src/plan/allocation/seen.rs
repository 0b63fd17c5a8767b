//! What the signer saw: a digest of the grid on the page, so that nobody signs numbers that changed meanwhile.

use super::decision::{Allocation, Line, Total};
use crate::error::{Error, refuse};
use crate::journal::sha256;

/// The digest of a decision as it stands: its title, what it divides, and every line with the words it was written in.
pub fn digest(head: &Allocation, totals: &[Total], lines: &[Line]) -> String {
    let total = |t: &Total| {
        let b = &t.baseline;
        format!("{}|{}|{}|{}|{}", b.no, b.bound.code(), b.value, t.held, t.held_reason)
    };
    let line = |l: &Line| format!("{}|{}|{}|{}|{:?}", l.indicator, l.unit, l.value, l.typed, l.basis);
    let mut parts = vec![head.title.clone()];
    parts.extend(totals.iter().map(total).chain(lines.iter().map(line)));
    sha256(&parts.join("\n"))
}

/// Refuses a signature under another grid than the one that was seen. A signature that came without a page says nothing
/// of what was seen, and stands.
pub fn require_same(seen: &str, now: &str) -> Result<(), Error> {
    if seen.is_empty() || seen == now {
        return Ok(());
    }
    refuse("draft-changed", "Bảng giao đã thay đổi từ lúc đồng chí mở trang. Xem lại bản mới ngay dưới đây rồi ký.")
}

#[cfg(test)]
mod tests {
    use super::super::decision::State;
    use super::*;

    #[test]
    fn other_words_are_another_decision() {
        let head = Allocation {
            no: 1,
            year: 2017,
            title: "Giao".into(),
            amends: None,
            state: State::Draft,
            document: None,
            drafted_at: jiff::Timestamp::UNIX_EPOCH,
            signed_by: None,
            signed_at: None,
            fact_no: 1,
            signed_fact_no: None,
        };
        let line = |typed: &str| {
            vec![Line { indicator: "i".into(), unit: 2, value: 99.into(), typed: typed.into(), basis: None }]
        };
        let seen = digest(&head, &[], &line("99 %"));
        assert_eq!(digest(&head, &[], &line("99 %")), seen);
        assert_ne!(digest(&head, &[], &line("trên 99 %")), seen);
        assert_ne!(digest(&Allocation { title: "Giao lại".into(), ..head }, &[], &line("99 %")), seen);
    }

    #[test]
    fn only_what_was_seen_is_signed() {
        assert!(require_same("", "a").is_ok());
        assert!(require_same("a", "a").is_ok());
        assert!(require_same("a", "b").is_err_and(|error| error.to_string().contains("draft-changed")));
    }
}
