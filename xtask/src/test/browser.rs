//! The end-to-end tests: the program as built, driven by a real browser.

use super::step::{cargo, run};
use anyhow::{Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the program, fetches what `e2e/package-lock.json` names and runs `node --test` there.
pub fn run_in(root: &Path) -> Result<()> {
    let folder = root.join("e2e");
    if !folder.join("package.json").exists() {
        println!("e2e/ holds no tests");
        return Ok(());
    }
    // The same units as `cargo test --workspace`, so that nothing is compiled a second time.
    cargo(root, &["build", "--workspace", "--bins", "--tests", "--quiet"])?;
    let program = built(root);
    if !program.exists() {
        bail!("{} was not built", program.display());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    run(Command::new("node").arg("--test").env("ROVIEC_BIN", program).current_dir(&folder))
}

fn built(root: &Path) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    root.join(target).join("debug/roviec")
}
