//! Lists of Vietnamese phrases, found at a token without regard to case or to where the tone mark stands; single words keep
//! their tone, so that `tăng` is no `tầng` and `thu` no `thứ`.

use crate::text::Text;

/// A list of phrases by the first two letters, longest first.
pub struct Phrases {
    by_head: Vec<Vec<(Vec<String>, &'static str)>>,
}

/// Where phrases stand that begin like a word; few words share a place.
fn place(word: &str) -> usize {
    let letter = |at: usize| usize::from(word.as_bytes().get(at).copied().unwrap_or(0) & 31);
    letter(0) * 32 + letter(1)
}

impl Phrases {
    /// Phrases parted by `|`.
    pub fn new(list: &'static str) -> Phrases {
        let mut by_head: Vec<Vec<(Vec<String>, &'static str)>> = vec![Vec::new(); 32 * 32];
        for phrase in list.split('|') {
            let words: Vec<String> = viet::fold::fold(phrase).split_whitespace().map(str::to_owned).collect();
            if let Some(all) = by_head.get_mut(words.first().map_or(0, |word| place(word))) {
                all.push((words, phrase));
            }
        }
        by_head.iter_mut().for_each(|all| all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Phrases { by_head }
    }

    /// The phrase that begins at a token, and behind which token it ends.
    pub fn at(&self, text: &Text, at: usize) -> Option<(usize, &'static str)> {
        let all = self.by_head.get(place(text.word(at)))?;
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
    shown == word || key(shown) == key(word)
}
