//! The small pieces DOCX pages are made of: runs, paragraphs, borderless cells.

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, Paragraph, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, Run, SpecialIndentType, TableCell, VertAlignType, WidthType,
};

use super::twips;
use crate::escape::{absolute, clean};
use crate::{FigureRef, Inline};

/// How a run looks: size in half points.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) half_points: usize,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

impl Look {
    pub(super) const fn plain(points: usize) -> Self {
        Self { half_points: points * 2, bold: false, italic: false }
    }

    pub(super) const fn bold(points: usize) -> Self {
        Self { bold: true, ..Self::plain(points) }
    }

    pub(super) const fn italic(points: usize) -> Self {
        Self { italic: true, ..Self::plain(points) }
    }
}

/// A run of text.
pub(super) fn run(text: &str, look: Look) -> Run {
    let mut run = Run::new().size(look.half_points).add_text(clean(text));
    if look.bold {
        run = run.bold();
    }
    if look.italic {
        run = run.italic();
    }
    run
}

/// A paragraph of one run, set as asked, with space before and after in points.
pub(super) fn line(text: &str, look: Look, align: AlignmentType, around: (u32, u32)) -> Paragraph {
    spaced(Paragraph::new().add_run(run(text, look)).align(align), around)
}

/// The paragraph with space before and after, in points, and single lines.
pub(super) fn spaced(paragraph: Paragraph, (before, after): (u32, u32)) -> Paragraph {
    let spacing = LineSpacing::new().before(before * 20).after(after * 20);
    paragraph.line_spacing(spacing.line_rule(LineSpacingType::Auto).line(240))
}

/// Empty space of exactly this height, in points.
pub(super) fn gap(points: i32) -> Paragraph {
    let exact = LineSpacing::new().before(0).after(0).line_rule(LineSpacingType::Exact);
    Paragraph::new().line_spacing(exact.line(points * 20))
}

/// An empty paragraph with a rule of this width in the middle of `room`, both in millimetres.
pub(super) fn rule(width: f64, room: f64) -> Paragraph {
    let side = twips((room - width).max(0.0) / 2.0);
    let border = ParagraphBorder::new(ParagraphBorderPosition::Top).val(BorderType::Single).size(6);
    let exact = LineSpacing::new().before(40).after(0).line_rule(LineSpacingType::Exact).line(80);
    Paragraph::new()
        .set_borders(ParagraphBorders::with_empty().set(border))
        .indent(Some(side), None, Some(side), None)
        .line_spacing(exact)
}

/// A justified paragraph of the body, first line 1 cm in, 6 points after.
pub(super) fn body(paragraph: Paragraph) -> Paragraph {
    let first = SpecialIndentType::FirstLine(twips(10.0));
    let spacing = LineSpacing::new().before(0).after(120);
    paragraph
        .align(AlignmentType::Both)
        .indent(None, Some(first), None, None)
        .line_spacing(spacing.line_rule(LineSpacingType::Auto).line(264))
}

/// The runs of a paragraph, figures with their codes, and flags in a draft.
pub(super) fn runs(mut paragraph: Paragraph, inlines: &[Inline], draft: bool) -> Paragraph {
    let look = Look::plain(14);
    for inline in inlines {
        paragraph = match inline {
            Inline::Text(text) => paragraph.add_run(run(text, look)),
            Inline::Strong(text) => paragraph.add_run(run(text, Look::bold(14))),
            Inline::Figure(content) => figure(paragraph, content, look, draft),
        };
    }
    paragraph
}

/// A figure, linked when its page can be reached from a file.
pub(super) fn figure(paragraph: Paragraph, figure: &FigureRef, look: Look, draft: bool) -> Paragraph {
    let shown = run(&figure.text, look);
    let mut paragraph = match figure.href.as_deref().and_then(absolute) {
        Some(href) => {
            let link = docx_rs::Hyperlink::new(clean(href), docx_rs::HyperlinkType::External);
            paragraph.add_hyperlink(link.add_run(shown))
        }
        None => paragraph.add_run(shown),
    };
    if !figure.code.is_empty() {
        let mut code = run(&format!("\u{a0}{}", figure.code), Look::plain(12)).color("595959");
        code.run_property = code.run_property.vert_align(VertAlignType::SuperScript);
        paragraph = paragraph.add_run(code);
    }
    for flag in figure.flags.iter().filter(|_| draft) {
        let words = format!(" [{}: {}]", flag.severity.label(), flag.sentence);
        paragraph = paragraph.add_run(run(&words, Look::italic(11)));
    }
    paragraph
}

/// A cell without borders, of a width in millimetres, holding these paragraphs.
pub(super) fn cell(width: f64, paragraphs: Vec<Paragraph>) -> TableCell {
    let cell = TableCell::new().width(twips(width).unsigned_abs() as usize, WidthType::Dxa);
    // Word asks every cell to hold a paragraph.
    let paragraphs = if paragraphs.is_empty() { vec![Paragraph::new()] } else { paragraphs };
    paragraphs.into_iter().fold(cell.clear_all_border(), TableCell::add_paragraph)
}
