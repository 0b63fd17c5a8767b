//! Reads the prose of an administrative report (đọc báo cáo): what it says in figures, for whom, for which period; its tasks,
//! projects, cited documents and people; and what does not fit in its arithmetic. Every proposal stands on a span of the text;
//! nothing is invented. No file, no database, no clock here: the text and the day come in as arguments.

mod approx;
mod body;
mod catalogue;
mod compare;
mod date;
mod document;
mod doubt;
mod fact;
mod head;
mod html;
pub mod input;
mod measure;
mod number;
mod ordinal;
mod period;
mod person;
mod phrases;
mod project;
mod quantity;
mod reading;
mod site;
mod skip;
mod table;
mod task;
mod text;
mod token;
pub mod wording;
mod words;

pub use catalogue::{Catalogue, Indicator};
pub use reading::{
    Approx, Asked, CompareKind, Compared, Document, Doubt, Fact, FactKind, Head, Level, Period, Person, Project,
    Reading, Status, Task, read,
};
pub use skip::report_day;
pub use text::Text;
