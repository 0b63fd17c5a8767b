//! The DOCX face: the same layout in Times New Roman, for officers who go on editing in Word.

mod blocks;
mod frame;
mod parts;
mod patch;
mod table;

use std::io::Cursor;

use docx_rs::{
    Docx, Header, LineSpacing, PageMargin, PageNum, PageOrientationType, PageSize, Paragraph, RunFonts, Section, Style,
    StyleType, Table,
};

use crate::{Document, PressError, layout};
use blocks::Writer;

/// The font every reader of such documents has.
const FONT: &str = "Times New Roman";
/// One millimetre in twentieths of a point, the measure of Word.
const MM: f64 = 56.6929;
/// A4 in that measure.
const A4: (u32, u32) = (11906, 16838);

/// One thing that stands by itself in the document.
enum Part {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// Writes the document as DOCX.
///
/// # Errors
/// [`PressError::Chart`] when a chart cannot be drawn, [`PressError::Docx`] when the file cannot be
/// packed.
pub fn write(document: &Document) -> Result<Vec<u8>, PressError> {
    let mut writer = Writer::new(document.draft);
    let mut sections = sections(document, &mut writer)?;
    let mut docx = styled();
    let (last_turned, last) = sections.pop().unwrap_or_default();
    for (at, (turned, parts)) in sections.into_iter().enumerate() {
        docx = docx.add_section(section(turned, parts, at == 0));
    }
    let only = docx.document.children.is_empty();
    for part in last {
        docx = match part {
            Part::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Part::Table(table) => docx.add_table(*table),
        };
    }
    docx = page(docx, last_turned);
    docx = docx.header(page_number());
    if only {
        docx = docx.title_pg();
    }
    let mut built = docx.build();
    built.document = patch::document(&built.document, &writer.alternatives);
    built.doc_props.core = patch::properties(document);
    let mut file = Cursor::new(Vec::new());
    built.pack(&mut file).map_err(|fault| PressError::Docx(fault.to_string()))?;
    Ok(file.into_inner())
}

/// The document in sections, each upright or turned; the last one gives the page of the file.
fn sections(document: &Document, writer: &mut Writer) -> Result<Vec<(bool, Vec<Part>)>, PressError> {
    let mut sections = vec![(false, frame::opening(document))];
    for (turned, blocks) in layout::turns(&document.body) {
        let parts = writer.parts(blocks, turned)?;
        extend(&mut sections, turned, parts);
    }
    keep_last(&mut sections);
    extend(&mut sections, false, frame::closing(document, &mut writer.alternatives)?);
    for (at, annex) in document.annexes.iter().enumerate() {
        let turned = annex.is_landscape();
        // A turned annex begins its own section and with it its own page.
        let breaks = sections.last().is_some_and(|(last, _)| *last == turned);
        let mut parts = frame::annex_head(document, at, breaks);
        parts.extend(writer.parts(&annex.blocks, turned)?);
        extend(&mut sections, turned, parts);
    }
    Ok(sections)
}

/// The last lines before the signature stay with it: a signature never stands alone on a page.
fn keep_last(sections: &mut [(bool, Vec<Part>)]) {
    if let Some(Part::Paragraph(last)) = sections.last_mut().and_then(|(_, parts)| parts.last_mut()) {
        last.property.keep_next = Some(true);
    }
}

fn extend(sections: &mut Vec<(bool, Vec<Part>)>, turned: bool, parts: Vec<Part>) {
    match sections.last_mut() {
        Some((last, earlier)) if *last == turned => earlier.extend(parts),
        _ => sections.push((turned, parts)),
    }
}

fn styled() -> Docx {
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT);
    let mut docx = Docx::new().default_fonts(fonts).default_size(28);
    for level in 1..=4_usize {
        let mut style = Style::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("heading {level}"))
            .outline_lvl(level - 1)
            .size(28);
        if level < 4 {
            style = style.bold();
        }
        if level > 2 {
            style = style.italic();
        }
        docx = docx.add_style(style);
    }
    docx
}

fn section(turned: bool, parts: Vec<Part>, first: bool) -> Section {
    let mut section = Section::new().page_margin(margin(turned)).page_size(size(turned));
    if turned {
        section = section.page_orient(PageOrientationType::Landscape);
    }
    for part in parts {
        section = match part {
            Part::Paragraph(paragraph) => section.add_paragraph(*paragraph),
            Part::Table(table) => section.add_table(*table),
        };
    }
    section = section.header(page_number());
    if first { section.title_pg() } else { section }
}

fn page(docx: Docx, turned: bool) -> Docx {
    let (wide, high) = if turned { (A4.1, A4.0) } else { A4 };
    let docx = docx.page_size(wide, high).page_margin(margin(turned));
    if turned { docx.page_orient(PageOrientationType::Landscape) } else { docx }
}

fn size(turned: bool) -> PageSize {
    if turned { PageSize::new().size(A4.1, A4.0) } else { PageSize::new().size(A4.0, A4.1) }
}

/// Top 20, bottom 20, left 30, right 15 mm; turned with the page, the binding side on top.
fn margin(turned: bool) -> PageMargin {
    let sides = if turned { [30.0, 20.0, 15.0, 20.0] } else { [20.0, 15.0, 20.0, 30.0] };
    let [top, right, bottom, left] = sides.map(twips);
    PageMargin { top, right, bottom, left, header: twips(9.0), footer: twips(9.0), gutter: 0 }
}

fn twips(millimetres: f64) -> i32 {
    (millimetres * MM).round() as i32
}

fn page_number() -> Header {
    let number = Paragraph::new().align(docx_rs::AlignmentType::Center).size(26);
    let number = number.line_spacing(LineSpacing::new().before(0).after(0));
    Header::new().add_paragraph(number.add_page_num(PageNum::new()))
}
