//! Cold start: from the command to the first page of an office that exists already.

use crate::client::Client;
use crate::line::Line;
use crate::office;
use crate::program::{self, Serving};
use crate::times::{Rounds, ms, timed};
use anyhow::Result;

const ROUNDS: usize = 15;
/// Milliseconds.
const GOAL: f64 = 300.0;

/// Starts the demonstration beside the shortest command, which reads one number and ends.
pub fn measure() -> Result<Vec<Line>> {
    let demo = office::demonstration()?;
    let (mut ours, mut shortest) = (Rounds::default(), Rounds::default());
    for _ in 0..ROUNDS {
        let (took, _serving) = timed(|| {
            let serving = Serving::start("demo", demo.path(), None)?;
            Client::new(&serving.address).fetch("/sign-in")?;
            Ok(serving)
        })?;
        ours.0.push(ms(took));
        shortest.0.push(ms(program::run(&["number", "1"])?.0));
    }
    Ok(vec![Line {
        what: "`roviec demo` on an existing folder, from the command to the first page".into(),
        unit: "ms",
        goal: Some(GOAL),
        ours,
        beside: Some(("`roviec number 1`, start to end".into(), shortest)),
    }])
}
