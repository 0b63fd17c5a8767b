//! Thủ tục hành chính: a case type: who may file what, over which steps, within which time, with which outcome.
//!
//! A published version never changes; a case keeps the version it was opened under.

mod choose;
mod differ;
mod judge;
mod life;
mod read;
mod rules;
mod story;

pub use choose::{FieldFault, read_fields};
pub use differ::{Difference, differ};
pub use life::{Move, Refused, State, follow};
pub(crate) use read::case_type;
pub use story::{run as run_story, run_all as run_stories};

use crate::clock::{Limit, Rung};
use jiff::civil::Date;

/// How a case comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// Trực tiếp tại quầy.
    Counter,
    /// Trực tuyến.
    Online,
    /// Qua bưu chính công ích.
    Post,
}

/// Who may file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PersonKind {
    /// Cá nhân.
    Citizen,
    /// Doanh nghiệp, hộ kinh doanh.
    Business,
    /// Tổ chức khác.
    Organisation,
    /// Cơ quan nhà nước.
    Agency,
}

/// A case type as one version of a pack has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseType {
    /// Stable key, such as `trich-luc-ho-tich`.
    pub id: String,
    /// Code in the national catalogue, such as `2.000635`.
    pub code: String,
    pub version: i64,
    pub title: String,
    /// Lĩnh vực.
    pub field: String,
    pub basis: String,
    /// What still has to be confirmed against the official text; empty when nothing.
    pub confirm: String,
    pub effective_from: Date,
    /// Last day on which it may be received.
    pub effective_to: Option<Date>,
    /// Key of the working calendar.
    pub calendar: String,
    pub applicants: Vec<PersonKind>,
    pub channels: Vec<Channel>,
    pub papers: Vec<Paper>,
    pub fields: Vec<Field>,
    pub steps: Vec<Step>,
    /// What the office promises itself for the whole case; it never replaces the legal limit.
    pub service_norm: Option<Limit>,
    pub limits: Vec<LimitRule>,
    pub pauses: Vec<PauseRule>,
    pub extension: Option<ExtensionRule>,
    /// Whether a late case may be answered with an apology and one new date.
    pub apology: bool,
    pub outcomes: Vec<Outcome>,
    pub fees: Vec<Fee>,
    pub ladder: Vec<LadderRung>,
    /// The outcome that silence brings where the law says so; empty elsewhere.
    pub tacit: String,
    /// The file as it was written, kept when it is published.
    pub text: String,
}

/// A paper to be handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub id: String,
    pub title: String,
    pub copies: i64,
    pub required: bool,
    /// Kept in a national database, so that it may not be asked for again.
    pub national: bool,
}

/// What a field of the form holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    Number,
    Day,
    Money,
    Choice(Vec<String>),
}

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub id: String,
    pub label: String,
    pub kind: FieldKind,
    pub required: bool,
}

/// Who usually holds a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepRole {
    /// Bộ phận Một cửa.
    Counter,
    /// Công chức chuyên môn.
    Specialist,
    /// Người ký.
    Head,
}

/// A step of handling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub id: String,
    pub title: String,
    pub role: StepRole,
    /// The unit's own norm; it never replaces the legal limit.
    pub norm: Option<Limit>,
    /// Steps that may follow; empty for the last one.
    pub next: Vec<String>,
    /// Whether the outcome is decided here.
    pub decides: bool,
}

/// A time limit and when it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitRule {
    pub id: String,
    pub title: String,
    pub limit: Limit,
    /// For same-day limits: the minute of the day after which the next working day counts.
    pub same_day_until: Option<u16>,
    /// Only for this channel.
    pub channel: Option<Channel>,
    /// Only when a field has this value.
    pub when: Option<(String, String)>,
    /// Whether the budget starts anew after a pause.
    pub restart: bool,
    /// Key of the step whose beginning starts this limit in place of the one before: a complaint counts from the day
    /// it is accepted (Luật Khiếu nại 02/2011/QH13 Điều 28); `None` counts from receipt.
    pub begins: Option<String>,
    pub basis: String,
}

/// What a pause waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asks {
    /// Papers of the applicant (form 02).
    Papers,
    /// A payment of the applicant.
    Money,
    /// Somebody else.
    Other,
}

/// A reason for which the clock stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseRule {
    pub id: String,
    pub title: String,
    pub asks: Asks,
    pub basis: String,
}

/// How often and how far a limit may be extended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionRule {
    pub times: i64,
    pub longest: Limit,
    pub basis: String,
}

/// What an outcome means for the applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutcomeKind {
    Granted,
    Refused,
    /// Neither: a conciliation that failed, a complaint found partly right.
    Concluded,
}

/// A possible outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub id: String,
    pub title: String,
    pub kind: OutcomeKind,
    /// The document that is issued.
    pub document: String,
    /// Retention, as the records schedule writes it: `vĩnh viễn`, `10 năm`.
    pub retention: String,
}

/// A fee or charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    pub id: String,
    pub title: String,
    pub amount_dong: i64,
    /// Field whose number multiplies the amount (copies); empty for once.
    pub times: String,
    /// Only for this channel.
    pub channel: Option<Channel>,
    pub basis: String,
}

/// Whom a rung tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Told {
    Holder,
    Head,
}

/// A rung of the escalation ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderRung {
    /// As written: its key.
    pub text: String,
    pub rung: Rung,
    pub tell: Told,
}

impl CaseType {
    /// The step of that key.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The outcome of that key.
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == id)
    }

    /// The time limit of that key.
    pub fn limit_rule(&self, id: &str) -> Option<&LimitRule> {
        self.limits.iter().find(|limit| limit.id == id)
    }

    /// The pause of that key.
    pub fn pause_rule(&self, id: &str) -> Option<&PauseRule> {
        self.pauses.iter().find(|pause| pause.id == id)
    }

    /// Whether it may be received on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.effective_from <= day && self.effective_to.is_none_or(|to| day <= to)
    }
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::Counter, Self::Online, Self::Post];

    /// Key kept in rows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Online => "online",
            Self::Post => "post",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Counter => "trực tiếp",
            Self::Online => "trực tuyến",
            Self::Post => "bưu chính",
        }
    }

    /// The channel of that key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.key() == key)
    }
}

impl PersonKind {
    pub const ALL: [Self; 4] = [Self::Citizen, Self::Business, Self::Organisation, Self::Agency];

    /// Key kept in rows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Business => "business",
            Self::Organisation => "organisation",
            Self::Agency => "agency",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Citizen => "cá nhân",
            Self::Business => "doanh nghiệp, hộ kinh doanh",
            Self::Organisation => "tổ chức khác",
            Self::Agency => "cơ quan nhà nước",
        }
    }

    /// The kind of that key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl StepRole {
    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Counter => "Bộ phận Một cửa",
            Self::Specialist => "công chức chuyên môn",
            Self::Head => "người ký",
        }
    }
}
