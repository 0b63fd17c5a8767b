//! Table of logs as they come, and what is read of them.

use super::super::log::Log;
use super::super::write_xes::XesWriter;
use super::*;
use crate::error::Failure;
use proptest::prelude::*;

fn read(text: &str) -> Result<(Vec<Trace>, Reading), Vec<Fault>> {
    let mut traces = Vec::new();
    let reading = read_xes(text.as_bytes(), &mut |trace| {
        traces.push(trace);
        Ok(())
    });
    match reading {
        Ok(reading) => Ok((traces, reading)),
        Err(Error::Faults(faults)) => Err(faults),
        Err(other) => panic!("{other}"),
    }
}

/// `name: activity@instant …` of every trace.
fn told(traces: &[Trace]) -> String {
    let event = |event: &Event| format!("{}@{}", event.activity, event.at);
    let trace = |t: &Trace| format!("{}: {}", t.name, t.events.iter().map(event).collect::<Vec<_>>().join(" "));
    traces.iter().map(trace).collect::<Vec<_>>().join("; ")
}

fn event(activity: &str, at: &str) -> String {
    let value = |key: &str, kind: &str, value: &str| {
        if value.is_empty() { String::new() } else { format!(r#"<{kind} key="{key}" value="{value}"/>"#) }
    };
    format!("<event>{}{}</event>", value("concept:name", "string", activity), value("time:timestamp", "date", at))
}

#[test]
fn what_is_missing_is_counted() {
    let name = r#"<string key="concept:name" value="H1"/>"#;
    let (a, b) = (event("A", "2026-11-23T08:00:00+07:00"), event("B", "2026-11-23T00:00:00Z"));
    let (nameless, timeless) = (event("", "2026-11-23T00:00:00Z"), event("C", ""));
    let (odd, bare) = (event("C", "hôm qua"), event("C", "2026-11-23T02:00:00"));
    #[rustfmt::skip]
    let rows: Vec<(String, &str, LeftOut)> = vec![
        ("".into(), "", LeftOut::default()),
        // In order of time, whatever the order in the file.
        (format!("<trace>{name}{a}{b}</trace>"), "H1: B@2026-11-23T00:00:00Z A@2026-11-23T01:00:00Z",
         LeftOut { without_transition: 2, ..LeftOut::default() }),
        ("<trace/>".into(), "", LeftOut { empty_traces: 1, ..LeftOut::default() }),
        (format!("<trace>{name}{nameless}{timeless}{odd}</trace>"), "",
         LeftOut { empty_traces: 1, without_activity: 1, without_time: 2, ..LeftOut::default() }),
        (format!("<trace>{bare}</trace>{a}"), "1: C@2026-11-23T02:00:00Z",
         LeftOut { without_offset: 1, without_transition: 1, without_trace: 1, ..LeftOut::default() }),
        // Globals are no attributes, nested ones are left out, lists too.
        (format!("<global scope=\"event\">{name}</global><trace>{name}<list key=\"l\"><values>{name}</values></list>\
            <string key=\"x\" value=\"1\"><int key=\"y\" value=\"2\"/></string>{a}</trace>"),
         "H1: A@2026-11-23T01:00:00Z", LeftOut { nested_attributes: 2, without_transition: 1, ..LeftOut::default() }),
    ];
    for (body, traces, left_out) in rows {
        let (found, reading) = read(&format!("<log>{body}</log>")).expect("a log");
        assert_eq!(told(&found), traces, "{body}");
        assert_eq!(reading.left_out, left_out, "{body}");
    }
}

#[test]
fn texts_arrive_as_they_were_written() {
    let text = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!-- x --><xes:log xmlns:xes=\"http://www.xes-standard.org/\">\n\
        <xes:trace><xes:event><xes:string key='concept:name' value='Ký &amp; trả &lt;1&gt; &#x110;&#10;2&#1;'/>\
        <xes:date value='2026-11-23T08:00:00.123456+0700' key='time:timestamp'/></xes:event></xes:trace></xes:log>";
    let (traces, _) = read(text).expect("a log");
    let event = &traces[0].events[0];
    assert_eq!(
        (event.activity.as_str(), event.at.to_string().as_str()),
        ("Ký & trả <1> Đ\n2", "2026-11-23T01:00:00.123456Z")
    );
}

#[test]
fn broken_files_are_named_by_line_with_what_to_do() {
    let deep = format!("<log>{}", "<list key='a'>".repeat(100));
    let bomb = "<!DOCTYPE log [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<log/>";
    let unknown = "<log>\n<trace>\n<string key='a' value='&b;'/></trace></log>";
    let rows: [(&str, &str, &str); 12] = [
        ("", "dòng 1", "không có phần tử <log>"),
        ("không phải XML", "dòng 1", "không có phần tử <log>"),
        ("<log>\n<trace>\n", "dòng 3", "bị cắt giữa chừng"),
        ("<log>\n<trace>\n<event", "dòng 3", "bị hỏng"),
        ("<log>\n<trace></event></log>", "dòng 2", "bị hỏng"),
        ("\n<ocel></ocel>", "dòng 2", "không phải <ocel>"),
        ("<log/><log/>", "dòng 1", "một phần tử gốc"),
        ("<log>\n<string key='a' key='b'/></log>", "dòng 2", "bị hỏng"),
        ("<log></log></log>", "dòng 1", "bị hỏng"),
        (bomb, "dòng 1", "DOCTYPE"),
        (unknown, "dòng 3", "bị hỏng"),
        (&deep, "dòng 1", "quá 64 lớp"),
    ];
    for (text, place, words) in rows {
        let faults = read(text).expect_err(text);
        let [fault] = &faults[..] else { panic!("one fault: {faults:?}") };
        assert!(fault.place == place && fault.sentence.contains(words), "{text}: {fault}");
    }
    let mut latin = b"<log><string key='a' value='".to_vec();
    latin.extend([0xe9, b'\'', b'/', b'>']);
    let failed = read_xes(&latin[..], &mut |_| Ok(()));
    assert!(matches!(failed, Err(Error::Faults(_))), "{failed:?}");
}

#[test]
fn whoever_takes_the_traces_may_stop() {
    let text = format!("<log><trace>{}</trace></log>", event("A", "2026-11-23T00:00:00Z"));
    let stopped = read_xes(text.as_bytes(), &mut |_| Err(Failure::new("full").into()));
    assert!(matches!(stopped, Err(Error::Failure(failure)) if failure.what == "full"));
}

fn word() -> impl Strategy<Value = String> {
    "[a-zđạ<>&\"' \n\t]{1,8}"
}

prop_compose! {
    fn events()(rows in prop::collection::vec((word(), 0_i64..4_000_000_000_000, word(), word()), 1..5)) -> Vec<Event> {
        let event = |(activity, at, resource, value): (String, i64, String, String)| Event {
            resource,
            attributes: vec![Attribute::text("x", value)],
            ..Event::new(activity, jiff::Timestamp::from_millisecond(at).expect("an instant"))
        };
        rows.into_iter().map(event).collect()
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(all in prop::collection::vec((word(), events()), 0..4)) {
        let trace = |(name, events)| Trace { name, attributes: vec![Attribute::text("type", "t")], events };
        let mut log = Log { attributes: vec![Attribute::text("a", "b")], traces: all.into_iter().map(trace).collect() };
        let mut writer = XesWriter::begin(Vec::new(), &log.attributes).expect("a head");
        log.traces.iter().try_for_each(|trace| writer.trace(trace)).expect("traces");
        let text = String::from_utf8(writer.finish().expect("an end")).expect("UTF-8");
        let (traces, reading) = read(&text).expect("a log");
        log.traces.iter_mut().for_each(Trace::order);
        prop_assert_eq!((traces, reading.attributes, reading.left_out), (log.traces, log.attributes, LeftOut::default()));
    }

    #[test]
    fn no_text_panics(text in "(<|>|/|log|trace|event|string key='|' value='|&|;|!|\\?|[a-z ]){0,30}") {
        let _ = read(&text);
    }
}
