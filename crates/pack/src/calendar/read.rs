//! Reads a calendar from a pack file; a list of days without a rule is a fault, because it would silently end.

use super::Hours;
use super::holiday::{CalendarRule, Decree, Holiday, HolidayDay};
use crate::load::entry::Entry;
use jiff::civil::{Date, Weekday};

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// A whole file `calendars/*.toml`.
pub(crate) fn calendar(entry: &Entry<'_>) -> Option<CalendarRule> {
    let id = entry.code("id");
    let version = entry.integer("version", 1, 1_000_000).unwrap_or(1);
    let title = entry.words("title");
    let basis = entry.words("basis");
    let years = (year(entry, "first_year", 1901), year(entry, "last_year", 2060));
    let weekly_off = weekdays(entry, "weekly_off");
    let hours = hours(entry, "hours");
    let half = entry.each("half_day", half_day);
    let holidays = entry.each("holiday", holiday);
    let decrees = entry.each("decree", decree);
    let calendar = CalendarRule {
        id: id.map(|(id, _)| id)?,
        version,
        title,
        basis,
        first_year: years.0,
        last_year: years.1,
        weekly_off,
        hours,
        half,
        holidays,
        decrees,
        text: entry.source.text.to_owned(),
    };
    judge(entry, &calendar);
    Some(calendar)
}

fn year(entry: &Entry<'_>, key: &'static str, usual: i16) -> i16 {
    entry.integer(key, 1901, 2099).and_then(|year| i16::try_from(year).ok()).unwrap_or(usual)
}

/// What makes the whole calendar useless, however well each line is written.
fn judge(entry: &Entry<'_>, calendar: &CalendarRule) {
    let fault = |what: &str, instead: &str| entry.source.fault(entry.at, what, instead);
    if calendar.holidays.is_empty() {
        fault(
            "lịch chỉ có danh sách ngày, hết danh sách là sai mà không ai biết",
            "khai ngày nghỉ theo quy tắc ở [[holiday]] (dương lịch hoặc âm lịch), quyết định từng năm ở [[decree]]",
        );
    }
    if calendar.hours.is_empty() {
        fault("lịch chưa có giờ làm việc", "thêm hours = [\"08:00-12:00\", \"13:00-17:00\"]");
    }
    if calendar.weekly_off.len() >= 7 {
        fault("lịch nghỉ cả tuần", "bớt ngày trong weekly_off");
    }
    if calendar.first_year > calendar.last_year {
        fault("first_year sau last_year", "viết năm đầu trước năm cuối");
    }
    for decree in &calendar.decrees {
        for (id, _) in &decree.begins {
            if !calendar.holidays.iter().any(|holiday| holiday.id == *id) {
                let what = format!("quyết định năm {} nói về ngày lễ `{id}` chưa khai báo", decree.year);
                fault(&what, "khai báo [[holiday]] này hoặc sửa mã");
            }
        }
    }
}

fn weekdays(entry: &Entry<'_>, key: &'static str) -> Vec<Weekday> {
    let mut all = Vec::new();
    for (word, at) in entry.list(key) {
        match WEEKDAYS.iter().find(|(name, _)| *name == word) {
            Some((_, day)) => all.push(*day),
            None => entry.source.fault(
                at,
                format!("“{word}” không phải ngày trong tuần"),
                "viết monday, tuesday, wednesday, thursday, friday, saturday hoặc sunday",
            ),
        }
    }
    all
}

fn hours(entry: &Entry<'_>, key: &'static str) -> Hours {
    let mut all: Hours = Vec::new();
    for (text, at) in entry.list(key) {
        let read = text.split_once('-').and_then(|(from, to)| Some((clock(from)?, clock(to)?)));
        match read.filter(|(from, to)| from < to && all.last().is_none_or(|(_, before)| before <= from)) {
            Some(span) => all.push(span),
            None => entry.source.fault(
                at,
                format!("“{text}” không phải khoảng giờ"),
                "viết theo thứ tự trong ngày, như \"08:00-12:00\"",
            ),
        }
    }
    all
}

/// `08:30` as minutes of the day.
pub(crate) fn clock(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour <= 24 && minute < 60 && hour * 60 + minute <= 1440).then_some(hour * 60 + minute)
}

fn half_day(entry: &Entry<'_>) -> Option<(Weekday, Hours)> {
    let weekday = entry.choice("weekday", WEEKDAYS);
    let hours = hours(entry, "hours");
    Some((weekday?, hours))
}

fn holiday(entry: &Entry<'_>) -> Option<Holiday> {
    let id = entry.code("id");
    let name = entry.words("name");
    let solar = entry.opt_text("solar");
    let lunar = entry.opt_text("lunar");
    let days = entry.integer("days", 1, 10).unwrap_or(1);
    let before = entry.integer("before", 0, 10).unwrap_or(0);
    let basis = entry.words("basis");
    let effective_from = entry.date("effective_from");
    let effective_to = entry.date("effective_to");
    let on = match (&solar, &lunar) {
        (Some((text, at)), None) => day_month(entry, text, *at).map(|(d, m)| HolidayDay::Solar(d, m)),
        (None, Some((text, at))) => day_month(entry, text, *at).map(|(d, m)| HolidayDay::Lunar(d, m)),
        _ => {
            entry.source.fault(
                entry.at,
                "ngày lễ phải theo dương lịch hoặc âm lịch",
                "viết solar = \"30/4\" hoặc lunar = \"10/3\"",
            );
            None
        }
    };
    Some(Holiday { id: id?.0, name, on: on?, days, before, basis, effective_from, effective_to })
}

fn day_month(entry: &Entry<'_>, text: &str, at: usize) -> Option<(i8, i8)> {
    let read = text.split_once('/').and_then(|(day, month)| Some((day.parse().ok()?, month.parse().ok()?)));
    let read = read.filter(|(day, month)| (1..=31).contains(day) && (1..=12).contains(month));
    if read.is_none() {
        entry.source.fault(at, format!("“{text}” không phải ngày và tháng"), "viết ngày/tháng, như \"30/4\"");
    }
    read
}

fn decree(entry: &Entry<'_>) -> Option<Decree> {
    let year = entry.integer("year", 1901, 2099).and_then(|year| i16::try_from(year).ok());
    let basis = entry.words("basis");
    let begins = entry.each("begins", |e| {
        let holiday = e.code("holiday");
        let on = e.required_date("on");
        Some((holiday?.0, on?))
    });
    let swaps = entry.each("swaps", swap);
    let extra_off = entry.each("extra_off", |e| e.required_date("on"));
    Some(Decree { year: year?, basis, begins, swaps, extra_off })
}

fn swap(entry: &Entry<'_>) -> Option<(Date, Date)> {
    let off = entry.required_date("off");
    let made_up = entry.required_date("make_up");
    Some((off?, made_up?))
}
