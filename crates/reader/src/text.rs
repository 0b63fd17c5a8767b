//! The text of a report as everything here reads it: one character, one letter without its tone mark, one place. So a span
//! found in the folded text is a span of characters of the text itself.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// A report in NFC, folded letter by letter, cut into tokens.
pub struct Text {
    source: String,
    /// Where each character begins in `source`, and where the last one ends.
    bytes: Vec<u32>,
    /// One ASCII byte for each character: lower case, no diacritics, every blank a space, every dash a hyphen.
    folded: String,
    pub tokens: Vec<Token>,
    /// The first letter of each token.
    firsts: Vec<u8>,
    /// A number for the word of each token, by which lists of phrases find it.
    keys: Vec<u32>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Word,
    /// Digits, with the points and commas between them.
    Number,
    Sign,
}

/// A word, a number or a sign, in characters of the text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// Number of the line.
    pub line: u32,
    /// Number of the sentence; a line ends one.
    pub sentence: u32,
}

impl Text {
    /// Reads a text; what is not composed is composed first.
    pub fn new(raw: &str) -> Text {
        let mut reading = Letters {
            source: String::with_capacity(raw.len()),
            bytes: Vec::with_capacity(raw.len() + 1),
            folded: String::with_capacity(raw.len()),
        };
        // Line by line, so that one decomposed name does not make the whole report be composed again.
        for line in raw.split_inclusive('\n') {
            let composed = line.chars().all(is_composed)
                || unicode_normalization::is_nfc_quick(line.chars()) == unicode_normalization::IsNormalized::Yes;
            if composed {
                line.chars().for_each(|letter| reading.push(letter));
            } else {
                line.nfc().for_each(|letter| reading.push(letter));
            }
        }
        let Letters { source, mut bytes, folded } = reading;
        bytes.push(u32::try_from(source.len()).unwrap_or(u32::MAX));
        let tokens = crate::token::tokens(folded.as_bytes());
        let tokens = without_marks(tokens, &source, &bytes);
        let firsts = tokens.iter().map(|t| folded.as_bytes().get(t.start).copied().unwrap_or(0)).collect();
        let keys = tokens.iter().map(|t| key(folded.get(t.start..t.end).unwrap_or_default())).collect();
        Text { source, bytes, folded, tokens, firsts, keys }
    }

    /// The text itself, in NFC.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Characters of the text.
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// The characters from one place to another.
    pub fn quote(&self, start: usize, end: usize) -> &str {
        let byte = |at: usize| self.bytes.get(at.min(self.folded.len())).map_or(self.source.len(), |b| *b as usize);
        self.source.get(byte(start)..byte(end.max(start))).unwrap_or_default()
    }

    /// The same characters without diacritics, in lower case.
    pub fn plain(&self, start: usize, end: usize) -> &str {
        let end = end.min(self.folded.len());
        self.folded.get(start.min(end)..end).unwrap_or_default()
    }

    /// A token's letters without diacritics; empty behind the last token.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| self.plain(t.start, t.end))
    }

    /// The number of a token's word; that of the empty word behind the last token.
    #[inline]
    pub fn key(&self, at: usize) -> u32 {
        self.keys.get(at).copied().unwrap_or_else(|| key(""))
    }

    /// A token as it stands in the text.
    pub fn shown(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| self.quote(t.start, t.end))
    }

    /// The kind of a token; a sign behind the last one.
    pub fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::Sign, |t| t.kind)
    }

    /// The text of tokens, first to before last, as it stands.
    pub fn between(&self, first: usize, last: usize) -> &str {
        match (self.tokens.get(first), last.checked_sub(1).and_then(|at| self.tokens.get(at))) {
            (Some(a), Some(b)) if first < last => self.quote(a.start, b.end),
            _ => "",
        }
    }

    /// Behind which token a phrase ends that begins at a token, words compared without diacritics.
    #[inline]
    pub fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let (text, words) = (self.folded.as_bytes(), phrase.as_bytes());
        // Nearly every word differs in its first letter already.
        if self.firsts.get(at) != words.first() {
            return None;
        }
        let (mut next, mut from) = (at, 0);
        while from < words.len() {
            let end = words[from..].iter().position(|b| *b == b' ').map_or(words.len(), |length| from + length);
            let token = self.tokens.get(next)?;
            if text.get(token.start..token.end) != words.get(from..end) {
                return None;
            }
            next += 1;
            from = end + 1;
        }
        Some(next)
    }

    /// The first of several phrases that begins at a token.
    #[inline]
    pub fn any(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        let first = self.firsts.get(at)?;
        phrases
            .iter()
            .filter(|phrase| phrase.as_bytes().first() == Some(first))
            .find_map(|phrase| self.phrase(at, phrase))
    }

    /// Whether a phrase ends just before a token.
    pub fn ends_before(&self, at: usize, phrase: &str) -> bool {
        // Nearly every phrase ends in another word already.
        let Some(last) = at.checked_sub(1).map(|before| self.word(before)) else { return false };
        if !phrase.ends_with(last) {
            return false;
        }
        let words = phrase.bytes().filter(|b| *b == b' ').count() + 1;
        at >= words && self.phrase(at - words, phrase).is_some()
    }

    /// Whether one of several phrases ends just before a token.
    pub fn any_before(&self, at: usize, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.ends_before(at, phrase))
    }

    /// The first place from `from` to before `to` where a phrase begins.
    pub fn find(&self, from: usize, to: usize, phrases: &[&str]) -> Option<usize> {
        (from..to).find(|at| self.any(*at, phrases).is_some())
    }

    /// Whether a word begins with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        self.kind(at) == Kind::Word && self.shown(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether a tab, or two blanks and more, part a token from the one before it on its line.
    pub fn parted(&self, at: usize) -> bool {
        let Some((before, token)) = at.checked_sub(1).and_then(|b| self.tokens.get(b).zip(self.tokens.get(at))) else {
            return false;
        };
        let tab = || self.bytes.get(before.end).and_then(|at| self.source.as_bytes().get(*at as usize)) == Some(&b'\t');
        before.line == token.line && (token.start > before.end + 1 || token.start > before.end && tab())
    }

    /// The sentence of a token.
    pub fn sentence(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(u32::MAX, |t| t.sentence)
    }

    /// The line of a token.
    pub fn line(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(u32::MAX, |t| t.line)
    }

    /// The first token of the sentence of a token.
    pub fn sentence_start(&self, at: usize) -> usize {
        let sentence = self.sentence(at);
        let mut first = at;
        while first > 0 && self.sentence(first - 1) == sentence {
            first -= 1;
        }
        first
    }

    /// Behind the last token of the sentence of a token.
    pub fn sentence_end(&self, at: usize) -> usize {
        let sentence = self.sentence(at);
        let mut last = at;
        while last < self.tokens.len() && self.sentence(last) == sentence {
            last += 1;
        }
        last
    }

    /// Whether a token begins its line.
    pub fn begins_line(&self, at: usize) -> bool {
        at == 0 || self.line(at - 1) != self.line(at)
    }

    /// The first token of the line of a token.
    pub fn line_start(&self, at: usize) -> usize {
        let line = self.line(at);
        let mut first = at;
        while first > 0 && self.line(first - 1) == line {
            first -= 1;
        }
        first
    }

    /// The line above that of a token: its first token, and behind its last.
    pub fn line_above(&self, at: usize) -> Option<(usize, usize)> {
        let next = self.line_start(at);
        Some((self.line_start(next.checked_sub(1)?), next))
    }

    /// Behind the last token of the line of a token.
    pub fn line_end(&self, at: usize) -> usize {
        let line = self.line(at);
        let mut last = at;
        while last < self.tokens.len() && self.line(last) == line {
            last += 1;
        }
        last
    }
}

/// A number for a word (FNV-1a); different words rarely share one, so it only says where to look.
pub fn key(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |key, byte| (key ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// `S13`: a mark of reference, by its letters.
pub fn is_mark(word: &str) -> bool {
    word.strip_prefix('S').is_some_and(|rest| (1..=4).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// Without the marks of reference that signed reports put behind their numbers: `1.748,6 tỷ đồng S1`. They stand in the text, and
/// nobody reads them as words.
fn without_marks(tokens: Vec<Token>, source: &str, bytes: &[u32]) -> Vec<Token> {
    let marks = |token: &Token| {
        let from = bytes.get(token.start).map_or(source.len(), |at| *at as usize);
        let to = bytes.get(token.end).map_or(source.len(), |at| *at as usize);
        token.kind == Kind::Word && source.get(from..to).is_some_and(is_mark)
    };
    // `ga S9` names a place: a mark has a number shortly before it.
    let mut number = None;
    let mut kept = Vec::with_capacity(tokens.len());
    for token in tokens {
        let near = number.is_some_and(|(at, line)| kept.len() - at <= 4 && line == token.line);
        if near && marks(&token) {
            continue;
        }
        if token.kind == Kind::Number {
            number = Some((kept.len(), token.line));
        }
        kept.push(token);
    }
    kept
}

/// A text as it is read letter by letter.
struct Letters {
    source: String,
    bytes: Vec<u32>,
    folded: String,
}

impl Letters {
    #[inline]
    fn push(&mut self, letter: char) {
        if matches!(letter, '\u{feff}' | '\r') {
            return;
        }
        self.bytes.push(u32::try_from(self.source.len()).unwrap_or(u32::MAX));
        self.source.push(letter);
        self.folded.push(folded_letter(letter));
    }
}

/// Whether a letter stands composed whatever is beside it: those of composed Vietnamese, and general punctuation.
fn is_composed(letter: char) -> bool {
    matches!(letter, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{205e}')
}

/// Folded letters of the plane in which Vietnamese is written; looked up, because every letter of a report passes here.
static FOLDED: LazyLock<Vec<char>> =
    LazyLock::new(|| (0..0x2000_u32).map(|code| char::from_u32(code).map_or('\u{1}', fold)).collect());

fn folded_letter(letter: char) -> char {
    FOLDED.get(letter as usize).copied().unwrap_or_else(|| fold(letter))
}

/// One letter as one ASCII character.
fn fold(letter: char) -> char {
    if letter.is_ascii() {
        return match letter {
            '\t' => ' ',
            other => other.to_ascii_lowercase(),
        };
    }
    match letter {
        'đ' | 'Đ' => 'd',
        '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{3000}' => ' ',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        '…' => '.',
        '²' => '2',
        '³' => '3',
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        '•' | '▪' | '●' | '◦' | '\u{f0b7}' => '*',
        other => {
            let mut base = other;
            unicode_normalization::char::decompose_canonical(other, |part| {
                if part.is_ascii() {
                    base = part;
                }
            });
            if base.is_ascii() { base.to_ascii_lowercase() } else { '\u{1}' }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_folded_text_is_a_place_in_the_text() {
        let text = Text::new("Ước thu ngân sách đạt 28,24 % – năm2017, thuỷ lợi 20 m³");
        assert_eq!(text.plain(0, text.len()), "uoc thu ngan sach dat 28,24 % - nam2017, thuy loi 20 m3");
        let words: Vec<&str> = (0..text.tokens.len()).map(|at| text.shown(at)).collect();
        assert_eq!(words[5..].join("|"), "28,24|%|–|năm|2017|,|thuỷ|lợi|20|m³");
        assert_eq!(text.between(0, 3), "Ước thu ngân");
    }

    #[test]
    fn composed_and_decomposed_text_read_the_same() {
        let (composed, decomposed) = (Text::new("hồ sơ"), Text::new(&"hồ sơ".nfd().collect::<String>()));
        assert_eq!(composed.source(), decomposed.source());
    }

    #[test]
    fn letters_that_are_taken_for_composed_are() {
        let all: Vec<char> = ('\0'..=char::MAX).filter(|letter| is_composed(*letter)).collect();
        assert!(all.len() > 1000);
        for letter in all {
            assert_eq!(unicode_normalization::char::canonical_combining_class(letter), 0, "{letter:?}");
            assert!(std::iter::once(letter).nfc().eq([letter]), "{letter:?}");
        }
    }

    #[test]
    fn marks_of_reference_are_passed_over() {
        let words = |text: &str| {
            let read = Text::new(text);
            (0..read.tokens.len()).map(|at| read.shown(at).to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words("đạt 28,24 % S2 dự toán, 335 cơ sở S83 ăn uống"), "đạt 28,24 % dự toán , 335 cơ sở ăn uống");
        assert_eq!(words("nhà ga S9 và ga s10"), "nhà ga S9 và ga s10");
    }

    #[test]
    fn one_decomposed_line_among_composed_ones() {
        let line = "Ước đạt 28,24 %\n";
        let text = Text::new(&format!("{line}{}{line}", line.nfd().collect::<String>()));
        assert_eq!(text.source(), line.repeat(3));
    }
}
