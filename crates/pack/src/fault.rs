//! Lỗi của bộ quy tắc: a fault in a pack, with its place and what to write instead.

use std::fmt;

/// One mistake in a pack file. A reader returns all of them at once, so that
/// the author corrects a pack in one pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Path of the file, as it was given to the reader.
    pub file: String,
    /// Line, counted from 1; `None` when the fault concerns the whole file.
    pub line: Option<usize>,
    /// Column in characters, counted from 1.
    pub column: Option<usize>,
    /// What is wrong, in Vietnamese.
    pub what: String,
    /// What to write instead, in Vietnamese.
    pub instead: String,
}

impl Fault {
    /// A fault that concerns a whole file.
    pub fn of_file(file: &str, what: impl Into<String>, instead: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: None, column: None, what: what.into(), instead: instead.into() }
    }

    /// A fault at a byte offset of the file's text.
    pub fn at(file: &str, text: &str, offset: usize, what: impl Into<String>, instead: impl Into<String>) -> Self {
        let (line, column) = place(text, offset);
        Self { line: Some(line), column: Some(column), ..Self::of_file(file, what, instead) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {} — {}", self.file, self.what, self.instead),
            None => write!(f, "{}: {} — {}", self.file, self.what, self.instead),
        }
    }
}

impl std::error::Error for Fault {}

/// Line and column (both from 1, the column in characters) of a byte offset;
/// an offset beyond the text or inside a character counts as the place before it.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_becomes_line_and_column() {
        let text = "một\nhai ba\n";
        let rows = [
            (0, (1, 1)),
            (2, (1, 2)), // inside ộ: the place before it
            (6, (2, 1)),
            (10, (2, 5)),
            (999, (3, 1)),
        ];
        for (offset, expected) in rows {
            assert_eq!(place(text, offset), expected, "offset {offset}");
        }
    }

    #[test]
    fn a_fault_reads_as_place_what_and_remedy() {
        let placed = Fault::at("a.toml", "x\ny", 2, "sai", "viết đúng");
        assert_eq!(placed.to_string(), "a.toml:2: sai — viết đúng");
        let whole = Fault::of_file("a.toml", "sai", "viết đúng");
        assert_eq!(whole.to_string(), "a.toml: sai — viết đúng");
    }
}
