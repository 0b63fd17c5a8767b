//! What a report says: the proposals, each with its span, and the one function that makes them.

use crate::catalogue::Catalogue;
use crate::text::Text;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What is known before the text is read.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// The day of the report, when its text does not say it or says it wrong.
    pub date: Option<Date>,
    /// The unit that reports, when it is known.
    pub unit: Option<&'a str>,
    /// Units by their names as of the report's day; what the text names is resolved against them.
    pub units: &'a [String],
    /// Indicators that figures may belong to.
    pub catalogue: Option<&'a Catalogue>,
}

/// A place in the text, in characters of its NFC form: first, and behind the last.
pub type Span = (usize, usize);

/// Everything that was read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub head: Head,
    pub facts: Vec<Fact>,
    pub tasks: Vec<Task>,
    pub projects: Vec<Project>,
    pub documents: Vec<Document>,
    pub people: Vec<Person>,
    pub doubts: Vec<Doubt>,
}

/// What the report says of itself.
#[derive(Clone, Debug, Default)]
pub struct Head {
    pub title: String,
    pub date: Option<Date>,
    pub issuer: String,
    /// Number and symbol of the report itself.
    pub number: String,
    /// The unit for which it speaks.
    pub unit: String,
    /// The period of the whole report.
    pub period: Option<Period>,
}

/// The days a figure is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub to: Date,
    /// As the text names it.
    pub label: String,
}

/// How the written value bounds the true one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approx {
    Exact,
    Over,
    Under,
    About,
}

/// What the report says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    Actual,
    Estimate,
    Plan,
    Target,
}

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// A quantity that may become a figure.
    Quantity,
    /// A place in an order: the 12th conference, dose 2. No quantity.
    Ordinal,
    /// A span of years that is named: a term, a school year. No quantity.
    Span,
}

/// One number of the text.
#[derive(Clone, Debug)]
pub struct Fact {
    pub span: Span,
    pub quote: String,
    /// The written number itself.
    pub number: Span,
    pub kind: FactKind,
    /// As the text names it.
    pub indicator: String,
    /// Key in the catalogue, where one fits.
    pub indicator_id: Option<String>,
    pub measure: String,
    pub unit: String,
    pub period: Option<Period>,
    /// In base units of the measure.
    pub value: Decimal,
    /// The other end of a range.
    pub value_to: Option<Decimal>,
    /// Half of the last written place, in base units: what rounding may have taken.
    pub half: Decimal,
    pub approx: Approx,
    pub status: Status,
    pub compared: Option<Compared>,
    /// Of one hundred proposals like this, how many were right on the annotated reports.
    pub confidence: u8,
}

/// With what a stated percentage compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareKind {
    Plan,
    PreviousYear,
    SamePeriod,
    Total,
    Before,
}

/// A comparison that stands beside a value.
#[derive(Clone, Debug)]
pub struct Compared {
    pub kind: CompareKind,
    /// The other value, when the text states it.
    pub value: Option<Decimal>,
    /// In percent; growth is growth, a fall is negative.
    pub stated_pct: Option<Decimal>,
    /// Half of the last written place of the percentage.
    pub half: Decimal,
    /// Whether the percentage is the whole ratio ("bằng 112 %") and not the growth.
    pub ratio: bool,
    pub recomputed_pct: Option<Decimal>,
    pub agrees: Option<bool>,
    pub span: Span,
}

/// A task that the report sets.
#[derive(Clone, Debug)]
pub struct Task {
    pub span: Span,
    pub quote: String,
    pub lead: Option<String>,
    pub deadline: Option<Date>,
    pub place: Option<String>,
}

/// A project or building site that the report names.
#[derive(Clone, Debug)]
pub struct Project {
    pub span: Span,
    pub name: String,
    pub place: Option<String>,
    pub phase: Option<String>,
    pub kind: &'static str,
}

/// A document that the report cites.
#[derive(Clone, Debug)]
pub struct Document {
    pub span: Span,
    pub kind: String,
    /// Number and symbol; empty for a document that is only named.
    pub number: String,
    pub date: Option<Date>,
    pub issuer: Option<String>,
    pub title: String,
}

/// A person with a post.
#[derive(Clone, Debug)]
pub struct Person {
    pub span: Span,
    pub name: String,
    pub post: String,
}

/// How much a doubt weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Something does not fit or is missing.
    Doubt,
    /// What a careful reader would add: an implied base, a pace.
    Note,
}

/// What does not fit.
#[derive(Clone, Debug)]
pub struct Doubt {
    pub code: &'static str,
    pub level: Level,
    pub spans: Vec<Span>,
    /// A Vietnamese sentence with a suggestion.
    pub message: String,
    /// The arithmetic, written out.
    pub arithmetic: String,
}

/// Characters from which a report is read by two threads.
const LONG: usize = 50_000;

/// Reads a report. It never fails: what is not understood is not proposed.
pub fn read(text: &Text, asked: &Asked) -> Reading {
    let marked = || {
        let marks = crate::skip::marks(text, asked);
        let head = crate::head::head(text, &marks, asked);
        (marks, head)
    };
    let names = || (crate::project::projects(text), crate::person::people(text));
    let ((marks, head), (projects, people)) = both(text, marked, names);
    let figures = || {
        let all = crate::quantity::quantities(text, &marks);
        let facts = crate::fact::facts(text, &marks, &all, &head, asked);
        let doubts = crate::doubt::doubts(text, &marks, &all, &facts);
        (facts, doubts)
    };
    let work = || (crate::task::tasks(text, &marks, &head), crate::document::documents(text, &marks));
    let ((mut facts, doubts), (tasks, documents)) = both(text, figures, work);
    crate::fact::aims(text, &tasks, &mut facts);
    Reading { tasks, projects, people, head, facts, documents, doubts }
}

/// Two parts of the work; of a long text the second in a thread of its own.
pub fn both<A, B: Send>(text: &Text, one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    if text.len() < LONG {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        (one(), other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}
