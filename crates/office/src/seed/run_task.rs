//! Acts of the time line about documents that come in, tasks, meetings and the working week.

use super::names::Thing;
use super::person::instant;
use super::run::Run;
use super::run_filing::SHEET;
use super::task_rows::*;
use crate::document::{self, Authority, Details, NewDocument, Urgency};
use crate::error::{Error, Fault};
use crate::meeting::{self, Answer, FromItem, NewAnswer, NewAppointment, NewItem, NewMeeting};
use crate::task::{self, NewProgress, NewTask};

/// A document that came in.
pub fn arrive(run: &mut Run, row: &ArrivalRow) -> Result<(), Error> {
    let new = NewDocument {
        kind: row.kind.clone(),
        symbol: row.symbol.clone(),
        issued_on: row.issued,
        issuer: row.issuer.clone(),
        subject: row.subject.clone(),
        details: Details {
            urgency: Urgency::from_key(&row.urgency.to_string()).unwrap_or_default(),
            answer_due_on: row.answer_due,
            ..Details::default()
        },
        ..NewDocument::default()
    };
    let no = document::arrive(run.ctx, run.tx, &new)?;
    run.names.put(Thing::Document, &row.key, no);
    Ok(())
}

/// Assigns a task.
pub fn assign(run: &mut Run, row: &TaskRow) -> Result<(), Error> {
    let with = row.with.iter().map(|key| run.names.no(Thing::Unit, key)).collect::<Result<_, _>>()?;
    let new = NewTask {
        work: row.work.clone(),
        procedure: row.procedure.clone(),
        expected_result: row.result.clone(),
        power: row.power.clone(),
        assigner: row.assigner.clone(),
        unexpected: row.unexpected,
        urgency: row.urgency,
        document: run.names.opt(Thing::Document, row.document.as_ref())?,
        lead_unit: run.names.no(Thing::Unit, &row.unit)?,
        with,
        person: run.names.no(Thing::Officer, &row.person)?,
        head: run.names.no(Thing::Officer, &row.head)?,
        due: row.due.clone(),
        ..NewTask::default()
    };
    let no = task::assign(run.ctx, run.tx, &new)?;
    run.names.put(Thing::Task, &row.key, no);
    Ok(())
}

/// Does an act on a task.
pub fn on_task(run: &mut Run, row: &TaskActRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Task, &row.task)?;
    let evidence = |document: Option<i64>| {
        let file = document.is_none().then(|| ("minh-chung.pdf".to_owned(), SHEET.to_vec()));
        NewProgress { percent: row.percent, note: row.text.clone(), file, document }
    };
    let (ctx, text) = (run.ctx, row.text.as_str());
    match row.r#do.as_str() {
        "confirm" => task::confirm(ctx, run.tx, no),
        "report" => {
            let new = NewProgress { percent: row.percent, note: row.text.clone(), ..NewProgress::default() };
            task::report(ctx, run.tx, no, &new)
        }
        "hand-over" => {
            let officer = run.names.opt(Thing::Officer, row.to.as_ref())?.unwrap_or(0);
            task::hand_over(ctx, run.tx, no, officer, text)
        }
        "raise" => task::raise(ctx, run.tx, no, text, &row.with).map(|_| ()),
        "hand-up" => task::hand_up(ctx, run.tx, no, row.obstacle, &row.with),
        "resolve" => task::resolve(ctx, run.tx, no, row.obstacle, text),
        "urge" => task::urge(ctx, run.tx, no, text),
        "ask-extension" => task::ask_extension(ctx, run.tx, no, &row.with, text, true),
        "extend" => task::decide_extension(ctx, run.tx, no, true, text),
        "submit" => {
            let document = run.names.opt(Thing::Document, row.document.as_ref())?;
            task::submit(ctx, run.tx, no, &evidence(document))
        }
        "confirm-result" => task::confirm_result(ctx, run.tx, no, text),
        "accept" => task::accept(ctx, run.tx, no, text),
        "give-back" => task::give_back(ctx, run.tx, no, text),
        other => fault(format!("Không có việc “{other}” với nhiệm vụ. Xem các việc ở seed/run_task.rs.")),
    }
}

/// Holds a meeting: called, with its proposals, answers and conclusions.
pub fn hold(run: &mut Run, row: &MeetingRow) -> Result<(), Error> {
    let new = NewMeeting {
        kind: row.kind.clone(),
        title: row.title.clone(),
        starts_at: instant(row.starts)?,
        place: row.place.clone(),
        chair: row.chair.clone(),
        report: run.names.opt(Thing::Report, row.report.as_ref())?,
        participants: row.participants.join("\n"),
        agenda: row.agenda.join("\n"),
        minutes: row.minutes.join("\n"),
    };
    let no = meeting::call(run.ctx, run.tx, &new)?;
    run.names.put(Thing::Meeting, &row.key, no);
    for proposal in &row.proposal {
        let number = meeting::propose(run.ctx, run.tx, no, &proposal.body, &proposal.addressed)?;
        if let Some(answer) = Answer::from_key(&proposal.answer).filter(|answer| *answer != Answer::Pending) {
            let new = NewAnswer { answer, text: proposal.text.clone(), promised_on: proposal.promised };
            meeting::answer(run.ctx, run.tx, no, number, &new)?;
        }
    }
    for item in &row.item {
        let new = NewItem {
            no: None,
            request: item.request,
            body: item.body.clone(),
            said_by: item.by.clone(),
            unit: run.names.opt(Thing::Unit, item.unit.as_ref())?,
            outside: item.outside.clone(),
            due_on: item.due,
        };
        meeting::conclude(run.ctx, run.tx, no, &new)?;
    }
    if row.close { meeting::close_minutes(run.ctx, run.tx, no) } else { Ok(()) }
}

/// Issues the notice of conclusion.
pub fn issue_notice(run: &mut Run, row: &NoticeRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Meeting, &row.meeting)?;
    meeting::issue_notice(run.ctx, run.tx, no, Authority::ByOrder, &row.signer, &row.post).map(|_| ())
}

/// Publishes news of a meeting.
pub fn publish_news(run: &mut Run, row: &NewsRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Meeting, &row.meeting)?;
    meeting::publish_news(run.ctx, run.tx, no, &row.title, &row.body, &row.author)
}

/// Turns conclusions into tasks.
pub fn assign_conclusions(run: &mut Run, row: &ConclusionTasksRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Meeting, &row.meeting)?;
    let mut chosen = Vec::new();
    for task in &row.task {
        let new = NewTask {
            work: meeting::item_body(run.tx, &run.ctx.book, no, task.item)?,
            procedure: task.procedure.clone(),
            expected_result: task.result.clone(),
            assigner: row.assigner.clone(),
            person: run.names.no(Thing::Officer, &task.person)?,
            head: run.names.no(Thing::Officer, &task.head)?,
            due: task.due.clone(),
            ..NewTask::default()
        };
        chosen.push(FromItem { item: task.item, prefix: String::new(), task: new });
    }
    meeting::to_tasks(run.ctx, run.tx, no, &chosen).map(|_| ())
}

/// Makes an appointment.
pub fn make_appointment(run: &mut Run, row: &AppointmentRow) -> Result<(), Error> {
    let new = NewAppointment {
        starts_at: instant(row.starts)?,
        ends_at: instant(row.ends)?,
        title: row.title.clone(),
        place: row.place.clone(),
        chaired_by: run.names.no(Thing::Officer, &row.leader)?,
        attended: row.attended.clone(),
        prepared_by: run.names.opt(Thing::Unit, row.unit.as_ref())?,
        meeting: None,
    };
    meeting::make_appointment(run.ctx, run.tx, &new).map(|_| ())
}

fn fault<T>(sentence: String) -> Result<T, Error> {
    Err(Error::Faults(vec![Fault::new("do", sentence)]))
}
