//! What a body is made of: headings, paragraphs, list lines, tables, charts, notes, page breaks,
//! and inside a paragraph plain text, strong text and figures that can be opened.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Chart, Table};

/// One block of the body or of an annex.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading; level 1 is the outermost, 4 the deepest that is told apart.
    Heading {
        /// 1 to 4; anything outside is read as the nearest.
        level: u8,
        /// The heading with its own number: `I. TÌNH HÌNH CHUNG`.
        text: String,
    },
    /// A justified paragraph, first line indented.
    Paragraph {
        /// Its content in order.
        inlines: Vec<Inline>,
    },
    /// A list line, printed with a leading dash.
    Item {
        /// Its content in order, without the dash.
        inlines: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// A chart; its numbers are always available as a table too.
    Chart(Chart),
    /// A small remark under what it explains.
    Note {
        /// The remark.
        text: String,
    },
    /// What follows begins on a new page.
    PageBreak,
}

/// A run inside a paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Text in bold.
    Strong(String),
    /// A computed number the reader can open.
    Figure(FigureRef),
}

/// A printed number that leads to where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FigureRef {
    /// Unique in the document: `S3`.
    pub code: String,
    /// As printed, with its measure: `28,24 %`.
    pub text: String,
    /// The page that opens the number.
    pub href: Option<String>,
    /// What the checks say about it; shown in drafts only.
    pub flags: Vec<Flag>,
    /// The exact number printed, in the measure printed; a sheet of numbers needs it.
    pub value: Option<Decimal>,
    /// Decimal places shown; when absent, those of `value`.
    pub decimals: Option<u32>,
}

/// One finding of a check about a figure.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Flag {
    /// How grave it is.
    pub severity: Severity,
    /// Stable code of the check.
    pub code: String,
    /// A Vietnamese sentence saying what is the matter and what to do.
    pub sentence: String,
}

/// How grave a flag is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The document cannot be signed with it.
    Fault,
    /// Someone must look at it.
    Warning,
    /// Worth knowing.
    #[default]
    Note,
}

impl Severity {
    /// The Vietnamese word shown beside a figure: `Lỗi`, `Cảnh báo`, `Lưu ý`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Severity::Fault => "Lỗi",
            Severity::Warning => "Cảnh báo",
            Severity::Note => "Lưu ý",
        }
    }
}
