//! Statistics that close (thống kê): received = settled + in progress + stopped, at every moment and level; the columns
//! of Biểu II.06a/VPCP/KSTT for any period; the on-time rate, judged strictly.
//!
//! A case belongs to the unit that officially received it, so nothing is counted at two levels. What was received and
//! settled comes from kept counts; what is in progress is counted from the cases themselves, so that the two sides can
//! disagree and a mistake be seen.

use crate::db::Tx;
use crate::error::Error;
use crate::params;
use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The numbers of one line, in cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Received within the period, online.
    pub online: i64,
    /// Received within the period at the counter or by post.
    pub direct: i64,
    /// In progress when the period began.
    pub carried: i64,
    pub early: i64,
    pub on_time: i64,
    pub late: i64,
    /// Withdrawn or returned.
    pub stopped: i64,
    /// In progress at the end, within the limit; waiting for papers counts as within.
    pub pending: i64,
    /// In progress at the end, past the limit.
    pub overdue: i64,
}

impl Tally {
    /// Received in all, with what was carried over.
    pub fn received(&self) -> i64 {
        self.online + self.direct + self.carried
    }

    /// With an outcome.
    pub fn settled(&self) -> i64 {
        self.early + self.on_time + self.late
    }

    /// In progress at the end.
    pub fn in_progress(&self) -> i64 {
        self.pending + self.overdue
    }

    /// Received = settled + in progress + stopped.
    pub fn closes(&self) -> bool {
        self.received() == self.settled() + self.in_progress() + self.stopped
    }

    /// Share of what was settled on time, in percent points; `None` when nothing was settled.
    pub fn on_time_rate(&self) -> Option<Decimal> {
        let settled = Decimal::from(self.settled());
        Decimal::from(self.settled() - self.late).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(settled)
    }

    /// Whether the rate is over a goal, strictly: 99,0 % is not over 99 %.
    pub fn over(&self, goal_percent: i64) -> bool {
        self.settled() > 0 && (self.settled() - self.late) * 100 > goal_percent * self.settled()
    }

    fn add(&mut self, other: &Tally) {
        self.online += other.online;
        self.direct += other.direct;
        self.carried += other.carried;
        self.early += other.early;
        self.on_time += other.on_time;
        self.late += other.late;
        self.stopped += other.stopped;
        self.pending += other.pending;
        self.overdue += other.overdue;
    }
}

/// Numbers by unit and case type.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// Unit, case type, numbers; in the order of units and types.
    pub lines: Vec<(i64, String, Tally)>,
}

impl Statistics {
    /// The numbers of some lines together.
    pub fn total(&self, of: impl Fn(i64, &str) -> bool) -> Tally {
        let mut sum = Tally::default();
        self.lines.iter().filter(|(unit, type_id, _)| of(*unit, type_id)).for_each(|(_, _, tally)| sum.add(tally));
        sum
    }

    fn line(&mut self, unit: i64, type_id: &str) -> &mut Tally {
        let at = self.lines.iter().position(|(u, t, _)| *u == unit && t == type_id).unwrap_or_else(|| {
            self.lines.push((unit, type_id.to_owned(), Tally::default()));
            self.lines.len() - 1
        });
        &mut self.lines[at].2
    }
}

/// The numbers of a period, first and last day included; what is in progress is judged at `at`, or at the end of the
/// last day when that is over.
pub fn statistics(tx: &mut Tx, book: &str, from: Date, to: Date, at: Timestamp) -> Result<Statistics, Error> {
    let mut found = Statistics::default();
    let month = from.strftime("%Y-%m").to_string();
    for row in tx.rows(include_str!("sql/counted_between.sql"), params![book, from, to, month])? {
        let (unit, type_id, sum) = (row.int("unit")?, row.text("type")?, row.int("total")?);
        let tally = found.line(unit, &type_id);
        let online = row.text("channel")? == "online";
        match row.text("measure")?.as_str() {
            "carried" => tally.carried += sum,
            "received" if online => tally.online += sum,
            "received" => tally.direct += sum,
            "early" => tally.early += sum,
            "on-time" => tally.on_time += sum,
            "late" => tally.late += sum,
            _ => tally.stopped += sum,
        }
    }
    pending(tx, book, to, at, &mut found)?;
    found.lines.retain(|(_, _, tally)| *tally != Tally::default());
    found.lines.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    Ok(found)
}

/// What was in progress at the end of a day, counted from the cases.
fn pending(tx: &mut Tx, book: &str, to: Date, at: Timestamp, found: &mut Statistics) -> Result<(), Error> {
    let end = to.tomorrow().ok().and_then(|day| super::clock::instant(day.at(0, 0, 0, 0)).ok()).unwrap_or(at);
    let judged_at = end.min(at);
    for row in tx.rows(include_str!("sql/pending.sql"), params![book, to, judged_at])? {
        let tally = found.line(row.int("unit")?, &row.text("type")?);
        tally.pending += row.int("pending")?;
        tally.overdue += row.int("overdue")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t6_3_the_rate_is_strict() {
        let rows = [(1000, 9, "99.1", true), (1000, 10, "99", false), (0, 0, "", false), (100, 100, "0", false)];
        for (settled, late, rate, over) in rows {
            let tally = Tally { early: settled - late, late, ..Tally::default() };
            let printed = tally.on_time_rate().map(|r| r.normalize().to_string()).unwrap_or_default();
            assert_eq!((printed.as_str(), tally.over(99)), (rate, over), "{settled} {late}");
        }
    }
}
