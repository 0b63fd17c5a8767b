//! The clock of a case: its rows put back together, asked for the due instant and for the reason of it.

use super::case_file::CaseFile;
use super::rules::{calendar_of, current_calendar, freeze};
use crate::ctx::{Ctx, HANOI};
use crate::db::Tx;
use crate::error::{Error, Failure, refuse};
use crate::params;
use jiff::Timestamp;
use jiff::civil::DateTime;
use pack::Calendar;
use pack::CaseType;
use pack::case_type::{LadderRung, LimitRule};
use pack::clock::{Clock, Explanation, Limit, Pause, Reckoning, Run};
use std::sync::Arc;

/// The statutory clock of a case as it runs now.
pub struct CaseClock {
    /// Number of the clock within its case; superseded ones have lower numbers.
    pub no: i64,
    pub calendar: Arc<Calendar>,
    pub limit: Limit,
    pub same_day_until: Option<u16>,
    pub restart: bool,
    pub started: DateTime,
    pub pauses: Vec<Pause>,
    pub extensions: Vec<Limit>,
}

/// The wall clock in Hà Nội at an instant.
pub fn wall(at: Timestamp) -> DateTime {
    HANOI.to_datetime(at)
}

/// The instant of a wall clock in Hà Nội.
pub fn instant(at: DateTime) -> Result<Timestamp, Error> {
    Ok(HANOI.to_timestamp(at).map_err(|e| Failure::new(format!("an instant out of range: {e}")))?)
}

impl CaseClock {
    /// A clock that begins.
    pub fn begin(
        ctx: &Ctx,
        tx: &mut Tx,
        calendar: &str,
        rule: &LimitRule,
        started: Timestamp,
    ) -> Result<CaseClock, Error> {
        Ok(CaseClock {
            no: 1,
            calendar: current_calendar(ctx, tx, calendar)?,
            limit: rule.limit,
            same_day_until: rule.same_day_until,
            restart: rule.restart,
            started: wall(started),
            pauses: Vec::new(),
            extensions: Vec::new(),
        })
    }

    /// The clock of a case that runs now.
    pub fn of(ctx: &Ctx, tx: &mut Tx, case: &CaseFile) -> Result<CaseClock, Error> {
        let sql = "select no, calendar, calendar_version, time_limit, same_day_until, restart, started_at from case_clock \
            where book = $1 and case_no = $2 and kind = 'statutory' and superseded_fact_no is null";
        let Some(row) = tx.row(sql, params![&ctx.book, case.no])? else {
            return Err(Failure::new(format!("case {} has no clock", case.no)).into());
        };
        let calendar = calendar_of(ctx, tx, &row.text("calendar")?, row.int("calendar_version")?)?;
        let limit = limit(&row.text("time_limit")?)?;
        // A case moved to a version that counts in another unit leaves the extensions of the old one behind.
        let mut extensions = extensions(tx, &ctx.book, case.no)?;
        extensions.retain(|more| more.unit == limit.unit);
        let until = row.text("same_day_until")?;
        Ok(CaseClock {
            no: row.int("no")?,
            calendar,
            limit,
            same_day_until: until.parse().ok(),
            restart: row.flag("restart")?,
            started: wall(row.instant("started_at")?),
            pauses: pauses(tx, &ctx.book, case.no)?,
            extensions,
        })
    }

    fn rule(&self) -> Clock<'_> {
        Clock {
            calendar: &self.calendar,
            limit: self.limit,
            same_day_until: self.same_day_until,
            restart: self.restart,
        }
    }

    fn run(&self) -> Run<'_> {
        Run { started: self.started, pauses: &self.pauses, extensions: &self.extensions }
    }

    /// The office's own norm for the whole case, on the same calendar with the same pauses; extensions of the law are not
    /// its own. `None` where the case type promises nothing.
    pub fn office_norm(&self, case_type: &CaseType) -> Result<Option<Reckoning>, Error> {
        let Some(norm) = case_type.service_norm else { return Ok(None) };
        let clock = Clock { limit: norm, ..self.rule() };
        let run = Run { extensions: &[], ..self.run() };
        clock.reckon(&run).map(Some).or_else(|beyond| refuse("beyond-calendar", beyond.sentence))
    }

    /// Where it stands.
    pub fn reckon(&self) -> Result<Reckoning, Error> {
        self.rule().reckon(&self.run()).or_else(|beyond| refuse("beyond-calendar", beyond.sentence))
    }

    /// Where it stands and why.
    pub fn explain(&self) -> Result<Explanation, Error> {
        self.rule().explain(&self.run()).or_else(|beyond| refuse("beyond-calendar", beyond.sentence))
    }

    /// The due instant; `None` while it is paused.
    pub fn due(&self) -> Result<Option<Timestamp>, Error> {
        self.reckon()?.due.map(instant).transpose()
    }

    /// When a rung of the ladder fires.
    pub fn rung(&self, rung: &pack::clock::Rung) -> Result<Option<Timestamp>, Error> {
        match rung.at(&self.rule(), &self.run()) {
            Ok(at) => at.map(instant).transpose(),
            Err(beyond) => refuse("beyond-calendar", beyond.sentence),
        }
    }

    /// The first instant of rungs in their order, those that fired left out.
    pub fn first_rung(&self, ladder: &[LadderRung], fired: &[String]) -> Result<Option<Timestamp>, Error> {
        let mut first: Option<Timestamp> = None;
        for rung in ladder.iter().filter(|rung| !fired.contains(&rung.text)) {
            if let Some(at) = self.rung(&rung.rung)? {
                first = Some(first.map_or(at, |before| before.min(at)));
            }
        }
        Ok(first)
    }

    /// When the ladder speaks next for this clock.
    pub fn next_rung(
        &self,
        ctx: &Ctx,
        tx: &mut Tx,
        case_no: i64,
        ladder: &[LadderRung],
    ) -> Result<Option<Timestamp>, Error> {
        let fired = fired(tx, &ctx.book, case_no, self.no)?;
        self.first_rung(ladder, &fired)
    }

    /// Writes the row of a clock that begins, with its first due instant.
    pub fn write(
        &self,
        ctx: &Ctx,
        tx: &mut Tx,
        case_no: i64,
        reason: &str,
        fact_no: i64,
    ) -> Result<Option<Timestamp>, Error> {
        let due = self.due()?;
        let version = self.calendar.version;
        if let Some(rule) = ctx.pack.calendar(&self.calendar.id).filter(|rule| rule.version == version) {
            freeze(ctx, tx, "calendar", &rule.id, version, &rule.text, fact_no)?;
        }
        let until = self.same_day_until.map_or(String::new(), |minute| minute.to_string());
        tx.exec(
            "insert into case_clock (book, case_no, no, kind, calendar, calendar_version, time_limit, same_day_until, restart, \
             started_at, due_at, original_due_at, reason, fact_no, superseded_fact_no) \
             values ($1, $2, $3, 'statutory', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, null)",
            params![
                &ctx.book,
                case_no,
                self.no,
                &self.calendar.id,
                self.calendar.version,
                self.limit.to_string(),
                until,
                self.restart,
                instant(self.started)?,
                due,
                due.unwrap_or(instant(self.started)?),
                reason,
                fact_no,
            ],
        )?;
        Ok(due)
    }

    /// Writes the due instant where lists find it, after something changed; answers it.
    pub fn keep(&self, ctx: &Ctx, tx: &mut Tx, case_no: i64, case_type: &CaseType) -> Result<Option<Timestamp>, Error> {
        let due = self.due()?;
        let next = self.next_rung(ctx, tx, case_no, &case_type.ladder)?;
        tx.exec(
            "update case_file set due_at = $3, next_rung_at = $4 where book = $1 and no = $2",
            params![&ctx.book, case_no, due, next],
        )?;
        tx.exec(
            "update case_clock set due_at = $4 where book = $1 and case_no = $2 and no = $3",
            params![&ctx.book, case_no, self.no, due],
        )?;
        Ok(due)
    }
}

/// A limit as a row keeps it.
pub fn limit(text: &str) -> Result<Limit, Error> {
    Ok(Limit::read(text).map_err(|sentence| Failure::new(format!("a clock with an unreadable limit: {sentence}")))?)
}

fn pauses(tx: &mut Tx, book: &str, case_no: i64) -> Result<Vec<Pause>, Error> {
    let sql = "select from_at, to_at from case_pause where book = $1 and case_no = $2 order by no";
    let rows = tx.rows(sql, params![book, case_no])?;
    let one = |row: &crate::db::Row| -> Result<Pause, Failure> {
        Ok(Pause { from: wall(row.instant("from_at")?), to: row.opt_instant("to_at")?.map(wall) })
    };
    Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
}

fn extensions(tx: &mut Tx, book: &str, case_no: i64) -> Result<Vec<Limit>, Error> {
    let sql =
        "select time_limit from case_extension where book = $1 and case_no = $2 and kind = 'extension' order by no";
    let rows = tx.rows(sql, params![book, case_no])?;
    rows.iter().map(|row| limit(&row.text("time_limit")?)).collect()
}

/// Rungs that spoke for a clock.
pub fn fired(tx: &mut Tx, book: &str, case_no: i64, clock: i64) -> Result<Vec<String>, Error> {
    let sql = "select rung from case_rung where book = $1 and case_no = $2 and clock = $3";
    let rows = tx.rows(sql, params![book, case_no, clock])?;
    Ok(rows.iter().map(|row| row.text("rung")).collect::<Result<_, _>>()?)
}
