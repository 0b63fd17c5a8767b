//! Runs one act of the time line through the same door that people use, as the officer of the script at its instant.

use super::acts::Act;
use super::names::Names;
use super::person::{instant, person};
use super::script::{Entry, Script};
use super::{run_case, run_figures, run_filing, run_plan, run_report, run_task};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, Fault};
use crate::{casework, task};
use jiff::Timestamp;
use pack::Pack;
use std::sync::Arc;

/// One act that is about to run: who, where, and what the keys stand for.
pub struct Run<'a, 't> {
    pub ctx: &'a Ctx,
    pub tx: &'a mut Tx<'t>,
    pub names: &'a mut Names,
    /// Key of the unit that keeps the book: where a row names no unit.
    pub root: &'a str,
}

/// Runs the act. Faults and refusals come back as faults with file and line.
pub fn run(tx: &mut Tx, pack: &Arc<Pack>, script: &Script, names: &mut Names, entry: &Entry) -> Result<(), Error> {
    let book = (script.book.code.as_str(), script.book.unit.name.as_str());
    placed(script, entry.line, || {
        remind(tx, pack, book.0, instant(entry.at)?)?;
        let ctx = person(tx, pack, book, &entry.by, entry.at)?;
        dispatch(&mut Run { ctx: &ctx, tx, names, root: &script.book.unit.kind }, &entry.act)
    })
}

/// Lets ladders of cases and tasks speak at their instants, as the timer of a running office would have.
fn remind(tx: &mut Tx, pack: &Arc<Pack>, book: &str, until: Timestamp) -> Result<(), Error> {
    while let Some(at) = casework::next_rung(tx, book)?.filter(|at| *at <= until) {
        if casework::sweep(&Ctx::operator(book, at, pack.clone()), tx)? == 0 {
            break;
        }
    }
    while let Some(at) = task::next_at(tx, book)?.filter(|at| *at <= until) {
        if task::sweep(&Ctx::operator(book, at, pack.clone()), tx)? == 0 {
            break;
        }
    }
    Ok(())
}

fn dispatch(run: &mut Run, act: &Act) -> Result<(), Error> {
    match act {
        Act::RegisterDocument(rows) => each(rows, |row| run_plan::register_document(run, row)),
        Act::OpenYear(row) => run_plan::open_year(run, row),
        Act::SetTarget(rows) => each(rows, |row| run_plan::set_target(run, row)),
        Act::SetRoadMap(row) => run_plan::set_road_map(run, row),
        Act::DraftAllocation(row) => run_plan::draft_allocation(run, row),
        Act::SaveAllocation(row) => run_plan::save_allocation(run, row),
        Act::SignAllocation(row) => run_plan::sign_allocation(run, row),
        Act::ConfirmReceipt(row) => run_plan::confirm_receipt(run, row),
        Act::WriteProgramme(row) => run_plan::write_programme(run, row),
        Act::ReadyItem(row) => run_plan::ready_item(run, row),
        Act::OpenPeriod(row) => run_figures::open_period(run, row),
        Act::EnterFigure(rows) => each(rows, |row| run_figures::enter_figure(run, row)),
        Act::EnterUnits(row) => run_figures::enter_units(run, row),
        Act::ClosePeriod(row) => run_figures::close_period(run, row),
        Act::RegisterRisk(rows) => each(rows, |row| run_figures::register_risk(run, row)),
        Act::DraftReport(row) => run_report::draft(run, row),
        Act::EditReport(row) => run_report::edit(run, row),
        Act::SignReport(row) => run_report::sign(run, row),
        Act::PublishReport(row) => run_report::publish(run, row),
        Act::ReadReport(row) => run_report::read(run, row),
        Act::ReceiveCase(row) => run_case::receive(run, row),
        Act::ForwardCase(row) => run_case::forward(run, row),
        Act::TakeCase(row) => run_case::take(run, row),
        Act::AddPaper(row) => run_case::add_paper(run, row),
        Act::PauseCase(row) => run_case::pause(run, row),
        Act::ResumeCase(row) => run_case::resume(run, row),
        Act::AskAdvice(row) => run_case::ask_advice(run, row),
        Act::AnswerAdvice(row) => run_case::answer_advice(run, row),
        Act::ExtendCase(row) => run_case::extend(run, row),
        Act::Apologise(row) => run_case::apologise(run, row),
        Act::DecideCase(row) => run_case::decide(run, row),
        Act::StopCase(row) => run_case::stop(run, row),
        Act::PayFees(row) => run_case::pay_fees(run, row),
        Act::HandBackCase(row) => run_case::hand_back(run, row),
        Act::ReopenCase(row) => run_case::reopen(run, row),
        Act::RateCase(row) => run_case::rate(run, row),
        Act::FileOnline(row) => run_filing::file_online(run, row),
        Act::ReceiveFiling(row) => run_filing::receive_filing(run, row),
        Act::RefuseFiling(row) => run_filing::refuse_filing(run, row),
        Act::NameStandIn(row) => run_case::name_stand_in(run, row),
        Act::ArriveDocument(row) => run_task::arrive(run, row),
        Act::AssignTask(row) => run_task::assign(run, row),
        Act::OnTask(row) => run_task::on_task(run, row),
        Act::HoldMeeting(row) => run_task::hold(run, row),
        Act::IssueNotice(row) => run_task::issue_notice(run, row),
        Act::PublishNews(row) => run_task::publish_news(run, row),
        Act::AssignConclusions(row) => run_task::assign_conclusions(run, row),
        Act::MakeAppointment(row) => run_task::make_appointment(run, row),
    }
}

fn each<T>(rows: &[T], f: impl FnMut(&T) -> Result<(), Error>) -> Result<(), Error> {
    rows.iter().try_for_each(f)
}

/// Runs `f` and puts file and line before what it finds wrong.
pub fn placed<T>(script: &Script, line: usize, f: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let place = script.place(line);
    f().map_err(|error| match error {
        Error::Faults(faults) => {
            let at = |fault: Fault| Fault::new(format!("{place} {}", fault.place).trim_end(), fault.sentence);
            Error::Faults(faults.into_iter().map(at).collect())
        }
        Error::Refusal(refusal) => {
            Error::Faults(vec![Fault::new(place, format!("{} ({})", refusal.sentence, refusal.code))])
        }
        failure => failure,
    })
}
