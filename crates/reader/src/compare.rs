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
    let pct = q.value;
    let grows = growth(text, left, q.first);
    let rated = text.find(left, q.first, &["ty le", "ty trong", "chi so", "muc do hai long", "ti le"]).is_some();
    let rate_before =
        at > 0 && text.sentence(all[at - 1].first) == text.sentence(q.first) && all[at - 1].class == Class::Percent;
    let Some(amount) = amount_before(text, all, at, start) else {
        return alone(text, (left, q.first, right), grows, pct, rated || rate_before);
    };
    if let Some(fall) = grows {
        let compared =
            text.find(left, q.first, &["cao hon", "thap hon", "cao hon so", "tang them", "tang", "giam"]).is_some();
        if (rated || rate_before && percent_between(all, amount, at) && between_rates(text, left, q.first))
            && compared
            && !exceeds(text, left, q.first)
            && difference(text, left, q.first)
        {
            return Role::Points { pct: if fall { -pct } else { pct } };
        }
        if rated {
            return Role::Rate { with: Some(kind_of_growth(text, left, right)), pct: if fall { -pct } else { pct } };
        }
        if exceeds(text, left, q.first) {
            let (amount, base) = planned(text, all, statuses, amount, at);
            return Role::Compares {
                amount,
                with: CompareKind::Plan,
                base,
                pct: pct + Decimal::ONE_HUNDRED,
                ratio: true,
            };
        }
        let with = kind_of_growth(text, left, right);
        let (amount, base) = earlier(text, all, statuses, amount, at);
        return Role::Compares { amount, with, base, pct: if fall { -pct } else { pct }, ratio: false };
    }
    let whole = all[amount].of.is_some();
    if whole && !rated && text.sentence(all[amount].first) == text.sentence(q.first) && amount + 1 == at {
        let with = if all[amount].class == Class::Money { CompareKind::Plan } else { CompareKind::Total };
        return Role::Compares { amount, with, base: None, pct, ratio: true };
    }
    if plan_said(text, left, q.first, q.next, right) && !rated {
        let (amount, base) = planned(text, all, statuses, amount, at);
        return Role::Compares { amount, with: CompareKind::Plan, base, pct, ratio: true };
    }
    let same = text.find(q.next, right.min(q.next + 8), &["cung ky", "nam truoc", "nam ngoai", "so voi nam"]).is_some();
    let ratio_said = text.find(left, q.first, &["bang", "dat"]).is_some();
    if same && ratio_said && !rated {
        let (amount, base) = earlier(text, all, statuses, amount, at);
        return Role::Compares { amount, with: kind_of_growth(text, left, right), base, pct, ratio: true };
    }
    let parenthesis = text.word(q.first.wrapping_sub(1)) == "(";
    let chiem = text.find(left, q.first, &["chiem", "tuong duong", "ty le", "dat ty le", "dat"]).is_some();
    if (chiem || parenthesis) && !rated {
        return Role::Compares { amount, with: CompareKind::Total, base: None, pct, ratio: true };
    }
    Role::Rate { with: None, pct }
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
    (near..at)
        .rev()
        .find_map(|t| match text.word(t) {
            "tang" | "vuot" if !matches!(text.word(t + 1), "cuong" | "truong") => Some(false),
            "truong" if text.word(t.wrapping_sub(1)) == "tang" => Some(false),
            "giam" if text.word(t + 1) != "ngheo" => Some(true),
            "hon" if text.any_before(t, &["cao", "nhieu", "lon", "nhanh"]) => Some(false),
            "hon" if text.any_before(t, &["thap", "it", "nho", "kem"]) => Some(true),
            "dat" | "bang" | "chiem" | "la" => Some(true).filter(|_| false),
            _ => None,
        })
        .filter(|_| !(near..at).rev().any(|t| matches!(text.word(t), "chiem" | "bang") && (t + 3 >= at)))
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

/// The nearest amount before a percentage in the same sentence that it can be about.
fn amount_before(text: &Text, all: &[Quantity], at: usize, start: usize) -> Option<usize> {
    let found = (0..at)
        .rev()
        .take_while(|n| all[*n].first >= start)
        .find(|n| matches!(all[*n].class, Class::Money | Class::Count | Class::Physical))?;
    let parted = (all[found].next..all[at].first).any(|t| matches!(text.word(t), ";"));
    (!parted).then_some(found)
}

/// The amount and its plan: beside it, before it, in brackets behind it, or behind the percentage.
fn planned(text: &Text, all: &[Quantity], statuses: &[Status], amount: usize, at: usize) -> (usize, Option<usize>) {
    if let Some(base) = behind(text, all, amount, at) {
        return (amount, Some(base));
    }
    let before = amount.checked_sub(1).filter(|b| same(text, &all[*b], &all[amount]));
    match before {
        Some(b) if statuses[amount] == Status::Plan && statuses[b] != Status::Plan => (b, Some(amount)),
        Some(b) if statuses[b] == Status::Plan && statuses[amount] != Status::Plan => (amount, Some(b)),
        _ => (amount, None),
    }
}

/// The amount and its earlier value.
fn earlier(text: &Text, all: &[Quantity], statuses: &[Status], amount: usize, at: usize) -> (usize, Option<usize>) {
    if let Some(base) = behind(text, all, amount, at) {
        return (amount, Some(base));
    }
    let before = amount.checked_sub(1).filter(|b| same(text, &all[*b], &all[amount]));
    if let Some(b) = before {
        // `1.200 vụ (cùng kỳ 1.100 vụ), tăng 9 %`
        let compared = text
            .find(all[b].next, all[amount].first, &["cung ky", "nam truoc", "so voi", "quy truoc", "thang truoc"])
            .is_some();
        if compared {
            return (b, Some(amount));
        }
        // `kế hoạch 10 tỷ đồng, thực hiện 12 tỷ đồng, tăng …` compares with neither.
        if statuses[amount] == Status::Plan {
            return (b, None);
        }
    }
    (amount, None)
}

fn same(text: &Text, a: &Quantity, b: &Quantity) -> bool {
    a.measure == b.measure && text.sentence(a.first) == text.sentence(b.first)
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
