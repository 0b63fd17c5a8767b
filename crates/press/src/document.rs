//! The document (văn bản): masthead, title, bases, body, recipients, signature, annexes and trace.
//! Frozen as JSON when a report is signed, so every field has a default and none changes its meaning.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Block;

/// An administrative document by the boxes of Phụ lục I, Nghị định 30/2020/NĐ-CP.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// Boxes 1 to 4: who issues, under which number, where and when.
    pub masthead: Masthead,
    /// Box 5a, the type in capitals: `BÁO CÁO`. Empty for a công văn.
    pub kind: String,
    /// Box 5a, trích yếu: what the document is about.
    pub title: String,
    /// Box 9a, `Kính gửi`; may be empty.
    pub addressee: Vec<String>,
    /// The legal bases, each a `Căn cứ …` line, set in italics.
    pub bases: Vec<String>,
    /// Box 6.
    pub body: Vec<Block>,
    /// Box 9b, lines of `Nơi nhận` without their dash.
    pub recipients: Vec<String>,
    /// Boxes 7a to 7c.
    pub signature: Signature,
    /// A draft is marked `DỰ THẢO` and shows the flags of its figures.
    pub draft: bool,
    /// Annexes, each beginning on its own page.
    pub annexes: Vec<Annex>,
    /// How a reader finds the frozen original; printed small at the end.
    pub trace: Option<Trace>,
}

impl Document {
    /// Title for metadata and browser tabs: `BÁO CÁO Tình hình …`.
    #[must_use]
    pub fn full_title(&self) -> String {
        let title = format!("{} {}", self.kind, self.title);
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() { "Văn bản".to_owned() } else { title }
    }

    /// `PHỤ LỤC`, numbered in Roman figures when there are several.
    #[must_use]
    pub fn annex_label(&self, at: usize) -> String {
        if self.annexes.len() < 2 { "PHỤ LỤC".to_owned() } else { format!("PHỤ LỤC {}", roman(at + 1)) }
    }

    /// `(Kèm theo Báo cáo số 57/BC-UBND ngày 05 tháng 5 năm 2017)`, the line under an annex title.
    #[must_use]
    pub fn annex_reference(&self) -> String {
        let number = self.masthead.symbol.replacen("Số:", "số", 1);
        let kind = if self.kind.is_empty() { "Văn bản".to_owned() } else { sentence_case(&self.kind) };
        let head = format!("{kind} {number}");
        format!("(Kèm theo {} {})", head.trim_end(), self.masthead.date_words())
    }
}

fn sentence_case(capitals: &str) -> String {
    let mut letters = capitals.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + &letters.as_str().to_lowercase()
}

fn roman(mut number: usize) -> String {
    let steps = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut written = String::new();
    for (value, letters) in steps {
        while number >= value {
            written.push_str(letters);
            number -= value;
        }
    }
    written
}

/// The head of page one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Masthead {
    /// The superior body, upper case upright; empty when there is none.
    pub superior: String,
    /// The issuing body, upper case bold.
    pub issuer: String,
    /// `Số: 57/BC-UBND`; in a draft the number part may be blank (`Số:     /BC-UBND`).
    pub symbol: String,
    /// The place name before the date: `Ba Đình`.
    pub place: String,
    /// Day of issue; without it dots are printed for day and month.
    pub issued_on: Option<Date>,
    /// The year printed while `issued_on` is not known.
    pub year: i16,
}

impl Masthead {
    /// `Ba Đình, ngày 05 tháng 5 năm 2017`: days below 10 and months 1 and 2 padded with 0.
    #[must_use]
    pub fn place_and_date(&self) -> String {
        let date = self.date_words();
        if self.place.is_empty() { date } else { format!("{}, {date}", self.place) }
    }

    fn date_words(&self) -> String {
        match self.issued_on {
            Some(day) => viet::day::write_long(day),
            None if self.year > 0 => format!("ngày … tháng … năm {}", self.year),
            None => "ngày … tháng … năm …".to_owned(),
        }
    }
}

/// The signing block.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signature {
    /// In whose right: `TM. ỦY BAN NHÂN DÂN`; empty when the post signs in its own right.
    pub authority: String,
    /// `CHỦ TỊCH`.
    pub post: String,
    /// Full name, no academic title before it.
    pub name: String,
    /// Text shown in place of the handwriting once signed electronically.
    pub signed_at: Option<String>,
}

/// An annex (phụ lục).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Annex {
    /// Title in capitals as the author wrote it.
    pub title: String,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// How a reader of paper finds and checks the frozen original.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Trace {
    /// Short code people can type; empty prints no line, as with the hash.
    pub code: String,
    /// Address of the original; printed as a QR code when present.
    pub url: Option<String>,
    /// Digest of the frozen document; empty on a form, which is printed from the records again each time.
    pub hash: String,
    /// One sentence telling the reader what to do with the above.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn place_and_date_pads_by_the_decree() {
        let rows = [
            (Some(date(2017, 5, 5)), 2017, "Ba Đình, ngày 05 tháng 5 năm 2017"),
            (Some(date(2017, 2, 15)), 2017, "Ba Đình, ngày 15 tháng 02 năm 2017"),
            (Some(date(2017, 12, 31)), 2017, "Ba Đình, ngày 31 tháng 12 năm 2017"),
            (None, 2017, "Ba Đình, ngày … tháng … năm 2017"),
            (None, 0, "Ba Đình, ngày … tháng … năm …"),
        ];
        for (issued_on, year, expected) in rows {
            let head = Masthead { place: "Ba Đình".into(), issued_on, year, ..Masthead::default() };
            assert_eq!(head.place_and_date(), expected);
        }
    }

    #[test]
    fn annexes_are_numbered_when_there_are_several() {
        let rows = [(1, 0, "PHỤ LỤC"), (2, 1, "PHỤ LỤC II"), (10, 8, "PHỤ LỤC IX"), (50, 41, "PHỤ LỤC XLII")];
        for (count, at, expected) in rows {
            let document = Document { annexes: vec![Annex::default(); count], ..Document::default() };
            assert_eq!(document.annex_label(at), expected);
        }
    }

    #[test]
    fn an_annex_names_its_document() {
        let masthead =
            Masthead { symbol: "Số: 57/BC-UBND".into(), issued_on: Some(date(2017, 5, 5)), ..Masthead::default() };
        let document = Document { kind: "BÁO CÁO".into(), masthead, ..Document::default() };
        assert_eq!(document.annex_reference(), "(Kèm theo Báo cáo số 57/BC-UBND ngày 05 tháng 5 năm 2017)");
    }
}
