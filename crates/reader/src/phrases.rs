//! Lists of Vietnamese phrases, found at a token without regard to case or to where the tone mark stands; single words keep
//! their tone, so that `tăng` is no `tầng` and `thu` no `thứ`.

use crate::text::Text;
use std::collections::HashMap;

/// A list of phrases, longest first at each word.
pub struct Phrases {
    by_word: HashMap<String, Vec<(Vec<String>, &'static str)>>,
}

impl Phrases {
    /// Phrases parted by `|`.
    pub fn new(list: &'static str) -> Phrases {
        let mut by_word: HashMap<String, Vec<(Vec<String>, &'static str)>> = HashMap::new();
        for phrase in list.split('|') {
            let words: Vec<String> = viet::fold::fold(phrase).split_whitespace().map(str::to_owned).collect();
            if let Some(first) = words.first().cloned() {
                by_word.entry(first).or_default().push((words, phrase));
            }
        }
        by_word.values_mut().for_each(|all| all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Phrases { by_word }
    }

    /// The phrase that begins at a token, and behind which token it ends.
    pub fn at(&self, text: &Text, at: usize) -> Option<(usize, &'static str)> {
        let all = self.by_word.get(text.word(at))?;
        let (words, phrase) = all.iter().find(|(words, phrase)| {
            let same = words.iter().enumerate().all(|(n, word)| text.word(at + n) == word);
            same && (words.len() > 1 || toned(text.shown(at), phrase))
        })?;
        Some((at + words.len(), phrase))
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
    key(shown) == key(word)
}
