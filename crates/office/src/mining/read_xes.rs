//! Reads an event log in XES (IEEE 1849) from any program: tolerant of what is missing, which it counts; strict about what
//! is broken, which it names by line. No entity is expanded, nothing is loaded, size and depth are held.

use super::counted::Counted;
use super::log::{Attribute, AttributeKind, COMPLETE, Event, Trace};
use super::xes_time;
use crate::error::{Error, Fault};
use crate::ui::Form;
use quick_xml::events::{BytesStart, Event as Xml};
use quick_xml::{Reader, XmlVersion};
use std::io::BufRead;

/// The largest file that is read: about five million events.
const BYTES: u64 = 1024 * 1024 * 1024;
/// The deepest nesting; a log needs four levels and its lists a few more.
const DEPTH: usize = 64;
/// The most events of one trace, which stands in memory while it is read.
const EVENTS: usize = 200_000;

/// What was read beside the traces, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Attributes of the log itself.
    pub attributes: Vec<Attribute>,
    pub traces: i64,
    pub events: i64,
    pub left_out: LeftOut,
}

/// How much could not be taken as it stood, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct LeftOut {
    /// Traces without an event, or whose events were all left out.
    pub empty_traces: i64,
    /// Events left out because they name no activity.
    pub without_activity: i64,
    /// Events left out because they have no time, or one that cannot be read.
    pub without_time: i64,
    /// Events left out because they belong to no trace.
    pub without_trace: i64,
    /// Events taken as `complete`, because they name no transition.
    pub without_transition: i64,
    /// Events whose time names no offset; taken as UTC.
    pub without_offset: i64,
    /// Attributes left out because they stand within others or in lists.
    pub nested_attributes: i64,
}

/// Where reading stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Log,
    Trace,
    Event,
    Attribute,
    /// Within what a log is not read for: extensions, globals, classifiers.
    Aside,
}

struct Parser<'a> {
    places: Vec<Place>,
    ended: bool,
    trace: Trace,
    event: Draft,
    reading: Reading,
    sink: &'a mut dyn FnMut(Trace) -> Result<(), Error>,
}

/// An event whose attributes are being read.
#[derive(Default)]
struct Draft {
    activity: String,
    at: String,
    resource: String,
    unit: String,
    lifecycle: String,
    attributes: Vec<Attribute>,
}

/// Reads a log; each trace is handed over as soon as it is whole, its events in order of time.
pub fn read_xes(input: impl BufRead, sink: &mut dyn FnMut(Trace) -> Result<(), Error>) -> Result<Reading, Error> {
    let mut reader = Reader::from_reader(Counted::new(input, BYTES));
    let mut buffer = Vec::new();
    let (trace, event) = Default::default();
    let mut parser = Parser { places: Vec::new(), ended: false, trace, event, reading: Reading::default(), sink };
    loop {
        let read = reader.read_event_into(&mut buffer).map_err(|error| error.to_string());
        let done = match read {
            Ok(Xml::Eof) => break,
            Ok(found) => parser.take(found),
            Err(why) => Err(Trouble::Wrong(broken(&why))),
        };
        match done {
            Ok(()) => buffer.clear(),
            Err(Trouble::Stopped(error)) => return Err(error),
            Err(Trouble::Wrong(_)) if reader.get_ref().is_too_large() => {
                return wrong(
                    reader.get_ref().line(),
                    "Tệp quá lớn (trên 1 GB). Chia nhật ký theo thời gian rồi nhập từng phần.",
                );
            }
            Err(Trouble::Wrong(sentence)) => return wrong(reader.get_ref().line(), &sentence),
        }
    }
    match (parser.ended, parser.places.is_empty()) {
        (true, true) => Ok(parser.reading),
        (false, true) => {
            wrong(reader.get_ref().line(), "Tệp không có phần tử <log>. Chọn tệp XES, không phải tệp nén.")
        }
        (_, false) => {
            wrong(reader.get_ref().line(), "Tệp thiếu phần cuối, có lẽ bị cắt giữa chừng. Tải hoặc xuất lại tệp.")
        }
    }
}

/// Why reading stops: the input is wrong, or whoever takes the traces says so.
enum Trouble {
    Wrong(String),
    Stopped(Error),
}

fn wrong<T>(line: u64, sentence: &str) -> Result<T, Error> {
    Err(Error::Faults(vec![Fault::new(format!("dòng {line}"), sentence)]))
}

fn broken(why: &str) -> String {
    format!("Tệp XML bị hỏng hoặc không phải UTF-8 ({why}). Xuất lại tệp từ chương trình đã tạo ra nó.")
}

impl Parser<'_> {
    fn take(&mut self, found: Xml) -> Result<(), Trouble> {
        match found {
            Xml::Start(element) => self.open(&element),
            Xml::Empty(element) => {
                self.open(&element)?;
                self.close()
            }
            Xml::End(_) => self.close(),
            Xml::DocType(_) => {
                let sentence =
                    "Tệp khai báo DOCTYPE, phần này không được đọc vì an toàn. Bỏ dòng <!DOCTYPE …> rồi nhập lại.";
                Err(Trouble::Wrong(sentence.to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, element: &BytesStart) -> Result<(), Trouble> {
        if self.places.len() >= DEPTH {
            return Err(Trouble::Wrong(format!("Các phần tử lồng nhau quá {DEPTH} lớp. Xuất lại tệp theo chuẩn XES.")));
        }
        let name = element.local_name().into_inner();
        let kind = AttributeKind::read(name);
        let place = match (self.places.last(), name) {
            (None, "log") if !self.ended => Place::Log,
            (None, _) => {
                let sentence = format!("Tệp không phải nhật ký XES: cần một phần tử gốc <log>, không phải <{name}>.");
                return Err(Trouble::Wrong(sentence));
            }
            (Some(Place::Log), "trace") => Place::Trace,
            (Some(Place::Trace), "event") => Place::Event,
            (Some(Place::Log), "event") => {
                self.reading.left_out.without_trace += 1;
                Place::Aside
            }
            (Some(Place::Log | Place::Trace | Place::Event), _) if kind.is_some() || name == "list" => Place::Attribute,
            (Some(Place::Attribute), _) => {
                self.reading.left_out.nested_attributes += i64::from(kind.is_some());
                Place::Attribute
            }
            _ => Place::Aside,
        };
        if let (Some(kind), Some(owner @ (Place::Log | Place::Trace | Place::Event))) = (kind, self.places.last()) {
            self.keep(*owner, attribute(kind, element)?);
        }
        self.places.push(place);
        Ok(())
    }

    fn close(&mut self) -> Result<(), Trouble> {
        match self.places.pop() {
            Some(Place::Event) => self.end_event(),
            Some(Place::Trace) => self.end_trace(),
            Some(Place::Log) => {
                self.ended = true;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn keep(&mut self, owner: Place, attribute: Attribute) {
        match (owner, attribute.key.as_str()) {
            (Place::Event, "concept:name") => self.event.activity = attribute.value,
            (Place::Event, "time:timestamp") => self.event.at = attribute.value,
            (Place::Event, "org:resource") => self.event.resource = attribute.value,
            (Place::Event, "org:group") => self.event.unit = attribute.value,
            (Place::Event, "lifecycle:transition") => self.event.lifecycle = attribute.value,
            (Place::Event, _) => self.event.attributes.push(attribute),
            (Place::Trace, "concept:name") => self.trace.name = attribute.value,
            (Place::Trace, _) => self.trace.attributes.push(attribute),
            _ => self.reading.attributes.push(attribute),
        }
    }

    fn end_event(&mut self) -> Result<(), Trouble> {
        let draft = std::mem::take(&mut self.event);
        let left_out = &mut self.reading.left_out;
        if draft.activity.is_empty() {
            left_out.without_activity += 1;
            return Ok(());
        }
        let Some((at, has_offset)) = xes_time::read(&draft.at) else {
            left_out.without_time += 1;
            return Ok(());
        };
        left_out.without_offset += i64::from(!has_offset);
        left_out.without_transition += i64::from(draft.lifecycle.is_empty());
        if self.trace.events.len() >= EVENTS {
            let sentence = format!("Một hồ sơ có quá {EVENTS} sự kiện. Kiểm tra cách gom sự kiện theo hồ sơ khi xuất.");
            return Err(Trouble::Wrong(sentence));
        }
        let lifecycle = if draft.lifecycle.is_empty() { COMPLETE.to_owned() } else { draft.lifecycle };
        let Draft { activity, resource, unit, attributes, .. } = draft;
        self.trace.events.push(Event { activity, at, resource, unit, lifecycle, attributes });
        Ok(())
    }

    fn end_trace(&mut self) -> Result<(), Trouble> {
        let mut trace = std::mem::take(&mut self.trace);
        if trace.events.is_empty() {
            self.reading.left_out.empty_traces += 1;
            return Ok(());
        }
        self.reading.traces += 1;
        self.reading.events += i64::try_from(trace.events.len()).unwrap_or(i64::MAX);
        if trace.name.is_empty() {
            trace.name = self.reading.traces.to_string();
        }
        trace.order();
        (self.sink)(trace).map_err(Trouble::Stopped)
    }
}

/// Key and value of an element; the predefined entities and numbered characters are the only ones that are read.
fn attribute(kind: AttributeKind, element: &BytesStart) -> Result<Attribute, Trouble> {
    let mut attribute = Attribute { kind, key: String::new(), value: String::new() };
    for found in element.attributes() {
        let found = found.map_err(|error| Trouble::Wrong(broken(&error.to_string())))?;
        let into = match found.key.into_inner() {
            "key" => &mut attribute.key,
            "value" => &mut attribute.value,
            _ => continue,
        };
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|error| Trouble::Wrong(broken(&error.to_string())))?;
        *into = Form::without_controls(&value).into_owned();
    }
    Ok(attribute)
}

impl LeftOut {
    /// What was left out or filled in, as sentences with their counts; empty when all was taken as it stood.
    pub fn sentences(&self) -> Vec<String> {
        let rows = [
            (self.empty_traces, "hồ sơ không có sự kiện nào đọc được: bỏ qua"),
            (self.without_activity, "sự kiện không có tên hoạt động (concept:name): bỏ qua"),
            (self.without_time, "sự kiện không có thời điểm đọc được (time:timestamp): bỏ qua"),
            (self.without_trace, "sự kiện không thuộc hồ sơ nào: bỏ qua"),
            (self.without_transition, "sự kiện không ghi lifecycle:transition: coi là hoàn thành"),
            (self.without_offset, "thời điểm không ghi múi giờ: coi là giờ UTC"),
            (self.nested_attributes, "thuộc tính lồng trong thuộc tính khác: bỏ qua"),
        ];
        let told = rows.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, what)| format!("{} {what}", viet::number::write(count.into()))).collect()
    }
}

#[cfg(test)]
mod tests;
