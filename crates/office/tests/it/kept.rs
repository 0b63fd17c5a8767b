//! The sums kept for the superior level say what the office's own page says.

use crate::world::{ROOT, WARDS, World};
use crate::year::{figure, resolution, revenue};
use jiff::civil::date;
use office::directory::permit::Role;
use office::directory::{NewUnit, establish};
use office::document::register;
use office::figure::{NewFigure, enter};
use office::indicator::{Asked, gather, keep};
use office::params;
use office::plan::target::{NewTarget, set_target};

/// `value units_with/units_all` as kept, of the sum that the tree shows.
fn kept(world: &World, indicator: &str) -> String {
    let sql = "select value || ' ' || units_with || '/' || units_all as line from kept_sum \
        where book = 'ba-dinh' and indicator = $1 and units_with > 0 order by starts_on";
    world.db.write(|tx| keep(tx, "ba-dinh")).expect("keep");
    let row = world.db.read(|tx| Ok(tx.row(sql, params![indicator])?.map(|row| row.text("line")).transpose()?));
    row.expect("a query").expect("a sum")
}

/// The same as the office's page of the indicator has it.
fn shown(world: &World, indicator: &str) -> String {
    let ctx = world.ctx(Role::Specialist);
    let asked = Asked { starts_on: date(2017, 1, 1), cutoff_on: date(2017, 4, 30), position: i64::MAX };
    let lines = world.db.read(|tx| gather(&ctx, tx, asked)).expect("lines");
    let line = lines.line(indicator).expect("a line");
    let with = line.units.iter().filter(|unit| unit.figure.is_some()).count();
    format!("{} {with}/{}", line.value().unwrap_or_default(), line.units.len())
}

#[test]
fn a_state_on_a_day_is_summed_from_whatever_start() {
    let world = World::new();
    let ctx = world.ctx(Role::Specialist);
    let [first, second] = WARDS;
    let of = |unit, month, count: i64| NewFigure {
        indicator: "co-so-an-uong".into(),
        starts_on: date(2017, month, 1),
        typed: format!("{count} cơ sở"),
        ..figure(unit, count)
    };
    // The second ward corrects itself in a period that starts later.
    for new in [of(first, 1, 5), of(second, 1, 6), of(first, 4, 7), of(second, 4, 8)] {
        world.db.write(|tx| enter(&ctx, tx, &new)).expect("entered");
        assert_eq!(kept(&world, "co-so-an-uong"), shown(&world, "co-so-an-uong"), "{new:?}");
    }
    assert_eq!(kept(&world, "co-so-an-uong"), "15 2/2");
}

#[test]
fn a_unit_with_a_target_is_expected_to_report() {
    let world = World::new();
    let (ctx, operator) = (world.ctx(Role::Specialist), world.ctx(Role::Operator));
    let office = NewUnit {
        code: String::new(),
        kind: "phong".into(),
        name: "Chi cục Thuế".into(),
        parent: Some(ROOT),
        on: date(2000, 1, 1),
        abolished_on: None,
    };
    let unit = world.db.write(|tx| establish(&operator, tx, &office)).expect("a unit");
    world.db.write(|tx| enter(&ctx, tx, &figure(WARDS[0], 10_000_000_000))).expect("entered");
    assert_eq!(kept(&world, "thu-nsnn"), "10000000000 1/2");
    let basis = world.db.write(|tx| register(&ctx, tx, &resolution())).expect("a document");
    let target = NewTarget { unit: Some(unit), ..revenue(basis) };
    world.db.write(|tx| set_target(&ctx, tx, &target)).expect("a target");
    assert_eq!(kept(&world, "thu-nsnn"), "10000000000 1/3");
    assert_eq!(shown(&world, "thu-nsnn"), "10000000000 1/3");
}
