//! One file per command.

mod calendar;
mod case_list;
mod cases;
mod chosen;
mod deadline;
mod documents;
mod exchange;
mod import;
mod mining;
mod number;
mod open_book;
mod pack;
mod read;
mod report;
mod serve;
mod tasks;
mod upkeep;

use crate::cli::{Cli, Command, Seed};
use anyhow::Result;
use std::process::ExitCode;

/// Exit code for an input that is wrong.
const WRONG_INPUT: u8 = 2;

/// Runs the command that was asked for.
pub fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Command::Demo { place, listen } => serve::demo(&place, &listen),
        Command::Serve { place, listen, demo } => serve::serve(&place, &listen, demo),
        Command::Migrate { place } => upkeep::migrate(&place),
        Command::Verify { place } => upkeep::verify(&place),
        Command::Rebuild { place } => upkeep::rebuild(&place),
        Command::Seed { what: Seed::Demo { place } } => upkeep::seed_demo(&place),
        Command::Open { place, office } => open_book::open_book(&place, &office),
        Command::Password { place, book, login } => open_book::password(&place, &book, &login),
        Command::Import { place, book, subject, file, check } => {
            import::import(&place, book.as_deref(), subject, &file, check)
        }
        Command::Report { place, what } => report::report(&place, what),
        Command::Pack { what } => pack::pack(&what),
        Command::Cases { place, what } => cases::cases(&place, what),
        Command::Mining { place, what } => mining::mining(&place, what),
        Command::Tasks { place, what } => tasks::tasks(&place, &what),
        Command::Documents { place, what } => documents::documents(&place, &what),
        Command::Calendar { place, asked } => calendar::calendar(&place, &asked),
        Command::Exchange { place, scanner, carriers } => exchange::exchange(&place, &scanner, &carriers),
        Command::Read(asked) => read::read(&asked),
        Command::Deadline(asked) => deadline::deadline(&asked),
        Command::Number { text, json } => Ok(number::number(&text, json)),
    }
}
