//! The acts of an allocation from draft to receipt, on a database: the office they happen in, then what must hold.

mod office;
mod pages;
mod story;

pub(in crate::plan) use office::{Office, code};
