//! Acts on one case from its page: each address decodes its form, calls one act, and shows the case again.

use super::show::build;
use crate::app::{App, to};
use crate::attachment::keep_file;
use crate::casework::{advise, correct, decide, extend, forward, hand_back, papers, pause, plan};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::session::Visitor;
use crate::error::{Error, not_found};
use crate::ui::{Form, Uploads};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use jiff::Timestamp;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/cases/{no}/papers", post(add_paper)).route("/{book}/cases/{no}/{act}", post(act))
}

async fn act(
    State(app): State<App>,
    who: Visitor,
    Path((book, no, act)): Path<(String, i64, String)>,
    form: Form,
) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let done = dispatch(ctx, tx, no, &act, form)?;
        Ok(to(format!("/{}/cases/{no}?done={done}", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no, None)).await
}

/// Calls the act of an address; answers what the notice says.
fn dispatch(ctx: &Ctx, tx: &mut Tx, no: i64, act: &str, form: &Form) -> Result<&'static str, Error> {
    match act {
        "take" => forward::take(ctx, tx, no, form.choice("seen").unwrap_or(0)).map(|()| "take"),
        "forward" => send(ctx, tx, no, form).map(|()| "forward"),
        "pause" => stand(ctx, tx, no, form).map(|()| "pause"),
        "resume" => {
            let at = instant(form, "to_at", ctx.now);
            form.finish()?;
            pause::resume(ctx, tx, no, at, &form.text("resume_note")).map(|()| "resume")
        }
        "advice" => {
            let unit = form.choice("unit").unwrap_or(0);
            advise::ask_advice(ctx, tx, no, unit, &form.text("question"), form.value("limit")).map(|_| "ask")
        }
        "answers" => {
            advise::answer_advice(ctx, tx, no, form.choice("leg").unwrap_or(0), &form.text("answer")).map(|()| "answer")
        }
        "decision" => {
            decide::decide(ctx, tx, no, form.value("outcome"), &form.text("decision_note")).map(|()| "decide")
        }
        "stop" => {
            let withdrawn = form.value("stop_kind") == "withdrawn";
            renamed(decide::stop(ctx, tx, no, withdrawn, &form.text("stop_reason")), "reason", "stop_reason")
                .map(|()| "stop")
        }
        "extension" => extend::extend(ctx, tx, no, form.value("by"), &form.text("reason")).map(|_| "extend"),
        "apology" => {
            let at = form.required("promised_at", "ngày hẹn lại");
            let at = read_instant(&at).unwrap_or_else(|sentence| {
                form.fault("promised_at", sentence);
                ctx.now
            });
            form.finish()?;
            renamed(extend::apologise(ctx, tx, no, at, &form.text("cause")), "reason", "cause").map(|()| "apologise")
        }
        "plan" => {
            let at = form.required("planned_at", "ngày dự kiến xong");
            let at = read_instant(&at).unwrap_or_else(|sentence| {
                form.fault("planned_at", sentence);
                ctx.now
            });
            form.finish()?;
            plan::plan(ctx, tx, no, at).map(|()| "plan")
        }
        "fees" => hand_back::pay_fees(ctx, tx, no, form.value("method")).map(|()| "pay"),
        "hand-back" => hand_back::hand_back(ctx, tx, no, &form.text("hand_back_note")).map(|()| "hand-back"),
        "reopening" => renamed(hand_back::reopen(ctx, tx, no, &form.text("reopen_reason")), "reason", "reopen_reason")
            .map(|()| "reopen"),
        "receipt" => {
            let at = instant(form, "received_at", ctx.now);
            form.finish()?;
            let reason = form.text("correct_reason");
            renamed(correct::correct_receipt(ctx, tx, no, at, &reason), "reason", "correct_reason").map(|()| "correct")
        }
        "version" => {
            let (seen, reason) = (form.value("due_seen"), form.text("version_reason"));
            renamed(correct::move_version(ctx, tx, no, seen, &reason), "reason", "version_reason").map(|()| "correct")
        }
        _ => not_found("việc này"),
    }
}

fn send(ctx: &Ctx, tx: &mut Tx, no: i64, form: &Form) -> Result<(), Error> {
    let step = form.required("step", "bước");
    let officer = form.int("officer", "người nhận");
    form.finish()?;
    let new = forward::Forward {
        case_no: no,
        step,
        officer: officer.unwrap_or(0),
        note: form.text("note"),
        seen: form.choice("seen").unwrap_or(0),
    };
    forward::forward(ctx, tx, &new)
}

fn stand(ctx: &Ctx, tx: &mut Tx, no: i64, form: &Form) -> Result<(), Error> {
    let reason = form.required("reason_key", "lý do");
    let note = form.required("asked", "nội dung yêu cầu");
    let from_at = instant(form, "from_at", ctx.now);
    form.finish()?;
    pause::pause(ctx, tx, &pause::NewPause { case_no: no, reason, note, from_at })
}

/// An instant that was typed, or the given one when the field is empty.
fn instant(form: &Form, name: &str, usual: Timestamp) -> Timestamp {
    let text = form.text(name);
    if text.is_empty() {
        return usual;
    }
    read_instant(&text).unwrap_or_else(|sentence| {
        form.fault(name, sentence);
        usual
    })
}

/// `20/11/2026 09:30` by the clock of Hà Nội; a day alone means its 17:00.
pub fn read_instant(text: &str) -> Result<Timestamp, String> {
    let (day, time) = text.trim().split_once(' ').unwrap_or((text.trim(), "17:00"));
    let day = viet::day::read(day).map_err(|e| e.why)?;
    let wrong = || format!("“{}” không phải thời điểm. Ghi như 20/11/2026 09:30.", text.trim());
    let (hour, minute) = time.trim().split_once([':', 'h']).ok_or_else(wrong)?;
    let (hour, minute) = (hour.parse().map_err(|_| wrong())?, minute.parse().map_err(|_| wrong())?);
    let time = jiff::civil::Time::new(hour, minute, 0, 0).map_err(|_| wrong())?;
    crate::ctx::HANOI.to_timestamp(day.to_datetime(time)).map_err(|_| wrong())
}

/// The fault of an act at the field of this page.
fn renamed<T>(outcome: Result<T, Error>, from: &str, field: &str) -> Result<T, Error> {
    outcome.map_err(|error| match error {
        Error::Faults(mut faults) => {
            faults.iter_mut().filter(|f| f.place == from).for_each(|f| f.place = field.to_owned());
            Error::Faults(faults)
        }
        other => other,
    })
}

async fn add_paper(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    uploads: Uploads,
) -> Response {
    let Uploads { form, files } = uploads;
    let scan = app.scan_all(&files).await;
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let title = form.required("title", "tên giấy tờ");
        if let Err(sentence) = &scan {
            form.fault("file", sentence.clone());
        }
        form.finish()?;
        let digest = match files.first() {
            Some(file) => Some(keep_file(ctx, tx, &file.name, &file.bytes)?),
            None => None,
        };
        papers::add_paper(ctx, tx, no, &title, digest)?;
        Ok(to(format!("/{}/cases/{no}?done=paper", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no, None)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_as_officials_write_them() {
        let rows = [
            ("20/11/2026 09:30", "2026-11-20T02:30:00Z"),
            ("20/11/2026 9h30", "2026-11-20T02:30:00Z"),
            ("20/11/2026", "2026-11-20T10:00:00Z"),
        ];
        for (text, expected) in rows {
            assert_eq!(read_instant(text).map(|at| at.to_string()), Ok(expected.to_owned()), "{text}");
        }
        for text in ["", "hôm qua", "20/11/2026 25:00", "20/11 09:00", "20/11/2026 sáng"] {
            assert!(read_instant(text).is_err(), "{text}");
        }
    }
}
