//! A figure for test tables.
use super::*;
use crate::figure::Status;
use viet::bound::Bound;

/// 335 establishments in Phường Phúc Xá, counted from 1/1 to 30/4/2025.
pub fn figure() -> NewFigure {
    NewFigure {
        indicator: "co-so".into(),
        unit: 5,
        starts_on: jiff::civil::date(2025, 1, 1),
        cutoff_on: jiff::civil::date(2025, 4, 30),
        status: Status::Expected,
        bound: Bound::Equal,
        value: Decimal::from(335),
        typed: "335".into(),
        source: None,
        note: String::new(),
        invented: false,
        claims: Vec::new(),
    }
}
