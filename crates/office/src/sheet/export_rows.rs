//! The rows of an export: what the office holds, cell by cell, named so that the importer finds the same things again.

use super::claims;
use super::draft::ClaimRow;
use super::export::{Cells, text, value};
use super::known::Known;
use super::write_units::NO_PARENT;
use crate::db::{Row, Tx};
use crate::directory::kind_label;
use crate::directory::permit::Role;
use crate::error::{Error, Failure};
use crate::figure::Status;
use crate::params;
use crate::plan::target::Horizon;
use jiff::civil::Date;
use pack::measure::MeasureKind;
use press::Cell;
use std::collections::HashMap;
use viet::bound::Bound;

/// Every figure in force, with what documents say of it.
pub fn figures(tx: &mut Tx, book: &str, known: &Known) -> Result<Vec<Cells>, Error> {
    let mut stated: HashMap<i64, Vec<ClaimRow>> = HashMap::new();
    for row in tx.rows(include_str!("sql/current_claims.sql"), params![book])? {
        stated.entry(row.int("figure")?).or_default().push(claim(&row)?);
    }
    let mut out = Vec::new();
    for row in tx.rows(include_str!("sql/current_figures.sql"), params![book])? {
        let cutoff_on = row.day("cutoff_on")?;
        let mut cells = quantity(known, &row)?;
        cells.extend(unit(known, row.int("unit")?, cutoff_on));
        let status = row.text("status")?;
        let claims = stated.get(&row.int("no")?).map_or(&[][..], Vec::as_slice);
        cells.extend([
            ("starts-on", day(row.day("starts_on")?)),
            ("cutoff-on", day(cutoff_on)),
            ("status", text(&Status::read(&status).map_or_else(|| status.clone(), |s| s.label().to_owned()))),
            ("source", row.opt_int("source")?.map_or(Cell::Empty, |no| document(known, no))),
            ("note", text(&row.text("note")?)),
            ("invented", text(if row.flag("invented")? { "có" } else { "" })),
            ("claims", text(&claims::write(claims))),
        ]);
        out.push(cells);
    }
    Ok(out)
}

/// Every target in force.
pub fn targets(tx: &mut Tx, book: &str, known: &Known) -> Result<Vec<Cells>, Error> {
    let mut out = Vec::new();
    for row in tx.rows(include_str!("sql/current_targets.sql"), params![book])? {
        let (starts_on, ends_on, horizon) = (row.day("starts_on")?, row.day("ends_on")?, row.text("horizon")?);
        let unit_no = row.int("unit")?;
        let there = known.units.iter().any(|span| span.no == unit_no && span.holds_on(starts_on));
        let mut cells = quantity(known, &row)?;
        cells.extend(unit(known, unit_no, if there { starts_on } else { ends_on }));
        cells.extend([
            ("assigner", text(&assigner(known, &row.text("assigner")?))),
            ("horizon", text(&Horizon::read(&horizon).map_or_else(|| horizon.clone(), |h| h.label().to_owned()))),
            ("year", if horizon == Horizon::Year.key() { text(&starts_on.year().to_string()) } else { Cell::Empty }),
            ("starts-on", day(starts_on)),
            ("ends-on", day(ends_on)),
            ("basis", document(known, row.int("basis")?)),
        ]);
        out.push(cells);
    }
    Ok(out)
}

/// Every unit with every name it had, and who succeeded it.
pub fn units(tx: &mut Tx, book: &str, known: &Known) -> Result<Vec<Cells>, Error> {
    let sql =
        "select unit, other_unit, happened_on from unit_event where book = $1 and kind = 'succeeded-by' order by no";
    let mut heirs: HashMap<i64, Vec<String>> = HashMap::new();
    for row in tx.rows(sql, params![book])? {
        let (heir, on) = (row.int("other_unit")?, row.day("happened_on")?);
        heirs.entry(row.int("unit")?).or_default().push(format!(
            "{} ({})",
            unit_label(known, heir, on),
            viet::day::write(on)
        ));
    }
    let row = |(at, span): (usize, &super::known::UnitSpan)| {
        let first = at == 0 || known.units[at - 1].no != span.no;
        let parent = span.parent.map_or(NO_PARENT.to_owned(), |no| unit_label(known, no, span.from));
        let stated =
            if first { heirs.get(&span.no).map(|list| list.join("; ")).unwrap_or_default() } else { String::new() };
        vec![
            ("row", text(&span.no.to_string())),
            ("code", text(&span.code)),
            ("name", text(&span.name)),
            ("kind", text(kind_label(&span.kind))),
            ("parent", text(&parent)),
            ("on", day(span.established_on)),
            ("from", if first { Cell::Empty } else { day(span.from) }),
            ("abolished-on", span.abolished_on.map_or(Cell::Empty, day)),
            ("heirs", text(&stated)),
        ]
    };
    Ok(known.units.iter().enumerate().map(row).collect())
}

/// Every post held today, with its officer.
pub fn officers(tx: &mut Tx, book: &str, known: &Known, today: Date) -> Result<Vec<Cells>, Error> {
    let mut out = Vec::new();
    for row in tx.rows(include_str!("sql/current_posts.sql"), params![book, today])? {
        let (from, role) = (row.day("effective_from")?, row.text("role")?);
        let mut cells = unit(known, row.int("unit")?, from);
        cells.extend([
            ("name", text(&row.text("name")?)),
            ("login", text(&row.text("login")?)),
            ("post", text(&row.text("title")?)),
            ("role", text(&Role::read(&role).map_or_else(|| role.clone(), |r| r.label().to_owned()))),
            ("from", day(from)),
        ]);
        out.push(cells);
    }
    Ok(out)
}

/// Indicator, exact value in the base unit, that unit, and the words as written.
fn quantity(known: &Known, row: &Row) -> Result<Cells, Error> {
    let code = row.text("indicator")?;
    let indicator = known.indicators.iter().find(|i| i.rule.code == code);
    let measure = indicator.and_then(|i| known.measure(i).ok());
    let base = measure.map_or("", |m| if m.kind == MeasureKind::Money { "đồng" } else { m.label.as_str() });
    let bound = row.text("bound")?;
    let bound =
        Bound::from_code(&bound).ok_or_else(|| Failure::new(format!("column bound holds an unknown word: {bound}")))?;
    Ok(vec![
        ("indicator-code", text(&code)),
        ("indicator", text(indicator.map_or("", |i| i.rule.name.as_str()))),
        ("value", value(bound, row.decimal("value")?)),
        ("measure", text(base)),
        ("typed", text(&row.text("typed")?)),
    ])
}

fn claim(row: &Row) -> Result<ClaimRow, Error> {
    Ok(ClaimRow {
        base: row.text("base")?,
        assigners: row.text("assigners")?.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
        value: row.decimal("value")?,
        decimals: u32::try_from(row.int("decimals")?).unwrap_or_default(),
        growth: row.flag("growth")?,
        typed: row.text("typed")?,
    })
}

fn unit(known: &Known, no: i64, on: Date) -> Cells {
    let span = known
        .units
        .iter()
        .find(|span| span.no == no && span.holds_on(on))
        .or_else(|| known.units.iter().rfind(|span| span.no == no));
    vec![("unit", text(span.map_or("", |span| &span.name))), ("unit-code", text(span.map_or("", |span| &span.code)))]
}

/// The name of a unit on a day, or its code where two units have that name.
fn unit_label(known: &Known, no: i64, on: Date) -> String {
    let Some(span) = known.units.iter().find(|span| span.no == no && span.holds_on(on)) else { return String::new() };
    if known.unit(&span.name, "", Some(on)) == Ok(no) { span.name.clone() } else { span.code.clone() }
}

fn document(known: &Known, no: i64) -> Cell {
    known.documents.iter().find(|d| d.no == no).map_or(Cell::Empty, |d| text(&known.document_label(d)))
}

fn assigner(known: &Known, code: &str) -> String {
    let label = known.pack.assigner(code).map(|assigner| assigner.label.clone());
    label.filter(|label| known.assigner(label) == Ok(code)).unwrap_or_else(|| code.to_owned())
}

fn day(day: Date) -> Cell {
    Cell::Text(viet::day::write(day))
}
