//! Pages of an office that holds a hundred thousand figures: whether they stay usable when a book is full.

use crate::client::Client;
use crate::crawl;
use crate::figures::{self, WARDS};
use crate::line::Line;
use crate::office::{self, BOOK, LOGIN, PASSWORD, text};
use crate::program::{Serving, run};
use crate::times::{Rounds, ms, quantile};
use anyhow::Result;
use std::collections::BTreeMap;

const ROUNDS: usize = 5;
const REQUESTS: usize = 8;
/// Shortly after the last figures.
const NOW: &str = "2025-09-05T09:00:00+07:00";
/// The period whose pages are opened: the last one with figures.
const PERIOD: [(&str, &str); 2] = [("label", "8 tháng đầu năm 2025"), ("cutoff_on", "31/8/2025")];
const FLOOR: &str = "/static/icon.svg";
/// So many of the slowest pages get a line.
const SHOWN: usize = 3;

pub fn measure() -> Result<Vec<Line>> {
    let folder = tempfile::Builder::new().prefix("roviec-full-").tempdir()?;
    let place = ["--data", text(folder.path())?];
    office::open(&place, WARDS)?;
    office::appoint(&place)?;
    let file = folder.path().join("so-lieu.csv");
    figures::write_csv(&file)?;
    run(&[&["import", "--book", BOOK, "figures", text(&file)?][..], &place].concat())?;
    let serving = Serving::start("serve", folder.path(), Some(NOW))?;
    let mut client = Client::sign_in(&serving.address, BOOK, LOGIN, PASSWORD)?;
    client.page(&format!("/{BOOK}"))?;
    let period = client.post(&format!("/{BOOK}/periods"), &PERIOD)?;
    let mut paths = crawl::links(&client.page(&format!("/{BOOK}"))?);
    paths.push(period);
    paths.retain(|path| path.starts_with(&format!("/{BOOK}")));
    paths.sort();
    paths.dedup();
    let mut measured: BTreeMap<String, Rounds> = BTreeMap::new();
    let mut floor = Rounds::default();
    for _ in 0..ROUNDS {
        floor.0.push(median(&client, FLOOR)?);
        for path in &paths {
            measured.entry(path.clone()).or_default().0.push(median(&client, path)?);
        }
    }
    let mut order: Vec<(String, Rounds)> = measured.into_iter().collect();
    order.sort_by(|(_, a), (_, b)| b.median().total_cmp(&a.median()));
    let line = |(path, ours): (String, Rounds)| Line {
        what: format!("p50 of `{path}` in a book with 100,000 figures of {WARDS} units"),
        unit: "ms",
        goal: None,
        ours,
        beside: Some((format!("p50 of `{FLOOR}`"), floor.clone())),
    };
    Ok(order.into_iter().take(SHOWN).map(line).collect())
}

fn median(client: &Client, path: &str) -> Result<f64> {
    let times: Result<Vec<f64>> = (0..REQUESTS).map(|_| Ok(ms(client.time(path)?))).collect();
    Ok(quantile(&times?, 0.5))
}
