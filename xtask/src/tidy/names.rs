//! Names that say nothing are not used: a file, a module, a type or a function is named for the thing or the act.

use super::finding::Finding;
use super::source::after_word;
use super::tree::Tree;
use std::collections::BTreeSet;

/// Parts that no name may carry, in one or in many.
const EMPTY: &[&str] = &["manager", "service", "helper", "util", "common", "data", "info", "process", "handle"];
const ADVICE: &str = "name the thing or the act";
const KEYWORDS: &[&str] = &["mod", "struct", "enum", "trait", "type", "fn"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut folders = BTreeSet::new();
    for path in tree.sizes.keys().filter(|path| path.starts_with("crates/")) {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = file.split('.').next().unwrap_or(file);
        if is_empty_name(stem) {
            found.push(Finding::new("name", path, 0, stem, ADVICE));
        }
        let name = folder.rsplit('/').next().unwrap_or(folder);
        if folders.insert(folder) && is_empty_name(name) {
            found.push(Finding::new("name", folder, 0, name, ADVICE));
        }
    }
    for source in tree.sources.iter().filter(|source| source.path.starts_with("crates/")) {
        for (i, line) in source.code.iter().enumerate() {
            let names = KEYWORDS.iter().filter_map(|keyword| after_word(line, keyword));
            let names: BTreeSet<String> = names.filter(|name| is_empty_name(name)).collect();
            found.extend(names.iter().map(|name| Finding::new("name", &source.path, i + 1, name.as_str(), ADVICE)));
        }
    }
    found
}

fn is_empty_name(name: &str) -> bool {
    parts(name).iter().any(|part| EMPTY.iter().any(|word| part == word || *part == format!("{word}s")))
}

/// The words of `snake_case`, `kebab-case` and `CamelCase`, in small letters.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for c in name.chars() {
        if c.is_uppercase() || !c.is_alphanumeric() {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut().filter(|_| c.is_alphanumeric()) {
            part.extend(c.to_lowercase());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_judged_by_their_parts() {
        // name, whether it says nothing
        let rows = [
            ("unit_manager", true),
            ("DataRow", true),
            ("utils", true),
            ("page-info", true),
            ("database", false),
            ("handed_back", false),
            ("Information", false),
            ("commonly", false),
        ];
        for (name, expected) in rows {
            assert_eq!(is_empty_name(name), expected, "{name}");
        }
    }

    #[test]
    fn files_folders_and_items_are_looked_at() {
        let tree = Tree::of(&[
            ("crates/a/src/util.rs", "//! x\n"),
            ("crates/a/src/common/unit.rs", "//! data\nfn read_info() { let data = \"fn handle\"; }\n"),
            ("xtask/src/util.rs", "fn process() {}\n"),
        ]);
        let found: Vec<_> = check(&tree).into_iter().map(|f| (f.path, f.line, f.what)).collect();
        let expected = [
            ("crates/a/src/common", 0, "common"),
            ("crates/a/src/util.rs", 0, "util"),
            ("crates/a/src/common/unit.rs", 2, "read_info"),
        ];
        assert_eq!(found, expected.map(|(path, line, what)| (path.to_owned(), line, what.to_owned())));
    }
}
