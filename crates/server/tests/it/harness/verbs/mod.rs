//! What people do in an office, named as they say it, so that a test reads as a story.
//!
//! Every verb sends the form of its page and answers what came back: `.created()` where a thing must be made, `.done()`
//! where an act must succeed, `.must_refuse(…)` and `.must_fault(…)` where the program must say no.

mod cases;
mod documents;
mod figures;
mod meetings;
mod plans;
mod programmes;
mod reports;
mod tasks;

pub use cases::Cases;
pub use documents::Documents;
pub use figures::{Figure, Figures};
pub use meetings::Meetings;
pub use plans::Plans;
pub use programmes::{Item, Programmes};
pub use reports::Reports;
pub use tasks::{EVIDENCE, Tasks};

/// Borrows owned fields for sending.
fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
