//! Directions inside `office`: who acts never asks who measures, who measures never acts for others, and what every
//! domain stands on knows no domain.

use super::finding::Finding;
use super::paths::{Named, named};
use super::source::Source;
use super::tree::Tree;
use std::collections::BTreeSet;

const HOME: &str = "crates/office/src/";
/// What every domain stands on.
const GROUND: &[&str] = &["app", "ctx", "db", "error", "ui", "journal", "directory"];
/// Domains that write what happened.
const ACTING: &[&str] = &[
    "directory",
    "attachment",
    "document",
    "plan",
    "figure",
    "sheet",
    "casework",
    "task",
    "meeting",
    "exchange",
    "reading",
];
/// Domains that read what was recorded.
const MEASURING: &[&str] = &["indicator", "mining", "report", "portal"];
/// Where everything is put together: may name all.
const ASSEMBLY: &[&str] = &["lib", "routes", "seed"];

/// Who may name whom beside itself, as the table in ARCHITECTURE.md says; `a::b` allows only that branch of `a`.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("db", &["error"]),
    // The frame offers a tab only to those who may open it.
    ("ui", &["app", "ctx", "db", "error", "directory::permit"]),
    ("ctx", &["error", "directory::permit", "journal"]),
    ("app", &["ctx", "db", "error", "ui", "directory::session"]),
    ("journal", &["app", "ctx", "db", "error", "ui", "directory::permit", "directory::session"]),
    ("directory", GROUND),
    ("attachment", &["app", "ctx", "db", "error", "ui", "journal"]),
    ("document", &["app", "ctx", "db", "error", "ui", "journal", "directory", "attachment"]),
    ("plan", &["app", "ctx", "db", "error", "ui", "journal", "directory", "document"]),
    ("figure", &["app", "ctx", "db", "error", "ui", "journal", "directory", "document", "plan"]),
    ("sheet", &["app", "ctx", "db", "error", "ui", "journal", "directory", "document", "plan", "figure"]),
    ("indicator", &["app", "ctx", "db", "error", "ui", "directory", "plan", "figure"]),
    ("mining", &["app", "ctx", "db", "error", "ui", "directory"]),
    ("report", &["app", "ctx", "db", "error", "ui", "journal", "directory", "document", "figure", "indicator"]),
    ("casework", &["app", "ctx", "db", "error", "ui", "journal", "directory", "attachment", "plan", "figure"]),
    (
        "task",
        &[
            "app",
            "ctx",
            "db",
            "error",
            "ui",
            "journal",
            "directory",
            "attachment",
            "document",
            "plan",
            "casework",
            "report",
        ],
    ),
    ("meeting", &["app", "ctx", "db", "error", "ui", "journal", "directory", "document", "casework", "task", "report"]),
    ("exchange", &["app", "ctx", "db", "error", "ui", "journal", "directory", "attachment", "document"]),
    ("reading", &["app", "ctx", "db", "error", "ui", "journal", "directory", "attachment", "plan", "figure"]),
    // Tracking asks only whether somebody is signed in: an officer does not rate for a citizen.
    (
        "portal",
        &[
            "app",
            "ctx",
            "db",
            "error",
            "ui",
            "report",
            "attachment",
            "casework",
            "task",
            "meeting",
            "directory::session",
        ],
    ),
];

/// Writing that one measuring domain may do through another's front door: a signed report is a document with a number.
/// Filing online is an act of the citizen, who has no other door.
const MAY_WRITE: &[(&str, &str)] =
    &[("report", "document::take_number"), ("report", "document::write_row"), ("portal", "casework::submit")];
/// Writing that appends no fact of its own, beside the acts, which are found by their fact.
const WRITING: &[&str] = &["document::take_number", "document::write_row"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let sources: Vec<(&Source, Vec<&str>)> = tree.sources.iter().filter_map(|s| Some((s, module(&s.path)?))).collect();
    let domains: BTreeSet<&str> = sources.iter().filter_map(|(_, module)| module.first().copied()).collect();
    let acts = all_acts(tree);
    let mut found = Vec::new();
    for (source, module) in &sources {
        let Some(&domain) = module.first() else { continue };
        if ASSEMBLY.contains(&domain) {
            continue;
        }
        let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == domain) else {
            found.push(Finding::new("domain", &source.path, 0, domain, "say in xtask's table whom it may name"));
            continue;
        };
        let code = source.plain_text();
        let roots: Vec<&str> = domains.iter().copied().filter(|name| brings_in(&code, name)).collect();
        for Named { line, parts } in named(&code, module, &roots) {
            let judged = judge(domain, allowed, &domains, &acts, &parts);
            found.extend(judged.map(|advice| Finding::new("domain", &source.path, line, parts.join("::"), advice)));
        }
    }
    found
}

/// Every act of the acting domains, as `domain::name`.
pub fn all_acts(tree: &Tree) -> BTreeSet<String> {
    tree.sources.iter().filter_map(|source| Some(acts(source, &module(&source.path)?))).flatten().collect()
}

/// What is wrong with a domain naming a path, if anything.
fn judge(
    domain: &str,
    allowed: &[&str],
    domains: &BTreeSet<&str>,
    acts: &BTreeSet<String>,
    parts: &[String],
) -> Option<String> {
    let other = parts.first().filter(|part| *part != domain && domains.contains(part.as_str()))?;
    let path = parts.join("::");
    if !allowed.iter().any(|place| path == *place || path.starts_with(&format!("{place}::"))) {
        return Some(format!("`{domain}` may not name `{other}` here"));
    }
    let last = parts.last().map_or("", String::as_str);
    let own_writing = MAY_WRITE.iter().any(|(who, what)| *who == domain && *what == path);
    let writes = acts.contains(&format!("{other}::{last}")) || WRITING.contains(&path.as_str());
    if MEASURING.contains(&domain) && writes && !own_writing {
        return Some(format!("`{domain}` measures and may not act in `{other}`"));
    }
    None
}

/// Where a file of `office` stands, from the root of the crate.
fn module(path: &str) -> Option<Vec<&str>> {
    let path = path.strip_prefix(HOME)?.strip_suffix(".rs")?;
    let path = path.strip_suffix("/mod").unwrap_or(path);
    Some(path.split('/').collect())
}

/// Whether a `use` brings this name in from the root, so that paths may begin with it.
fn brings_in(code: &str, name: &str) -> bool {
    code.contains(&format!("use crate::{name};"))
        || code.contains(&format!("use crate::{name}::{{self"))
        || code.split("use crate::{").skip(1).any(|rest| {
            let list = rest.split(';').next().unwrap_or("");
            list.split(['{', '}', ',']).any(|item| item.trim() == name)
        })
}

/// The acts of an acting domain: public functions that append a fact, as `domain::name`.
fn acts(source: &Source, module: &[&str]) -> Vec<String> {
    let Some(domain) = module.first().filter(|domain| ACTING.contains(domain)) else { return Vec::new() };
    let appends = |first: usize, last: usize| {
        source.code[first..=last].iter().any(|line| line.contains("append(") || line.contains("append_all("))
    };
    let public = source.functions().into_iter().filter(|f| source.code[f.first].trim_start().starts_with("pub "));
    public.filter(|f| appends(f.first, f.last)).map(|f| format!("{domain}::{}", f.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let tree = Tree::of(&[
            ("crates/office/src/plan/mod.rs", "pub fn set_target() { append(x) }\npub fn targets() {}"),
            ("crates/office/src/report/mod.rs", ""),
            ("crates/office/src/indicator/mod.rs", ""),
            ("crates/office/src/document/mod.rs", ""),
            ("crates/office/src/directory/mod.rs", ""),
            (path, text),
        ]);
        check(&tree).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn directions_are_held() {
        // file in office/src, code, paths refused
        let rows: [(&str, &str, &[&str]); 13] = [
            ("plan/set.rs", "use crate::document::name;", &[]),
            ("plan/set.rs", "use crate::report::Report;", &["report::Report"]),
            ("plan/set.rs", "use super::super::indicator::line;", &["indicator::line"]),
            ("plan/set.rs", "#[cfg(test)]\nmod tests { use crate::report::Report; }", &[]),
            ("ui/frame.rs", "use crate::directory::permit::Act;", &[]),
            ("journal/pages.rs", "use crate::directory::{permit::Act, Unit};", &["directory::Unit"]),
            ("indicator/rows.rs", "use crate::plan::targets;", &[]),
            ("indicator/rows.rs", "use crate::plan::set_target;", &["plan::set_target"]),
            ("indicator/rows.rs", "use crate::plan;\nfn f() { plan::set_target() }", &["plan::set_target"]),
            ("indicator/rows.rs", "use crate::document::name;", &["document::name"]),
            ("report/sign.rs", "use crate::plan::targets;", &["plan::targets"]),
            ("report/sign.rs", "use crate::document::{take_number, write_row};", &[]),
            ("routes.rs", "use crate::{plan, report};", &[]),
        ];
        for (path, code, expected) in rows {
            assert_eq!(found(&format!("{HOME}{path}"), code), expected, "{path}: {code}");
        }
    }

    #[test]
    fn a_domain_that_stands_in_no_table_is_found() {
        assert_eq!(found("crates/office/src/evaluation/mod.rs", ""), ["evaluation"]);
    }
}
