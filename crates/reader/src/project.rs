//! Projects and building sites that a report names, with their ward, phase and kind.

use crate::head::unit_at;
use crate::reading::Project;
use crate::text::{Kind, Text};

/// Words that open the name of a project.
const OPENERS: [&str; 12] = [
    "du an",
    "cong trinh",
    "tuyen duong",
    "duong",
    "cai tao",
    "xay dung",
    "mo rong",
    "nang cap",
    "tu bo",
    "cong hoa",
    "di chuyen khan cap",
    "di doi",
];

/// Words with which a name goes on behind "dự án".
const DEEDS: [&str; 18] = [
    "xay dung",
    "cai tao",
    "mo rong",
    "nang cap",
    "dau tu",
    "tu bo",
    "ton tao",
    "cong hoa",
    "lam",
    "di doi",
    "di chuyen",
    "thoat nuoc",
    "duong",
    "cau",
    "truong",
    "nha",
    "khu",
    "chinh trang",
];

/// All projects, each once, longest wording first.
pub fn projects(text: &Text) -> Vec<Project> {
    let mut found: Vec<Project> = Vec::new();
    let mut keys = std::collections::HashSet::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let listed = list_after(text, at);
        if let Some((items, next)) = listed {
            for (first, last) in items {
                push(text, (first, last), &mut keys, &mut found);
            }
            at = next;
            continue;
        }
        match single(text, at) {
            Some(next) => {
                push(text, (at, next), &mut keys, &mut found);
                at = next;
            }
            None => match crate::site::site(text, at) {
                Some((first, next)) => {
                    push(text, (first, next), &mut keys, &mut found);
                    at = next;
                }
                None => at += 1,
            },
        }
    }
    found
}

/// `các dự án như: A; B; C`, `đối với các dự án: A, B`: the items and where the list ends.
fn list_after(text: &Text, at: usize) -> Option<(Vec<(usize, usize)>, usize)> {
    let behind = text.any(
        at,
        &[
            "cac du an",
            "cac cong trinh",
            "du an trong diem",
            "mot so du an",
            "cac du an trong diem",
            "cong trinh trong diem",
        ],
    )?;
    let end = text.sentence_end(at);
    let colon = (behind..end.min(behind + 8)).find(|t| text.word(*t) == ":")?;
    let sign = if (colon..end).any(|t| text.word(t) == ";") { ";" } else { "," };
    let mut items = Vec::new();
    let mut first = colon + 1;
    for next in colon + 1..=end {
        if next == end
            || text.word(next) == sign
            || (sign == ";"
                && text.word(next) == ","
                && text.capital(next + 1)
                && text.any(next + 1, &OPENERS).is_some())
        {
            if next > first + 1 {
                items.push((first, trimmed(text, first, next)));
            }
            first = next + 1;
        }
    }
    (!items.is_empty()).then_some((items, end))
}

/// `dự án xây dựng đường Vành đai 1`, `Dự án Cải tạo trụ sở …`, `xây dựng bãi đỗ xe ngầm …`
fn single(text: &Text, at: usize) -> Option<usize> {
    if text.kind(at) != Kind::Word {
        return None;
    }
    let behind = text.any(at, &["du an dau tu", "du an", "cong trinh"]);
    let opens = match behind {
        Some(behind) => {
            text.any(behind, &DEEDS).is_some()
                || text.capital(behind)
                    && !text.capital(behind).then(|| text.word(behind)).is_some_and(|w| matches!(w, "nay" | "luat"))
                || matches!(text.word(behind), "\"")
        }
        None => {
            let deed = text.any(
                at,
                &[
                    "xay dung bai",
                    "tuyen duong so",
                    "xay dung tuyen duong",
                    "xay dung truong",
                    "xay dung nha",
                    "xay dung tru so",
                    "cai tao truong",
                    "cai tao tuyen",
                    "mo rong duong",
                    "di chuyen khan cap",
                    "xay dung cau",
                    "xay dung cho",
                    "xay dung tram",
                    "cai tao nang cap",
                    "cai tao , nang cap",
                    "cai tao , mo rong",
                ],
            );
            deed.is_some()
        }
    };
    if !opens
        || text
            .any_before(at, &["cac", "ban quan ly", "quan ly", "so", "nhieu", "luat", "tien do", "tong so", "mot so"])
            && behind.is_some_and(|b| text.any(b, &DEEDS).is_none())
    {
        return None;
    }
    let end = text.sentence_end(at).min(at + 40);
    let mut next = behind.unwrap_or(at + 1);
    let quoted = text.word(next) == "\"";
    if quoted {
        next += 1;
        while next < end && text.word(next) != "\"" {
            next += 1;
        }
        return Some((next + 1).min(end));
    }
    let mut depth = 0_usize;
    while next < end {
        match text.word(next) {
            "(" => depth += 1,
            ")" if depth > 0 => depth -= 1,
            ";" | "." | ":" | ")" => break,
            "," if depth == 0 && !goes_on(text, next) => break,
            _ if depth == 0 && next > at + 3 && goes_over(text, next) => break,
            _ => {}
        }
        next += 1;
    }
    (next >= at + 4).then(|| trimmed(text, at, next))
}

/// Words with which the sentence goes on behind a name; they keep their tone: `do` is no `đỗ`.
fn goes_over(text: &Text, at: usize) -> bool {
    let words = [
        "với", "đã", "đạt", "được", "còn", "đang", "hoàn", "theo", "để", "có", "do", "sẽ", "trong", "là", "phải", "cần",
    ];
    words.contains(&text.shown(at).to_lowercase().as_str())
}

/// A comma within a name: `Cải tạo, mở rộng đường …`, `tu bổ, tôn tạo`, `…, phường Thanh Xuân Nam`.
fn goes_on(text: &Text, comma: usize) -> bool {
    text.any(
        comma + 1,
        &[
            "tru so",
            "cac co quan",
            "mo rong",
            "nang cap",
            "ton tao",
            "chinh trang",
            "phuong",
            "xa",
            "sua chua",
            "xay dung duong",
            "tu bo",
        ],
    )
    .is_some()
        && text.line(comma) == text.line(comma + 1)
}

fn trimmed(text: &Text, first: usize, next: usize) -> usize {
    let mut next = next;
    while next > first + 1
        && (matches!(text.word(next - 1), "." | "," | ";" | "va" | "tren" | "dia" | "ban")
            || text.word(next - 1) == "*")
    {
        next -= 1;
    }
    next
}

fn push(
    text: &Text,
    (first, next): (usize, usize),
    keys: &mut std::collections::HashSet<String>,
    found: &mut Vec<Project>,
) {
    let Some((start, end)) = text.tokens.get(first).zip(text.tokens.get(next - 1)).map(|(a, b)| (a.start, b.end))
    else {
        return;
    };
    let name = text.quote(start, end).trim().to_owned();
    let key = viet::fold::fold(&name);
    let again =
        !keys.insert(key.clone()) || found.iter().rev().take(40).any(|p| text.plain(p.span.0, p.span.1).contains(&key));
    if key.split_whitespace().count() < 2 || again {
        return;
    }
    let place = (first..(next + 4).min(text.tokens.len()))
        .find_map(|t| unit_at(text, t).filter(|(_, name)| name.starts_with("Phường") || name.starts_with("Xã")));
    let place = place.map(|(_, name)| name);
    found.push(Project {
        span: (start, end),
        place,
        phase: phase(text, first, (next + 5).min(text.tokens.len())),
        kind: kind(&key),
        name,
    });
}

/// `(đợt 2)`, `giai đoạn 1`, `dự án II`
fn phase(text: &Text, first: usize, next: usize) -> Option<String> {
    (first..next).find_map(|t| {
        let number = text.any(t, &["dot", "giai doan", "du an"])?;
        let numbered =
            crate::number::roman(text.shown(number)).is_some() || crate::date::small(text, number, 9).is_some();
        numbered.then(|| text.between(t, number + 1).to_owned())
    })
}

fn kind(name: &str) -> &'static str {
    let rows: [(&str, &[&str]); 11] = [
        ("parking", &["do xe", "bai xe", "giu xe"]),
        ("rail", &["duong sat", "xe dien", "ga", "depo", "de po", "tau dien"]),
        ("housing", &["tai dinh cu", "chung cu", "nha o", "khu do thi", "do thi moi", "cac ho dan"]),
        ("drainage", &["thoat nuoc", "cong hoa", "muong", "kenh", "tram bom", "ranh"]),
        ("school", &["truong", "mam non", "tieu hoc", "thcs", "phong hoc"]),
        ("health", &["tram y te", "benh vien", "y te"]),
        ("relic", &["di tich", "dinh", "chua", "den", "nha tho", "ton tao"]),
        ("office", &["tru so", "nha van hoa", "nha sinh hoat", "trung tam"]),
        ("lake", &["ho", "cong vien", "vuon hoa"]),
        ("road", &["duong", "tuyen", "pho", "cau", "vanh dai", "nut giao", "ngo", "ham chui"]),
        ("land", &["dau gia", "dich vu dat", "dat", "gian dan"]),
    ];
    let name = format!(" {name} ");
    let named = |words: &&str| name.contains(&format!(" {words} "));
    rows.iter().find(|(_, words)| words.iter().any(named)).map_or("other", |(kind, _)| kind)
}
