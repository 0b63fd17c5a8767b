//! What both walks over the year say: the resolution, the estimate, the grid that allots it, and a figure.

use crate::world::WARDS;
use jiff::civil::date;
use office::document::NewDocument;
use office::figure::{NewFigure, Status};
use office::plan::allocation::{Grid, GridLine};
use office::plan::target::{Horizon, NewTarget};
use rust_decimal::Decimal;
use viet::bound::Bound;

pub fn resolution() -> NewDocument {
    NewDocument {
        kind: "NQ".into(),
        symbol: "01/NQ-HĐND".into(),
        issued_on: Some(date(2016, 12, 20)),
        issuer: "HĐND Thành phố".into(),
        subject: "Dự toán ngân sách năm 2017".into(),
        own: false,
        bases: Vec::new(),
        details: office::document::Details::default(),
    }
}

pub fn revenue(basis: i64) -> NewTarget {
    NewTarget {
        indicator: "thu-nsnn".into(),
        unit: None,
        assigner: "thanh-pho".into(),
        horizon: Horizon::Year,
        starts_on: date(2017, 1, 1),
        ends_on: date(2017, 12, 31),
        typed: "6.191 tỷ đồng".into(),
        basis: Some(basis),
    }
}

pub fn grid(basis: i64) -> Grid {
    let line = |unit, value: i64| GridLine {
        indicator: "thu-nsnn".into(),
        unit,
        value: Decimal::from(value),
        typed: viet::money::write(value.into()),
    };
    Grid {
        lines: vec![line(WARDS[0], 191_000_000_000), line(WARDS[1], 6_000_000_000_000)],
        held: Vec::new(),
        bases: [("thu-nsnn".to_owned(), basis)].into(),
    }
}

pub fn figure(unit: i64, value: i64) -> NewFigure {
    NewFigure {
        indicator: "thu-nsnn".into(),
        unit,
        starts_on: date(2017, 1, 1),
        cutoff_on: date(2017, 4, 30),
        status: Status::Expected,
        bound: Bound::Equal,
        value: value.into(),
        typed: viet::money::write(value.into()),
        source: None,
        note: String::new(),
        invented: false,
        claims: Vec::new(),
    }
}
