//! One step of the tests: announced, timed, and stopped at its first failure.

use anyhow::{Context, Result, bail};
use std::env;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Runs a step between two lines that say what it is and how long it took.
pub fn step(name: &str, what: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("▶ {name}: {what}");
    let start = Instant::now();
    let outcome = work();
    let seconds = start.elapsed().as_secs_f32();
    match &outcome {
        Ok(()) => println!("✔ {name}: {seconds:.1} s"),
        Err(_) => println!("✘ {name}: failed after {seconds:.1} s"),
    }
    outcome.with_context(|| format!("step {name}"))
}

/// Runs the cargo that runs us, in a folder.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Result<()> {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    run(Command::new(cargo).args(arguments).current_dir(folder))
}

/// Runs a command whose output the reader sees; fails when it does.
pub fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("starting {name}"))?;
    if !status.success() {
        bail!("{name} ended with {status}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_fails_its_step() {
        let outcome = step("false", "fails", || run(&mut Command::new("false")));
        assert!(format!("{:#}", outcome.unwrap_err()).starts_with("step false: false ended with"));
        assert!(step("true", "holds", || run(&mut Command::new("true"))).is_ok());
    }
}
