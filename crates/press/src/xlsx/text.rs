//! The sheet with the text, one paragraph per row; tables and charts are named, not repeated.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::{TEXT_SHEET, chart_sheet, look, table_sheet};
use crate::escape::clean;
use crate::{Block, Document, FigureRef, Inline, MOTTO, NATION};

/// Characters of one cell; a longer paragraph goes on in the next row. Excel allows 32 767.
const CELL: usize = 16_000;

/// Letters in a line of the one column.
const LINE: usize = 76;

/// Writes rows downwards.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    draft: bool,
    tables: usize,
    charts: usize,
}

/// Fills the sheet.
pub(super) fn write(document: &Document, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(TEXT_SHEET)?.set_column_width(0, 76)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    let mut rows = Sheet { sheet, row: 0, draft: document.draft, tables: 0, charts: 0 };
    rows.opening(document)?;
    for block in &document.body {
        rows.block(block)?;
    }
    rows.closing(document)?;
    for (at, annex) in document.annexes.iter().enumerate() {
        let title = format!("{} {}", document.annex_label(at), annex.title);
        rows.line(&title, &centred().set_bold())?;
        rows.line(&document.annex_reference(), &centred().set_italic())?;
        for block in &annex.blocks {
            rows.block(block)?;
        }
    }
    Ok(())
}

fn centred() -> Format {
    look::wrapped().set_align(FormatAlign::Center)
}

impl Sheet<'_> {
    fn opening(&mut self, document: &Document) -> Result<(), XlsxError> {
        let head = &document.masthead;
        let (bold, plain) = (look::wrapped().set_bold(), look::wrapped());
        self.line(&head.superior, &plain)?;
        self.line(&head.issuer, &bold)?;
        self.line(&head.symbol, &plain)?;
        if self.draft {
            self.line("DỰ THẢO", &bold)?;
        }
        self.line(NATION, &centred().set_bold())?;
        self.line(MOTTO, &centred().set_bold())?;
        self.line(&head.place_and_date(), &centred().set_italic())?;
        self.line(&document.kind, &centred().set_bold())?;
        self.line(&document.title, &centred().set_bold())?;
        for to in &document.addressee {
            self.line(&format!("Kính gửi: {to}"), &plain)?;
        }
        for base in &document.bases {
            self.line(base, &look::wrapped().set_italic())?;
        }
        Ok(())
    }

    fn closing(&mut self, document: &Document) -> Result<(), XlsxError> {
        let sign = &document.signature;
        let right = look::wrapped().set_align(FormatAlign::Right);
        for text in [&sign.authority, &sign.post] {
            self.line(text, &right.clone().set_bold())?;
        }
        self.line(sign.signed_at.as_deref().unwrap_or_default(), &right)?;
        self.line(&sign.name, &right.set_bold())?;
        if !document.recipients.is_empty() {
            self.line("Nơi nhận:", &look::wrapped().set_bold().set_italic())?;
        }
        for to in &document.recipients {
            self.line(&format!("- {to}"), &look::wrapped())?;
        }
        if let Some(trace) = &document.trace {
            self.line(&format!("Mã tra cứu: {}", trace.code), &look::wrapped())?;
            self.line(&format!("Mã băm: {}", trace.hash), &look::wrapped())?;
            self.line(&trace.note, &look::wrapped().set_italic())?;
            self.line(trace.url.as_deref().unwrap_or_default(), &look::wrapped())?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        match block {
            Block::Heading { text, .. } => self.line(text, &look::wrapped().set_bold()),
            Block::Paragraph { inlines } => self.line(&self.words(inlines), &look::wrapped()),
            Block::Item { inlines } => self.line(&format!("- {}", self.words(inlines)), &look::wrapped()),
            Block::Note { text } => self.line(text, &look::wrapped().set_italic()),
            Block::Table(table) => {
                self.tables += 1;
                let sheet = table_sheet(self.tables);
                self.line(&format!("{} (xem trang “{sheet}”)", table.caption), &centred())
            }
            Block::Chart(chart) => {
                self.charts += 1;
                let sheet = chart_sheet(self.charts);
                self.line(&format!("{} (xem trang “{sheet}”)", chart.caption), &centred())
            }
            Block::PageBreak => Ok(()),
        }
    }

    fn words(&self, inlines: &[Inline]) -> String {
        let words = inlines.iter().map(|inline| match inline {
            Inline::Text(text) | Inline::Strong(text) => text.clone(),
            Inline::Figure(figure) => figure_words(figure, self.draft),
        });
        words.collect()
    }

    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        let letters: Vec<char> = clean(text).chars().collect();
        for piece in letters.chunks(CELL) {
            let piece: String = piece.iter().collect();
            let height = look::row_height(&piece, LINE);
            self.sheet.write_string_with_format(self.row, 0, piece, format)?;
            self.sheet.set_row_height(self.row, height)?;
            self.row += 1;
        }
        Ok(())
    }
}

/// `28,24 % [S3]`; the code leads to the sheet of figures.
fn figure_words(figure: &FigureRef, draft: bool) -> String {
    let mut words = figure.text.clone();
    if !figure.code.is_empty() {
        words.push_str(&format!(" [{}]", figure.code));
    }
    for flag in figure.flags.iter().filter(|_| draft) {
        words.push_str(&format!(" [{}: {}]", flag.severity.label(), flag.sentence));
    }
    words
}
