//! Pages of the demonstration: all of them once, then the slowest of each kind many times, then many people at once.

use crate::client::Client;
use crate::crawl;
use crate::line::Line;
use crate::office;
use crate::program::Serving;
use crate::times::{Rounds, ms, quantile};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
const REQUESTS: usize = 200;
const CROWD: usize = 16;
const CROWD_TIME: Duration = Duration::from_secs(4);
/// Milliseconds.
const GOAL: f64 = 20.0;
/// The smallest answer of the server: a file held in memory.
const FLOOR: &str = "/static/icon.svg";
/// So many of the slowest kinds get a line of their own.
const SHOWN: usize = 5;

/// The slowest page found of its kind, and who opened it.
struct Slowest {
    path: String,
    login: (String, String),
    took: f64,
}

/// The rounds of one kind.
#[derive(Default)]
struct Measured {
    typical: Rounds,
    p99: Rounds,
}

pub fn measure() -> Result<Vec<Line>> {
    let demo = office::demonstration()?;
    let serving = Serving::start("demo", demo.path(), None)?;
    let logins = crawl::logins(&Client::new(&serving.address).page("/sign-in")?);
    let mut visitors = BTreeMap::new();
    for login in logins {
        visitors.insert(login.clone(), Client::sign_in_demo(&serving.address, &login.0, &login.1)?);
    }
    let (all, slowest) = slowest_of_each_kind(&mut visitors)?;
    eprintln!("{all} pages of {} kinds, opened by {} logins", slowest.len(), visitors.len());
    let mut measured: BTreeMap<&str, Measured> = BTreeMap::new();
    let (mut floor, mut floor_p99) = (Rounds::default(), Rounds::default());
    for _ in 0..ROUNDS {
        let times = repeat(&Client::new(&serving.address), FLOOR)?;
        floor.0.push(quantile(&times, 0.5));
        floor_p99.0.push(quantile(&times, 0.99));
        for (kind, page) in &slowest {
            let times = repeat(&visitors[&page.login], &page.path)?;
            let entry = measured.entry(kind).or_default();
            entry.typical.0.push(quantile(&times, 0.5));
            entry.p99.0.push(quantile(&times, 0.99));
        }
    }
    let mut order: Vec<(&str, Measured)> = measured.into_iter().collect();
    order.sort_by(|(_, a), (_, b)| b.p99.median().total_cmp(&a.p99.median()));
    print_all(&order, &slowest);
    let mut lines = lines(&order, &slowest, all, &floor, &floor_p99);
    // The heaviest is the one that takes longest as a rule, not the one with the worst outlier.
    let heaviest = order.iter().max_by(|(_, a), (_, b)| a.typical.median().total_cmp(&b.typical.median()));
    let (kind, _) = heaviest.context("no page was found")?;
    lines.extend(crowd(&visitors[&slowest[*kind].login], kind, &slowest[*kind].path)?);
    Ok(lines)
}

/// Opens every page three times; the quickest of the three counts, so that a hiccup does not choose the page.
fn slowest_of_each_kind(
    visitors: &mut BTreeMap<(String, String), Client>,
) -> Result<(usize, BTreeMap<String, Slowest>)> {
    let (mut all, mut slowest) = (0, BTreeMap::<String, Slowest>::new());
    for (login, client) in visitors.iter_mut() {
        for path in crawl::pages(client, &format!("/{}", login.0))? {
            all += 1;
            let times = [client.time(&path)?, client.time(&path)?, client.time(&path)?];
            let took = times.into_iter().map(ms).fold(f64::INFINITY, f64::min);
            let kind = crawl::kind(&path);
            if slowest.get(&kind).is_none_or(|known| known.took < took) {
                slowest.insert(kind, Slowest { path, login: login.clone(), took });
            }
        }
    }
    Ok((all, slowest))
}

fn repeat(client: &Client, path: &str) -> Result<Vec<f64>> {
    (0..REQUESTS).map(|_| Ok(ms(client.time(path)?))).collect()
}

fn print_all(order: &[(&str, Measured)], slowest: &BTreeMap<String, Slowest>) {
    println!("| kind of page | its slowest page, and who opened it | p50 | p99 |\n| --- | --- | ---: | ---: |");
    for (kind, measured) in order {
        let Slowest { path, login: (_, login), .. } = &slowest[*kind];
        let (p50, p99) = (measured.typical.median(), measured.p99.median());
        println!("| `{kind}` | `{path}`, {login} | {p50:.2} ms | {p99:.2} ms |");
    }
    println!();
}

fn lines(
    order: &[(&str, Measured)],
    slowest: &BTreeMap<String, Slowest>,
    all: usize,
    floor: &Rounds,
    floor_p99: &Rounds,
) -> Vec<Line> {
    let about = |at: usize, kind: &str| {
        let path = &slowest[kind].path;
        if at == 0 {
            format!("p99 of the worst page, `{path}` (of {all} pages, {} kinds)", order.len())
        } else {
            format!("p99 of `{path}`")
        }
    };
    let shown = order.iter().take(SHOWN).enumerate().map(|(at, (kind, measured))| Line {
        what: about(at, kind),
        unit: "ms",
        goal: Some(GOAL),
        ours: measured.p99.clone(),
        beside: Some((format!("p99 of `{FLOOR}`"), floor_p99.clone())),
    });
    let typical = order.iter().map(|(_, measured)| &measured.typical).max_by(|a, b| a.median().total_cmp(&b.median()));
    let typical = typical.map(|ours| Line {
        what: "p50 of the heaviest page".into(),
        unit: "ms",
        goal: None,
        ours: ours.clone(),
        beside: Some((format!("p50 of `{FLOOR}`"), floor.clone())),
    });
    shown.chain(typical).collect()
}

/// Many people open the same page at once; beside it one of them alone.
fn crowd(client: &Client, kind: &str, path: &str) -> Result<Vec<Line>> {
    let (mut together, mut alone, mut p99) = (Rounds::default(), Rounds::default(), Rounds::default());
    for _ in 0..ROUNDS {
        let times = within(client, path, 1)?;
        alone.0.push(times.len() as f64 / CROWD_TIME.as_secs_f64());
        let times = within(client, path, CROWD)?;
        together.0.push(times.len() as f64 / CROWD_TIME.as_secs_f64());
        p99.0.push(quantile(&times, 0.99));
    }
    let line = |what: String, unit, ours, beside| Line { what, unit, goal: None, ours, beside };
    Ok(vec![
        line(format!("{CROWD} clients at once on `{kind}`"), "pages/s", together, Some(("one client".into(), alone))),
        line(format!("p99 with {CROWD} clients at once on `{kind}`"), "ms", p99, None),
    ])
}

/// Times of all requests that so many clients make in the time of a crowd.
fn within(client: &Client, path: &str, clients: usize) -> Result<Vec<f64>> {
    let until = Instant::now() + CROWD_TIME;
    std::thread::scope(|scope| {
        let one = || {
            let own = client.beside();
            scope.spawn(move || {
                let mut times = Vec::new();
                while Instant::now() < until {
                    times.push(ms(own.time(path)?));
                }
                anyhow::Ok(times)
            })
        };
        let threads: Vec<_> = (0..clients).map(|_| one()).collect();
        let mut all = Vec::new();
        for thread in threads {
            all.extend(thread.join().map_err(|_| anyhow::anyhow!("a client gave up"))??);
        }
        Ok(all)
    })
}
