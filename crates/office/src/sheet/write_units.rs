//! Writes the units of a file through the acts of the directory: superiors first, then what happened to each over time.
//! What is already there is passed over, so that the same file again changes nothing.

use super::draft::UnitRow;
use super::known::{UnitSpan, unit_spans};
use super::words::words;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::{NewUnit, UnitChange, change, establish, root};
use crate::error::{Error, Fault};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The word for a unit that stands below nothing.
pub const NO_PARENT: &str = "không";

/// The rows of one unit: how it was established, then its later names and superiors.
type History<'a> = Vec<&'a UnitRow>;

struct Writer<'a, 'b, 'c> {
    ctx: &'a Ctx,
    tx: &'a mut Tx<'b>,
    spans: Vec<UnitSpan>,
    root: i64,
    faults: &'c mut Vec<Fault>,
}

/// Establishes and changes units; all faults at once.
pub fn write_units(ctx: &Ctx, tx: &mut Tx, rows: &[UnitRow]) -> Result<(), Error> {
    let mut faults = Vec::new();
    let (spans, root) = (unit_spans(tx, &ctx.book)?, root(tx, &ctx.book)?.no);
    let mut writer = Writer { ctx, tx, spans, root, faults: &mut faults };
    let mut waiting = histories(rows);
    let mut written: Vec<(i64, History)> = Vec::new();
    // Each round writes the units whose superiors are there; when a round writes none, the rest names unknown ones.
    loop {
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|history| writer.is_ready(history));
        if ready.is_empty() {
            rest.iter().for_each(|history| writer.no_parent(history));
            break;
        }
        for history in ready {
            if let Some(no) = writer.establish(&history)? {
                written.push((no, history));
            }
        }
        waiting = rest;
    }
    for (no, history) in &written {
        writer.changes(*no, history)?;
    }
    for (no, history) in &written {
        writer.heirs(*no, history)?;
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Faults(faults)) }
}

fn histories(rows: &[UnitRow]) -> Vec<History<'_>> {
    let mut keyed: BTreeMap<String, History> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let key = if row.key.is_empty() { format!("\u{0}{at:09}") } else { row.key.clone() };
        keyed.entry(key).or_default().push(row);
    }
    let mut histories: Vec<History> = keyed.into_values().collect();
    histories.iter_mut().for_each(|history| history.sort_by_key(|row| row.from.unwrap_or(row.on)));
    histories
}

fn is_same(span: &UnitSpan, row: &UnitRow) -> bool {
    words(&span.name) == words(&row.name) && (row.code.is_empty() || span.code == row.code)
}

impl Writer<'_, '_, '_> {
    /// Units that a name or code means on a day.
    fn named(&self, text: &str, day: Date) -> Vec<i64> {
        let key = words(text);
        let meant = self
            .spans
            .iter()
            .filter(|span| span.holds_on(day) && (words(&span.name) == key || words(&span.code) == key));
        let mut numbers: Vec<i64> = meant.map(|span| span.no).collect();
        numbers.dedup();
        numbers
    }

    fn is_ready(&self, history: &History) -> bool {
        let first = history[0];
        first.parent.is_empty()
            || first.parent == NO_PARENT
            || self.existing(first).is_some()
            || self.named(&first.parent, first.on).len() == 1
    }

    fn no_parent(&mut self, history: &History) {
        let (first, day) = (history[0], viet::day::write(history[0].on));
        let sentence = match self.named(&first.parent, first.on).len() {
            0 => format!(
                "Không có đơn vị “{}” vào ngày {day} để trực thuộc. Thêm dòng cho đơn vị đó, sửa tên, hoặc sửa ngày thành lập.",
                first.parent
            ),
            _ => format!("Có nhiều đơn vị tên “{}” vào ngày {day}. Ghi mã của đơn vị cấp trên.", first.parent),
        };
        self.faults.push(Fault::new(&first.place, sentence));
    }

    /// The unit that already has this name and code on the day of the row; a row without a code goes by the name.
    fn existing(&self, row: &UnitRow) -> Option<i64> {
        self.spans.iter().find(|span| span.holds_on(row.on) && is_same(span, row)).map(|span| span.no)
    }

    /// A unit of this name and code that began later than the row says: the day is wrong, it is not another unit.
    fn began_later(&self, row: &UnitRow) -> Option<Date> {
        let within = |day: Date| day > row.on && row.abolished_on.is_none_or(|end| day < end);
        let same = self.spans.iter().filter(|span| is_same(span, row) && within(span.from));
        same.map(|span| span.established_on).min()
    }

    fn parent(&self, row: &UnitRow, day: Date) -> Option<i64> {
        match row.parent.as_str() {
            NO_PARENT => None,
            "" => self.spans.iter().any(|span| span.no == self.root && span.holds_on(day)).then_some(self.root),
            name => self.named(name, day).first().copied(),
        }
    }

    fn establish(&mut self, history: &History) -> Result<Option<i64>, Error> {
        let row = history[0];
        if let Some(no) = self.existing(row) {
            return Ok(Some(no));
        }
        if let Some(day) = self.began_later(row) {
            let sentence = format!(
                "“{}” đã có trong danh mục, thành lập ngày {}. Sửa ngày thành lập cho khớp.",
                row.name,
                viet::day::write(day)
            );
            self.faults.push(Fault::new(&row.place, sentence));
            return Ok(None);
        }
        let parent = self.parent(row, row.on);
        let (code, kind, name) = (row.code.clone(), row.kind.clone(), row.name.clone());
        let abolished_on = history.iter().find_map(|row| row.abolished_on);
        let new = NewUnit { code, kind, name, parent, on: row.on, abolished_on };
        let outcome = establish(self.ctx, self.tx, &new);
        let no = self.accepted(row, outcome)?;
        if let Some(no) = no {
            let NewUnit { code, kind, name, .. } = new;
            self.spans.push(UnitSpan {
                no,
                code,
                kind,
                name,
                parent,
                established_on: row.on,
                abolished_on,
                from: row.on,
                to: None,
            });
        }
        Ok(no)
    }

    /// Later names and superiors, and the end of a unit that was there before without one.
    fn changes(&mut self, no: i64, history: &History) -> Result<(), Error> {
        for row in history.iter().filter(|row| row.from.is_some()) {
            let from = row.from.unwrap_or(row.on);
            self.change(no, row, from)?;
        }
        let open = self.spans.iter().any(|span| span.no == no && span.abolished_on.is_none());
        if let Some(row) = history.iter().find(|row| row.abolished_on.is_some()).filter(|_| open) {
            let outcome = change(self.ctx, self.tx, no, row.abolished_on.unwrap_or(row.on), &UnitChange::Abolish);
            self.accepted(row, outcome)?;
        }
        Ok(())
    }

    fn change(&mut self, no: i64, row: &UnitRow, from: Date) -> Result<(), Error> {
        let Some(before) = self.spans.iter().rfind(|span| span.no == no && span.holds_on(from)).cloned() else {
            return Ok(());
        };
        if (&before.code, &before.kind) != (&row.code, &row.kind) {
            let sentence = "Mã và loại của một đơn vị không đổi theo thời gian. Ghi đơn vị mới trên dòng riêng, và ghi vào cột “Được kế thừa bởi”.";
            self.faults.push(Fault::new(&row.place, sentence));
            return Ok(());
        }
        if before.name != row.name {
            let outcome = change(self.ctx, self.tx, no, from, &UnitChange::Rename(row.name.clone()));
            self.accepted(row, outcome)?;
        }
        let parent = self.parent(row, from);
        if let Some(parent) = parent.filter(|parent| before.parent != Some(*parent)) {
            let outcome = change(self.ctx, self.tx, no, from, &UnitChange::Move(parent));
            self.accepted(row, outcome)?;
        }
        // Spans stay in the order of their days, so that the last one that holds is the one in force.
        self.spans.push(UnitSpan {
            name: row.name.clone(),
            parent: parent.or(before.parent),
            from,
            to: before.to,
            ..before
        });
        Ok(())
    }

    fn heirs(&mut self, no: i64, history: &History) -> Result<(), Error> {
        for (row, name, day) in
            history.iter().flat_map(|row| row.heirs.iter().map(move |(name, day)| (row, name, *day)))
        {
            let &[heir] = self.named(name, day).as_slice() else {
                let sentence = format!(
                    "Không có đúng một đơn vị “{name}” vào ngày {} để kế thừa. Thêm dòng cho đơn vị đó, hoặc ghi mã.",
                    viet::day::write(day)
                );
                self.faults.push(Fault::new(&row.place, sentence));
                continue;
            };
            let outcome = change(self.ctx, self.tx, no, day, &UnitChange::SucceededBy(heir));
            self.accepted(row, outcome)?;
        }
        Ok(())
    }

    /// A refusal becomes a fault of its row, and the other rows are still looked at.
    fn accepted<T>(&mut self, row: &UnitRow, outcome: Result<T, Error>) -> Result<Option<T>, Error> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(Error::Refusal(refusal)) => {
                self.faults.push(Fault::new(&row.place, refusal.sentence));
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }
}
