//! Figures of tables: the heading of the column says what, the label of the line for whom or for which days.

use super::{Making, whole_year};
use crate::head::unit_at;
use crate::measure::Class;
use crate::period::period;
use crate::reading::{Approx, CompareKind, Compared, Fact, FactKind, Period, Status};
use crate::table::{Cell, Column, Row, Table, Value};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The most lines by which it is judged what a column of percentages compares.
const JUDGED: usize = 60;

/// Of a hundred, how far a share and what is written may lie apart when the share is cut and not rounded.
const CUT: u32 = 2;

/// Columns that a column of percentages compares: the part, the whole, and whether the percentage is a growth.
struct Shares {
    part: usize,
    whole: usize,
    growth: bool,
}

impl Making<'_> {
    pub(super) fn of_tables(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        for table in &self.marks.tables {
            let shares: Vec<(usize, Shares)> =
                (0..table.columns.len()).filter_map(|at| Some((at, shares(table, at)?))).collect();
            for row in &table.rows {
                for value in &row.values {
                    // A column of percentages that compares two others stands beside them.
                    if shares.iter().any(|(at, _)| *at == value.column) {
                        continue;
                    }
                    let fact = self.in_table(table, row, &table.columns[value.column], value);
                    let beside: Vec<Compared> = shares
                        .iter()
                        .filter(|(_, shares)| shares.part == value.column)
                        .filter_map(|(at, shares)| self.beside(table, row, *at, shares))
                        .collect();
                    if beside.is_empty() {
                        facts.push(fact.clone());
                    }
                    facts.extend(beside.into_iter().map(|c| Fact { compared: Some(c), ..fact.clone() }));
                }
            }
        }
        facts
    }

    /// The comparison that a line states in a column of percentages.
    fn beside(&self, table: &Table, row: &Row, percent: usize, shares: &Shares) -> Option<Compared> {
        let (stated, part, whole) = (row.value(percent)?, row.value(shares.part)?, row.value(shares.whole)?);
        let recomputed = share(part.value, whole.value, shares.growth)?;
        let plan = self.column_status(table.columns[shares.whole].heading) == Status::Plan;
        let kind = match (shares.growth, plan) {
            (true, _) => CompareKind::SamePeriod,
            (false, true) => CompareKind::Plan,
            (false, false) => CompareKind::Total,
        };
        Some(Compared {
            kind,
            value: Some(whole.value),
            stated_pct: Some(stated.value),
            half: stated.half,
            ratio: !shares.growth,
            recomputed_pct: Some(recomputed.round_dp(4).normalize()),
            agrees: Some(near(stated.value, recomputed, stated.half)),
            span: self.span(stated.cell.0, stated.cell.1),
        })
    }

    fn in_table(&self, table: &Table, row: &Row, column: &Column, value: &Value) -> Fact {
        let number = self.span(value.cell.0, value.cell.1);
        let heading = self.text.between(column.heading.0, column.heading.1).trim();
        let label = self.text.between(row.label.0, row.label.1).trim();
        let days = self.label_days(row.label, self.year_of(table));
        let unit = (row.label.0..row.label.1).find_map(|t| unit_at(self.text, t)).map(|(_, name)| name);
        let plain = days.is_none() && unit.is_none() && !row.is_total(self.text);
        let indicator = match (self.is_general(column.heading), plain) {
            (true, true) => label.to_owned(),
            (true, false) => self.caption(table).unwrap_or_else(|| heading.to_owned()),
            (false, true) => format!("{heading} - {label}"),
            (false, false) => heading.to_owned(),
        };
        let (start, end) = (self.span(row.label.0, row.label.1).0, number.1);
        let indicator_id = self.catalogued(&indicator, value.class);
        Fact {
            span: (start.min(number.0), end),
            quote: self.text.quote(start.min(number.0), end).to_owned(),
            number,
            kind: FactKind::Quantity,
            indicator,
            indicator_id,
            measure: value.measure.clone(),
            unit: unit.map_or_else(|| self.head.unit.clone(), |name| self.known_unit(name)),
            period: days
                .or_else(|| self.label_days(column.heading, self.year_of(table)))
                .or_else(|| self.days_above(table)),
            value: value.value,
            value_to: None,
            half: value.half,
            approx: Approx::Exact,
            status: self.column_status(column.heading),
            compared: None,
            confidence: 81,
        }
    }

    /// Whether a heading only says what kind of numbers stand under it: what they are about stands elsewhere.
    fn is_general(&self, (first, next): Cell) -> bool {
        let text = self.text;
        let planned = text.any(first, &["du toan", "ke hoach", "chi tieu"]).is_some();
        let given = planned && text.find(first, next, &["giao"]).is_some();
        let kinds = ["ket qua", "thuc hien", "uoc thuc hien", "uoc", "so lieu", "gia tri", "so luong"];
        let alone = |end: usize| end == next || crate::date::year(text, end).is_some() || text.word(end) == "nam";
        given || text.any(first, &kinds).or(text.any(first, &["du toan", "ke hoach", "chi tieu"])).is_some_and(alone)
    }

    /// The line above a table, without what stands in brackets.
    fn caption(&self, table: &Table) -> Option<String> {
        let text = self.text;
        let mut above = text.line_above(table.first)?;
        if text.find(above.0, above.1, &["don vi tinh", "dvt"]).is_some() {
            above = text.line_above(above.0)?;
        }
        let next = (above.0..above.1).find(|t| text.word(*t) == "(").unwrap_or(above.1);
        let near = (2..=25).contains(&(next - above.0)) && text.line(above.0) + 4 >= text.line(table.first);
        near.then(|| text.between(above.0, next).trim_end_matches([':', '.', ' ']).to_owned())
    }

    /// The year named in the corner of a table, else that of the report.
    fn year_of(&self, table: &Table) -> Option<i16> {
        let named = (table.corner.0..table.corner.1).find_map(|t| crate::date::year(self.text, t));
        named.or_else(|| self.head.period.as_ref().map(|p| p.to.year())).or(self.head.date.map(Date::year))
    }

    /// `Quý I`, `Tháng 4`, `Năm 2024`, `Cả năm`.
    fn label_days(&self, (first, next): Cell, year: Option<i16>) -> Option<Period> {
        if self.text.any(first, &["ca nam"]) == Some(next) {
            return whole_year(Date::new(year?, 1, 1).ok()?);
        }
        let found =
            (first..next).find_map(|t| period(self.text, t, self.head.date, year).filter(|p| p.next <= next))?;
        Some(found.period(self.text))
    }

    /// Days named on the lines just above, else those of the report.
    fn days_above(&self, table: &Table) -> Option<Period> {
        let line = self.text.line(table.first);
        let before = self.marks.periods.partition_point(|p| p.first < table.first);
        let near = self.marks.periods[..before].iter().rev().find(|p| !p.compares);
        let near = near.filter(|p| self.text.line(p.first) + 3 >= line).map(|p| p.period(self.text));
        near.or_else(|| self.head.period.clone()).or_else(|| self.head.date.and_then(whole_year))
    }

    fn column_status(&self, (first, next): Cell) -> Status {
        if self.text.find(first, next, &["ke hoach", "du toan", "chi tieu", "kh"]).is_some() {
            Status::Plan
        } else if self.text.find(first, next, &["uoc"]).is_some() {
            Status::Estimate
        } else {
            Status::Actual
        }
    }
}

fn share(part: Decimal, whole: Decimal, growth: bool) -> Option<Decimal> {
    let share = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(if growth { share - Decimal::ONE_HUNDRED } else { share })
}

fn near(stated: Decimal, share: Decimal, half: Decimal) -> bool {
    (stated - share).abs() <= half * Decimal::from(CUT)
}

/// The two columns that a column of percentages compares: those with which most lines agree, and at least two do.
fn shares(table: &Table, percent: usize) -> Option<Shares> {
    let rows = &table.rows[..table.rows.len().min(JUDGED)];
    let class = |column: usize| rows.iter().find_map(|row| row.value(column)).map(|value| value.class);
    if class(percent) != Some(Class::Percent) {
        return None;
    }
    let columns: Vec<usize> =
        (0..table.columns.len()).filter(|at| class(*at).is_some_and(|class| class != Class::Percent)).collect();
    let pairs = columns.iter().flat_map(|part| columns.iter().map(move |whole| (*part, *whole)));
    let mut best: Option<(usize, Shares)> = None;
    for (part, whole) in pairs.filter(|(part, whole)| part != whole) {
        for growth in [false, true] {
            let agrees = |row: &&Row| {
                let (stated, part, whole) = (row.value(percent)?, row.value(part)?.value, row.value(whole)?.value);
                Some(near(stated.value, share(part, whole, growth)?, stated.half))
            };
            let agreeing = rows.iter().filter(|row| agrees(row) == Some(true)).count();
            let most = agreeing >= 2 && agreeing * 3 >= rows.len() * 2;
            if most && best.as_ref().is_none_or(|(count, _)| agreeing > *count) {
                best = Some((agreeing, Shares { part, whole, growth }));
            }
        }
    }
    best.map(|(_, shares)| shares)
}
