//! The words of the time line: each act by its key in the file. An `[[act]]` holds `at`, `by` and exactly one of them.

use super::case_rows::*;
use super::rows::*;
use super::task_rows::*;
use jiff::civil::DateTime;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::fmt;

macro_rules! acts {
    ($($key:literal $name:ident($row:ty)),* $(,)?) => {
        /// An act that the script asks for.
        #[derive(Debug, Clone)]
        pub enum Act { $($name($row)),* }

        /// The keys of all acts.
        const KEYS: &[&str] = &["at", "by", $($key),*];

        fn act<'de, M: MapAccess<'de>>(key: &str, map: &mut M) -> Result<Act, M::Error> {
            match key {
                $($key => Ok(Act::$name(map.next_value()?)),)*
                other => Err(Error::unknown_field(other, KEYS)),
            }
        }
    };
}

acts! {
    "register-document" RegisterDocument(Vec<DocumentRow>),
    "open-year" OpenYear(YearRow),
    "set-target" SetTarget(Vec<TargetRow>),
    "set-road-map" SetRoadMap(RoadMapRow),
    "draft-allocation" DraftAllocation(DraftRow),
    "save-allocation" SaveAllocation(GridRow),
    "sign-allocation" SignAllocation(SignRow),
    "confirm-receipt" ConfirmReceipt(ReceiptRow),
    "write-programme" WriteProgramme(ProgrammeRow),
    "ready-item" ReadyItem(ReadyRow),
    "open-period" OpenPeriod(PeriodRow),
    "enter-figure" EnterFigure(Vec<FigureRow>),
    "enter-units" EnterUnits(UnitFiguresRow),
    "close-period" ClosePeriod(ClosePeriodRow),
    "register-risk" RegisterRisk(Vec<RiskRow>),
    "draft-report" DraftReport(ReportRow),
    "edit-report" EditReport(Box<TextsRow>),
    "sign-report" SignReport(SignReportRow),
    "publish-report" PublishReport(PublicationRow),
    "read-report" ReadReport(Box<ReadingRow>),
    "receive-case" ReceiveCase(Box<CaseRow>),
    "forward-case" ForwardCase(ForwardRow),
    "take-case" TakeCase(TakeRow),
    "add-paper" AddPaper(PaperRow),
    "pause-case" PauseCase(PauseRow),
    "resume-case" ResumeCase(ResumeRow),
    "ask-advice" AskAdvice(AdviceRow),
    "answer-advice" AnswerAdvice(AnswerRow),
    "extend-case" ExtendCase(ExtensionRow),
    "apologise" Apologise(ApologyRow),
    "decide-case" DecideCase(DecisionRow),
    "stop-case" StopCase(StopRow),
    "pay-fees" PayFees(PaymentRow),
    "hand-back-case" HandBackCase(HandBackRow),
    "reopen-case" ReopenCase(ReopenRow),
    "rate-case" RateCase(RatingRow),
    "file-online" FileOnline(Box<FilingRow>),
    "receive-filing" ReceiveFiling(ReceiveFilingRow),
    "refuse-filing" RefuseFiling(RefuseFilingRow),
    "name-stand-in" NameStandIn(StandInRow),
    "arrive-document" ArriveDocument(ArrivalRow),
    "assign-task" AssignTask(Box<TaskRow>),
    "on-task" OnTask(TaskActRow),
    "hold-meeting" HoldMeeting(Box<MeetingRow>),
    "issue-notice" IssueNotice(NoticeRow),
    "publish-news" PublishNews(NewsRow),
    "assign-conclusions" AssignConclusions(ConclusionTasksRow),
    "make-appointment" MakeAppointment(AppointmentRow),
}

/// An act with its instant and its officer.
#[derive(Debug)]
pub(super) struct Timed {
    pub at: DateTime,
    pub by: String,
    pub act: Act,
}

impl<'de> Deserialize<'de> for Timed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Timed, D::Error> {
        let Moment { at, by, act } = Moment::deserialize(deserializer)?;
        Ok(Timed { at, by: by.ok_or_else(|| D::Error::missing_field("by"))?, act })
    }
}

/// An act in the life of a case; without an officer whoever usually does it.
#[derive(Debug, Clone)]
pub struct Moment {
    pub at: DateTime,
    pub by: Option<String>,
    pub act: Act,
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        deserializer.deserialize_map(MomentVisitor)
    }
}

struct MomentVisitor;

impl<'de> Visitor<'de> for MomentVisitor {
    type Value = Moment;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an act with at, by and one of its keys")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Moment, M::Error> {
        let (mut at, mut by, mut found) = (None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "at" => at = Some(map.next_value()?),
                "by" => by = Some(map.next_value()?),
                key if found.is_none() => found = Some(act(key, &mut map)?),
                key => return Err(M::Error::custom(format!("a second act “{key}” in the same table"))),
            }
        }
        let missing = M::Error::missing_field;
        Ok(Moment { at: at.ok_or_else(|| missing("at"))?, by, act: found.ok_or_else(|| missing("act"))? })
    }
}
