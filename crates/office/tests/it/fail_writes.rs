//! Every write of every act fails once: nothing of the act remains, and the act then succeeds as if nothing had happened.

use crate::world::{ROOT, WARDS, World, now};
use crate::year::{self, grid, resolution, revenue};
use jiff::civil::date;
use office::ctx::Ctx;
use office::db::Tx;
use office::directory::permit::Role;
use office::directory::{NewOfficer, NewUnit, UnitChange, appoint, change, end_post, establish, set_password};
use office::document::register;
use office::error::Error;
use office::figure::{
    ClaimBase, NewClaim, NewFigure, NewPeriod, NewRisk, close_period, close_risk, enter, open_period, register_risk,
};
use office::journal::verify;
use office::plan::allocation::{
    NewDraft, amend_allocation, confirm_receipt, draft_allocation, save_grid, sign_allocation,
};
use office::plan::programme::{NewItem, NewProgramme, ready_item, write_item, write_programme};
use office::plan::road_map::set_road_map;
use office::plan::target::set_target;
use office::plan::year::open_year;
use office::report::{NewReport, NextTask, Publication, Texts, draft, edit, publish, sign};
use office::sheet::{self, Subject};
use office::{indicator, journal};
use rust_decimal::Decimal;

/// Lets the first, second, … write of an act fail until the act gets through; each time nothing may remain.
pub fn survive<T>(world: &World, role: Role, what: &str, mut act: impl FnMut(&Ctx, &mut Tx) -> Result<T, Error>) -> T {
    let ctx = world.ctx(role);
    let before = world.dump();
    for n in 1.. {
        world.db.fail_write_in(n);
        let outcome = world.db.write(|tx| act(&ctx, tx));
        world.db.fail_write_in(0);
        match outcome {
            Ok(value) => {
                assert!(n > 1, "{what}: the act wrote nothing");
                assert_ne!(world.dump(), before, "{what}: the act left no trace");
                return value;
            }
            Err(Error::Failure(_)) => {
                assert_eq!(world.dump(), before, "{what}: write {n} failed and something remained")
            }
            Err(error) => panic!("{what}: {error}"),
        }
    }
    unreachable!("the loop ends by returning")
}

#[test]
fn every_write_of_the_year_fails_once() {
    let world = World::new();
    let basis = survive(&world, Role::Specialist, "register", |ctx, tx| register(ctx, tx, &resolution()));
    survive(&world, Role::Head, "open year", |ctx, tx| open_year(ctx, tx, 2017, "Năm kỷ cương hành chính"));
    let target = survive(&world, Role::Specialist, "set target", |ctx, tx| set_target(ctx, tx, &revenue(basis)));
    survive(&world, Role::Specialist, "road-map", |ctx, tx| set_road_map(ctx, tx, target, &months()));
    allocate(&world, target, basis);
    let programme = survive(&world, Role::Head, "programme", |ctx, tx| {
        let title = "Chương trình công tác năm 2017".into();
        write_programme(ctx, tx, &NewProgramme { kind: "CTr".into(), year: 2017, title, document: Some(basis) })
    });
    let item = survive(&world, Role::Head, "item", |ctx, tx| write_item(ctx, tx, programme, None, &clear_item(basis)));
    survive(&world, Role::Head, "ready", |ctx, tx| ready_item(ctx, tx, programme, item));
    assert_whole(&world);
}

#[test]
fn every_write_of_the_period_fails_once() {
    let world = World::new();
    let basis = survive(&world, Role::Specialist, "register", |ctx, tx| register(ctx, tx, &resolution()));
    survive(&world, Role::Specialist, "set target", |ctx, tx| set_target(ctx, tx, &revenue(basis)));
    let period = survive(&world, Role::Specialist, "open period", |ctx, tx| {
        open_period(ctx, tx, &NewPeriod::labelled("4 tháng đầu năm 2017", None))
    });
    survive(&world, Role::Specialist, "enter", |ctx, tx| {
        enter(ctx, tx, &figure(ROOT, "1.748,6 tỷ", 1_748_600_000_000))
    });
    survive(&world, Role::Specialist, "correct", |ctx, tx| {
        enter(ctx, tx, &figure(ROOT, "1.749 tỷ", 1_749_000_000_000))
    });
    survive(&world, Role::Unit, "enter for the ward", |ctx, tx| {
        enter(ctx, tx, &figure(WARDS[0], "10 tỷ", 10_000_000_000))
    });
    let risk = survive(&world, Role::Specialist, "risk", |ctx, tx| register_risk(ctx, tx, &risk()));
    let new = NewReport { outline: "bao-cao-kinh-te-xa-hoi".into(), period, label: String::new() };
    let report = survive(&world, Role::Specialist, "draft", |ctx, tx| draft(ctx, tx, &new));
    survive(&world, Role::Specialist, "edit", |ctx, tx| edit(ctx, tx, report, &texts()));
    survive(&world, Role::Head, "sign", |ctx, tx| sign(ctx, tx, report));
    let publication = Publication {
        sections: vec!["thu-ngan-sach".into()],
        author: "Phòng Văn hóa và Thông tin".into(),
        event_at: now(),
    };
    survive(&world, Role::Head, "publish", |ctx, tx| publish(ctx, tx, report, &publication));
    survive(&world, Role::Head, "close period", |ctx, tx| close_period(ctx, tx, period));
    survive(&world, Role::Head, "close risk", |ctx, tx| close_risk(ctx, tx, risk, "Đã bù đủ"));
    assert_whole(&world);
    assert_kept_equals_rebuilt(&world);
}

#[test]
fn every_write_of_the_directory_and_of_an_import_fails_once() {
    let world = World::new();
    let on = date(2017, 1, 1);
    let new = NewUnit {
        code: String::new(),
        kind: "truong".into(),
        name: "Trường Thực hành".into(),
        parent: Some(ROOT),
        on,
        abolished_on: None,
    };
    let unit = survive(&world, Role::Operator, "establish", |ctx, tx| establish(ctx, tx, &new));
    let rename = UnitChange::Rename("Trường Thực nghiệm".into());
    survive(&world, Role::Operator, "rename", |ctx, tx| change(ctx, tx, unit, date(2017, 3, 1), &rename));
    survive(&world, Role::Operator, "abolish", |ctx, tx| change(ctx, tx, unit, date(2017, 4, 1), &UnitChange::Abolish));
    let officer = NewOfficer {
        login: "moi".into(),
        name: "Người Mới".into(),
        post_title: "Chuyên viên".into(),
        role: Role::Specialist,
        unit: ROOT,
        from: on,
    };
    survive(&world, Role::Operator, "appoint", |ctx, tx| appoint(ctx, tx, &officer));
    survive(&world, Role::Operator, "end post", |ctx, tx| end_post(ctx, tx, 4, date(2017, 2, 1)));
    survive(&world, Role::Operator, "password", |ctx, tx| set_password(ctx, tx, "moi", "một mật khẩu dài"));
    let csv = "Chỉ tiêu;Đơn vị;Đến ngày;Trạng thái;Giá trị\nthu-nsnn;Phường Ngọc Hà;30/4/2017;ước;10 tỷ\nthu-nsnn;Phường Cống Vị;30/4/2017;ước;20 tỷ\n";
    survive(&world, Role::Specialist, "import", |ctx, tx| {
        sheet::import_file(ctx, tx, Subject::Figures, "so-lieu.csv", csv.as_bytes())
    });
    assert_whole(&world);
    assert_kept_equals_rebuilt(&world);
}

fn allocate(world: &World, target: i64, basis: i64) {
    let new = NewDraft { year: 2017, title: "Giao dự toán thu năm 2017".into(), targets: vec![target] };
    let no = survive(world, Role::Specialist, "draft allocation", |ctx, tx| draft_allocation(ctx, tx, &new));
    survive(world, Role::Specialist, "save grid", |ctx, tx| save_grid(ctx, tx, no, &grid(basis)));
    survive(world, Role::Head, "sign allocation", |ctx, tx| sign_allocation(ctx, tx, no));
    survive(world, Role::Unit, "confirm receipt", |ctx, tx| confirm_receipt(ctx, tx, no));
    survive(world, Role::Specialist, "amend", |ctx, tx| amend_allocation(ctx, tx, no));
}

fn assert_whole(world: &World) {
    let verdicts = world.db.read(verify).expect("verify");
    assert!(verdicts.iter().all(journal::Verdict::is_whole), "{verdicts:?}");
}

fn assert_kept_equals_rebuilt(world: &World) {
    let sums = |world: &World| world.dump().into_iter().filter(|line| line.starts_with("kept_sum")).collect::<Vec<_>>();
    world.db.write(|tx| indicator::keep(tx, "ba-dinh")).expect("keep");
    let kept = sums(world);
    assert!(!kept.is_empty());
    world.db.write(|tx| indicator::rebuild(tx, "ba-dinh")).expect("rebuild");
    assert_eq!(sums(world), kept);
}

fn months() -> [Decimal; 12] {
    let mut months = [Decimal::from(500_000_000_000_i64); 12];
    months[11] = Decimal::from(691_000_000_000_i64);
    months
}

fn clear_item(basis: i64) -> NewItem {
    NewItem {
        work: "Thu hồi nợ thuế".into(),
        unit: Some(ROOT),
        person: Some(1),
        procedure: "Quy trình thu nợ".into(),
        head: Some(2),
        expected_result: "Nợ giảm 5 %".into(),
        due_on: Some(date(2017, 6, 30)),
        basis: Some(basis),
    }
}

fn figure(unit: i64, typed: &str, value: i64) -> NewFigure {
    let claim = NewClaim {
        base: ClaimBase::Baseline,
        assigners: vec!["thanh-pho".into()],
        value: Decimal::new(2824, 2),
        decimals: 2,
        growth: false,
        typed: "28,24 %".into(),
    };
    let claims = if unit == ROOT { vec![claim] } else { Vec::new() };
    NewFigure { typed: typed.into(), claims, ..year::figure(unit, value) }
}

fn risk() -> NewRisk {
    NewRisk {
        indicator: "thu-nsnn".into(),
        unit: ROOT,
        cause: "Thu chậm".into(),
        solution: "Đôn đốc thu nợ".into(),
        owner: 2,
        due_on: date(2017, 6, 30),
    }
}

fn texts() -> Texts {
    let task =
        NextTask { work: "Thu hồi nợ thuế".into(), unit: "Chi cục Thuế".into(), due_on: "30/6/2017".into() };
    Texts { next_tasks: vec![task], recipients: vec!["Lưu: VT".into()], ..Texts::default() }
}
