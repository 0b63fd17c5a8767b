//! Chuyện kiểm tra thủ tục: a case lived through without a database, to prove a pack before it is published.
//!
//! A story receives one case, does acts at instants, and names the due instant, the state or the refusal it expects.

use super::{CaseType, Channel, Move, State, follow};
use crate::calendar::Calendar;
use crate::clock::{Clock, Limit, Pause, Run, verdict};
use crate::fault::Fault;
use crate::load::Pack;
use crate::load::entry::Entry;
use crate::load::source::Source;
use jiff::civil::DateTime;

const MOVES: &[(&str, Move)] = &[
    ("forward", Move::Forward),
    ("pause", Move::Pause),
    ("resume", Move::Resume),
    ("extend", Move::Extend),
    ("decide", Move::Decide),
    ("stop", Move::Stop),
    ("hand-back", Move::HandBack),
    ("reopen", Move::Reopen),
];

/// Runs every story about case types that the packs ship.
pub fn run_all(pack: &Pack) -> Vec<Fault> {
    pack.case_stories.iter().flat_map(|story| run(pack, &story.path, &story.text)).collect()
}

/// Runs the stories of one file; `path` is only printed.
pub fn run(pack: &Pack, path: &str, text: &str) -> Vec<Fault> {
    let source = Source::new(path, text);
    let told = source.read(|top| top.each("story", |entry| live(pack, entry)));
    if told.as_ref().is_some_and(Vec::is_empty) {
        source.fault(0, "tệp chưa có chuyện nào đọc được", "viết ít nhất một [[story]]");
    }
    source.into_faults()
}

/// One case while its story is told.
struct Life<'a> {
    case_type: &'a CaseType,
    calendar: Calendar,
    limit: &'a super::LimitRule,
    channel: Channel,
    fields: Vec<(String, String)>,
    started: DateTime,
    pauses: Vec<Pause>,
    extensions: Vec<Limit>,
    state: State,
    step: String,
    finished: Option<DateTime>,
}

fn live(pack: &Pack, entry: &Entry<'_>) -> Option<()> {
    let title = entry.words("title");
    let id = entry.code("case_type");
    let channel = entry.choice("channel", &Channel::ALL.map(|c| (c.key(), c)));
    let received = instant(entry, "received");
    let fields = entry.list("fields").into_iter().filter_map(|(text, _)| {
        text.split_once('=').map(|(field, value)| (field.trim().to_owned(), value.trim().to_owned()))
    });
    let fields: Vec<(String, String)> = fields.collect();
    let due = entry.opt_text("due");
    let (id, at) = id?;
    let Some(case_type) = pack.case_type(&id) else {
        entry.source.fault(at, format!("không có thủ tục `{id}`"), "viết mã `id` của một thủ tục trong bộ");
        entry.leave();
        return None;
    };
    let calendar = pack.calendars.iter().find(|c| c.id == case_type.calendar)?.lay_out();
    let channel = channel?;
    let limit = case_type.limit_for(channel, &fields)?;
    let step = case_type.steps.first()?.id.clone();
    let started = received?;
    let life = Life {
        case_type,
        calendar,
        limit,
        channel,
        fields,
        started,
        pauses: Vec::new(),
        extensions: Vec::new(),
        state: State::InProgress,
        step,
        finished: None,
    };
    expect_due(entry, &title, &life, due);
    let fee = entry.integer("fee_dong", 0, i64::MAX);
    let charged: i64 = case_type.fees_for(channel, &life.fields).iter().map(|(_, dong)| dong).sum();
    if fee.is_some_and(|fee| fee != charged) {
        entry.source.fault(
            entry.at,
            format!("chuyện “{title}”: phí tính được {charged} đồng"),
            "sửa `fee_dong` hoặc biểu phí",
        );
    }
    let life = std::cell::RefCell::new(life);
    entry.each("act", |act| acted(act, &title, &mut life.borrow_mut()));
    let life = life.into_inner();
    ended(entry, &title, &life);
    Some(())
}

/// What the case must be at the end of its story.
fn ended(entry: &Entry<'_>, title: &str, life: &Life<'_>) {
    if let Some((_, at)) = entry.opt_text("state").filter(|(state, _)| state != life.state.key()) {
        let what = format!("chuyện “{title}” kết thúc ở `{}`", life.state.key());
        entry.source.fault(at, what, "sửa `state` hoặc các việc");
    }
    if let Some((wanted, at)) = entry.opt_text("verdict") {
        let found = life.finished.zip(due(life).ok().flatten()).map(|(done, due)| verdict(due, done).key());
        if found != Some(wanted.as_str()) {
            let what = format!("chuyện “{title}” được tính là `{}`", found.unwrap_or("chưa xong"));
            entry.source.fault(at, what, "sửa `verdict` (early, on-time, late) hoặc các việc");
        }
    }
}

fn acted(entry: &Entry<'_>, title: &str, life: &mut Life<'_>) -> Option<()> {
    let at = instant(entry, "at");
    let act = entry.choice("do", MOVES);
    let with = entry.opt_text("with").map_or(String::new(), |(text, _)| text);
    let refused = entry.opt_text("refused");
    let wanted = entry.opt_text("due");
    let (at, act) = (at?, act?);
    match (tried(life, at, act, &with), refused) {
        (Ok(()), None) => {}
        (Err(code), Some((expected, _))) if code == expected => {}
        (Ok(()), Some((expected, place))) => {
            entry.source.fault(
                place,
                format!("chuyện “{title}” chờ bị từ chối `{expected}` nhưng việc làm được"),
                "sửa `refused`",
            );
        }
        (Err(code), _) => {
            entry.source.fault(
                entry.at,
                format!("chuyện “{title}”: việc bị từ chối `{code}`"),
                "sửa việc này hoặc ghi `refused`",
            );
        }
    }
    expect_due(entry, title, life, wanted);
    Some(())
}

/// Does an act, or answers the code of its refusal.
fn tried(life: &mut Life<'_>, at: DateTime, act: Move, with: &str) -> Result<(), String> {
    let next = follow(life.state, act).map_err(|r| r.code.to_owned())?;
    match act {
        Move::Forward => {
            life.case_type
                .may_forward(&life.step, with, life.state == State::Decided)
                .map_err(|r| r.code.to_owned())?;
            life.step = with.to_owned();
            let begun = life.case_type.limit_from_step(with, life.channel, &life.fields);
            if let Some(begun) = begun.filter(|begun| begun.id != life.limit.id) {
                (life.limit, life.started) = (begun, at);
            }
        }
        Move::Pause => {
            life.case_type.pause_rule(with).ok_or("unknown-pause")?;
            life.pauses.push(Pause { from: at, to: None });
        }
        Move::Resume => life.pauses.iter_mut().filter(|p| p.to.is_none()).for_each(|p| p.to = Some(at)),
        Move::Extend => {
            let by = Limit::read(with).map_err(|_| "unreadable-limit".to_owned())?;
            let due = due(life).map_err(|_| "beyond-calendar".to_owned())?;
            life.case_type.may_extend(life.extensions.len(), by, at, due).map_err(|r| r.code.to_owned())?;
            life.extensions.push(by);
        }
        Move::Decide => {
            life.case_type.outcome(with).ok_or("unknown-outcome")?;
            if !life.case_type.step(&life.step).is_some_and(|step| step.decides) {
                return Err("step-does-not-decide".into());
            }
            life.finished = Some(at);
        }
        Move::Stop => life.finished = Some(at),
        Move::Reopen => life.finished = None,
        Move::HandBack | Move::Apologise | Move::AskAdvice | Move::Correct => {}
    }
    life.state = next;
    Ok(())
}

fn due(life: &Life<'_>) -> Result<Option<DateTime>, String> {
    let clock = Clock {
        calendar: &life.calendar,
        limit: life.limit.limit,
        same_day_until: life.limit.same_day_until,
        restart: life.limit.restart,
    };
    let run = Run { started: life.started, pauses: &life.pauses, extensions: &life.extensions };
    clock.reckon(&run).map(|r| r.due).map_err(|b| b.sentence)
}

fn expect_due(entry: &Entry<'_>, title: &str, life: &Life<'_>, wanted: Option<(String, usize)>) {
    let Some((wanted, at)) = wanted else { return };
    let found = match due(life) {
        Ok(due) => due.map_or("paused".to_owned(), |due| due.strftime("%Y-%m-%dT%H:%M").to_string()),
        Err(sentence) => sentence,
    };
    if found != wanted {
        let what = format!("chuyện “{title}” tính ra hẹn trả {found}");
        entry.source.fault(at, what, "sửa `due` (viết paused khi đồng hồ dừng) hoặc thời hạn");
    }
}

fn instant(entry: &Entry<'_>, key: &'static str) -> Option<DateTime> {
    let (text, at) = entry.text(key)?;
    let read = text.parse().ok();
    if read.is_none() {
        entry.source.fault(at, format!("“{text}” không phải thời điểm"), "viết như \"2026-11-20T15:30\"");
    }
    read
}
