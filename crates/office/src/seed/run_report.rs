//! Acts of reporting in the time line: draft, words, signature, publication; and old reports that are read.

use super::names::Thing;
use super::person::instant;
use super::rows::*;
use super::run::Run;
use crate::error::{Error, Fault};
use crate::reading::{NewReading, proposals, read_report, reject};
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

/// Reads an old report and rejects what a person rejected.
pub fn read(run: &mut Run, row: &ReadingRow) -> Result<(), Error> {
    let new = NewReading { name: row.name.clone(), text: row.text.clone(), day: None };
    let no = read_report(run.ctx, run.tx, &new)?;
    for rejected in &row.reject {
        let all = proposals(run.tx, &run.ctx.book, no)?;
        let Some(found) = all.iter().find(|p| p.typed == rejected.typed) else {
            let sentence = format!("Báo cáo không có số “{}”. Viết đúng như trong báo cáo.", rejected.typed);
            return Err(Error::Faults(vec![Fault::new("read-report.reject", sentence)]));
        };
        reject(run.ctx, run.tx, (no, found.no), &rejected.reason)?;
    }
    Ok(())
}
