//! The packs built into the program, and packs read from a folder.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::sync::Arc;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The built-in packs as pairs of path and text.
pub fn built_in() -> Vec<(String, String)> {
    PACKS.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The built-in packs, loaded.
pub fn load() -> Result<Arc<pack::Pack>> {
    match pack::load(&built_in()) {
        Ok(pack) => Ok(Arc::new(pack)),
        Err(faults) => bail!("the built-in packs are wrong:\n{}", lines(&faults)),
    }
}

/// Every `.toml` and `.csv` below a folder, by path from it.
pub fn read_dir(dir: &Path) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    collect(dir, dir, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(root: &Path, dir: &Path, into: &mut Vec<(String, String)>) -> Result<()> {
    for entry in std::fs::read_dir(dir).with_context(|| format!("không mở được thư mục {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, into)?;
        } else if path.extension().is_some_and(|ext| ext == "toml" || ext == "csv") {
            let text = std::fs::read_to_string(&path).with_context(|| format!("không đọc được {}", path.display()))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            into.push((name, text));
        }
    }
    Ok(())
}

/// One line per fault.
pub fn lines(faults: &[pack::Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
