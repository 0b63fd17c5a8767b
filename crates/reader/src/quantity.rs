//! Quantities: a number with its scale and what it counts, in base units; ranges, parts of a whole, numbers in words.

use crate::measure::{Class, Noun, noun, unknown_noun};
use crate::number::{self, Written};
use crate::skip::Marks;
use crate::text::{Kind, Text};
use rust_decimal::Decimal;

/// A quantity of the text.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// First token of the number, and behind the last token of its measure.
    pub first: usize,
    pub next: usize,
    /// Behind the last token of the number and its scale.
    pub number_next: usize,
    /// Behind the last token of the part of a pair, of its measure otherwise.
    pub part_next: usize,
    pub value: Decimal,
    pub to: Option<Decimal>,
    /// Half of the last written place.
    pub half: Decimal,
    pub measure: String,
    pub class: Class,
    /// The whole of `20/22 chỉ tiêu`, the plan of `1.748,6 tỷ/6.191 tỷ đồng`.
    pub of: Option<Decimal>,
    pub of_half: Decimal,
    /// The token where the whole begins.
    pub of_first: usize,
}

/// All quantities, in the order of the text.
pub fn quantities(text: &Text, marks: &Marks) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        match (!marks.is_taken(at)).then(|| quantity(text, marks, at)).flatten() {
            Some(quantity) => {
                at = quantity.next.max(at + 1);
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

fn quantity(text: &Text, marks: &Marks, at: usize) -> Option<Quantity> {
    match text.kind(at) {
        Kind::Number => digits(text, marks, at),
        Kind::Word => in_words(text, at),
        Kind::Sign => None,
    }
}

/// A number with its scale: `15.547 tỷ 719 triệu`.
#[derive(Clone, Copy)]
pub struct Scaled {
    pub value: Decimal,
    pub half: Decimal,
    pub next: usize,
    /// The last scale, one when there is none.
    pub factor: Decimal,
    three: bool,
}

pub fn scaled(text: &Text, at: usize) -> Option<Scaled> {
    if text.kind(at) != Kind::Number {
        return None;
    }
    let written = number::read(text.word(at))?;
    let half = half_of(written);
    let Some((factor, next)) = scale(text, at + 1) else {
        return Some(Scaled { value: written.value, half, next: at + 1, factor: Decimal::ONE, three: written.three });
    };
    let mut all = Scaled {
        value: written.value.checked_mul(factor)?,
        half: half.checked_mul(factor)?,
        next,
        factor,
        three: false,
    };
    // Parts of a joined amount fall: each smaller than one step of the part before.
    while let Some(part) = (text.kind(all.next) == Kind::Number).then(|| number::read(text.word(all.next))).flatten() {
        let (factor, next) = match scale(text, all.next + 1) {
            Some((factor, next)) => (factor, next),
            None if all.factor > Decimal::ONE && text.word(all.next + 1) == "dong" => (Decimal::ONE, all.next + 1),
            None => break,
        };
        let value = part.value.checked_mul(factor)?;
        if factor >= all.factor || value >= all.factor {
            break;
        }
        all = Scaled {
            value: all.value.checked_add(value)?,
            half: half_of(part).checked_mul(factor)?,
            next,
            factor,
            three: false,
        };
    }
    Some(all)
}

fn half_of(written: Written) -> Decimal {
    Decimal::new(5, written.decimals + 1)
}

/// `tỷ`, `triệu`, `nghìn tỷ`: the factor and behind which token it ends.
pub fn scale(text: &Text, at: usize) -> Option<(Decimal, usize)> {
    let rows: [(&str, i64); 12] = [
        ("nghin ty", 1_000_000_000_000),
        ("ngan ty", 1_000_000_000_000),
        ("trieu ty", 1_000_000_000_000_000),
        ("ty", 1_000_000_000),
        ("ti", 1_000_000_000),
        ("trieu", 1_000_000),
        ("tr", 1_000_000),
        ("trd", 1_000_000),
        ("nghin", 1_000),
        ("ngan", 1_000),
        ("van", 10_000),
        ("tram", 100),
    ];
    let (factor, next) = rows.iter().find_map(|(words, factor)| Some((*factor, text.phrase(at, words)?)))?;
    // `tỷ lệ`, `tỷ trọng` are no scale, `văn` and `vẫn` no ten thousand.
    let other = matches!(text.word(next), "le" | "trong" | "suat") && factor == 1_000_000_000;
    let toned =
        !matches!(text.word(at), "van" | "tram") || matches!(text.shown(at).to_lowercase().as_str(), "vạn" | "trăm");
    (!other && toned).then(|| (Decimal::from(factor), next))
}

/// `cảng Lâm Hải 2 sụt mạnh`: a small number that ends a name, before something nobody counts.
fn ends_name(text: &Text, at: usize) -> bool {
    let named =
        at.checked_sub(2).is_some_and(|b| text.capital(b + 1) && text.capital(b) && text.line(b) == text.line(at));
    named
        && text.word(at).len() <= 2
        && text.kind(at + 1) == Kind::Word
        && noun(text, at + 1).is_none()
        && scale(text, at + 1).is_none()
}

fn digits(text: &Text, marks: &Marks, at: usize) -> Option<Quantity> {
    if range_ends_here(text, at) || ends_name(text, at) {
        return None;
    }
    let first = scaled(text, at)?;
    if let Some(pair) = pair(text, marks, at, first) {
        return Some(pair);
    }
    if let Some(range) = range(text, marks, at, first) {
        return Some(range);
    }
    let what = what(text, first.next, first.factor)?;
    Some(one(at, first, what))
}

fn one(at: usize, number: Scaled, what: Noun) -> Quantity {
    let (mut value, mut half) = (number.value, number.half);
    // Three decimals of things that are counted are thousands written with a comma.
    if number.three && what.class == Class::Count && number.factor == Decimal::ONE {
        value *= Decimal::from(1_000);
        half = Decimal::new(5, 1);
    }
    // What is counted whole and written without a scale was counted, not rounded.
    if number.factor == Decimal::ONE
        && matches!(what.class, Class::Count | Class::Time | Class::Age)
        && value.is_integer()
    {
        half = Decimal::ZERO;
    }
    Quantity {
        first: at,
        next: what.next,
        number_next: number.next,
        part_next: what.next,
        value: value.normalize(),
        to: None,
        half,
        measure: what.name,
        class: what.class,
        of: None,
        of_half: Decimal::ZERO,
        of_first: at,
    }
}

/// What a number counts: percent, money, a noun.
pub fn what(text: &Text, at: usize, factor: Decimal) -> Option<Noun> {
    let simple = |next: usize, name: &str, class: Class| Some(Noun { next, name: name.to_owned(), class });
    if let Some(next) = text.any(at, &["diem %", "diem phan tram", "% diem", "diem phan %"]) {
        return simple(next, "điểm %", Class::Points);
    }
    if let Some(next) = text.any(at, &["%", "phan tram"]) {
        return simple(next, "%", Class::Percent);
    }
    if let Some(next) = text.any(at, &["usd", "do la my", "do la", "dola"]) {
        return simple(next, "USD", Class::Money);
    }
    if let Some(next) = text.any(at, &["dong viet nam", "vnd", "dong"]).or_else(|| dong_sign(text, at, factor)) {
        return Some(per(text, Noun { next, name: "đồng".into(), class: Class::Money }));
    }
    if let Some(next) = text.phrase(at, "tuoi") {
        return simple(next, "tuổi", Class::Age);
    }
    if let Some(noun) = noun(text, at) {
        return Some(noun);
    }
    if factor >= Decimal::from(1_000_000) {
        return Some(per(text, Noun { next: at, name: "đồng".into(), class: Class::Money }));
    }
    unknown_noun(text, at)
}

/// A bare `đ` behind a scale or a number: `500.000đ`, `20 tr.đ`.
fn dong_sign(text: &Text, at: usize, factor: Decimal) -> Option<usize> {
    if text.word(at) == "d" {
        return Some(at + 1);
    }
    (factor > Decimal::ONE && text.word(at) == "." && text.word(at + 1) == "d").then_some(at + 2)
}

/// `đồng/người/năm`
fn per(text: &Text, mut money: Noun) -> Noun {
    while text.word(money.next) == "/" && text.kind(money.next + 1) == Kind::Word {
        money.name = format!("{}/{}", money.name, text.shown(money.next + 1).to_lowercase());
        money.next += 2;
    }
    money
}

/// `20/22 chỉ tiêu`, `1.748,6 tỷ/6.191 tỷ đồng`, `tỷ lệ 1/500`.
fn pair(text: &Text, marks: &Marks, at: usize, first: Scaled) -> Option<Quantity> {
    // The noun may stand on both sides: `145 hộ/160 hộ`.
    let own = noun(text, first.next).filter(|n| text.word(n.next) == "/");
    let middle = own.as_ref().map_or(first.next, |n| n.next);
    let middle = text.any(middle, &["dong /"]).map_or(middle, |next| next - 1);
    let of_first = text.phrase(middle, "/")?;
    if marks.is_taken(of_first) || text.kind(of_first) != Kind::Number {
        return None;
    }
    let second = scaled(text, of_first)?;
    if first.value == Decimal::ONE && text.any_before(at, &["ty le"]) && second.value > Decimal::from(50) {
        let value = Decimal::ONE.checked_div(second.value)?.normalize();
        let what = Noun { next: second.next, name: "tỷ lệ".into(), class: Class::Physical };
        return Some(Quantity { value, half: Decimal::ZERO, ..one(at, Scaled { next: second.next, ..first }, what) });
    }
    let what = what(text, second.next, second.factor).or_else(|| noun(text, first.next))?;
    // `13.452 học sinh/427 lớp`: two things, no part of a whole.
    if own.is_some_and(|own| {
        own.name != what.name && !own.name.starts_with(&what.name) && !what.name.starts_with(&own.name)
    }) {
        return None;
    }
    // `12,5/20 tỷ đồng`: the scale stands once for both.
    let first = if first.factor == Decimal::ONE && second.factor > Decimal::ONE {
        Scaled {
            value: first.value.checked_mul(second.factor)?,
            half: first.half.checked_mul(second.factor)?,
            factor: second.factor,
            ..first
        }
    } else {
        first
    };
    let whole = one(of_first, second, what.clone());
    let part = one(at, first, what);
    Some(Quantity {
        next: whole.next,
        number_next: second.next,
        part_next: first.next,
        of: Some(whole.value),
        of_half: whole.half,
        of_first,
        ..part
    })
}

/// `từ 5 đến 11 tuổi`, `70-85 lượt/ngày`, `từ 5 đến dưới 12 tuổi`.
fn range(text: &Text, marks: &Marks, at: usize, first: Scaled) -> Option<Quantity> {
    let dash = text.word(first.next) == "-";
    let middle = noun(text, first.next).filter(|n| text.word(n.next) == "den").map_or(first.next, |n| n.next);
    let second_at = text.any(middle, &["-", "den duoi", "den"])?;
    if marks.is_taken(second_at) || text.kind(second_at) != Kind::Number {
        return None;
    }
    let from = text.ends_before(at, "tu");
    let second = scaled(text, second_at)?;
    let what = what(text, second.next, second.factor)?;
    // Without "từ", "đến" joins two things and no range.
    let joined = dash || from;
    if !joined && what.class != Class::Age {
        return None;
    }
    // "tăng từ A lên B", "giảm từ A xuống B" are two values; "từ A đến B" is one range.
    let first = if first.factor == Decimal::ONE && second.factor > Decimal::ONE {
        Scaled { value: first.value.checked_mul(second.factor)?, ..first }
    } else {
        first
    };
    let mut end = second.value;
    if what.class == Class::Age && text.ends_before(second_at, "den duoi") {
        end -= Decimal::ONE;
    }
    if end < first.value {
        return None;
    }
    Some(Quantity {
        to: Some(end.normalize()),
        number_next: second.next,
        ..one(at, Scaled { three: false, ..first }, what)
    })
}

/// The number behind a dash or "đến" was read with its range.
fn range_ends_here(text: &Text, at: usize) -> bool {
    // `S-9`, `Covid-19`: a dash between a letter and the number.
    at >= 2
        && text.word(at - 1) == "-"
        && text.kind(at - 2) == Kind::Word
        && text.tokens.get(at - 2).map(|t| t.end) == text.tokens.get(at - 1).map(|t| t.start)
        && text.tokens.get(at - 1).map(|t| t.end) == text.tokens.get(at).map(|t| t.start)
}

/// `hai vụ`, `bốn hồ sơ`, `một người bị thương`.
fn in_words(text: &Text, at: usize) -> Option<Quantity> {
    let (value, behind) = number::words(text, at)?;
    // `mười hai` was read from its first word.
    if at > 0 && number::words(text, at - 1).is_some_and(|(_, next)| next > at) {
        return None;
    }
    let what = noun(text, behind).filter(|n| n.class == Class::Count)?;
    let one_of_many = value == 1 && !counts_one(text, at, &what);
    // `năm học sinh`, `ba ngành`, `Ba Đình`: five is a year, three may be a name.
    let named = text.capital(at) && !text.begins_line(at) && text.sentence_start(at) != at;
    let year = value == 5
        && !matches!(
            what.name.as_str(),
            "người" | "hồ sơ" | "vụ" | "trường hợp" | "hộ" | "dự án" | "phường" | "xã" | "nhiệm vụ"
        );
    let thing = matches!(
        what.name.as_str(),
        "cấp" | "bên" | "khối" | "lần" | "bộ" | "loại" | "cái" | "ban" | "con" | "điểm" | "khu" | "khu vực"
    );
    if one_of_many || named || year || thing {
        return None;
    }
    let number =
        Scaled { value: Decimal::from(value), half: Decimal::ZERO, next: behind, factor: Decimal::ONE, three: false };
    Some(one(at, number, what))
}

/// "một" counts when something happened to one or one is named of a list, not as an article.
fn counts_one(text: &Text, at: usize, what: &Noun) -> bool {
    let kind = matches!(
        what.name.as_str(),
        "người"
            | "vụ"
            | "vụ cháy"
            | "vụ việc"
            | "vụ tai nạn"
            | "trường hợp"
            | "ca"
            | "cháu"
            | "hộ"
            | "hồ sơ"
            | "công chức"
    );
    let behind = text
        .any(what.next, &["bi", "duoc", "chet", "mat", "tu vong", "khong", "qua han", "tre", "thuong", "cham", "chay"])
        .is_some();
    let before = text.any_before(at, &["xay ra", "lam", "co", "con", "va", ",", "phat hien", "khoi to"]);
    kind && (behind || before) && !matches!(text.word(what.next), "cua" | "so" | "trong")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Asked;

    #[test]
    fn quantities_are_read_as_officials_write_them() {
        let rows = [
            ("thực hiện 1.748,6 tỷ đồng", "1748600000000", "đồng"),
            ("ước 172,519 tỷ", "172519000000", "đồng"),
            ("đạt 161.721 tỷ đồng", "161721000000000", "đồng"),
            ("thu đạt 15.547 tỷ 719 triệu đồng", "15547719000000", "đồng"),
            ("hoàn thành 20/22 chỉ tiêu", "20", "chỉ tiêu"),
            ("trên 1870 hồ sơ hành chính", "1870", "hồ sơ hành chính"),
            ("chỉ đạo 03 phường", "3", "phường"),
            ("dưới 20 m3/ngày", "20", "m3/ngày"),
            ("lập quy hoạch chi tiết tỷ lệ 1/500", "0.002", "tỷ lệ"),
            ("đón 9,12 triệu lượt khách", "9120000", "lượt khách"),
            ("có hai vụ va chạm", "2", "vụ"),
            ("mười hai học sinh đoạt giải", "12", "học sinh"),
            ("cho 3,215 trẻ", "3215", "trẻ"),
            ("đạt 40.5%", "40.5", "%"),
            ("thu nhập 62,5 triệu đồng/người/năm", "62500000", "đồng/người/năm"),
        ];
        for (text, value, measure) in rows {
            let read = Text::new(text);
            let all = quantities(&read, &crate::skip::marks(&read, &Asked::default()));
            let [one] = &all[..] else { panic!("{text}: {all:?}") };
            assert_eq!((one.value.to_string().as_str(), one.measure.as_str()), (value, measure), "{text}");
        }
    }

    #[test]
    fn a_pair_of_money_has_its_plan_and_a_range_both_ends() {
        let read = Text::new("thực hiện 1.748,6 tỷ/6.191 tỷ đồng; trẻ từ 5 đến dưới 12 tuổi; 70-85 lượt/ngày");
        let all = quantities(&read, &crate::skip::marks(&read, &Asked::default()));
        let ends: Vec<_> = all.iter().map(|q| (q.value, q.of.or(q.to))).collect();
        let number = |n: i64| Decimal::from(n);
        assert_eq!(ends[0], (number(1_748_600_000_000), Some(number(6_191_000_000_000))));
        assert_eq!(ends[1..], [(number(5), Some(number(11))), (number(70), Some(number(85)))]);
    }

    #[test]
    fn what_is_no_quantity_is_none() {
        for text in [
            "ngày 30/4/1975",
            "Nghị quyết số 123-NQ/ĐBHN",
            "lần thứ 12",
            "khóa VI",
            "đường số 4",
            "Covid-19",
            "lúc 09:04",
            "Điện thoại: 024 3822 1234",
            "giai đoạn 2016-2020",
            "tổ dân phố 12",
            "quốc lộ 32",
            "khoản 2 Điều 5",
            "tiêm mũi 2 cho người dân",
            "quý II năm 2022",
            "Năm 2021",
        ] {
            let read = Text::new(text);
            let all = quantities(&read, &crate::skip::marks(&read, &Asked::default()));
            assert!(all.is_empty(), "{text}: {all:?}");
        }
    }
}
