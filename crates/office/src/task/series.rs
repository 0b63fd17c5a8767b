//! Tasks that come back (nhiệm vụ lặp lại): set once, then assigned every week, month or quarter on the day, each with a
//! deadline counted from then. Who may assign may set one.

use super::assign::{NewTask, assign, unknown};
use super::clears::missing;
use super::due::wording;
use crate::ctx::Ctx;
use crate::db::{Row, Tx};
use crate::directory::permit::Act;
use crate::error::{Error, Failure, Fault, not_found};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::Span;
use jiff::civil::Date;
use pack::clock::Limit;
use serde_json::json;

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    Week,
    Month,
    Quarter,
}

impl Every {
    pub const ALL: [Every; 3] = [Every::Week, Every::Month, Every::Quarter];

    /// Key kept in rows.
    pub fn key(self) -> &'static str {
        match self {
            Every::Week => "week",
            Every::Month => "month",
            Every::Quarter => "quarter",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Every::Week => "Hằng tuần",
            Every::Month => "Hằng tháng",
            Every::Quarter => "Hằng quý",
        }
    }

    /// The rhythm of that key.
    pub fn from_key(key: &str) -> Option<Every> {
        Every::ALL.into_iter().find(|every| every.key() == key)
    }

    /// The next day: the same weekday, or the same day number, the last day in a shorter month.
    pub fn next(self, first: Date, times: i32) -> Option<Date> {
        let span = match self {
            Every::Week => Span::new().try_weeks(times).ok()?,
            Every::Month => Span::new().try_months(times).ok()?,
            Every::Quarter => Span::new().try_months(times.checked_mul(3)?).ok()?,
        };
        first.checked_add(span).ok()
    }
}

/// A series as it stands.
#[derive(Clone, Debug)]
pub struct Series {
    pub no: i64,
    pub every: Every,
    pub time_limit: String,
    pub template: NewTask,
    pub set_by: i64,
    pub next_on: Option<Date>,
    pub until_on: Option<Date>,
    pub first_on: Date,
}

/// A series to be set.
#[derive(Clone, Debug)]
pub struct NewSeries {
    pub every: Every,
    pub first_on: Date,
    pub until_on: Option<Date>,
    /// Its `due` is the time limit of each task.
    pub template: NewTask,
}

/// Sets a series; answers its number.
///
/// # Errors
/// Faults on missing clears, `due` that is no time limit, `first_on` in the past, `until_on` before it.
pub fn set_series(ctx: &Ctx, tx: &mut Tx, new: &NewSeries) -> Result<i64, Error> {
    ctx.permit(Act::AssignTask)?;
    let (wording, _) = wording(ctx, tx)?;
    let mut faults: Vec<Fault> =
        missing(&wording, &new.template).into_iter().map(|(field, sentence)| Fault::new(field, sentence)).collect();
    faults.extend(unknown(ctx, tx, &new.template)?);
    if !new.template.due.trim().is_empty() && Limit::read(&new.template.due).is_err() {
        faults.push(Fault::new("due", "Nhiệm vụ lặp lại cần thời hạn, không phải một ngày. Ghi như 5 ngày làm việc."));
    }
    if new.first_on < ctx.today() {
        faults.push(Fault::new("first_on", "Ngày giao đầu tiên đã qua. Chọn từ hôm nay trở đi."));
    }
    if new.until_on.is_some_and(|until| until < new.first_on) {
        faults.push(Fault::new("until_on", "Ngày kết thúc trước ngày đầu tiên. Sửa một trong hai ngày."));
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let (no, fact_no) = (tx.next_no("task_series", &ctx.book)?, next_fact_no(tx, &ctx.book)?);
    let mut template = new.template.clone();
    template.source = format!("series/{no}");
    template.sure = true;
    let text = json!({ "first_on": new.first_on.to_string(), "task": template }).to_string();
    tx.exec(
        "insert into task_series (book, no, every, time_limit, template, set_by, next_on, until_on, fact_no) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            &ctx.book,
            no,
            new.every.key(),
            &template.due,
            text,
            ctx.actor.officer,
            new.first_on,
            new.until_on,
            fact_no
        ],
    )?;
    let payload = json!({ "every": new.every.key(), "first_on": new.first_on.to_string(), "work": template.work });
    append(tx, ctx, Kind::TaskSeriesSet, &format!("task-series/{no}"), payload)?;
    Ok(no)
}

/// Ends a series; ended already answers success.
pub fn end_series(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<(), Error> {
    ctx.permit(Act::AssignTask)?;
    if series(tx, &ctx.book, no)?.next_on.is_none() {
        return Ok(());
    }
    tx.exec("update task_series set next_on = null where book = $1 and no = $2", params![&ctx.book, no])?;
    append(tx, ctx, Kind::TaskSeriesEnded, &format!("task-series/{no}"), json!({}))?;
    Ok(())
}

/// Every series of the book, running ones first.
pub fn all_series(tx: &mut Tx, book: &str) -> Result<Vec<Series>, Error> {
    let sql = "select no, every, time_limit, template, set_by, next_on, until_on from task_series where book = $1 \
        order by case when next_on is null then 1 else 0 end, next_on, no";
    tx.rows(sql, params![book])?.iter().map(read).collect()
}

fn series(tx: &mut Tx, book: &str, no: i64) -> Result<Series, Error> {
    match all_series(tx, book)?.into_iter().find(|series| series.no == no) {
        Some(series) => Ok(series),
        None => not_found("nhiệm vụ lặp lại này"),
    }
}

fn read(row: &Row) -> Result<Series, Error> {
    let text: serde_json::Value = serde_json::from_str(&row.text("template")?)?;
    let first_on = text["first_on"].as_str().and_then(|day| day.parse().ok());
    Ok(Series {
        no: row.int("no")?,
        every: Every::from_key(&row.text("every")?).ok_or_else(|| Failure::new("a series with an unknown rhythm"))?,
        time_limit: row.text("time_limit")?,
        template: serde_json::from_value(text["task"].clone())?,
        set_by: row.int("set_by")?,
        next_on: row.opt_day("next_on")?,
        until_on: row.opt_day("until_on")?,
        first_on: first_on.ok_or_else(|| Failure::new("a series without its first day"))?,
    })
}

/// Assigns every series whose day has come, once even when several days were missed, on the clock of now; answers how many.
pub fn assign_due(ctx: &Ctx, tx: &mut Tx) -> Result<usize, Error> {
    let mut made = 0;
    for series in all_series(tx, &ctx.book)? {
        let Some(next_on) = series.next_on.filter(|on| *on <= ctx.today()) else { continue };
        let mut task = series.template.clone();
        task.assigned_by = series.set_by;
        match assign(ctx, tx, &task) {
            Ok(_) => made += 1,
            Err(Error::Failure(failure)) => return Err(failure.into()),
            // A person who left or a unit that is gone: the series ends and its page says so, the others go on.
            Err(error) => {
                tracing::warn!(%error, series = series.no, "a series cannot go on");
                tx.exec(
                    "update task_series set next_on = null where book = $1 and no = $2",
                    params![&ctx.book, series.no],
                )?;
                let why = json!({ "why": error.to_string() });
                append(tx, ctx, Kind::TaskSeriesEnded, &format!("task-series/{}", series.no), why)?;
                continue;
            }
        }
        let following = (1..)
            .map_while(|times| series.every.next(series.first_on, times))
            .find(|on| *on > next_on.max(ctx.today()));
        let following = following.filter(|on| series.until_on.is_none_or(|until| *on <= until));
        tx.exec(
            "update task_series set next_on = $3 where book = $1 and no = $2",
            params![&ctx.book, series.no, following],
        )?;
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_same_day_number_or_the_last_day_of_a_shorter_month() {
        let rows = [
            (Every::Week, date(2026, 11, 30), 1, date(2026, 12, 7)),
            (Every::Month, date(2026, 1, 31), 1, date(2026, 2, 28)),
            (Every::Month, date(2026, 1, 31), 2, date(2026, 3, 31)),
            (Every::Quarter, date(2026, 11, 30), 1, date(2027, 2, 28)),
        ];
        for (every, first, times, expected) in rows {
            assert_eq!(every.next(first, times), Some(expected), "{every:?} {first}");
        }
    }
}
