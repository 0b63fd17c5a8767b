//! `roviec exchange`: one round of carrying messages, as the server does by itself.

use super::chosen::{book, ended};
use crate::cli::{Carriers, Place, Scanner};
use crate::clock::clock;
use crate::exchange::round;
use crate::open::open_migrated;
use crate::out::say;
use crate::packs;
use anyhow::Result;
use office::ctx::Ctx;
use std::process::ExitCode;

/// Runs one round for a book.
pub fn exchange(place: &Place, scanner: &Scanner, carriers: &Carriers) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    let book = match book(&db, carriers.exchange_book.as_deref()) {
        Ok(book) => book,
        Err(error) => return ended(Err(error)),
    };
    let ctx = Ctx::operator(&book, clock(place.now)(), packs::load()?);
    let done = round(&db, &ctx, carriers, scanner.scanner().as_ref())?;
    say!("{book}: gửi {}, nhận {}, chưa được {}", done.sent, done.taken, done.failed);
    Ok(ExitCode::SUCCESS)
}
