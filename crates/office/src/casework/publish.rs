//! Publishes rules (ban hành thủ tục, lịch làm việc): the operator may. Versions are frozen; a new version of a calendar
//! recomputes every open clock that it touches, in the same act, with a list of what moved.

use super::case_file::case_file;
use super::clock::CaseClock;
use super::correct::supersede;
use super::rules::{freeze, type_of};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::Error;
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::Timestamp;
use pack::Pack;
use serde_json::json;
use std::sync::Arc;

/// What was published and what moved.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// `case-type/2.000635 bản 2`.
    pub rules: Vec<String>,
    /// Public number, due instant before and after.
    pub moved: Vec<(String, Option<Timestamp>, Option<Timestamp>)>,
}

impl Published {
    /// Lines for the command line.
    pub fn lines(&self) -> Vec<String> {
        let at = |at: &Option<Timestamp>| at.map_or_else(|| "đang tạm dừng".to_owned(), viet::day::write_instant);
        let mut lines: Vec<String> = self.rules.iter().map(|rule| format!("Đã ban hành {rule}")).collect();
        lines.extend(self.moved.iter().map(|(code, a, b)| format!("Hồ sơ {code}: {} → {}", at(a), at(b))));
        if lines.is_empty() {
            lines.push("Không có gì mới: mọi bản đã ban hành trước đây.".to_owned());
        }
        lines
    }
}

/// Publishes every case type and calendar of a pack that this book does not have yet. `built_in` are those the program
/// carries; they are published when first used.
pub fn publish_rules(ctx: &Ctx, tx: &mut Tx, pack: &Pack, built_in: &Pack) -> Result<Published, Error> {
    ctx.permit(Act::PublishRules)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let mut published = Published::default();
    for case_type in &pack.case_types {
        if built_in.case_type(&case_type.id).is_some_and(|known| known.text == case_type.text) {
            continue;
        }
        if freeze(ctx, tx, "case-type", &case_type.id, case_type.version, &case_type.text, fact_no)? {
            published.rules.push(format!("thủ tục {} bản {}", case_type.id, case_type.version));
        }
    }
    for calendar in &pack.calendars {
        let built_in = built_in.calendar(&calendar.id).is_some_and(|known| known.text == calendar.text);
        if built_in && !has_older_clocks(ctx, tx, &calendar.id, calendar.version)? {
            continue;
        }
        if freeze(ctx, tx, "calendar", &calendar.id, calendar.version, &calendar.text, fact_no)? || built_in {
            published.rules.push(format!("lịch {} bản {}", calendar.id, calendar.version));
            let laid = Arc::new(calendar.lay_out());
            reproject(ctx, tx, &laid, fact_no, &mut published)?;
        }
    }
    if !published.rules.is_empty() {
        let moved: Vec<_> = published
            .moved
            .iter()
            .map(|(code, a, b)| json!([code, a.map(|at| at.to_string()), b.map(|at| at.to_string())]))
            .collect();
        append(
            tx,
            ctx,
            Kind::RulesPublished,
            &format!("pack/{}", pack.id),
            json!({ "rules": published.rules, "moved": moved }),
        )?;
    }
    Ok(published)
}

/// Brings open clocks to the calendars that the program carries, where they are newer; nothing happens otherwise.
pub fn follow_calendars(ctx: &Ctx, tx: &mut Tx) -> Result<Published, Error> {
    let pack = ctx.pack.clone();
    let mut older = false;
    for calendar in &pack.calendars {
        older |= has_older_clocks(ctx, tx, &calendar.id, calendar.version)?;
    }
    if older { publish_rules(ctx, tx, &pack, &pack) } else { Ok(Published::default()) }
}

/// Whether open cases still run by an older version of a calendar.
fn has_older_clocks(ctx: &Ctx, tx: &mut Tx, calendar: &str, version: i64) -> Result<bool, Error> {
    let sql = "select 1 from case_clock c join case_file f on f.book = c.book and f.no = c.case_no where c.book = $1 \
        and c.calendar = $2 and c.calendar_version < $3 and c.superseded_fact_no is null and f.open = 1 limit 1";
    Ok(tx.row(sql, params![&ctx.book, calendar, version])?.is_some())
}

/// Recomputes the clocks of open cases under a calendar; closed cases keep what held for them.
fn reproject(
    ctx: &Ctx,
    tx: &mut Tx,
    calendar: &Arc<pack::Calendar>,
    fact_no: i64,
    into: &mut Published,
) -> Result<(), Error> {
    let sql = "select f.no from case_file f join case_clock c on c.book = f.book and c.case_no = f.no \
        where f.book = $1 and f.open = 1 and c.superseded_fact_no is null and c.calendar = $2 order by f.no";
    let rows = tx.rows(sql, params![&ctx.book, &calendar.id])?;
    for row in rows {
        let case = case_file(tx, &ctx.book, row.int("no")?)?;
        let mut clock = CaseClock::of(ctx, tx, &case)?;
        let before = clock.due()?;
        clock.calendar = calendar.clone();
        let after = clock.due()?;
        if before == after {
            // The instant stands; what comes later is reckoned by the new calendar all the same.
            tx.exec(
                "update case_clock set calendar_version = $4 where book = $1 and case_no = $2 and no = $3",
                params![&ctx.book, case.no, clock.no, calendar.version],
            )?;
            continue;
        }
        supersede(ctx, tx, &case, fact_no)?;
        clock.no += 1;
        let reason = format!("lịch {} bản {}", calendar.id, calendar.version);
        clock.write(ctx, tx, case.no, &reason, fact_no)?;
        let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
        clock.keep(ctx, tx, case.no, &case_type)?;
        into.moved.push((case.code, before, after));
    }
    Ok(())
}
