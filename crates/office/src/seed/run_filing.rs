//! Filings online in the time line: a citizen files, the counter receives or refuses.

use super::case_rows::*;
use super::names::Thing;
use super::run::Run;
use super::run_case::{fields, person};
use crate::attachment::keep_file;
use crate::casework::{self, NewFiling, begin_draft, current_type, own_filing, submit};
use crate::error::Error;

/// The file behind every paper of the demonstration: one empty page.
pub const SHEET: &[u8] =
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// Files and submits at once.
pub fn file_online(run: &mut Run, row: &FilingRow) -> Result<(), Error> {
    let case_type = current_type(run.ctx, run.tx, &row.type_id)?;
    let mut papers = Vec::new();
    for paper in case_type.papers.iter().filter(|paper| paper.required && !paper.national) {
        let digest = keep_file(run.ctx, run.tx, &format!("{}.pdf", paper.id), SHEET)?;
        papers.push((paper.id.clone(), paper.title.clone(), digest));
    }
    let new = NewFiling {
        type_id: row.type_id.clone(),
        applicant: person(&row.person)?,
        subject: row.subject.clone(),
        fields: fields(&case_type, &row.fields)?,
        papers,
    };
    let (no, secret) = begin_draft(run.ctx, run.tx, &new)?;
    let filing = own_filing(run.tx, &run.ctx.book, no, &secret)?;
    submit(run.ctx, run.tx, &filing)?;
    run.names.put(Thing::Filing, &row.key, no);
    Ok(())
}

/// Receives a filing as a case.
pub fn receive_filing(run: &mut Run, row: &ReceiveFilingRow) -> Result<(), Error> {
    let (no, unit) = (run.names.no(Thing::Filing, &row.filing)?, run.receiving_unit(row.unit.as_ref())?);
    let received = casework::receive_filing(run.ctx, run.tx, no, unit)?;
    run.names.put(Thing::Case, &row.key, received.no);
    Ok(())
}

/// Refuses a filing.
pub fn refuse_filing(run: &mut Run, row: &RefuseFilingRow) -> Result<(), Error> {
    let no = run.names.no(Thing::Filing, &row.filing)?;
    casework::refuse_filing(run.ctx, run.tx, no, &row.reason)
}
