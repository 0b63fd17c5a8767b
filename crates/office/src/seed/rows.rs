//! What each act of the time line says, with keys of the script instead of numbers and values as officials write them.

use crate::report::Texts;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;

/// Turns a short table into rows that refuse unknown keys.
macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field:meta])* $key:ident: $type:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, serde::Deserialize)]
            #[serde(deny_unknown_fields, rename_all = "kebab-case")]
            pub struct $name { $($(#[$field])* pub $key: $type),* }
        )*
    };
}
pub(super) use rows;

rows! {
    /// A document to be registered.
    DocumentRow {
        key: String,
        kind: String,
        symbol: String,
        issued: Option<Date>,
        issuer: String,
        subject: String,
        #[serde(default)]
        own: bool,
        #[serde(default)]
        bases: Vec<String>,
    }
    /// A plan year with its theme.
    YearRow { year: i16, #[serde(default)] theme: String }
    /// A target or estimate; with `to` it is set for a term instead of a year.
    TargetRow {
        key: String,
        indicator: String,
        unit: Option<String>,
        assigner: String,
        year: i16,
        to: Option<i16>,
        value: String,
        basis: String,
    }
    /// Twelve months of a target, January first.
    RoadMapRow { target: String, months: Vec<String> }
    /// A decision that allots targets.
    DraftRow { key: String, year: i16, title: String, targets: Vec<String> }
    /// The grid of a draft.
    GridRow { allocation: String, share: Vec<ShareRow> }
    /// What the units get of one indicator.
    ShareRow {
        indicator: String,
        basis: Option<String>,
        held: Option<String>,
        #[serde(default)]
        held_reason: String,
        units: BTreeMap<String, String>,
    }
    /// The signature under a decision; the document it becomes may get a key.
    SignRow { allocation: String, document: Option<String> }
    /// A unit confirms what it received.
    ReceiptRow { allocation: String }
    /// A programme with its items.
    ProgrammeRow {
        key: String,
        kind: String,
        year: i16,
        title: String,
        document: Option<String>,
        #[serde(default)]
        item: Vec<ItemRow>,
    }
    /// An item; clears left out are still missing.
    ItemRow {
        key: String,
        work: String,
        unit: Option<String>,
        person: Option<String>,
        #[serde(default)]
        procedure: String,
        head: Option<String>,
        #[serde(default)]
        result: String,
        due: Option<Date>,
        basis: Option<String>,
    }
    /// Items of a programme that can be assigned.
    ReadyRow { programme: String, items: Vec<String> }
    /// A reporting period; days left out follow from the label.
    PeriodRow { key: String, label: String, starts: Option<Date>, ends: Option<Date>, cutoff: Option<Date> }
    /// A figure. Its span is that of a period, or runs from 1 January to `cutoff`.
    FigureRow {
        indicator: String,
        unit: Option<String>,
        period: Option<String>,
        cutoff: Option<Date>,
        /// `expected` or `actual`.
        status: String,
        value: String,
        source: Option<String>,
        #[serde(default)]
        note: String,
        #[serde(default)]
        invented: bool,
        #[serde(default)]
        claim: Vec<ClaimRow>,
    }
    /// What the source states of a figure: a share of estimates, or a growth.
    ClaimRow {
        percent: Option<String>,
        #[serde(default)]
        assigners: Vec<String>,
        growth: Option<String>,
        /// `same-period` or `previous-year`, for a growth.
        base: Option<String>,
    }
    /// One indicator for many units, entered at once.
    UnitFiguresRow {
        indicator: String,
        period: Option<String>,
        cutoff: Option<Date>,
        status: String,
        source: Option<String>,
        #[serde(default)]
        note: String,
        #[serde(default)]
        invented: bool,
        values: BTreeMap<String, String>,
    }
    /// A period to be closed.
    ClosePeriodRow { period: String }
    /// A line of the at-risk register.
    RiskRow { indicator: String, unit: Option<String>, cause: String, solution: String, owner: String, due: Date }
    /// A report to be drafted.
    ReportRow { key: String, outline: String, period: String, #[serde(default)] label: String }
    /// The words of a draft.
    TextsRow { report: String, texts: Texts }
    /// The signature under a report.
    SignReportRow { report: String }
    /// What is published of a signed report; `event` is Hà Nội time.
    PublicationRow { report: String, sections: Vec<String>, author: String, event: DateTime }

    /// A report of the time before the program, read from its words.
    ReadingRow {
        /// Name of the file.
        name: String,
        text: String,
        /// Proposals that a person rejected.
        #[serde(default)]
        reject: Vec<RejectRow>,
    }

    RejectRow {
        /// The number as the report writes it.
        typed: String,
        reason: String,
    }
}
