//! The PDF face, set by typst. Text reaches the template as values, never as markup, so nothing a
//! person writes can be read as a command.

mod content;
mod world;

use std::sync::{Mutex, PoisonError};

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{Document, PressError};
pub(crate) use world::FONT_FILES;
use world::PressWorld;

/// One document is set at a time: setting takes memory, and the small server has little.
static PRESS: Mutex<()> = Mutex::new(());

/// Sets the document as tagged PDF. With a day of issue it is PDF/A-2a, fit for the archive; without
/// one, or with signs the fonts lack, it is plain tagged PDF, since the archive format forbids both.
///
/// # Errors
/// [`PressError::Pdf`] when the document cannot be set, [`PressError::Content`] when it cannot be
/// handed over.
pub fn write(document: &Document) -> Result<Vec<u8>, PressError> {
    set(document, false)
}

/// As [`write`], for a form that should fit one sheet: smaller type, tighter lines, the trace beside the signature.
///
/// # Errors
/// As [`write`].
pub fn write_form(document: &Document) -> Result<Vec<u8>, PressError> {
    set(document, true)
}

fn set(document: &Document, compact: bool) -> Result<Vec<u8>, PressError> {
    let content = serde_json::to_vec(&content::of(document, compact))?;
    let world = PressWorld::new(content);
    let _turn = PRESS.lock().unwrap_or_else(PoisonError::into_inner);
    let set = typst::compile::<PagedDocument>(&world).output;
    let written = set.map_err(|faults| fault(&faults)).and_then(|pages| export(document, &pages));
    // What typst remembers between documents would only grow.
    typst::comemo::evict(0);
    written
}

/// The name left in the properties of a file.
const CREATOR: &str = "Rõ Việc";

fn export(document: &Document, pages: &PagedDocument) -> Result<Vec<u8>, PressError> {
    if document.masthead.issued_on.is_some() {
        let archival = PdfStandards::new(&[PdfStandard::A_2a]);
        let options = PdfOptions {
            standards: archival.map_err(|fault| PressError::Pdf(fault.message().to_string()))?,
            ..options()
        };
        if let Ok(bytes) = typst_pdf::pdf(pages, &options) {
            return Ok(bytes);
        }
    }
    typst_pdf::pdf(pages, &options()).map_err(|faults| fault(&faults))
}

fn options() -> PdfOptions {
    PdfOptions { creator: Smart::Custom(Some(CREATOR.to_owned())), ..PdfOptions::default() }
}

fn fault(faults: &[typst::diag::SourceDiagnostic]) -> PressError {
    let messages: Vec<String> = faults.iter().map(|fault| fault.message.to_string()).collect();
    PressError::Pdf(messages.join("; "))
}
