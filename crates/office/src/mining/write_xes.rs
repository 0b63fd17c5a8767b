//! Writes an event log as XES (IEEE 1849-2016), trace by trace, so that the log never stands in memory.
//!
//! The order of elements, the keys and the version number follow the schema of the standard; the same log gives the
//! same bytes.

use super::log::{Attribute, AttributeKind, Event, Trace};
use crate::db::instant_text;
use std::borrow::Cow;
use std::io::{Result, Write};

/// Name, prefix and address of the standard extensions that are used.
const EXTENSIONS: [(&str, &str, &str); 4] = [
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
    ("Lifecycle", "lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
];

/// What every trace and every event has.
const GLOBALS: &str = r#"	<global scope="trace">
		<string key="concept:name" value=""/>
	</global>
	<global scope="event">
		<string key="concept:name" value=""/>
		<string key="lifecycle:transition" value="complete"/>
		<date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/>
	</global>
	<classifier name="Activity" scope="event" keys="concept:name"/>
	<classifier name="ActivityAndTransition" scope="event" keys="concept:name lifecycle:transition"/>
"#;

/// A log being written.
pub struct XesWriter<W: Write> {
    out: W,
}

impl<W: Write> XesWriter<W> {
    /// Writes the head of a log with its attributes.
    pub fn begin(mut out: W, attributes: &[Attribute]) -> Result<XesWriter<W>> {
        out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"1849.2016\" xes.features=\"\">\n",
        )?;
        for (name, prefix, uri) in EXTENSIONS {
            writeln!(out, "\t<extension name=\"{name}\" prefix=\"{prefix}\" uri=\"{uri}\"/>")?;
        }
        out.write_all(GLOBALS.as_bytes())?;
        let mut writer = XesWriter { out };
        attributes.iter().try_for_each(|attribute| writer.attribute("\t", attribute))?;
        Ok(writer)
    }

    /// Writes one case with its events.
    pub fn trace(&mut self, trace: &Trace) -> Result<()> {
        self.out.write_all(b"\t<trace>\n")?;
        self.text("\t\t", "concept:name", &trace.name)?;
        trace.attributes.iter().try_for_each(|attribute| self.attribute("\t\t", attribute))?;
        trace.events.iter().try_for_each(|event| self.event(event))?;
        self.out.write_all(b"\t</trace>\n")
    }

    /// Ends the log; what it was written to comes back.
    pub fn finish(mut self) -> Result<W> {
        self.out.write_all(b"</log>\n")?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn event(&mut self, event: &Event) -> Result<()> {
        const INDENT: &str = "\t\t\t";
        self.out.write_all(b"\t\t<event>\n")?;
        self.text(INDENT, "concept:name", &event.activity)?;
        self.text(INDENT, "lifecycle:transition", &event.lifecycle)?;
        for (key, value) in [("org:resource", &event.resource), ("org:group", &event.unit)] {
            if !value.is_empty() {
                self.text(INDENT, key, value)?;
            }
        }
        self.value(INDENT, AttributeKind::Date, "time:timestamp", &instant_text(event.at))?;
        event.attributes.iter().try_for_each(|attribute| self.attribute(INDENT, attribute))?;
        self.out.write_all(b"\t\t</event>\n")
    }

    fn text(&mut self, indent: &str, key: &str, value: &str) -> Result<()> {
        self.value(indent, AttributeKind::Text, key, value)
    }

    fn attribute(&mut self, indent: &str, attribute: &Attribute) -> Result<()> {
        self.value(indent, attribute.kind, &attribute.key, &attribute.value)
    }

    fn value(&mut self, indent: &str, kind: AttributeKind, key: &str, value: &str) -> Result<()> {
        let (kind, key, value) = (kind.key(), escaped(key), escaped(value));
        writeln!(self.out, "{indent}<{kind} key=\"{key}\" value=\"{value}\"/>")
    }
}

/// A text within quotes of XML: line ends and tabs as references, because a reader makes blanks of them; characters that
/// XML cannot hold are left out.
fn escaped(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\u{fffe}' | '\u{ffff}') && !c.is_control();
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c if plain(c) => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        let rows = [
            ("Phường Ngọc Hà", "Phường Ngọc Hà"),
            ("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"),
            ("dòng 1\r\ndòng 2\t", "dòng 1&#13;&#10;dòng 2&#9;"),
            ("\u{0}\u{b}a\u{7f}\u{fffe}", "a"),
            ("", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(escaped(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_log_is_written_in_the_order_of_the_schema() {
        let at = "2026-11-23T08:15:00.250+07:00".parse().expect("an instant");
        let mut event = Event::new("received", at);
        (event.resource, event.unit) = ("12".into(), "Phường \"A\"".into());
        let number = Attribute { kind: AttributeKind::Int, key: "unit_no".into(), value: "3".into() };
        event.attributes.push(number);
        let trace = Trace { name: "H26.1".into(), attributes: vec![], events: vec![event] };
        let mut writer = XesWriter::begin(Vec::new(), &[Attribute::text("concept:name", "Sổ")]).expect("a head");
        writer.trace(&trace).expect("a trace");
        let text = String::from_utf8(writer.finish().expect("an end")).expect("UTF-8");
        let (_, body) = text.split_once("lifecycle:transition\"/>\n").expect("the last classifier");
        let expected = "\t<string key=\"concept:name\" value=\"Sổ\"/>\n\t<trace>\n\
            \t\t<string key=\"concept:name\" value=\"H26.1\"/>\n\t\t<event>\n\
            \t\t\t<string key=\"concept:name\" value=\"received\"/>\n\
            \t\t\t<string key=\"lifecycle:transition\" value=\"complete\"/>\n\
            \t\t\t<string key=\"org:resource\" value=\"12\"/>\n\
            \t\t\t<string key=\"org:group\" value=\"Phường &quot;A&quot;\"/>\n\
            \t\t\t<date key=\"time:timestamp\" value=\"2026-11-23T01:15:00.250Z\"/>\n\
            \t\t\t<int key=\"unit_no\" value=\"3\"/>\n\t\t</event>\n\t</trace>\n</log>\n";
        assert_eq!(body, expected);
    }
}
