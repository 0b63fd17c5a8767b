//! Files as people really have them, read against a small office, and the way out and back.

mod big;
mod bombs;
mod directory;
mod figures;
mod heads;
mod lists;
mod messy;
mod office;
mod pages;
mod round_trip;
mod wide;
