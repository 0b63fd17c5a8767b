//! Acts of the directory done twice, and logins that belong to somebody already.

use crate::world::{ROOT, WARDS, World};
use jiff::civil::date;
use office::db::Tx;
use office::directory::permit::Role;
use office::directory::{NewOfficer, NewUnit, UnitChange, appoint, change, end_post, establish, officers};
use office::error::Error;
use office::params;

fn officer(login: &str, name: &str, post_title: &str, unit: i64) -> NewOfficer {
    let (login, name, post_title) = (login.into(), name.into(), post_title.into());
    NewOfficer { login, name, post_title, role: Role::Specialist, unit, from: date(2017, 1, 1) }
}

/// The number of the officer, or the code of the refusal.
fn appointed(world: &World, new: &NewOfficer) -> Result<i64, String> {
    match world.db.write(|tx| appoint(&world.ctx(Role::Operator), tx, new)) {
        Ok(no) => Ok(no),
        Err(Error::Refusal(refusal)) => Err(refusal.code.to_owned()),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_post_held_already_is_not_held_twice() {
    let world = World::new();
    let lan = appointed(&world, &officer("lan", "Trần Thị Lan", "Chuyên viên", ROOT)).expect("a new officer");
    let once = world.dump();
    assert_eq!(appointed(&world, &officer("lan", "Trần Thị Lan", "Chuyên viên", ROOT)), Ok(lan));
    assert_eq!(world.dump(), once, "the second click writes nothing");
    for (title, unit) in [("Phó Chánh Văn phòng", ROOT), ("Chuyên viên", WARDS[0])] {
        let before = world.dump();
        assert_eq!(appointed(&world, &officer("lan", "Trần Thị Lan", title, unit)), Ok(lan));
        assert_ne!(world.dump(), before, "a further post: {title}");
    }
}

#[test]
fn a_login_stays_with_whoever_had_it_first() {
    let world = World::new();
    appointed(&world, &officer("lan", "Trần Thị Lan", "Chuyên viên", ROOT)).expect("a new officer");
    let other = officer("lan", "Lê Thị Lan", "Chuyên viên", WARDS[0]);
    assert_eq!(appointed(&world, &other), Err("login-taken".into()));
    let leave = |tx: &mut Tx| {
        let post = tx.int("select max(no) from post where book = $1", params!["ba-dinh"])?;
        end_post(&world.ctx(Role::Operator), tx, post, date(2017, 4, 1))
    };
    world.db.write(leave).expect("the post ends");
    assert_eq!(appointed(&world, &other), Err("login-taken".into()), "also of somebody who left");
}

#[test]
fn an_officer_stands_in_the_unit_as_it_was_called_on_that_day() {
    let world = World::new();
    let rename = UnitChange::Rename("Phường Ngọc Hà Mới".into());
    let renamed = |tx: &mut Tx| change(&world.ctx(Role::Operator), tx, WARDS[0], date(2016, 7, 1), &rename);
    world.db.write(renamed).expect("renamed");
    for (day, want) in [(date(2016, 6, 30), "Phường Ngọc Hà"), (date(2016, 7, 1), "Phường Ngọc Hà Mới")] {
        let found = world.db.read(|tx| officers(tx, "ba-dinh", day)).expect("officers");
        let unit = found.iter().find(|officer| officer.unit == WARDS[0]).map(|officer| officer.unit_name.as_str());
        assert_eq!(unit, Some(want), "{day}");
    }
}

#[test]
fn what_happened_to_a_unit_already_happens_once() {
    let world = World::new();
    let ctx = world.ctx(Role::Operator);
    let school = NewUnit {
        code: "T01".into(),
        kind: "truong".into(),
        name: "Trường Mới".into(),
        parent: Some(WARDS[0]),
        on: date(2016, 1, 1),
        abolished_on: None,
    };
    let founded = || world.db.write(|tx| establish(&ctx, tx, &school)).expect("a school");
    let no = founded();
    let kept = world.dump();
    assert_eq!(founded(), no);
    assert_eq!(world.dump(), kept, "established once");
    let changes = [
        UnitChange::Rename("Trường Khác".into()),
        UnitChange::Move(WARDS[1]),
        UnitChange::SucceededBy(WARDS[0]),
        UnitChange::Abolish,
    ];
    for what in changes {
        let done = || world.db.write(|tx| change(&ctx, tx, no, date(2016, 7, 1), &what)).expect("a change");
        let before = world.dump();
        done();
        let kept = world.dump();
        assert_ne!(kept, before, "{what:?}");
        done();
        assert_eq!(world.dump(), kept, "{what:?} once");
    }
}
