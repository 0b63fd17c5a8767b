//! Changes of units in any order of days: one version holds on each day, and nothing stands below itself.

use crate::world::{ROOT, WARDS, World};
use jiff::civil::{Date, date};
use office::directory::permit::Role;
use office::directory::{UnitChange, change, unit_on};
use office::error::Error;

const SCHOOL: i64 = WARDS[1];

/// Days with what is changed on them.
type Changes<'a> = &'a [(&'a str, UnitChange)];

/// What was changed before, then unit, day and change that are tried, and the code of the refusal.
type Row<'a> = (&'a [(i64, &'a str, UnitChange)], i64, &'a str, UnitChange, &'a str);

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn rename(name: &str) -> UnitChange {
    UnitChange::Rename(name.into())
}

/// `code` of the refusal, empty when the change was made.
fn made(world: &World, unit: i64, on: &str, what: &UnitChange) -> String {
    let ctx = world.ctx(Role::Operator);
    match world.db.write(|tx| change(&ctx, tx, unit, day(on), what)) {
        Ok(()) => String::new(),
        Err(Error::Refusal(refusal)) => refusal.code.to_owned(),
        Err(other) => other.to_string(),
    }
}

/// `from to name <parent` of every version of a unit.
fn versions(world: &World, unit: i64) -> Vec<String> {
    let sql = "select effective_from || ' ' || coalesce(effective_to, '…') || ' ' || name || ' <' || coalesce(parent, 0) as line \
        from unit_version where book = 'ba-dinh' and unit = $1 order by effective_from";
    let lines = world.db.read(|tx| Ok(tx.rows(sql, office::params![unit])?));
    lines.expect("versions").iter().map(|row| row.text("line").expect("a line")).collect()
}

#[test]
fn one_version_holds_on_each_day() {
    #[rustfmt::skip]
    let rows: &[(Changes, &[&str])] = &[
        // In order.
        (&[("2010-01-01", rename("A")), ("2012-01-01", rename("B"))],
         &["1961-05-31 2010-01-01 Phường Cống Vị <1", "2010-01-01 2012-01-01 A <1", "2012-01-01 … B <1"]),
        // Back-dated: ends where the next one begins.
        (&[("2012-01-01", rename("B")), ("2010-01-01", rename("A"))],
         &["1961-05-31 2010-01-01 Phường Cống Vị <1", "2010-01-01 2012-01-01 A <1", "2012-01-01 … B <1"]),
        // Twice on one day: both hold.
        (&[("2010-01-01", rename("A")), ("2010-01-01", UnitChange::Move(2))],
         &["1961-05-31 2010-01-01 Phường Cống Vị <1", "2010-01-01 … A <2"]),
        (&[("2010-01-01", UnitChange::Move(2)), ("2010-01-01", rename("A"))],
         &["1961-05-31 2010-01-01 Phường Cống Vị <1", "2010-01-01 … A <2"]),
        // Twice on one day, with a later change already there.
        (&[("2012-01-01", rename("B")), ("2010-01-01", rename("A")), ("2010-01-01", UnitChange::Move(2))],
         &["1961-05-31 2010-01-01 Phường Cống Vị <1", "2010-01-01 2012-01-01 A <2", "2012-01-01 … B <1"]),
        // On the very day of its establishment.
        (&[("1961-05-31", rename("A"))], &["1961-05-31 … A <1"]),
    ];
    for (changes, want) in rows {
        let world = World::new();
        for (on, what) in *changes {
            assert_eq!(made(&world, SCHOOL, on, what), "", "{changes:?}");
        }
        assert_eq!(versions(&world, SCHOOL), *want, "{changes:?}");
        for on in [date(1990, 1, 1), date(2010, 1, 1), date(2011, 6, 1), date(2012, 1, 1), date(2017, 1, 1)] {
            let unit = world.db.read(|tx| unit_on(tx, "ba-dinh", SCHOOL, on)).expect("a unit");
            assert!(unit.is_some(), "{changes:?} {on}");
        }
    }
}

#[test]
fn nothing_stands_below_itself_and_the_root_stays() {
    let [first, second] = WARDS;
    #[rustfmt::skip]
    let rows: &[Row] = &[
        (&[],                                               second, "2010-01-01", UnitChange::Move(first),  ""),
        (&[],                                               second, "2010-01-01", UnitChange::Move(second), "unit-under-itself"),
        (&[(second, "2010-01-01", UnitChange::Move(first))], first, "2010-01-01", UnitChange::Move(second), "unit-under-itself"),
        (&[(second, "2010-01-01", UnitChange::Move(first))], first, "2015-01-01", UnitChange::Move(second), "unit-under-itself"),
        // Below it only from a later day on, which the new version would still reach.
        (&[(second, "2010-01-01", UnitChange::Move(first))], first, "2005-01-01", UnitChange::Move(second), "unit-under-itself"),
        // Before that day the first is back under the root.
        (&[(second, "2010-01-01", UnitChange::Move(first)), (first, "2008-01-01", rename("A"))],
                                                             first, "2005-01-01", UnitChange::Move(second), ""),
        (&[],                                               ROOT,   "2010-01-01", UnitChange::Move(first),  "root-stays"),
        (&[],                                               ROOT,   "2010-01-01", UnitChange::Abolish,      "root-stays"),
        (&[],                                               ROOT,   "2010-01-01", rename("Quận Mới"),       ""),
        (&[],                                               first,  "2010-01-01", UnitChange::Abolish,      ""),
        (&[(first, "2010-01-01", UnitChange::Abolish)],     second, "2011-01-01", UnitChange::Move(first),  "unit-not-there"),
    ];
    for (before, unit, on, what, want) in rows {
        let world = World::new();
        for (unit, on, what) in *before {
            assert_eq!(made(&world, *unit, on, what), "", "{before:?}");
        }
        let kept = world.dump();
        assert_eq!(made(&world, *unit, on, what), *want, "{before:?} {unit} {on} {what:?}");
        assert_eq!(world.dump() == kept, !want.is_empty(), "a refusal leaves nothing behind: {what:?}");
    }
}
