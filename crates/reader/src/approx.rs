//! Words before a number that say how it bounds the truth, and words around it that say what it is: done, expected, planned.

use crate::reading::{Approx, Status};
use crate::text::Text;

/// Words that bound a value from below, from above, or only roughly; longest first.
const OVER: [&str; 8] = ["khong it hon", "khong thap hon", "khong duoi", "toi thieu", "it nhat", "tren", "ngoai", ">"];
const UNDER: [&str; 8] = ["khong vuot qua", "khong qua", "toi da", "chua den", "chua toi", "duoi", "gan", "<"];
const ABOUT: [&str; 4] = ["uoc chung", "xap xi", "khoang", "chung"];

/// How a value is bounded by the words just before it.
pub fn approx(text: &Text, at: usize) -> Approx {
    // `hơn 300 hộ` bounds; `cao hơn 8%`, `nhiều hơn 3 vụ` compare.
    let compares = ["cao hon", "thap hon", "nhieu hon", "it hon", "lon hon", "nho hon", "nhanh hon", "tot hon"];
    let more = text.ends_before(at, "hon") && !text.any_before(at, &compares);
    if text.any_before(at, &UNDER) {
        Approx::Under
    } else if more || text.any_before(at, &OVER) {
        Approx::Over
    } else if text.any_before(at, &ABOUT) {
        Approx::About
    } else {
        Approx::Exact
    }
}

/// What a value is, by the words of its clause.
pub fn status(text: &Text, clause: usize, at: usize, sentence: usize) -> Status {
    let near = at.saturating_sub(6).max(sentence);
    let labels = [
        "chi tieu :",
        "ke hoach :",
        "du toan :",
        "ke hoach nam",
        "du toan nam",
        "chi tieu giao",
        "quy mo",
        "tong muc dau tu",
        "chieu dai",
    ];
    if text.find(near, at, &labels).is_some_and(|p| !compares(text, p))
        && text.find(near, at, &["dat", "thuc hien", "bang", "giai ngan"]).is_none()
    {
        return Status::Plan;
    }
    let near = at.saturating_sub(5).max(clause);
    let plan = [
        "du toan",
        "ke hoach",
        "chi tieu giao",
        "tong muc dau tu",
        "von giao",
        "duoc giao",
        "giao du toan",
        "muc giao",
        "cong suat",
        "ke hoach von",
        "tong dien tich",
        "muc ho tro",
        "bo tri",
        "muc dau tu",
    ];
    let planned = text.find(near, at, &plan).or_else(|| (near..at).find(|t| gives(text, *t)));
    if planned.is_some_and(|p| !compares(text, p))
        && text.find(near, at, &["dat", "thuc hien", "bang", "ban giao", "giai ngan", "giao quan"]).is_none()
    {
        return Status::Plan;
    }
    if text.find(clause, at, &["uoc", "du kien", "uoc tinh"]).is_some()
        || text.find(sentence, at, &["uoc thuc hien", "uoc dat"]).is_some()
    {
        return Status::Estimate;
    }
    let target = [
        "phan dau",
        "muc tieu",
        "se",
        "can",
        "nang",
        "bao dam",
        "dam bao",
        "hoan thanh viec",
        "den nam",
        "tap trung",
        "yeu cau",
        "chi dao",
        "toi thieu",
        "it nhat",
    ];
    if text.find(clause, at, &["phan dau", "muc tieu", "khong de", "dat muc tieu", "quyet tam"]).is_some()
        || text.find(sentence, at, &["phan dau"]).is_some()
        || (starts_as_order(text, sentence) && text.find(clause, at, &target).is_some())
    {
        return Status::Target;
    }
    Status::Actual
}

/// `giao` itself: no `giáo viên`, no `giao thông`.
fn gives(text: &Text, at: usize) -> bool {
    text.word(at) == "giao"
        && text.shown(at).eq_ignore_ascii_case("giao")
        && !matches!(text.word(at + 1), "thong" | "dich" | "luu" | "ban" | "nhan" | "huu" | "cau" | "mua" | "tranh")
}

fn compares(text: &Text, at: usize) -> bool {
    text.any_before(at, &["so voi", "bang", "dat", "vuot"])
}

/// Whether a sentence orders what is to be done.
fn starts_as_order(text: &Text, at: usize) -> bool {
    let first = (at..at + 4).find(|t| text.kind(*t) == crate::text::Kind::Word).unwrap_or(at);
    crate::words::ORDERS.iter().any(|verb| text.phrase(first, verb).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_number_bound_it() {
        let rows = [
            ("trên 1870", Approx::Over),
            ("tối thiểu 30", Approx::Over),
            ("hơn 300", Approx::Over),
            ("cao hơn 8", Approx::Exact),
            ("gần 60", Approx::Under),
            ("không quá 5", Approx::Under),
            ("dưới 20", Approx::Under),
            ("khoảng 40", Approx::About),
            ("đạt 56", Approx::Exact),
        ];
        for (text, expected) in rows {
            let read = Text::new(text);
            assert_eq!(approx(&read, read.tokens.len() - 1), expected, "{text}");
        }
    }
}
