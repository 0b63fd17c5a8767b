//! An event log (nhật ký sự kiện) as process analysis takes it: traces, their events in order of time, attributes.

use jiff::Timestamp;

/// What is kept of an attribute that is a value: type, key, and the value exactly as it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attribute {
    pub kind: AttributeKind,
    pub key: String,
    pub value: String,
}

/// The simple types of XES.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttributeKind {
    Text,
    Date,
    Int,
    Float,
    Boolean,
    Id,
}

/// One thing that happened in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub activity: String,
    pub at: Timestamp,
    /// Who did it: for the office's own cases the officer's number, never a name.
    pub resource: String,
    /// Name of the unit in which it was done.
    pub unit: String,
    /// Transition of the activity's life: `complete` unless the log says otherwise.
    pub lifecycle: String,
    pub attributes: Vec<Attribute>,
}

/// One case: its public number and what happened in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    pub name: String,
    pub attributes: Vec<Attribute>,
    pub events: Vec<Event>,
}

/// A whole log in memory: for tests and small files; large ones pass trace by trace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    pub attributes: Vec<Attribute>,
    pub traces: Vec<Trace>,
}

/// The transition of an event that names none.
pub const COMPLETE: &str = "complete";
/// Key of the step in which a case is after an event.
pub const STEP: &str = "step";

impl Attribute {
    pub fn text(key: &str, value: impl Into<String>) -> Attribute {
        Attribute { kind: AttributeKind::Text, key: key.to_owned(), value: value.into() }
    }
}

impl AttributeKind {
    const ALL: [(AttributeKind, &'static str); 6] = [
        (AttributeKind::Text, "string"),
        (AttributeKind::Date, "date"),
        (AttributeKind::Int, "int"),
        (AttributeKind::Float, "float"),
        (AttributeKind::Boolean, "boolean"),
        (AttributeKind::Id, "id"),
    ];

    /// The element of XES that holds it.
    pub fn key(self) -> &'static str {
        AttributeKind::ALL.iter().find(|(kind, _)| *kind == self).map_or("string", |(_, key)| key)
    }

    /// The type an element of XES stands for; `None` for lists and for what is no attribute.
    pub fn read(key: &str) -> Option<AttributeKind> {
        AttributeKind::ALL.iter().find(|(_, k)| *k == key).map(|(kind, _)| *kind)
    }
}

impl Event {
    /// An event with its time alone; the rest is empty.
    pub fn new(activity: impl Into<String>, at: Timestamp) -> Event {
        Event {
            activity: activity.into(),
            at,
            resource: String::new(),
            unit: String::new(),
            lifecycle: COMPLETE.to_owned(),
            attributes: Vec::new(),
        }
    }

    /// The value of an attribute; empty when there is none.
    pub fn value(&self, key: &str) -> &str {
        value(&self.attributes, key)
    }
}

impl Trace {
    /// The value of an attribute; empty when there is none.
    pub fn value(&self, key: &str) -> &str {
        value(&self.attributes, key)
    }

    /// Puts the events in order of time; those of one instant keep the order they came in.
    pub fn order(&mut self) {
        self.events.sort_by_key(|event| event.at);
    }
}

fn value<'a>(attributes: &'a [Attribute], key: &str) -> &'a str {
    attributes.iter().find(|attribute| attribute.key == key).map_or("", |attribute| &attribute.value)
}
