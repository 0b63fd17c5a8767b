//! What the drafter writes around the figures: addressees, prose, next tasks, explanations of failed checks.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The words of a report that no figure gives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Texts {
    /// Place named beside the date; empty: the name of the office's territory.
    pub place: String,
    /// Kính gửi.
    pub addressee: Vec<String>,
    /// Nơi nhận, without dashes.
    pub recipients: Vec<String>,
    /// Prose by the key of its part in the outline.
    pub narratives: BTreeMap<String, String>,
    pub next_tasks: Vec<NextTask>,
    /// Why a failed check may stand, by the key of its finding (`finding_key`); without one a report with a stopping check
    /// cannot be signed.
    pub explained: BTreeMap<String, String>,
}

/// A task of the next period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NextTask {
    pub work: String,
    /// Who leads, as it is written.
    pub unit: String,
    /// As it is written; empty when the task runs on.
    pub due_on: String,
}

impl NextTask {
    /// One line of the form: `việc | đơn vị chủ trì | hạn`.
    pub fn read(line: &str) -> Option<NextTask> {
        let mut parts = line.split('|').map(str::trim);
        let work = parts.next().filter(|work| !work.is_empty())?.to_owned();
        let mut next = || parts.next().unwrap_or_default().to_owned();
        Some(NextTask { work, unit: next(), due_on: next() })
    }

    /// The line again.
    pub fn line(&self) -> String {
        [&self.work, &self.unit, &self.due_on].map(String::as_str).join(" | ").trim_end_matches([' ', '|']).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_and_write_back() {
        let rows = [
            ("Thu nợ thuế | Chi cục Thuế | 30/6/2017", ("Thu nợ thuế", "Chi cục Thuế", "30/6/2017")),
            ("Giữ vững trật tự đô thị", ("Giữ vững trật tự đô thị", "", "")),
        ];
        for (line, (work, unit, due_on)) in rows {
            let task = NextTask::read(line).expect(line);
            assert_eq!((task.work.as_str(), task.unit.as_str(), task.due_on.as_str()), (work, unit, due_on));
            assert_eq!(task.line(), line);
        }
        assert_eq!(NextTask::read("  "), None);
    }
}
