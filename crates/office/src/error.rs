//! The three families of error: faults of an input (all at once), a refusal (a sentence for the person), a failure (for the operator).

use std::fmt;

/// What an act or a page answers when it does not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// What is wrong in a form or an import, field by field or cell by cell.
    Faults(Vec<Fault>),
    /// The rule says no; the person is told why and what to do.
    Refusal(Refusal),
    /// Something broke; the person gets a number to quote.
    Failure(Failure),
}

/// One thing wrong in an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field of a form, or sheet and cell of an import.
    pub place: String,
    /// What is wrong and what to write instead, in Vietnamese.
    pub sentence: String,
}

/// A stable code and a Vietnamese sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: &'static str,
    pub sentence: String,
}

/// What broke, for the operator's log.
#[derive(Debug)]
pub struct Failure {
    pub what: String,
    /// The database asked to run the transaction again.
    pub again: bool,
}

impl Failure {
    pub fn new(what: impl Into<String>) -> Failure {
        Failure { what: what.into(), again: false }
    }
}

impl Fault {
    pub fn new(place: impl Into<String>, sentence: impl Into<String>) -> Fault {
        Fault { place: place.into(), sentence: sentence.into() }
    }
}

/// A refusal as an error, to be returned by an act.
pub fn refuse<T>(code: &'static str, sentence: impl Into<String>) -> Result<T, Error> {
    Err(Error::Refusal(Refusal { code, sentence: sentence.into() }))
}

/// The refusal for a thing that is not there, or not for this person to see.
pub fn not_found<T>(what: &str) -> Result<T, Error> {
    refuse("not-found", format!("Không tìm thấy {what}. Kiểm tra lại địa chỉ, hoặc quay về danh sách và chọn lại."))
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Error {
        Error::Failure(failure)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        Error::Refusal(refusal)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::new(format!("input or output: {error}"))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error::Failure(error.into())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        Error::Failure(Failure::new(format!("JSON: {error}")))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.sentence)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Faults(faults) => faults.iter().try_for_each(|fault| writeln!(f, "{fault}")),
            Error::Refusal(refusal) => write!(f, "{} ({})", refusal.sentence, refusal.code),
            Error::Failure(failure) => write!(f, "{}", failure.what),
        }
    }
}

impl std::error::Error for Error {}
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)
    }
}
impl std::error::Error for Failure {}
