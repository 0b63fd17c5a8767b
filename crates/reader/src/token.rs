//! Cuts a folded text into words, numbers and signs, line by line and sentence by sentence.

use crate::text::{Kind, Token};

/// Words that are glued to the number behind them by a missing space: `năm2017`, `ngày15`.
const GLUED: [&str; 8] = ["nam", "ngay", "thang", "quy", "dat", "tren", "gan", "hon"];

/// The tokens of a folded text, one byte for each character.
pub fn tokens(text: &[u8]) -> Vec<Token> {
    let mut cut = Cut { text, tokens: Vec::with_capacity(text.len() / 4), line: 0, sentence: 0 };
    let mut at = 0;
    while let Some(byte) = text.get(at).copied() {
        at = match byte {
            b'\n' => {
                cut.line += 1;
                cut.sentence += 1;
                at + 1
            }
            b' ' => at + 1,
            b'0'..=b'9' => cut.number(at),
            b'a'..=b'z' => cut.word(at),
            _ => cut.sign(at),
        };
    }
    cut.tokens
}

struct Cut<'a> {
    text: &'a [u8],
    tokens: Vec<Token>,
    line: u32,
    sentence: u32,
}

impl Cut<'_> {
    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        self.tokens.push(Token { kind, start, end, line: self.line, sentence: self.sentence });
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or(b'\n')
    }

    /// Digits; a point or comma belongs to the number when a digit follows.
    fn number(&mut self, start: usize) -> usize {
        let mut end = start;
        loop {
            match self.byte(end) {
                b'0'..=b'9' => end += 1,
                b'.' | b',' if self.byte(end + 1).is_ascii_digit() => end += 1,
                _ => break,
            }
        }
        self.push(Kind::Number, start, end);
        end
    }

    /// Letters, with digits behind a short head: `m3`, `QH14`, `S9`.
    fn word(&mut self, start: usize) -> usize {
        let mut end = start;
        while self.byte(end).is_ascii_lowercase() {
            end += 1;
        }
        let letters = std::str::from_utf8(self.text.get(start..end).unwrap_or_default()).unwrap_or_default();
        if !GLUED.contains(&letters) {
            while self.byte(end).is_ascii_alphanumeric() {
                end += 1;
            }
        }
        self.push(Kind::Word, start, end);
        end
    }

    fn sign(&mut self, start: usize) -> usize {
        let byte = self.byte(start);
        self.push(Kind::Sign, start, start + 1);
        // A point ends a sentence when a blank follows it; `T.Ư`, `TP.` and `1.` at the head of a line do not.
        let ends = matches!(byte, b'.' | b'!' | b'?') && matches!(self.byte(start + 1), b' ' | b'\n' | b'"' | b')');
        if ends && !self.is_abbreviated() {
            self.sentence += 1;
        }
        start + 1
    }

    /// Whether the point just read belongs to the word or number before it.
    fn is_abbreviated(&self) -> bool {
        let Some(before) = self.tokens.len().checked_sub(2).and_then(|at| self.tokens.get(at)) else { return false };
        let begins_line =
            self.tokens.len() < 3 || self.tokens.get(self.tokens.len() - 3).is_none_or(|t| t.line != before.line);
        let word = std::str::from_utf8(self.text.get(before.start..before.end).unwrap_or_default()).unwrap_or_default();
        begins_line || matches!(word, "tp" | "ths" | "ts" | "pgs" | "gs" | "st" | "tr")
    }
}
