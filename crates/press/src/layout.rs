//! Decisions every printed face shares: widths of columns, turned pages, lines of a long name.

use crate::{Annex, Block, Cell, Table};

/// Narrowest and widest share of a column, in characters.
const SHARE: std::ops::RangeInclusive<usize> = 4..=34;

/// The relative width of every column: room for its longest word, more for running text.
pub(crate) fn shares(table: &Table) -> Vec<usize> {
    (0..table.columns.len()).map(|at| share(table, at)).collect()
}

fn share(table: &Table, at: usize) -> usize {
    let head = table.columns.get(at).map(crate::Column::head).unwrap_or_default();
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(cell_width).max();
    let wanted = cells.unwrap_or(0).max(longest_word(&head)).max(head.chars().count() / 3) + 1;
    wanted.clamp(*SHARE.start(), *SHARE.end())
}

fn cell_width(cell: &Cell) -> usize {
    match cell {
        Cell::Figure(figure) => figure.text.chars().count() + figure.code.chars().count() / 2 + 1,
        Cell::Number { text, .. } => text.chars().count(),
        Cell::Text(text) => {
            // Prose may wrap; half its length leaves it at two lines.
            longest_word(text).max(text.chars().count().div_ceil(2)).max(text.chars().count().min(18))
        }
        Cell::Empty => 0,
    }
}

fn longest_word(text: &str) -> usize {
    text.split(' ').map(|word| word.chars().count()).max().unwrap_or(0)
}

impl Annex {
    /// Whether the whole annex is printed on turned pages, because one of its tables is wide.
    pub(crate) fn is_landscape(&self) -> bool {
        self.blocks.iter().any(is_wide)
    }
}

fn is_wide(block: &Block) -> bool {
    matches!(block, Block::Table(table) if table.landscape)
}

/// Cuts the blocks into upright and turned parts; headings before a wide table turn with it, and so
/// do notes after it.
pub(crate) fn turns(blocks: &[Block]) -> Vec<(bool, &[Block])> {
    let turned: Vec<bool> = (0..blocks.len()).map(|at| stands_turned(blocks, at)).collect();
    let mut parts = Vec::new();
    let mut start = 0;
    for group in turned.chunk_by(|one, next| one == next) {
        let end = start + group.len();
        parts.push((group.first().copied().unwrap_or(false), &blocks[start..end]));
        start = end;
    }
    parts
}

fn stands_turned(blocks: &[Block], at: usize) -> bool {
    let wide_ahead = || {
        let mut ahead = blocks[at..].iter().skip_while(|block| matches!(block, Block::Heading { .. }));
        ahead.next().is_some_and(is_wide)
    };
    let wide_behind = || {
        let mut behind = blocks[..=at].iter().rev().skip_while(|block| matches!(block, Block::Note { .. }));
        behind.next().is_some_and(is_wide)
    };
    wide_ahead() || wide_behind()
}

/// Names of people's committees and councils that do not fit one line break after these words.
const NAME_HEADS: [&str; 2] = ["ỦY BAN NHÂN DÂN ", "HỘI ĐỒNG NHÂN DÂN "];
/// Characters of a name in capitals that fit the left half of a masthead.
const NAME_WIDTH: usize = 26;

/// The name of a body in lines as they are printed in a masthead.
pub(crate) fn name_lines(name: &str) -> Vec<&str> {
    let lines = name.lines().flat_map(|line| {
        let head = NAME_HEADS.iter().find(|head| line.starts_with(**head));
        match head {
            Some(head) if line.chars().count() > NAME_WIDTH => {
                vec![head.trim_end(), &line[head.len()..]]
            }
            _ => vec![line],
        }
    });
    lines.filter(|line| !line.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, Row};

    #[test]
    fn text_gets_more_room_than_ordinals() {
        let columns = ["TT", "Chỉ tiêu"];
        let table = Table {
            columns: columns.iter().map(|title| Column { title: (*title).into(), ..Column::default() }).collect(),
            rows: vec![Row {
                cells: vec![
                    Cell::Text("1".into()),
                    Cell::Text("Thu ngân sách nhà nước trên địa bàn quận Ba Đình".into()),
                ],
                total: false,
            }],
            ..Table::default()
        };
        assert_eq!(shares(&table), [4, 25]);
    }

    #[test]
    fn long_names_break_where_clerks_break_them() {
        let rows: [(&str, &[&str]); 4] = [
            ("UBND QUẬN BA ĐÌNH", &["UBND QUẬN BA ĐÌNH"]),
            ("ỦY BAN NHÂN DÂN QUẬN BA ĐÌNH", &["ỦY BAN NHÂN DÂN", "QUẬN BA ĐÌNH"]),
            ("SỞ\nNỘI VỤ", &["SỞ", "NỘI VỤ"]),
            ("", &[]),
        ];
        for (name, expected) in rows {
            assert_eq!(name_lines(name), expected);
        }
    }

    #[test]
    fn a_wide_table_turns_with_its_heading_and_note() {
        let heading = || Block::Heading { level: 1, text: "I".into() };
        let note = || Block::Note { text: "Nguồn".into() };
        let wide = Block::Table(Table { landscape: true, ..Table::default() });
        let blocks = [note(), heading(), wide, note(), heading()];
        let parts: Vec<(bool, usize)> = turns(&blocks).into_iter().map(|(turned, part)| (turned, part.len())).collect();
        assert_eq!(parts, [(false, 1), (true, 3), (false, 1)]);
        assert!(turns(&[]).is_empty());
    }
}
