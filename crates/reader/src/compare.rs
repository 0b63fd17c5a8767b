//! What a percentage beside a figure says: how much of the plan, how much more than before, what part of a whole; and what it
//! should be by the figures themselves.

use crate::measure::Class;
use crate::quantity::Quantity;
use crate::reading::{Approx, CompareKind, Compared, Status};
use crate::text::Text;
use rust_decimal::Decimal;

/// What a percentage turned out to be.
#[derive(Clone, Debug)]
pub enum Role {
    /// It compares the amount of that number with something; the other amount, when it stands in the text.
    Compares { amount: usize, with: CompareKind, base: Option<usize>, pct: Decimal, ratio: bool },
    /// A rate of its own, maybe against a plan.
    Rate { with: Option<CompareKind>, pct: Decimal },
    /// A difference of two rates, written as percent.
    Points { pct: Decimal },
}

/// The role of a percentage among the quantities.
pub fn role(text: &Text, all: &[Quantity], at: usize, statuses: &[Status]) -> Role {
    let q = &all[at];
    let start = text.sentence_start(q.first);
    let left = at.checked_sub(1).map_or(start, |before| all[before].next.max(start));
    let right = right_end(text, all, at);
    let grows = growth(text, left, q.first);
    let named = text.find(left, q.first, &["ty le", "ty trong", "chi so", "muc do hai long", "ti le"]).is_some();
    let rate_before = at > 0 && left > start && all[at - 1].class == Class::Percent;
    let nearest = amount_before(text, all, at, start);
    // A subject of its own makes it a rate: `…; tỷ lệ hài lòng đạt 99 %`.
    let other = new_subject(text, left, q.first);
    let Some(nearest) = nearest.filter(|_| !other) else {
        return alone(text, (left, q.first, right), grows, q.value, named || rate_before);
    };
    if let Some(fall) = grows {
        return grown(text, all, statuses, (at, nearest), (left, right), fall, (named, rate_before));
    }
    let money = all[nearest].class == Class::Money;
    if all[nearest].of.is_some() && nearest + 1 == at {
        let with = if money { CompareKind::Plan } else { CompareKind::Total };
        return Role::Compares { amount: nearest, with, base: None, pct: q.value, ratio: true };
    }
    let (amount, base) = pair(text, all, statuses, nearest, at, true);
    let planned = plan_said(text, left, q.first, q.next, right)
        || base.is_some_and(|b| {
            statuses[b] == Status::Plan || text.find(all[b].first.saturating_sub(7), all[b].first, &PLANS).is_some()
        });
    let earlier = ["cung ky", "nam truoc", "nam ngoai", "so voi nam", "thuc hien nam"];
    let with = if planned {
        CompareKind::Plan
    } else if text.find(q.next, right.min(q.next + 8), &earlier).is_some() {
        kind_of_growth(text, left, right)
    } else {
        CompareKind::Total
    };
    Role::Compares { amount, with, base, pct: q.value, ratio: true }
}

/// Growth beside an amount; a difference of two rates; more than a plan.
fn grown(
    text: &Text,
    all: &[Quantity],
    statuses: &[Status],
    (at, nearest): (usize, usize),
    (left, right): (usize, usize),
    fall: bool,
    (named, rate_before): (bool, bool),
) -> Role {
    let q = &all[at];
    let pct = if fall { -q.value } else { q.value };
    if exceeds(text, left, q.first) {
        let (amount, base) = pair(text, all, statuses, nearest, at, true);
        return Role::Compares { amount, with: CompareKind::Plan, base, pct: q.value, ratio: false };
    }
    let rates = named || rate_before && percent_between(all, nearest, at) && between_rates(text, left, q.first);
    if rates && difference(text, left, q.first) {
        return Role::Points { pct };
    }
    let (amount, base) = pair(text, all, statuses, nearest, at, false);
    Role::Compares { amount, with: kind_of_growth(text, left, right), base, pct, ratio: false }
}

/// Words that belong to a comparison and begin no new subject.
const OWN: [&str; 74] = [
    "dat", "bang", "tang", "giam", "vuot", "chiem", "so", "voi", "ke", "hoach", "du", "toan", "giao", "duoc", "nam",
    "cung", "ky", "uoc", "khoang", "tren", "hon", "gan", "la", "tuong", "duong", "va", "muc", "thi", "con", "trong",
    "ung", "them", "cao", "thap", "nhieu", "it", "do", "ty", "le", "hoan", "thanh", "thuc", "hien", "chi", "tieu",
    "nghi", "quyet", "hdnd", "ubnd", "pho", "tinh", "quan", "huyen", "phuong", "xa", "cap", "tong", "chung", "luy",
    "tuc", "truoc", "quy", "thang", "dau", "thoi", "diem", "bao", "phu", "nhe", "manh", "ngoai", "vu", "tieu", "nhat",
];

/// Whether two words or more between a figure and a percentage are about something else.
fn new_subject(text: &Text, left: usize, at: usize) -> bool {
    // What stands before the first sign or verb still belongs to the figure: `3.912 hộ gia đình văn hóa, đạt …`.
    let from = (left..at)
        .find(|t| {
            matches!(text.word(*t), "," | "(" | ")" | "dat" | "bang" | "tang" | "giam" | "chiem" | "vuot" | ";" | ":")
        })
        .unwrap_or(at);
    let other =
        (from..at).filter(|t| text.kind(*t) == crate::text::Kind::Word && !OWN.contains(&text.word(*t))).count();
    let parted = (from..at).any(|t| matches!(text.word(t), ";" | ":"));
    let rate = text.find(from, at, &["ty le", "ty trong", "chi so", "muc do hai long"]).is_some();
    other >= if rate { 3 } else { 2 } || parted && other >= 1
}

/// A percentage without an amount before it.
fn alone(
    text: &Text,
    (left, first, right): (usize, usize, usize),
    grows: Option<bool>,
    pct: Decimal,
    rated: bool,
) -> Role {
    if let Some(fall) = grows {
        let pct = if fall { -pct } else { pct };
        if exceeds(text, left, first) {
            return Role::Rate { with: Some(CompareKind::Plan), pct };
        }
        if rated && difference(text, left, first) {
            return Role::Points { pct };
        }
        return Role::Rate { with: Some(kind_of_growth(text, left, right)), pct };
    }
    if text.find(first, right.min(first + 8), &["truoc day", "truoc khi"]).is_some() {
        return Role::Rate { with: Some(CompareKind::Before), pct };
    }
    let with = plan_said(text, left, first, first + 2, right).then_some(CompareKind::Plan);
    Role::Rate { with, pct }
}

/// Whether the nearest verb before a percentage says growth, and whether it falls.
fn growth(text: &Text, left: usize, at: usize) -> Option<bool> {
    let near = at.saturating_sub(7).max(left);
    // `tăng cường …, bằng 80 %`: the verb just before the percentage says what it is.
    if (at.saturating_sub(3).max(near)..at).any(|t| matches!(text.word(t), "chiem" | "bang")) {
        return None;
    }
    (near..at).rev().find_map(|t| match text.word(t) {
        "tang" | "vuot" if !matches!(text.word(t + 1), "cuong" | "truong") => Some(false),
        "truong" if text.ends_before(t, "tang") => Some(false),
        "giam" if text.word(t + 1) != "ngheo" => Some(true),
        // `thấp hơn chỉ tiêu là 73 %`: the percentage is what it is compared with.
        "hon" if (t..at).any(|w| text.word(w) == "la") => None,
        "hon" if text.any_before(t, &["cao", "nhieu", "lon", "nhanh"]) => Some(false),
        "hon" if text.any_before(t, &["thap", "it", "nho", "kem"]) => Some(true),
        _ => None,
    })
}

/// "cao hơn", "thấp hơn", "tăng thêm": a difference.
fn difference(text: &Text, left: usize, at: usize) -> bool {
    let near = at.saturating_sub(5).max(left);
    (near..at).any(|t| matches!(text.word(t), "hon" | "tang" | "giam"))
}

/// "cao hơn", "thấp hơn" between two rates.
fn between_rates(text: &Text, left: usize, at: usize) -> bool {
    text.find(at.saturating_sub(4).max(left), at, &["cao hon", "thap hon"]).is_some()
}

fn exceeds(text: &Text, left: usize, at: usize) -> bool {
    let near = at.saturating_sub(4).max(left);
    text.find(near, at, &["vuot"]).is_some()
}

fn percent_between(all: &[Quantity], amount: usize, at: usize) -> bool {
    all[amount + 1..at].iter().any(|q| q.class == Class::Percent)
}

/// Where the words that belong to a percentage end.
fn right_end(text: &Text, all: &[Quantity], at: usize) -> usize {
    let q = &all[at];
    let sentence = text.sentence_end(q.first);
    let next = all.get(at + 1).map_or(sentence, |n| n.first.min(sentence));
    (q.next..next).find(|t| matches!(text.word(*t), ";")).unwrap_or(next)
}

const PLANS: [&str; 14] = [
    "du toan",
    "ke hoach",
    "kh",
    "chi tieu",
    "muc tieu",
    "nghi quyet",
    "von duoc giao",
    "von giao",
    "so giao",
    "thanh pho giao",
    "tinh giao",
    "giao",
    "phap lenh",
    "dt",
];

fn plan_said(text: &Text, left: usize, first: usize, next: usize, right: usize) -> bool {
    let behind = text
        .find(next, right.min(next + 6), &PLANS)
        .is_some_and(|p| text.find(next, p, &["cung ky", ",", "tang", "giam"]).is_none());
    let before = text.find(first.saturating_sub(5).max(left), first, &PLANS).is_some();
    behind || before
}

/// With what a growth compares.
fn kind_of_growth(text: &Text, left: usize, right: usize) -> CompareKind {
    let said = |words: &[&str]| text.find(left, right.min(left + 40), words).is_some();
    if said(&[
        "quy truoc",
        "thang truoc",
        "ky truoc",
        "quy i",
        "quy ii",
        "quy iii",
        "quy iv",
        "tuan truoc",
        "dau nhiem ky",
        "dau ky",
    ]) && !said(&["cung ky"])
    {
        return CompareKind::Before;
    }
    if said(&["cung ky", "cung thoi diem", "cung thang"]) {
        return CompareKind::SamePeriod;
    }
    CompareKind::PreviousYear
}

/// The nearest amount before a percentage in the same sentence that it can be about; what stands in brackets is beside it.
fn amount_before(text: &Text, all: &[Quantity], at: usize, start: usize) -> Option<usize> {
    let before = (0..at).rev().take_while(|n| all[*n].first >= start);
    let mut fit = before.filter(|n| matches!(all[*n].class, Class::Money | Class::Count | Class::Physical));
    let found = fit.find(|n| !in_brackets(text, &all[*n], all[at].first))?;
    let parted = (all[found].next..all[at].first).any(|t| text.word(t) == ";");
    (!parted).then_some(found)
}

/// Whether a quantity stands in brackets that close before a token.
fn in_brackets(text: &Text, q: &Quantity, at: usize) -> bool {
    let opened = (q.first.saturating_sub(10)..q.first).rev().find(|t| matches!(text.word(*t), "(" | ")"));
    let closed = (q.next..at).find(|t| matches!(text.word(*t), "(" | ")"));
    opened.is_some_and(|t| text.word(t) == "(") && closed.is_some_and(|t| text.word(t) == ")")
}

/// The amount that a percentage is about and the other one: behind the percentage, in brackets behind the amount, after
/// "so với", or, for a plan, just before the amount.
fn pair(
    text: &Text,
    all: &[Quantity],
    statuses: &[Status],
    amount: usize,
    at: usize,
    plan: bool,
) -> (usize, Option<usize>) {
    if let Some(base) = behind(text, all, amount, at) {
        return (amount, Some(base));
    }
    let bracketed = (amount + 1..at)
        .rev()
        .find(|b| same(text, &all[*b], &all[amount]) && in_brackets(text, &all[*b], all[at].first));
    // A bracket behind another percentage belongs to that one.
    let free = |b: usize| !(amount + 1..b).any(|n| all[n].class == Class::Percent);
    if let Some(base) = bracketed.filter(|b| free(*b)) {
        return (amount, Some(base));
    }
    let before = amount.checked_sub(1).filter(|b| same(text, &all[*b], &all[amount]));
    let Some(b) = before else { return (amount, None) };
    if plan && over(text, all, amount) {
        return (b, Some(amount));
    }
    // `từ 1.284 hộ … xuống 962 hộ, giảm 25,1%`: where it came from is the base.
    let moved = ["xuong con", "xuong", "len toi", "len", "con", "den"];
    let came = text.ends_before(all[b].first, "tu")
        && text
            .find(all[b].next, all[amount].first, &moved)
            .is_some_and(|t| text.sentence(t) == text.sentence(all[b].first));
    if came && !plan {
        return (amount, Some(b));
    }
    let compared = text
        .find(all[b].next, all[amount].first, &["so voi", "tren tong so", "cung ky", "nam truoc", "tren tong"])
        .is_some();
    let planned = |n: usize| statuses[n] == Status::Plan;
    match (planned(b), planned(amount)) {
        (false, true) => (b, plan.then_some(amount)),
        (true, false) if plan => (amount, Some(b)),
        _ if compared => (b, Some(amount)),
        _ => (amount, None),
    }
}

fn same(text: &Text, a: &Quantity, b: &Quantity) -> bool {
    kin(a, b) && text.sentence(a.first) == text.sentence(b.first)
}

/// `1.748,6 tỷ đồng trên 6.191 tỷ đồng`: whether a quantity is the whole of the one just before it, not a bound.
pub fn over(text: &Text, all: &[Quantity], at: usize) -> bool {
    let Some(part) = at.checked_sub(1).map(|before| &all[before]) else { return false };
    let joined = part.next + 1 == all[at].first && text.word(part.next) == "tren";
    joined && kin(part, &all[at]) && part.value < all[at].value
}

/// Words for those who learn: a report changes between them.
const PUPILS: [&str; 6] = ["học sinh", "em", "cháu", "trẻ", "trẻ em", "học viên"];

/// Whether two quantities count the same things: one measure, a shorter name of it, or pupils.
fn kin(a: &Quantity, b: &Quantity) -> bool {
    let pupils = |q: &Quantity| PUPILS.contains(&q.measure.as_str());
    let shorter = a.measure.starts_with(&b.measure) || b.measure.starts_with(&a.measure);
    let counted = a.class == b.class && a.class == Class::Count;
    a.measure == b.measure || counted && (shorter || pupils(a) && pupils(b))
}

/// The whole, or the plan, of which an amount is a stated part: among what was said shortly before it, the one that fits; or,
/// where the words say that parts follow, the nearest.
pub fn whole_before(
    text: &Text,
    all: &[Quantity],
    statuses: &[Status],
    amount: usize,
    (with, pct): (CompareKind, (Decimal, Decimal)),
) -> Option<usize> {
    let part = &all[amount];
    let near = (amount.saturating_sub(16)..amount).rev().filter(|n| {
        let q = &all[*n];
        kin(q, part) && q.value > Decimal::ZERO && q.to.is_none() && text.line(q.first) + 9 > text.line(part.first)
    });
    let near: Vec<usize> = near.collect();
    let fits = |n: &&usize| {
        let share = part.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(all[**n].value));
        share.is_some_and(|share| (share - pct.0).abs() <= pct.1 + pct.1)
    };
    let opened = |n: &&usize| {
        all[**n].value > part.value
            && text.find(all[**n].next, part.first, &["trong do", "gom", "bao gom", "chia ra", "trong so"]).is_some()
    };
    // Of a plan only a stated plan is the other amount; a part may be one of any larger number.
    let usable = |n: &&usize| with == CompareKind::Total || statuses[**n] == Status::Plan;
    let explicit = |n: &&usize| with == CompareKind::Total && part.class != Class::Money && opened(n);
    near.iter().filter(usable).find(fits).or_else(|| near.iter().find(explicit)).copied()
}

/// The other amount behind a percentage: in brackets, or after "là", "con số", "của năm".
fn behind(text: &Text, all: &[Quantity], amount: usize, at: usize) -> Option<usize> {
    let (q, base) = (&all[at], all.get(at + 1)?);
    let close = base.first.saturating_sub(q.next) <= 14 && text.sentence(base.first) == text.sentence(q.first);
    let alike = base.measure == all[amount].measure
        || base.class == all[amount].class
            && base.measure.starts_with(all[amount].measure.split(' ').next().unwrap_or("?"));
    let between = q.next..base.first;
    let parted = between.clone().any(|t| matches!(text.word(t), ";" | ","));
    let joined = between.clone().any(|t| matches!(text.word(t), "(" | "la" | "so" | "cua" | "toan" | "hoach" | "ky"));
    (close && alike && !parted && joined).then_some(at + 1)
}

/// The comparison of an amount, recomputed.
pub fn compared(
    amount: &Quantity,
    whole: Option<(Decimal, Decimal)>,
    role: (CompareKind, Decimal, bool),
    pct: &Quantity,
    span: (usize, usize),
    approx: Approx,
) -> Compared {
    let (kind, stated, ratio) = role;
    let mut all = Compared {
        kind,
        value: whole.map(|(value, _)| value),
        stated_pct: Some(stated),
        half: pct.half,
        ratio,
        recomputed_pct: None,
        agrees: None,
        span,
    };
    let Some((base, base_half)) = whole.filter(|(base, _)| !base.is_zero()) else { return all };
    let of = |value: Decimal, base: Decimal| {
        let share = value.checked_div(base)?.checked_mul(Decimal::ONE_HUNDRED)?;
        Some(if ratio { share } else { share - Decimal::ONE_HUNDRED })
    };
    all.recomputed_pct = of(amount.value, base).map(|pct| pct.round_dp(4).normalize());
    // What rounding allows: the amounts may lie half a place to either side, the percentage too, cut or rounded.
    let least = of(amount.value - amount.half, base + base_half);
    let most = of(amount.value + amount.half, if base > base_half { base - base_half } else { base });
    if let (Some(least), Some(most)) = (least, most) {
        let (low, high) = (stated - pct.half, stated + pct.half + pct.half);
        let bound = approx != Approx::Exact;
        all.agrees = Some(least <= high && low <= most || bound && (most - stated).abs() <= Decimal::ONE);
    }
    all
}
