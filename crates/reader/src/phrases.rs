//! Lists of Vietnamese phrases, found at a token without regard to case or to where the tone mark stands; single words keep
//! their tone, so that `tăng` is no `tầng` and `thu` no `thứ`.

use crate::text::{Text, key};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A list of phrases by the key of their first word, longest first.
pub struct Phrases {
    by_key: HashMap<u32, Vec<Phrase>, BuildHasherDefault<Key>>,
}

struct Phrase {
    words: Vec<String>,
    shown: &'static str,
}

/// Keys are spread already.
#[derive(Default)]
pub struct Key(u64);

impl Hasher for Key {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Phrases {
    /// Phrases parted by `|`.
    pub fn new(list: &'static str) -> Phrases {
        let mut by_key: HashMap<u32, Vec<Phrase>, BuildHasherDefault<Key>> = HashMap::default();
        for shown in list.split('|') {
            let words: Vec<String> = viet::fold::fold(shown).split_whitespace().map(str::to_owned).collect();
            let first = key(words.first().map_or("", String::as_str));
            by_key.entry(first).or_default().push(Phrase { words, shown });
        }
        by_key.values_mut().for_each(|all| all.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len())));
        Phrases { by_key }
    }

    /// The phrase that begins at a token, and behind which token it ends.
    pub fn at(&self, text: &Text, at: usize) -> Option<(usize, &'static str)> {
        let found = self.by_key.get(&text.key(at))?.iter().find(|phrase| {
            let same = phrase.words.iter().enumerate().all(|(n, word)| text.word(at + n) == word);
            same && (phrase.words.len() > 1 || toned(text.shown(at), phrase.shown))
        })?;
        Some((at + found.words.len(), found.shown))
    }
}

/// Whether two words are the same but for their case and the place of the tone mark.
pub fn toned(shown: &str, word: &str) -> bool {
    let key = |word: &str| {
        let lower = word.to_lowercase();
        let mut letters: Vec<char> = unicode_normalization::UnicodeNormalization::nfd(lower.as_str()).collect();
        letters.sort_unstable();
        letters
    };
    shown == word || key(shown) == key(word)
}
