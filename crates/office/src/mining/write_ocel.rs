//! Writes an event log as OCEL 2.0 in JSON: cases, officers and units as objects, events that point to them.
//!
//! Two passes over the same traces: first [`OcelWriter::object`] for each, then [`OcelWriter::event`] for each, so that
//! neither half stands in memory.

use super::log::{Event, STEP, Trace};
use super::office_log::{CASE_ATTRIBUTES, ENTERED_AT, POST, UNIT_NO};
use crate::db::instant_text;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Result, Write};

/// The time of what holds from the beginning, as the format wants it.
const ALWAYS: &str = "1970-01-01T00:00:00Z";

/// A log whose objects are being written.
pub struct OcelWriter<W: Write> {
    out: W,
    first: bool,
    activities: BTreeSet<String>,
    /// Posts by the officer's number.
    officers: BTreeMap<String, String>,
    /// Names by the unit's number.
    units: BTreeMap<String, String>,
}

/// A log whose events are being written.
pub struct OcelEvents<W: Write> {
    out: W,
    first: bool,
}

impl<W: Write> OcelWriter<W> {
    /// Writes the types of objects.
    pub fn begin(mut out: W) -> Result<OcelWriter<W>> {
        let texts = |names: &[&str]| names.iter().map(|n| json!({ "name": n, "type": "string" })).collect::<Vec<_>>();
        let types = json!([
            { "name": "case", "attributes": texts(&CASE_ATTRIBUTES) },
            { "name": "officer", "attributes": texts(&["post"]) },
            { "name": "unit", "attributes": texts(&["name"]) },
        ]);
        write!(out, "{{\"objectTypes\":{types},\n\"objects\":[")?;
        let (officers, units) = Default::default();
        Ok(OcelWriter { out, first: true, activities: BTreeSet::new(), officers, units })
    }

    /// First pass: the case as an object; whom and what its events name is remembered.
    pub fn object(&mut self, trace: &Trace) -> Result<()> {
        let named = CASE_ATTRIBUTES.iter().map(|name| (*name, trace.value(name)));
        self.one("case", &format!("case:{}", trace.name), named)?;
        for event in &trace.events {
            if !self.activities.contains(&event.activity) {
                self.activities.insert(event.activity.clone());
            }
            self.officers.entry(event.resource.clone()).or_insert_with(|| event.value(POST).to_owned());
            self.units.entry(event.value(UNIT_NO).to_owned()).or_insert_with(|| event.unit.clone());
        }
        Ok(())
    }

    /// Ends the objects and begins the events.
    pub fn events(mut self) -> Result<OcelEvents<W>> {
        for (no, post) in std::mem::take(&mut self.officers) {
            self.one("officer", &format!("officer:{no}"), [("post", post.as_str())].into_iter())?;
        }
        for (no, name) in std::mem::take(&mut self.units) {
            self.one("unit", &format!("unit:{no}"), [("name", name.as_str())].into_iter())?;
        }
        let attributes = json!([{ "name": STEP, "type": "string" }, { "name": ENTERED_AT, "type": "time" }]);
        let one = |name: &String| json!({ "name": name, "attributes": attributes });
        let types: Vec<Value> = self.activities.iter().map(one).collect();
        write!(self.out, "],\n\"eventTypes\":{},\n\"events\":[", Value::Array(types))?;
        Ok(OcelEvents { out: self.out, first: true })
    }

    fn one<'a>(&mut self, kind: &str, id: &str, named: impl Iterator<Item = (&'a str, &'a str)>) -> Result<()> {
        let held = named.filter(|(_, value)| !value.is_empty());
        let attributes: Vec<Value> =
            held.map(|(name, value)| json!({ "name": name, "value": value, "time": ALWAYS })).collect();
        let object = json!({ "id": id, "type": kind, "attributes": attributes, "relationships": [] });
        item(&mut self.out, &mut self.first, &object)
    }
}

impl<W: Write> OcelEvents<W> {
    /// Second pass: the events of a case, each with case, officer and unit.
    pub fn event(&mut self, trace: &Trace) -> Result<()> {
        for (at, event) in trace.events.iter().enumerate() {
            let object = written(trace, at + 1, event);
            item(&mut self.out, &mut self.first, &object)?;
        }
        Ok(())
    }

    /// Ends the log; what it was written to comes back.
    pub fn finish(mut self) -> Result<W> {
        self.out.write_all(b"]}\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn written(trace: &Trace, no: usize, event: &Event) -> Value {
    let held = [STEP, ENTERED_AT].into_iter().filter(|key| !event.value(key).is_empty());
    let attributes: Vec<Value> = held.map(|key| json!({ "name": key, "value": event.value(key) })).collect();
    json!({
        "id": format!("{}#{no}", trace.name),
        "type": event.activity,
        "time": instant_text(event.at),
        "attributes": attributes,
        "relationships": [
            { "objectId": format!("case:{}", trace.name), "qualifier": "happened in" },
            { "objectId": format!("officer:{}", event.resource), "qualifier": "done by" },
            { "objectId": format!("unit:{}", event.value(UNIT_NO)), "qualifier": "done in" },
        ],
    })
}

/// One line of an array.
fn item(out: &mut impl Write, first: &mut bool, value: &Value) -> Result<()> {
    out.write_all(if std::mem::take(first) { b"\n" } else { b",\n" })?;
    serde_json::to_writer(out, value)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::log::Attribute;
    use super::*;

    fn written(traces: &[Trace]) -> Value {
        let mut objects = OcelWriter::begin(Vec::new()).expect("a head");
        traces.iter().try_for_each(|trace| objects.object(trace)).expect("objects");
        let mut events = objects.events().expect("the middle");
        traces.iter().try_for_each(|trace| events.event(trace)).expect("events");
        serde_json::from_slice(&events.finish().expect("an end")).expect("JSON")
    }

    #[test]
    fn what_an_event_points_to_exists() {
        let at = "2026-11-23T01:15:00Z".parse().expect("an instant");
        let mut event = Event::new("received", at);
        (event.resource, event.unit) = ("12".into(), "Phường A".into());
        event.attributes = vec![Attribute::text(UNIT_NO, "3"), Attribute::text(STEP, "x")];
        let trace = Trace { name: "H1".into(), events: vec![event.clone(), event], ..Trace::default() };
        let log = written(&[trace]);
        let ids = |what: &str| -> Vec<String> {
            let items = log[what].as_array().expect("an array");
            items.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(ids("objects"), ["case:H1", "officer:12", "unit:3"]);
        assert_eq!(ids("events"), ["H1#1", "H1#2"]);
        let related: Vec<_> = log["events"][1]["relationships"].as_array().expect("three").iter().collect();
        let related: Vec<&str> = related.iter().filter_map(|r| r["objectId"].as_str()).collect();
        assert_eq!(related, ["case:H1", "officer:12", "unit:3"]);
        assert_eq!(log["events"][0]["attributes"], json!([{ "name": "step", "value": "x" }]));
    }

    #[test]
    fn a_log_without_cases_is_whole() {
        let log = written(&[]);
        let keys: Vec<&String> = log.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["objectTypes", "objects", "eventTypes", "events"]);
        assert_eq!((log["objects"].clone(), log["events"].clone()), (json!([]), json!([])));
    }
}
