//! The language of sector packs and the pure rules that judge by them.
//!
//! A pack says, in files a domain person can read, which figures exist, who
//! sets targets for them, how they may be compared and which report is written
//! from them. This crate reads packs and judges figures. It knows no files (a
//! pack is given as pairs of path and text), no time of day, no database and
//! no HTTP; every function is pure.

pub mod assigner;
pub mod calendar;
pub mod case_type;
pub mod check;
pub mod clears;
pub mod clock;
pub mod compare;
pub mod core_state;
pub mod document_kind;
pub mod fault;
pub mod indicator;
mod load;
pub mod measure;
pub mod outline;
pub mod period;
pub mod story;
pub mod unit;
mod write;

pub use assigner::Assigner;
pub use calendar::{Calendar, CalendarRule};
pub use case_type::CaseType;
pub use check::{Finding, Severity};
pub use clears::Wording;
pub use document_kind::DocumentKind;
pub use fault::Fault;
pub use indicator::Indicator;
pub use load::{Edition, Pack, StoryText, load, load_calendar, load_case_type};
pub use measure::Measure;
pub use outline::{Outline, Template};
pub use period::{PeriodRule, Span};
pub use unit::AdministrativeUnit;
