//! Documents that a report cites (văn bản viện dẫn): with a number, `Nghị định số 32/2021/NĐ-CP ngày 29/3/2021 của Chính phủ`, or
//! only named, `Kế hoạch công tác an toàn thực phẩm năm 2017`.

use crate::date::{day, year};
use crate::reading::Document;
use crate::skip::Marks;
use crate::text::{Kind, Text};
use jiff::civil::Date;

/// Kinds of documents, longest first.
const KINDS: &[(&str, &str)] = &[
    ("nghi quyet lien tich", "Nghị quyết liên tịch"),
    ("chuong trinh hanh dong", "Chương trình hành động"),
    ("chuong trinh cong tac", "Chương trình công tác"),
    ("thong bao ket luan", "Thông báo kết luận"),
    ("nghi quyet", "Nghị quyết"),
    ("nghi dinh", "Nghị định"),
    ("quyet dinh", "Quyết định"),
    ("chi thi", "Chỉ thị"),
    ("thong tu lien tich", "Thông tư liên tịch"),
    ("thong tu", "Thông tư"),
    ("ke hoach", "Kế hoạch"),
    ("chuong trinh", "Chương trình"),
    ("de an", "Đề án"),
    ("chuyen de", "Chuyên đề"),
    ("cong van", "Công văn"),
    ("thong bao", "Thông báo"),
    ("bao cao", "Báo cáo"),
    ("to trinh", "Tờ trình"),
    ("ket luan", "Kết luận"),
    ("huong dan", "Hướng dẫn"),
    ("quy dinh", "Quy định"),
    ("quy che", "Quy chế"),
    ("chu diem", "Chủ điểm"),
    ("quy tac", "Quy tắc"),
    ("bo quy tac", "Bộ quy tắc"),
    ("luat", "Luật"),
    ("phap lenh", "Pháp lệnh"),
    ("cong dien", "Công điện"),
];

/// A document with a number, in tokens.
#[derive(Clone, Debug)]
pub struct Cited {
    pub first: usize,
    pub next: usize,
    pub kind: String,
    pub number: String,
    pub date: Option<Date>,
    pub issuer: Option<String>,
}

/// The cited document whose number begins at a token, its kind before it and its day behind it.
pub fn cited(text: &Text, at: usize) -> Option<Cited> {
    let next = code(text, at)?;
    let kind = kind_before(text, at);
    let number = text.between(at, next).to_owned();
    let mut all =
        Cited { first: at, next, kind: kind.unwrap_or_default().to_owned(), number, date: None, issuer: None };
    if let Some(day_at) = text.any(next, &["ngay", ", ngay", "/ ngay"]).or_else(|| text.phrase(next, "ban hanh ngay"))
        && let Some(found) = day(text, day_at)
    {
        all.date = found.year.and_then(|_| found.date(0));
        all.next = found.next;
    }
    all.issuer = issuer_behind(text, all.next).or_else(|| issuer_before(text, at)).or_else(|| issuer_of(&all.number));
    Some(all)
}

/// `78/CP`, `123-NQ/ĐBHN`, `97/2019/QH14`, `01/Ctr-UBND`: behind which token a number and symbol ends.
fn code(text: &Text, at: usize) -> Option<usize> {
    if text.kind(at) != Kind::Number || text.word(at).len() > 5 || text.word(at).contains(['.', ',']) {
        return None;
    }
    let glued = |a: usize| text.tokens.get(a).map(|t| t.end) == text.tokens.get(a + 1).map(|t| t.start);
    let mut next = at + 1;
    if text.word(next) == "/" && year(text, next + 1).is_some() && text.word(next + 2) == "/" {
        next += 2;
    }
    if !matches!(text.word(next), "/" | "-") || !glued(next - 1) || !glued(next) || !symbol(text, next + 1) {
        return None;
    }
    next += 2;
    while matches!(text.word(next), "/" | "-") && glued(next - 1) && glued(next) && symbol(text, next + 1) {
        next += 2;
    }
    // `20/NGƯỜI`: a symbol of one word must be an abbreviation.
    let first = text.shown(next - 1);
    (first.chars().filter(|c| c.is_uppercase()).count() >= 2 || next > at + 3).then_some(next)
}

/// Part of a symbol: it begins with a capital.
fn symbol(text: &Text, at: usize) -> bool {
    text.capital(at) && text.word(at).len() <= 12
}

/// The kind named just before a number, with "số" between.
fn kind_before(text: &Text, at: usize) -> Option<&'static str> {
    let end = if text.ends_before(at, "so") { at - 1 } else { at };
    let end = if text.ends_before(end, ":") { end - 1 } else { end };
    KINDS.iter().find(|(words, _)| text.ends_before(end, words)).map(|(_, kind)| *kind)
}

/// Words that belong to the name of an authority though they are not capitals.
const PARTS: [&str; 40] = [
    "uy", "ban", "nhan", "dan", "thanh", "pho", "quan", "phuong", "xa", "tinh", "huyen", "hdnd", "ubnd", "chu", "tich",
    "dang", "bo", "chinh", "tri", "phu", "hoi", "dong", "quoc", "trung", "uong", "so", "thi", "tran", "thuong", "vu",
    "truc", "tuong", "thu", "bi", "mat", "tran", "to", "doan", "cap", "nuoc",
];

fn issuer_behind(text: &Text, at: usize) -> Option<String> {
    let first = text.phrase(at, "cua")?;
    if !text.capital(first)
        && !matches!(text.word(first), "ubnd" | "hdnd" | "quan" | "thanh" | "chu" | "chinh" | "phuong")
    {
        return None;
    }
    let mut next = first;
    while next < first + 10 && text.kind(next) == Kind::Word && (text.capital(next) || PARTS.contains(&text.word(next)))
    {
        // `và` is no part; `về` begins the subject.
        next += 1;
    }
    (next > first).then(|| text.between(first, next).to_owned())
}

/// `Thành ủy Hà Nội ban hành Nghị quyết số …`
fn issuer_before(text: &Text, at: usize) -> Option<String> {
    let near = at.saturating_sub(8);
    let said = (near..at).find(|t| text.phrase(*t, "ban hanh").is_some())?;
    let mut first = said;
    while first > said.saturating_sub(6)
        && first > 0
        && text.kind(first - 1) == Kind::Word
        && (text.capital(first - 1) || PARTS.contains(&text.word(first - 1)))
    {
        first -= 1;
    }
    (first < said).then(|| text.between(first, said).to_owned())
}

/// The issuer that a symbol makes certain.
fn issuer_of(number: &str) -> Option<String> {
    let upper = number.to_uppercase();
    let issuer = if upper.contains("/QH") || upper.contains("/UBTVQH") {
        "Quốc hội"
    } else if upper.ends_with("-CP") || upper.ends_with("/CP") {
        "Chính phủ"
    } else if upper.ends_with("-TTG") {
        "Thủ tướng Chính phủ"
    } else {
        return None;
    };
    Some(issuer.to_owned())
}

/// All documents: those with a number once each, and those that are only named.
pub fn documents(text: &Text, marks: &Marks) -> Vec<Document> {
    let mut all: Vec<Document> = Vec::new();
    for cited in &marks.cited {
        // The report's own number stands on a line of its own at the head.
        let own = text.line(cited.first) < 8 && text.line_end(cited.first) <= cited.next + 8 && cited.kind.is_empty();
        if own {
            continue;
        }
        let known = all.iter_mut().find(|d| d.number.to_lowercase() == cited.number.to_lowercase());
        if let Some(known) = known {
            known.date = known.date.or(cited.date);
            known.issuer = known.issuer.clone().or_else(|| cited.issuer.clone());
            continue;
        }
        let start = text.tokens.get(cited.first).map_or(0, |t| t.start);
        let end = cited.next.checked_sub(1).and_then(|at| text.tokens.get(at)).map_or(start, |t| t.end);
        all.push(Document {
            span: (start, end),
            kind: cited.kind.clone(),
            number: cited.number.clone(),
            date: cited.date,
            issuer: cited.issuer.clone(),
            title: title_behind(text, cited.next),
        });
    }
    named(text, marks, &mut all);
    all.sort_by_key(|d| d.span);
    all
}

/// The subject behind a cited number: `về việc …`, at most thirty words.
fn title_behind(text: &Text, at: usize) -> String {
    let Some(first) = text.find(at, at + 12, &["ve viec", "ve", "v / v", "quy dinh"]) else { return String::new() };
    if text.sentence(first) != text.sentence(at.saturating_sub(1)) {
        return String::new();
    }
    let next = title_end(text, first);
    text.between(first, next).to_owned()
}

/// Words with which a list within a title goes on: kinds of units, other issuers.
const LISTED: [&str; 9] = ["phuong", "xa", "thi tran", "quan", "huyen", "hdnd", "ubnd", "thanh uy", "quan uy"];

/// Where a title ends: a sign that parts clauses, the sentence, thirty words; a title that was begun in quotes, or goes on with
/// a quoted name, at their end.
fn title_end(text: &Text, first: usize) -> usize {
    let last = text.sentence_end(first).min(first + 40);
    let opened = (first.saturating_sub(4)..first).rev().find(|t| text.word(*t) == "\"");
    let quoted = text.word(first) == "\""
        || opened.is_some_and(|o| !(o + 1..first).any(|t| matches!(text.word(t), "\"" | "," | ".")) && o + 5 > first);
    let mut next = first + usize::from(text.word(first) == "\"");
    let mut depth = usize::from(quoted);
    while next < last && (depth > 0 || next < first + 30) {
        match text.word(next) {
            "\"" if depth > 0 => return next + usize::from(text.word(first) == "\"" || opened.is_none()),
            "\"" => depth = 1,
            "," if depth == 0 && text.any(next + 1, &LISTED).is_some() => {}
            // `các kế hoạch về A, kiểm tra B`: themes of several documents.
            "," if depth == 0 && text.word(first) == "ve" && text.any(next + 1, &["kiem tra"]).is_some() => {}
            // `T.Ư`
            "." if depth == 0 && text.word(next - 1).len() == 1 && text.word(next + 1).len() == 1 => {}
            ";" | "." | "," | ":" | ")" | "(" if depth == 0 => break,
            _ => {}
        }
        next += 1;
    }
    next
}

/// Documents without a number: a kind with a capital, or in quotes, and what it is about.
fn named(text: &Text, marks: &Marks, all: &mut Vec<Document>) {
    let mut at = 0;
    while at < text.tokens.len() {
        let Some((next, kind)) = named_at(text, marks, at) else {
            at += 1;
            continue;
        };
        let behind_it = text.ends_before(at, "da ban hanh") && matches!(text.word(next), "," | "." | ";");
        let first = if behind_it { text.sentence_start(at).max(at.saturating_sub(24)) } else { at };
        let (start, end) = (text.tokens[first].start, text.tokens[next - 1].end);
        let title = text.quote(start, end).to_owned();
        if !all.iter().any(|d| d.span.0 <= start && end <= d.span.1 || d.title == title) {
            all.push(Document {
                span: (start, end),
                kind,
                number: String::new(),
                date: None,
                issuer: issuer_behind(text, next),
                title,
            });
        }
        at = next;
    }
}

fn named_at(text: &Text, marks: &Marks, at: usize) -> Option<(usize, String)> {
    let opens = matches!(
        text.word(at),
        "nghi"
            | "chuong"
            | "thong"
            | "quyet"
            | "chi"
            | "ke"
            | "de"
            | "chuyen"
            | "cong"
            | "bao"
            | "to"
            | "ket"
            | "huong"
            | "quy"
            | "luat"
            | "phap"
            | "bo"
            | "chu"
    );
    if !opens {
        return None;
    }
    let kind_at = |at: usize| KINDS.iter().find_map(|(words, kind)| Some((text.phrase(at, words)?, *kind)));
    let (mut behind, kind) = kind_at(at)?;
    // `đã ban hành kế hoạch,`: what it is about stands before it.
    if text.ends_before(at, "da ban hanh") && matches!(text.word(behind), "," | "." | ";") {
        return Some((behind, kind.to_owned()));
    }
    // `các Chỉ thị, Nghị quyết của …`: two kinds of one issuer.
    while text.word(behind) == ","
        && let Some((next, _)) = kind_at(behind + 1)
    {
        behind = next;
    }
    // "kế hoạch" in the middle of a sentence is a plan like any other; with a capital, or in quotes, it has a name.
    let capital = text.capital(at) && !(text.sentence_start(at) == at && text.word(behind) != "\"");
    let quoted = text.word(behind) == "\"";
    let decided = text.any_before(at, &["ban hanh", "thuc hien", "trien khai", "xay dung", "co", "cac"])
        && text
            .any(behind, &["tiem", "khac phuc", "bau", "cong tac", "kiem tra", "ve", "thuc hien", "cua", "bo sung"])
            .is_some();
    // `6 chương trình công tác toàn khóa`: programmes that are counted have names too.
    let counted = kind == "Chương trình công tác" && at > 0 && text.kind(at - 1) == Kind::Number;
    if !capital && !quoted && !decided && !counted
        || text
            .any(behind, &["so", "dat", "nay", "tren", "von"])
            .is_some_and(|n| text.word(n - 1) != "so" || text.kind(n) == Kind::Number)
    {
        return None;
    }
    if marks.cited.iter().any(|c| c.first >= behind && c.first <= behind + 2) {
        return None;
    }
    let next = title_end(text, behind).max(behind);
    (next >= behind + 2 || quoted).then(|| (next.max(behind), kind.to_owned()))
}
