//! One thing that breaks a rule, at a place, with what to do instead.

use std::fmt;

/// A rule broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Short name of the rule, as exceptions quote it.
    pub rule: &'static str,
    /// File, from the root of the repository.
    pub path: String,
    /// Line, counted from 1; 0 is the whole file.
    pub line: usize,
    /// What breaks it: a name, a word, a number.
    pub what: String,
    /// What to do instead.
    pub advice: String,
}

impl Finding {
    pub fn new(
        rule: &'static str,
        path: &str,
        line: usize,
        what: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Finding { rule, path: path.to_owned(), line, what: what.into(), advice: advice.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { rule, path, line, what, advice } = self;
        match line {
            0 => write!(f, "{path}: [{rule}] {what}: {advice}"),
            _ => write!(f, "{path}:{line}: [{rule}] {what}: {advice}"),
        }
    }
}
