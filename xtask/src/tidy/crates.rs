//! Which crate of the workspace may stand on which, which outside crates are kept out of it, and that each outside
//! crate has its reason written down.

use super::finding::Finding;
use super::tree::Tree;
use anyhow::{Context, Result};

const DATABASES: &[&str] = &["postgres", "rusqlite", "tokio-postgres"];
const HTTP: &[&str] = &["axum", "hyper", "reqwest", "tower-http", "ureq"];

/// Where each outside crate has its line.
const REASONS: &str = "docs/decisions/dependencies.md";

struct Rule {
    name: &'static str,
    /// Crates of this workspace it may use.
    may: &'static [&'static str],
    /// Outside crates it may not use.
    not: &'static [&'static [&'static str]],
}

const RULES: &[Rule] = &[
    Rule { name: "viet", may: &[], not: &[DATABASES, HTTP] },
    Rule { name: "pack", may: &["viet"], not: &[DATABASES, HTTP] },
    Rule { name: "reader", may: &["viet", "pack"], not: &[DATABASES, HTTP] },
    Rule { name: "press", may: &["viet"], not: &[DATABASES, HTTP] },
    Rule { name: "office", may: &["viet", "pack", "reader", "press"], not: &[&["clap", "reqwest", "ureq"]] },
    Rule { name: "server", may: &["viet", "pack", "reader", "press", "office"], not: &[] },
    Rule { name: "xtask", may: &[], not: &[] },
];

pub fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    let ours = tree.texts.iter().filter(|(path, _)| path.starts_with("crates/") || path.starts_with("xtask/"));
    for (path, text) in ours.filter(|(path, _)| path.ends_with("/Cargo.toml")) {
        let table: toml::Table = text.parse().with_context(|| format!("reading {path}"))?;
        let name = table.get("package").and_then(|package| package.get("name")).and_then(|name| name.as_str());
        let Some(rule) = RULES.iter().find(|rule| Some(rule.name) == name) else {
            let name = name.unwrap_or("no name");
            found.push(Finding::new("crate", path, 0, name, "say in xtask's table on what it may stand"));
            continue;
        };
        for (key, used) in dependencies(&table) {
            let advices = judge(rule, used, key).into_iter().chain(unreasoned(tree, used));
            found.extend(advices.map(|advice| Finding::new("crate", path, 0, used, advice)));
        }
    }
    found.extend(left_over(tree));
    Ok(found)
}

/// Each dependency with the section that asks for it.
fn dependencies(table: &toml::Table) -> impl Iterator<Item = (&'static str, &str)> {
    let sections = ["dependencies", "dev-dependencies", "build-dependencies"];
    sections.into_iter().flat_map(|key| {
        let used = table.get(key).and_then(|section| section.as_table());
        used.into_iter().flat_map(|section| section.keys()).map(move |name| (key, name.as_str()))
    })
}

/// What to do about an outside crate without its line of reasons.
fn unreasoned(tree: &Tree, used: &str) -> Option<String> {
    let ours = RULES.iter().any(|rule| rule.name == used);
    let reasoned = tree.text(REASONS)?.contains(&format!("| `{used}` |"));
    (!ours && !reasoned).then(|| format!("write its line in {REASONS}"))
}

/// Lines about crates that are used no more.
fn left_over(tree: &Tree) -> Vec<Finding> {
    let cargo = tree.texts.iter().filter(|(path, _)| path.ends_with("/Cargo.toml"));
    let used: Vec<&str> = cargo.flat_map(|(_, text)| text.lines()).collect();
    let uses = |name: &str| used.iter().any(|line| line.split(['.', ' ', '=']).next() == Some(name));
    let lines = tree.text(REASONS).unwrap_or("").lines().enumerate();
    let named = lines.filter_map(|(i, line)| Some((i + 1, line.strip_prefix("| `")?.split_once("` |")?.0)));
    let gone = named.filter(|(_, name)| !name.contains('/') && !uses(name));
    gone.map(|(i, name)| Finding::new("crate", REASONS, i, name, "it is used no more; take its line out")).collect()
}

fn judge(rule: &Rule, used: &str, key: &str) -> Option<String> {
    let ours = RULES.iter().any(|rule| rule.name == used);
    if ours && !rule.may.contains(&used) {
        return Some(format!("`{}` may not stand on it", rule.name));
    }
    let kept_out = rule.not.iter().any(|names| names.contains(&used));
    (kept_out && key != "dev-dependencies").then(|| format!("it is kept out of `{}`", rule.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_crate_stands_only_on_what_the_table_allows() {
        // crate, dependency, refused
        let rows = [
            ("viet", "jiff.workspace = true", false),
            ("viet", "pack.workspace = true", true),
            ("pack", "viet = { path = \"../viet\" }", false),
            ("press", "pack.workspace = true", true),
            ("press", "rusqlite = \"1\"", true),
            ("office", "server.workspace = true", true),
            ("office", "rusqlite.workspace = true", false),
            ("server", "office.workspace = true", false),
            ("portal", "", true),
        ];
        for (name, dependency, refused) in rows {
            let text = format!("[package]\nname = \"{name}\"\n[dependencies]\n{dependency}\n");
            let found = check(&Tree::of(&[("crates/a/Cargo.toml", &text)])).unwrap();
            assert_eq!(!found.is_empty(), refused, "{name}: {dependency}");
        }
    }

    #[test]
    fn outside_crates_and_reasons_agree() {
        let cargo = "[package]\nname = \"viet\"\n[dependencies]\njiff.workspace = true\nserde = \"1\"\n";
        // lines of reasons, what is found
        let rows: [(&str, &[&str]); 3] = [
            ("| `jiff` | days |\n| `serde` | texts |\n", &[]),
            ("| `jiff` | days |\n", &["serde"]),
            ("| `jiff` | days |\n| `serde` | texts |\n| `chrono` | days |\n| `axe/core` | pages |\n", &["chrono"]),
        ];
        for (reasons, expected) in rows {
            let tree = Tree::of(&[("crates/viet/Cargo.toml", cargo), (REASONS, reasons)]);
            let found: Vec<_> = check(&tree).unwrap().into_iter().map(|finding| finding.what).collect();
            assert_eq!(found, expected);
        }
    }
}
