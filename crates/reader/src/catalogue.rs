//! The indicators that figures may belong to, and how a wording is matched to one: by its words, never by its place.

/// An indicator of the office with the other names officials give it.
#[derive(Clone, Debug, Default)]
pub struct Indicator {
    pub id: String,
    pub name: String,
    pub synonyms: Vec<String>,
    /// Whether its figures are money.
    pub money: bool,
}

/// All indicators.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    entries: Vec<(String, bool, Vec<Vec<String>>)>,
}

/// Words that name nothing by themselves.
const EMPTY: [&str; 16] = [
    "cua", "tren", "dia", "ban", "cac", "so", "tong", "va", "trong", "nha", "nuoc", "quan", "phuong", "toan", "xa",
    "ty",
];

impl Catalogue {
    /// Prepares the names for matching.
    pub fn new(indicators: &[Indicator]) -> Catalogue {
        let entry = |indicator: &Indicator| {
            let names = std::iter::once(&indicator.name).chain(&indicator.synonyms);
            (indicator.id.clone(), indicator.money, names.map(|name| words(name)).filter(|w| !w.is_empty()).collect())
        };
        Catalogue { entries: indicators.iter().map(entry).collect() }
    }

    /// The indicator that fits a wording best: all words of one of its names stand in it, the longest name wins.
    pub fn find(&self, wording: &str, money: bool) -> Option<&str> {
        let said = words(wording);
        let score = |names: &Vec<Vec<String>>| {
            names.iter().filter(|name| name.iter().all(|word| said.contains(word))).map(Vec::len).max().unwrap_or(0)
        };
        let best = self.entries.iter().filter(|(_, m, _)| *m == money).map(|(id, _, names)| (score(names), id));
        best.filter(|(score, _)| *score > 0).max_by_key(|(score, _)| *score).map(|(_, id)| id.as_str())
    }
}

fn words(name: &str) -> Vec<String> {
    let folded = viet::fold::fold(name);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty() && !EMPTY.contains(w));
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_whose_words_all_stand_wins() {
        let indicator =
            |id: &str, name: &str, money| Indicator { id: id.into(), name: name.into(), money, synonyms: vec![] };
        let catalogue = Catalogue::new(&[
            indicator("thu", "Thu ngân sách nhà nước trên địa bàn", true),
            indicator("chi", "Chi ngân sách", true),
            indicator("ho-so", "Hồ sơ tiếp nhận", false),
        ]);
        assert_eq!(catalogue.find("Tổng thu ngân sách trên địa bàn quận", true), Some("thu"));
        assert_eq!(catalogue.find("Ước số chi ngân sách là", true), Some("chi"));
        assert_eq!(catalogue.find("số hộ nghèo", false), None);
    }
}
