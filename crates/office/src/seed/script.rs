//! A book of the demonstration as its file says it: the office, its units and officers, and a time line of acts.

use super::acts::Act;
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use toml::Spanned;

/// A demonstration book that was read, with the place of everything.
#[derive(Debug)]
pub struct Script {
    /// Name of the file, for faults.
    pub file: String,
    pub book: Book,
    /// Units below the office: line in the file, group, unit.
    pub units: Vec<(usize, Group, UnitRow)>,
    pub officers: Vec<(usize, OfficerRow)>,
    pub acts: Vec<Entry>,
}

/// An act of the time line.
#[derive(Debug)]
pub struct Entry {
    /// Line of the file.
    pub line: usize,
    /// Hà Nội time.
    pub at: DateTime,
    /// Login of the officer who acts.
    pub by: String,
    pub act: Act,
}

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub book: Book,
    #[serde(default)]
    pub units: Vec<Units>,
    #[serde(default)]
    pub officer: Vec<Spanned<OfficerRow>>,
    #[serde(default)]
    pub act: Vec<Spanned<super::acts::Timed>>,
}

/// The office that keeps the book.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Book {
    /// Key in addresses: `ba-dinh`.
    pub code: String,
    pub superior: Option<String>,
    /// When the operator opened the book, Hà Nội time.
    pub opened: DateTime,
    /// First day of every post, so that the demonstration can be used from its year until today.
    pub posts_from: Date,
    pub unit: Root,
}

/// The unit that keeps the book. Its key in the script is its kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
    pub code: String,
    pub kind: String,
    pub name: String,
    pub established: Date,
    /// The first day on which it no longer existed.
    pub abolished: Option<Date>,
}

/// Units of one kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Units {
    pub kind: String,
    pub post: Option<String>,
    pub list: Vec<Spanned<UnitRow>>,
}

/// What units of one list share.
#[derive(Debug, Clone)]
pub struct Group {
    pub kind: String,
    /// Post of the officer that every unit of the list gets, with the login `kind-key`; none without it.
    pub post: Option<String>,
}

/// A unit below the office.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitRow {
    /// Name of the unit within the script.
    pub key: String,
    #[serde(default)]
    pub code: String,
    pub name: String,
    /// Default: the day of the office.
    pub established: Option<Date>,
    /// Default: the day of the office.
    pub abolished: Option<Date>,
    /// Key of the unit that took over its work.
    pub heir: Option<String>,
}

/// A post. The same login again is a further post of the same officer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficerRow {
    pub login: String,
    /// A role, or a name that is invented; never that of a real person.
    pub name: String,
    pub post: String,
    /// `unit`, `counter`, `specialist`, `head`, `city`, `operator`.
    pub role: String,
    /// Key of the unit.
    pub unit: String,
}

impl Script {
    /// `ba-dinh.toml:120`.
    pub fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.file)
    }

    /// Login of the officer that a unit gets from its list.
    pub fn unit_login(group: &Group, unit: &UnitRow) -> String {
        format!("{}-{}", group.kind, unit.key)
    }
}
