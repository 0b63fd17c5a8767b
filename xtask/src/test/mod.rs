//! `cargo xtask test`: every test there is, one step after the other; the first failure stops.

mod browser;
mod deny;
mod pieces;
mod step;

use crate::{repo, tidy};
use anyhow::Result;
use step::{cargo, step};

/// Runs every step; `browser` is false when the end-to-end tests are to be left out.
pub fn run(browser: bool) -> Result<()> {
    let root = repo::root();
    step("pieces", "what the tests need on this machine", || pieces::provide(browser))?;
    step("format", "cargo fmt --all --check", || cargo(&root, &["fmt", "--all", "--check"]))?;
    step("tidy", "the rules of the house", tidy::run)?;
    deny()?;
    step("clippy", "no warning anywhere", || {
        cargo(&root, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
    })?;
    step("tests", "cargo test --workspace", || cargo(&root, &["test", "--workspace"]))?;
    if browser {
        step("browser", "node --test in e2e", || browser::run_in(&root))?;
    } else {
        println!("browser: left out, as --no-browser asks");
    }
    println!("all steps done");
    Ok(())
}

/// The step of licences alone.
pub fn deny() -> Result<()> {
    step("licences", "cargo deny check licenses bans sources", || deny::check(&repo::root()))
}
