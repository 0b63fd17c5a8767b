//! Files as people really have them, read against a small office, and the way out and back.

mod big;
mod directory;
mod figures;
mod heads;
mod messy;
mod office;
mod pages;
mod round_trip;
mod wide;
