//! A font as far as reading needs it: which letters its codes stand for, and how far each moves the pen.

use super::budget::Budget;
use super::codes::Codes;
use super::matrix::{Matrix, number_at};
use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;

/// The most widths one font may name: one for each code of two bytes.
const MOST_WIDTHS: usize = 0x1_0000;

/// Letters and widths of one font.
pub struct Font {
    /// Whether its codes have two bytes; otherwise one.
    wide: bool,
    codes: Codes,
    /// Letters of the codes of one byte, where the table above is silent.
    plain: Vec<String>,
    /// First code → last code and width.
    widths: BTreeMap<u32, (u32, f64)>,
    default_width: f64,
    /// How much of the size of the font one unit of width is.
    unit: f64,
}

impl Font {
    pub fn read(document: &Document, font: &Dictionary, budget: &mut Budget) -> Self {
        let subtype = font.get_deref(b"Subtype", document).and_then(Object::as_name).unwrap_or_default();
        let wide = subtype == b"Type0";
        let table = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream).ok();
        let codes =
            table.and_then(|table| budget.unpack(table)).map_or_else(Codes::default, |table| Codes::read(&table));
        let mut read =
            Self { wide, codes, plain: Vec::new(), widths: BTreeMap::new(), default_width: 500.0, unit: 0.001 };
        if wide {
            read.default_width = 1000.0;
            read.read_wide_widths(document, font, budget);
        } else {
            read.plain = plain(document, font, budget).unwrap_or_default();
            read.read_widths(document, font, budget);
        }
        if subtype == b"Type3" {
            let matrix = font.get(b"FontMatrix").ok().and_then(|matrix| budget.array(document, matrix));
            read.unit = matrix.and_then(Matrix::read).map_or(read.unit, |Matrix([stretch, ..])| stretch.abs());
        }
        read
    }

    /// `FirstChar` and `Widths` of a font with codes of one byte.
    fn read_widths(&mut self, document: &Document, font: &Dictionary, budget: &mut Budget) {
        let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or_default();
        let first = u32::try_from(first).unwrap_or_default();
        let widths = font.get(b"Widths").ok().and_then(|widths| budget.array(document, widths)).unwrap_or_default();
        for (code, width) in (first..).zip(widths.iter().take(256)) {
            let width = document.dereference(width).ok().and_then(|(_, width)| width.as_float().ok());
            self.widths.extend(width.map(|width| (code, (code, f64::from(width)))));
        }
    }

    /// `W` of a font with codes of two bytes: `code [width …]` or `first last width`.
    fn read_wide_widths(&mut self, document: &Document, font: &Dictionary, budget: &mut Budget) {
        let inner = font.get(b"DescendantFonts").ok().and_then(|inner| budget.array(document, inner));
        let inner = inner.and_then(<[Object]>::first).and_then(|inner| document.dereference(inner).ok());
        let Some(inner) = inner.and_then(|(_, inner)| inner.as_dict().ok()) else { return };
        if let Ok(width) = inner.get_deref(b"DW", document).and_then(Object::as_float) {
            self.default_width = f64::from(width);
        }
        let widths = inner.get(b"W").ok().and_then(|widths| budget.array(document, widths)).unwrap_or_default();
        let mut rest = widths;
        while let [first, second, more @ ..] = rest {
            let first = code(first);
            if let Some(list) = budget.array(document, second) {
                let list = list.iter().map(|width| f64::from(width.as_float().unwrap_or_default()));
                self.widths.extend((first..).zip(list).take(MOST_WIDTHS).map(|(code, width)| (code, (code, width))));
                rest = more;
            } else {
                self.widths.extend(number_at(more, 0).map(|width| (first, (code(second), width))));
                rest = more.get(1..).unwrap_or_default();
            }
            if self.widths.len() > MOST_WIDTHS {
                return;
            }
        }
    }

    /// The codes of a string that is shown.
    pub fn codes(&self, shown: &[u8]) -> impl Iterator<Item = u32> {
        let length = if self.wide { 2 } else { 1 };
        shown.chunks_exact(length).map(|bytes| bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)))
    }

    /// Writes the letters of a code.
    pub fn write(&self, code: u32, text: &mut String) {
        if !self.codes.write(code, text) {
            let letters = usize::try_from(code).ok().and_then(|code| self.plain.get(code));
            text.extend(letters.map(String::as_str));
        }
    }

    /// How far a code moves the pen, in sizes of the font.
    pub fn width(&self, code: u32) -> f64 {
        let found = self.widths.range(..=code).next_back().filter(|(_, (last, _))| code <= *last);
        found.map_or(self.default_width, |(_, (_, width))| *width) * self.unit
    }

    /// Whether a code is the space that word spacing widens.
    pub fn is_space(&self, code: u32) -> bool {
        !self.wide && code == 32
    }
}

fn code(object: &Object) -> u32 {
    object.as_i64().ok().and_then(|code| u32::try_from(code).ok()).unwrap_or_default()
}

/// The letters of each code of one byte, by the encoding the font names.
fn plain(document: &Document, font: &Dictionary, budget: &mut Budget) -> Option<Vec<String>> {
    let mut named = Dictionary::new();
    named.set("Type", "Font");
    if let Ok(encoding) = font.get_deref(b"Encoding", document) {
        let differences = encoding.as_dict().and_then(|encoding| encoding.get(b"Differences"));
        if let Ok(differences) = differences {
            budget.array(document, differences)?;
        }
        named.set("Encoding", encoding.clone());
    }
    // Without the ToUnicode table, which the library must not read.
    let encoding = named.get_font_encoding(document).ok()?;
    Some((0..=u8::MAX).map(|code| encoding.bytes_to_string(&[code]).unwrap_or_default()).collect())
}
