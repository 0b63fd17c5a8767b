//! Folding: the form of a text in which search compares, and the form in which addresses carry it.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Lower case, without diacritics, đ as d, white space squeezed: `Nguyễn  Văn Á` → `nguyen van a`.
pub fn fold(text: &str) -> String {
    let mut folded = Folded { text: String::with_capacity(text.len()), parted: false };
    for letter in text.chars() {
        match LETTERS.get(letter as usize) {
            Some(Letter::One(bare)) => folded.push(*bare),
            Some(Letter::None) => {}
            Some(Letter::Other) | None => each(letter, |bare| folded.push(bare)),
        }
    }
    folded.text
}

struct Folded {
    text: String,
    /// Whether white space was met since the last letter.
    parted: bool,
}

impl Folded {
    fn push(&mut self, bare: char) {
        if bare.is_whitespace() {
            self.parted = true;
            return;
        }
        if self.parted && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.parted = false;
        self.text.push(bare);
    }
}

/// What a letter folds to.
#[derive(Clone, Copy)]
enum Letter {
    One(char),
    None,
    Other,
}

/// The planes in which Vietnamese is written, looked up: search folds every word of every page. Letters fold one by one,
/// since what canonical order moves are marks, and marks are dropped.
static LETTERS: LazyLock<Vec<Letter>> = LazyLock::new(|| {
    let letter = |code: u32| {
        let mut bare = Vec::new();
        char::from_u32(code).into_iter().for_each(|letter| each(letter, |part| bare.push(part)));
        match bare[..] {
            [] => Letter::None,
            [one] => Letter::One(one),
            _ => Letter::Other,
        }
    };
    (0..0x2000).map(letter).collect()
});

/// The folded letters of one letter.
fn each(letter: char, mut push: impl FnMut(char)) {
    decompose_canonical(letter, |part| {
        if !is_combining_mark(part) {
            part.to_lowercase().map(|c| if c == 'đ' { 'd' } else { c }).for_each(&mut push);
        }
    });
}

/// Letters and digits joined by hyphens: `Quận Ba Đình` → `quan-ba-dinh`.
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The same text in one spelling: composed, lower case, every kind of blank a single space.
pub(crate) fn plain(text: &str) -> String {
    let lower: String = text.nfkc().flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folded_texts() {
        let rows = [
            ("Nguyễn  Văn Á", "nguyen van a"),
            ("đất Đai", "dat dai"),
            ("Nguye\u{302}\u{303}n", "nguyen"),
            ("Hoà / Hòa", "hoa / hoa"),
            ("", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn slugs() {
        let rows = [("Quận Ba Đình", "quan-ba-dinh"), ("  --  ", ""), ("Mỹ Đình 1", "my-dinh-1")];
        for (text, expected) in rows {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    /// Said once more in the words of the standard.
    fn by_the_book(text: &str) -> String {
        let bare = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
        let plain: String = bare.map(|c| if c == 'đ' { 'd' } else { c }).collect();
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_letter_folds_as_the_standard_says() {
        for letter in '\0'..=char::MAX {
            let text = format!("a{letter}b");
            assert_eq!(fold(&text), by_the_book(&text), "U+{:04X}", letter as u32);
        }
    }

    proptest! {
        #[test]
        fn letters_fold_one_by_one(text in "[\\u{1e}-\\u{36f}\\u{1e00}-\\u{2030}]{0,40}") {
            prop_assert_eq!(fold(&text), by_the_book(&text));
        }

        #[test]
        fn folding_twice_changes_nothing(text in ".{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
