//! One document and its faces: a report is described once, then shown as HTML, PDF, DOCX or XLSX,
//! laid out by Phụ lục I of Nghị định 30/2020/NĐ-CP. Knows no database, no HTTP and no clock.

mod block;
mod chart;
mod document;
pub mod docx;
mod error;
mod escape;
pub mod html;
mod layout;
pub mod pdf;
mod qr;
pub mod svg;
mod table;
mod walk;
pub mod xlsx;

pub use block::{Block, FigureRef, Flag, Inline, Severity};
pub use chart::{Chart, ChartKind, Series};
pub use document::{Annex, Document, Masthead, Signature, Trace};
pub use error::PressError;
pub use html::HTML_CSS;
pub use table::{Align, Cell, Column, Row, Table};

/// Quốc hiệu, in capitals.
pub(crate) const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// Tiêu ngữ.
pub(crate) const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
