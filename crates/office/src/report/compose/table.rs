//! Tables of figures: rows are indicators or the units of one; columns without anything to show are left out.

use super::Composer;
use crate::indicator::{BaselineRow, Line, Origin, Reached, UnitFigure};
use pack::outline::{Column, Field, Rows, Scale};
use press::{Align, Block, Cell, Row, Table};

impl Composer<'_> {
    pub(super) fn table(&mut self, caption: &str, rows: &Rows, columns: &[Column]) -> Option<Block> {
        let lines = self.lines;
        let mut found: Vec<(String, Vec<Cell>, bool)> = match rows {
            Rows::Indicators(codes) => {
                let known = codes.iter().filter_map(|code| lines.line(code)).filter(|line| line.reached.is_some());
                known.map(|line| (line.rule.name.clone(), self.cells(line, columns), false)).collect()
            }
            Rows::UnitsOf(code) => self.unit_rows(lines.line(code)?, columns),
        };
        if found.is_empty() {
            return None;
        }
        let shown = |at: &usize| found.iter().any(|(_, cells, _)| cells[*at] != Cell::Empty);
        let (caption, said) = said_once(caption, columns, &found);
        let used: Vec<usize> = (0..columns.len()).filter(|at| !said.contains(at)).filter(shown).collect();
        let head = std::iter::once(press::Column { title: "Nội dung".into(), measure: None, align: Align::Left });
        let titles = used.iter().map(|at| self.title(&columns[*at]));
        let rows = found.drain(..).map(|(name, cells, total)| Row {
            cells: std::iter::once(Cell::Text(name)).chain(used.iter().map(|at| cells[*at].clone())).collect(),
            total,
        });
        let rows = rows.collect();
        Some(Block::Table(Table { caption, columns: head.chain(titles).collect(), rows, landscape: used.len() > 6 }))
    }

    fn cells(&mut self, line: &Line, columns: &[Column]) -> Vec<Cell> {
        columns.iter().map(|column| self.cell(line, column)).collect()
    }

    fn cell(&mut self, line: &Line, column: &Column) -> Cell {
        let field = match column {
            Column::Measure => return Cell::Text(line.measure.label.clone()),
            Column::Value => Field::Value,
            Column::Baseline(a) => Field::Baseline(a.clone()),
            Column::Percent(a) => Field::Percent(a.clone()),
            Column::SamePeriod => Field::SamePeriod,
            Column::PreviousYear => Field::PreviousYear,
            Column::Growth => Field::Growth,
            Column::PaceGap => Field::PaceGap,
            Column::Required => Field::Required,
            Column::Status => Field::Status,
            Column::Cutoff => Field::Cutoff,
        };
        let Some(written) = crate::indicator::write(line, &field, Some(Scale::Billion)) else { return Cell::Empty };
        match written.value {
            Some(_) => Cell::Figure(self.register(line, &field, &written)),
            None => Cell::Text(written.text),
        }
    }

    /// One row per unit, and the sum below when the figure is one.
    fn unit_rows(&mut self, line: &Line, columns: &[Column]) -> Vec<(String, Vec<Cell>, bool)> {
        let mut rows: Vec<(String, Vec<Cell>, bool)> = Vec::new();
        for unit in &line.units {
            let of_unit = line_of_unit(line, unit);
            let cells = match &unit.figure {
                Some(_) => self.cells(&of_unit, columns),
                None => columns
                    .iter()
                    .map(|c| if *c == Column::Value { Cell::Text("chưa báo cáo".into()) } else { Cell::Empty })
                    .collect(),
            };
            rows.push((unit.name.clone(), cells, false));
        }
        if !rows.is_empty() {
            rows.push((format!("Toàn {}", super::lower_rank(self.unit)), self.cells(line, columns), true));
        }
        rows
    }

    fn title(&self, column: &Column) -> press::Column {
        let assigner = |code: &String| crate::indicator::estimate_label(self.ctx, code);
        let (title, right) = match column {
            Column::Value => ("Kết quả".to_owned(), true),
            Column::Measure => ("Đơn vị tính".to_owned(), false),
            Column::Baseline(a) => (capital(&assigner(a)), true),
            Column::Percent(a) => (format!("Đạt so với {}", assigner(a)), true),
            Column::SamePeriod => ("Cùng kỳ năm trước".to_owned(), true),
            Column::PreviousYear => ("Cả năm trước".to_owned(), true),
            Column::Growth => ("So với cùng kỳ".to_owned(), true),
            Column::PaceGap => ("So với thời gian".to_owned(), true),
            Column::Required => ("Mỗi tháng còn lại cần".to_owned(), true),
            Column::Status => ("Trạng thái".to_owned(), false),
            Column::Cutoff => ("Đến ngày".to_owned(), false),
        };
        press::Column { title, measure: None, align: if right { Align::Right } else { Align::Left } }
    }
}

/// Columns that say the same in every row (ước thực hiện, đến 30/4/2017) stand once in the caption and not in the table.
fn said_once(caption: &str, columns: &[Column], rows: &[(String, Vec<Cell>, bool)]) -> (String, Vec<usize>) {
    let (mut words, mut said) = (Vec::new(), Vec::new());
    for (at, column) in columns.iter().enumerate() {
        if !matches!(column, Column::Status | Column::Cutoff) {
            continue;
        }
        let mut texts: Vec<&str> =
            rows.iter().map(|(_, cells, _)| cells[at].text()).filter(|text| !text.is_empty()).collect();
        texts.dedup();
        if let [only] = texts[..] {
            words.push(if *column == Column::Cutoff { format!("đến {only}") } else { only.to_owned() });
            said.push(at);
        }
    }
    let caption = if words.is_empty() { caption.to_owned() } else { format!("{caption} ({})", words.join(", ")) };
    (caption, said)
}

/// The line of one unit: its own figure against what was allotted to it.
fn line_of_unit(line: &Line, unit: &UnitFigure) -> Line {
    let reached = unit.figure.as_ref().map(|row| Reached {
        bound: row.bound.unwrap_or(viet::bound::Bound::Equal),
        value: row.value,
        status: row.status,
        origin: Origin::Entered(Box::new(row.clone())),
    });
    let baselines: Vec<BaselineRow> = unit.allotted.iter().cloned().collect();
    let mut of_unit = Line {
        reached,
        baselines,
        units: Vec::new(),
        same_period: None,
        previous_year: None,
        previous: None,
        ..line.clone()
    };
    of_unit.rule.name = format!("{}, {}", line.rule.name, unit.name);
    of_unit.rule.code = format!("{}/{}", line.rule.code, unit.unit);
    if let Some(Reached { origin: Origin::Entered(row), .. }) = &mut of_unit.reached {
        row.indicator.clone_from(&of_unit.rule.code);
    }
    of_unit
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
