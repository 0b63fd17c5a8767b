//! Facts: each quantity with what it is about, whose it is, which days, what it is compared with.

use crate::approx::{approx, status};
use crate::compare::{Role, compared, role};
use crate::head::unit_at;
use crate::measure::Class;
use crate::period::{Found, Named, year_before};
use crate::quantity::{Quantity, quantities};
use crate::reading::{Approx, Asked, CompareKind, Compared, Fact, FactKind, Head, Period, Span, Status};
use crate::skip::Marks;
use crate::text::{Kind, Text};
use crate::words::ENDS;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

/// Everything that making a fact needs.
struct Making<'a> {
    text: &'a Text,
    marks: &'a Marks,
    head: &'a Head,
    asked: &'a Asked<'a>,
    all: Vec<Quantity>,
    statuses: Vec<Status>,
}

/// All facts, in the order of the text.
pub fn facts(text: &Text, marks: &Marks, head: &Head, asked: &Asked) -> Vec<Fact> {
    let all = quantities(text, marks);
    let statuses = all
        .iter()
        .enumerate()
        .map(|(at, q)| status(text, clause(text, &all, at), q.first, text.sentence_start(q.first)))
        .collect();
    let making = Making { text, marks, head, asked, all, statuses };
    let mut facts = making.of_quantities();
    facts.extend(making.of_ordinals());
    facts.extend(making.of_zeros());
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
                (q.class == Class::Percent && q.to.is_none()).then(|| role(self.text, &self.all, at, &self.statuses))
            })
            .collect();
        let mut facts = Vec::new();
        let mut bases: Vec<(usize, CompareKind, usize)> = Vec::new();
        for at in 0..self.all.len() {
            if let Some(Role::Compares { amount, with, base: Some(base), .. }) = &roles[at] {
                bases.push((*base, *with, *amount));
            }
        }
        for (at, q) in self.all.iter().enumerate() {
            match &roles[at] {
                Some(Role::Compares { .. }) => {}
                Some(Role::Rate { with, pct }) => facts.push(self.rate(at, *with, *pct)),
                Some(Role::Points { pct }) => facts.push(self.points(at, *pct)),
                None if is_left_out(self.text, q) => {}
                None => self.amount(at, &roles, &bases, &mut facts),
            }
        }
        facts
    }

    /// A quantity with every comparison that stands beside it: one fact for each.
    fn amount(&self, at: usize, roles: &[Option<Role>], bases: &[(usize, CompareKind, usize)], facts: &mut Vec<Fact>) {
        let q = &self.all[at];
        let mut base = self.fact(at);
        let of = bases.iter().find(|(base, ..)| *base == at);
        if let Some((_, with, amount)) = of {
            self.as_base(&mut base, *with, *amount);
        }
        let mut compares = Vec::new();
        for (pct_at, role) in roles.iter().enumerate().skip(at).take(12) {
            let Some(Role::Compares { amount, with, base: other, pct, ratio }) = role else { continue };
            if *amount != at {
                continue;
            }
            let pct_q = &self.all[pct_at];
            let share = *ratio && matches!(with, CompareKind::Plan | CompareKind::Total);
            let found = || {
                crate::compare::whole_before(self.text, &self.all, &self.statuses, at, (*with, (*pct, pct_q.half)))
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
                span: base.number,
            });
        }
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
            let year = base.period.as_ref().and_then(|p| whole_year(p.to, &p.label));
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

    /// What something is compared with: the plan of the year, the same days a year before.
    fn as_base(&self, fact: &mut Fact, with: CompareKind, amount: usize) {
        let of = self.period(amount);
        match with {
            CompareKind::Plan => {
                fact.status = Status::Plan;
                fact.period = of.and_then(|p| whole_year(p.to, &p.label));
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
        Fact { value: pct, measure: "điểm %".into(), ..self.fact(at) }
    }

    fn fact(&self, at: usize) -> Fact {
        let q = &self.all[at];
        let clause = clause(self.text, &self.all, at);
        let span = self.span(clause.max(q.first.saturating_sub(24)), q.next);
        let indicator = self.indicator(at, clause);
        let status = self.statuses[at];
        let period = self.period(at).and_then(|p| {
            if status == Status::Plan && q.class == Class::Money { whole_year(p.to, &p.label) } else { Some(p) }
        });
        let indicator_id =
            self.asked.catalogue.and_then(|c| c.find(&indicator, q.class == Class::Money)).map(str::to_owned);
        Fact {
            span,
            quote: self.text.quote(span.0, span.1).to_owned(),
            number: self.span(q.first, q.next),
            kind: FactKind::Quantity,
            confidence: confidence(q, indicator_id.is_some(), period.is_some()),
            indicator,
            indicator_id,
            measure: q.measure.clone(),
            unit: self.unit(at),
            period,
            value: q.value,
            value_to: q.to,
            half: q.half,
            approx: approx(self.text, q.first),
            status,
            compared: None,
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
            t == start || matches!(self.text.word(t - 1), "-" | ";" | "," | "+" | "*" | "(") || self.text.begins_line(t)
        };
        let heads = |next: usize| {
            next == first || next + 1 == first && matches!(self.text.word(next), ":" | "co" | "dat" | "(")
        };
        let near =
            (start..first).rev().find_map(|t| unit_at(self.text, t).filter(|(next, _)| opens(t) && heads(*next)));
        near.map_or_else(|| self.head.unit.clone(), |(_, name)| name)
    }

    /// The days of a figure: named in its sentence, else those of the report, else named earlier in its paragraph.
    fn period(&self, at: usize) -> Option<Period> {
        let q = &self.all[at];
        let (text, sentence, line) = (self.text, self.text.sentence(q.first), self.text.line(q.first));
        let end = self.marks.periods.partition_point(|p| p.first < q.first);
        let planned = self.statuses[at] == Status::Plan;
        let plan = |p: &Found| {
            p.named == Named::Year
                && text.any_before(
                    p.first,
                    &["ke hoach", "du toan", "chi tieu", "nghi quyet", "giao", "von", "chuong trinh", "nhiem vu"],
                )
        };
        let fits = |p: &&Found| {
            !p.compares
                && (planned || !plan(p))
                && !matches!(p.named, Named::Between if p.to.year() - p.from.year() > 1)
        };
        let before: Vec<&Found> = self.marks.periods[..end].iter().rev().take(40).filter(fits).collect();
        let own: Vec<&&Found> = before.iter().filter(|p| text.sentence(p.first) == sentence).collect();
        let cut = own.iter().find(|p| p.named == Named::CutOff);
        let chosen = match (cut, own.first()) {
            (Some(cut), Some(near)) if near.to.year() == cut.to.year() && near.first < cut.first => Some(**cut),
            (_, Some(near)) => Some(**near),
            _ => None,
        };
        let after = || {
            let behind = self.marks.periods.get(end)?;
            let close = behind.first < q.next + 10
                && text.sentence(behind.first) == sentence
                && !behind.compares
                && !plan(behind);
            let free = self.all.get(at + 1).is_none_or(|n| n.first > behind.first);
            let plain = !(q.next..behind.first).any(|t| matches!(text.word(t), "," | ";" | "("));
            (close && free && plain).then_some(behind)
        };
        let carried = || before.iter().find(|p| text.line(p.first) == line).map(|p| p.period(text));
        let read =
            chosen.or_else(after).map(|found| found.period(text)).or_else(|| self.head.period.clone()).or_else(carried);
        let read = read
            .or_else(|| self.head.date.and_then(|d| whole_year(d, "")))
            .or_else(|| before.first().map(|p| p.period(text)));
        self.compared_days(at, end).map_or(read.clone(), |year| read.and_then(|p| in_year(&p, year)))
    }

    /// `(cùng kỳ năm 2024: 7.330 tỷ đồng)`: the year of a figure that is itself what something is compared with.
    fn compared_days(&self, at: usize, end: usize) -> Option<i16> {
        let q = &self.all[at];
        let near = self.marks.periods[..end].last().filter(|p| p.compares && p.next + 2 >= q.first)?;
        let joined = (near.next..q.first).all(|t| matches!(self.text.word(t), ":" | "(" | "la" | "dat"));
        joined.then(|| near.to.year())
    }

    /// What a figure is about: the words before it in its clause, and for things counted what stands behind.
    fn indicator(&self, at: usize, clause: usize) -> String {
        let q = &self.all[at];
        let before = self.trimmed(clause, q.first);
        let behind = if q.class == Class::Count { self.noun_phrase(q.number_next) } else { String::new() };
        let mut words = [before, behind].iter().filter(|w| !w.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        if words.split_whitespace().count() < 2 {
            // Nothing between the sign and the number: what the clause before says.
            let start = self.text.sentence_start(q.first);
            let earlier = self.trimmed(start, clause.max(start));
            words = [earlier, words].iter().filter(|w| !w.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        }
        let kept: Vec<&str> = words.split_whitespace().collect();
        kept[kept.len().saturating_sub(24)..].join(" ")
    }

    /// The words of a clause without periods, bounds and verbs at its end.
    fn trimmed(&self, first: usize, last: usize) -> String {
        let (text, marks) = (self.text, self.marks);
        let mut next = last;
        while next > first
            && (ENDS.contains(&text.word(next - 1))
                || text.kind(next - 1) == Kind::Sign
                || marks.is_taken(next - 1)
                || matches!(
                    text.word(next - 1),
                    "tren" | "hon" | "gan" | "duoi" | "khoang" | "thuc" | "hien" | "so" | "nam" | "ngay"
                ))
        {
            next -= 1;
        }
        let mut start = first;
        while start < next
            && (marks.is_taken(start)
                || text.kind(start) == Kind::Sign
                || matches!(
                    text.word(start),
                    "trong"
                        | "do"
                        | "va"
                        | "voi"
                        | "cung"
                        | "dac"
                        | "biet"
                        | "da"
                        | "nam"
                        | "den"
                        | "ngay"
                        | "toan"
                        | "la"
                ))
        {
            start += 1;
        }
        text.between(start, next).to_owned()
    }

    /// What is counted, with the words that say more of it, to the end of the clause.
    fn noun_phrase(&self, first: usize) -> String {
        let text = self.text;
        let mut next = first;
        while next < first + 8
            && text.kind(next) == Kind::Word
            && text.sentence(next) == text.sentence(first)
            && (next < first + 2 || !ENDS.contains(&text.word(next)))
            && !self.marks.is_taken(next)
        {
            next += 1;
        }
        text.between(first, next).to_owned()
    }

    fn of_ordinals(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        for o in &self.marks.ordinals {
            let (value, to) = o.value;
            let kind = if o.span { FactKind::Span } else { FactKind::Ordinal };
            let period = o
                .span
                .then(|| years(value, to))
                .flatten()
                .or_else(|| self.head.period.clone())
                .or_else(|| self.head.date.and_then(|d| whole_year(d, "")));
            facts.push(self.no_quantity(
                kind,
                (o.first, o.next),
                o.measure,
                (Decimal::from(value), to.map(Decimal::from)),
                period,
            ));
        }
        for p in &self.marks.periods {
            let days = p.named == Named::Days;
            let end_of_year = p.named == Named::Months && self.text.find(p.first, p.next, &["cuoi"]).is_some();
            if let (true, Some(count)) = (days || end_of_year, crate::date::small(self.text, p.first, 99)) {
                let measure = if days { "ngày" } else { "tháng" };
                facts.push(self.no_quantity(
                    FactKind::Span,
                    (p.first, p.next),
                    measure,
                    (Decimal::from(count), None),
                    Some(p.period(self.text)),
                ));
            }
        }
        facts
    }

    fn no_quantity(
        &self,
        kind: FactKind,
        (first, next): (usize, usize),
        measure: &str,
        (value, value_to): (Decimal, Option<Decimal>),
        period: Option<Period>,
    ) -> Fact {
        let span = self.span(first, next);
        let quote = self.text.quote(span.0, span.1).to_owned();
        Fact {
            span,
            indicator: quote.clone(),
            quote,
            number: span,
            kind,
            indicator_id: None,
            measure: measure.to_owned(),
            unit: self.head.unit.clone(),
            period,
            value,
            value_to,
            half: Decimal::ZERO,
            approx: Approx::Exact,
            status: Status::Actual,
            compared: None,
            confidence: 90,
        }
    }

    /// `không để xảy ra vụ ngộ độc`: a target of none; `không xảy ra`: none happened.
    fn of_zeros(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        for at in 0..self.text.tokens.len() {
            let target = self.text.any(at, &["khong de xay ra", "khong de phat sinh"]);
            let Some(next) = target.or_else(|| self.text.any(at, &["khong xay ra", "khong phat sinh"])) else {
                continue;
            };
            let noun_at = self.text.any(next, &["cac", "bat ky", "mot"]).unwrap_or(next);
            let counted = crate::measure::noun(self.text, noun_at).filter(|n| n.class == Class::Count);
            let (measure, end) = match counted {
                Some(noun) => (noun.name, noun.next),
                None => ("vụ".to_owned(), noun_at + 1),
            };
            let mut end = end;
            while end < noun_at + 8
                && self.text.kind(end) == Kind::Word
                && self.text.sentence(end) == self.text.sentence(at)
                && !matches!(self.text.word(end), "tren" | "tai" | "trong" | "va" | "de")
            {
                end += 1;
            }
            let span = self.span(at, end);
            let near = self
                .marks
                .periods
                .iter()
                .rev()
                .find(|p| p.first < at && self.text.line(p.first) == self.text.line(at) && !p.compares);
            let period = near
                .map(|p| p.period(self.text))
                .or_else(|| self.head.period.clone())
                .or_else(|| self.head.date.and_then(|d| whole_year(d, "")));
            let zero = self.no_quantity(FactKind::Quantity, (at, end), &measure, (Decimal::ZERO, None), period);
            let status = if target.is_some() { Status::Target } else { Status::Actual };
            facts.push(Fact { span, status, indicator: self.text.between(noun_at, end).to_owned(), ..zero });
        }
        facts
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

fn whole_year(day: Date, label: &str) -> Option<Period> {
    let label = if label.is_empty() { format!("năm {}", day.year()) } else { label.to_owned() };
    Some(Period { from: date(day.year(), 1, 1), to: date(day.year(), 12, 31), label })
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

/// Of a hundred proposals like this, how many were right on the development set: see `docs/proof/reader.md`.
fn confidence(q: &Quantity, known: bool, period: bool) -> u8 {
    let measured = match q.class {
        Class::Money | Class::Percent | Class::Points => 95,
        Class::Count | Class::Physical => 90,
        Class::Time | Class::Age => 80,
    };
    let lost = if period { 0 } else { 20 };
    (measured + if known { 3 } else { 0 }) - lost
}

/// The same figure said again is one figure: it stays where it was said first.
fn without_repeats(facts: Vec<Fact>) -> Vec<Fact> {
    let mut seen = std::collections::HashSet::new();
    facts
        .into_iter()
        .filter(|f| {
            let compared = f.compared.as_ref().map(|c| (c.stated_pct, c.kind as u8));
            let timed = f.kind != FactKind::Quantity || f.measure == "năm";
            let what = if timed { String::new() } else { viet::fold::fold(&f.indicator) };
            seen.insert((
                f.measure.clone(),
                f.value,
                f.value_to,
                compared,
                what,
                f.period.as_ref().map(|p| (p.from, p.to)).filter(|_| !timed),
                f.unit.clone(),
            ))
        })
        .collect()
}
