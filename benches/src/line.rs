//! One line of the table: what was measured, the goal, the result, what it stands beside.

use crate::times::Rounds;

/// What a number must stay at or below, in the unit of the line.
type Goal = Option<f64>;

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    pub what: String,
    pub unit: &'static str,
    /// Nothing: the line only informs.
    pub goal: Goal,
    pub ours: Rounds,
    /// What it is compared with in the same rounds, and its numbers.
    pub beside: Option<(String, Rounds)>,
}

impl Line {
    /// Whether the goal is not reached; what was not measured does not reach it.
    pub fn misses(&self) -> bool {
        let median = self.ours.median();
        self.goal.is_some_and(|goal| median.is_nan() || median > goal)
    }

    fn verdict(&self) -> &'static str {
        match (self.goal, self.misses()) {
            (None, _) => "for information",
            (_, true) => "**missed**",
            (_, false) => "met",
        }
    }

    fn cells(&self) -> [String; 7] {
        let number = |value: f64| measured(value, self.unit);
        let (beside, ratio) = match &self.beside {
            Some((name, theirs)) => {
                (format!("{name}: {}", number(theirs.median())), significant(self.ours.ratio(theirs)))
            }
            None => ("–".into(), "–".into()),
        };
        [
            self.what.clone(),
            self.goal.map_or("–".into(), |goal| format!("≤ {}", number(goal))),
            number(self.ours.median()),
            format!("{} to {}", number(self.ours.least()), number(self.ours.most())),
            beside,
            ratio,
            self.verdict().into(),
        ]
    }
}

/// The table in Markdown.
pub fn table(lines: &[Line]) -> String {
    let row = |cells: [String; 7]| format!("| {} |\n", cells.join(" | "));
    let head = ["measure", "goal", "median", "range", "beside it", "ratio", "verdict"].map(str::to_owned);
    let rule = ["---", "---", "---:", "---", "---", "---:", "---"].map(str::to_owned);
    [head, rule].into_iter().chain(lines.iter().map(Line::cells)).map(row).collect()
}

fn measured(value: f64, unit: &str) -> String {
    format!("{} {unit}", significant(value))
}

/// Three digits that count; whole numbers keep all of theirs.
fn significant(value: f64) -> String {
    let digits = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    let text = format!("{value:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_goal_result_and_verdict() {
        // rounds, goal, beside, line
        let rows = [
            (
                vec![90.0, 110.0, 130.0],
                Some(300.0),
                Some(vec![9.0, 10.0, 13.0]),
                "| a | ≤ 300 ms | 110 ms | 90 ms to 130 ms | b: 10 ms | 10 | met |",
            ),
            (vec![301.0], Some(300.0), None, "| a | ≤ 300 ms | 301 ms | 301 ms to 301 ms | – | – | **missed** |"),
            (vec![0.25], None, None, "| a | – | 0.25 ms | 0.25 ms to 0.25 ms | – | – | for information |"),
        ];
        for (ours, goal, beside, expected) in rows {
            let beside = beside.map(|numbers| ("b".to_owned(), Rounds(numbers)));
            let line = Line { what: "a".into(), unit: "ms", goal, ours: Rounds(ours), beside };
            assert_eq!(table(&[line]).lines().last(), Some(expected));
        }
    }

    #[test]
    fn nothing_measured_is_missed() {
        let line = Line { what: "a".into(), unit: "ms", goal: Some(1.0), ours: Rounds::default(), beside: None };
        assert!(line.misses());
    }
}
