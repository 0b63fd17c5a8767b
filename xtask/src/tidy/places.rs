//! Nothing committed names a place on somebody's machine or a private host that packages came from.

use super::finding::Finding;
use super::tree::Tree;

/// Beginnings of paths that exist only where somebody works, after anything that is not part of a longer path.
const MACHINE: &[&str] = &["/work/", "/root/", "/tmp/", "/home/"];
/// Where packages come from in lock files and settings of cargo and npm; any other address is a private one.
const PUBLIC: &[&str] = &["https://github.com/rust-lang/crates.io-index", "https://registry.npmjs.org/"];
/// Files that name where packages come from.
const LOCKS: &[&str] = &["Cargo.lock", "package-lock.json", ".npmrc", ".cargo/config.toml"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in &tree.texts {
        for (i, line) in text.lines().enumerate() {
            for place in MACHINE.iter().filter(|place| names_place(line, place)) {
                found.push(Finding::new("place", path, i + 1, *place, "a path from the repository or a setting"));
            }
            if LOCKS.iter().any(|lock| path.ends_with(lock)) {
                let foreign = sources(line).filter(|source| !PUBLIC.iter().any(|public| source.starts_with(public)));
                found.extend(foreign.map(|host| Finding::new("host", path, i + 1, host, "the public registry only")));
            }
        }
    }
    found
}

fn names_place(line: &str, place: &str) -> bool {
    let longer =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | ')' | '/' | ']' | '$' | '>' | '*');
    line.match_indices(place).any(|(at, _)| !line[..at].ends_with(longer))
}

/// The addresses a line of a lock file takes packages from; a page that asks for money is none.
fn sources(line: &str) -> impl Iterator<Item = &str> {
    let asks = line.trim_start().starts_with("\"url\"");
    let starts = line.match_indices("http").filter(move |_| !asks).map(|(at, _)| at);
    let addresses = starts.map(|at| line[at..].split(['"', ' ', '\'', '#']).next().unwrap_or(""));
    addresses.filter(|address| address.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_hosts_are_found() {
        // path, line, rules broken
        let slash = '/';
        let rows: [(&str, String, &[&str]); 7] = [
            ("README.md", format!("see {slash}work/main"), &["place"]),
            ("README.md", format!("\"{slash}tmp/a\""), &["place"]),
            ("README.md", "a/work/b and ./tmp/b".into(), &[]),
            ("Cargo.lock", "source = \"registry+https://github.com/rust-lang/crates.io-index\"".into(), &[]),
            ("Cargo.lock", "source = \"registry+https://crates.example/index\"".into(), &["host"]),
            ("e2e/package-lock.json", "\"resolved\": \"http://10.0.0.1:4873/axe\"".into(), &["host"]),
            ("e2e/package-lock.json", "\"url\": \"https://opencollective.com/x\"".into(), &[]),
        ];
        for (path, line, expected) in rows {
            let found: Vec<_> = check(&Tree::of(&[(path, &line)])).iter().map(|finding| finding.rule).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
