//! The words of a file handed in (lời văn của tệp đính kèm), for searching: what stands in a DOCX or a PDF, as plain text.

mod docx;
mod pdf;
#[cfg(test)]
mod tests;

use unicode_normalization::UnicodeNormalization as _;

/// The most characters kept of one file; some hundred pages. What stands behind is not found by searching.
pub const LONGEST: usize = 200_000;

/// Bytes of raw text after which a reader may stop: enough for `LONGEST` characters of at most four bytes, and as much
/// again for white space that is collapsed.
const ENOUGH: usize = LONGEST * 8;

const PDF: &str = "application/pdf";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The text of a file in NFC, line by line, white space collapsed, cells of tables parted by a tab, without blank lines; empty if the type has no words
/// that could be read, or the file holds only pictures of pages.
///
/// The time is bounded by budgets of bytes, not by a clock; still, call it off the threads that answer requests.
///
/// # Errors
/// A Vietnamese sentence: the file is broken, locked by a password, or unpacks into too much.
pub fn text_of(media_type: &str, bytes: &[u8]) -> Result<String, String> {
    match media_type {
        PDF => pdf::read(bytes).map(|raw| clean(&raw)),
        DOCX => docx::read(bytes).map(|raw| clean(&raw)),
        _ => Ok(String::new()),
    }
}

/// NFC, single spaces or tabs, no blank lines, at most `LONGEST` characters.
fn clean(raw: &str) -> String {
    let mut kept = String::new();
    let mut count = 0;
    let (mut space, mut tab, mut line) = (false, false, false);
    for letter in raw.chars().flat_map(apart).nfc() {
        match letter {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => line = true,
            '\t' => tab = true,
            _ if letter.is_whitespace() => space = true,
            // PostgreSQL refuses U+0000, and no one searches for the others: control letters, glyphs without a letter,
            // places where a word may be broken.
            '\u{fffd}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            _ if letter.is_control() => {}
            _ => {
                let gap = if line { Some('\n') } else { tab.then_some('\t').or(space.then_some(' ')) };
                let gap = gap.filter(|_| count > 0);
                if count + usize::from(gap.is_some()) >= LONGEST {
                    break;
                }
                for letter in gap.into_iter().chain([letter]) {
                    kept.push(letter);
                    count += 1;
                }
                (space, tab, line) = (false, false, false);
            }
        }
    }
    kept
}

/// Ligatures, which NFC keeps, as the letters people type when they search.
fn apart(letter: char) -> impl Iterator<Item = char> {
    let single = [letter];
    let letters: &[char] = match letter {
        '\u{fb00}' => &['f', 'f'],
        '\u{fb01}' => &['f', 'i'],
        '\u{fb02}' => &['f', 'l'],
        '\u{fb03}' => &['f', 'f', 'i'],
        '\u{fb04}' => &['f', 'f', 'l'],
        '\u{fb05}' | '\u{fb06}' => &['s', 't'],
        _ => &single,
    };
    let mut padded = ['\0'; 3];
    padded.iter_mut().zip(letters).for_each(|(to, from)| *to = *from);
    padded.into_iter().take(letters.len())
}
