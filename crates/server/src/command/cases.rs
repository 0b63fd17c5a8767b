//! `roviec cases`: lists, ladders, and the event log of the office's cases as a file.

use super::case_list;
use super::chosen::{book, day, ended};
use crate::cli::{Cases, LogFormat, Place};
use crate::clock::clock;
use crate::open::open_migrated;
use crate::out::say;
use crate::packs;
use anyhow::{Context, Result};
use office::ctx::Ctx;
use office::error::{Error, Fault};
use office::mining::{Asked, Exported, Format, export_log};
use std::ffi::OsString;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs one of the commands.
pub fn cases(place: &Place, what: Cases) -> Result<ExitCode> {
    match what {
        Cases::List(asked) => case_list::list(place, &asked),
        Cases::Sweep { book } => case_list::sweep(place, book.as_deref()),
        Cases::Export { format, output, book, from, to } => {
            export(place, format, &output, book.as_deref(), (from.as_deref(), to.as_deref()))
        }
    }
}

fn export(
    place: &Place,
    format: LogFormat,
    output: &Path,
    named: Option<&str>,
    (from, to): (Option<&str>, Option<&str>),
) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    let chosen = span(from, to).and_then(|asked| Ok((book(&db, named)?, asked)));
    let (book, asked) = match chosen {
        Ok(chosen) => chosen,
        Err(error) => return ended(Err(error)),
    };
    let ctx = Ctx::operator(&book, clock(place.now)(), packs::load()?);
    // Written beside its place and moved there whole, so that a failure leaves no half file.
    let part = beside(output);
    let file = File::create(&part).with_context(|| format!("không ghi được {}", output.display()))?;
    let mut out = BufWriter::new(file);
    let written = db.read(|tx| export_log(&ctx, tx, &asked, form(format), &mut out));
    drop(out);
    match written {
        Ok(Exported { cases, events }) => {
            std::fs::rename(&part, output).with_context(|| format!("không ghi được {}", output.display()))?;
            say!("{cases} hồ sơ, {events} sự kiện: {}", output.display());
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            // What was begun is of no use; that it cannot be removed matters less than why it was not finished.
            let _ = std::fs::remove_file(&part);
            ended(Err(error))
        }
    }
}

fn span(from: Option<&str>, to: Option<&str>) -> Result<Asked, Error> {
    let (from, to) = (day("--from", from)?, day("--to", to)?);
    match (from, to) {
        (Some(first), Some(last)) if first > last => {
            Err(Error::Faults(vec![Fault::new("--to", "Ngày cuối trước ngày đầu. Đổi chỗ hai ngày.")]))
        }
        _ => Ok(Asked { case_type: String::new(), from, to }),
    }
}

fn form(format: LogFormat) -> Format {
    match format {
        LogFormat::Xes => Format::Xes,
        LogFormat::Ocel => Format::Ocel,
        LogFormat::Csv => Format::Csv,
    }
}

fn beside(output: &Path) -> PathBuf {
    let mut name = output.file_name().map_or_else(OsString::new, OsString::from);
    name.push(".part");
    output.with_file_name(name)
}
