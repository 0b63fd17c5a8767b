//! The room a workbook may take: no office table comes near these limits, and a file made to exhaust the memory ends here.

use super::grid::{CellValue, Sheet};
use std::fmt;

/// Bytes of all parts once unpacked.
pub const MOST_BYTES: u64 = 256 << 20;
/// Rows of one sheet.
pub const MOST_ROWS: usize = 200_000;
/// Columns of one sheet.
pub const MOST_COLUMNS: usize = 256;
/// Cells of all sheets, each row counted as far as its last cell.
const MOST_CELLS: usize = 20_000_000;
/// Cells that merged cells are spread over.
const MOST_MERGED: usize = 1_000_000;
/// Bytes of text in all cells: a long text that every row shares counts in every row, as it does for what reads it.
const MOST_TEXT: usize = 64 << 20;

/// What a workbook has too much of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excess {
    Bytes,
    /// Rows or columns of the sheet with this name.
    Extent(String),
    Cells,
    Merged,
    Text,
}

/// What a workbook may still hold.
#[derive(Clone, Debug)]
pub struct Room {
    cells: usize,
    merged: usize,
    text: usize,
}

impl Default for Room {
    fn default() -> Room {
        Room { cells: MOST_CELLS, merged: MOST_MERGED, text: MOST_TEXT }
    }
}

impl Room {
    /// Puts a value into a sheet; an empty one takes no room.
    pub fn put(&mut self, sheet: &mut Sheet, row: usize, column: usize, value: CellValue) -> Result<(), Excess> {
        if value.is_empty() {
            return Ok(());
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(Excess::Extent(sheet.name.clone()));
        }
        if let CellValue::Text(text) = &value {
            self.text = self.text.checked_sub(text.len()).ok_or(Excess::Text)?;
        }
        // An empty row takes the memory of a cell.
        let rows = (row + 1).saturating_sub(sheet.rows.len());
        let width = sheet.rows.get(row).map_or(0, Vec::len);
        let cells = rows + (column + 1).saturating_sub(width);
        self.cells = self.cells.checked_sub(cells).ok_or(Excess::Cells)?;
        if rows > 0 {
            sheet.rows.resize(row + 1, Vec::new());
        }
        let line = &mut sheet.rows[row];
        if line.len() <= column {
            line.resize(column + 1, CellValue::Empty);
        }
        line[column] = value;
        Ok(())
    }

    /// The value of the first cell of a merged range counts for every cell of it, within `width` columns and the rows that
    /// are there: further out nothing is read. Both ends of the range are in it, as row and column.
    pub fn spread(
        &mut self,
        sheet: &mut Sheet,
        first: (usize, usize),
        last: (usize, usize),
        width: usize,
    ) -> Result<(), Excess> {
        let value = sheet.cell(first.0, first.1).clone();
        if value.is_empty() {
            return Ok(());
        }
        let (end_row, end_column) = ((last.0 + 1).min(sheet.rows.len()), (last.1 + 1).min(width));
        let cells = end_row.saturating_sub(first.0).saturating_mul(end_column.saturating_sub(first.1));
        self.merged = self.merged.checked_sub(cells).ok_or(Excess::Merged)?;
        for row in first.0..end_row {
            for column in first.1..end_column {
                self.put(sheet, row, column, value.clone())?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |number: usize| viet::number::write(number.into());
        match self {
            Excess::Bytes => write!(f, "giải nén ra hơn {} MB", MOST_BYTES >> 20),
            Excess::Extent(sheet) => {
                write!(f, "trang “{sheet}” có hơn {} dòng hoặc hơn {MOST_COLUMNS} cột", number(MOST_ROWS))
            }
            Excess::Cells => write!(f, "có hơn {} ô", number(MOST_CELLS)),
            Excess::Merged => write!(f, "các ô gộp phủ hơn {} ô", number(MOST_MERGED)),
            Excess::Text => write!(f, "chữ trong các ô dài hơn {} MB", MOST_TEXT >> 20),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with its row and column.
    type Placed = (usize, usize, &'static str);

    /// Puts texts one after the other and says what became too much.
    fn putting(room: Room, cells: &[Placed]) -> String {
        let (mut room, mut sheet) = (room, Sheet::default());
        let put = |(row, column, text): &Placed| room.put(&mut sheet, *row, *column, CellValue::of_text(text)).err();
        cells.iter().find_map(put).map(|excess| format!("{excess:?}")).unwrap_or_default()
    }

    #[test]
    fn cells_take_room() {
        let rows: [(&[Placed], &str); 9] = [
            (&[(0, 0, "a"), (0, 8, "b")], ""),
            (&[(0, 0, "a"), (0, 9, "b")], "Cells"),
            (&[(9, 0, "")], ""),
            (&[(8, 0, "a")], ""),
            (&[(9, 0, "a")], "Cells"),
            (&[(0, 0, "abcde"), (0, 1, "abcde")], ""),
            (&[(0, 0, "abcde"), (0, 1, "abcdef")], "Text"),
            (&[(200_000, 0, "a")], "Extent(\"\")"),
            (&[(0, 256, "a")], "Extent(\"\")"),
        ];
        for (cells, expected) in rows {
            assert_eq!(putting(Room { cells: 10, merged: 10, text: 10 }, cells), expected, "{cells:?}");
        }
    }

    #[test]
    fn merged_cells_stay_within_what_is_there() {
        // Range, width, what the three rows hold afterwards.
        let rows = [
            ((0, 0), (0, 1), 3, "a|a / b / ||c"),
            ((0, 0), (99_999, 255), 3, "Merged"),
            ((0, 0), (1, 2), 3, "a|a|a / a|a|a / ||c"),
            ((0, 0), (149_999, 1), 2, "a|a / a|a / a|a|c"),
            ((2, 2), (149_999, 255), 3, "a / b / ||c"),
            ((1, 1), (2, 2), 3, "a / b / ||c"),
            ((2, 2), (0, 0), 3, "a / b / ||c"),
        ];
        for (first, last, width, expected) in rows {
            let mut sheet = Sheet::default();
            let mut room = Room { cells: 100, merged: 8, text: 100 };
            for (row, column, text) in [(0, 0, "a"), (1, 0, "b"), (2, 2, "c")] {
                assert_eq!(room.put(&mut sheet, row, column, CellValue::of_text(text)), Ok(()));
            }
            let shown = match room.spread(&mut sheet, first, last, width) {
                Ok(()) => {
                    let row = |row: &Vec<CellValue>| row.iter().map(CellValue::shown).collect::<Vec<_>>().join("|");
                    sheet.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
                }
                Err(excess) => format!("{excess:?}"),
            };
            assert_eq!(shown, expected, "{first:?} {last:?}");
        }
    }
}
