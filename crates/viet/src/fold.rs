//! Folding: the form of a text in which search compares, and the form in which addresses carry it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without diacritics, đ as d, white space squeezed: `Nguyễn  Văn Á` → `nguyen van a`.
pub fn fold(text: &str) -> String {
    let bare = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let plain: String = bare.map(|c| if c == 'đ' { 'd' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
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

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
