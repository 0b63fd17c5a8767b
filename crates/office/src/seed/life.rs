//! Spreads the lives of cases over the time line: what stands below one case in the file happens between other acts.

use super::acts::{Act, Moment};
use super::case_rows::*;
use super::person::PUBLIC;
use super::script::Entry;
use toml::Spanned;

/// The time line with the moments of every case in their places. Acts of the file keep their order, right or wrong.
pub fn live(mut acts: Vec<Entry>, line: impl Fn(usize) -> usize) -> Vec<Entry> {
    let mut moments: Vec<Entry> = acts.iter_mut().flat_map(|entry| of_case(entry, &line)).collect();
    moments.sort_by_key(|entry| entry.at);
    let mut merged = Vec::with_capacity(acts.len() + moments.len());
    let mut waiting = moments.into_iter().peekable();
    for act in acts {
        while let Some(before) = waiting.next_if(|moment| moment.at < act.at) {
            merged.push(before);
        }
        merged.push(act);
    }
    merged.extend(waiting);
    merged
}

/// What follows the receipt of a case, each with its officer.
fn of_case(entry: &mut Entry, line: &impl Fn(usize) -> usize) -> Vec<Entry> {
    let (key, life) = match &mut entry.act {
        Act::ReceiveCase(row) => (row.key.clone(), std::mem::take(&mut row.life)),
        Act::ReceiveFiling(row) => (row.key.clone(), std::mem::take(&mut row.life)),
        _ => return Vec::new(),
    };
    let counter = entry.by.clone();
    let mut holder = counter.clone();
    let mut one = |moment: Spanned<Moment>| {
        let line = line(moment.span().start);
        let Moment { at, by, mut act } = moment.into_inner();
        if let Some(case) = act.case_left_out() {
            case.clone_from(&key);
        }
        let usual = match &act {
            Act::PayFees(_) | Act::HandBackCase(_) => counter.clone(),
            Act::RateCase(_) => PUBLIC.to_owned(),
            _ => holder.clone(),
        };
        let by = by.unwrap_or(usual);
        match &act {
            Act::ForwardCase(row) => holder.clone_from(&row.to),
            Act::TakeCase(_) => holder.clone_from(&by),
            _ => {}
        }
        Entry { line, at, by, act }
    };
    life.into_iter().map(&mut one).collect()
}

impl Act {
    /// The key of the case that an act left out, to be filled in.
    fn case_left_out(&mut self) -> Option<&mut String> {
        let case = match self {
            Act::ForwardCase(ForwardRow { case, .. })
            | Act::TakeCase(TakeRow { case })
            | Act::AddPaper(PaperRow { case, .. })
            | Act::PauseCase(PauseRow { case, .. })
            | Act::ResumeCase(ResumeRow { case, .. })
            | Act::AskAdvice(AdviceRow { case, .. })
            | Act::AnswerAdvice(AnswerRow { case, .. })
            | Act::ExtendCase(ExtensionRow { case, .. })
            | Act::Apologise(ApologyRow { case, .. })
            | Act::DecideCase(DecisionRow { case, .. })
            | Act::StopCase(StopRow { case, .. })
            | Act::PayFees(PaymentRow { case, .. })
            | Act::HandBackCase(HandBackRow { case, .. })
            | Act::ReopenCase(ReopenRow { case, .. })
            | Act::RateCase(RatingRow { case, .. }) => case,
            _ => return None,
        };
        case.is_empty().then_some(case)
    }
}
