//! Numbers taken in several rounds: median, extremes, and how they relate to what was measured beside them.

use anyhow::Result;
use std::time::{Duration, Instant};

/// One number per round, in the unit of its line.
#[derive(Clone, Debug, Default)]
pub struct Rounds(pub Vec<f64>);

impl Rounds {
    /// The middle one; of an even number the mean of both in the middle.
    pub fn median(&self) -> f64 {
        let sorted = sorted(&self.0);
        match sorted.len() {
            0 => f64::NAN,
            n if n % 2 == 1 => sorted[n / 2],
            n => (sorted[n / 2 - 1] + sorted[n / 2]) / 2.0,
        }
    }

    pub fn least(&self) -> f64 {
        self.0.iter().copied().fold(f64::INFINITY, f64::min)
    }

    pub fn most(&self) -> f64 {
        self.0.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }

    /// The median of the ratios taken within each round: what slows the machine down slows both.
    pub fn ratio(&self, beside: &Rounds) -> f64 {
        Rounds(self.0.iter().zip(&beside.0).map(|(ours, theirs)| ours / theirs).collect()).median()
    }
}

/// The value below which this share of the numbers lies (nearest rank).
pub fn quantile(numbers: &[f64], share: f64) -> f64 {
    let sorted = sorted(numbers);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied().unwrap_or(f64::NAN)
}

fn sorted(numbers: &[f64]) -> Vec<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// How long something takes, with what it answers.
pub fn timed<T>(run: impl FnOnce() -> Result<T>) -> Result<(Duration, T)> {
    let begun = Instant::now();
    let answer = run()?;
    Ok((begun.elapsed(), answer))
}

/// Milliseconds.
pub fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_quantiles() {
        // numbers, median, the 99th of a hundred
        let rows = [(vec![3.0, 1.0, 2.0], 2.0, 3.0), (vec![4.0, 1.0], 2.5, 4.0), (vec![7.0], 7.0, 7.0)];
        for (numbers, median, most) in rows {
            assert_eq!(Rounds(numbers.clone()).median(), median);
            assert_eq!(quantile(&numbers, 0.99), most);
        }
        let hundred: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert_eq!((quantile(&hundred, 0.99), quantile(&hundred, 0.5)), (198.0, 100.0));
    }

    #[test]
    fn ratios_are_taken_within_rounds() {
        let (ours, theirs) = (Rounds(vec![2.0, 40.0, 6.0]), Rounds(vec![1.0, 10.0, 2.0]));
        assert_eq!(ours.ratio(&theirs), 3.0);
    }
}
