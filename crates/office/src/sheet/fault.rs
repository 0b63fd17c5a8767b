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

    /// The order in which a person goes through the file: sheet, row, column.
    pub fn order(&self) -> (String, usize, usize, String) {
        let (sheet, cell) = self.place.rsplit_once('!').unwrap_or(("", &self.place));
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
        match cell.split_once(", cột ") {
            Some((row, column)) => (sheet.to_owned(), digits(row), digits(column), String::new()),
            None => {
                let letters: String = cell.chars().filter(char::is_ascii_alphabetic).collect();
                (sheet.to_owned(), digits(cell), letters.len(), letters)
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_stand_in_the_order_of_the_file() {
        let rows = [
            ("Sheet1!B9", "Sheet1!A10"),
            ("Sheet1!Z3", "Sheet1!AA3"),
            ("Sheet1!A9", "Sheet2!A1"),
            ("dòng 9, cột 10", "dòng 10, cột 2"),
            ("dòng 9, cột 9", "dòng 9, cột 10"),
        ];
        for (first, second) in rows {
            let order = |place: &str| CellFault::new(place, "", "").order();
            assert!(order(first) < order(second), "{first} {second}");
        }
    }
}
