//! An input that counts its lines as they are read, and stops at the largest size that is taken.

use std::io::{BufRead, Error, Read, Result};

/// A reader with the number of the line it stands on.
pub struct Counted<R> {
    input: R,
    line: u64,
    left: u64,
}

impl<R: BufRead> Counted<R> {
    /// Reads at most `limit` bytes.
    pub fn new(input: R, limit: u64) -> Counted<R> {
        Counted { input, line: 1, left: limit }
    }

    /// The line reading has come to, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Whether the input was longer than what is taken.
    pub fn is_too_large(&self) -> bool {
        self.left == 0
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.left == 0 {
            return Err(Error::other("the input is too large"));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        // What is buffered comes back at once.
        if let Ok(buffered) = self.input.fill_buf() {
            let read = buffered.iter().take(amount);
            self.line += read.filter(|byte| **byte == b'\n').fold(0, |lines, _| lines + 1);
        }
        self.left = self.left.saturating_sub(u64::try_from(amount).unwrap_or(u64::MAX));
        self.input.consume(amount);
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let buffered = self.fill_buf()?;
        let amount = buffered.len().min(into.len());
        let (Some(from), Some(to)) = (buffered.get(..amount), into.get_mut(..amount)) else { return Ok(0) };
        to.copy_from_slice(from);
        self.consume(amount);
        Ok(amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_and_the_size_is_held() {
        // text, limit, whether it is read whole, line at the end
        let rows = [("", 9, true, 1), ("a", 9, true, 1), ("a\nb\n", 9, true, 3), ("a\nb\n", 4, false, 3)];
        for (text, limit, whole, line) in rows {
            let mut counted = Counted::new(text.as_bytes(), limit);
            let mut read = String::new();
            assert_eq!(counted.read_to_string(&mut read).is_ok(), whole, "{text:?}");
            assert_eq!((counted.line(), counted.is_too_large()), (line, !whole), "{text:?}");
        }
    }
}
