//! What a report says of itself: its title, its day, who issues it, for which unit and which period it speaks.

use crate::period::Named;
use crate::reading::{Asked, Head, Period};
use crate::skip::Marks;
use crate::text::{Kind, Text};

/// Lines looked at for the head.
const LINES: u32 = 14;

/// Reads the head.
pub fn head(text: &Text, marks: &Marks, asked: &Asked) -> Head {
    let title = title(text);
    let unit = asked.unit.map(str::to_owned).or_else(|| unit(text, marks, asked.units)).unwrap_or_default();
    Head {
        date: marks.date,
        issuer: issuer(text).unwrap_or_default(),
        number: own_number(text, marks).unwrap_or_default(),
        period: period(text, marks),
        title,
        unit,
    }
}

/// Lines as (first token, behind the last token).
fn lines(text: &Text) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= text.tokens.len() {
            return None;
        }
        let first = at;
        at = text.line_end(at);
        Some((first, at))
    })
}

/// Behind `BÁO CÁO` the title is what follows; else the first long line that is no menu.
fn title(text: &Text) -> String {
    let early: Vec<(usize, usize)> = lines(text).take(20).collect();
    let shown = |(first, next): &(usize, usize)| text.between(*first, *next).trim().to_owned();
    let headed = early.iter().position(|(first, next)| {
        next - first <= 4 && text.any(*first, &["bao cao", "thong bao", "ket luan"]).is_some()
    });
    if let Some(at) = headed
        && let Some(line) = early.get(at + 1)
    {
        return shown(line);
    }
    let long = early.iter().find(|(first, next)| {
        let words = (*first..*next).filter(|t| text.kind(*t) == Kind::Word).count();
        (6..60).contains(&words) && !repeats(text, *first, *next)
    });
    long.or(early.first()).map(shown).unwrap_or_default()
}

/// `Tin nổi bật Tin nổi bật`: the head of a menu.
fn repeats(text: &Text, first: usize, next: usize) -> bool {
    let half = (next - first) / 2;
    half > 0 && (0..half).all(|at| text.word(first + at) == text.word(first + half + at))
}

/// The unit named most often with its kind: `quận Ba Đình`, `phường An Bình`.
fn unit(text: &Text, marks: &Marks, known: &[String]) -> Option<String> {
    let mut counted: Vec<(String, String, usize)> = Vec::new();
    // A report says early for whom it speaks.
    for at in 0..text.tokens.len().min(8_000) {
        // A table lists units; it does not speak for one.
        let listed = marks.tables.iter().any(|table| (table.first..table.next).contains(&at));
        let Some((next, name)) = unit_at(text, at).filter(|_| !listed) else { continue };
        if ["Thôn", "Tổ dân phố", "Khu phố"].iter().any(|below| name.starts_with(below)) {
            continue;
        }
        let key = viet::fold::fold(&name);
        // What stands in the head speaks for the report, most of all who issues it: the last one, the lowest.
        let lowest = name.starts_with("Phường") || name.starts_with("Xã") || name.starts_with("Thị trấn");
        let middle = name.starts_with("Quận") || name.starts_with("Huyện") || name.starts_with("Thị xã");
        let weight = match (issues(text, at), text.line(at) < LINES) {
            (true, _) => 60 + 20 * usize::from(lowest) + 10 * usize::from(middle),
            (false, true) => 4,
            (false, false) => 1,
        };
        let weight = if text.any(next, &["nhiem ky"]).is_some() { 0 } else { weight };
        match counted.iter_mut().find(|(k, ..)| *k == key) {
            Some((_, _, count)) => *count += weight,
            None => counted.push((key, name, weight)),
        }
    }
    // A headline names whom the article is about, often without the kind: `Lạc Giang sau nửa nhiệm kỳ`.
    let headline = format!(" {} ", viet::fold::fold(&title(text)));
    for (key, name, count) in &mut counted {
        let kind = KINDS.iter().map(|(words, _)| *words).filter(|words| key.starts_with(&format!("{words} "))).max();
        let bare = kind.map_or("", |words| key[words.len()..].trim());
        if bare.contains(' ') && headline.contains(&format!(" {bare} ")) {
            *count += 60 + usize::from(name.starts_with("Phường") || name.starts_with("Xã"));
        }
    }
    let best = counted.into_iter().max_by_key(|(_, _, count)| *count)?;
    let mut alike = known.iter().filter(|unit| viet::fold::fold(unit) == best.0);
    let resolved = alike.next().filter(|first| alike.all(|other| other == *first));
    Some(resolved.cloned().unwrap_or(best.1))
}

/// Whether a unit stands in a line at the head that says who issues the report.
fn issues(text: &Text, at: usize) -> bool {
    if text.line(at) >= 6 || text.line_end(at) > at + 20 {
        return false;
    }
    let first = text.line_start(at);
    let bodies = [
        "uy ban nhan dan",
        "ubnd",
        "hoi dong nhan dan",
        "dang uy",
        "cong an",
        "trung tam",
        "phong",
        "tram y te",
        "truong",
    ];
    let upper = text.shown(at).chars().all(char::is_uppercase);
    upper && (first == at || text.any(first, &bodies).is_some())
}

/// Kinds of units, without diacritics and as they are written.
const KINDS: [(&str, &str); 11] = [
    ("quan", "Quận"),
    ("phuong", "Phường"),
    ("xa", "Xã"),
    ("thi xa", "Thị xã"),
    ("huyen", "Huyện"),
    ("thi tran", "Thị trấn"),
    ("thanh pho", "Thành phố"),
    ("tinh", "Tỉnh"),
    ("khu pho", "Khu phố"),
    ("thon", "Thôn"),
    ("to dan pho", "Tổ dân phố"),
];

/// A unit by its kind and name at a token; the name begins with capitals.
pub fn unit_at(text: &Text, at: usize) -> Option<(usize, String)> {
    if text.kind(at) != Kind::Word {
        return None;
    }
    let (first, kind) = KINDS.iter().rev().find_map(|(words, kind)| Some((text.phrase(at, words)?, *kind)))?;
    let upper = |at: usize| text.shown(at).chars().all(char::is_uppercase);
    let mut next = first;
    while next < first + 4
        && text.capital(next)
        && !matches!(text.word(next), "uy" | "hdnd" | "ubnd" | "mttq")
        && text.any(next, &["cong hoa", "doc lap", "dang cong san"]).is_none()
        && (next == first || upper(next) == upper(first))
        // A name ends with its line, `PHƯỜNG BA ĐÌNH` above `BÁO CÁO`, unless a long line was broken.
        && (text.line(next) == text.line(first) || !upper(first) && broken(text, first, next))
    {
        next += 1;
    }
    // `thị xã` is one kind, not two; `xã hội` is no unit.
    if kind == "Xã" && text.ends_before(at, "thi") {
        return None;
    }
    if kind == "Xã" && text.word(first) == "hoi" {
        return None;
    }
    // In a heading of capitals the name ends somewhere among them.
    if next == first || (upper(first) && next - first > 3) {
        return None;
    }
    let name = text.between(first, next);
    let name = if upper(first) { capitalised(name) } else { name.to_owned() };
    Some((next, format!("{kind} {name}")))
}

/// Whether the line of a token goes on in the next one: long, and broken without a blank line.
fn broken(text: &Text, first: usize, next: usize) -> bool {
    let begins = text.line_start(first);
    let long = text.tokens.get(begins).zip(text.tokens.get(first)).is_some_and(|(a, b)| b.end - a.start >= 40);
    long && text.line(next) == text.line(first) + 1
}

/// `THANH XUÂN` as `Thanh Xuân`.
fn capitalised(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
    };
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// `ỦY BAN NHÂN DÂN PHƯỜNG …` or `UBND …` on a line of its own at the head.
fn issuer(text: &Text) -> Option<String> {
    lines(text).take(8).find_map(|(first, next)| {
        let begins = text
            .any(
                first,
                &[
                    "uy ban nhan dan",
                    "ubnd",
                    "hoi dong nhan dan",
                    "dang uy",
                    "quan uy",
                    "cong an",
                    "trung tam",
                    "phong",
                ],
            )
            .is_some();
        (begins && next - first <= 16).then(|| text.between(first, next).trim().to_owned())
    })
}

/// Number and symbol on a line of its own at the head: `Số 58/BC-UBND`.
fn own_number(text: &Text, marks: &Marks) -> Option<String> {
    let own = marks
        .cited
        .iter()
        .find(|c| text.line(c.first) < 10 && c.kind.is_empty() && text.any_before(c.first, &["so", "so :"]));
    own.map(|c| c.number.clone())
}

/// The first period in the title and the other short lines of the head that is no comparison.
fn period(text: &Text, marks: &Marks) -> Option<Period> {
    let usable = |named: Named| {
        matches!(
            named,
            Named::Months | Named::Quarter | Named::Month | Named::Year | Named::Between | Named::SchoolYear
        )
    };
    let short = |at: usize| text.line_end(at) - text.sentence_start(at) <= 45 && text.line(at) < LINES;
    let early = || {
        marks.periods.iter().filter(|p| {
            short(p.first)
                && !p.compares
                && usable(p.named)
                && (p.to.year() == p.from.year() || p.named == Named::SchoolYear)
        })
    };
    let shorter = early().find(|p| p.named != Named::Year);
    shorter.or_else(|| early().next()).map(|found| found.period(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_capitals_ends_with_its_line() {
        let rows = [("PHƯỜNG BA ĐÌNH\nBÁO CÁO", Some("Phường Ba Đình")), ("phường Ba\nNăm 2024", Some("Phường Ba"))];
        for (text, expected) in rows {
            let found = unit_at(&Text::new(text), 0).map(|(_, name)| name.replace('\n', " "));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_headline_names_whom_an_article_is_about() {
        let text = "Lạc Giang sau nửa nhiệm kỳ\nPhường Tân Mai đi trước, phường Tân Mai làm tốt, phường Tân Mai dẫn đầu quận; phường Lạc Giang theo sau.";
        let read = Text::new(text);
        let found = head(&read, &crate::skip::marks(&read, &Asked::default()), &Asked::default());
        assert_eq!(found.unit, "Phường Lạc Giang");
    }
}
