//! The vocabulary of a demonstration file: an office, its units and officers, and what they did, in order.

use serde::Deserialize;
use std::collections::BTreeMap;

/// One office of the demonstration.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    pub book: String,
    pub superior: Option<String>,
    pub root: UnitLine,
    #[serde(default)]
    pub unit: Vec<UnitLine>,
    #[serde(default)]
    pub officer: Vec<OfficerLine>,
    /// Steps in the order in which they were done.
    #[serde(default)]
    pub act: Vec<Act>,
}

/// A unit; days as officials write them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitLine {
    #[serde(default)]
    pub code: String,
    pub kind: String,
    pub name: String,
    pub established: Option<String>,
    pub abolished: Option<String>,
    /// Login of an officer of its own, made with the name of the post.
    pub login: Option<String>,
}

/// An officer with one post; a second line with the same login gives a second post.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficerLine {
    pub login: String,
    pub name: String,
    pub post: String,
    pub role: String,
    /// Name of the unit; the office itself when missing.
    pub unit: Option<String>,
}

/// One step: when (wall clock of Hà Nội), who, what.
#[derive(Clone, Debug, Deserialize)]
pub struct Act {
    pub at: String,
    pub by: String,
    #[serde(flatten)]
    pub step: Step,
}

/// What an officer can do in the demonstration. Documents are named by their symbol, periods and reports by their label,
/// decisions and programmes by their title, officers by their login, units by their name.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Step {
    RegisterDocument {
        kind: String,
        symbol: String,
        issued: Option<String>,
        issuer: String,
        subject: String,
        #[serde(default)]
        own: bool,
        #[serde(default)]
        bases: Vec<String>,
    },
    OpenYear {
        year: i16,
        theme: String,
    },
    SetTarget {
        indicator: String,
        assigner: String,
        value: String,
        basis: String,
        year: i16,
        until: Option<i16>,
    },
    SetRoadMap {
        indicator: String,
        assigner: String,
        year: i16,
        months: Vec<String>,
    },
    DraftAllocation {
        title: String,
        year: i16,
        indicators: Vec<String>,
        assigner: String,
    },
    SaveGrid {
        title: String,
        basis: String,
        #[serde(default)]
        held: BTreeMap<String, String>,
        #[serde(default)]
        held_reason: String,
        lines: BTreeMap<String, BTreeMap<String, String>>,
    },
    SignAllocation {
        title: String,
    },
    ConfirmReceipt {
        title: String,
    },
    WriteProgramme {
        kind: String,
        year: i16,
        title: String,
        document: Option<String>,
    },
    WriteItem(Box<ItemLine>),
    OpenPeriod {
        label: String,
        cutoff: Option<String>,
    },
    Enter(Box<FigureLine>),
    EnterUnits {
        indicator: String,
        cutoff: String,
        status: String,
        #[serde(default)]
        note: String,
        #[serde(default)]
        invented: bool,
        values: BTreeMap<String, String>,
    },
    ClosePeriod {
        label: String,
    },
    RegisterRisk {
        indicator: String,
        cause: String,
        solution: String,
        owner: String,
        due: String,
    },
    DraftReport {
        outline: String,
        period: String,
        label: Option<String>,
    },
    EditReport(Box<TextLines>),
    SignReport {
        label: String,
    },
    PublishReport {
        label: String,
        sections: Vec<String>,
        author: String,
        event: String,
    },
}

/// An item of a programme; with `ready` it is made ready at once.
#[derive(Clone, Debug, Deserialize)]
pub struct ItemLine {
    pub programme: String,
    pub work: String,
    pub unit: Option<String>,
    pub person: Option<String>,
    #[serde(default)]
    pub procedure: String,
    pub head: Option<String>,
    #[serde(default)]
    pub result: String,
    pub due: Option<String>,
    pub basis: Option<String>,
    #[serde(default)]
    pub ready: bool,
}

/// A figure of the office itself, with what its document claims.
#[derive(Clone, Debug, Deserialize)]
pub struct FigureLine {
    pub indicator: String,
    pub cutoff: String,
    pub status: String,
    pub value: String,
    pub source: Option<String>,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub invented: bool,
    /// `đạt 56 %` of the baselines of these assigners.
    pub percent: Option<String>,
    #[serde(default)]
    pub assigners: Vec<String>,
    /// `tăng 8 %` against `same-period` or `previous-year`.
    pub growth: Option<String>,
    pub growth_base: Option<String>,
}

/// The words of a report's draft.
#[derive(Clone, Debug, Deserialize)]
pub struct TextLines {
    pub label: String,
    #[serde(default)]
    pub addressee: Vec<String>,
    #[serde(default)]
    pub recipients: Vec<String>,
    #[serde(default)]
    pub narratives: BTreeMap<String, String>,
    #[serde(default)]
    pub next_tasks: Vec<String>,
    #[serde(default)]
    pub explained: BTreeMap<String, String>,
}
