//! `roviec pack`: faults of packs in a folder, their stories, what differs between two editions, publishing.

use super::WRONG_INPUT;
use super::upkeep::only_book;
use crate::cli::{Pack, Place};
use crate::clock::clock;
use crate::open::open_migrated;
use crate::out::say;
use crate::packs;
use anyhow::Result;
use office::ctx::Ctx;
use office::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// Runs one of the subcommands; faults are exit code 2.
pub fn pack(what: &Pack) -> Result<ExitCode> {
    match what {
        Pack::Check { dir } => check(dir.as_deref(), false),
        Pack::Test { dir } => check(dir.as_deref(), true),
        Pack::Diff { before, after } => differ(before, after),
        Pack::Publish { place, dir, book } => publish(place, dir, book.as_deref()),
    }
}

/// The files of a folder, or the built-in ones.
fn files(dir: Option<&Path>) -> Result<Vec<(String, String)>> {
    dir.map_or_else(|| Ok(packs::built_in()), read_with_needs)
}

/// A folder together with the built-in packs that it needs and does not bring itself.
fn read_with_needs(dir: &Path) -> Result<Vec<(String, String)>> {
    let mut all = packs::read_dir(dir)?;
    let built_in = packs::built_in();
    loop {
        let heads = || all.iter().filter(|(file, _)| file.ends_with("pack.toml")).map(|(_, text)| text.as_str());
        let known: Vec<String> = heads().filter_map(id_of).collect();
        let lacking: Vec<String> = heads().flat_map(needs).filter(|need| !known.contains(need)).collect();
        let folder = built_in.iter().find_map(|(file, text)| {
            let folder = file.strip_suffix("pack.toml")?;
            lacking.contains(&id_of(text)?).then(|| folder.to_owned())
        });
        let Some(folder) = folder else { return Ok(all) };
        all.extend(built_in.iter().filter(|(file, _)| file.starts_with(&folder)).cloned());
    }
}

fn id_of(text: &str) -> Option<String> {
    text.parse::<toml::Table>().ok()?.get("id")?.as_str().map(str::to_owned)
}

fn needs(text: &str) -> Vec<String> {
    let table = text.parse::<toml::Table>().unwrap_or_default();
    let needs = table.get("needs").and_then(|needs| needs.as_array()).cloned().unwrap_or_default();
    needs.iter().filter_map(|need| need.as_str().map(str::to_owned)).collect()
}

fn check(dir: Option<&Path>, stories: bool) -> Result<ExitCode> {
    let faults = match pack::load(&files(dir)?) {
        Ok(pack) => {
            let mut faults = pack::story::run_all(&pack);
            faults.extend(pack::case_type::run_stories(&pack));
            if faults.is_empty() {
                say!(
                    "{}: {} chỉ tiêu, {} đề cương, {} thủ tục, {} lịch{}",
                    pack.stamp(),
                    pack.indicators.len(),
                    pack.outlines.len(),
                    pack.case_types.len(),
                    pack.calendars.len(),
                    if stories {
                        format!("; {} tệp chuyện đều đúng", pack.stories.len() + pack.case_stories.len())
                    } else {
                        String::new()
                    },
                );
                for case_type in pack.case_types.iter().filter(|c| !stories && !c.confirm.is_empty()) {
                    say!("  cần đối chiếu: {} ({}): {}", case_type.title, case_type.code, case_type.confirm);
                }
            }
            faults
        }
        Err(faults) => faults,
    };
    answer(&faults)
}

fn answer(faults: &[pack::Fault]) -> Result<ExitCode> {
    if faults.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("{}", packs::lines(faults));
    Ok(ExitCode::from(WRONG_INPUT))
}

fn differ(before: &Path, after: &Path) -> Result<ExitCode> {
    let differences = pack::case_type::differ(&packs::read_dir(before)?, &packs::read_dir(after)?);
    for d in &differences {
        match (&d.before, &d.after) {
            (Some(before), Some(after)) => say!("~ {}: {before} → {after}", d.place),
            (None, Some(after)) => say!("+ {}: {after}", d.place),
            (before, _) => say!("- {}: {}", d.place, before.as_deref().unwrap_or_default()),
        }
    }
    if differences.is_empty() {
        say!("Hai bản như nhau.");
    }
    Ok(ExitCode::SUCCESS)
}

fn publish(place: &Place, dir: &Path, book: Option<&str>) -> Result<ExitCode> {
    let pack = match pack::load(&read_with_needs(dir)?) {
        Ok(pack) => pack,
        Err(faults) => return answer(&faults),
    };
    let mut faults = pack::story::run_all(&pack);
    faults.extend(pack::case_type::run_stories(&pack));
    if !faults.is_empty() {
        return answer(&faults);
    }
    let built_in = packs::load()?;
    let db = open_migrated(place)?;
    let book = only_book(&db, book)?;
    let outcome = db.write(|tx| {
        let ctx = Ctx::operator(&book, clock(place.now)(), built_in.clone());
        office::casework::publish_rules(&ctx, tx, &pack, &built_in)
    });
    match outcome {
        Ok(published) => {
            for line in published.lines() {
                say!("{line}");
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::Failure(failure)) => Err(failure.into()),
        Err(error) => {
            eprintln!("{error}");
            Ok(ExitCode::from(WRONG_INPUT))
        }
    }
}
