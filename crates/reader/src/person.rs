//! People with the post that the report gives them: `đồng chí Lê Văn Thư - Bí thư Quận ủy`, `Chủ tịch UBND phường Nguyễn Văn A`.

use crate::reading::Person;
use crate::text::{Kind, Text};

/// Family names with which most Vietnamese names begin.
const FAMILIES: &[&str] = &[
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong",
    "ly", "dinh", "doan", "trinh", "dao", "truong", "mai", "lam", "luong", "cao", "ta", "ha", "luu", "phung", "quach",
    "chu", "la", "thai", "vuong", "to", "kieu", "nghiem", "tong", "au", "bach", "trieu", "giap", "khuat", "vi",
    "giang", "lo", "vang", "be", "luc", "mac", "thach", "banh", "ninh", "khuc", "hua", "sung", "ma", "nong", "than",
    "trang", "mua", "thao", "quang", "dieu", "son", "kim", "ton", "van", "cu", "cam", "tang", "chau", "khong", "che",
    "man", "bo", "tra", "tieu", "on", "kha", "phi", "nguy", "mau", "dam", "lieu", "thieu", "uong", "ung", "lai", "hau",
    "khieu", "ro", "ksor", "vuu", "mong", "sam", "trac",
];

/// Words with which a post begins.
const POSTS: [&str; 30] = [
    "cuc truong",
    "pho cuc truong",
    "chi cuc truong",
    "tong giam doc",
    "chu tich",
    "pho chu tich",
    "bi thu",
    "pho bi thu",
    "uy vien",
    "truong phong",
    "pho truong phong",
    "truong ban",
    "pho truong ban",
    "giam doc",
    "pho giam doc",
    "chanh van phong",
    "pho chanh van phong",
    "truong cong an",
    "pho truong cong an",
    "hieu truong",
    "pho hieu truong",
    "thanh uy vien",
    "quan uy vien",
    "chi huy truong",
    "tram truong",
    "chanh thanh tra",
    "to truong",
    "doi truong",
    "chanh an",
    "vien truong",
];

/// All people, each once with the first post that is said.
pub fn people(text: &Text) -> Vec<Person> {
    let mut found: Vec<Person> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let Some(next) = name(text, at).or_else(|| signer(text, at)) else {
            at += 1;
            continue;
        };
        if let Some(post) =
            post_behind(text, next).or_else(|| post_before(text, at)).or_else(|| post_above(text, at, next))
        {
            let shown = text.between(at, next);
            if !found.iter().any(|p| p.name == shown) {
                found.push(Person {
                    span: (text.tokens[at].start, text.tokens[next - 1].end),
                    name: shown.to_owned(),
                    post,
                });
            }
        }
        at = next;
    }
    found
}

/// Three or four capitalised words that begin with a family name, or two behind "đồng chí", "ông", "bà".
fn name(text: &Text, at: usize) -> Option<usize> {
    if !text.capital(at) || !FAMILIES.contains(&text.word(at)) || text.word(at).len() != text.shown(at).chars().count()
    {
        return None;
    }
    let titled = text.shown(at).chars().skip(1).all(char::is_lowercase);
    let mut next = at + 1;
    while next < at + 5
        && text.capital(next)
        && text.shown(next).chars().skip(1).all(char::is_lowercase)
        && !POSTS.iter().any(|p| text.phrase(next, p).is_some())
    {
        next += 1;
    }
    let addressed = text.any_before(at, &["dong chi", "ong", "ba", "dc"]);
    // `Phó Chủ tịch UBND phường Ôn Quốc Hiệu`: the ward belongs to the post.
    let posted = ["thi xa", "thanh pho", "phuong", "xa", "quan", "huyen", "tinh", "thi tran"].iter().any(|kind| {
        let bodies = ["ubnd", "hdnd", "cong an", "dang uy", "mttq", "uy ban nhan dan", "hoi dong nhan dan"];
        text.ends_before(at, kind) && text.any_before(at - kind.split(' ').count(), &bodies)
    });
    let street = !posted
        && text.any_before(
            at,
            &[
                "duong", "pho", "tuyen", "ho", "truong", "thcs", "thpt", "tieu hoc", "phuong", "xa", "ngo", "cho",
                "cau", "kdt", "quan",
            ],
        );
    (titled && !street && (next - at >= 3 || addressed && next - at >= 2)).then_some(next)
}

/// Whoever signs stands alone on a line, whatever the family name.
fn signer(text: &Text, at: usize) -> Option<usize> {
    let next = text.line_end(at);
    let titled = |t: usize| text.capital(t) && text.shown(t).chars().skip(1).all(char::is_lowercase);
    (text.begins_line(at) && (3..=4).contains(&(next - at)) && (at..next).all(titled)).then_some(next)
}

/// ` - Bí thư Quận ủy`, `, Chủ tịch UBND phường`, ` (Chủ tịch …)`
fn post_behind(text: &Text, next: usize) -> Option<String> {
    let first = text.any(next, &["-", ",", "(", ", la"])?;
    POSTS.iter().any(|p| text.phrase(first, p).is_some()).then(|| post_from(text, first))
}

/// `Phó Chủ tịch UBND phường Trần Thị B`, `Chủ tịch UBND, đồng chí …`
fn post_before(text: &Text, at: usize) -> Option<String> {
    let near = at.saturating_sub(14);
    let start = text.sentence_start(at).max(near);
    let first = (start..at).rev().filter(|t| POSTS.iter().any(|p| text.phrase(*t, p).is_some())).find(|t| {
        // `Phó Chủ tịch` begins at "Phó".
        !t.checked_sub(1).is_some_and(|b| b >= start && matches!(text.word(b), "pho"))
    })?;
    let mut next = at;
    while next > first
        && (text.kind(next - 1) == Kind::Sign || matches!(text.word(next - 1), "chi" | "dong" | "ong" | "ba"))
    {
        next -= 1;
    }
    // Of several people under one post each has the post alone.
    let before = (first + 1..next).find(|t| name(text, *t).is_some()).unwrap_or(next);
    let mut end = before;
    while end > first && matches!(text.word(end - 1), "," | "va" | "-" | "chi" | "dong" | "ong" | "ba") {
        end -= 1;
    }
    let parted = (first..next).any(|t| matches!(text.word(t), "." | ";" | ":"));
    (end > first && !parted).then(|| text.between(first, end).to_owned())
}

fn post_from(text: &Text, first: usize) -> String {
    let mut next = first;
    let end = text.sentence_end(first).min(first + 12);
    while next < end
        && !matches!(text.word(next), "," | ";" | ")" | "." | "-" | ":")
        && !(next > first + 2
            && matches!(
                text.word(next),
                "da" | "phat" | "chu" | "cho" | "trinh" | "bao" | "yeu" | "ket" | "de" | "cung" | "va" | "nhan"
            ))
    {
        next += 1;
    }
    // `Trưởng phòng Kinh tế, Hạ tầng và Đô thị`: the name of the body goes on behind the comma.
    let body = (first..next).filter_map(|t| crate::body::body(text, t)).max().unwrap_or(next);
    let line = text.line_end(first);
    text.between(first, next.max(body).min(line)).to_owned()
}

/// A name alone on its line under the post that signs: `CHỦ TỊCH`, `KT. CHỦ TỊCH` and `PHÓ CHỦ TỊCH`.
fn post_above(text: &Text, at: usize, next: usize) -> Option<String> {
    if !text.begins_line(at) || text.line_end(at) != next {
        return None;
    }
    let mut line = at;
    for _ in 0..4 {
        let end = line;
        line = (0..end).rev().take_while(|t| text.line(*t) == text.line(end - 1)).last()?;
        let post = POSTS.iter().any(|p| text.phrase(line, p).is_some());
        if post && end - line <= 6 {
            let folded: Vec<&str> = text.between(line, end).split_whitespace().collect();
            return Some(folded.join(" "));
        }
    }
    None
}
