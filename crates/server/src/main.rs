//! The program `roviec`: reads the command line, opens the database, and runs one command.
//!
//! Exit codes: 0 done, 1 refused or failed, 2 the input is wrong (one line per fault), 141 nobody reads the output any more.

mod cli;
mod clock;
mod command;
mod exchange;
mod open;
mod out;
mod packs;
mod scan;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .init();
    match command::run(cli::Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(1)
        }
    }
}
