//! Where the repository stands on this machine, and which files in it are ours.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder that holds the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Every file that is or may be committed, as paths from the root with `/`, in order. What `.gitignore` names is left
/// out; its lines are plain names here (`node_modules`) or places (`/target`), never patterns.
pub fn files(root: &Path) -> Result<Vec<String>> {
    let ignored = fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
    let ignored: Vec<&str> = ignored.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut found = Vec::new();
    walk(root, "", &ignored, &mut found)?;
    found.sort();
    Ok(found)
}

fn walk(root: &Path, folder: &str, ignored: &[&str], found: &mut Vec<String>) -> Result<()> {
    let here = root.join(folder);
    let entries = fs::read_dir(&here).with_context(|| format!("reading {}", here.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if name == ".git" || ignored.iter().any(|line| covers(line, &path, &name)) {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(root, &path, ignored, found)?;
        } else if kind.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

fn covers(line: &str, path: &str, name: &str) -> bool {
    let line = line.trim_end_matches('/');
    match line.strip_prefix('/') {
        Some(place) => place == path,
        None => line == name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignored_lines_cover_places_or_names() {
        // line, path, covered
        let rows = [
            ("/target", "target", true),
            ("/target", "e2e/target", false),
            ("node_modules", "e2e/node_modules", true),
            ("/e2e/shots", "e2e/shots", true),
            ("node_modules", "e2e/modules", false),
        ];
        for (line, path, expected) in rows {
            let name = path.rsplit('/').next().unwrap();
            assert_eq!(covers(line, path, name), expected, "{line} and {path}");
        }
    }

    #[test]
    fn the_root_holds_the_workspace() {
        let files = files(&root()).unwrap();
        assert!(files.contains(&"Cargo.toml".to_owned()));
        assert!(!files.iter().any(|path| path.starts_with("target/") || path.starts_with(".git/")));
    }
}
