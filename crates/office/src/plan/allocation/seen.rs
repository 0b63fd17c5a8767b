//! What the signer saw: a digest of the grid on the page, so that nobody signs numbers that changed meanwhile.

use super::decision::{Line, Total};
use crate::error::{Error, refuse};
use crate::journal::sha256;

/// The digest of a grid as it stands.
pub fn digest(totals: &[Total], lines: &[Line]) -> String {
    let total = |t: &Total| format!("{}|{}|{}|{}", t.baseline.no, t.baseline.value, t.held, t.held_reason);
    let line = |l: &Line| format!("{}|{}|{}|{:?}", l.indicator, l.unit, l.value, l.basis);
    let parts: Vec<String> = totals.iter().map(total).chain(lines.iter().map(line)).collect();
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
    use super::*;

    #[test]
    fn only_what_was_seen_is_signed() {
        assert!(require_same("", "a").is_ok());
        assert!(require_same("a", "a").is_ok());
        assert!(require_same("a", "b").is_err_and(|error| error.to_string().contains("draft-changed")));
    }
}
