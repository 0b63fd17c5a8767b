//! Reads a file and says, before anything is written, what would be imported and everything that is wrong, by sheet and cell.

use super::amount::measure_words;
use super::commit::new_figures;
use super::draft::Rows;
use super::fault::CellFault;
use super::fields::layout;
use super::figures::{self, Ground};
use super::grid::Sheet;
use super::header::Vocabulary;
use super::known::Known;
use super::open::Opened;
use super::rehearse::rehearse;
use super::sample::{Sample, sample};
use super::subject::Subject;
use super::table::{Found, tables};
use super::{officers, targets, units};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, Fault};
use crate::figure::{Against, objections, periods};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// What a file holds.
#[derive(Clone, Debug)]
pub struct Preview {
    pub subject: Subject,
    pub file_name: String,
    /// The rows that could be read.
    pub rows: Rows,
    /// Everything that must be put right first; empty when the file can be imported.
    pub faults: Vec<CellFault>,
    /// What was passed over or understood without being written.
    pub notes: Vec<String>,
    /// The first readable rows, as they would be entered.
    pub sample: Sample,
}

impl Preview {
    /// How many rows could be read.
    pub fn rows_ok(&self) -> usize {
        self.rows.len()
    }

    /// The faults as an error of an act.
    pub fn into_rows(self) -> Result<Rows, Error> {
        if self.faults.is_empty() {
            Ok(self.rows)
        } else {
            Err(Error::Faults(self.faults.into_iter().map(Fault::from).collect()))
        }
    }

    fn refused(subject: Subject, file_name: &str, fault: CellFault) -> Preview {
        let rows = Rows::none(subject);
        Preview {
            subject,
            file_name: file_name.to_owned(),
            rows,
            faults: vec![fault],
            notes: Vec::new(),
            sample: Sample::default(),
        }
    }
}

/// Reads an opened file against the office as it stands. `cutoff_on` counts for figures whose rows name no day. Needs a write
/// transaction, because targets, units and officers are tried and taken back; nothing is written.
pub fn preview(
    ctx: &Ctx,
    tx: &mut Tx,
    subject: Subject,
    file_name: &str,
    opened: &Opened,
    cutoff_on: Option<Date>,
) -> Result<Preview, Error> {
    ctx.permit(subject.act())?;
    let sheets = match opened {
        Ok(sheets) => sheets,
        Err(fault) => return Ok(Preview::refused(subject, file_name, fault.clone())),
    };
    let known = Known::look_up(ctx, tx)?;
    let heads = if subject == Subject::Figures { known.indicator_heads() } else { HashMap::new() };
    let names: Vec<String> = known.indicators.iter().map(|row| row.rule.name.clone()).collect();
    let measures: HashSet<String> = measure_words(&ctx.pack.measures).collect();
    let vocabulary = Vocabulary { layout: layout(subject), indicators: &heads, names: &names, measures: &measures };
    let found = tables(sheets, &vocabulary, &|text| known.names(text));
    let mut preview = match subject {
        Subject::Figures => of_figures(ctx, tx, &known, found, cutoff_on)?,
        _ => of_others(ctx, tx, &known, found, subject)?,
    };
    if preview.rows.is_empty() && preview.faults.is_empty() {
        let sentence = "Bảng có tiêu đề nhưng mọi ô giá trị đều trống. Điền ít nhất một giá trị rồi tải lên.";
        preview.faults.push(CellFault::new(
            sheets.first().map(Sheet::whole).unwrap_or_default(),
            "không có giá trị",
            sentence,
        ));
    }
    preview.faults.sort_by_cached_key(CellFault::order);
    preview.file_name = file_name.to_owned();
    Ok(preview)
}

fn of_figures(ctx: &Ctx, tx: &mut Tx, known: &Known, found: Found, cutoff_on: Option<Date>) -> Result<Preview, Error> {
    let periods = periods(tx, &ctx.book)?;
    let read = figures::read(&Ground { known, periods: &periods, cutoff_on }, &found.tables);
    let mut faults = found.faults;
    faults.extend(read.faults);
    for (at, objection) in objections(ctx, tx, &new_figures(&read.rows)?)? {
        let field = match objection.against {
            Against::Act("unit-not-there" | "not-your-unit") => "unit",
            Against::Act("period-closed") => "cutoff-on",
            Against::Act(_) => "",
            Against::Field(field) => field,
        };
        let (place, shown) = figures::place(&found.tables, read.spots[at], field);
        faults.push(CellFault::new(place, shown, objection.sentence));
    }
    let rows = Rows::Figures(read.rows);
    let notes = found.notes.into_iter().chain(read.notes).collect();
    let sample = sample(known, &rows);
    Ok(Preview { subject: Subject::Figures, file_name: String::new(), rows, faults, notes, sample })
}

fn of_others(ctx: &Ctx, tx: &mut Tx, known: &Known, found: Found, subject: Subject) -> Result<Preview, Error> {
    let (rows, read_faults) = match subject {
        Subject::Targets => {
            let (rows, faults) = targets::read(known, &found.tables);
            (Rows::Targets(rows), faults)
        }
        Subject::Units => {
            let (rows, faults) = units::read(&found.tables);
            (Rows::Units(rows), faults)
        }
        _ => {
            let (rows, faults) = officers::read(known, &found.tables);
            (Rows::Officers(rows), faults)
        }
    };
    let mut faults = found.faults;
    faults.extend(read_faults);
    // Rows that were read are tried even when others were not, so that all faults are known at once. A unit may be
    // superior to units of unreadable rows; those faults would only mislead.
    if faults.is_empty() || subject != Subject::Units {
        faults.extend(rehearse(ctx, tx, &rows)?);
    }
    let sample = sample(known, &rows);
    Ok(Preview { subject, file_name: String::new(), rows, faults, notes: found.notes, sample })
}
