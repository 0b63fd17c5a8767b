//! What could not be read, why, and what to write instead.

use std::fmt;

/// A text that is not what was asked for. `why` is a Vietnamese sentence that says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub text: String,
    pub why: String,
}

impl Unreadable {
    pub(crate) fn new(text: &str, why: impl Into<String>) -> Unreadable {
        Unreadable { text: text.to_owned(), why: why.into() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Unreadable {}
