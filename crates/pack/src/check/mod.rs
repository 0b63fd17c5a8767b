//! Kiểm tra số liệu: judges the figures of a report before it is signed.
//!
//! Each rule stands in its own file with its table of tests. A difference that
//! the rounding of the stated numbers explains is never a finding.

mod bases;
mod bound;
mod caps;
mod codes;
mod course;
mod label;
mod parts;
mod reached;
mod shared;
mod sheet;
mod size;
mod slip;
mod stated;
#[cfg(test)]
pub(crate) mod testing;
mod units;

use std::fmt;

use serde::Serialize;

pub use codes::CODES;
pub use sheet::{Baseline, Claim, ClaimBase, Line, Previous, Sheet, Status};
pub use viet::bound::Bound;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Must be explained or corrected by the one who signs.
    Warn,
    /// The report cannot be signed with it.
    Stop,
}

/// One thing found wrong or questionable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable code, one of [`CODES`].
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Code of the indicator; `None` when it concerns the whole report.
    pub indicator: Option<String>,
    /// Vietnamese sentence with the figures.
    pub sentence: String,
    /// What to do, in Vietnamese.
    pub remedy: String,
}

impl Finding {
    fn of_sheet(code: &'static str, severity: Severity, sentence: String) -> Self {
        let remedy = codes::remedy(code).to_owned();
        Self { code, severity, indicator: None, sentence, remedy }
    }

    fn of_line(code: &'static str, severity: Severity, line: &Line<'_>, sentence: String) -> Self {
        let indicator = Some(line.key.clone());
        Self { indicator, ..Self::of_sheet(code, severity, sentence) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.sentence, self.remedy)
    }
}

/// Every finding of a sheet, the heaviest first, otherwise in the order of its lines.
pub fn check(sheet: &Sheet<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = sheet.lines.iter().filter_map(size::check).collect();
    let sheet = &size::within(sheet);
    findings.extend(label::check(sheet));
    for line in &sheet.lines {
        findings.extend(reached::missing(line));
        findings.extend(parts::part_over_whole(sheet, line));
        findings.extend(parts::formula_off(sheet, line));
        findings.extend(units::check(line));
        findings.extend(caps::check(line));
        findings.extend(slip::check(line));
        findings.extend(stated::check(line));
        findings.extend(shared::check(line));
        findings.extend(course::falls(line));
        findings.extend(reached::behind(sheet, line));
    }
    findings.extend(bases::check(sheet));
    findings.extend(course::rate_changes(sheet));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_say_what_to_do() {
        assert!(CODES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (code, meaning, remedy) in CODES {
            assert!(meaning.ends_with('.') && remedy.ends_with('.'), "{code}");
        }
    }
}
