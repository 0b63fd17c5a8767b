//! Lists of Vietnamese phrases, found at a token without regard to case or to where the tone mark stands; single words keep
//! their tone, so that `tăng` is no `tầng` and `thu` no `thứ`.

use crate::text::Text;

/// A list of phrases by their first letter, longest first.
pub struct Phrases {
    by_letter: Vec<Vec<(Vec<String>, &'static str)>>,
}

impl Phrases {
    /// Phrases parted by `|`.
    pub fn new(list: &'static str) -> Phrases {
        let mut by_letter: Vec<Vec<(Vec<String>, &'static str)>> = vec![Vec::new(); 128];
        for phrase in list.split('|') {
            let words: Vec<String> = viet::fold::fold(phrase).split_whitespace().map(str::to_owned).collect();
            let letter = words.first().and_then(|w| w.bytes().next()).map_or(0, usize::from);
            if let Some(all) = by_letter.get_mut(letter) {
                all.push((words, phrase));
            }
        }
        by_letter.iter_mut().for_each(|all| all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Phrases { by_letter }
    }

    /// The phrase that begins at a token, and behind which token it ends.
    pub fn at(&self, text: &Text, at: usize) -> Option<(usize, &'static str)> {
        let first = text.word(at);
        let all = self.by_letter.get(usize::from(first.bytes().next()?))?;
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
