//! Loại văn bản: kinds of administrative documents and their abbreviations.

/// A kind of document (Nghị định 30/2020/NĐ-CP, Phụ lục III).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentKind {
    /// Key, such as `BC`.
    pub code: String,
    /// Full name, such as `báo cáo`.
    pub name: String,
    /// Abbreviation in the symbol of a document; `None` for công văn and thư
    /// công, whose symbols carry no abbreviation of the kind.
    pub abbreviation: Option<String>,
}
