//! `roviec pack`: faults of packs in a folder, their stories, what differs between two editions, publishing.

use super::WRONG_INPUT;
use crate::cli::{Pack, Place};
use crate::open;
use crate::packs;
use anyhow::Result;
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

/// A folder that builds upon built-in packs is read together with them.
fn read_with_needs(dir: &Path) -> Result<Vec<(String, String)>> {
    let own = packs::read_dir(dir)?;
    let declares = |id: &str| own.iter().any(|(file, text)| file.ends_with("pack.toml") && id_of(text) == Some(id.into()));
    let mut all: Vec<(String, String)> = packs::built_in();
    let replaced: Vec<String> = all
        .iter()
        .filter(|(file, _)| file.ends_with("pack.toml"))
        .filter(|(_, text)| id_of(text).is_none_or(|id| declares(&id) || !own.iter().any(|(_, t)| needs(t, &id))))
        .filter_map(|(file, _)| file.split_once('/').map(|(folder, _)| format!("{folder}/")))
        .collect();
    all.retain(|(file, _)| !replaced.iter().any(|folder| file.starts_with(folder)));
    all.extend(own);
    Ok(all)
}

fn id_of(text: &str) -> Option<String> {
    text.parse::<toml::Table>().ok()?.get("id")?.as_str().map(str::to_owned)
}

fn needs(text: &str, id: &str) -> bool {
    let table = text.parse::<toml::Table>().ok();
    let needs = table.as_ref().and_then(|t| t.get("needs")).and_then(|n| n.as_array());
    needs.is_some_and(|all| all.iter().any(|need| need.as_str() == Some(id)))
}

fn check(dir: Option<&Path>, stories: bool) -> Result<ExitCode> {
    let faults = match pack::load(&files(dir)?) {
        Ok(pack) => {
            let mut faults = pack::story::run_all(&pack);
            faults.extend(pack::case_type::run_stories(&pack));
            if faults.is_empty() {
                println!(
                    "{}: {} chỉ tiêu, {} đề cương, {} thủ tục, {} lịch{}",
                    pack.stamp(),
                    pack.indicators.len(),
                    pack.outlines.len(),
                    pack.case_types.len(),
                    pack.calendars.len(),
                    if stories { format!("; {} tệp chuyện đều đúng", pack.stories.len() + pack.case_stories.len()) } else { String::new() },
                );
                for case_type in pack.case_types.iter().filter(|c| !stories && !c.confirm.is_empty()) {
                    println!("  cần đối chiếu: {} ({}): {}", case_type.title, case_type.code, case_type.confirm);
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
            (Some(before), Some(after)) => println!("~ {}: {before} → {after}", d.place),
            (None, Some(after)) => println!("+ {}: {after}", d.place),
            (before, _) => println!("- {}: {}", d.place, before.as_deref().unwrap_or_default()),
        }
    }
    if differences.is_empty() {
        println!("Hai bản như nhau.");
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
    let own = pack::load(&files(None)?).map_err(|f| anyhow::anyhow!(packs::lines(&f)))?;
    let app = open::app(place)?;
    let book = open::only_book(&app, book)?;
    let outcome = app.db.write(|tx| {
        let ctx = office::ctx::Ctx::operator(&book, (app.clock)(), app.pack.clone());
        office::casework::publish_rules(&ctx, tx, &pack, &own)
    });
    match outcome {
        Ok(published) => {
            for line in published.lines() {
                println!("{line}");
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => open::wrong_input(error),
    }
}
