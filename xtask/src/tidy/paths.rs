//! Which paths a piece of Rust names: `use` trees and paths in code, each resolved to begin at the root of its crate.

/// A path from the root of the crate, and the line that names it, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    pub parts: Vec<String>,
}

/// All paths that begin with `crate`, with `super`, or with one of `roots` (names that `use crate::…` brings in).
/// `module` is where the code stands, from the root of its crate.
pub fn named(code: &str, module: &[&str], roots: &[&str]) -> Vec<Named> {
    let mut found = Vec::new();
    // Up to where a path already read has taken the names in its braces with it.
    let mut read = 0;
    for (at, word) in words(code) {
        let before = code[..at].trim_end();
        if at < read || before.ends_with("::") || before.ends_with('.') || before.ends_with('\'') {
            continue;
        }
        let mut rest = &code[at + word.len()..];
        let Some(base) = base(word, &mut rest, module, roots) else { continue };
        let line = code[..at].matches('\n').count() + 1;
        branches(&mut rest, &base, &mut |parts| found.push(Named { line, parts }));
        read = code.len() - rest.len();
    }
    found
}

fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let inner = |c: char| c.is_alphanumeric() || c == '_';
    let starts = move |at: usize| !code[..at].ends_with(inner);
    code.char_indices().filter(move |(at, c)| inner(*c) && starts(*at)).map(move |(at, _)| (at, name_at(&code[at..])))
}

fn name_at(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    &text[..end]
}

/// The beginning of a path, resolved; consumes each further `super`.
fn base(word: &str, rest: &mut &str, module: &[&str], roots: &[&str]) -> Option<Vec<String>> {
    if !rest.trim_start().starts_with("::") {
        return None;
    }
    let own = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect();
    match word {
        "crate" => Some(Vec::new()),
        "super" => {
            let mut up = 1;
            while let Some(further) = rest.strip_prefix("::super") {
                *rest = further;
                up += 1;
            }
            Some(own(&module[..module.len().saturating_sub(up)]))
        }
        root if roots.contains(&root) => Some(own(&[root])),
        _ => None,
    }
}

/// Reads `::a::{b, c::d}` and gives each branch with what stands before it.
fn branches(rest: &mut &str, base: &[String], give: &mut impl FnMut(Vec<String>)) {
    let mut path = base.to_vec();
    while let Some(after) = rest.trim_start().strip_prefix("::") {
        let after = after.trim_start();
        if let Some(inner) = after.strip_prefix('{') {
            *rest = inner;
            return group(rest, &path, give);
        }
        let name = name_at(after);
        if name.is_empty() {
            break;
        }
        *rest = &after[name.len()..];
        path.push(name.to_owned());
    }
    give(path);
}

fn group(rest: &mut &str, base: &[String], give: &mut impl FnMut(Vec<String>)) {
    loop {
        *rest = rest.trim_start();
        let name = name_at(rest);
        match rest.chars().next() {
            None => return,
            Some('}') => {
                *rest = &rest[1..];
                return;
            }
            Some(c) if name.is_empty() => *rest = &rest[c.len_utf8()..],
            Some(_) => {
                *rest = &rest[name.len()..];
                let mut path = base.to_vec();
                if name != "self" {
                    path.push(name.to_owned());
                }
                branches(rest, &path, give);
                skip_alias(rest);
            }
        }
    }
}

fn skip_alias(rest: &mut &str) {
    if let Some(after) = rest.trim_start().strip_prefix("as ") {
        *rest = &after[name_at(after).len()..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_from_the_root() {
        // code in the module figure::pages, paths
        let rows: [(&str, &[&str]); 8] = [
            ("use crate::plan::quantity;", &["plan::quantity"]),
            ("use crate::{app, plan::{self, target::Target}};", &["app", "plan", "plan::target::Target"]),
            ("fn f() { crate::document::name(x) }", &["document::name"]),
            ("use super::rule::judge;", &["figure::rule::judge"]),
            ("use super::super::db;", &["db"]),
            ("fn f() { plan::indicators(tx)? }", &["plan::indicators"]),
            ("pub(crate) fn plan(x: &str) { x.plan::<A>() }", &[]),
            ("use crate::plan::{a as b, c};", &["plan::a", "plan::c"]),
        ];
        for (code, expected) in rows {
            let found = named(code, &["figure", "pages"], &["plan"]);
            let found: Vec<String> = found.iter().map(|named| named.parts.join("::")).collect();
            assert_eq!(found, expected, "{code}");
        }
    }

    #[test]
    fn a_path_knows_its_line() {
        assert_eq!(named("\n\nuse crate::db;", &[], &[])[0].line, 3);
    }
}
