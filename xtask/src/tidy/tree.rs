//! The whole repository, read once for all rules.

use super::source::{Source, test_modules};
use crate::repo;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file of the repository.
#[derive(Debug, Default)]
pub struct Tree {
    /// Every path with its size in bytes.
    pub sizes: BTreeMap<String, u64>,
    /// Every file that is text, by path.
    pub texts: BTreeMap<String, String>,
    /// The Rust files, in order of their paths.
    pub sources: Vec<Source>,
}

impl Tree {
    /// Reads the repository under a folder.
    pub fn read(root: &Path) -> Result<Tree> {
        let mut tree = Tree::default();
        for path in repo::files(root)? {
            // A file may go while others work in the folder; what is gone breaks no rule.
            let Ok(bytes) = fs::read(root.join(&path)) else { continue };
            tree.sizes.insert(path.clone(), bytes.len() as u64);
            if let Ok(text) = String::from_utf8(bytes) {
                tree.texts.insert(path, text);
            }
        }
        tree.sources = sources(&tree.texts);
        Ok(tree)
    }

    /// A tree of texts, for the tests of the rules.
    #[cfg(test)]
    pub fn of(texts: &[(&str, &str)]) -> Tree {
        let texts: BTreeMap<_, _> = texts.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let sizes = texts.iter().map(|(path, text)| (path.clone(), text.len() as u64)).collect();
        Tree { sizes, sources: sources(&texts), texts }
    }

    /// The text of a file, if it is there.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }
}

fn sources(texts: &BTreeMap<String, String>) -> Vec<Source> {
    let rust = || texts.iter().filter(|(path, _)| path.ends_with(".rs"));
    let mut of_tests = Vec::new();
    for (path, text) in rust() {
        let home = path.strip_suffix("mod.rs").or(path.strip_suffix("lib.rs")).or(path.strip_suffix("main.rs"));
        let home = home.map_or_else(|| path.replace(".rs", "/"), str::to_owned);
        of_tests.extend(test_modules(&Source::new(path, text, false)).iter().map(|name| format!("{home}{name}")));
    }
    let serves_tests = |path: &str| {
        path.contains("/tests/")
            || path.starts_with("tests/")
            || of_tests.iter().any(|place| path == format!("{place}.rs") || path.starts_with(&format!("{place}/")))
    };
    rust().map(|(path, text)| Source::new(path, text, serves_tests(path))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_tests_are_known_by_folder_or_by_the_mark_of_their_parent() {
        let tree = Tree::of(&[
            ("a/src/mod.rs", "#[cfg(test)]\nmod rows;\nmod plain;\n"),
            ("a/src/rows.rs", "fn f() {}"),
            ("a/src/rows/deep.rs", "fn f() {}"),
            ("a/src/plain.rs", "fn f() {}"),
            ("a/tests/it/main.rs", "fn f() {}"),
        ]);
        let tests: Vec<_> =
            tree.sources.iter().filter(|s| s.test.iter().all(|t| *t)).map(|s| s.path.as_str()).collect();
        assert_eq!(tests, ["a/src/rows.rs", "a/src/rows/deep.rs", "a/tests/it/main.rs"]);
    }
}
