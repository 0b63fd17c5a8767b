//! Places in an order and spans of years: `lần thứ 12`, `khóa VI`, `mũi 2`, `đợt 2`, `giai đoạn 2016-2020`. They are no
//! quantities; they are kept apart, so that nobody takes them for figures.

use crate::date::{small, year};
use crate::number;
use crate::phrases::Phrases;
use crate::text::{Kind, Text};
use std::sync::LazyLock;

/// A place in an order.
#[derive(Clone, Debug)]
pub struct Ordinal {
    pub first: usize,
    pub next: usize,
    /// `12`, or `2016-2020`.
    pub value: (u32, Option<u32>),
    /// What is numbered, as officials say it.
    pub measure: &'static str,
    /// Whether it is a span of years.
    pub span: bool,
}

/// Words before a number that make it a place in an order.
static HEADS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "lần thứ|kỳ họp thứ|phiên họp thứ|phiên thứ|khóa|mũi|đợt|cấp độ|mức độ|giai đoạn|vòng|bước|hạng thứ|xếp thứ|đứng thứ|hạng|thứ|cấp|loại|nhóm|khu vực|đại hội|lần|dự án|vị trí thứ|bậc|mức|học kỳ|top",
    )
});

/// Words before a span of years.
static SPANS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new("giai đoạn|nhiệm kỳ|năm học|niên khóa|thời kỳ|niên độ"));

/// The place in an order, or span of years, that begins at a token.
pub fn ordinal(text: &Text, at: usize) -> Option<Ordinal> {
    match text.kind(at) {
        Kind::Word => span(text, at).or_else(|| place(text, at)).or_else(|| in_words(text, at)),
        Kind::Number => model(text, at),
        Kind::Sign => None,
    }
}

fn span(text: &Text, at: usize) -> Option<Ordinal> {
    let (first_at, measure) = SPANS.at(text, at)?;
    let first = year(text, first_at)?;
    let second_at = text.any(first_at + 1, &["-", "den", "den nam"])?;
    let second = year(text, second_at)?;
    let value = (u32::try_from(first).ok()?, Some(u32::try_from(second).ok()?));
    Some(Ordinal { first: at, next: second_at + 1, value, measure, span: true })
}

fn place(text: &Text, at: usize) -> Option<Ordinal> {
    let (number_at, head) = HEADS.at(text, at)?;
    let roman = number::roman(text.shown(number_at));
    let arabic = small(text, number_at, 99).and_then(|n| u32::try_from(n).ok());
    let value = roman.or(arabic)?;
    // `loại 3 dự án` counts projects; `giai đoạn 1` and `mức độ 3, 4` do not.
    let counts =
        arabic.is_some() && crate::measure::noun(text, number_at + 1).is_some() && !in_name(text, at, head, number_at);
    let joined = matches!(text.word(number_at + 1), "%" | "/" | "tr" | "trieu" | "ty" | "nghin");
    if counts || joined {
        return None;
    }
    let listed = matches!(head, "mức độ" | "mũi" | "đợt" | "giai đoạn" | "mức" | "cấp độ");
    let second_at = text.any(number_at + 1, &[",", "va", "-"]).filter(|_| listed);
    let second = second_at.and_then(|at| Some((small(text, at, 99).and_then(|n| u32::try_from(n).ok())?, at + 1)));
    let second = second.filter(|(_, next)| crate::measure::noun(text, *next).is_none());
    let next = second.map_or(number_at + 1, |(_, next)| next);
    let measure = head.strip_suffix(" thứ").unwrap_or(head);
    Some(Ordinal { first: at, next, value: (value, second.map(|(n, _)| n)), measure, span: false })
}

/// `mũi 2 cho người dân`, `lần thứ 12 …`: what stands behind is no thing that is counted.
fn in_name(text: &Text, at: usize, head: &str, number_at: usize) -> bool {
    matches!(head, "mũi" | "lần thứ" | "kỳ họp thứ" | "mức độ" | "khóa")
        && (text.word(number_at + 1) == "cho" || head.ends_with("thứ") || head == "mũi")
        && at < number_at
}

/// Models that are named by a number: `“5 không”`, `4 tại chỗ`, `3 sạch`.
fn model(text: &Text, at: usize) -> Option<Ordinal> {
    let count = small(text, at, 20).and_then(|n| u32::try_from(n).ok())?;
    let quoted = text.word(at.wrapping_sub(1)) == "\"" && text.kind(at + 1) == Kind::Word;
    let known = text.any(
        at + 1,
        &["tai cho", "khong", "sach", "tot", "gioi", "nhat", "ro", "an toan", "khau", "dam dang", "xay", "chong"],
    );
    let next = known.filter(|next| quoted || text.word(at + 1) == "tai" || text.word(*next) == "\"")?;
    Some(Ordinal { first: at, next, value: (count, None), measure: "nội dung", span: false })
}

/// `đứng đầu`, `dẫn đầu`: the first place in an order; `Lượt xem: 922`: what a page counts of itself.
fn in_words(text: &Text, at: usize) -> Option<Ordinal> {
    if let Some(next) =
        text.any(at, &["dung dau ve", "dan dau ve", "dung dau thanh pho", "dung dau ca nuoc", "dan dau thanh pho"])
    {
        return Some(Ordinal { first: at, next, value: (1, None), measure: "hạng", span: false });
    }
    let number_at =
        text.any(at, &["luot xem :", "luot xem", "luot truy cap :", "so luot xem :", "so luot truy cap :"])?;
    let views = crate::number::read(text.word(number_at)).filter(|_| text.kind(number_at) == Kind::Number)?;
    let value = u32::try_from(views.value).ok()?;
    Some(Ordinal { first: at, next: number_at + 1, value: (value, None), measure: "lượt", span: false })
}
