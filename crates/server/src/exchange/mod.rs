//! What carries messages of the exchange (liên thông văn bản) between the program and the world: folders beside other systems,
//! or a hub over HTTP. The office keeps outbox and inbox; nothing is taken out of them before the other side has it.

mod folder;
mod hub;

use crate::cli::Carriers;
use anyhow::Result;
use office::app::Scan;
use office::ctx::Ctx;
use office::db::Db;
use office::exchange::{Message, delivered, refused, tell_states, try_again, waiting};

/// What one round did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Round {
    pub sent: usize,
    pub taken: usize,
    /// What has to be tried again or looked at by a person.
    pub failed: usize,
}

/// What became of one message that was carried.
enum Carried {
    /// The other side has it, under that name.
    Over(String),
    /// Not now; why.
    Later(String),
    /// Never; why.
    Never(String),
}

/// One round for a book: tell states, carry the outbox, fetch the inbox past the scanner.
pub fn round(db: &Db, ctx: &Ctx, carriers: &Carriers, scan: Option<&Scan>) -> Result<Round> {
    let mut round = Round::default();
    if carriers.exchange_dir.is_none() && carriers.hub.is_none() {
        return Ok(round);
    }
    db.write_in(&ctx.book, |tx| tell_states(ctx, tx))?;
    for message in db.read(|tx| waiting(tx, &ctx.book, ctx.now))? {
        let carried = match (&carriers.hub, &carriers.exchange_dir) {
            (Some(_), _) => hub::send(carriers, &message),
            (None, Some(dir)) => folder::put(dir, &ctx.book, &message),
            (None, None) => continue,
        };
        round.count(&carried);
        settle(db, ctx, &message, carried)?;
    }
    if carriers.hub.is_some() {
        round.add(hub::fetch(db, ctx, carriers, scan));
    }
    if let Some(dir) = &carriers.exchange_dir {
        round.add(folder::fetch(db, ctx, dir, scan)?);
    }
    Ok(round)
}

fn settle(db: &Db, ctx: &Ctx, message: &Message, carried: Carried) -> Result<()> {
    db.write_in(&ctx.book, |tx| match &carried {
        Carried::Over(id) => delivered(ctx, tx, message.no, id),
        Carried::Later(why) => try_again(ctx, tx, message.no, why),
        Carried::Never(why) => refused(ctx, tx, message.no, why),
    })?;
    Ok(())
}

impl Round {
    fn count(&mut self, carried: &Carried) {
        match carried {
            Carried::Over(_) => self.sent += 1,
            Carried::Later(_) | Carried::Never(_) => self.failed += 1,
        }
    }

    fn add(&mut self, other: Round) {
        self.sent += other.sent;
        self.taken += other.taken;
        self.failed += other.failed;
    }
}
