//! Periods and the figures entered into them.

use super::borrowed;
use crate::harness::{Actor, BOOK, Page};

/// A figure as somebody types it.
#[derive(Clone, Debug)]
pub struct Figure(Vec<(String, String)>);

impl Figure {
    /// An actual figure of a unit in a period.
    pub fn of(period: i64, indicator: &str, unit: i64, typed: &str) -> Figure {
        let figure = Figure(Vec::new()).with("period", period).with("indicator", indicator).with("unit", unit);
        figure.with("status", "actual").with("value", typed)
    }

    /// Not counted yet but expected.
    pub fn expected(self) -> Figure {
        Figure(self.0.into_iter().filter(|(name, _)| name != "status").collect()).with("status", "expected")
    }

    /// Counted up to another day than the period's.
    pub fn until(self, day: &str) -> Figure {
        self.with("cutoff_on", day)
    }

    /// The document says which share of the estimates of these assigners it is.
    pub fn claims(mut self, percent: &str, assigners: &[&str]) -> Figure {
        self = self.with("claim_percent", percent);
        assigners.iter().fold(self, |figure, assigner| figure.with("claim_assigners", assigner))
    }

    /// The document says how it grew since the same period of the year before.
    pub fn grows(self, typed: &str) -> Figure {
        self.with("claim_growth", typed).with("claim_growth_base", "same-period")
    }

    fn with(mut self, name: &str, value: impl ToString) -> Figure {
        self.0.push((name.to_owned(), value.to_string()));
        self
    }
}

/// Periods, figures, progress.
pub trait Figures {
    /// Opens a period by its label, cut off on a day (blank: on the day the label ends).
    fn open_period(&self, label: &str, cutoff_on: &str) -> Page;
    /// Closes a period.
    fn close_period(&self, period: i64) -> Page;
    /// Enters one figure with the form.
    fn enter(&self, figure: &Figure) -> Page;
    /// Enters cells of a period's sheet: `v.{indicator}.{unit}` and what was typed.
    fn enter_sheet(&self, period: i64, status: &str, cells: &[(String, &str)]) -> Page;
    /// The page of a period.
    fn period_page(&self, period: i64) -> Page;
    /// Every indicator of a period with what the checks found.
    fn progress(&self, period: i64) -> Page;
    /// One indicator at a cut-off.
    fn indicator(&self, code: &str, cutoff_on: &str) -> Page;
}

impl Figures for Actor {
    #[track_caller]
    fn open_period(&self, label: &str, cutoff_on: &str) -> Page {
        self.post(&format!("/{BOOK}/periods"), &[("label", label), ("cutoff_on", cutoff_on)])
    }

    #[track_caller]
    fn close_period(&self, period: i64) -> Page {
        self.post(&format!("/{BOOK}/periods/{period}/close"), &[])
    }

    #[track_caller]
    fn enter(&self, figure: &Figure) -> Page {
        self.post(&format!("/{BOOK}/figures"), &borrowed(&figure.0))
    }

    #[track_caller]
    fn enter_sheet(&self, period: i64, status: &str, cells: &[(String, &str)]) -> Page {
        let mut fields = vec![("status", status)];
        fields.extend(cells.iter().map(|(name, typed)| (name.as_str(), *typed)));
        self.post(&format!("/{BOOK}/periods/{period}/figures"), &fields)
    }

    #[track_caller]
    fn period_page(&self, period: i64) -> Page {
        self.get(&format!("/{BOOK}/periods/{period}"))
    }

    #[track_caller]
    fn progress(&self, period: i64) -> Page {
        self.get(&format!("/{BOOK}/indicators?period={period}")).ok()
    }

    #[track_caller]
    fn indicator(&self, code: &str, cutoff_on: &str) -> Page {
        self.get(&format!("/{BOOK}/indicators/{code}?cutoff={cutoff_on}")).ok()
    }
}
