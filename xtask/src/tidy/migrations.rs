//! The migrations listed in the program are the files in `migrations/`, each once and in order; and every table belongs
//! to books, so that an office can be moved as a whole.

use super::finding::Finding;
use super::tree::Tree;

const LIST: &str = "crates/office/src/db/migrate.rs";
const FOLDER: &str = "migrations/";

pub fn check(tree: &Tree) -> Vec<Finding> {
    let files: Vec<&str> = tree.sizes.keys().filter_map(|path| path.strip_prefix(FOLDER)).collect();
    let Some(source) = tree.sources.iter().find(|source| source.path == LIST) else { return Vec::new() };
    let quoted = source.quoted.join("\n");
    let included = quoted.split("include_str!(\"").skip(1).filter_map(|rest| rest.split('"').next());
    let listed: Vec<&str> =
        included.filter_map(|path| path.rsplit_once("/migrations/")).map(|(_, name)| name).collect();
    let mut found = Vec::new();
    for name in files.iter().filter(|name| name.ends_with(".sql") && !listed.contains(name)) {
        found.push(Finding::new("migration", &format!("{FOLDER}{name}"), 0, *name, "list it in db/migrate.rs"));
    }
    for name in listed.iter().filter(|name| !files.contains(name)) {
        found.push(Finding::new("migration", LIST, 0, *name, "no such file in migrations/"));
    }
    for pair in listed.windows(2).filter(|pair| pair[0] >= pair[1]) {
        found.push(Finding::new("migration", LIST, 0, pair[1], format!("list it before {}, once", pair[0])));
    }
    found.extend(tables(tree));
    found
}

/// Tables whose primary key does not begin with the book.
fn tables(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in tree.texts.iter().filter(|(path, _)| path.starts_with(FOLDER) && path.ends_with(".sql")) {
        let plain: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap_or("")).collect();
        for table in plain.join(" ").split("create table ").skip(1) {
            let words: Vec<&str> = table.split(';').next().unwrap_or("").split_whitespace().collect();
            let table = words.join(" ");
            let first =
                table.starts_with(&format!("{} ( book text not null primary key", words.first().unwrap_or(&"")));
            if !first && !table.contains("primary key (book,") {
                let name = words.first().copied().unwrap_or("");
                found.push(Finding::new("key", path, 0, name, "let the primary key begin with `book`"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_begins_with_the_book() {
        // statement, tables found
        let rows: [(&str, &[&str]); 5] = [
            ("create table unit (\n  book text not null, -- it\n  no bigint,\n  primary key (book, no)\n);", &[]),
            ("create table book (\n  book text not null primary key,\n  name text\n);", &[]),
            ("create table unit (\n  no bigint,\n  primary key (no, book)\n);", &["unit"]),
            ("create table unit (no bigint primary key);", &["unit"]),
            ("create table a (no bigint); create table b (book text, primary key (book, no));", &["a"]),
        ];
        for (statement, expected) in rows {
            let tree = Tree::of(&[("migrations/1_a.sql", statement)]);
            let found: Vec<_> = tables(&tree).into_iter().map(|finding| finding.what).collect();
            assert_eq!(found, expected, "{statement}");
        }
    }

    #[test]
    fn list_and_folder_agree() {
        // files, list, what is found
        let rows: [(&[&str], &[&str], &[&str]); 5] = [
            (&["1_a.sql", "2_b.sql"], &["1_a.sql", "2_b.sql"], &[]),
            (&["1_a.sql", "2_b.sql"], &["1_a.sql"], &["2_b.sql"]),
            (&["1_a.sql"], &["1_a.sql", "2_b.sql"], &["2_b.sql"]),
            (&["1_a.sql", "2_b.sql"], &["2_b.sql", "1_a.sql"], &["1_a.sql"]),
            (&["1_a.sql"], &["1_a.sql", "1_a.sql"], &["1_a.sql"]),
        ];
        for (files, list, expected) in rows {
            let lines: Vec<_> = list.iter().map(|name| format!("include_str!(\"../migrations/{name}\")\n")).collect();
            let (list, paths) =
                (lines.concat(), files.iter().map(|name| format!("{FOLDER}{name}")).collect::<Vec<_>>());
            let mut texts = vec![(LIST, list.as_str())];
            texts.extend(paths.iter().map(|path| (path.as_str(), "")));
            let found: Vec<_> = check(&Tree::of(&texts)).into_iter().map(|finding| finding.what).collect();
            assert_eq!(found, expected);
        }
    }
}
