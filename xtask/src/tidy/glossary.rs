//! The glossary, both ways: every identifier it names stands in the code, and every kind of fact stands in it.

use super::finding::Finding;
use super::tree::Tree;

const GLOSSARY: &str = "GLOSSARY.md";
const KINDS: &str = "crates/office/src/journal/fact.rs";
/// Column of the table that holds the identifiers, counted from 0: Vietnamese, English, identifier, …
const COLUMN: usize = 2;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let Some(glossary) = tree.text(GLOSSARY) else { return Vec::new() };
    let code = code(tree);
    let mut found = Vec::new();
    for (i, line) in glossary.lines().enumerate() {
        for identifier in identifiers(line).into_iter().filter(|identifier| !stands_in(&code, identifier)) {
            found.push(Finding::new("glossary", GLOSSARY, i + 1, identifier, "no such name in the code"));
        }
    }
    for key in kinds(tree).into_iter().filter(|key| !has_name(glossary, key)) {
        found.push(Finding::new("glossary", GLOSSARY, 0, key, "a kind of fact without its line"));
    }
    found
}

/// What stands between back-ticks in the column of identifiers.
fn identifiers(line: &str) -> Vec<&str> {
    let line = line.trim();
    let Some(row) = line.strip_prefix('|') else { return Vec::new() };
    let cell = row.split('|').nth(COLUMN).unwrap_or("");
    cell.split('`').skip(1).step_by(2).collect()
}

/// Everything a name can stand in: Rust with its quoted text, SQL, templates, packs.
fn code(tree: &Tree) -> String {
    let rust = tree.sources.iter().filter(|source| source.path.starts_with("crates/"));
    let mut code: String = rust.map(|source| source.quoted.join("\n")).collect();
    let others = tree.texts.iter().filter(|(path, _)| {
        (path.starts_with("migrations/") && path.ends_with(".sql"))
            || (path.starts_with("crates/") && (path.ends_with(".sql") || path.ends_with(".html")))
            || (path.starts_with("packs/") && path.ends_with(".toml"))
    });
    code.extend(others.map(|(_, text)| text.as_str()));
    code
}

/// Whether every part of `Status::Expected` or `unit.parent` stands in the code as a whole word.
fn stands_in(code: &str, identifier: &str) -> bool {
    let mut parts = identifier.split(['.', ':', '(', ')', '!', '/']).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| has_name(code, part))
}

fn has_name(text: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices(name).any(|(at, _)| !text[..at].ends_with(part) && !text[at + name.len()..].starts_with(part))
}

/// The keys of the kinds of fact, as the journal keeps them.
pub fn kinds(tree: &Tree) -> Vec<String> {
    let source = tree.sources.iter().find(|source| source.path == KINDS);
    let lines = source.into_iter().flat_map(|source| &source.quoted);
    let inside = lines.map(|line| line.trim()).skip_while(|line| *line != "kinds! {").skip(1).take_while(|l| *l != "}");
    inside.filter_map(|line| line.split('"').nth(1)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(glossary: &str) -> Vec<String> {
        let facts = "kinds! {\n    UnitMoved \"unit-moved\" \"Chuyển\",\n}\n";
        let tree = Tree::of(&[
            (GLOSSARY, glossary),
            (KINDS, facts),
            ("crates/pack/src/a.rs", "pub enum Status { Expected } // Ghost\n"),
            ("migrations/1.sql", "create table target (due_on text);"),
        ]);
        check(&tree).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn both_ways_are_checked() {
        // lines of the glossary, what is found
        let rows: [(&str, &[&str]); 6] = [
            ("| ước | estimate | `Status::Expected` | … `nothing` | | |\n`unit-moved`", &[]),
            ("| hạn | due | `due_on`, `target` | | | |\n| x | y | `UnitMoved` | `unit-moved` | | |", &[]),
            ("| ma | ghost | `Ghost` | | | |\nunit-moved", &["Ghost"]),
            ("| ma | ghost | `Status::Ghost` | | | |\nunit-moved", &["Status::Ghost"]),
            ("| a | b | c | | | |", &["unit-moved"]),
            ("unit-moved-again", &["unit-moved"]),
        ];
        for (glossary, expected) in rows {
            assert_eq!(found(glossary), expected, "{glossary}");
        }
    }

    #[test]
    fn without_a_glossary_there_is_nothing_to_say() {
        assert!(check(&Tree::of(&[(KINDS, "kinds! {\n A \"a\" \"A\",\n}\n")])).is_empty());
    }
}
