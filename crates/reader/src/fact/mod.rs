//! Facts: each quantity with what it is about, whose it is, which days, what it is compared with.

mod days;
mod others;
mod tables;
mod wording;

use crate::approx::{approx, status};
use crate::compare::{Role, compared, over, role};
use crate::head::unit_at;
use crate::measure::Class;
use crate::period::year_before;
use crate::quantity::Quantity;
use crate::reading::{Approx, Asked, CompareKind, Compared, Fact, FactKind, Head, Period, Span, Status, Task, both};
use crate::skip::Marks;
use crate::text::Text;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Quantities that are what others compare with: how, and with which.
type Bases = HashMap<usize, (CompareKind, usize)>;

/// Everything that making a fact needs.
struct Making<'a> {
    text: &'a Text,
    marks: &'a Marks,
    head: &'a Head,
    asked: &'a Asked<'a>,
    all: &'a [Quantity],
    statuses: Vec<Status>,
    /// Units of the directory by their folded names: a report places tone marks as it likes. None where two differ only in
    /// their tones.
    known: HashMap<String, Option<&'a String>>,
}

/// All facts, in the order of the text.
pub fn facts(text: &Text, marks: &Marks, all: &[Quantity], head: &Head, asked: &Asked) -> Vec<Fact> {
    let statuses = all
        .iter()
        .enumerate()
        .map(|(at, q)| status(text, clause(text, all, at), q.first, text.sentence_start(q.first)))
        .collect();
    let mut known: HashMap<String, Option<&String>> = HashMap::new();
    for unit in asked.units {
        let one = known.entry(viet::fold::fold(unit)).or_insert(Some(unit));
        *one = one.filter(|known| *known == unit);
    }
    let making = Making { text, marks, head, asked, all, statuses, known };
    let mut facts = making.of_quantities();
    facts.extend(making.of_ordinals());
    facts.extend(making.of_zeros());
    facts.extend(making.of_tables());
    facts.sort_by_key(|f| f.number);
    without_repeats(facts)
}

/// Where the clause of a quantity begins: behind the last sign that parts clauses, or behind the quantity before.
fn clause(text: &Text, all: &[Quantity], at: usize) -> usize {
    let start = text.sentence_start(all[at].first);
    let before = at.checked_sub(1).map_or(start, |b| all[b].next.max(start));
    let mut first = all[at].first;
    while first > before && !matches!(text.word(first - 1), ";" | "," | ":" | "(") {
        first -= 1;
    }
    first
}

impl Making<'_> {
    fn of_quantities(&self) -> Vec<Fact> {
        let roles: Vec<Option<Role>> = self
            .all
            .iter()
            .enumerate()
            .map(|(at, q)| {
                (q.class == Class::Percent && q.to.is_none()).then(|| role(self.text, self.all, at, &self.statuses))
            })
            .collect();
        let mut bases = Bases::new();
        for role in roles.iter().flatten() {
            if let Role::Compares { amount, with, base: Some(base), .. } = role {
                bases.entry(*base).or_insert((*with, *amount));
            }
        }
        let some = |places: std::ops::Range<usize>| {
            let mut facts = Vec::new();
            for at in places {
                match &roles[at] {
                    Some(Role::Compares { .. }) => {}
                    Some(Role::Rate { with, pct }) => facts.push(self.rate(at, *with, *pct)),
                    Some(Role::Points { pct }) => facts.push(self.points(at, *pct)),
                    None if is_left_out(self.text, &self.all[at]) => {}
                    None => self.amount(at, &roles, &bases, &mut facts),
                }
            }
            facts
        };
        // Each is read for itself, so a long report is read from both ends of the work.
        let half = self.all.len() / 2;
        let (mut facts, others) = both(self.text, || some(0..half), || some(half..self.all.len()));
        facts.extend(others);
        facts
    }

    /// A quantity with every comparison that stands beside it: one fact for each.
    fn amount(&self, at: usize, roles: &[Option<Role>], bases: &Bases, facts: &mut Vec<Fact>) {
        let q = &self.all[at];
        let mut base = self.fact(at);
        let of = bases.get(&at);
        if let Some((with, amount)) = of {
            self.as_base(&mut base, *with, *amount);
        }
        let compares = self.comparisons(at, roles, base.number);
        if compares.is_empty() {
            facts.push(base.clone());
        }
        for compared in compares {
            let end = compared.span.1.max(base.span.1);
            let quote = self.text.quote(base.span.0, end).to_owned();
            facts.push(Fact { compared: Some(compared), span: (base.span.0, end), quote, ..base.clone() });
        }
        // The plan of a pair is a figure of its own.
        if let (Some(of), Class::Money) = (q.of, q.class) {
            let span = self.span(q.of_first, q.next);
            let year = base.period.as_ref().and_then(|p| whole_year(p.to));
            facts.push(Fact {
                span,
                quote: self.text.quote(span.0, span.1).to_owned(),
                number: span,
                value: of,
                half: q.of_half,
                status: Status::Plan,
                compared: None,
                approx: Approx::Exact,
                period: year,
                ..base
            });
        }
    }

    /// Every comparison that stands beside a quantity.
    fn comparisons(&self, at: usize, roles: &[Option<Role>], number: Span) -> Vec<Compared> {
        let q = &self.all[at];
        let mut compares = Vec::new();
        for (pct_at, role) in roles.iter().enumerate().skip(at).take(12) {
            let Some(Role::Compares { amount, with, base: other, pct, ratio }) = role else { continue };
            if *amount != at {
                continue;
            }
            let pct_q = &self.all[pct_at];
            let share = *ratio && matches!(with, CompareKind::Plan | CompareKind::Total);
            let found = || {
                crate::compare::whole_before(self.text, self.all, &self.statuses, at, (*with, (*pct, pct_q.half)))
                    .filter(|_| share && q.of.is_none())
            };
            let whole = other
                .or_else(found)
                .map(|o| (self.all[o].value, self.all[o].half))
                .or(q.of.filter(|_| share).map(|of| (of, q.of_half)));
            compares.push(compared(
                q,
                whole,
                (*with, *pct, *ratio),
                pct_q,
                self.span(pct_q.first, pct_q.next),
                approx(self.text, pct_q.first),
            ));
        }
        if compares.is_empty()
            && let Some(of) = q.of
        {
            let with = if q.class == Class::Money { CompareKind::Plan } else { CompareKind::Total };
            let recomputed_pct = (!of.is_zero())
                .then(|| {
                    q.value
                        .checked_div(of)
                        .and_then(|s| s.checked_mul(Decimal::ONE_HUNDRED))
                        .map(|p| p.round_dp(4).normalize())
                })
                .flatten();
            compares.push(Compared {
                kind: with,
                value: Some(of),
                stated_pct: None,
                half: Decimal::ZERO,
                ratio: true,
                recomputed_pct,
                agrees: None,
                span: number,
            });
        }
        compares
    }

    /// What something is compared with: the plan of the year, the same days a year before.
    fn as_base(&self, fact: &mut Fact, with: CompareKind, amount: usize) {
        let of = self.period(amount);
        // What is compared with is the same indicator, said once.
        let said = self.indicator(amount, clause(self.text, self.all, amount));
        let compares = !matches!(with, CompareKind::Total | CompareKind::Before);
        if compares && said.split_whitespace().count() > 1 {
            fact.indicator_id = self.catalogued(&said, self.all[amount].class);
            fact.indicator = said;
        }
        match with {
            CompareKind::Plan => {
                fact.status = Status::Plan;
                fact.period = of.and_then(|p| whole_year(p.to));
            }
            CompareKind::PreviousYear | CompareKind::SamePeriod => {
                fact.status = Status::Actual;
                fact.period = of.and_then(|p| year_before(&p)).map(|(from, to)| Period {
                    from,
                    to,
                    label: viet::period::write(from, to),
                });
            }
            CompareKind::Total | CompareKind::Before => {}
        }
    }

    fn rate(&self, at: usize, with: Option<CompareKind>, pct: Decimal) -> Fact {
        let q = &self.all[at];
        let span = self.span(q.first, q.next);
        let compared = with.map(|kind| Compared {
            kind,
            value: None,
            stated_pct: Some(pct),
            half: q.half,
            ratio: kind == CompareKind::Plan,
            recomputed_pct: None,
            agrees: None,
            span,
        });
        Fact { value: pct, compared, ..self.fact(at) }
    }

    fn points(&self, at: usize, pct: Decimal) -> Fact {
        // The way it moved stands in the words; the difference itself is what is written.
        Fact { value: pct.abs(), measure: "điểm %".into(), ..self.fact(at) }
    }

    fn fact(&self, at: usize) -> Fact {
        let q = &self.all[at];
        let clause = clause(self.text, self.all, at);
        let span = self.span(clause.max(q.first.saturating_sub(24)), q.next);
        let indicator = self.indicator(at, clause);
        let status = self.statuses[at];
        let period = self
            .period(at)
            .and_then(|p| if status == Status::Plan && q.class == Class::Money { whole_year(p.to) } else { Some(p) });
        let indicator_id = self.catalogued(&indicator, q.class);
        Fact {
            span,
            quote: self.text.quote(span.0, span.1).to_owned(),
            number: self.span(q.first, q.part_next),
            kind: FactKind::Quantity,
            confidence: self.confidence(at, period.as_ref()),
            indicator,
            indicator_id,
            measure: q.measure.clone(),
            unit: self.unit(at),
            period,
            value: q.value,
            value_to: q.to,
            half: q.half,
            approx: if over(self.text, self.all, at) { Approx::Exact } else { approx(self.text, q.first) },
            status,
            compared: None,
        }
    }

    /// Key in the catalogue of what a quantity is about.
    fn catalogued(&self, indicator: &str, class: Class) -> Option<String> {
        self.asked.catalogue.and_then(|c| c.find(indicator, class == Class::Money)).map(str::to_owned)
    }

    /// Of a hundred proposals whose period was found like this, how many were right in value, unit and period on
    /// the thirty-one annotated reports: measured by `tests/measure.rs`, printed in `docs/proof/reader.md`.
    fn confidence(&self, at: usize, period: Option<&Period>) -> u8 {
        let q = &self.all[at];
        let Some(period) = period else { return 30 };
        let sentence = self.text.sentence(q.first);
        let from = self.marks.periods.partition_point(|p| p.first < self.text.sentence_start(q.first));
        let own = self.marks.periods[from..].iter().take_while(|p| self.text.sentence(p.first) == sentence);
        let named = own.clone().any(|p| (p.from, p.to) == (period.from, period.to));
        let reported = self.head.period.as_ref().is_some_and(|p| (p.from, p.to) == (period.from, period.to));
        match (reported, named, matches!(q.class, Class::Money | Class::Percent | Class::Points)) {
            (true, _, false) => 80,
            (true, _, true) => 81,
            (false, true, false) => 75,
            (false, true, true) => 84,
            (false, false, false) => 39,
            (false, false, true) => 75,
        }
    }

    fn span(&self, first: usize, next: usize) -> Span {
        let start = self.text.tokens.get(first).map_or(0, |t| t.start);
        (start, next.checked_sub(1).and_then(|at| self.text.tokens.get(at)).map_or(start, |t| t.end.max(start)))
    }

    /// The unit named just before a figure, else the unit of the report.
    fn unit(&self, at: usize) -> String {
        let first = self.all[at].first;
        let start = self.text.sentence_start(first).max(first.saturating_sub(7));
        // `- Phường An Bình: 120 hộ`, `…; phường Yên Phú 25 hộ`: a unit that opens its clause and is followed by its number.
        let opens = |t: usize| {
            t == start
                || matches!(self.text.word(t - 1), "-" | ";" | "," | "+" | "*" | "(" | "rieng" | "va")
                || self.text.begins_line(t)
        };
        // `Phường Gò Sậy còn 49 hộ`, `phường Thạch Đôi có tới 231 hộ`.
        let verbs = [
            "con", "chi con", "co", "co toi", "co tren", "dat", "dat tren", "duoc", ":", "(", "la", "gan", "tren",
            "hon",
        ];
        let heads = |next: usize| next == first || self.text.any(next, &verbs) == Some(first);
        let near =
            (start..first).rev().find_map(|t| unit_at(self.text, t).filter(|(next, _)| opens(t) && heads(*next)));
        let Some((_, name)) = near else { return self.head.unit.clone() };
        self.known_unit(name)
    }

    /// The unit of the directory that a name means, else the name as it was read.
    fn known_unit(&self, name: String) -> String {
        self.known.get(&viet::fold::fold(&name)).copied().flatten().cloned().unwrap_or(name)
    }
}

/// Words of a task that tell what is already so.
const DONE: [&str; 7] = ["đã", "hiện", "đang", "mới", "còn lại", "tồn đọng", "quá hạn"];
/// Words before money that is to be spent.
const TO_SPEND: [&str; 7] = ["kinh phi", "muc", "von", "bo sung", "dieu chuyen", "gia khoi diem", "muc dau tu"];

/// Figures of a task are aims, not results: `vận động 450 người tham gia`; its money is planned.
pub fn aims(text: &Text, tasks: &[Task], facts: &mut [Fact]) {
    for task in tasks {
        let from = facts.partition_point(|f| f.number.0 < task.span.0);
        for fact in facts[from..].iter_mut().take_while(|f| f.number.1 <= task.span.1) {
            let before = text.quote(task.span.0, fact.number.0).to_lowercase();
            let clause = before.rsplit([';', ',', ':']).next().unwrap_or_default();
            let behind = text.quote(fact.number.1, (fact.number.1 + 24).min(task.span.1)).to_lowercase();
            let done = |words: &str| clause.split_whitespace().any(|w| w == words) || behind.contains(words);
            if fact.kind != FactKind::Quantity || fact.status != Status::Actual || DONE.iter().any(|w| done(w)) {
                continue;
            }
            let plain = viet::fold::fold(clause);
            let spends = fact.measure.starts_with("đồng") && TO_SPEND.iter().any(|w| plain.contains(w));
            fact.status = if spends { Status::Plan } else { Status::Target };
        }
    }
}

/// Quantities that are no figures: how long, how often, page counters.
fn is_left_out(text: &Text, q: &Quantity) -> bool {
    // `Lưu: VT (02 bản)`: where the report itself is kept.
    if q.measure.starts_with("bản") && text.find(q.first.saturating_sub(8), q.first, &["luu"]).is_some() {
        return true;
    }
    text.any_before(q.first, &["luot xem :", "luot xem", "luot truy cap :", "trang"])
        || matches!(q.class, Class::Time) && text.word(q.next) == "thang"
}

/// The whole year of a day.
fn whole_year(day: Date) -> Option<Period> {
    let year = day.year();
    Some(Period { from: date(year, 1, 1), to: date(year, 12, 31), label: format!("năm {year}") })
}

/// The same days of another year.
fn in_year(period: &Period, year: i16) -> Option<Period> {
    let move_to = |d: Date| Date::new(year, d.month(), d.day()).or_else(|_| Date::new(year, d.month(), 28)).ok();
    let (from, to) = (move_to(period.from)?, move_to(period.to)?);
    let to = if period.to == period.to.last_of_month() { to.last_of_month() } else { to };
    Some(Period { from, to, label: viet::period::write(from, to) })
}

fn years(from: u32, to: Option<u32>) -> Option<Period> {
    let (from, to) = (i16::try_from(from).ok()?, i16::try_from(to?).ok()?);
    Some(Period { from: Date::new(from, 1, 1).ok()?, to: Date::new(to, 12, 31).ok()?, label: format!("{from}-{to}") })
}

/// The same figure said again is one figure: it stays where it was said first.
fn without_repeats(mut facts: Vec<Fact>) -> Vec<Fact> {
    let mut seen = std::collections::HashSet::new();
    let first: Vec<bool> = facts
        .iter()
        .map(|f| {
            let compared = f.compared.as_ref().map(|c| (c.stated_pct, c.kind as u8));
            let timed = f.kind != FactKind::Quantity || f.measure == "năm";
            let what = if timed { String::new() } else { viet::fold::fold(&f.indicator) };
            let days = f.period.as_ref().map(|p| (p.from, p.to)).filter(|_| !timed);
            seen.insert((f.measure.as_str(), f.value, f.value_to, compared, what, days, f.unit.as_str()))
        })
        .collect();
    let mut first = first.into_iter();
    facts.retain(|_| first.next().unwrap_or(true));
    facts
}
