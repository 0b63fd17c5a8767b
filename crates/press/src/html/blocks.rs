//! Blocks and what runs inside them, as HTML. Heading levels never jump downwards by more than one,
//! so that a screen reader can follow them.

use super::table;
use crate::escape::{escape, followable};
use crate::{Block, Chart, FigureRef, Inline, Severity, svg};

/// Writes blocks one after another and remembers what must not repeat or jump.
pub(super) struct Writer {
    draft: bool,
    title_level: u8,
    depth: u8,
    charts: usize,
    in_list: bool,
}

impl Writer {
    pub(super) fn new(draft: bool, title_level: u8) -> Self {
        Self { draft, title_level, depth: 0, charts: 0, in_list: false }
    }

    pub(super) fn write_all(&mut self, blocks: &[Block], out: &mut String) {
        for block in blocks {
            let item = matches!(block, Block::Item { .. });
            if item != self.in_list {
                out.push_str(if item { "<ul class=\"gach\">\n" } else { "</ul>\n" });
                self.in_list = item;
            }
            out.push_str(&self.block(block));
        }
        if self.in_list {
            out.push_str("</ul>\n");
            self.in_list = false;
        }
    }

    fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Heading { level, text } => {
                let class = format!("muc-{}", (*level).clamp(1, 4));
                self.heading(*level, text, &class)
            }
            Block::Paragraph { inlines } => format!("<p>{}</p>\n", runs(inlines, self.draft)),
            Block::Item { inlines } => format!("<li>{}</li>\n", runs(inlines, self.draft)),
            Block::Table(content) => table::write(content, self.draft),
            Block::Chart(chart) => self.chart(chart),
            Block::Note { text } => format!("<p class=\"ghi-chu\">{}</p>\n", escape(text)),
            Block::PageBreak => "<div class=\"sang-trang\"></div>\n".to_owned(),
        }
    }

    /// A heading at most one level below the one before it.
    pub(super) fn heading(&mut self, level: u8, text: &str, class: &str) -> String {
        self.depth = level.clamp(1, 4).min(self.depth + 1);
        let tag = (self.title_level + self.depth).min(6);
        format!("<h{tag} class=\"{class}\">{}</h{tag}>\n", escape(text))
    }

    fn chart(&mut self, chart: &Chart) -> String {
        self.charts += 1;
        let drawing = svg::draw(chart, &format!("bieu-do-{}", self.charts));
        let caption = if chart.caption.is_empty() {
            String::new()
        } else {
            format!("<figcaption>{}</figcaption>", escape(&chart.caption))
        };
        format!(
            "<figure class=\"bieu-do\">{caption}{drawing}<details><summary>Bảng số liệu của biểu đồ</summary>{}</details></figure>\n",
            table::write(&chart.as_table(), self.draft)
        )
    }
}

fn runs(inlines: &[Inline], draft: bool) -> String {
    let runs = inlines.iter().map(|inline| match inline {
        Inline::Text(text) => escape(text),
        Inline::Strong(text) => format!("<strong>{}</strong>", escape(text)),
        Inline::Figure(figure) => figure_run(figure, draft),
    });
    runs.collect()
}

/// A figure with its code, and in a draft with what the checks say.
pub(super) fn figure_run(figure: &FigureRef, draft: bool) -> String {
    let (text, code) = (escape(&figure.text), escape(&figure.code));
    let mark = if code.is_empty() { String::new() } else { format!("<sup>{code}</sup>") };
    let id = if code.is_empty() { String::new() } else { format!(" id=\"{code}\"") };
    let mut out = match figure.href.as_deref().and_then(followable) {
        Some(href) => {
            format!("<a class=\"figure\"{id} href=\"{}\">{text}{mark}</a>", escape(href))
        }
        None => format!("<span class=\"figure\"{id}>{text}{mark}</span>"),
    };
    for flag in figure.flags.iter().filter(|_| draft) {
        let kind = match flag.severity {
            Severity::Fault => "fault",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        out.push_str(&format!(
            " <span class=\"flag flag-{kind}\" title=\"{}\" tabindex=\"0\"><b>{}</b> <span>{}</span></span>",
            escape(&flag.code),
            flag.severity.label(),
            escape(&flag.sentence)
        ));
    }
    out
}
