//! Tests of the office from its front doors, in process: every write fails once, kept sums equal rebuilt ones.

mod casework;
mod directory;
mod fail_writes;
mod kept;
mod mining;
mod readings;
mod tasks;
mod units;
mod verify;
mod world;
mod year;
