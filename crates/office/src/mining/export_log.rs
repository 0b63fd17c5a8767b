//! Exports the log of the office's own cases (xuất nhật ký sự kiện) as XES, OCEL 2.0 or CSV, without personal data.

use super::log::{Attribute, Trace};
use super::office_log::{Asked, each_case};
use super::write_csv::CsvWriter;
use super::write_ocel::OcelWriter;
use super::write_xes::XesWriter;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::Error;
use crate::params;
use std::io::Write;

/// The form of an exported log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Xes,
    Ocel,
    Csv,
}

/// How much was exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    pub cases: usize,
    pub events: usize,
}

/// Writes the cases that were asked for, a few hundred at a time.
pub fn export_log(
    ctx: &Ctx,
    tx: &mut Tx,
    asked: &Asked,
    format: Format,
    out: &mut impl Write,
) -> Result<Exported, Error> {
    ctx.permit(Act::ViewAll)?;
    let mut exported = Exported::default();
    let mut each = |tx: &mut Tx, write: &mut dyn FnMut(&Trace) -> std::io::Result<()>| {
        exported = Exported::default();
        each_case(tx, &ctx.book, asked, &mut |trace| {
            exported.cases += 1;
            exported.events += trace.events.len();
            Ok(write(&trace)?)
        })
    };
    match format {
        Format::Xes => {
            let head = head(tx, &ctx.book, asked)?;
            let mut writer = XesWriter::begin(out, &head)?;
            each(tx, &mut |trace| writer.trace(trace))?;
            writer.finish()?;
        }
        Format::Csv => {
            let mut writer = CsvWriter::begin(out)?;
            each(tx, &mut |trace| writer.trace(trace))?;
            writer.finish()?;
        }
        Format::Ocel => {
            let mut objects = OcelWriter::begin(out)?;
            each(tx, &mut |trace| objects.object(trace))?;
            let mut events = objects.events()?;
            each(tx, &mut |trace| events.event(trace))?;
            events.finish()?;
        }
    }
    Ok(exported)
}

/// Whose log it is, and of which days.
fn head(tx: &mut Tx, book: &str, asked: &Asked) -> Result<Vec<Attribute>, Error> {
    let row = tx.row("select name from book where book = $1", params![book])?;
    let name = row.map(|row| row.text("name")).transpose()?.unwrap_or_default();
    let day = |key, day: Option<jiff::civil::Date>| day.map(|day| Attribute::text(key, day.to_string()));
    let named = [("concept:name", name), ("book", book.to_owned()), ("case_type", asked.case_type.clone())];
    let held = named.into_iter().filter(|(_, value)| !value.is_empty());
    let texts = held.map(|(key, value)| Attribute::text(key, value));
    Ok(texts.chain(day("received_from", asked.from)).chain(day("received_to", asked.to)).collect())
}
