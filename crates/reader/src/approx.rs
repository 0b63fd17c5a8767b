//! Words before a number that say how it bounds the truth, and words around it that say what it is: done, expected, planned.

use crate::reading::{Approx, Status};
use crate::text::Text;

/// How a value is bounded by the words just before it.
pub fn approx(text: &Text, at: usize) -> Approx {
    let rows = [
        (
            Approx::Over,
            &[
                "tren",
                "hon",
                "toi thieu",
                "it nhat",
                "vuot",
                "> ",
                ">",
                "khong duoi",
                "khong it hon",
                "khong thap hon",
                "tu",
                "ngoai",
                "tro len",
            ][..],
        ),
        (
            Approx::Under,
            &[
                "duoi",
                "gan",
                "chua den",
                "khong qua",
                "khong vuot qua",
                "toi da",
                "<",
                "xap xi gan",
                "khong qua muc",
                "chua toi",
            ][..],
        ),
        (Approx::About, &["khoang", "uoc chung", "chung", "xap xi", "trung binh khoang", "co"][..]),
    ];
    for (approx, words) in rows {
        for word in words.iter().filter(|w| !matches!(**w, "tu" | "co" | "tro len" | "> ")) {
            if text.ends_before(at, word) {
                // `cao hơn 8%`, `nhiều hơn 3 vụ` compare; `vượt 8%` exceeds a plan.
                let compares = matches!(*word, "hon")
                    && text.any_before(at - 1, &["cao", "thap", "nhieu", "it", "lon", "nho", "nhanh", "tot"]);
                let exceeds = matches!(*word, "vuot");
                if !compares && !exceeds {
                    return approx;
                }
            }
        }
    }
    Approx::Exact
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
        "cong suat thiet ke",
        "ke hoach von",
        "giao",
        "tong dien tich",
        "muc ho tro",
    ];
    if text.find(near, at, &plan).is_some_and(|p| !compares(text, p))
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

fn compares(text: &Text, at: usize) -> bool {
    text.any_before(at, &["so voi", "bang", "dat", "vuot"])
}

/// Whether a sentence orders what is to be done.
fn starts_as_order(text: &Text, at: usize) -> bool {
    let first = (at..at + 4).find(|t| text.kind(*t) == crate::text::Kind::Word).unwrap_or(at);
    crate::words::ORDERS.iter().any(|verb| text.phrase(first, verb).is_some())
}
