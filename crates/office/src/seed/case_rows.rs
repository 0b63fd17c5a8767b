//! What the acts of casework say. `case` is the key of a case; in the life of a case it may be left out.

use super::acts::Moment;
use super::rows::rows;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;
use toml::Spanned;

rows! {
    /// Who files; every one is invented.
    PersonRow {
        name: String,
        /// `citizen`, `business`, `organisation`; a citizen when left out.
        kind: Option<String>,
        #[serde(default)]
        identity: String,
        born: Option<Date>,
        #[serde(default)]
        sex: String,
        #[serde(default)]
        address: String,
        #[serde(default)]
        phone: String,
        #[serde(default)]
        email: String,
    }
    /// A case received, and what happens to it afterwards.
    CaseRow {
        key: String,
        #[serde(rename = "type")]
        type_id: String,
        /// `counter` when left out.
        channel: Option<String>,
        /// The unit that receives; that of the officer when left out.
        unit: Option<String>,
        person: PersonRow,
        submitter: Option<PersonRow>,
        #[serde(default)]
        subject: String,
        #[serde(default)]
        fields: BTreeMap<String, String>,
        /// Optional papers that were handed in beside the required ones.
        #[serde(default)]
        papers: Vec<String>,
        /// `counter` when left out.
        delivery: Option<String>,
        #[serde(default)]
        life: Vec<Spanned<Moment>>,
    }
    /// The next step and who takes it.
    ForwardRow { #[serde(default)] case: String, step: String, to: String, #[serde(default)] note: String }
    /// A colleague takes over.
    TakeRow { #[serde(default)] case: String }
    /// A further paper.
    PaperRow { #[serde(default)] case: String, title: String }
    /// The clock stands; `since` when it is entered late.
    PauseRow { #[serde(default)] case: String, reason: String, #[serde(default)] asked: String, since: Option<DateTime> }
    /// The clock goes on.
    ResumeRow { #[serde(default)] case: String, since: Option<DateTime>, #[serde(default)] note: String }
    /// A unit is asked.
    AdviceRow { #[serde(default)] case: String, unit: String, question: String, limit: String }
    /// The unit answers; the first question when `leg` is left out.
    AnswerRow { #[serde(default)] case: String, leg: Option<i64>, answer: String }
    /// More time, as the rule allows.
    ExtensionRow { #[serde(default)] case: String, more: String, reason: String }
    /// An apology with a new date, Hà Nội time.
    ApologyRow { #[serde(default)] case: String, promised: DateTime, reason: String }
    /// An outcome.
    DecisionRow { #[serde(default)] case: String, outcome: String, #[serde(default)] note: String }
    /// A stop: withdrawn by the applicant, or returned.
    StopRow { #[serde(default)] case: String, #[serde(default)] withdrawn: bool, reason: String }
    /// Fees paid; cash when `method` is left out.
    PaymentRow { #[serde(default)] case: String, method: Option<String> }
    /// The result in the hands of the applicant.
    HandBackRow { #[serde(default)] case: String, #[serde(default)] note: String }
    /// A closed case opened again.
    ReopenRow { #[serde(default)] case: String, reason: String }
    /// The citizen's stars.
    RatingRow { #[serde(default)] case: String, stars: i64, #[serde(default)] remark: String }
    /// What a citizen files online, every required paper attached.
    FilingRow {
        key: String,
        #[serde(rename = "type")]
        type_id: String,
        person: PersonRow,
        #[serde(default)]
        subject: String,
        #[serde(default)]
        fields: BTreeMap<String, String>,
    }
    /// A filing becomes a case, which lives on.
    ReceiveFilingRow { key: String, filing: String, unit: Option<String>, #[serde(default)] life: Vec<Spanned<Moment>> }
    /// A filing refused (Mẫu 03).
    RefuseFilingRow { filing: String, reason: String }
    /// Who stands in for whom.
    StandInRow { officer: String, deputy: String, from: Date, to: Date, reason: String }
}
