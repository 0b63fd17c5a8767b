//! Casework at size: the life of cases in an office that has handled a million, beside the same in one that has handled
//! ten thousand, and beside a bare driver that only inserts the same rows.
//!
//! Both offices have the same work in hand (2,000 open cases, 300 of them overdue); what differs is their past. Acts are
//! called in the process, each in its own durable transaction, by eight threads.

mod floor;
mod history;
mod life;
mod place;

use crate::line::Line;
use crate::times::{Rounds, quantile};
use anyhow::Result;
use life::Measured;
pub use place::packs;
use place::{Engine, Place};
use std::time::Duration;

/// Cases of the small and of the large office.
const SMALL: i64 = 10_000;
const LARGE: i64 = 1_000_000;
const CLIENTS: usize = 8;
const ROUNDS: usize = 3;
const ROUND: Duration = Duration::from_secs(8);

pub fn measure() -> Result<Vec<Line>> {
    let large = std::env::var("ROVIEC_BENCH_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(LARGE);
    let mut lines = Vec::new();
    for engine in Engine::all() {
        let small = office(&engine, SMALL)?;
        let (many, recovery) = large_office(&engine, large)?;
        lines.extend(lines_of(&engine, large, &small, &many, recovery));
    }
    Ok(lines)
}

/// What was measured in an office, round by round.
#[derive(Default)]
struct Office {
    /// Milliseconds per life of a case at full load.
    life: Rounds,
    /// Milliseconds per life that the bare driver needs.
    floor: Rounds,
    create_p99: Rounds,
    overdue_p99: Rounds,
    dashboard_p99: Rounds,
}

fn office(engine: &Engine, cases: i64) -> Result<Office> {
    let place = Place::open(engine)?;
    history::load(&place, cases)?;
    rounds(engine, &place)
}

fn large_office(engine: &Engine, cases: i64) -> Result<(Office, Rounds)> {
    let place = Place::open(engine)?;
    eprintln!("  loading {cases} cases into {}", engine.name());
    history::load(&place, cases)?;
    let measured = rounds(engine, &place)?;
    let recovery = life::recovery(&place, CLIENTS, ROUND)?;
    Ok((measured, Rounds(vec![recovery])))
}

fn rounds(engine: &Engine, place: &Place) -> Result<Office> {
    let mut office = Office::default();
    life::run(place, CLIENTS, Duration::from_secs(2), None)?;
    for _ in 0..ROUNDS {
        let Measured { lives, seconds, .. } = life::run(place, CLIENTS, ROUND, None)?;
        office.life.0.push(seconds * 1_000.0 / lives as f64);
        let paced = life::run(place, CLIENTS, ROUND, Some(engine.lives_per_second()))?;
        office.create_p99.0.push(quantile(&paced.create_ms, 0.99));
        office.overdue_p99.0.push(quantile(&paced.overdue_ms, 0.99));
        office.dashboard_p99.0.push(quantile(&paced.dashboard_ms, 0.99));
        office.floor.0.push(floor::ms_per_life(place, CLIENTS, ROUND / 4)?);
    }
    Ok(office)
}

fn lines_of(engine: &Engine, cases: i64, small: &Office, many: &Office, recovery: Rounds) -> Vec<Line> {
    let on = format!("{} cases, {}, {CLIENTS} clients", cases, engine.name());
    let line = |what: &str, unit, goal: f64, ours: &Rounds, beside| Line {
        what: format!("{what}; {on}"),
        unit,
        goal: Some(goal),
        ours: ours.clone(),
        beside,
    };
    let pace = format!(" at {} lives a second", engine.lives_per_second());
    let ratio = Rounds(vec![many.life.median() / small.life.median()]);
    let floor = Some(("a bare driver inserting the same rows".to_owned(), many.floor.clone()));
    vec![
        line(
            "one life of a case: receive, three steps, hand back, first page of the overdue list",
            "ms",
            1_000.0 / engine.lives_per_second(),
            &many.life,
            floor,
        ),
        line(&format!("p99 of receiving a case{pace}"), "ms", 20.0, &many.create_p99, None),
        line(&format!("p99 of the first page of the overdue list{pace}"), "ms", 10.0, &many.overdue_p99, None),
        line(
            &format!("p99 of a dashboard (statistics of the month, counts of every view){pace}"),
            "ms",
            10.0,
            &many.dashboard_p99,
            None,
        ),
        line("one life of a case, beside the office with 10,000", "times", 1.3, &ratio, None),
        line("seconds until p99 is back after ten times the clients for one round", "s", 10.0, &recovery, None),
    ]
}
