//! Writes an event log as CSV (RFC 4180, UTF-8 without a byte-order mark), one line per event.

use super::log::{STEP, Trace};
use super::office_log::ENTERED_AT;
use crate::ui::text_only;
use std::io::{Result, Write};

const HEAD: [&str; 7] = ["case_id", "activity", "timestamp", "resource", "unit", "step", "note"];

/// A log being written. The only note is when an event was entered, if not at once: words of officers may name citizens.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the line of titles.
    pub fn begin(out: W) -> Result<CsvWriter<W>> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(HEAD)?;
        Ok(CsvWriter { out })
    }

    /// Writes the events of one case.
    pub fn trace(&mut self, trace: &Trace) -> Result<()> {
        for event in &trace.events {
            let at = crate::db::instant_text(event.at);
            let texts = [&trace.name, &event.activity, &at, &event.resource, &event.unit].map(String::as_str);
            let entered = event.value(ENTERED_AT);
            let note = if entered.is_empty() { String::new() } else { format!("ghi nhận lúc {entered}") };
            let rest = [event.value(STEP), &note];
            self.out.write_record(texts.iter().chain(&rest).map(|text| text_only(text).into_owned()))?;
        }
        Ok(())
    }

    /// Ends the log.
    pub fn finish(mut self) -> Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::log::{Attribute, Event};
    use super::*;

    #[test]
    fn one_line_per_event_and_no_formulas() {
        let at = "2026-11-23T01:15:00Z".parse().expect("an instant");
        let mut event = Event::new("given → b", at);
        (event.resource, event.unit) = ("12".into(), "=cmd, \"x\"".into());
        event.attributes = vec![Attribute::text(ENTERED_AT, "2026-11-24"), Attribute::text(STEP, "b")];
        let trace = Trace { name: "H1".into(), events: vec![event], ..Trace::default() };
        let mut bytes = Vec::new();
        let mut writer = CsvWriter::begin(&mut bytes).expect("a head");
        writer.trace(&trace).expect("a line");
        writer.finish().expect("an end");
        let expected = "case_id,activity,timestamp,resource,unit,step,note\n\
            H1,given → b,2026-11-23T01:15:00.000Z,12,\"'=cmd, \"\"x\"\"\",b,ghi nhận lúc 2026-11-24\n";
        assert_eq!(String::from_utf8(bytes).expect("UTF-8"), expected);
    }
}
