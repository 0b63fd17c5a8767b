//! Acts of planning in the time line: documents, years, targets, road-maps, allocation, programmes.

use super::names::Thing;
use super::rows::*;
use super::run::Run;
use crate::document::{self, NewDocument};
use crate::error::{Error, Fault};
use crate::plan::allocation::{self, Grid, GridLine, Held, NewDraft};
use crate::plan::catalogue::{known_indicator, measure_of};
use crate::plan::programme::{self, NewItem, NewProgramme};
use crate::plan::quantity::{self, Typed};
use crate::plan::target::{self, Horizon, NewTarget};
use crate::plan::{road_map, year};
use jiff::civil::Date;
use rust_decimal::Decimal;

impl Run<'_, '_> {
    /// A quantity as officials write it, in the measure of an indicator.
    pub fn quantity(&mut self, indicator: &str, place: &str, text: &str) -> Result<Typed, Error> {
        let row = known_indicator(self.ctx, self.tx, indicator)?;
        let read = quantity::read(measure_of(self.ctx, &row.rule)?, text);
        read.map_err(|sentence| Error::Faults(vec![Fault::new(place, sentence)]))
    }

    /// The number of a unit; without a key the one that keeps the book.
    pub fn unit(&self, key: Option<&String>) -> Result<i64, Error> {
        self.names.no(Thing::Unit, key.map_or(self.root, String::as_str))
    }
}

/// Registers one document.
pub fn register_document(run: &mut Run, row: &DocumentRow) -> Result<(), Error> {
    let bases = row.bases.iter().map(|key| run.names.no(Thing::Document, key)).collect::<Result<_, _>>()?;
    let new = NewDocument {
        kind: row.kind.clone(),
        symbol: row.symbol.clone(),
        issued_on: row.issued,
        issuer: row.issuer.clone(),
        subject: row.subject.clone(),
        own: row.own,
        bases,
        details: crate::document::Details::default(),
    };
    let no = document::register(run.ctx, run.tx, &new)?;
    run.names.put(Thing::Document, &row.key, no);
    Ok(())
}

/// Opens the plan year.
pub fn open_year(run: &mut Run, row: &YearRow) -> Result<(), Error> {
    year::open_year(run.ctx, run.tx, row.year, &row.theme)
}

/// Sets one target or estimate.
pub fn set_target(run: &mut Run, row: &TargetRow) -> Result<(), Error> {
    let (starts_on, ends_on) = (first_day(row.year)?, last_day(row.to.unwrap_or(row.year))?);
    let new = NewTarget {
        indicator: row.indicator.clone(),
        unit: run.names.opt(Thing::Unit, row.unit.as_ref())?,
        assigner: row.assigner.clone(),
        horizon: if row.to.is_some() { Horizon::Term } else { Horizon::Year },
        starts_on,
        ends_on,
        typed: row.value.clone(),
        basis: Some(run.names.no(Thing::Document, &row.basis)?),
    };
    let no = target::set_target(run.ctx, run.tx, &new)?;
    run.names.put(Thing::Target, &row.key, no);
    Ok(())
}

fn first_day(year: i16) -> Result<Date, Error> {
    Date::new(year, 1, 1).map_err(|_| no_year(year))
}

fn last_day(year: i16) -> Result<Date, Error> {
    Date::new(year, 12, 31).map_err(|_| no_year(year))
}

fn no_year(year: i16) -> Error {
    Error::Faults(vec![Fault::new("year", format!("Không có năm {year}. Ghi năm bằng bốn chữ số."))])
}

/// Sets the twelve months of a target.
pub fn set_road_map(run: &mut Run, row: &RoadMapRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Target, &row.target)?;
    let indicator = target::target(run.tx, &run.ctx.book, no)?.indicator;
    let mut months = Vec::new();
    for (month, text) in (1..).zip(&row.months) {
        months.push(run.quantity(&indicator, &format!("m{month}"), text)?.value);
    }
    let months: [Decimal; 12] = months.try_into().map_err(|_| {
        let sentence = format!("Lộ trình có {} tháng. Ghi đủ 12 tháng, từ tháng 1.", row.months.len());
        Error::Faults(vec![Fault::new("months", sentence)])
    })?;
    road_map::set_road_map(run.ctx, run.tx, no, &months)
}

/// Drafts a decision.
pub fn draft_allocation(run: &mut Run, row: &DraftRow) -> Result<(), Error> {
    let targets = row.targets.iter().map(|key| run.names.no(Thing::Target, key)).collect::<Result<_, _>>()?;
    let new = NewDraft { year: row.year, title: row.title.clone(), targets };
    let no = allocation::draft_allocation(run.ctx, run.tx, &new)?;
    run.names.put(Thing::Allocation, &row.key, no);
    Ok(())
}

/// Saves the grid of a draft.
pub fn save_allocation(run: &mut Run, row: &GridRow) -> Result<(), Error> {
    let mut grid = Grid::default();
    for share in &row.share {
        add_share(run, &mut grid, share)?;
    }
    let no = run.names.no(Thing::Allocation, &row.allocation)?;
    allocation::save_grid(run.ctx, run.tx, no, &grid)
}

fn add_share(run: &mut Run, grid: &mut Grid, share: &ShareRow) -> Result<(), Error> {
    let indicator = &share.indicator;
    for (unit, typed) in &share.units {
        let value = run.quantity(indicator, unit, typed)?.value;
        let unit = run.names.no(Thing::Unit, unit)?;
        grid.lines.push(GridLine { indicator: indicator.clone(), unit, value, typed: typed.clone() });
    }
    if let Some(held) = &share.held {
        let value = run.quantity(indicator, "held", held)?.value;
        grid.held.push(Held { indicator: indicator.clone(), value, reason: share.held_reason.clone() });
    }
    if let Some(no) = run.names.opt(Thing::Document, share.basis.as_ref())? {
        grid.bases.insert(indicator.clone(), no);
    }
    Ok(())
}

/// Signs a decision; the document it becomes may get a key.
pub fn sign_allocation(run: &mut Run, row: &SignRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Allocation, &row.allocation)?;
    let document = allocation::sign_allocation(run.ctx, run.tx, no)?;
    if let Some(key) = &row.document {
        run.names.put(Thing::Document, key, document);
    }
    Ok(())
}

/// Confirms receipt for the own units.
pub fn confirm_receipt(run: &mut Run, row: &ReceiptRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Allocation, &row.allocation)?;
    allocation::confirm_receipt(run.ctx, run.tx, no)
}

/// Writes a programme and its items.
pub fn write_programme(run: &mut Run, row: &ProgrammeRow) -> Result<(), Error> {
    let document = run.names.opt(Thing::Document, row.document.as_ref())?;
    let new = NewProgramme { kind: row.kind.clone(), year: row.year, title: row.title.clone(), document };
    let no = programme::write_programme(run.ctx, run.tx, &new)?;
    run.names.put(Thing::Programme, &row.key, no);
    row.item.iter().try_for_each(|item| write_item(run, no, item))
}

fn write_item(run: &mut Run, programme: i64, row: &ItemRow) -> Result<(), Error> {
    let new = NewItem {
        work: row.work.clone(),
        unit: run.names.opt(Thing::Unit, row.unit.as_ref())?,
        person: run.names.opt(Thing::Officer, row.person.as_ref())?,
        procedure: row.procedure.clone(),
        head: run.names.opt(Thing::Officer, row.head.as_ref())?,
        expected_result: row.result.clone(),
        due_on: row.due,
        basis: run.names.opt(Thing::Document, row.basis.as_ref())?,
    };
    let no = programme::write_item(run.ctx, run.tx, programme, None, &new)?;
    run.names.put(Thing::Item, &row.key, no);
    Ok(())
}

/// Readies items of a programme.
pub fn ready_item(run: &mut Run, row: &ReadyRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Programme, &row.programme)?;
    for key in &row.items {
        let item = run.names.no(Thing::Item, key)?;
        programme::ready_item(run.ctx, run.tx, no, item)?;
    }
    Ok(())
}
