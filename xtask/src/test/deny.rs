//! `cargo deny`: licences, banned crates and sources, by `deny.toml`.

use super::step::{cargo, run};
use anyhow::{Context, Result};
use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

/// The version that is built when the machine has none.
const VERSION: &str = "0.20.2";

/// Runs the check; builds cargo-deny under `target/` first when it is missing. Advisories are not checked here: they
/// need a database from the network, and would make the same commit pass today and fail tomorrow.
pub fn check(root: &Path) -> Result<()> {
    let kept = root.join("target/tools");
    let program = kept.join("bin/cargo-deny");
    let program = if is_there("cargo-deny") { Path::new("cargo-deny") } else { program.as_path() };
    if !is_there(program) {
        println!("cargo-deny is missing; building {VERSION} into target/tools, about 3 minutes");
        let kept = kept.to_str().context("the path of the repository is not text")?;
        let wanted = ["install", "cargo-deny", "--version", VERSION, "--locked", "--debug", "--quiet", "--root", kept];
        // Away from the workspace, so that its settings do not apply to the tool.
        cargo(&env::temp_dir(), &wanted)?;
    }
    run(Command::new(program).args(["check", "licenses", "bans", "sources"]).current_dir(root))
}

fn is_there(program: impl AsRef<Path>) -> bool {
    let mut command = Command::new(program.as_ref());
    let command = command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
