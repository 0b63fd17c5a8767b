//! A fault of a spreadsheet: the cell, what was found there, and what to write instead.

use crate::error::Fault;
use std::fmt;

/// One thing wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// Sheet and cell, or the file.
    pub place: String,
    /// What stands there.
    pub found: String,
    /// What is wrong and what to write instead.
    pub sentence: String,
}

impl CellFault {
    pub fn new(place: impl Into<String>, found: impl Into<String>, sentence: impl Into<String>) -> CellFault {
        CellFault { place: place.into(), found: found.into(), sentence: sentence.into() }
    }
}

impl From<CellFault> for Fault {
    fn from(fault: CellFault) -> Fault {
        Fault::new(fault.place, fault.sentence)
    }
}

impl fmt::Display for CellFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.sentence)
    }
}
