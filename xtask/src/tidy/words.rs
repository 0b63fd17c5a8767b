//! Words that may not stand in code: unfinished work, leftover looking-in, panics on input, and the machine's clock,
//! environment and files where the house keeps them out.

use super::finding::Finding;
use super::source::Source;
use super::tree::Tree;

/// Not anywhere in Rust code.
const UNFINISHED: &[&str] = &["todo!", "unimplemented!", "dbg!"];
/// Not in the comments of Rust code, in small letters.
const PROMISES: &[&str] = &["todo", "fixme", "for now"];
/// The machine's clock, by its names in std and jiff.
const CLOCK: &[&str] = &["Timestamp::now", "Zoned::now", "SystemTime", "Instant::now"];

/// What the code of a folder may not name outside its tests, and what to do instead.
const KEPT_OUT: &[(&str, &[&str], &str)] = &[
    ("crates/office/src/", CLOCK, "the instant is `ctx.now`; only `server` reads the clock"),
    ("crates/office/src/", &["std::env"], "what is configured comes from `server` as a value"),
    ("crates/office/src/", &["std::fs", "std::net"], "files and sockets belong to `server`"),
    ("crates/viet/src/", CLOCK, "take the day as an argument"),
    ("crates/viet/src/", &["std::env", "std::fs", "std::net"], "`viet` knows text only"),
    ("crates/pack/src/", CLOCK, "take the day as an argument"),
    ("crates/pack/src/", &["std::env", "std::fs", "std::net"], "take the text of the files as an argument"),
    ("crates/press/src/", CLOCK, "take the instant as an argument"),
    ("crates/press/src/", &["std::env", "std::net"], "`press` knows its document only"),
];

pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.sources.iter().flat_map(check_source).collect()
}

fn check_source(source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add =
        |rule, line, what: &str, advice: &str| found.push(Finding::new(rule, &source.path, line, what, advice));
    for (i, (code, comment)) in source.code.iter().zip(&source.comments).enumerate() {
        for word in UNFINISHED.iter().filter(|word| has_word(code, word)) {
            add("unfinished", i + 1, word, "finish it or take it out");
        }
        if code.contains("#[ignore") {
            add("ignored", i + 1, "#[ignore]", "make the test hold, or take it out");
        }
        let comment = comment.to_lowercase();
        for word in PROMISES.iter().filter(|word| has_word(&comment, word)) {
            add("promise", i + 1, word, "do it, or open an issue and take the words out");
        }
    }
    for (line, code) in source.plain() {
        // What stops the script of a build stops nobody who uses the program.
        let at_build = source.path.ends_with("/build.rs");
        for word in [".unwrap()", ".expect("].iter().filter(|word| !at_build && code.contains(**word)) {
            add("unwrap", line, word, "answer a fault, a refusal or a failure");
        }
        for (_, words, advice) in KEPT_OUT.iter().filter(|(folder, _, _)| source.path.starts_with(folder)) {
            for word in words.iter().filter(|word| has_word(code, word)) {
                add("machine", line, word, advice);
            }
        }
    }
    found
}

/// Whether a text has a word that no longer word merely contains.
fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let after = &text[at + word.len()..];
        !text[..at].ends_with(part) && (word.ends_with('!') || !after.starts_with(part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_code_and_not_in_quotes_or_tests() {
        // path, line of code, rules broken
        let rows: [(&str, &str, &[&str]); 13] = [
            ("crates/office/src/a.rs", "fn f() { todo!() }", &["unfinished"]),
            ("crates/office/src/a.rs", "fn f() { \"todo!()\" }", &[]),
            ("crates/office/src/a.rs", "// TODO later", &["promise"]),
            ("crates/office/src/a.rs", "// good for nowhere", &[]),
            ("crates/office/src/a.rs", "fn f() { g().unwrap() }", &["unwrap"]),
            ("crates/office/src/a.rs", "fn f() { g().unwrap_or(1) }", &[]),
            ("crates/office/src/a.rs", "fn f() { g().expect(\"x\") }", &["unwrap"]),
            ("crates/office/build.rs", "fn f() { g().expect(\"x\") }", &[]),
            ("crates/office/tests/it/a.rs", "#[ignore = \"slow\"]\nfn f() {}", &["ignored"]),
            ("crates/office/src/a.rs", "fn f() { jiff::Timestamp::now() }", &["machine"]),
            ("crates/server/src/a.rs", "fn f() { jiff::Timestamp::now() }", &[]),
            ("crates/office/src/a.rs", "#[cfg(test)]\nmod tests { fn f() { std::fs::read(a).unwrap() } }", &[]),
            ("crates/office/tests/it/a.rs", "fn f() { std::fs::read(a).unwrap() }", &[]),
        ];
        for (path, text, expected) in rows {
            let found: Vec<_> = check(&Tree::of(&[(path, text)])).iter().map(|finding| finding.rule).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
