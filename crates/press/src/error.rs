//! What can go wrong while a face is written.

/// A face could not be written. The reader of a document never causes these; they name the face
/// and keep the cause for the operator.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// The PDF could not be set.
    #[error("Không dựng được bản PDF: {0}")]
    Pdf(String),
    /// The DOCX could not be packed.
    #[error("Không dựng được bản DOCX: {0}")]
    Docx(String),
    /// The XLSX could not be written.
    #[error("Không dựng được bản XLSX: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// A chart could not be drawn as an image.
    #[error("Không vẽ được biểu đồ “{0}”")]
    Chart(String),
    /// The document could not be written as JSON.
    #[error("Không ghi được nội dung văn bản: {0}")]
    Content(#[from] serde_json::Error),
}
