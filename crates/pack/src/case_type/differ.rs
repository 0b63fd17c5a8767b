//! So hai bản của một bộ quy tắc: what is added, dropped and changed, value by value.

use std::collections::{BTreeMap, BTreeSet};
use toml::Value;

/// One value that differs between two editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// File and path to the value: `case_types/x.toml: limit[thuong].within`.
    pub place: String,
    /// The value before; `None` when it was added.
    pub before: Option<String>,
    /// The value now; `None` when it was dropped.
    pub after: Option<String>,
}

/// Everything that differs between two sets of files, by place. Files that are not TOML are compared as a whole.
pub fn differ(before: &[(String, String)], after: &[(String, String)]) -> Vec<Difference> {
    let (before, after) = (flat(before), flat(after));
    let places: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let one = |place: &String| Difference {
        place: place.clone(),
        before: before.get(place).cloned(),
        after: after.get(place).cloned(),
    };
    places.into_iter().map(one).filter(|d| d.before != d.after).collect()
}

fn flat(files: &[(String, String)]) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (file, text) in files {
        match text.parse::<toml::Table>() {
            Ok(table) => walk(&format!("{file}: "), "", &Value::Table(table), &mut all),
            Err(_) => drop(all.insert(format!("{file}:"), text.clone())),
        }
    }
    all
}

fn walk(file: &str, path: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                walk(file, &path, value, into);
            }
        }
        Value::Array(items) if items.iter().all(Value::is_table) && !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                walk(file, &format!("{path}[{}]", name(item).unwrap_or_else(|| (at + 1).to_string())), item, into);
            }
        }
        other => drop(into.insert(format!("{file}{path}"), other.to_string())),
    }
}

/// What a table of a list is known by, so that one more at the top does not shift the rest.
fn name(item: &Value) -> Option<String> {
    ["id", "code", "year", "title", "at"].iter().find_map(|key| {
        let value = item.get(key)?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_compared_by_their_names() {
        let file = |text: &str| vec![("a.toml".to_owned(), text.to_owned())];
        let before = file(
            "title = \"x\"\n[[limit]]\nid = \"a\"\nwithin = \"5 ngày\"\n[[limit]]\nid = \"b\"\nwithin = \"3 ngày\"\n",
        );
        let after = file("title = \"x\"\n[[limit]]\nid = \"b\"\nwithin = \"2 ngày\"\nbasis = \"c\"\n");
        let told: Vec<String> = differ(&before, &after)
            .into_iter()
            .map(|d| format!("{} {} -> {}", d.place, d.before.unwrap_or_default(), d.after.unwrap_or_default()))
            .collect();
        assert_eq!(
            told,
            [
                "a.toml: limit[a].id \"a\" -> ",
                "a.toml: limit[a].within \"5 ngày\" -> ",
                "a.toml: limit[b].basis  -> \"c\"",
                "a.toml: limit[b].within \"3 ngày\" -> \"2 ngày\"",
            ]
        );
    }
}
