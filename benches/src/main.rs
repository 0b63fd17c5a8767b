//! Measures the speed that is promised, each time beside a floor or a peer in the same round, and prints one table.
//!
//! `cargo run --release -p benches [MEASURE…]` with `start`, `pages`, `full`, `report`, `import`, `memory`, `cases`,
//! `work`, `reading`; without a name all of them. Exit code 1: a goal is missed.

mod cases;
mod client;
mod crawl;
mod figures;
mod floor;
mod full;
mod import;
mod line;
mod memory;
mod office;
mod pages;
mod postgres;
mod program;
mod prose;
mod reading;
mod report;
mod start;
mod times;
mod work;

use anyhow::{Result, bail};
use line::Line;
use std::process::ExitCode;

type Measure = fn() -> Result<Vec<Line>>;

/// Measures by name, in the order of the table.
const MEASURES: &[(&str, Measure)] = &[
    ("start", start::measure),
    ("pages", pages::measure),
    ("full", full::measure),
    ("report", report::measure),
    ("import", import::measure),
    ("memory", memory::measure),
    ("cases", cases::measure),
    ("work", work::measure),
    ("reading", reading::measure),
];

fn main() -> Result<ExitCode> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|name| MEASURES.iter().all(|(known, _)| known != name)) {
        let known: Vec<&str> = MEASURES.iter().map(|(name, _)| *name).collect();
        bail!("there is no measure “{unknown}”; choose from {}", known.join(", "));
    }
    let chosen = MEASURES.iter().filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|w| w == name));
    let mut lines = Vec::new();
    for (name, measure) in chosen {
        eprintln!("measuring {name}");
        lines.extend(measure()?);
    }
    println!("{}", line::table(&lines));
    Ok(ExitCode::from(u8::from(lines.iter().any(Line::misses))))
}
