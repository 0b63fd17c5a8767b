//! Kept counts of cases by unit, day, type and channel: added to by the act, computed again by `roviec rebuild`.

use crate::ctx::{Ctx, day_of};
use crate::db::Tx;
use crate::error::Error;
use crate::params;
use jiff::Timestamp;
use pack::case_type::Channel;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Received,
    Early,
    OnTime,
    Late,
    Stopped,
}

impl Measure {
    /// Key kept in rows.
    pub fn key(self) -> &'static str {
        match self {
            Measure::Received => "received",
            Measure::Early => "early",
            Measure::OnTime => "on-time",
            Measure::Late => "late",
            Measure::Stopped => "stopped",
        }
    }

    /// The measure under which a finished case is counted.
    pub fn of_verdict(verdict: pack::clock::Verdict) -> Measure {
        match verdict {
            pack::clock::Verdict::Early => Measure::Early,
            pack::clock::Verdict::OnTime => Measure::OnTime,
            pack::clock::Verdict::Late => Measure::Late,
        }
    }
}

/// What one count belongs to.
pub struct Counted<'a> {
    pub unit: i64,
    pub at: Timestamp,
    pub type_id: &'a str,
    pub channel: Channel,
}

/// Adds to the count of a day and of its month; a reopened case takes one away.
pub fn count(ctx: &Ctx, tx: &mut Tx, of: &Counted, measure: Measure, by: i64) -> Result<(), Error> {
    let day = day_of(of.at);
    tx.exec(
        "insert into case_count (book, unit, day, type, channel, measure, count) \
         values ($1, $2, $3, $4, $5, $6, $7), ($1, $2, $8, $4, $5, $6, $7) \
         on conflict (book, unit, day, type, channel, measure) do update set count = case_count.count + excluded.count",
        params![
            &ctx.book,
            of.unit,
            day,
            of.type_id,
            of.channel.key(),
            measure.key(),
            by,
            day.strftime("%Y-%m").to_string()
        ],
    )?;
    Ok(())
}

/// Throws the counts of a book away and computes them from its cases.
pub fn rebuild_counts(tx: &mut Tx, book: &str) -> Result<(), Error> {
    tx.exec("delete from case_count where book = $1", params![book])?;
    tx.exec(include_str!("sql/rebuild_counts.sql"), params![book])?;
    Ok(())
}

/// The counts as text lines in order, to compare kept with rebuilt ones; zeros are left out.
pub fn counts(tx: &mut Tx, book: &str) -> Result<Vec<String>, Error> {
    let sql = "select unit, day, type, channel, measure, count from case_count where book = $1 and count <> 0 \
        order by unit, day, type, channel, measure";
    let rows = tx.rows(sql, params![book])?;
    let line =
        |row: &crate::db::Row| row.columns().map(|(_, value)| format!("{value:?}")).collect::<Vec<_>>().join(" ");
    Ok(rows.iter().map(line).collect())
}
