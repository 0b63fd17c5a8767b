//! Inputs that once stopped the reader, or might: none may panic, and every span must lie in the text.

use reader::{Asked, Text, read};
use std::path::Path;

#[test]
fn nothing_in_the_corpus_stops_the_reader() {
    let mut inputs = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")).expect("the corpus") {
        let bytes = std::fs::read(entry.expect("a file").path()).expect("an input");
        // Cut everywhere, so that each beginning is an input of its own.
        for end in (0..=bytes.len()).rev().step_by((bytes.len() / 50).max(1)) {
            let Ok(raw) = reader::input::text(&bytes[..end]) else { continue };
            let text = Text::new(&raw);
            let reading = read(&text, &Asked::default());
            assert!(reading.facts.iter().all(|f| f.span.0 <= f.span.1 && f.span.1 <= text.len()));
            inputs += 1;
        }
    }
    assert!(inputs > 20, "the corpus is not there");
}
