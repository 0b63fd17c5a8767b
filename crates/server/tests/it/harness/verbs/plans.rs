//! Planning a year: targets, their division over units, the monthly road-map.

use super::borrowed;
use crate::harness::{Actor, BOOK, Page};

/// Targets, allocation decisions and road-maps.
pub trait Plans {
    /// Opens a plan year with its theme.
    fn open_year(&self, year: i16, theme: &str) -> Page;
    /// Sets a yearly target of the office as an assigner gave it, resting on a document.
    fn set_target(&self, indicator: &str, assigner: &str, year: i16, typed: &str, basis: i64) -> Page;
    /// Drafts the decision that divides targets.
    fn draft_allocation(&self, year: i16, title: &str, targets: &[i64]) -> Page;
    /// Fills the grid of a draft: cells by field name, as the page sends them.
    fn fill_grid(&self, allocation: i64, cells: &[(String, String)]) -> Page;
    /// Signs a decision.
    fn sign_allocation(&self, allocation: i64) -> Page;
    /// Confirms receipt of a signed decision.
    fn confirm_receipt(&self, allocation: i64) -> Page;
    /// Drafts the decision that amends a signed one.
    fn amend_allocation(&self, allocation: i64) -> Page;
    /// The page of a decision.
    fn allocation_page(&self, allocation: i64) -> Page;
    /// Sets the twelve months of a target.
    fn set_road_map(&self, target: i64, months: &[String; 12]) -> Page;
}

impl Plans for Actor {
    #[track_caller]
    fn open_year(&self, year: i16, theme: &str) -> Page {
        self.post(&format!("/{BOOK}/years"), &[("year", &year.to_string()), ("theme", theme)])
    }

    #[track_caller]
    fn set_target(&self, indicator: &str, assigner: &str, year: i16, typed: &str, basis: i64) -> Page {
        let (year, basis) = (year.to_string(), if basis == 0 { String::new() } else { basis.to_string() });
        let fields = [
            ("indicator", indicator),
            ("unit", ""),
            ("assigner", assigner),
            ("horizon", "year"),
            ("year", &year),
            ("value", typed),
            ("basis", &basis),
        ];
        self.post(&format!("/{BOOK}/targets"), &fields)
    }

    #[track_caller]
    fn draft_allocation(&self, year: i16, title: &str, targets: &[i64]) -> Page {
        let mut fields = vec![("year".to_owned(), year.to_string()), ("title".to_owned(), title.to_owned())];
        fields.extend(targets.iter().map(|target| ("targets".to_owned(), target.to_string())));
        self.post(&format!("/{BOOK}/allocations"), &borrowed(&fields))
    }

    #[track_caller]
    fn fill_grid(&self, allocation: i64, cells: &[(String, String)]) -> Page {
        self.post(&format!("/{BOOK}/allocations/{allocation}"), &borrowed(cells))
    }

    #[track_caller]
    fn sign_allocation(&self, allocation: i64) -> Page {
        self.post(&format!("/{BOOK}/allocations/{allocation}/sign"), &[])
    }

    #[track_caller]
    fn confirm_receipt(&self, allocation: i64) -> Page {
        self.post(&format!("/{BOOK}/allocations/{allocation}/receipt"), &[])
    }

    #[track_caller]
    fn amend_allocation(&self, allocation: i64) -> Page {
        self.post(&format!("/{BOOK}/allocations/{allocation}/amendment"), &[])
    }

    #[track_caller]
    fn allocation_page(&self, allocation: i64) -> Page {
        self.get(&format!("/{BOOK}/allocations/{allocation}"))
    }

    #[track_caller]
    fn set_road_map(&self, target: i64, months: &[String; 12]) -> Page {
        let fields: Vec<(String, String)> =
            months.iter().enumerate().map(|(at, month)| (format!("m{}", at + 1), month.clone())).collect();
        self.post(&format!("/{BOOK}/targets/{target}/road-map"), &borrowed(&fields))
    }
}
