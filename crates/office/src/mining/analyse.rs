//! Analyses a log (phân tích nhật ký): the office's own cases, or a log that was brought in.

use super::imported_traces::each_trace;
use super::log::Trace;
use super::office_log::{Asked, each_case};
use super::stats::{Stats, Tally};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::Error;

/// Which log is analysed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Own(Asked),
    /// The number of a log that was brought in.
    Imported(i64),
}

/// What a log says about its process, counted as its traces pass.
pub fn analyse(ctx: &Ctx, tx: &mut Tx, source: &Source) -> Result<Stats, Error> {
    ctx.permit(Act::ViewAll)?;
    let mut tally = Tally::default();
    let mut count = |trace: Trace| {
        tally.add(trace);
        Ok(())
    };
    match source {
        Source::Own(asked) => each_case(tx, &ctx.book, asked, &mut count)?,
        Source::Imported(no) => each_trace(tx, &ctx.book, *no, &mut count)?,
    }
    Ok(tally.finish())
}
