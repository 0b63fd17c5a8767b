//! Walking a document in reading order: its blocks, its figures, its text.

use crate::{Block, Cell, Document, FigureRef, Inline, Table};

impl Document {
    /// Every block in reading order: the body, then the annexes.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.body.iter().chain(self.annexes.iter().flat_map(|annex| annex.blocks.iter()))
    }

    /// Every figure in reading order.
    pub fn figures(&self) -> impl Iterator<Item = &FigureRef> {
        self.blocks().flat_map(block_figures)
    }

    /// The document as plain text, one line per paragraph, cells parted by tabs.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut lines = self.head_lines();
        lines.extend(self.body.iter().flat_map(block_lines));
        lines.extend(self.recipients.iter().map(|line| format!("- {line}")));
        let signature = &self.signature;
        for line in [&signature.authority, &signature.post, &signature.name] {
            lines.push(line.clone());
        }
        lines.extend(signature.signed_at.clone());
        for annex in &self.annexes {
            lines.push(annex.title.clone());
            lines.extend(annex.blocks.iter().flat_map(block_lines));
        }
        if let Some(trace) = &self.trace {
            lines.extend([trace.code.clone(), trace.hash.clone(), trace.note.clone()]);
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }

    fn head_lines(&self) -> Vec<String> {
        let head = &self.masthead;
        let mut lines = vec![
            head.superior.clone(),
            head.issuer.clone(),
            head.symbol.clone(),
            head.place_and_date(),
            self.kind.clone(),
            self.title.clone(),
        ];
        lines.extend(self.addressee.iter().map(|to| format!("Kính gửi: {to}")));
        lines.extend(self.bases.iter().cloned());
        lines
    }
}

/// The text of a paragraph as printed, without the codes of its figures.
pub(crate) fn inline_text(inlines: &[Inline]) -> String {
    let texts = inlines.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Strong(text) => text.as_str(),
        Inline::Figure(figure) => figure.text.as_str(),
    });
    texts.collect()
}

fn block_figures(block: &Block) -> Vec<&FigureRef> {
    match block {
        Block::Paragraph { inlines } | Block::Item { inlines } => {
            let figures = inlines.iter().filter_map(|inline| match inline {
                Inline::Figure(figure) => Some(figure),
                Inline::Text(_) | Inline::Strong(_) => None,
            });
            figures.collect()
        }
        Block::Table(table) => table_figures(table),
        Block::Heading { .. } | Block::Chart(_) | Block::Note { .. } | Block::PageBreak => vec![],
    }
}

fn table_figures(table: &Table) -> Vec<&FigureRef> {
    let cells = table.rows.iter().flat_map(|row| row.cells.iter());
    let figures = cells.filter_map(|cell| match cell {
        Cell::Figure(figure) => Some(figure),
        Cell::Text(_) | Cell::Number { .. } | Cell::Empty => None,
    });
    figures.collect()
}

fn block_lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { text, .. } | Block::Note { text } => vec![text.clone()],
        Block::Paragraph { inlines } => vec![inline_text(inlines)],
        Block::Item { inlines } => vec![format!("- {}", inline_text(inlines))],
        Block::Table(table) => table_lines(table),
        Block::Chart(chart) => table_lines(&chart.as_table()),
        Block::PageBreak => vec![],
    }
}

fn table_lines(table: &Table) -> Vec<String> {
    let heads: Vec<String> = table.columns.iter().map(crate::Column::head).collect();
    let mut lines = vec![table.caption.clone(), heads.join("\t")];
    for row in &table.rows {
        let cells: Vec<&str> = row.cells.iter().map(Cell::text).collect();
        lines.push(cells.join("\t"));
    }
    lines
}
