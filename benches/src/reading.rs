//! Reading reports at size: 1 MB of report text beside only composing and lower-casing it; and inputs that nobody wrote, which
//! must not make the reader panic or take long.

use crate::line::Line;
use crate::times::{Rounds, ms};
use anyhow::{Context, Result, bail};
use reader::{Asked, Text};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;
/// Bytes.
const SIZE: usize = 1_000_000;
/// Milliseconds for that size.
const GOAL: f64 = 200.0;
/// Seconds of mutated reports without `ROVIEC_FUZZ_SECONDS`.
const SECONDS: u64 = 20;

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/reader/tests")
}

/// The annotated reports of the reader's tests.
fn reports() -> Result<Vec<Vec<u8>>> {
    let mut files = Vec::new();
    for folder in ["development", "unseen", "corpus"] {
        for entry in std::fs::read_dir(home().join(folder)).with_context(|| format!("no folder {folder}"))? {
            let path = entry?.path();
            if path.extension().is_none_or(|ending| ending != "toml" && ending != "md") {
                files.push(path);
            }
        }
    }
    files.sort();
    files.iter().map(|path| Ok(std::fs::read(path)?)).collect()
}

pub fn measure() -> Result<Vec<Line>> {
    let all = reports()?;
    let mut raw = String::with_capacity(SIZE);
    for report in all.iter().cycle() {
        raw.push_str(&String::from_utf8_lossy(report));
        raw.push('\n');
        if raw.len() >= SIZE {
            break;
        }
    }
    while raw.len() > SIZE {
        raw.pop();
    }
    let (mut ours, mut floor) = (Rounds::default(), Rounds::default());
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let lowered = viet::fold::fold(&raw);
        floor.0.push(ms(begun.elapsed()));
        let begun = Instant::now();
        let reading = reader::read(&Text::new(&raw), &Asked::default());
        ours.0.push(ms(begun.elapsed()));
        if lowered.is_empty() || reading.facts.is_empty() {
            bail!("nothing was read");
        }
    }
    let speed = Line {
        what: "1 MB of report text read into figures, tasks, projects, documents and doubts".into(),
        unit: "ms",
        goal: Some(GOAL),
        ours,
        beside: Some(("the same text composed, folded and lower-cased".into(), floor)),
    };
    Ok(vec![speed, strange(&all)?])
}

/// Mutated reports and bytes for so long; what panics or takes too long is kept in the corpus.
fn strange(all: &[Vec<u8>]) -> Result<Line> {
    let seconds = std::env::var("ROVIEC_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SECONDS);
    let (begun, span) = (Instant::now(), Duration::from_secs(seconds));
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut inputs, mut failed) = (0_u64, 0_u64);
    std::panic::set_hook(Box::new(|_| {}));
    while begun.elapsed() < span {
        let input = mutated(&mut dice, all);
        let started = Instant::now();
        let calm = catch_unwind(AssertUnwindSafe(|| read(&input))).is_ok();
        if !calm || started.elapsed() > Duration::from_secs(2) {
            failed += 1;
            std::fs::write(home().join("corpus").join(format!("found-{inputs}.bin")), &input)?;
        }
        inputs += 1;
    }
    drop(std::panic::take_hook());
    let what = format!(
        "mutated reports and bytes on which the reader panics or takes more than 2 s, of {inputs} in {seconds} s"
    );
    Ok(Line { what, unit: "inputs", goal: Some(0.0), ours: Rounds(vec![failed as f64]), beside: None })
}

fn read(bytes: &[u8]) {
    if let Ok(raw) = reader::input::text(bytes) {
        let text = Text::new(&raw);
        let reading = reader::read(&text, &Asked::default());
        // Every span lies in the text.
        for fact in &reading.facts {
            assert!(fact.span.0 <= fact.span.1 && fact.span.1 <= text.len() && fact.number.1 <= text.len());
        }
        for span in reading.doubts.iter().flat_map(|doubt| &doubt.spans) {
            assert!(span.0 <= span.1 && span.1 <= text.len());
        }
    }
}

/// A xorshift generator: the same inputs in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap_or(0)
    }
}

/// Pieces that readers of numbers stumble on.
const PIECES: [&str; 24] = [
    "/",
    "-",
    ".",
    ",",
    "%",
    "(",
    ")",
    "\"",
    "\n",
    "năm",
    "tháng",
    "ngày",
    "từ",
    "đến",
    "tỷ",
    "triệu",
    "99999999999999999999",
    "0",
    "31/2",
    "1/0",
    "trong đó",
    "so với",
    "Quận",
    "\u{301}",
];

fn mutated(dice: &mut Dice, all: &[Vec<u8>]) -> Vec<u8> {
    let mut input = all[dice.roll(all.len())].clone();
    let cut = dice.roll(input.len());
    if dice.roll(3) == 0 {
        input.truncate(cut);
    }
    for _ in 0..=dice.roll(40) {
        let at = dice.roll(input.len() + 1);
        match dice.roll(6) {
            0 => input.insert(at.min(input.len()), dice.roll(256) as u8),
            1 if at < input.len() => drop(input.remove(at)),
            2 if at < input.len() => input[at] = dice.roll(256) as u8,
            3 => {
                let other = &all[dice.roll(all.len())];
                let from = dice.roll(other.len());
                let piece = other[from..(from + dice.roll(200)).min(other.len())].to_vec();
                input.splice(at.min(input.len())..at.min(input.len()), piece);
            }
            4 => {
                let piece = PIECES[dice.roll(PIECES.len())].repeat(1 + dice.roll(3));
                input.splice(at.min(input.len())..at.min(input.len()), piece.into_bytes());
            }
            _ => {
                // Most inputs should be text: digits turned, letters swapped.
                if let Some(digit) = input.get_mut(at).filter(|b| b.is_ascii_digit()) {
                    *digit = b'0' + dice.roll(10) as u8;
                }
            }
        }
    }
    if dice.roll(4) == 0 { input } else { String::from_utf8_lossy(&input).into_owned().into_bytes() }
}
