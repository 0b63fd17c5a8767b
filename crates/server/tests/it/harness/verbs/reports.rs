//! Reports: drafted, signed, opened number by number, exported, published.

use crate::harness::{Actor, BOOK, Page};

/// The outline of periodic reports.
const OUTLINE: &str = "bao-cao-kinh-te-xa-hoi";

/// Reports.
pub trait Reports {
    /// Drafts the periodic report of a period.
    fn draft_report(&self, period: i64) -> Page;
    /// Writes the words of a draft, by field name.
    fn write_report(&self, report: i64, words: &[(&str, &str)]) -> Page;
    /// Signs a report.
    fn sign_report(&self, report: i64) -> Page;
    /// The page of a report.
    fn report_page(&self, report: i64) -> Page;
    /// The page behind a number of a report.
    fn figure_page(&self, report: i64, code: &str) -> Page;
    /// What changed since a report was signed.
    fn changes(&self, report: i64) -> Page;
    /// A report as a file: `html`, `pdf`, `docx`, `xlsx`.
    fn export(&self, report: i64, format: &str) -> Page;
    /// Publishes sections of a signed report.
    fn publish_report(&self, report: i64, sections: &[&str], author: &str, event_at: &str) -> Page;
}

impl Reports for Actor {
    #[track_caller]
    fn draft_report(&self, period: i64) -> Page {
        self.post(&format!("/{BOOK}/reports"), &[("outline", OUTLINE), ("period", &period.to_string()), ("label", "")])
    }

    #[track_caller]
    fn write_report(&self, report: i64, words: &[(&str, &str)]) -> Page {
        self.post(&format!("/{BOOK}/reports/{report}"), words)
    }

    #[track_caller]
    fn sign_report(&self, report: i64) -> Page {
        self.post(&format!("/{BOOK}/reports/{report}/sign"), &[])
    }

    #[track_caller]
    fn report_page(&self, report: i64) -> Page {
        self.get(&format!("/{BOOK}/reports/{report}"))
    }

    #[track_caller]
    fn figure_page(&self, report: i64, code: &str) -> Page {
        self.get(&format!("/{BOOK}/reports/{report}/figures/{code}")).ok()
    }

    #[track_caller]
    fn changes(&self, report: i64) -> Page {
        self.get(&format!("/{BOOK}/reports/{report}/changes")).ok()
    }

    #[track_caller]
    fn export(&self, report: i64, format: &str) -> Page {
        self.get(&format!("/{BOOK}/reports/{report}/export?format={format}")).ok()
    }

    #[track_caller]
    fn publish_report(&self, report: i64, sections: &[&str], author: &str, event_at: &str) -> Page {
        let mut fields = vec![("author", author), ("event_at", event_at)];
        fields.extend(sections.iter().map(|section| ("sections", *section)));
        self.post(&format!("/{BOOK}/reports/{report}/publication"), &fields)
    }
}
