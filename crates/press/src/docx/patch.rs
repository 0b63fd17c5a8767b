//! What docx-rs cannot say: head rows that repeat, words that stand for pictures, the title of the
//! file. Each is set in the XML it writes.

use crate::Document;
use crate::escape::escape;

/// How `table` marks a head row: unsplittable and with a height of its own.
const HEAD: (&str, &str) = ("<w:cantSplit />", "<w:trHeight ");
const PICTURE: &str = "<wp:docPr id=\"1\" name=\"Figure\" />";

/// The main part with repeated heads and described pictures. `alternatives` holds name and words of
/// every picture in the order of the document.
pub(super) fn document(xml: &[u8], alternatives: &[(String, String)]) -> Vec<u8> {
    let xml = String::from_utf8_lossy(xml);
    let marked = format!("{}{}", HEAD.0, HEAD.1);
    let xml = xml.replace(&marked, &format!("{}<w:tblHeader />{}", HEAD.0, HEAD.1));
    let mut out = String::with_capacity(xml.len() + 1024);
    for (at, piece) in xml.split(PICTURE).enumerate() {
        if at > 0 {
            out.push_str(&picture(at, alternatives));
        }
        out.push_str(piece);
    }
    out.into_bytes()
}

fn picture(at: usize, alternatives: &[(String, String)]) -> String {
    let (name, words) = alternatives.get(at - 1).cloned().unwrap_or_default();
    let name = if name.is_empty() { format!("Hình {at}") } else { name };
    format!("<wp:docPr id=\"{at}\" name=\"{}\" descr=\"{}\" />", escape(&name), escape(&words))
}

/// The core properties: title, language, and the day of issue as day of creation.
pub(super) fn properties(document: &Document) -> Vec<u8> {
    let day = document.masthead.issued_on.map_or(String::new(), |day| {
        format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>")
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">{day}\
         <dc:creator>{}</dc:creator><dc:language>vi-VN</dc:language><dc:title>{}</dc:title>\
         </cp:coreProperties>",
        escape(&document.masthead.issuer),
        escape(&document.full_title()),
    )
    .into_bytes()
}
