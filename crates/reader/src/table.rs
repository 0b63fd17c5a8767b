//! Tables within the text (bảng số liệu): a line of headings and lines of numbers under it, parted by tabs or by several blanks, as
//! Word files and pages of PDF give them. A column without a measure is not proposed.

use crate::measure::{Class, Noun, noun};
use crate::number;
use crate::quantity::{scale, scaled, what};
use crate::text::{Kind, Text};
use rust_decimal::Decimal;

/// The most columns: columns are compared with each other, so a wider line must not make the reader work for hours.
const WIDEST: usize = 40;

/// Labels of the line that adds up the others.
const TOTALS: [&str; 6] = ["tong cong", "tong so", "tong", "cong", "toan xa", "toan phuong"];

/// A table with its tokens.
pub struct Table {
    pub first: usize,
    /// Behind its last token.
    pub next: usize,
    /// Tokens of the heading above the labels.
    pub corner: Cell,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// First token, and behind the last.
pub type Cell = (usize, usize);

/// A column of numbers.
pub struct Column {
    /// The heading without what stands in brackets.
    pub heading: Cell,
    /// What its numbers count, and what one of them stands for: a million in a column of "triệu đồng". None where each cell
    /// says it.
    measure: Option<(Noun, Decimal)>,
    /// Where it stands among the cells of a line.
    place: usize,
}

/// A line of the body.
pub struct Row {
    pub label: Cell,
    pub values: Vec<Value>,
}

/// A number of a line.
pub struct Value {
    /// Number of its column among [`Table::columns`].
    pub column: usize,
    /// Its tokens, with the measure where the cell says it.
    pub cell: Cell,
    /// In base units.
    pub value: Decimal,
    /// Half of the last written place, in base units.
    pub half: Decimal,
    pub measure: String,
    pub class: Class,
}

impl Row {
    /// Whether it says that it adds up the others.
    pub fn is_total(&self, text: &Text) -> bool {
        TOTALS.iter().any(|words| text.phrase(self.label.0, words) == Some(self.label.1))
    }

    /// Whether it is part of a line above it: `- trong đó …`.
    pub fn is_part(&self, text: &Text) -> bool {
        text.kind(self.label.0) == Kind::Sign || text.any(self.label.0, &["trong do", "gom", "bao gom"]).is_some()
    }

    /// The number in a column.
    pub fn value(&self, column: usize) -> Option<&Value> {
        self.values.iter().find(|value| value.column == column)
    }
}

/// All tables, in the order of the text.
pub fn tables(text: &Text) -> Vec<Table> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let next = text.line_end(at);
        let table = (at + 1..next).any(|t| text.parted(t)).then(|| table(text, (at, next))).flatten();
        at = table.as_ref().map_or(next, |table| table.next);
        found.extend(table);
    }
    found
}

/// `Đơn vị tính: triệu đồng` on the line above a table.
fn measure_above(text: &Text, (first, next): Cell) -> Option<(Noun, Decimal)> {
    let named = (first..next).find_map(|t| text.any(t, &["don vi tinh :", "dvt :", "don vi :"]))?;
    measured(text, named)
}

/// A measure with its scale: `triệu đồng`, `%`, `hộ`.
fn measured(text: &Text, at: usize) -> Option<(Noun, Decimal)> {
    let (factor, next) = scale(text, at).unwrap_or((Decimal::ONE, at));
    let measure = what(text, next, factor)?;
    Some((measure, factor))
}

/// The table whose headings stand on a line.
fn table(text: &Text, head: Cell) -> Option<Table> {
    let headings = cells(text, head);
    let worded = |cell: &Cell| (cell.0..cell.1).any(|t| text.kind(t) == Kind::Word);
    if !(2..=WIDEST).contains(&headings.len()) || !headings.iter().all(worded) {
        return None;
    }
    let above = text.line_above(head.0).and_then(|line| measure_above(text, line));
    let counted = matches!(text.word(headings[0].0), "stt" | "tt") && headings.len() > 2;
    let corner_at = usize::from(counted);
    let places = headings.iter().enumerate().skip(corner_at + 1);
    let columns = places.map(|(place, cell)| column(text, *cell, place, above.as_ref())).collect();
    let mut table = Table { first: head.0, next: head.1, corner: headings[corner_at], columns, rows: Vec::new() };
    while table.next < text.tokens.len() && text.line(table.next) == text.line(table.next - 1) + 1 {
        let line = (table.next, text.line_end(table.next));
        let Some(row) = row(text, &table, line, (headings.len(), corner_at)) else { break };
        table.rows.push(row);
        table.next = line.1;
    }
    (table.rows.len() >= 2).then_some(table)
}

fn column(text: &Text, cell: Cell, place: usize, above: Option<&(Noun, Decimal)>) -> Column {
    let bracket = (cell.0..cell.1).find(|t| text.word(*t) == "(");
    let heading = (cell.0, bracket.unwrap_or(cell.1));
    let own = || {
        (heading.0..heading.1).find_map(|t| noun(text, t)).filter(|n| {
            // `Kế hoạch`, `Chỉ tiêu` head a column of plans, not a count of them.
            n.class != Class::Time && !matches!(n.name.as_str(), "kế hoạch" | "chỉ tiêu" | "nội dung" | "đơn vị")
        })
    };
    let rate = || text.find(heading.0, heading.1, &["ty le", "ti le", "ty trong"]).map(percent);
    let said =
        bracket.and_then(|at| measured(text, at + 1)).or_else(|| rate().or_else(own).map(|noun| (noun, Decimal::ONE)));
    Column { heading, measure: said.or_else(|| above.cloned()), place }
}

fn percent(next: usize) -> Noun {
    Noun { next, name: "%".into(), class: Class::Percent }
}

/// A line with as many cells as there are headings; the first may be empty.
fn row(text: &Text, table: &Table, line: Cell, (width, corner_at): (usize, usize)) -> Option<Row> {
    let found = cells(text, line);
    let shift = match width.checked_sub(found.len())? {
        0 => 0,
        1 if corner_at == 1 => 1,
        _ => return None,
    };
    let at = |place: usize| place.checked_sub(shift).and_then(|place| found.get(place)).copied();
    let label = at(corner_at).filter(|cell| (cell.0..cell.1).any(|t| text.kind(t) == Kind::Word))?;
    let values: Vec<Value> = table
        .columns
        .iter()
        .enumerate()
        .filter_map(|(n, column)| value(text, at(column.place)?, (n, column)))
        .collect();
    (!values.is_empty()).then_some(Row { label, values })
}

/// `94,1`, `94,1 %`, `1.748,6 tỷ đồng`: a number, and its measure where the column does not say it.
fn value(text: &Text, (first, next): Cell, (n, column): (usize, &Column)) -> Option<Value> {
    if text.kind(first) != Kind::Number {
        return None;
    }
    let own = || {
        let number = scaled(text, first)?;
        let measure = what(text, number.next, number.factor).filter(|measure| measure.next == next)?;
        Some((number.value, number.half, measure))
    };
    let alone = || {
        let written = number::read(text.word(first)).filter(|_| first + 1 == next)?;
        let (measure, factor) = column.measure.clone()?;
        let half = Decimal::new(5, written.decimals + 1);
        Some((written.value.checked_mul(factor)?, half.checked_mul(factor)?, Noun { next: first + 1, ..measure }))
    };
    let (value, half, measure) = alone().or_else(own)?;
    let whole = measure.class == Class::Count && value.is_integer();
    Some(Value {
        column: n,
        cell: (first, measure.next.max(first + 1)),
        value: value.normalize(),
        half: if whole { Decimal::ZERO } else { half },
        measure: measure.name,
        class: measure.class,
    })
}

/// The cells of a line: what stands between tabs, or between two blanks and more.
fn cells(text: &Text, (first, next): Cell) -> Vec<Cell> {
    let mut found = Vec::new();
    let mut from = first;
    for at in first + 1..=next {
        if at == next || text.parted(at) {
            found.push((from, at));
            from = at;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Asked, Reading, read};

    fn reading(table: &str) -> Reading {
        read(&Text::new(&format!("Kết quả năm 2024 của phường Yên Mỹ\n\n{table}\n\nHết.")), &Asked::default())
    }

    fn told(reading: &Reading) -> Vec<String> {
        let days =
            |f: &crate::reading::Fact| f.period.as_ref().map_or(String::new(), |p| format!("{}..{}", p.from, p.to));
        let one = |f: &crate::reading::Fact| {
            format!("{} {} | {} | {} | {}", f.value, f.measure, f.indicator, f.unit, days(f))
        };
        reading.facts.iter().map(one).collect()
    }

    #[test]
    fn headings_say_what_and_labels_for_whom() {
        let found = reading(
            "Thu tiền sử dụng đất (đến 31/12)\nĐơn vị tính: triệu đồng\nTT\tĐơn vị\tKế hoạch\tThực hiện\tTỷ lệ (%)\n1\tPhường An Hòa\t1.000\t900\t90\n\
             2\tPhường Yên Bình\t2.000\t1.500\t78\n3\tPhường Phú Lâm\t500\t510\t102\n\tTổng cộng\t3.500\t2.910\t83,1",
        );
        let told = told(&found);
        assert_eq!(told[0], "1000000000 đồng | Thu tiền sử dụng đất | Phường An Hòa | 2024-01-01..2024-12-31");
        assert_eq!(told[1], "900000000 đồng | Thu tiền sử dụng đất | Phường An Hòa | 2024-01-01..2024-12-31");
        assert_eq!(told.len(), 8, "{told:#?}");
        assert_eq!(told[7], "2910000000 đồng | Thu tiền sử dụng đất | Phường Yên Mỹ | 2024-01-01..2024-12-31");
        // The column of percentages is checked against the two it compares.
        let agrees: Vec<_> = found.facts.iter().filter_map(|f| f.compared.as_ref()?.agrees).collect();
        assert_eq!(agrees, [true, false, true, true]);
        assert!(found.doubts.iter().any(|d| d.code == "percent_disagrees" && d.arithmetic.contains("75")));
    }

    #[test]
    fn blanks_part_cells_and_labels_name_days() {
        let found = reading(
            "Năm 2023       Hồ sơ tiếp nhận    Thu (tỷ đồng)\nQuý I          1.012              2,5\nQuý II         1.187              3\nCả năm         2.300              5,5",
        );
        assert_eq!(
            told(&found),
            [
                "1012 hồ sơ | Hồ sơ tiếp nhận | Phường Yên Mỹ | 2023-01-01..2023-03-31",
                "2500000000 đồng | Thu | Phường Yên Mỹ | 2023-01-01..2023-03-31",
                "1187 hồ sơ | Hồ sơ tiếp nhận | Phường Yên Mỹ | 2023-04-01..2023-06-30",
                "3000000000 đồng | Thu | Phường Yên Mỹ | 2023-04-01..2023-06-30",
                "2300 hồ sơ | Hồ sơ tiếp nhận | Phường Yên Mỹ | 2023-01-01..2023-12-31",
                "5500000000 đồng | Thu | Phường Yên Mỹ | 2023-01-01..2023-12-31",
            ]
        );
    }

    #[test]
    fn a_total_that_does_not_add_up_is_a_doubt() {
        let table = |total: &str| format!("Thôn\tSố hộ\nThôn Đông\t812\nThôn Tây\t765\nCộng\t{total}");
        assert!(reading(&table("1.577")).doubts.is_empty());
        let doubts = reading(&table("1.587")).doubts;
        assert!(
            doubts.iter().any(|d| d.code == "sum_disagrees" && d.arithmetic == "812 + 765 = 1.577; tổng ghi 1.587"),
            "{doubts:?}"
        );
    }

    #[test]
    fn averages_and_parts_of_lines_are_not_added_up() {
        let rows = [
            "Thôn\tNăng suất (tạ/ha)\nThôn Đông\t52\nThôn Tây\t54\nCộng\t53",
            "Thôn\tDiện tích bình quân (ha)\nThôn Đông\t2\nThôn Tây\t4\nCộng\t3",
            "Lĩnh vực\tSố hồ sơ\nĐất đai\t80\n- trong đó cấp mới\t30\nHộ tịch\t20\nCộng\t100",
        ];
        for table in rows {
            assert!(reading(table).doubts.iter().all(|d| d.code != "sum_disagrees"), "{table}");
        }
    }

    #[test]
    fn wide_and_long_tables_come_to_an_end() {
        let line = |cell: &str, width: usize| vec![cell; width].join("\t");
        let wide = format!("Đơn vị\t{}\nA\t{1}\nB\t{1}", line("Tỷ lệ (%)", 3_000), line("5", 3_000));
        assert!(tables(&Text::new(&wide)).is_empty());
        let heads = format!("Đơn vị\t{}\t{}", line("Số hộ", 19), line("Tỷ lệ (%)", 20));
        let long = format!("{heads}\n{}", format!("A\t{}\n", line("5", 39)).repeat(5_000));
        let started = std::time::Instant::now();
        assert_eq!(tables(&Text::new(&long)).len(), 1);
        assert!(!reading(&long).facts.is_empty());
        assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    }

    #[test]
    fn what_is_no_table_stays_text() {
        for text in [
            "Nơi nhận:      TM. ỦY BAN NHÂN DÂN\n- Như trên;      CHỦ TỊCH",
            "Điểm  Số\nkhông có gì\n",
            "Số hộ\tTên\n12\tA",
        ] {
            assert!(tables(&Text::new(text)).is_empty(), "{text}");
        }
        // A column without a measure is not proposed.
        assert!(tables(&Text::new("Nội dung\tGhi chú\nA\t5\nB\t6")).is_empty());
    }
}
