//! Numbers that are no quantities, and quantities without a number: places in an order, spans of years, "không để xảy ra".

use super::{Making, whole_year, years};
use crate::measure::Class;
use crate::period::Named;
use crate::reading::{Approx, Fact, FactKind, Period, Status};
use crate::text::Kind;
use rust_decimal::Decimal;

impl Making<'_> {
    pub(super) fn of_ordinals(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        for o in &self.marks.ordinals {
            let (value, to) = o.value;
            let kind = if o.span { FactKind::Span } else { FactKind::Ordinal };
            let period = o.span.then(|| years(value, to)).flatten().or_else(|| self.day_of(o.first));
            let period = period.or_else(|| self.head.period.clone());
            let period = period.or_else(|| self.head.date.and_then(whole_year));
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

    /// The day on which something that is numbered took place: named before it in its sentence.
    fn day_of(&self, at: usize) -> Option<Period> {
        let sentence = self.text.sentence(at);
        let end = self.marks.days.partition_point(|(day, _)| *day <= at);
        let before = self.marks.days[..end].iter().rev();
        let (_, day) = before.take_while(|(d, _)| self.text.sentence(*d) == sentence).next()?;
        let on = day.date(self.head.date?.year())?;
        Some(Period { from: on, to: on, label: viet::day::write(on) })
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
            confidence: 52,
        }
    }

    /// `không để xảy ra vụ ngộ độc`: a target of none; `không xảy ra`: none happened.
    pub(super) fn of_zeros(&self) -> Vec<Fact> {
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
            let named = &self.marks.periods[..self.marks.periods.partition_point(|p| p.first < at)];
            let line = self.text.line(at);
            let mut same_line = named.iter().rev().take_while(|p| self.text.line(p.first) == line);
            let near = same_line.find(|p| !p.compares);
            let period = near
                .map(|p| p.period(self.text))
                .or_else(|| self.head.period.clone())
                .or_else(|| self.head.date.and_then(whole_year));
            let zero = self.no_quantity(FactKind::Quantity, (at, end), &measure, (Decimal::ZERO, None), period);
            let status = if target.is_some() { Status::Target } else { Status::Actual };
            facts.push(Fact { span, status, indicator: self.text.between(noun_at, end).to_owned(), ..zero });
        }
        facts
    }
}
