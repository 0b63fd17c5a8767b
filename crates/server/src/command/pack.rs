//! `roviec pack`: every fault of packs in a folder, and their stories.

use super::WRONG_INPUT;
use crate::packs;
use anyhow::Result;
use std::path::Path;
use std::process::ExitCode;

/// Checks packs and runs their stories; faults are exit code 2.
pub fn check(dir: Option<&Path>) -> Result<ExitCode> {
    let files = dir.map_or_else(|| Ok(packs::built_in()), packs::read_dir)?;
    let faults = match pack::load(&files) {
        Ok(pack) => {
            let faults = pack::story::run_all(&pack);
            if faults.is_empty() {
                println!(
                    "{}: {} chỉ tiêu, {} đề cương, các câu chuyện đều đúng",
                    pack.stamp(),
                    pack.indicators.len(),
                    pack.outlines.len()
                );
            }
            faults
        }
        Err(faults) => faults,
    };
    if faults.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("{}", packs::lines(&faults));
    Ok(ExitCode::from(WRONG_INPUT))
}
