//! Compares what a report says besides its numbers: words, status, tables of risks, charts, section by section.

use super::changes::{Change, Difference};
use super::frozen::FrozenSection;
use press::{Block, Cell, Chart, Inline};

/// Stands for a number: numbers are compared one by one elsewhere.
const NUMBER: &str = "…";

/// A body with the sections it is made of.
type Body<'a> = (&'a [Block], &'a [FrozenSection]);

/// A section with its lines, its heading left aside: its number moves with the sections before it.
struct Written<'a> {
    section: &'a FrozenSection,
    lines: Vec<String>,
}

/// One line per section that says something else now, in the order of the signed document, then those that are new.
pub fn compare(signed: Body, now: Body) -> Vec<Change> {
    let (before, after) = (written(signed), written(now));
    let mut found = Vec::new();
    for old in &before {
        match after.iter().find(|new| new.section.key == old.section.key) {
            Some(new) if new.lines == old.lines => {}
            Some(new) => {
                let name = format!("Nội dung mục “{}” thay đổi", old.section.heading);
                found.push(change(name, first_only_in(&old.lines, &new.lines), first_only_in(&new.lines, &old.lines)));
            }
            None => found.push(change(format!("Mục “{}” không còn", old.section.heading), first(&old.lines), "")),
        }
    }
    for new in after.iter().filter(|new| !before.iter().any(|old| old.section.key == new.section.key)) {
        found.push(change(format!("Mục “{}” là mục mới", new.section.heading), "", first(&new.lines)));
    }
    found
}

fn change(name: String, signed: &str, now: &str) -> Change {
    let (signed, now) = (signed.to_owned(), now.to_owned());
    Change { difference: Difference::Content, code: String::new(), name, signed, now, facts: Vec::new() }
}

fn first(lines: &[String]) -> &str {
    lines.first().map(String::as_str).unwrap_or_default()
}

/// The first line that the other does not have; empty when it has them all.
fn first_only_in<'a>(lines: &'a [String], other: &[String]) -> &'a str {
    lines.iter().find(|line| !other.contains(line)).map(String::as_str).unwrap_or_default()
}

fn written<'a>((body, sections): Body<'a>) -> Vec<Written<'a>> {
    let mut at = 0;
    let mut found = Vec::new();
    for section in sections {
        let end = (at + section.blocks).min(body.len());
        let blocks = body[at..end].iter().skip_while(|block| matches!(block, Block::Heading { .. }));
        found.push(Written { section, lines: blocks.flat_map(lines).collect() });
        at = end;
    }
    found
}

fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { text, .. } | Block::Note { text } => vec![text.clone()],
        Block::Paragraph { inlines } | Block::Item { inlines } => vec![inlines.iter().map(inline_text).collect()],
        Block::Table(table) => {
            let titles = table.columns.iter().map(|column| column.title.clone()).collect::<Vec<_>>().join(" | ");
            let rows = table.rows.iter().map(|row| row.cells.iter().map(cell_text).collect::<Vec<_>>().join(" | "));
            [table.caption.clone(), titles].into_iter().chain(rows).collect()
        }
        Block::Chart(chart) => chart_lines(chart),
        Block::PageBreak => Vec::new(),
    }
}

fn inline_text(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) | Inline::Strong(text) => text.clone(),
        Inline::Figure(_) => NUMBER.to_owned(),
    }
}

/// Numbers without a page of their own have no code to be compared by: they stay as they are printed.
fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Figure(_) => NUMBER.to_owned(),
        other => other.text().to_owned(),
    }
}

/// Points of a chart have no code of their own: they are compared as they are written.
fn chart_lines(chart: &Chart) -> Vec<String> {
    let points = chart.series.iter().flat_map(|series| {
        let named = chart.categories.iter().zip(&series.texts);
        named.map(|(category, text)| format!("{}, {category}: {text}", series.name))
    });
    std::iter::once(chart.caption.clone()).chain(points).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use press::{FigureRef, Row, Series, Table};

    fn figure(text: &str) -> FigureRef {
        FigureRef { text: text.into(), ..FigureRef::default() }
    }

    fn sentence(number: &str, status: &str) -> Block {
        let status = Inline::Text(format!(" tỷ, {status}"));
        Block::Paragraph { inlines: vec![Inline::Text("Thu ".into()), Inline::Figure(figure(number)), status] }
    }

    fn table(name: &str, cell: Cell) -> Block {
        let row = Row { cells: vec![Cell::Text(name.into()), cell], total: false };
        Block::Table(Table { caption: "Nguy cơ".into(), rows: vec![row], ..Table::default() })
    }

    fn chart(text: &str) -> Block {
        let series = vec![Series { name: "Thu".into(), values: Vec::new(), texts: vec![text.into()] }];
        Block::Chart(Chart { caption: "Biểu".into(), categories: vec!["Quý I".into()], series, ..Chart::default() })
    }

    fn said(key: &str, heading: &str, block: Option<Block>) -> (Vec<Block>, Vec<FrozenSection>) {
        let mut body = vec![Block::Heading { level: 1, text: heading.into() }];
        body.extend(block);
        let section = FrozenSection { key: key.into(), heading: heading.into(), public: false, blocks: body.len() };
        (body, vec![section])
    }

    #[test]
    fn what_is_no_number_is_compared() {
        let thu = |block: Block| said("thu", "I. THU", Some(block));
        #[rustfmt::skip]
        let rows = [
            ("another number only", thu(sentence("1", "ước")), thu(sentence("2", "ước")), None),
            ("another place only", thu(sentence("1", "ước")), said("thu", "II. THU", Some(sentence("1", "ước"))), None),
            ("status", thu(sentence("1", "ước")), thu(sentence("1", "thực hiện")),
                Some(("Nội dung mục “I. THU” thay đổi", "Thu … tỷ, ước", "Thu … tỷ, thực hiện"))),
            ("words of a table", thu(table("Chi", Cell::Text("chậm".into()))), thu(table("Chi", Cell::Text("nhanh".into()))),
                Some(("Nội dung mục “I. THU” thay đổi", "Chi | chậm", "Chi | nhanh"))),
            ("a number came into a table", thu(table("Chi", Cell::Text("chưa báo cáo".into()))), thu(table("Chi", Cell::Figure(figure("3")))),
                Some(("Nội dung mục “I. THU” thay đổi", "Chi | chưa báo cáo", "Chi | …"))),
            ("a chart", thu(chart("1 tỷ")), thu(chart("2 tỷ")),
                Some(("Nội dung mục “I. THU” thay đổi", "Thu, Quý I: 1 tỷ", "Thu, Quý I: 2 tỷ"))),
            ("a section is gone", thu(sentence("1", "ước")), (Vec::new(), Vec::new()),
                Some(("Mục “I. THU” không còn", "Thu … tỷ, ước", ""))),
            ("a section is new", (Vec::new(), Vec::new()), thu(sentence("1", "ước")),
                Some(("Mục “I. THU” là mục mới", "", "Thu … tỷ, ước"))),
            ("an empty section", said("thu", "I. THU", None), said("thu", "I. THU", None), None),
        ];
        for (what, signed, now, expected) in rows {
            let found = compare((&signed.0, &signed.1), (&now.0, &now.1));
            let lines: Vec<(&str, &str, &str)> =
                found.iter().map(|c| (c.name.as_str(), c.signed.as_str(), c.now.as_str())).collect();
            assert_eq!(lines, Vec::from_iter(expected), "{what}");
        }
    }
}
