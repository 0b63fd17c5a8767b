//! Blocks of the body as paragraphs, tables and pictures.

use docx_rs::{AlignmentType, Paragraph, Pic, Run};

use super::parts::{Look, body, gap, line, run, runs, spaced};
use super::{Part, table};
use crate::svg::{self, raster};
use crate::{Block, Chart, PressError};

/// Width of a chart: the whole text, 165 mm, in English Metric Units.
const CHART_WIDTH: u32 = 165 * 36_000;
/// Pixels per unit of a drawing; about 240 dots per inch on paper.
const SHARPNESS: f32 = 2.4;

/// Writes blocks and gathers the words that stand for each picture.
pub(super) struct Writer {
    draft: bool,
    /// Words for the pictures drawn from charts, in order.
    pub(super) alternatives: Vec<(String, String)>,
}

impl Writer {
    pub(super) fn new(draft: bool) -> Self {
        Self { draft, alternatives: Vec::new() }
    }

    /// The blocks as parts; `turned` tells how wide the page is.
    pub(super) fn parts(&mut self, blocks: &[Block], turned: bool) -> Result<Vec<Part>, PressError> {
        let mut parts = Vec::new();
        let mut breaks = false;
        for block in blocks {
            let mut written = self.block(block, turned)?;
            if breaks && !written.is_empty() {
                break_before(&mut written);
                breaks = false;
            }
            breaks |= matches!(block, Block::PageBreak);
            parts.append(&mut written);
        }
        // A break at the very end is dropped: what follows begins its own page or belongs here.
        Ok(parts)
    }

    fn block(&mut self, block: &Block, turned: bool) -> Result<Vec<Part>, PressError> {
        let one = |paragraph| vec![Part::Paragraph(Box::new(paragraph))];
        Ok(match block {
            Block::Heading { level, text } => one(heading(*level, text)),
            Block::Paragraph { inlines } => one(body(runs(Paragraph::new(), inlines, self.draft))),
            Block::Item { inlines } => {
                let dash = Paragraph::new().add_run(run("- ", Look::plain(14)));
                one(body(runs(dash, inlines, self.draft)))
            }
            Block::Note { text } => one(line(text, Look::italic(12), AlignmentType::Both, (2, 8))),
            Block::Table(content) => {
                let mut parts: Vec<Part> = caption(&content.caption).into_iter().collect();
                parts.extend(table::write(content, turned, self.draft));
                parts
            }
            Block::Chart(chart) => self.chart(chart, turned)?,
            Block::PageBreak => vec![],
        })
    }

    fn chart(&mut self, chart: &Chart, turned: bool) -> Result<Vec<Part>, PressError> {
        let mut parts: Vec<Part> = caption(&chart.caption).into_iter().collect();
        let png =
            raster::png(&svg::draw(chart, "c"), SHARPNESS).ok_or_else(|| PressError::Chart(chart.caption.clone()))?;
        let high = f64::from(CHART_WIDTH) * f64::from(png.height) / f64::from(png.width);
        let name = format!("rIdChart{}", self.alternatives.len() + 1);
        let picture = Pic::new_with_dimensions(png.bytes, 1, 1).id(name);
        let picture = picture.size(CHART_WIDTH, high as u32);
        let holder = Paragraph::new().add_run(Run::new().add_image(picture));
        let holder = holder.align(AlignmentType::Center);
        parts.push(Part::Paragraph(Box::new(spaced(holder, (0, 8)))));
        self.alternatives.push((chart.caption.clone(), svg::describe(chart)));
        if !svg::shows_values(chart) {
            parts.extend(table::write(&chart.as_table(), turned, self.draft));
        }
        Ok(parts)
    }
}

fn break_before(parts: &mut Vec<Part>) {
    match parts.first_mut() {
        Some(Part::Paragraph(first)) => first.property.page_break_before = Some(true),
        _ => parts.insert(0, Part::Paragraph(Box::new(gap(1).page_break_before(true)))),
    }
}

fn caption(words: &str) -> Option<Part> {
    (!words.is_empty()).then(|| {
        let line = line(words, Look::bold(13), AlignmentType::Center, (8, 4));
        Part::Paragraph(Box::new(line.keep_next(true)))
    })
}

fn heading(level: u8, text: &str) -> Paragraph {
    let level = level.clamp(1, 4);
    let look = Look { bold: level < 4, italic: level > 2, ..Look::plain(14) };
    let words = Paragraph::new().add_run(run(text, look)).style(&format!("Heading{level}"));
    spaced(body(words), (8, 6)).align(AlignmentType::Left).keep_next(true)
}
