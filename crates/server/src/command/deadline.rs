//! `roviec deadline`: the due instant of a time limit and the list of steps that led to it.

use super::WRONG_INPUT;
use crate::cli::Deadline;
use crate::out::say;
use jiff::civil::DateTime;
use office::ctx::HANOI;
use pack::Calendar;
use pack::clock::{Clock, Explanation, Limit, Pause, Run, Step};
use std::process::ExitCode;

/// Prints the derivation; a wrong input is said on standard error, with exit code 2.
pub fn deadline(asked: &Deadline) -> anyhow::Result<ExitCode> {
    let pack = crate::packs::load()?;
    match reckon(&pack, asked) {
        Ok((calendar, told)) => {
            if asked.json {
                say!("{:#}", json(asked, &calendar, &told));
            } else {
                print(asked, &calendar, &told);
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            Ok(ExitCode::from(WRONG_INPUT))
        }
    }
}

fn reckon(pack: &pack::Pack, asked: &Deadline) -> Result<(Calendar, Explanation), String> {
    let rule = pack.calendars.iter().find(|c| c.id == asked.calendar).ok_or_else(|| {
        let known: Vec<&str> = pack.calendars.iter().map(|c| c.id.as_str()).collect();
        format!("Không có lịch `{}`. Chọn một trong: {}.", asked.calendar, known.join(", "))
    })?;
    let calendar = rule.lay_out();
    let started = instant(&asked.from)?;
    let pauses = asked.pause.iter().map(|text| pause(text)).collect::<Result<Vec<_>, _>>()?;
    let extensions = asked.extend.iter().map(|text| Limit::read(text)).collect::<Result<Vec<_>, _>>()?;
    let until = asked.same_day_until.as_deref().map(minute).transpose()?;
    let clock =
        Clock { calendar: &calendar, limit: Limit::read(&asked.limit)?, same_day_until: until, restart: asked.restart };
    let told =
        clock.explain(&Run { started, pauses: &pauses, extensions: &extensions }).map_err(|beyond| beyond.sentence)?;
    Ok((calendar, told))
}

/// An instant of the wall clock in Hà Nội; one with an offset is brought there.
fn instant(text: &str) -> Result<DateTime, String> {
    let wrong =
        || format!("“{text}” không phải thời điểm. Ghi như 2026-02-13T15:30 (giờ Hà Nội) hoặc 2026-02-13T08:30Z.");
    let zoned = text.parse::<jiff::Timestamp>().map(|at| HANOI.to_datetime(at));
    zoned.or_else(|_| text.parse()).map_err(|_| wrong())
}

fn pause(text: &str) -> Result<Pause, String> {
    let (from, to) = text
        .split_once("..")
        .ok_or_else(|| format!("“{text}” không phải khoảng tạm dừng. Ghi TỪ..ĐẾN, hoặc TỪ.. khi chưa kết thúc."))?;
    let pause = Pause { from: instant(from)?, to: (!to.is_empty()).then(|| instant(to)).transpose()? };
    if pause.to.is_some_and(|to| to < pause.from) {
        return Err(format!("“{text}”: lúc tiếp tục ở trước lúc tạm dừng. Đổi lại thứ tự."));
    }
    Ok(pause)
}

fn minute(text: &str) -> Result<u16, String> {
    let time: Result<jiff::civil::Time, _> = text.parse();
    let time = time.map_err(|_| format!("“{text}” không phải giờ trong ngày. Ghi như 15:00."))?;
    Ok(u16::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or(0))
}

fn print(asked: &Deadline, calendar: &Calendar, told: &Explanation) {
    say!("Thời hạn: {}. Lịch: {} (bản {}).", asked.limit, calendar.title, calendar.version);
    for step in &told.steps {
        say!("  {}", step.sentence());
    }
    match told.reckoning.due {
        Some(due) => say!("Hẹn trả: {} ngày {}", due.strftime("%H:%M"), viet::day::write(due.date())),
        None => say!("Đang tạm dừng; còn {}.", pack::clock::span(told.reckoning.left_minutes)),
    }
    if told.reckoning.provisional {
        say!("Tạm tính: lịch nghỉ của một năm trong khoảng này chưa có quyết định, ngày hẹn có thể thay đổi.");
    }
}

fn json(asked: &Deadline, calendar: &Calendar, told: &Explanation) -> serde_json::Value {
    let step = |step: &Step| {
        let mut value = serde_json::json!({ "kind": step.key(), "text": step.sentence().replace('\u{a0}', " ") });
        match step {
            Step::Counted { from, to, minutes } => {
                value["from"] = from.to_string().into();
                value["to"] = to.to_string().into();
                value["minutes"] = (*minutes).into();
            }
            Step::Skipped { day, name, basis } => {
                value["day"] = day.to_string().into();
                value["name"] = name.as_str().into();
                value["basis"] = basis.as_str().into();
            }
            Step::Paused { from, to } => {
                value["from"] = from.to_string().into();
                value["to"] = to.map(|to| to.to_string()).into();
            }
            Step::Started { at, from, first_day } => {
                value["at"] = at.to_string().into();
                value["counted_from"] = from.to_string().into();
                value["received_on"] = first_day.to_string().into();
            }
            Step::Moved { from, to, .. } => {
                value["from"] = from.to_string().into();
                value["to"] = to.to_string().into();
            }
            Step::Restarted { at } | Step::Due { at } => value["at"] = at.to_string().into(),
        }
        value
    };
    let due = told.reckoning.due.map(|due| format!("{}+07:00", due.strftime("%Y-%m-%dT%H:%M:%S")));
    serde_json::json!({
        "from": asked.from,
        "limit": asked.limit,
        "calendar": calendar.id,
        "calendar_version": calendar.version,
        "due": due,
        "paused": told.reckoning.due.is_none(),
        "budget_minutes": told.reckoning.budget_minutes,
        "left_minutes": told.reckoning.left_minutes,
        "provisional": told.reckoning.provisional,
        "steps": told.steps.iter().map(step).collect::<Vec<_>>(),
    })
}
