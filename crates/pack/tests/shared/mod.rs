//! The national calendar, laid out, for the tests of calendars and clocks.
#![allow(dead_code, reason = "each test file uses its part")]

use pack::{Calendar, Fault, Pack};

const HEAD: &str = "id = \"a\"\nversion = \"1\"\ntitle = \"t\"\nbasis = \"b\"\n";

/// A pack with one calendar file.
pub fn load_calendar(text: &str) -> Result<Pack, Vec<Fault>> {
    pack::load(&[("pack.toml".into(), HEAD.into()), ("calendars/x.toml".into(), text.into())])
}

/// The text of the national calendar.
pub fn national_text() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/national/calendars/hanh-chinh.toml");
    std::fs::read_to_string(path).expect("the national calendar")
}

/// A calendar file, laid out.
pub fn laid(text: &str) -> Calendar {
    load_calendar(text).unwrap_or_else(|faults| panic!("{faults:?}")).calendars[0].lay_out()
}

/// The national calendar, laid out.
pub fn national() -> Calendar {
    laid(&national_text())
}
