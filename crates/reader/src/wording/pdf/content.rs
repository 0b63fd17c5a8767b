//! The operators of a drawing, one after the other. The library would build all of them at once, which takes some
//! hundred times the memory of the drawing itself; here one stands in memory.

use lopdf::{Object, StringFormat};

/// The most operands of one operator, and pieces of one array, that are kept; a line of text has a few hundred.
const MOST_OPERANDS: usize = 20_000;

enum Token<'a> {
    Object(Object),
    Word(&'a [u8]),
    /// An array opens and closes.
    Open,
    Close,
    Nothing,
}

/// Reads operators; what is broken is skipped.
pub struct Operators<'a> {
    rest: &'a [u8],
}

impl<'a> Operators<'a> {
    pub fn new(content: &'a [u8]) -> Self {
        Self { rest: content }
    }

    /// The next operator; `operands` receives what stands before it. Arrays in arrays and dictionaries, which no operator
    /// of text takes, are laid flat.
    pub fn next(&mut self, operands: &mut Vec<Object>) -> Option<&'a [u8]> {
        operands.clear();
        let mut array: Option<Vec<Object>> = None;
        loop {
            let found = match self.token()? {
                Token::Object(object) => Some(object),
                Token::Open => {
                    array = Some(array.unwrap_or_default());
                    None
                }
                Token::Close => array.take().map(Object::Array),
                Token::Word(b"ID") => {
                    self.skip_image();
                    operands.clear();
                    None
                }
                Token::Word(word) => return Some(word),
                Token::Nothing => None,
            };
            let kept = array.as_mut().unwrap_or(operands);
            if kept.len() < MOST_OPERANDS {
                kept.extend(found);
            }
        }
    }

    fn token(&mut self) -> Option<Token<'a>> {
        let (first, rest) = self.rest.split_first()?;
        if !is_edge(*first) {
            let word = self.until(is_edge);
            return Some(number(word).map_or(Token::Word(word), |number| Token::Object(Object::Real(number))));
        }
        let whole = std::mem::replace(&mut self.rest, rest);
        Some(match first {
            b'%' => {
                self.until(|byte| matches!(byte, b'\n' | b'\r'));
                Token::Nothing
            }
            b'[' => Token::Open,
            b']' => Token::Close,
            b'/' => Token::Object(Object::Name(name(self.until(is_edge)))),
            b'(' => {
                self.rest = whole;
                Token::Object(text(self.literal()))
            }
            // A dictionary opens; one bracket alone would be taken for a string.
            b'<' if rest.first() == Some(&b'<') => {
                self.byte();
                Token::Nothing
            }
            b'<' => Token::Object(text(self.hex())),
            _ => Token::Nothing,
        })
    }

    /// What stands before the first byte that is an end.
    fn until(&mut self, is_end: impl Fn(u8) -> bool) -> &'a [u8] {
        let length = self.rest.iter().position(|byte| is_end(*byte)).unwrap_or(self.rest.len());
        let (found, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.rest = rest;
        found
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// A string in round brackets, which may hold pairs of them.
    fn literal(&mut self) -> Vec<u8> {
        let (mut bytes, mut open) = (Vec::new(), 0_usize);
        while let Some(byte) = self.byte() {
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    bytes.extend(self.escaped());
                    continue;
                }
                _ => {}
            }
            match (byte, open) {
                (_, 0) => break,
                (b'(', 1) => {}
                _ => bytes.push(byte),
            }
        }
        bytes
    }

    /// What a backslash stands for together with what follows.
    fn escaped(&mut self) -> Option<u8> {
        match self.byte()? {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                self.rest = self.rest.strip_prefix(b"\n").unwrap_or(self.rest);
                None
            }
            b'\n' => None,
            digit @ b'0'..=b'7' => {
                let mut code = u32::from(digit - b'0');
                for _ in 0..2 {
                    let Some((digit @ b'0'..=b'7', rest)) = self.rest.split_first() else { break };
                    (code, self.rest) = (code * 8 + u32::from(digit - b'0'), rest);
                }
                // Octal numbers above a byte lose their highest bit, as PDF has it.
                u8::try_from(code & 0xff).ok()
            }
            other => Some(other),
        }
    }

    fn hex(&mut self) -> Vec<u8> {
        let digits = self.until(|byte| byte == b'>');
        self.byte();
        hex(digits)
    }

    /// The bytes of a picture within the drawing, up to `EI` standing alone.
    fn skip_image(&mut self) {
        let alone = |four: &[u8]| matches!(four, [before, b'E', b'I', after] if before.is_ascii_whitespace() && is_edge(*after));
        let end = self.rest.windows(4).position(alone).map_or(self.rest.len(), |at| at + 3);
        self.rest = self.rest.get(end..).unwrap_or_default();
    }
}

/// Bytes written as pairs of hexadecimal digits.
pub fn hex(digits: &[u8]) -> Vec<u8> {
    let digits = digits.iter().filter_map(|digit| char::from(*digit).to_digit(16));
    let mut digits = digits.filter_map(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::new();
    while let Some(high) = digits.next() {
        bytes.push(high << 4 | digits.next().unwrap_or(0));
    }
    bytes
}

fn text(bytes: Vec<u8>) -> Object {
    Object::String(bytes, StringFormat::Literal)
}

/// Whether a byte ends a word: white space or a sign of its own.
fn is_edge(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(byte, 0 | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// A name, in which `#41` stands for `A`.
pub fn name(written: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = written;
    while let Some((first, more)) = rest.split_first() {
        rest = more;
        match (first, more.split_at_checked(2)) {
            (b'#', Some((digits, more))) if digits.iter().all(u8::is_ascii_hexdigit) => {
                bytes.extend(hex(digits));
                rest = more;
            }
            _ => bytes.push(*first),
        }
    }
    bytes
}

fn number(word: &[u8]) -> Option<f32> {
    // `inf` and `nan` are numbers to Rust, and operators to no one.
    let starts = word.first().is_some_and(|first| matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.'));
    std::str::from_utf8(word).ok().filter(|_| starts)?.parse().ok().filter(|number: &f32| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_come_with_their_operands() {
        let rows: &[(&str, &str)] = &[
            ("BT /F1 12 Tf (a) Tj ET", "BT|/F1 12 Tf|(a) Tj|ET"),
            ("[(a)-20.5<6263>]TJ", "[(a) -20.5 (bc)] TJ"),
            ("(a\\(b\\)\\101\\\n(c)) Tj", "(a(b)A(c)) Tj"),
            ("/P <</MCID 0>> BDC EMC", "/P /MCID 0 BDC|EMC"),
            ("/A#42 gs % q Q\nq", "/AB gs|q"),
            ("BI /W 1 ID \u{1}(EI EI Q", "BI|Q"),
            ("1 -inf .5 w", "1 -inf|0.5 w"),
            ("(open", ""),
            ("[1 2", ""),
            ("))]]>> q", "q"),
        ];
        for (content, expected) in rows {
            let mut operators = Operators::new(content.as_bytes());
            let (mut found, mut operands) = (Vec::new(), Vec::new());
            while let Some(operator) = operators.next(&mut operands) {
                let words = operands.iter().map(shown).chain([String::from_utf8_lossy(operator).into_owned()]);
                found.push(words.collect::<Vec<_>>().join(" "));
            }
            assert_eq!(found.join("|"), *expected, "{content}");
        }
    }

    fn shown(object: &Object) -> String {
        match object {
            Object::Real(number) => number.to_string(),
            Object::Name(name) => format!("/{}", String::from_utf8_lossy(name)),
            Object::String(bytes, _) => format!("({})", String::from_utf8_lossy(bytes)),
            Object::Array(pieces) => format!("[{}]", pieces.iter().map(shown).collect::<Vec<_>>().join(" ")),
            _ => "?".into(),
        }
    }
}
