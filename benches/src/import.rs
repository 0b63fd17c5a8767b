//! Importing a hundred thousand figures, from CSV and XLSX, into SQLite and into PostgreSQL if there is one.

use crate::figures::{self, WARDS};
use crate::floor;
use crate::line::Line;
use crate::office::{self, BOOK, text};
use crate::postgres;
use crate::program::run;
use crate::times::{Rounds, timed};
use anyhow::{Result, ensure};
use std::path::Path;

const ROUNDS: usize = 5;
/// Seconds.
const GOAL: f64 = 10.0;

pub fn measure() -> Result<Vec<Line>> {
    let files = tempfile::tempdir()?;
    let (csv, xlsx) = (files.path().join("so-lieu.csv"), files.path().join("so-lieu.xlsx"));
    figures::write_csv(&csv)?;
    figures::write_xlsx(&xlsx)?;
    let empty = tempfile::tempdir()?;
    office::open(&["--data", text(empty.path())?], WARDS)?;
    let (mut from_csv, mut from_xlsx, mut bare) = (Rounds::default(), Rounds::default(), Rounds::default());
    for _ in 0..ROUNDS {
        for (file, rounds) in [(&csv, &mut from_csv), (&xlsx, &mut from_xlsx)] {
            let folder = office::copy(empty.path())?;
            rounds.0.push(import(&["--data", text(folder.path())?], file)?);
        }
        let folder = office::copy(empty.path())?;
        bare.0.push(timed(|| floor::insert(folder.path()))?.0.as_secs_f64());
    }
    let line = |what: &str, ours, beside: (&str, &Rounds)| Line {
        what: what.into(),
        unit: "s",
        goal: Some(GOAL),
        ours,
        beside: Some((beside.0.into(), beside.1.clone())),
    };
    let floor = ("bare inserts of the same rows, one transaction", &bare);
    let sqlite = ("the same CSV into SQLite", &from_csv);
    let mut lines = Vec::new();
    if let Some(into_postgres) = into_postgres(&csv)? {
        lines.push(line("`roviec import figures`, 100,000 rows of CSV into PostgreSQL", into_postgres, sqlite));
    }
    lines.insert(0, line("`roviec import figures`, 100,000 rows of XLSX into SQLite", from_xlsx, floor));
    lines.insert(0, line("`roviec import figures`, 100,000 rows of CSV into SQLite", from_csv.clone(), floor));
    Ok(lines)
}

/// Seconds of one import.
fn import(place: &[&str], file: &Path) -> Result<f64> {
    let (took, said) = run(&[&["import", "--book", BOOK, "figures", text(file)?][..], place].concat())?;
    ensure!(said.contains(&format!("{} dòng", figures::COUNT)), "the import says: {said}");
    Ok(took.as_secs_f64())
}

/// The rounds on PostgreSQL; nothing when no server is named.
fn into_postgres(csv: &Path) -> Result<Option<Rounds>> {
    let Some(server) = postgres::Server::named() else { return Ok(None) };
    let folder = tempfile::tempdir()?;
    let mut rounds = Rounds::default();
    for _ in 0..ROUNDS {
        let database = server.database()?;
        let place = ["--data", text(folder.path())?, "--database", &database.url];
        office::open(&place, WARDS)?;
        rounds.0.push(import(&place, csv)?);
    }
    Ok(Some(rounds))
}
