//! `roviec report`: list, export, explain.

use super::WRONG_INPUT;
use super::upkeep::books;
use crate::cli::{Format, Place, Report};
use crate::clock::clock;
use crate::open::open_migrated;
use crate::out::say;
use crate::packs;
use anyhow::{Context, Result, anyhow, bail};
use office::ctx::Ctx;
use office::db::Db;
use office::error::Error;
use office::indicator::Explanation;
use office::report::{self, Face};
use std::path::Path;
use std::process::ExitCode;

/// Runs one of the commands.
pub fn report(place: &Place, what: Report) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    match what {
        Report::List => list(&db),
        Report::Export { id, format, output, public_url } => {
            export(place, &db, &id, face(format), &output, &public_url)
        }
        Report::Explain { id, figure, json } => explain(place, &db, &id, &figure, json),
    }
}

fn face(format: Format) -> Face {
    match format {
        Format::Html => Face::Html,
        Format::Pdf => Face::Pdf,
        Format::Docx => Face::Docx,
        Format::Xlsx => Face::Xlsx,
    }
}

fn list(db: &Db) -> Result<ExitCode> {
    for book in books(db)? {
        for report in db.read(|tx| report::reports(tx, &book))? {
            let state = if report.signed { "signed" } else { "draft" };
            say!("{book}/{}\t{state}\t{}\t{}", report.no, report.symbol, report.label);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The book and number of `NUMBER` or `BOOK/NUMBER`.
fn find(db: &Db, id: &str) -> Result<(String, i64)> {
    let (book, no) = match id.rsplit_once('/') {
        Some((book, no)) => (Some(book.to_owned()), no),
        None => (None, id),
    };
    let no: i64 = no.parse().map_err(|_| anyhow!("“{id}” không phải mã báo cáo; ghi số, hoặc sổ/số như ba-dinh/1"))?;
    if let Some(book) = book {
        return Ok((book, no));
    }
    let mut having = Vec::new();
    for book in books(db)? {
        if db.read(|tx| report::reports(tx, &book))?.iter().any(|report| report.no == no) {
            having.push(book);
        }
    }
    match &having[..] {
        [book] => Ok((book.clone(), no)),
        [] => bail!("không có báo cáo số {no}; xem roviec report list"),
        many => bail!(
            "nhiều sổ có báo cáo số {no}; ghi rõ một trong: {}",
            many.iter().map(|b| format!("{b}/{no}")).collect::<Vec<_>>().join(", ")
        ),
    }
}

fn export(place: &Place, db: &Db, id: &str, face: Face, output: &Path, public_url: &str) -> Result<ExitCode> {
    let (book, no) = find(db, id)?;
    let ctx = Ctx::operator(&book, clock(place.now)(), packs::load()?);
    let bytes = db.read(|tx| {
        let report = report::report(tx, &book, no)?;
        report::write_face(&ctx, tx, &report, face, public_url.trim_end_matches('/'))
    })?;
    std::fs::write(output, &bytes).with_context(|| format!("không ghi được {}", output.display()))?;
    say!("{} byte: {}", bytes.len(), output.display());
    Ok(ExitCode::SUCCESS)
}

fn explain(place: &Place, db: &Db, id: &str, figure: &str, json: bool) -> Result<ExitCode> {
    let (book, no) = find(db, id)?;
    let ctx = Ctx::operator(&book, clock(place.now)(), packs::load()?);
    let explained = db.read(|tx| {
        let report = report::report(tx, &book, no)?;
        report::explanation(&ctx, tx, &report, figure)
    });
    let explanation = match explained {
        Ok(explanation) => explanation,
        Err(Error::Refusal(refusal)) => {
            eprintln!("{}", refusal.sentence);
            return Ok(ExitCode::from(WRONG_INPUT));
        }
        Err(error) => return Err(error.into()),
    };
    if json {
        say!("{}", serde_json::to_string_pretty(&explanation)?);
    } else {
        print(&explanation);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(explanation: &Explanation) {
    say!("{}: {}", explanation.name, explanation.printed);
    say!("  giá trị chính xác: {} {}", explanation.value, explanation.unit);
    say!("  cách tính: {}", explanation.formula);
    for input in &explanation.inputs {
        let who = if input.entered_by.is_empty() {
            String::new()
        } else {
            format!(", {} nhập {}", input.entered_by, input.entered_at)
        };
        say!("  - {}: {}{who}, sự kiện số {}", input.what, input.printed, input.fact_no);
    }
    if !explanation.missing.is_empty() {
        say!("  chưa báo cáo: {}", explanation.missing.join(", "));
    }
}
