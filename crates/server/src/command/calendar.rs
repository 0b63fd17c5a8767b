//! `roviec calendar PERSON -o FILE.ics`: deadlines of tasks and appointments of one person as iCalendar.

use super::chosen::{book, ended};
use crate::cli::{CalendarAsked, Place};
use crate::clock::clock;
use crate::open::open_migrated;
use anyhow::Result;
use jiff::SignedDuration;
use office::db::Db;
use office::error::{Error, Fault};
use office::meeting::{Feed, appointments, write_ical};
use office::task::deadlines;
use std::process::ExitCode;

/// How far back closed tasks and appointments go, and how far ahead appointments.
const SPAN: SignedDuration = SignedDuration::from_hours(24 * 366);

/// Writes the calendar.
pub fn calendar(place: &Place, asked: &CalendarAsked) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    ended(write(&db, place, asked))
}

fn write(db: &Db, place: &Place, asked: &CalendarAsked) -> Result<(), Error> {
    let book = book(db, asked.book.as_deref())?;
    let now = clock(place.now)();
    let text = db.read(|tx| {
        let sql = "select no, name from officer where book = $1 and (login = $2 or name = $2) order by no";
        let row = tx.row(sql, &[book.as_str().into(), asked.person.as_str().into()])?;
        let Some(row) = row else {
            let sentence = format!("Không có cán bộ “{}”. Ghi tên đăng nhập hoặc họ tên đầy đủ.", asked.person);
            return Err(Error::Faults(vec![Fault::new("person", sentence)]));
        };
        let (officer, name) = (row.int("no")?, row.text("name")?);
        let tasks = deadlines(tx, &book, officer, now - SPAN)?;
        let appointments = appointments(tx, &book, now - SPAN, now + SPAN, Some(officer))?;
        let feed = Feed { book: &book, base: &asked.public_url, name, tasks: &tasks, appointments: &appointments, now };
        Ok(write_ical(&feed))
    })?;
    std::fs::write(&asked.output, text)?;
    Ok(())
}
