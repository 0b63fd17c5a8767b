//! Which keys each act uses and which ones it makes, so that a script is checked before anything is written.

use super::acts::Act;
use super::case_rows::*;
use super::names::Thing::{self, *};
use super::rows::*;
use super::task_rows::*;

/// Keys with what they stand for.
pub type Keys<'a> = Vec<(Thing, &'a str)>;

impl Act {
    /// The keys that must stand for something before the act runs.
    pub fn uses(&self) -> Keys<'_> {
        match self {
            Act::RegisterDocument(rows) => rows.iter().flat_map(document).collect(),
            Act::OpenYear(_) | Act::OpenPeriod(_) => Vec::new(),
            Act::SetTarget(rows) => rows.iter().flat_map(target).collect(),
            Act::SetRoadMap(row) => vec![(Target, &row.target)],
            Act::DraftAllocation(row) => row.targets.iter().map(|key| (Target, key.as_str())).collect(),
            Act::SaveAllocation(row) => grid(row),
            Act::SignAllocation(SignRow { allocation, .. }) | Act::ConfirmReceipt(ReceiptRow { allocation }) => {
                vec![(Allocation, allocation)]
            }
            Act::WriteProgramme(row) => programme(row),
            Act::ReadyItem(row) => {
                let items = row.items.iter().map(|key| (Item, key.as_str()));
                std::iter::once((Programme, row.programme.as_str())).chain(items).collect()
            }
            Act::EnterFigure(rows) => rows.iter().flat_map(figure).collect(),
            Act::EnterUnits(row) => unit_figures(row),
            Act::ClosePeriod(row) => vec![(Period, &row.period)],
            Act::RegisterRisk(rows) => rows.iter().flat_map(risk).collect(),
            Act::DraftReport(row) => vec![(Outline, &row.outline), (Period, &row.period)],
            Act::EditReport(row) => vec![(Report, &row.report)],
            Act::SignReport(row) => vec![(Report, &row.report)],
            Act::PublishReport(row) => vec![(Report, &row.report)],
            Act::ReceiveCase(row) => {
                std::iter::once((CaseType, row.type_id.as_str())).chain(opt(Unit, &row.unit)).collect()
            }
            Act::FileOnline(row) => vec![(CaseType, &row.type_id)],
            Act::ReceiveFiling(ReceiveFilingRow { filing, .. }) | Act::RefuseFiling(RefuseFilingRow { filing, .. }) => {
                vec![(Filing, filing)]
            }
            Act::NameStandIn(row) => vec![(Officer, &row.officer), (Officer, &row.deputy)],
            Act::ArriveDocument(_) | Act::ReadReport(_) => Vec::new(),
            Act::AssignTask(row) => assigned(row),
            Act::OnTask(row) => {
                let task = std::iter::once((Task, row.task.as_str()));
                task.chain(opt(Officer, &row.to)).chain(opt(Document, &row.document)).collect()
            }
            Act::HoldMeeting(row) => {
                let units = row.item.iter().flat_map(|item| opt(Unit, &item.unit));
                opt(Report, &row.report).chain(units).collect()
            }
            Act::IssueNotice(NoticeRow { meeting, .. }) | Act::PublishNews(NewsRow { meeting, .. }) => {
                vec![(Meeting, meeting)]
            }
            Act::AssignConclusions(row) => {
                let people = row.task.iter().flat_map(|t| [(Officer, t.person.as_str()), (Officer, t.head.as_str())]);
                std::iter::once((Meeting, row.meeting.as_str())).chain(people).collect()
            }
            Act::MakeAppointment(row) => {
                std::iter::once((Officer, row.leader.as_str())).chain(opt(Unit, &row.unit)).collect()
            }
            Act::ForwardCase(row) => vec![(Case, &row.case), (Officer, &row.to)],
            Act::AskAdvice(row) => vec![(Case, &row.case), (Unit, &row.unit)],
            Act::TakeCase(TakeRow { case })
            | Act::AddPaper(PaperRow { case, .. })
            | Act::PauseCase(PauseRow { case, .. })
            | Act::ResumeCase(ResumeRow { case, .. })
            | Act::AnswerAdvice(AnswerRow { case, .. })
            | Act::ExtendCase(ExtensionRow { case, .. })
            | Act::Apologise(ApologyRow { case, .. })
            | Act::DecideCase(DecisionRow { case, .. })
            | Act::StopCase(StopRow { case, .. })
            | Act::PayFees(PaymentRow { case, .. })
            | Act::HandBackCase(HandBackRow { case, .. })
            | Act::ReopenCase(ReopenRow { case, .. })
            | Act::RateCase(RatingRow { case, .. }) => vec![(Case, case)],
        }
    }

    /// The keys that stand for something once the act has run.
    pub fn makes(&self) -> Keys<'_> {
        match self {
            Act::RegisterDocument(rows) => rows.iter().map(|row| (Document, row.key.as_str())).collect(),
            Act::SetTarget(rows) => rows.iter().map(|row| (Target, row.key.as_str())).collect(),
            Act::DraftAllocation(row) => vec![(Allocation, &row.key)],
            Act::SignAllocation(row) => opt(Document, &row.document).collect(),
            Act::WriteProgramme(row) => {
                let items = row.item.iter().map(|item| (Item, item.key.as_str()));
                std::iter::once((Programme, row.key.as_str())).chain(items).collect()
            }
            Act::OpenPeriod(row) => vec![(Period, &row.key)],
            Act::DraftReport(row) => vec![(Report, &row.key)],
            Act::ReceiveCase(row) => vec![(Case, &row.key)],
            Act::FileOnline(row) => vec![(Filing, &row.key)],
            Act::ReceiveFiling(row) => vec![(Case, &row.key)],
            Act::ArriveDocument(row) => vec![(Document, &row.key)],
            Act::AssignTask(row) => vec![(Task, &row.key)],
            Act::HoldMeeting(row) => vec![(Meeting, &row.key)],
            _ => Vec::new(),
        }
    }
}

fn opt(thing: Thing, key: &Option<String>) -> impl Iterator<Item = (Thing, &str)> {
    key.as_deref().map(|key| (thing, key)).into_iter()
}

/// The kind of a document is free: laws and decrees are registered too, and packs list only administrative documents.
fn document(row: &DocumentRow) -> Keys<'_> {
    row.bases.iter().map(|key| (Document, key.as_str())).collect()
}

fn target(row: &TargetRow) -> Keys<'_> {
    let fixed = [(Indicator, row.indicator.as_str()), (Assigner, &row.assigner), (Document, &row.basis)];
    fixed.into_iter().chain(opt(Unit, &row.unit)).collect()
}

fn grid(row: &GridRow) -> Keys<'_> {
    let mut keys = vec![(Allocation, row.allocation.as_str())];
    for share in &row.share {
        keys.push((Indicator, &share.indicator));
        keys.extend(opt(Document, &share.basis));
        keys.extend(share.units.keys().map(|unit| (Unit, unit.as_str())));
    }
    keys
}

fn programme(row: &ProgrammeRow) -> Keys<'_> {
    let mut keys: Keys = opt(Document, &row.document).collect();
    keys.push((DocumentKind, &row.kind));
    for item in &row.item {
        keys.extend(opt(Unit, &item.unit));
        keys.extend(opt(Officer, &item.person));
        keys.extend(opt(Officer, &item.head));
        keys.extend(opt(Document, &item.basis));
    }
    keys
}

fn figure(row: &FigureRow) -> Keys<'_> {
    let mut keys = vec![(Indicator, row.indicator.as_str())];
    keys.extend(opt(Unit, &row.unit));
    keys.extend(opt(Period, &row.period));
    keys.extend(opt(Document, &row.source));
    let assigners = row.claim.iter().flat_map(|claim| &claim.assigners);
    keys.extend(assigners.map(|assigner| (Assigner, assigner.as_str())));
    keys
}

fn unit_figures(row: &UnitFiguresRow) -> Keys<'_> {
    let mut keys = vec![(Indicator, row.indicator.as_str())];
    keys.extend(opt(Period, &row.period));
    keys.extend(opt(Document, &row.source));
    keys.extend(row.values.keys().map(|unit| (Unit, unit.as_str())));
    keys
}

fn assigned(row: &TaskRow) -> Keys<'_> {
    let fixed = [(Unit, row.unit.as_str()), (Officer, row.person.as_str()), (Officer, row.head.as_str())];
    let with = row.with.iter().map(|unit| (Unit, unit.as_str()));
    fixed.into_iter().chain(with).chain(opt(Document, &row.document)).collect()
}

fn risk(row: &RiskRow) -> Keys<'_> {
    let fixed = [(Indicator, row.indicator.as_str()), (Officer, &row.owner)];
    fixed.into_iter().chain(opt(Unit, &row.unit)).collect()
}
