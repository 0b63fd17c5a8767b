//! Building sites that a report names without the word "dự án": `Trường THCS Bãi Dâu`, `Nút giao Ngã Sáu`, `đường số 5 nối dài`. A name
//! alone is no project; money, contractors or works must be said of it in its item.

use crate::phrases::Phrases;
use crate::text::{Kind, Text};
use std::sync::LazyLock;

/// What is built.
static BUILT: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "trường tiểu học|trường trung học cơ sở|trường thcs|trường thpt|trường mầm non|trường mẫu giáo|trường liên cấp|trạm y tế|bệnh viện|nhà văn hóa|nhà thi đấu|\
         nhà sinh hoạt cộng đồng|trụ sở|công viên|vườn hoa|trung tâm hành chính|khu đô thị|khu công nghiệp|hệ thống thoát nước|nghĩa trang|tuyến đường|tuyến phố|\
         sân vận động|thư viện|khu dân cư",
    )
});

/// What is named in a report only because it is built or repaired.
static WORKS_ONLY: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "khu tái định cư|cụm công nghiệp|trạm bơm|trạm cấp nước|trạm xử lý|nút giao|nhà máy|bãi đỗ xe|hồ điều hòa|chợ đầu mối|kè chống sạt lở|cầu vượt|hầm chui|\
         đường vành đai",
    )
});

/// What is named for many reasons: it needs a deed before it, an item of its own, or an extension.
static OFTEN_NAMED: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new("đường|cầu treo|cầu|chợ|đình|chùa|đền|kè|kênh|mương|hồ"));

/// Deeds that belong to the name when they stand before it.
const DEEDS: [&str; 11] = [
    "tu bo",
    "ton tao",
    "cai tao",
    "nang cap",
    "sua chua",
    "xay dung",
    "xay moi",
    "mo rong",
    "chinh trang",
    "nao vet",
    "lam moi",
];

/// Words that say of something that it is being built.
const BUILDING: [&str; 38] = [
    "khoi cong",
    "dong tho",
    "thi cong",
    "giai ngan",
    "tong muc dau tu",
    "du toan duoc duyet",
    "nghiem thu",
    "dua vao su dung",
    "thong xe",
    "nha thau",
    "goi thau",
    "moi thau",
    "dau thau",
    "von giao",
    "bo tri von",
    "ke hoach von",
    "% khoi luong",
    "khoi luong thi cong",
    "xay tho",
    "tham nhua",
    "be tong hoa",
    "san lap",
    "san nen",
    "quyet toan",
    "mat bang",
    "khanh thanh",
    "lap dat",
    "nao vet",
    "lop mai",
    "huong tuyen",
    "mat cat ngang",
    "cong suat",
    "chu dau tu",
    "chu truong dau tu",
    "lo nen",
    "suc chua",
    "dau gia",
    "tong kinh phi",
];

/// Words that no name holds between what is built and how it is called.
const STOPS: [&str; 30] = [
    "da", "dang", "se", "la", "co", "duoc", "bi", "o", "tai", "va", "voi", "theo", "tren", "trong", "cua", "do", "thi",
    "de", "tu", "den", "nay", "cac", "moi", "vao", "khi", "con", "chua", "khong", "thuoc", "nhung",
];

/// The name of a building site that begins at a token, or at the deed before it: its first token, and behind which it ends.
pub fn site(text: &Text, at: usize) -> Option<(usize, usize)> {
    let built = BUILT.at(text, at);
    let works = WORKS_ONLY.at(text, at);
    let (behind, _) = built.or(works).or_else(|| OFTEN_NAMED.at(text, at))?;
    let end = called(text, behind)?;
    let deed = DEEDS.iter().find(|deed| text.ends_before(at, deed)).map(|deed| at - deed.split(' ').count());
    let first = deed.filter(|first| text.line(*first) == text.line(at)).unwrap_or(at);
    let item = begins_item(text, first);
    let fits = if works.is_some() {
        true
    } else if built.is_some() {
        item || deed.is_some()
            || text.capital(at) && !text.any_before(at, &["hieu truong", "tai", "o", "giam doc", "cua"])
    } else {
        item && text.capital(at) || deed.is_some() || text.ends_before(end, "noi dai")
    };
    (fits && is_built(text, first)).then_some((first, end))
}

/// Behind which token the name ends: words, then capitals and numbers, then `giai đoạn 2`, `cơ sở 2`, `nối dài`.
fn called(text: &Text, behind: usize) -> Option<usize> {
    let proper = |at: usize| text.capital(at) || text.kind(at) == Kind::Number && text.word(at).len() <= 3;
    let line = text.line(behind.checked_sub(1)?);
    let first = (behind..behind + 6)
        .take_while(|t| {
            text.line(*t) == line && text.kind(*t) != Kind::Sign && (proper(*t) || !STOPS.contains(&text.word(*t)))
        })
        .find(|t| proper(*t))?;
    let mut next = first + 1;
    let ward = ["phuong", "xa", "quan", "thon", "to dan pho", "khu pho", "so"];
    while text.line(next) == line && next < first + 9 {
        let joined = text.word(next) == "-" && text.capital(next + 1);
        let more = text.any(next, &["noi dai", "giai doan", "co so", "di"]);
        next = match more {
            Some(end) if text.ends_before(end, "noi dai") => end,
            Some(end) if proper(end) || crate::number::roman(text.shown(end)).is_some() => end + 1,
            _ if joined => next + 2,
            _ if text.capital(next) || proper(next) && crate::measure::noun(text, next + 1).is_none() => next + 1,
            _ => match text.any(next, &ward).filter(|end| proper(*end)) {
                Some(end) => end + 1,
                None => break,
            },
        };
    }
    // `(cơ sở 2)`, `(giai đoạn 1)`
    let phase = text.any(next + 1, &["co so", "giai doan"]).filter(|_| text.word(next) == "(");
    Some(phase.filter(|end| text.word(end + 1) == ")").map_or(next, |end| end + 2))
}

/// Whether a token is the first of its line, or stands behind its bullet or number.
fn begins_item(text: &Text, at: usize) -> bool {
    let first = text.line_start(at);
    // `a)`, `1.`, `-`
    let lettered = text.word(first).len() == 1 && text.word(first + 1) == ")";
    let from = if lettered { first + 2 } else { first };
    at == from || at <= from + 2 && (from..at).all(|t| text.kind(t) != Kind::Word)
}

/// Whether its sentence, or its item, says that it is being built.
fn is_built(text: &Text, at: usize) -> bool {
    let end = if begins_item(text, at) { text.line_end(at) } else { text.sentence_end(at) };
    text.find(text.sentence_start(at), end.min(at + 90), &BUILDING).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_read_where_they_are_built() {
        let rows = [
            ("- Trường THCS Bãi Dâu, phường Bãi Dâu: vốn giao 15 tỷ đồng, giải ngân 28%", Some("Trường THCS Bãi Dâu")),
            ("- Trường tiểu học Yên Khê A giai đoạn 2 đã xây thô xong", Some("Trường tiểu học Yên Khê A giai đoạn 2")),
            ("Nút giao Ngã Sáu đã thảm nhựa 78%", Some("Nút giao Ngã Sáu")),
            (
                "Quận cải tạo Nhà văn hóa tổ dân phố 5, khởi công trong tháng 6",
                Some("cải tạo Nhà văn hóa tổ dân phố 5"),
            ),
            ("mặt bằng đường Trần Cảo nối dài còn vướng 3 hộ", Some("đường Trần Cảo nối dài")),
            ("khu tái định cư X2 mới san lấp được 2,8 ha", Some("khu tái định cư X2")),
            ("Trường THCS Bãi Dâu được công nhận đạt chuẩn", None),
            ("ùn tắc trên đường Trần Cảo khi thi công", None),
            ("Trường tiểu học có 18 phòng học đang thi công", None),
        ];
        for (text, expected) in rows {
            let read = Text::new(text);
            let found =
                (0..read.tokens.len()).find_map(|at| site(&read, at)).map(|(first, next)| read.between(first, next));
            assert_eq!(found, expected, "{text}");
        }
    }
}
