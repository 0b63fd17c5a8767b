//! Figures of a file: one per row, or one per cell where rows are units and columns are indicators.

use super::amount;
use super::claims;
use super::draft::FigureRow;
use super::fault::CellFault;
use super::header::{Heading, Role};
use super::known::Known;
use super::table::{Line, Table};
use super::titles;
use super::words::words;
use crate::figure::{Period, Status};
use crate::plan::catalogue::IndicatorRow;
use crate::plan::quantity;
use jiff::civil::Date;
use pack::measure::Measure;
use std::collections::BTreeSet;

/// Where a figure was read: table, row and the column of its value.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    pub table: usize,
    pub row: usize,
    pub column: usize,
}

/// What was read of a file.
#[derive(Default)]
pub struct Read {
    pub rows: Vec<FigureRow>,
    /// One for each row.
    pub spots: Vec<Spot>,
    pub faults: Vec<CellFault>,
    pub notes: BTreeSet<String>,
}

/// What figures are read against.
pub struct Ground<'a> {
    pub known: &'a Known,
    pub periods: &'a [Period],
    /// The cut-off for rows that name none, when somebody gave one beside the file.
    pub cutoff_on: Option<Date>,
}

/// Reads every row of the tables.
pub fn read(ground: &Ground, tables: &[Table]) -> Read {
    let mut read = Read::default();
    for (at, table) in tables.iter().enumerate() {
        if !table.head.headings.iter().any(|h| h.role == Role::Field("cutoff-on"))
            && default_cutoff(ground, table).is_none()
        {
            let sentence = "Chưa rõ số liệu đến ngày nào. Thêm cột “Đến ngày”, hoặc ghi “Số liệu đến ngày 30/4/2017” ở dòng trên bảng.";
            read.faults.push(CellFault::new(table.sheet.place(table.head.first, 0), "không có ngày chốt", sentence));
        }
        for row in &table.rows {
            let line = Line { table, row: *row };
            for heading in values(table) {
                if table.head.is_wide() && table.sheet.cell(*row, heading.column).is_empty() {
                    continue;
                }
                if let Some(figure) = one(ground, line, heading, &mut read) {
                    read.rows.push(figure);
                    read.spots.push(Spot { table: at, row: *row, column: heading.column });
                }
            }
        }
    }
    read
}

/// The columns that hold values.
fn values<'a>(table: &'a Table) -> impl Iterator<Item = &'a Heading> {
    let wide = table.head.is_wide();
    table
        .head
        .headings
        .iter()
        .filter(move |h| if wide { matches!(h.role, Role::Indicator(_)) } else { h.role == Role::Field("value") })
}

fn one(ground: &Ground, line: Line, heading: &Heading, read: &mut Read) -> Option<FigureRow> {
    let faults_before = read.faults.len();
    let cutoff_on = line.day("cutoff-on", &mut read.faults).or_else(|| default_cutoff(ground, line.table));
    let unit = unit(ground.known, line, cutoff_on, &mut read.faults);
    let indicator = indicator(ground.known, line, heading, &mut read.faults);
    let status = status(line, heading, read);
    let amount = indicator.and_then(|(_, measure)| amount(line, heading, measure, &mut read.faults));
    let typed_starts_on = line.day("starts-on", &mut read.faults);
    let source = source(ground.known, line, &mut read.faults);
    let invented = line.flag("invented", &mut read.faults);
    let claims = claims::read(ground.known, &line.text("claims"))
        .map_err(|why| read.faults.push(line.fault("claims", why)))
        .unwrap_or_default();
    let (cutoff_on, (indicator, _), amount) = (cutoff_on?, indicator?, amount?);
    let starts_on =
        typed_starts_on.or(line.table.titles.starts_on).or_else(|| first_day(ground, cutoff_on, &mut read.notes))?;
    if read.faults.len() > faults_before {
        return None;
    }
    Some(FigureRow {
        indicator: indicator.rule.code.clone(),
        unit: unit?,
        starts_on,
        cutoff_on,
        status: status?.key().to_owned(),
        bound: amount.bound,
        value: amount.value,
        typed: amount.typed,
        source,
        note: line.cell("note").shown(),
        invented,
        claims,
    })
}

fn default_cutoff(ground: &Ground, table: &Table) -> Option<Date> {
    ground.cutoff_on.or(table.titles.cutoff_on)
}

/// The first day counted: that of the book's periods with this cut-off, if they agree; otherwise the first of the year.
fn first_day(ground: &Ground, cutoff_on: Date, notes: &mut BTreeSet<String>) -> Option<Date> {
    let mut firsts: Vec<Date> =
        ground.periods.iter().filter(|p| p.cutoff_on == cutoff_on).map(|p| p.starts_on).collect();
    firsts.dedup();
    let first = match firsts.as_slice() {
        [one] => *one,
        _ => cutoff_on.first_of_year(),
    };
    let (from, to) = (viet::day::write(first), viet::day::write(cutoff_on));
    notes.insert(format!("Số liệu đến ngày {to} được hiểu là tính từ {from}. Nếu khác, thêm cột “Từ ngày”."));
    Some(first)
}

fn unit(known: &Known, line: Line, day: Option<Date>, faults: &mut Vec<CellFault>) -> Option<i64> {
    let (name, code) = (line.text("unit"), line.text("unit-code"));
    let key = if name.is_empty() { "unit-code" } else { "unit" };
    if name.is_empty() && code.is_empty() {
        faults.push(line.fault("unit", "Chưa ghi đơn vị. Ghi tên đơn vị vào ô này, hoặc xóa cả dòng."));
        return None;
    }
    known.unit(&name, &code, day).map_err(|sentence| faults.push(line.fault(key, sentence))).ok()
}

fn indicator<'a>(
    known: &'a Known,
    line: Line,
    heading: &Heading,
    faults: &mut Vec<CellFault>,
) -> Option<(&'a IndicatorRow, &'a Measure)> {
    let (key, text) = match &heading.role {
        Role::Indicator(code) => ("unit", code.clone()),
        Role::Field(_) if !line.text("indicator-code").is_empty() => ("indicator-code", line.text("indicator-code")),
        Role::Field(_) => ("indicator", line.required("indicator", "chỉ tiêu", faults)?),
    };
    let found = known.indicator(&text).and_then(|row| Ok((row, known.measure(row)?)));
    let found = found.map_err(|sentence| faults.push(line.fault(key, sentence))).ok()?;
    let name = line.text("indicator");
    if key == "indicator-code" && !name.is_empty() && words(&name) != words(&found.0.rule.name) {
        let sentence =
            format!("Mã “{text}” là chỉ tiêu “{}”, không phải “{name}”. Sửa mã hoặc tên cho khớp.", found.0.rule.name);
        faults.push(line.fault("indicator", sentence));
    }
    Some(found)
}

/// The status of the row, of the head of the column, or of the titles; where nothing is said, the figure counts as actual
/// and the preview says so.
fn status(line: Line, heading: &Heading, read: &mut Read) -> Option<Status> {
    let text = line.text("status");
    if !text.is_empty() {
        let found = Status::read(&text);
        if found.is_none() {
            read.faults.push(
                line.fault("status", format!("“{text}” không phải trạng thái. Ghi “ước thực hiện” hoặc “thực hiện”.")),
            );
        }
        return found;
    }
    let of = |expected: bool| if expected { Status::Expected } else { Status::Actual };
    let head = words(&heading.full);
    let says = |word: &str| format!(" {head} ").contains(&format!(" {word} "));
    let said =
        titles::expected(&head).or_else(|| says("uoc").then_some(true)).or_else(|| says("thuc hien").then_some(false));
    if said.or(line.table.titles.expected).is_none() {
        read.notes.insert(
            "Có dòng không ghi ước hay thực hiện; được hiểu là “thực hiện”. Nếu khác, thêm cột “Trạng thái”.".into(),
        );
    }
    Some(said.or(line.table.titles.expected).map_or(Status::Actual, of))
}

fn amount(line: Line, heading: &Heading, measure: &Measure, faults: &mut Vec<CellFault>) -> Option<amount::Amount> {
    let cell = line.table.sheet.cell(line.row, heading.column);
    let fault = |sentence: String| CellFault::new(line.at(heading.column), cell.shown(), sentence);
    let beside = Some(line.text("measure")).filter(|text| !text.is_empty());
    let above = line.table.titles.measure.clone().filter(|_| measure.kind == pack::measure::MeasureKind::Money);
    let written = beside.or_else(|| heading.measure.clone()).or(above);
    let mut amount =
        amount::read(measure, cell, written.as_deref()).map_err(|sentence| faults.push(fault(sentence))).ok()?;
    let typed = line.text("typed");
    if !typed.is_empty() {
        let other = quantity::read(measure, &typed).ok().filter(|t| (t.bound, t.value) != (amount.bound, amount.value));
        if other.is_some() {
            let sentence =
                format!("“{typed}” không khớp giá trị {} trên cùng dòng. Sửa cho khớp, hoặc xóa ô này.", amount.typed);
            faults.push(line.fault("typed", sentence));
            return None;
        }
        amount.typed = typed;
    }
    Some(amount)
}

fn source(known: &Known, line: Line, faults: &mut Vec<CellFault>) -> Option<i64> {
    let text = line.text("source");
    if text.is_empty() {
        return None;
    }
    known.document(&text).map_err(|sentence| faults.push(line.fault("source", sentence))).ok()
}

/// Where the field of a form stands in the file, for objections of the rules of entering.
pub fn place(tables: &[Table], spot: Spot, field: &str) -> (String, String) {
    let table = &tables[spot.table];
    let line = Line { table, row: spot.row };
    let key = match field {
        "unit" | "cutoff-on" | "indicator" | "source" | "claims" => field,
        "cutoff_on" => "cutoff-on",
        "claim_assigners" => "claims",
        _ => "",
    };
    let column = table.head.column(key).unwrap_or(spot.column);
    (line.at(column), table.sheet.cell(spot.row, column).shown())
}
