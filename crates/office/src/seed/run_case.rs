//! Acts of casework in the time line: received, passed on, paused, advised, decided, handed back, rated.

use super::case_rows::*;
use super::names::Thing;
use super::person::instant;
use super::run::Run;
use crate::casework::{
    self, Application, Forward, NewPaper, NewPause, NewPerson, StandIn, check_identity, current_type,
};
use crate::error::{Error, Fault};
use pack::CaseType;
use pack::case_type::{Channel, PersonKind, read_fields};
use std::collections::BTreeMap;

impl Run<'_, '_> {
    /// The number of a case.
    pub fn case(&self, key: &str) -> Result<i64, Error> {
        self.names.no(Thing::Case, key)
    }

    /// The unit that receives: the one named, or that of the officer's first post.
    pub fn receiving_unit(&self, key: Option<&String>) -> Result<i64, Error> {
        match (key, self.ctx.actor.units.first()) {
            (None, Some(unit)) => Ok(*unit),
            (key, _) => self.unit(key),
        }
    }
}

/// Receives a case.
pub fn receive(run: &mut Run, row: &CaseRow) -> Result<(), Error> {
    let case_type = current_type(run.ctx, run.tx, &row.type_id)?;
    let unit = run.receiving_unit(row.unit.as_ref())?;
    let key = row.channel.as_deref().unwrap_or("counter");
    let Some(channel) = Channel::from_key(key) else {
        return fault("channel", format!("Không có cách nộp “{key}”. Ghi counter, online hoặc post."));
    };
    let new = Application {
        type_id: row.type_id.clone(),
        channel,
        person: person(&row.person)?,
        submitter: row.submitter.as_ref().map(person).transpose()?,
        subject: row.subject.clone(),
        fields: fields(&case_type, &row.fields)?,
        papers: papers(&case_type, &row.papers, channel),
        helped_unit: unit,
        received_unit: unit,
        authority_unit: unit,
        delivery: row.delivery.clone().unwrap_or_else(|| "counter".to_owned()),
        received_at: run.ctx.now,
    };
    let received = casework::receive(run.ctx, run.tx, &new)?;
    run.names.put(Thing::Case, &row.key, received.no);
    Ok(())
}

/// A person whose number fits birth and sex, as those of a demonstration should.
pub fn person(row: &PersonRow) -> Result<NewPerson, Error> {
    let key = row.kind.as_deref().unwrap_or("citizen");
    let Some(kind) = PersonKind::from_key(key) else {
        return fault("kind", format!("Không có loại người nộp “{key}”. Ghi citizen, business hoặc organisation."));
    };
    if kind == PersonKind::Citizen && !row.identity.is_empty() {
        match check_identity(&row.identity, row.born, &row.sex) {
            Err(sentence) => return fault("identity", sentence),
            Ok(doubts) if !doubts.is_empty() => return fault("identity", doubts.join(" ")),
            Ok(_) => {}
        }
    }
    Ok(NewPerson {
        kind,
        name: row.name.clone(),
        identity_no: row.identity.clone(),
        born_on: row.born,
        sex: row.sex.clone(),
        address: row.address.clone(),
        phone: row.phone.clone(),
        email: row.email.clone(),
    })
}

/// The fields as the case type reads them; a field that it does not have is a fault.
pub fn fields(case_type: &CaseType, typed: &BTreeMap<String, String>) -> Result<Vec<(String, String)>, Error> {
    let unknown = typed.keys().filter(|key| !case_type.fields.iter().any(|field| field.id == **key));
    let mut faults: Vec<Fault> = unknown
        .map(|key| Fault::new(format!("fields.{key}"), format!("Thủ tục “{}” không có mục này. Bỏ đi.", case_type.id)))
        .collect();
    let read = read_fields(case_type, |id| typed.get(id).cloned().unwrap_or_default());
    let read = read.unwrap_or_else(|found| {
        faults.extend(found.into_iter().map(|f| Fault::new(format!("fields.{}", f.field), f.sentence)));
        Vec::new()
    });
    if faults.is_empty() { Ok(read) } else { Err(Error::Faults(faults)) }
}

/// Every required paper and the optional ones that are named.
fn papers(case_type: &CaseType, further: &[String], channel: Channel) -> Vec<NewPaper> {
    let given = case_type.papers.iter().filter(|paper| paper.required || further.contains(&paper.id));
    let origin = |national: bool| match (national, channel) {
        (true, _) => "national",
        (false, Channel::Online) => "scanned",
        (false, _) => "paper",
    };
    let one = |paper: &pack::case_type::Paper| NewPaper {
        paper: paper.id.clone(),
        title: paper.title.clone(),
        copies: paper.copies,
        origin: origin(paper.national).to_owned(),
        ..NewPaper::default()
    };
    given.map(one).collect()
}

/// Passes a case on.
pub fn forward(run: &mut Run, row: &ForwardRow) -> Result<(), Error> {
    let (case_no, officer) = (run.case(&row.case)?, run.names.no(Thing::Officer, &row.to)?);
    let new = Forward { case_no, step: row.step.clone(), officer, note: row.note.clone(), seen: 0 };
    casework::forward(run.ctx, run.tx, &new)
}

/// Takes a case over from a colleague.
pub fn take(run: &mut Run, row: &TakeRow) -> Result<(), Error> {
    let case = run.case(&row.case)?;
    casework::take(run.ctx, run.tx, case, 0)
}

/// Adds a paper.
pub fn add_paper(run: &mut Run, row: &PaperRow) -> Result<(), Error> {
    let case = run.case(&row.case)?;
    casework::add_paper(run.ctx, run.tx, case, &row.title, None)
}

/// Pauses the clock.
pub fn pause(run: &mut Run, row: &PauseRow) -> Result<(), Error> {
    let from_at = row.since.map_or(Ok(run.ctx.now), instant)?;
    let case_no = run.case(&row.case)?;
    let new = NewPause { case_no, reason: row.reason.clone(), note: row.asked.clone(), from_at };
    casework::pause(run.ctx, run.tx, &new)
}

/// Lets the clock go on.
pub fn resume(run: &mut Run, row: &ResumeRow) -> Result<(), Error> {
    let (case, to_at) = (run.case(&row.case)?, row.since.map_or(Ok(run.ctx.now), instant)?);
    casework::resume(run.ctx, run.tx, case, to_at, &row.note)
}

/// Asks a unit.
pub fn ask_advice(run: &mut Run, row: &AdviceRow) -> Result<(), Error> {
    let (case, unit) = (run.case(&row.case)?, run.names.no(Thing::Unit, &row.unit)?);
    casework::ask_advice(run.ctx, run.tx, case, unit, &row.question, &row.limit)?;
    Ok(())
}

/// Answers for the unit that was asked.
pub fn answer_advice(run: &mut Run, row: &AnswerRow) -> Result<(), Error> {
    let case = run.case(&row.case)?;
    casework::answer_advice(run.ctx, run.tx, case, row.leg.unwrap_or(1), &row.answer)
}

/// Extends the limit.
pub fn extend(run: &mut Run, row: &ExtensionRow) -> Result<(), Error> {
    let case = run.case(&row.case)?;
    casework::extend(run.ctx, run.tx, case, &row.more, &row.reason)?;
    Ok(())
}

/// Apologises with a new date.
pub fn apologise(run: &mut Run, row: &ApologyRow) -> Result<(), Error> {
    let case = run.case(&row.case)?;
    casework::apologise(run.ctx, run.tx, case, instant(row.promised)?, &row.reason)
}

/// Decides a case.
pub fn decide(run: &mut Run, row: &DecisionRow) -> Result<(), Error> {
    let case = run.case(&row.case)?;
    casework::decide(run.ctx, run.tx, case, &row.outcome, &row.note)
}

/// Stops a case.
pub fn stop(run: &mut Run, row: &StopRow) -> Result<(), Error> {
    let case = run.case(&row.case)?;
    casework::stop(run.ctx, run.tx, case, row.withdrawn, &row.reason)
}

/// Records that the fees were paid.
pub fn pay_fees(run: &mut Run, row: &PaymentRow) -> Result<(), Error> {
    let case = run.case(&row.case)?;
    casework::pay_fees(run.ctx, run.tx, case, row.method.as_deref().unwrap_or("cash"))
}

/// Hands the result back.
pub fn hand_back(run: &mut Run, row: &HandBackRow) -> Result<(), Error> {
    let case = run.case(&row.case)?;
    casework::hand_back(run.ctx, run.tx, case, &row.note)
}

/// Opens a closed case again.
pub fn reopen(run: &mut Run, row: &ReopenRow) -> Result<(), Error> {
    let case = run.case(&row.case)?;
    casework::reopen(run.ctx, run.tx, case, &row.reason)
}

/// The applicant rates the service.
pub fn rate(run: &mut Run, row: &RatingRow) -> Result<(), Error> {
    let case = casework::case_file(run.tx, &run.ctx.book, run.case(&row.case)?)?;
    casework::rate(run.ctx, run.tx, &case, row.stars, &row.remark)
}

/// Names a stand-in.
pub fn name_stand_in(run: &mut Run, row: &StandInRow) -> Result<(), Error> {
    let new = StandIn {
        officer: run.names.no(Thing::Officer, &row.officer)?,
        deputy: run.names.no(Thing::Officer, &row.deputy)?,
        from_on: row.from,
        to_on: row.to,
        reason: row.reason.clone(),
    };
    casework::name_stand_in(run.ctx, run.tx, &new)?;
    Ok(())
}

fn fault<T>(place: &str, sentence: String) -> Result<T, Error> {
    Err(Error::Faults(vec![Fault::new(place, sentence)]))
}
