//! Vietnamese alphabetical order: a ă â … d đ e ê … o ô ơ … u ư; tones decide only between words that are otherwise equal.

use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;

/// Letters in the order of the Vietnamese alphabet, with the foreign ones where they belong.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// The tones in the order of dictionaries: huyền, hỏi, ngã, sắc, nặng; none comes first.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// Compares two texts in Vietnamese order; blanks come before letters, digits by value of each digit.
pub fn compare(a: &str, b: &str) -> Ordering {
    key(a).cmp(&key(b))
}

/// The key by which texts are ordered: letters first, then the tones.
pub fn key(text: &str) -> (Vec<u32>, Vec<u8>) {
    let (mut letters, mut tones) = (Vec::new(), Vec::new());
    for composed in text.nfc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace() || *c == ' ') {
        let (letter, tone) = part(composed);
        letters.push(rank(letter));
        tones.push(tone);
    }
    (letters, tones)
}

/// A letter without its tone, and the tone.
fn part(composed: char) -> (char, u8) {
    let mut tone = 0;
    let bare: String = std::iter::once(composed)
        .nfd()
        .filter(|mark| match TONES.iter().position(|t| t == mark) {
            Some(at) => {
                tone = at as u8 + 1;
                false
            }
            None => true,
        })
        .nfc()
        .collect();
    (bare.chars().next().unwrap_or(composed), tone)
}

fn rank(letter: char) -> u32 {
    let base = 0x11_0000;
    ALPHABET.chars().position(|c| c == letter).map_or(letter as u32, |at| base + at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_vietnamese_order() {
        let ordered = [
            "Ba Đình",
            "Bà Triệu",
            "Bách Khoa",
            "Bạch Mai",
            "Cống Vị",
            "Dịch Vọng",
            "Đội Cấn",
            "Giảng Võ",
            "Ô Chợ Dừa",
            "Ơn",
            "Tân Mai",
            "Xuân La",
        ];
        let mut shuffled = ordered;
        shuffled.reverse();
        shuffled.sort_by(|a, b| compare(a, b));
        assert_eq!(shuffled, ordered);
    }

    #[test]
    fn tones_decide_last() {
        let ordered = ["ma", "mà", "mả", "mã", "má", "mạ", "mai"];
        let mut shuffled = ["mai", "mạ", "mã", "ma", "má", "mả", "mà"];
        shuffled.sort_by(|a, b| compare(a, b));
        assert_eq!(shuffled, ordered);
    }
}
