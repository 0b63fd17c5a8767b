//! The clock: the only place that reads the machine's time.

use jiff::{SignedDuration, Timestamp};

/// A clock that tells the machine's time, or one that started at another instant and runs on from there.
pub fn clock(started_at: Option<Timestamp>) -> impl Fn() -> Timestamp + Send + Sync + Clone + 'static {
    let shift = started_at.map_or(SignedDuration::ZERO, |at| at.duration_since(Timestamp::now()));
    move || Timestamp::now().saturating_add(shift).unwrap_or(Timestamp::MAX)
}
