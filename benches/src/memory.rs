//! Resident memory of the demonstration after every page was opened and every report exported.

use crate::client::Client;
use crate::crawl;
use crate::line::Line;
use crate::office;
use crate::program::Serving;
use crate::times::Rounds;
use anyhow::{Result, ensure};

const ROUNDS: usize = 5;
/// MB.
const GOAL: f64 = 150.0;

pub fn measure() -> Result<Vec<Line>> {
    let demo = office::demonstration()?;
    let (mut peak, mut now, mut fresh) = (Rounds::default(), Rounds::default(), Rounds::default());
    for _ in 0..ROUNDS {
        let serving = Serving::start("demo", demo.path(), None)?;
        let logins = crawl::logins(&Client::new(&serving.address).page("/sign-in")?);
        fresh.0.push(serving.memory("VmRSS")?);
        let mut exports = 0;
        for (book, login) in logins {
            let mut client = Client::sign_in_demo(&serving.address, &book, &login)?;
            let pages = crawl::pages(&mut client, &format!("/{book}"))?;
            for report in pages.iter().filter(|path| crawl::kind(path) == "/{book}/reports/{no}") {
                for format in ["pdf", "xlsx", "docx"] {
                    client.fetch(&format!("{report}/export?format={format}"))?;
                    exports += 1;
                }
            }
        }
        ensure!(exports >= 3, "the demonstration has no report to export");
        peak.0.push(serving.memory("VmHWM")?);
        now.0.push(serving.memory("VmRSS")?);
    }
    let beside = || Some(("after the first page".to_owned(), fresh.clone()));
    let line = |what: &str, ours| Line { what: what.into(), unit: "MB", goal: Some(GOAL), ours, beside: beside() };
    Ok(vec![
        line("resident memory at most (VmHWM), all pages opened and all reports exported as PDF, XLSX, DOCX", peak),
        line("resident memory then (VmRSS)", now),
    ])
}
