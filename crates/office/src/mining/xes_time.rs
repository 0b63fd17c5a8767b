//! Instants as logs write them: with any offset, with a blank for the T, or without an offset at all.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// The instant, and whether the text names an offset; without one it is taken as UTC. `None` when it is no instant.
pub fn read(text: &str) -> Option<(Timestamp, bool)> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some((at, true));
    }
    let local = text.parse::<DateTime>().or_else(|_| text.parse::<Date>().map(DateTime::from)).ok()?;
    // What ends like an offset is one that could not be read, not a time without one.
    let named = text.get(10..).is_some_and(|rest| rest.contains(['+', '-', '[']) || rest.ends_with(['Z', 'z']));
    if named {
        return None;
    }
    Some((Offset::UTC.to_timestamp(local).ok()?, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_with_any_offset() {
        // text, instant in UTC, whether an offset was named
        let rows = [
            ("2026-11-23T08:00:00+07:00", "2026-11-23T01:00:00Z", true),
            ("2026-11-23T08:00:00.500+0700", "2026-11-23T01:00:00.5Z", true),
            ("2026-11-23T08:00:00-05", "2026-11-23T13:00:00Z", true),
            ("2026-11-23 08:00:00Z", "2026-11-23T08:00:00Z", true),
            ("2026-11-23T08:00:00.123456789Z", "2026-11-23T08:00:00.123456789Z", true),
            (" 2026-11-23T08:00 ", "2026-11-23T08:00:00Z", false),
            ("2026-11-23", "2026-11-23T00:00:00Z", false),
        ];
        for (text, expected, offset) in rows {
            let found = read(text).map(|(at, offset)| (at.to_string(), offset));
            assert_eq!(found, Some((expected.to_owned(), offset)), "{text}");
        }
    }

    #[test]
    fn what_is_no_instant_is_none() {
        for text in
            ["", "hôm qua", "2026-13-01T00:00:00Z", "2026-02-30", "1511400000", "2026-11-23T08:00:00+99:00", "Z"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
