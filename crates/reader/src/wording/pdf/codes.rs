//! A ToUnicode table: which letters the codes of a font stand for. Only the mappings are read; ranges stay ranges.

use super::content::hex;
use std::collections::BTreeMap;

/// The most UTF-16 units one code may stand for; ligatures have four.
const LONGEST_TARGET: usize = 16;

/// First code → last code, and the letters of the first one in UTF-16.
#[derive(Debug, Default)]
pub struct Codes {
    ranges: BTreeMap<u32, (u32, Vec<u16>)>,
}

enum Token {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(Vec<u8>),
}

impl Codes {
    /// Reads a table; what cannot be understood is left out.
    pub fn read(table: &[u8]) -> Self {
        let mut codes = Self::default();
        let mut tokens = Tokens { rest: table };
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(word) if word == b"beginbfchar" => codes.read_letters(&mut tokens),
                Token::Word(word) if word == b"beginbfrange" => codes.read_ranges(&mut tokens),
                _ => {}
            }
        }
        codes
    }

    fn read_letters(&mut self, tokens: &mut Tokens) {
        while let Some(Token::Hex(code)) = tokens.next() {
            let Some(Token::Hex(target)) = tokens.next() else { return };
            self.put(number(&code), number(&code), &target);
        }
    }

    fn read_ranges(&mut self, tokens: &mut Tokens) {
        while let Some(Token::Hex(first)) = tokens.next() {
            let Some(Token::Hex(last)) = tokens.next() else { return };
            let (first, last) = (number(&first), number(&last));
            match tokens.next() {
                Some(Token::Hex(target)) => self.put(first, last, &target),
                Some(Token::Open) => {
                    let mut code = first;
                    while let Some(Token::Hex(target)) = tokens.next() {
                        self.put(code, code, &target);
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }

    fn put(&mut self, first: u32, last: u32, target: &[u8]) {
        let units = target.chunks(2).take(LONGEST_TARGET).map(number);
        // A target of one byte is one letter; a number of two bytes always fits.
        let units = units.map(|unit| u16::try_from(unit).unwrap_or_default()).collect();
        self.ranges.insert(first, (last, units));
    }

    /// Writes the letters of a code; whether the table knows it.
    pub fn write(&self, code: u32, text: &mut String) -> bool {
        let Some((first, (last, units))) = self.ranges.range(..=code).next_back() else { return false };
        if code > *last {
            return false;
        }
        let steps = u16::try_from(code - first).unwrap_or_default();
        let end = units.len().saturating_sub(1);
        let stepped =
            units.iter().enumerate().map(|(at, unit)| if at == end { unit.wrapping_add(steps) } else { *unit });
        text.extend(char::decode_utf16(stepped).flatten());
        true
    }
}

/// Bytes as one number, the highest first; codes have at most four.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

struct Tokens<'a> {
    rest: &'a [u8],
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            match first {
                b'%' => drop(self.until(|byte| matches!(byte, b'\n' | b'\r'))),
                b'[' => return Some(Token::Open),
                b']' => return Some(Token::Close),
                b'<' if rest.first() != Some(&b'<') => return Some(Token::Hex(hex(self.until(|byte| byte == b'>')))),
                b'<' => self.rest = rest.get(1..)?,
                b'a'..=b'z' | b'A'..=b'Z' => {
                    let mut word = vec![*first];
                    word.extend(self.until(|byte| !byte.is_ascii_alphanumeric()));
                    return Some(Token::Word(word));
                }
                _ => {}
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// What stands before the first byte that is an end.
    fn until(&mut self, is_end: impl Fn(u8) -> bool) -> &'a [u8] {
        let length = self.rest.iter().position(|byte| is_end(*byte)).unwrap_or(self.rest.len());
        let (found, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.rest = rest;
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_for_letters() {
        let rows: &[(&str, u32, Option<&str>)] = &[
            ("1 beginbfchar <0003> <1EE6> endbfchar", 3, Some("Ủ")),
            ("1 beginbfchar <0003> <1EE6> endbfchar", 4, None),
            ("1 beginbfchar <03> <00660066> endbfchar", 3, Some("ff")),
            ("1 beginbfchar<03><D835DC00>endbfchar", 3, Some("\u{1d400}")),
            ("1 beginbfrange <0003> <0005> <0041> endbfrange", 5, Some("C")),
            ("1 beginbfrange <0003> <0005> [<0041> <1EA0> <0043>] endbfrange", 4, Some("Ạ")),
            ("1 beginbfrange <0003> <0004> [<0041> <0042>] <0009> <0009> <0111> endbfrange", 9, Some("đ")),
            ("% beginbfchar <03> <41>\n<< /A /B >> beginbfchar <03> <42> endbfchar", 3, Some("B")),
            ("beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange", 2, Some("C")),
            ("beginbfrange <0005> <0003> <0041> endbfrange", 4, None),
            ("beginbfchar <03> <D835> endbfchar", 3, Some("")),
            ("beginbfchar <03", 3, None),
            ("", 0, None),
        ];
        for (table, code, expected) in rows {
            let mut text = String::new();
            let known = Codes::read(table.as_bytes()).write(*code, &mut text);
            assert_eq!(known.then_some(text.as_str()), *expected, "{table} {code}");
        }
    }
}
