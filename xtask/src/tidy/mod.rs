//! The rules of the house that a machine can check. Each rule is a file here; what may break a rule stands with its
//! reason in `exceptions`.

mod blobs;
mod crates;
mod domains;
mod exceptions;
mod finding;
mod glossary;
mod migrations;
mod names;
mod paths;
mod places;
mod scan;
mod sizes;
mod source;
mod tree;
mod words;

use crate::repo;
use anyhow::{Result, bail};
use finding::Finding;
use std::path::Path;
use tree::Tree;

/// Checks everything, prints the sizes and each finding; fails when there is one.
pub fn run() -> Result<()> {
    let (report, findings) = check(&repo::root())?;
    println!("{report}");
    for finding in &findings {
        println!("{finding}");
    }
    if findings.is_empty() {
        println!("tidy: nothing to say");
        return Ok(());
    }
    bail!("tidy found {} thing(s)", findings.len())
}

/// The sizes in words, and every finding that no exception covers.
fn check(root: &Path) -> Result<(String, Vec<Finding>)> {
    let tree = Tree::read(root)?;
    let mut findings = Vec::new();
    findings.extend(sizes::check(&tree));
    findings.extend(names::check(&tree));
    findings.extend(words::check(&tree));
    findings.extend(places::check(&tree));
    findings.extend(blobs::check(&tree));
    findings.extend(crates::check(&tree)?);
    findings.extend(domains::check(&tree));
    findings.extend(glossary::check(&tree));
    findings.extend(migrations::check(&tree));
    Ok((sizes::report(&tree), exceptions::apply(findings)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_tidy() {
        let (_, findings) = check(&repo::root()).unwrap();
        let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
        assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
    }

    #[test]
    fn the_rules_see_what_they_judge() {
        let tree = Tree::read(&repo::root()).unwrap();
        assert!(domains::all_acts(&tree).len() > 15, "{:?}", domains::all_acts(&tree));
        assert!(glossary::kinds(&tree).len() > 30, "{:?}", glossary::kinds(&tree));
        assert!(tree.sources.iter().map(|source| source.functions().len()).sum::<usize>() > 1_000);
    }
}
