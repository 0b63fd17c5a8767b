//! Acts of reporting in the time line: draft, words, signature, publication.

use super::names::Thing;
use super::person::instant;
use super::rows::*;
use super::run::Run;
use crate::error::Error;
use crate::report::{self, NewReport, Publication};

/// Drafts a report.
pub fn draft(run: &mut Run, row: &ReportRow) -> Result<(), Error> {
    let period = run.names.no(Thing::Period, &row.period)?;
    let new = NewReport { outline: row.outline.clone(), period, label: row.label.clone() };
    let no = report::draft(run.ctx, run.tx, &new)?;
    run.names.put(Thing::Report, &row.key, no);
    Ok(())
}

/// Replaces the words of a draft; a script explains findings by their code.
pub fn edit(run: &mut Run, row: &TextsRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Report, &row.report)?;
    let texts = report::spread_codes(run.ctx, run.tx, no, &row.texts)?;
    report::edit(run.ctx, run.tx, no, &texts)
}

/// Signs a report as the head.
pub fn sign(run: &mut Run, row: &SignReportRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Report, &row.report)?;
    report::sign(run.ctx, run.tx, no)?;
    Ok(())
}

/// Publishes sections of a signed report.
pub fn publish(run: &mut Run, row: &PublicationRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Report, &row.report)?;
    let new = Publication { sections: row.sections.clone(), author: row.author.clone(), event_at: instant(row.event)? };
    report::publish(run.ctx, run.tx, no, &new)?;
    Ok(())
}
