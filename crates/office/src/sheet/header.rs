//! Finds the head of a table (tiêu đề cột) among the first rows: in any order of columns, over one row or two, with
//! measures in brackets. Pure: it knows cells and words, nothing of the office.

use super::fields::Layout;
use super::grid::{CellValue, Sheet};
use super::words::{begins, part_brackets, words};
use std::collections::{HashMap, HashSet};

/// The head stands among the first rows; below them nobody would look for it.
const SEARCHED: usize = 30;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Field(&'static str),
    /// Figures of the indicator with this code, one row per unit.
    Indicator(String),
}

/// The head of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub column: usize,
    /// The words by which it was recognised.
    pub title: String,
    /// All its words, over both rows of the head.
    pub full: String,
    pub role: Role,
    /// The measure in the head: `tỷ đồng`.
    pub measure: Option<String>,
}

/// The head of a table.
#[derive(Clone, Debug)]
pub struct Head {
    pub first: usize,
    pub last: usize,
    pub headings: Vec<Heading>,
    /// Columns with a head nobody knows, and that head.
    pub others: Vec<(usize, String)>,
}

/// The words that a head may use.
pub struct Vocabulary<'a> {
    pub layout: &'a Layout,
    /// Folded names and codes of indicators that may head a column, with their codes; empty when columns cannot be indicators.
    pub indicators: &'a HashMap<String, String>,
    /// The same names as they are written, for suggesting one.
    pub names: &'a [String],
    /// Folded measures that may stand in brackets.
    pub measures: &'a HashSet<String>,
}

/// No head: the row that comes nearest and what stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    pub row: usize,
    pub found: Vec<String>,
    /// How many of its heads are known.
    pub known: usize,
}

impl Head {
    /// The column of a field.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.heading(key).map(|heading| heading.column)
    }

    /// The heading of a field.
    pub fn heading(&self, key: &str) -> Option<&Heading> {
        self.headings.iter().find(|heading| matches!(heading.role, Role::Field(own) if own == key))
    }

    /// Whether the columns are indicators and the rows units.
    pub fn is_wide(&self) -> bool {
        self.column("indicator").is_none()
            && self.column("indicator-code").is_none()
            && self.headings.iter().any(|heading| matches!(heading.role, Role::Indicator(_)))
    }

    /// Columns that stand for the same thing as an earlier one.
    pub fn doubles(&self) -> Vec<(&Heading, &Heading)> {
        let earlier = |at: usize| self.headings[..at].iter().find(|other| other.role == self.headings[at].role);
        (0..self.headings.len()).filter_map(|at| Some((earlier(at)?, &self.headings[at]))).collect()
    }
}

/// The head of the sheet's table.
pub fn find(sheet: &Sheet, vocabulary: &Vocabulary) -> Result<Head, Missing> {
    let last = sheet.rows.len().min(SEARCHED);
    let single = (0..last).find(|row| enough(&headings(sheet, &[*row], vocabulary), vocabulary));
    if let Some(row) = single {
        let mut rows = vec![row];
        if row > 0 && merged_down(sheet, row - 1, row) {
            rows.insert(0, row - 1);
        }
        if continues(sheet, row, vocabulary) {
            rows.push(row + 1);
        }
        return Ok(head(sheet, &rows, vocabulary));
    }
    let double = (0..last).find(|row| {
        !content_below(sheet, *row, vocabulary) && enough(&headings(sheet, &[*row, row + 1], vocabulary), vocabulary)
    });
    double.map(|row| head(sheet, &[row, row + 1], vocabulary)).ok_or_else(|| nearest_row(sheet, last, vocabulary))
}

/// Whether the row below a head is content: under the head of the units stands the name of one, not a lower head.
fn content_below(sheet: &Sheet, row: usize, vocabulary: &Vocabulary) -> bool {
    let units = |h: &&Heading| matches!(h.role, Role::Field("unit" | "unit-code"));
    headings(sheet, &[row], vocabulary).iter().filter(units).any(|h| {
        let (upper, lower) = (sheet.cell(row, h.column).shown(), sheet.cell(row + 1, h.column).shown());
        !lower.is_empty() && lower != upper && role(&lower, vocabulary).is_none()
    })
}

fn head(sheet: &Sheet, rows: &[usize], vocabulary: &Vocabulary) -> Head {
    let headings = headings(sheet, rows, vocabulary);
    let known = |column: usize| headings.iter().any(|heading| heading.column == column);
    let other =
        |column: usize| Some((column, parts(sheet, rows, column).join(" "))).filter(|(_, title)| !title.is_empty());
    let others = (0..width(sheet, rows)).filter(|column| !known(*column)).filter_map(other).collect();
    Head { first: rows[0], last: rows[rows.len() - 1], headings, others }
}

/// Whether every needed column is there: of the long layout, or of the wide one (a unit and at least one indicator).
fn enough(headings: &[Heading], vocabulary: &Vocabulary) -> bool {
    let has = |key: &&str| headings.iter().any(|h| matches!(h.role, Role::Field(k) if k == *key));
    let wide = headings.iter().any(|h| matches!(h.role, Role::Indicator(_))) && (has(&"unit") || has(&"unit-code"));
    wide || vocabulary.layout.needed.iter().all(|group| group.iter().any(has))
}

fn headings(sheet: &Sheet, rows: &[usize], vocabulary: &Vocabulary) -> Vec<Heading> {
    let found: Vec<Heading> =
        (0..width(sheet, rows)).filter_map(|column| heading(sheet, rows, column, vocabulary)).collect();
    without_guesses(found, vocabulary)
}

fn width(sheet: &Sheet, rows: &[usize]) -> usize {
    rows.iter().filter_map(|row| sheet.rows.get(*row)).map(Vec::len).max().unwrap_or(0)
}

/// A head recognised only by how it begins gives way to one that says exactly the same field.
fn without_guesses(found: Vec<Heading>, vocabulary: &Vocabulary) -> Vec<Heading> {
    let exact = |h: &Heading| vocabulary.layout.find(&words(&part_brackets(&h.title).0)).is_some();
    let sure: HashSet<Role> = found.iter().filter(|h| exact(h)).map(|h| h.role.clone()).collect();
    found.into_iter().filter(|h| matches!(h.role, Role::Indicator(_)) || exact(h) || !sure.contains(&h.role)).collect()
}

/// The head of one column, read from the lowest row upwards: the lower row is the more particular one.
fn heading(sheet: &Sheet, rows: &[usize], column: usize, vocabulary: &Vocabulary) -> Option<Heading> {
    let parts = parts(sheet, rows, column);
    let joined = parts.join(" ");
    let measure = parts.iter().rev().find_map(|part| bracketed_measure(part, vocabulary));
    if let Some((title, code)) = parts.iter().rev().find_map(|part| Some((part, indicator(part, vocabulary)?))) {
        // Below the name of an indicator may stand its budget, its share, last year's value: those are not its figure.
        let other =
            parts.iter().skip_while(|part| *part != title).skip(1).any(|part| !tells_of_value(part, vocabulary));
        let role = Role::Indicator(code.to_owned());
        return (!other).then(|| Heading { column, title: title.clone(), full: joined.clone(), role, measure });
    }
    let tries = parts.iter().rev().take(1).chain([&joined]).chain(parts.iter().rev().skip(1));
    let (title, role) = tries.filter_map(|text| Some((text.clone(), role(text, vocabulary)?))).next()?;
    Some(Heading { column, title, full: joined, role, measure })
}

fn parts(sheet: &Sheet, rows: &[usize], column: usize) -> Vec<String> {
    let mut parts: Vec<String> =
        rows.iter().map(|row| sheet.cell(*row, column).shown()).filter(|text| !text.is_empty()).collect();
    parts.dedup();
    parts
}

/// The measure in the brackets of a head, or the head itself when it is nothing but a measure.
fn bracketed_measure(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    let measure = part_brackets(text).1.unwrap_or_else(|| text.to_owned());
    vocabulary.measures.contains(&measure_key(&measure)).then_some(measure)
}

/// The folded form under which measures are compared: signs such as % stay.
pub fn measure_key(measure: &str) -> String {
    viet::fold::fold(measure.trim().trim_end_matches('.'))
}

fn role(text: &str, vocabulary: &Vocabulary) -> Option<Role> {
    if let Some(code) = indicator(text, vocabulary) {
        return Some(Role::Indicator(code.to_owned()));
    }
    let (whole, bare) = (words(text), words(&part_brackets(text).0));
    if let Some(field) = vocabulary.layout.find(&bare).or_else(|| vocabulary.layout.find(&whole)) {
        return Some(Role::Field(field.key));
    }
    begun_value(&bare, vocabulary.layout).map(Role::Field)
}

/// The code of the indicator that a head names.
fn indicator<'a>(text: &str, vocabulary: &Vocabulary<'a>) -> Option<&'a str> {
    let found =
        vocabulary.indicators.get(&words(text)).or_else(|| vocabulary.indicators.get(&words(&part_brackets(text).0)));
    found.map(String::as_str)
}

/// Whether the words below the name of an indicator speak of its value: a measure, “ước thực hiện”.
fn tells_of_value(text: &str, vocabulary: &Vocabulary) -> bool {
    let bare = words(&part_brackets(text).0);
    let value = vocabulary.layout.find(&bare).is_some_and(|field| field.key == "value")
        || begun_value(&bare, vocabulary.layout).is_some();
    value || bare.is_empty() || vocabulary.measures.contains(&measure_key(text))
}

/// `Ước thực hiện 4 tháng` is a value as well; what is compared with another year, or is a share, is not.
fn begun_value(bare: &str, layout: &Layout) -> Option<&'static str> {
    if ["cung ky", "nam truoc", "so voi", "ty le", "dat", "tang", "giam"]
        .iter()
        .any(|word| format!(" {bare} ").contains(&format!(" {word} ")))
    {
        return None;
    }
    let field = layout.fields.iter().find(|field| field.key == "value")?;
    field.words.iter().any(|word| begins(bare, word)).then_some(field.key)
}

/// Whether a cell of the row below repeats its upper neighbour, as a merged head does.
fn merged_down(sheet: &Sheet, row: usize, below: usize) -> bool {
    let cells = sheet.rows.get(row).map_or(&[][..], Vec::as_slice);
    cells.iter().enumerate().any(|(column, cell)| !cell.is_empty() && cell == sheet.cell(below, column))
}

/// Whether the row below still belongs to the head: it names measures or parts of columns, never numbers or days, and
/// brings no words of its own under the columns of fields.
fn continues(sheet: &Sheet, row: usize, vocabulary: &Vocabulary) -> bool {
    let Some(cells) = sheet.rows.get(row + 1) else { return false };
    let fields: HashSet<usize> = headings(sheet, &[row], vocabulary)
        .iter()
        .filter(|h| matches!(h.role, Role::Field(_)))
        .map(|h| h.column)
        .collect();
    let mut news = 0;
    for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let CellValue::Text(text) = cell else { return false };
        if role(text, vocabulary).is_some() || bracketed_measure(text, vocabulary).is_some() {
            news += usize::from(cell != sheet.cell(row, column));
        } else if fields.contains(&column) && cell != sheet.cell(row, column) {
            return false;
        }
    }
    news > 0 || merged_down(sheet, row, row + 1)
}

fn nearest_row(sheet: &Sheet, last: usize, vocabulary: &Vocabulary) -> Missing {
    let known = |row: usize| headings(sheet, &[row], vocabulary).len();
    let filled = |row: usize| sheet.rows[row].iter().filter(|cell| !cell.is_empty()).count();
    let Some(row) = (0..last).max_by_key(|row| (known(*row), filled(*row), std::cmp::Reverse(*row))) else {
        return Missing::default();
    };
    let mut found: Vec<String> =
        sheet.rows[row].iter().map(|cell| cell.shown()).filter(|text| !text.is_empty()).collect();
    found.dedup();
    Missing { row, found, known: known(row) }
}
