//! Sentences with figures: `Thu {thu-nsnn.value@billion}[[, {thu-nsnn.growth}]].`

use std::collections::BTreeSet;

use super::field::{Field, PeriodField, Scale, UnitField};

/// One piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words as they stand.
    Text(String),
    /// A figure of an indicator.
    Value {
        /// Code of the indicator.
        indicator: String,
        /// What of it is shown.
        field: Field,
        /// How it is written; `None` for the measure's own way.
        scale: Option<Scale>,
    },
    /// Something of the reporting period.
    Period(PeriodField),
    /// Something of the reporting unit.
    Unit(UnitField),
    /// `[[ … ]]`: left out when a figure inside it is missing.
    Optional(Vec<Piece>),
}

/// A sentence, read once when the pack is loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The sentence as its author wrote it.
    pub source: String,
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

/// A mistake in a sentence, at a byte offset of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// Byte offset within the sentence.
    pub offset: usize,
    /// What is wrong.
    pub what: String,
    /// What to write instead.
    pub instead: String,
}

impl Template {
    /// Reads a sentence.
    ///
    /// # Errors
    /// Every mistake in it: an unclosed brace or clause, an unknown field or scale.
    pub fn parse(source: &str) -> Result<Self, Vec<TemplateFault>> {
        let mut parser = Parser { source, at: 0, faults: Vec::new() };
        let pieces = parser.pieces(None);
        if parser.faults.is_empty() { Ok(Self { source: source.to_owned(), pieces }) } else { Err(parser.faults) }
    }

    /// Codes of the indicators outside every optional clause: without a figure
    /// for each of them the sentence cannot be written.
    pub fn needs(&self) -> Vec<String> {
        let required = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Value { indicator, .. } => Some(indicator.clone()),
            _ => None,
        });
        required.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Every figure in the sentence, optional clauses included.
    pub fn figures(&self) -> Vec<(&str, &Field, Option<Scale>)> {
        let mut found = Vec::new();
        collect(&self.pieces, &mut found);
        found
    }
}

fn collect<'p>(pieces: &'p [Piece], into: &mut Vec<(&'p str, &'p Field, Option<Scale>)>) {
    for piece in pieces {
        match piece {
            Piece::Value { indicator, field, scale } => into.push((indicator, field, *scale)),
            Piece::Optional(inner) => collect(inner, into),
            Piece::Text(_) | Piece::Period(_) | Piece::Unit(_) => {}
        }
    }
}

struct Parser<'s> {
    source: &'s str,
    at: usize,
    faults: Vec<TemplateFault>,
}

impl Parser<'_> {
    /// Pieces up to the end of the sentence or, inside a clause opened at
    /// `clause`, up to its `]]`.
    fn pieces(&mut self, clause: Option<usize>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        loop {
            let rest = &self.source[self.at..];
            let stop = rest.find(['{', '}', '[', ']']).unwrap_or(rest.len());
            push_text(&mut pieces, &rest[..stop]);
            self.at += stop;
            let rest = &rest[stop..];
            if rest.is_empty() {
                if let Some(offset) = clause {
                    self.fault(offset, "mệnh đề “[[” chưa đóng", "thêm “]]” vào cuối mệnh đề");
                }
                return pieces;
            }
            if rest.starts_with("[[") {
                let offset = self.at;
                self.at += 2;
                pieces.push(Piece::Optional(self.pieces(Some(offset))));
            } else if rest.starts_with("]]") {
                self.at += 2;
                if clause.is_some() {
                    return pieces;
                }
                self.fault(self.at - 2, "“]]” không có “[[” mở trước", "bỏ “]]” hoặc thêm “[[”");
            } else if rest.starts_with('{') {
                pieces.extend(self.braces());
            } else {
                self.bracket(&mut pieces, rest);
            }
        }
    }

    /// A lone square bracket is text; a lone closing brace is a fault.
    fn bracket(&mut self, pieces: &mut Vec<Piece>, rest: &str) {
        if rest.starts_with('}') {
            self.fault(self.at, "“}” không có “{” mở trước", "bỏ “}” hoặc thêm “{”");
        } else {
            push_text(pieces, &rest[..1]);
        }
        self.at += 1;
    }

    fn braces(&mut self) -> Option<Piece> {
        let offset = self.at;
        let Some(length) = self.source[offset..].find('}') else {
            self.fault(offset, "dấu “{” chưa đóng", "thêm “}” sau tên số liệu");
            self.at = self.source.len();
            return None;
        };
        let inside = &self.source[offset + 1..offset + length];
        self.at = offset + length + 1;
        match reference(inside) {
            Ok(piece) => Some(piece),
            Err((what, instead)) => {
                self.fault(offset, what, instead);
                None
            }
        }
    }

    fn fault(&mut self, offset: usize, what: impl Into<String>, instead: impl Into<String>) {
        self.faults.push(TemplateFault { offset, what: what.into(), instead: instead.into() });
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(Piece::Text(before)) => before.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

/// Reads what stands between braces.
fn reference(inside: &str) -> Result<Piece, (String, String)> {
    let (path, scale) = match inside.split_once('@') {
        Some((path, scale)) => (path, Some(scale)),
        None => (inside, None),
    };
    let words: Vec<&str> = path.split('.').collect();
    let piece = match words.as_slice() {
        ["period", word] => PeriodField::parse(word).map(Piece::Period),
        ["unit", word] => UnitField::parse(word).map(Piece::Unit),
        [code, field @ ..] if !code.is_empty() && !field.is_empty() => {
            Field::parse(field).map(|field| Piece::Value { indicator: (*code).to_owned(), field, scale: None })
        }
        _ => None,
    };
    let piece = piece.ok_or_else(|| {
        let instead = format!(
            "viết {{mã-chỉ-tiêu.trường}} với trường là một trong: {}; hoặc {{period.label}}, {{period.cutoff}}, {{unit.name}}",
            Field::NAMES
        );
        (format!("không có số liệu “{{{inside}}}”"), instead)
    })?;
    match scale {
        None => Ok(piece),
        Some(word) => with_scale(piece, word),
    }
}

fn with_scale(piece: Piece, word: &str) -> Result<Piece, (String, String)> {
    let Some(scale) = Scale::parse(word) else {
        return Err((
            format!("không có cách viết “@{word}”"),
            "viết @thousand, @million, @billion, @parts, @bare hoặc số chữ số thập phân @0 đến @6".to_owned(),
        ));
    };
    match piece {
        Piece::Value { indicator, field, .. } if !scale.is_money() || field.is_amount() => {
            Ok(Piece::Value { indicator, field, scale: Some(scale) })
        }
        _ => Err((format!("“@{word}” chỉ dùng cho số lượng"), "bỏ phần sau dấu @".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A short rendering of the tree, so that a table row stays readable.
    fn shown(pieces: &[Piece]) -> String {
        let one = |piece: &Piece| match piece {
            Piece::Text(text) => format!("‹{text}›"),
            Piece::Value { indicator, field, scale } => format!("{indicator}:{field:?}:{scale:?}"),
            Piece::Period(field) => format!("period:{field:?}"),
            Piece::Unit(field) => format!("unit:{field:?}"),
            Piece::Optional(inner) => format!("[{}]", shown(inner)),
        };
        pieces.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn sentences_are_read() {
        let rows = [
            ("Chỉ có lời.", "‹Chỉ có lời.›"),
            ("Thu {t.value@billion}", "‹Thu › t:Value:Some(Billion)"),
            ("{t.baseline.thanh-pho}", "t:Baseline(\"thanh-pho\"):None"),
            ("{t.value@bare}/{u.value}", "t:Value:Some(Bare) ‹/› u:Value:None"),
            ("{t.outlook.percent.hdnd}", "t:OutlookPercent(\"hdnd\"):None"),
            ("{t.percent.hdnd@1}", "t:Percent(\"hdnd\"):Some(Decimals(1))"),
            ("a[[, {t.growth}]].", "‹a› [‹, › t:Growth:None] ‹.›"),
            ("[[a [[{t.required}]]]]", "[‹a › [t:Required:None]]"),
            ("{period.label} {unit.name}", "period:Label ‹ › unit:Name"),
            ("mục [1]", "‹mục [1]›"),
        ];
        for (source, expected) in rows {
            let template = Template::parse(source).expect("a good sentence");
            assert_eq!(shown(&template.pieces), expected, "{source}");
        }
    }

    #[test]
    fn mistakes_are_placed() {
        let rows = [
            ("a {t.value", "2 dấu “{” chưa đóng"),
            ("a } b", "2 “}” không có “{” mở trước"),
            ("a [[b", "2 mệnh đề “[[” chưa đóng"),
            ("a ]]", "2 “]]” không có “[[” mở trước"),
            ("{t.giá}", "0 không có số liệu “{t.giá}”"),
            ("{value}", "0 không có số liệu “{value}”"),
            ("{t.value@ty}", "0 không có cách viết “@ty”"),
            ("{t.growth@billion}", "0 “@billion” chỉ dùng cho số lượng"),
            ("{x} {y}", "0 không có số liệu “{x}”; 4 không có số liệu “{y}”"),
        ];
        for (source, expected) in rows {
            let faults = Template::parse(source).expect_err("a bad sentence");
            let shown: Vec<_> = faults.iter().map(|f| format!("{} {}", f.offset, f.what)).collect();
            assert_eq!(shown.join("; "), expected, "{source}");
        }
    }

    #[test]
    fn only_figures_outside_optional_clauses_are_needed() {
        let template = Template::parse("{b.value} {a.value}[[ {c.growth}]] {a.required}").expect("good");
        assert_eq!(template.needs(), ["a", "b"]);
        assert_eq!(template.figures().len(), 4);
    }
}
