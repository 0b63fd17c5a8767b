//! Rows that were read and wait for their commit, as the draft of an import keeps them.

use super::subject::Subject;
use crate::error::Failure;
use crate::figure::{ClaimBase, NewClaim, NewFigure, Status};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use viet::bound::Bound;

/// All rows of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Rows {
    Figures(Vec<FigureRow>),
    Targets(Vec<TargetRow>),
    Units(Vec<UnitRow>),
    Officers(Vec<OfficerRow>),
}

/// A figure of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureRow {
    pub indicator: String,
    pub unit: i64,
    pub starts_on: Date,
    pub cutoff_on: Date,
    /// Key of the status.
    pub status: String,
    pub bound: Bound,
    pub value: Decimal,
    pub typed: String,
    pub source: Option<i64>,
    pub note: String,
    pub invented: bool,
    pub claims: Vec<ClaimRow>,
}

/// What a document says of a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimRow {
    /// Key of the base.
    pub base: String,
    pub assigners: Vec<String>,
    pub value: Decimal,
    pub decimals: u32,
    pub growth: bool,
    pub typed: String,
}

/// A target of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetRow {
    /// Sheet and cell of its value.
    pub place: String,
    pub indicator: String,
    pub unit: i64,
    pub assigner: String,
    /// Key of the horizon.
    pub horizon: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub typed: String,
    pub basis: i64,
}

/// A unit of a file: how it was established, or what it was called from a later day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitRow {
    pub place: String,
    /// Rows with the same key speak of the same unit; empty when the unit has one row.
    pub key: String,
    pub code: String,
    pub kind: String,
    pub name: String,
    /// Name or code of the superior unit, perhaps of another row; empty for none.
    pub parent: String,
    pub on: Date,
    /// The day from which this name and parent held, when it is not the first one.
    pub from: Option<Date>,
    pub abolished_on: Option<Date>,
    /// Successors by name, each with the day.
    pub heirs: Vec<(String, Date)>,
}

/// An officer and a post of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfficerRow {
    pub place: String,
    pub login: String,
    pub name: String,
    pub post_title: String,
    /// Key of the role.
    pub role: String,
    pub unit: i64,
    pub from: Date,
}

impl Rows {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        match self {
            Rows::Figures(rows) => rows.len(),
            Rows::Targets(rows) => rows.len(),
            Rows::Units(rows) => rows.len(),
            Rows::Officers(rows) => rows.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn subject(&self) -> Subject {
        match self {
            Rows::Figures(_) => Subject::Figures,
            Rows::Targets(_) => Subject::Targets,
            Rows::Units(_) => Subject::Units,
            Rows::Officers(_) => Subject::Officers,
        }
    }
}

impl FigureRow {
    /// The figure to be entered.
    pub fn to_new(&self) -> Result<NewFigure, Failure> {
        let unreadable = |what: &str| Failure::new(format!("an import draft with an unreadable {what}"));
        Ok(NewFigure {
            indicator: self.indicator.clone(),
            unit: self.unit,
            starts_on: self.starts_on,
            cutoff_on: self.cutoff_on,
            status: Status::read(&self.status).ok_or_else(|| unreadable("status"))?,
            bound: self.bound,
            value: self.value,
            typed: self.typed.clone(),
            source: self.source,
            note: self.note.clone(),
            invented: self.invented,
            claims: self
                .claims
                .iter()
                .map(|claim| claim.to_new().ok_or_else(|| unreadable("claim")))
                .collect::<Result<_, _>>()?,
        })
    }
}

impl ClaimRow {
    fn to_new(&self) -> Option<NewClaim> {
        Some(NewClaim {
            base: ClaimBase::from_key(&self.base)?,
            assigners: self.assigners.clone(),
            value: self.value,
            decimals: self.decimals,
            growth: self.growth,
            typed: self.typed.clone(),
        })
    }
}

impl Rows {
    /// No rows of a subject.
    pub fn none(subject: Subject) -> Rows {
        match subject {
            Subject::Figures => Rows::Figures(Vec::new()),
            Subject::Targets => Rows::Targets(Vec::new()),
            Subject::Units => Rows::Units(Vec::new()),
            Subject::Officers => Rows::Officers(Vec::new()),
        }
    }
}
