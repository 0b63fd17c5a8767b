//! Acts of the directory done twice, and logins that belong to somebody already.

use crate::world::{ROOT, WARDS, World};
use jiff::civil::date;
use office::ctx::Ctx;
use office::db::Tx;
use office::directory::permit::Role;
use office::directory::{
    NewBook, NewOfficer, NewUnit, UnitChange, appoint, change, end_post, establish, officers, open_book, set_password,
};
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

/// `code` of the refusal, empty when the act was done.
fn code<T>(outcome: Result<T, Error>) -> String {
    match outcome {
        Ok(_) => String::new(),
        Err(Error::Refusal(refusal)) => refusal.code.to_owned(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_book_has_a_key_that_an_address_can_hold() {
    let world = World::new();
    let long = "q".repeat(65);
    #[rustfmt::skip]
    let rows = [
        ("hoan-kiem",     None,             ""),
        ("p1",            Some("ba-dinh"),  ""),
        ("ba-dinh",       None,             "book-exists"),
        ("p2",            Some("ha-noi"),   "superior-not-there"),
        ("p3",            Some("p3"),       "superior-not-there"),
        ("public",        None,             "unfit-book-key"),
        ("sign-in",       None,             "unfit-book-key"),
        ("tra-cuu",       None,             "unfit-book-key"),
        ("",              None,             "unfit-book-key"),
        ("ba.dinh",       None,             "unfit-book-key"),
        ("ba/dinh",       None,             "unfit-book-key"),
        ("Ba Đình",       None,             "unfit-book-key"),
        (long.as_str(),   None,             "unfit-book-key"),
        (&long[..64],     None,             ""),
    ];
    for (key, superior, want) in rows {
        let root = NewUnit {
            code: String::new(),
            kind: "quan".into(),
            name: "Quận".into(),
            parent: None,
            on: date(2000, 1, 1),
            abolished_on: None,
        };
        let new = NewBook { book: key.into(), superior: superior.map(str::to_owned), root };
        let ctx = Ctx { book: key.into(), ..world.ctx(Role::Operator) };
        assert_eq!(code(world.db.write(|tx| open_book(&ctx, tx, &new))), want, "{key}");
    }
}

#[test]
fn nobody_gets_a_login_or_a_password_that_the_sign_in_refuses() {
    let world = World::new();
    let long = "l".repeat(65);
    for (login, want) in [(&long[..64], ""), (long.as_str(), "unfit-login"), ("lê lan", "unfit-login")] {
        let outcome = appointed(&world, &officer(login, "Lê Thị Lan", "Chuyên viên", ROOT));
        assert_eq!(outcome.err().unwrap_or_default(), want, "{login}");
    }
    for (length, want) in [(9, "short-password"), (10, ""), (1024, ""), (1025, "long-password")] {
        let set = |tx: &mut Tx| set_password(&world.ctx(Role::Operator), tx, "chu-tich", &"ă".repeat(length));
        assert_eq!(code(world.db.write(set)), want, "{length}");
    }
}
