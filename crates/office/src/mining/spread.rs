//! How a set of durations is spread: count, sum, median, mean, 90th percentile; exact, in milliseconds.

/// Durations in milliseconds, to be summed up.
#[derive(Clone, Debug, Default)]
pub struct Durations(Vec<i64>);

/// Count, sum and middle of some durations, all in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    pub count: usize,
    pub total: i128,
    /// The middle one; of an even number the mean of the two in the middle, rounded half up.
    pub median: i64,
    /// Rounded half up.
    pub mean: i64,
    /// The smallest that nine in ten do not exceed (nearest rank).
    pub p90: i64,
}

impl Durations {
    pub fn add(&mut self, milliseconds: i64) {
        self.0.push(milliseconds);
    }

    /// `None` when there are none: what cannot be computed is missing, not zero.
    pub fn spread(mut self) -> Option<Spread> {
        self.0.sort_unstable();
        let count = self.0.len();
        let at = |rank: usize| self.0.get(rank.max(1) - 1).copied().map(i128::from);
        let (low, high) = (at(count.div_ceil(2))?, at(count / 2 + 1)?);
        let total: i128 = self.0.iter().map(|one| i128::from(*one)).sum();
        Some(Spread {
            count,
            total,
            median: divided(low + high, 2),
            mean: divided(total, i128::try_from(count).ok()?),
            p90: divided(at(count.saturating_mul(9).div_ceil(10))?, 1),
        })
    }
}

/// A quotient rounded half up. Durations of a log fit: instants lie within 20,000 years.
fn divided(sum: i128, by: i128) -> i64 {
    i64::try_from((2 * sum + by).div_euclid(2 * by)).unwrap_or(i64::MAX)
}

/// Milliseconds as whole seconds, rounded half up.
pub fn seconds(milliseconds: i64) -> i64 {
    divided(milliseconds.into(), 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Total, median, mean and 90th percentile.
    type Told = Option<(i128, i64, i64, i64)>;

    #[test]
    fn durations_are_summed_up() {
        #[rustfmt::skip]
        let rows: [(&[i64], Told); 9] = [
            (&[],                              None),
            (&[5],                             Some((5, 5, 5, 5))),
            (&[0],                             Some((0, 0, 0, 0))),
            (&[1, 2],                          Some((3, 2, 2, 2))),
            (&[3, 1, 2],                       Some((6, 2, 2, 3))),
            (&[4, 1, 3, 2],                    Some((10, 3, 3, 4))),
            (&[10, 20, 30, 40],                Some((100, 25, 25, 40))),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Some((55, 6, 6, 9))),
            (&[i64::MAX, i64::MAX],            Some((2 * i64::MAX as i128, i64::MAX, i64::MAX, i64::MAX))),
        ];
        for (durations, expected) in rows {
            let spread = Durations(durations.to_vec()).spread();
            assert_eq!(spread.map(|s| (s.total, s.median, s.mean, s.p90)), expected, "{durations:?}");
            assert_eq!(spread.map_or(0, |s| s.count), durations.len());
        }
    }

    #[test]
    fn seconds_are_rounded_half_up() {
        let rows = [(0, 0), (499, 0), (500, 1), (1499, 1), (86_400_000, 86_400)];
        for (milliseconds, expected) in rows {
            assert_eq!(seconds(milliseconds), expected, "{milliseconds}");
        }
    }
}
