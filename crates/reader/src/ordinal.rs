//! Places in an order and spans of years: `lần thứ 12`, `khóa VI`, `mũi 2`, `đợt 2`, `giai đoạn 2016-2020`. They are no
//! quantities; they are kept apart, so that nobody takes them for figures.

use crate::date::{small, year};
use crate::number;
use crate::text::{Kind, Text};

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

/// Words before a number that make it a place in an order, and what is numbered.
const HEADS: [(&str, &str); 24] = [
    ("lan thu", "lần"),
    ("ky hop thu", "kỳ họp"),
    ("khoa", "khóa"),
    ("mui", "mũi"),
    ("dot", "đợt"),
    ("cap do", "cấp độ"),
    ("muc do", "mức độ"),
    ("giai doan", "giai đoạn"),
    ("vong", "vòng"),
    ("buoc", "bước"),
    ("hang thu", "hạng"),
    ("xep thu", "hạng"),
    ("dung thu", "hạng"),
    ("thu", "thứ"),
    ("cap", "cấp"),
    ("loai", "loại"),
    ("nhom", "nhóm"),
    ("khu vuc", "khu vực"),
    ("ky", "kỳ"),
    ("dai hoi", "đại hội"),
    ("lan", "lần"),
    ("du an", "dự án"),
    ("phien thu", "phiên"),
    ("dai hoi dang bo lan thu", "đại hội"),
];

/// Words before a span of years.
const SPANS: [(&str, &str); 5] = [
    ("giai doan", "giai đoạn"),
    ("nhiem ky", "nhiệm kỳ"),
    ("nam hoc", "năm học"),
    ("nien khoa", "niên khóa"),
    ("thoi ky", "thời kỳ"),
];

/// The place in an order, or span of years, that begins at a token.
pub fn ordinal(text: &Text, at: usize) -> Option<Ordinal> {
    if text.kind(at) != Kind::Word {
        return None;
    }
    span(text, at).or_else(|| place(text, at))
}

fn span(text: &Text, at: usize) -> Option<Ordinal> {
    let (first_at, measure) = SPANS.iter().find_map(|(words, measure)| Some((text.phrase(at, words)?, *measure)))?;
    let first = year(text, first_at)?;
    let second_at = text.any(first_at + 1, &["-", "den", "den nam"])?;
    let second = year(text, second_at)?;
    let value = (u32::try_from(first).ok()?, Some(u32::try_from(second).ok()?));
    let next = second_at + 1;
    Some(Ordinal { first: at, next, value, measure, span: true })
}

fn place(text: &Text, at: usize) -> Option<Ordinal> {
    let (number_at, measure) = HEADS.iter().find_map(|(words, measure)| Some((text.phrase(at, words)?, *measure)))?;
    let roman = number::roman(text.shown(number_at));
    let arabic = small(text, number_at, 99).and_then(|n| u32::try_from(n).ok());
    let value = roman.or(arabic)?;
    // `loại 3 dự án` counts projects; `giai đoạn 1` and `mức độ 3, 4` do not.
    let counts = arabic.is_some() && crate::measure::noun(text, number_at + 1).is_some();
    let joined = matches!(text.word(number_at + 1), "%" | "/" | "tr" | "trieu" | "ty");
    if counts
        || joined
        || (arabic.is_some()
            && matches!(measure, "cấp" | "loại" | "nhóm" | "khu vực" | "kỳ" | "dự án" | "lần" | "đại hội")
            && text.ends_before(at, "cac"))
    {
        return None;
    }
    let second_at = text
        .any(number_at + 1, &[",", "va", "-"])
        .filter(|_| matches!(measure, "mức độ" | "mũi" | "đợt" | "giai đoạn"));
    let second = second_at.and_then(|at| Some((small(text, at, 99).and_then(|n| u32::try_from(n).ok())?, at + 1)));
    let second = second.filter(|(_, next)| crate::measure::noun(text, *next).is_none());
    let next = second.map_or(number_at + 1, |(_, next)| next);
    Some(Ordinal { first: at, next, value: (value, second.map(|(n, _)| n)), measure, span: false })
}
