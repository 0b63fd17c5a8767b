//! Chores of the repository: `cargo xtask test` runs every test, `cargo xtask tidy` checks the rules of the house.

mod repo;
mod test;
mod tidy;

use anyhow::{Result, bail};
use std::env;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test [--no-browser]   every test; without a browser the end-to-end tests are left out
cargo xtask deny                  licences, banned crates and sources alone
cargo xtask tidy                  the rules of the house: sizes, names, directions, words";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["test"] => test::run(true),
        ["test", "--no-browser"] => test::run(false),
        ["deny"] => test::deny(),
        ["tidy"] => tidy::run(),
        _ => bail!("not understood; what there is:\n{USAGE}"),
    }
}
