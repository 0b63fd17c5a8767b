//! Every write of every act on a case fails once; kept counts equal counts computed anew; one million is not needed to see
//! that exactly one officer holds a case.

use crate::fail_writes::survive;
use crate::world::{ROOT, WARDS, World};
use jiff::Timestamp;
use office::casework::{
    Application, Forward, NewPaper, NewPause, NewPerson, answer_advice, apologise, ask_advice, correct_receipt, counts,
    decide, forward, hand_back, pause, pay_fees, plan, rate, rebuild_counts, receive, reopen, resume, stop, sweep,
    take,
};
use office::casework::{Asked, View, case_file, how_many, name_stand_in};
use office::ctx::Ctx;
use office::db::Tx;
use office::directory::permit::Role;
use office::error::Error;
use pack::case_type::{Channel, PersonKind};

/// Friday morning, some days before the limit.
fn at(ctx: &Ctx, text: &str) -> Ctx {
    Ctx { now: text.parse::<Timestamp>().expect("an instant"), ..ctx.clone() }
}

fn morning(ctx: &Ctx) -> Ctx {
    at(ctx, "2026-11-20T02:00:00Z")
}

fn application(ctx: &Ctx) -> Application {
    let paper = NewPaper { paper: "to-khai".into(), title: "Tờ khai".into(), copies: 1, ..NewPaper::default() };
    Application {
        type_id: "xac-nhan-tinh-trang-hon-nhan".into(),
        channel: Channel::Counter,
        person: NewPerson {
            kind: PersonKind::Citizen,
            name: "Nguyễn Văn Á".into(),
            identity_no: "001085012345".into(),
            born_on: None,
            sex: String::new(),
            address: "Số 5".into(),
            phone: String::new(),
            email: String::new(),
        },
        submitter: None,
        subject: String::new(),
        fields: vec![
            ("muc-dich".into(), "kết hôn".into()),
            ("xac-minh".into(), "không".into()),
            ("so-ban".into(), "1".into()),
        ],
        papers: vec![NewPaper { origin: "paper".into(), ..paper }],
        helped_unit: ROOT,
        received_unit: ROOT,
        authority_unit: ROOT,
        delivery: "counter".into(),
        received_at: ctx.now,
    }
}

fn send(ctx: &Ctx, tx: &mut Tx, case_no: i64, step: &str, officer: i64) -> Result<(), Error> {
    forward(ctx, tx, &Forward { case_no, step: step.into(), officer, note: String::new(), seen: 0 })
}

#[test]
fn every_write_of_the_life_of_a_case_fails_once() {
    let world = World::new();
    let no = survive(&world, Role::Specialist, "receive", |ctx, tx| {
        let ctx = morning(ctx);
        Ok(receive(&ctx, tx, &application(&ctx))?.no)
    });
    survive(&world, Role::Specialist, "forward", |ctx, tx| send(&morning(ctx), tx, no, "tham-tra", 1));
    survive(&world, Role::Head, "plan", |ctx, tx| {
        plan(&morning(ctx), tx, no, "2026-11-24T09:00:00Z".parse::<Timestamp>().expect("an instant"))
    });
    survive(&world, Role::Specialist, "pause", |ctx, tx| {
        let ctx = morning(ctx);
        let (reason, note) = ("bo-sung".into(), "Giấy tờ".into());
        pause(&ctx, tx, &NewPause { case_no: no, reason, note, from_at: ctx.now })
    });
    survive(&world, Role::Specialist, "resume", |ctx, tx| {
        let ctx = at(ctx, "2026-11-23T02:00:00Z");
        resume(&ctx, tx, no, ctx.now, "đủ")
    });
    let leg = survive(&world, Role::Specialist, "ask advice", |ctx, tx| {
        ask_advice(&at(ctx, "2026-11-23T03:00:00Z"), tx, no, WARDS[0], "Nơi cư trú", "1 ngày làm việc")
    });
    survive(&world, Role::Unit, "answer advice", |ctx, tx| {
        answer_advice(&at(ctx, "2026-11-23T04:00:00Z"), tx, no, leg, "Đúng")
    });
    survive(&world, Role::Head, "correct the receipt", |ctx, tx| {
        let ctx = at(ctx, "2026-11-23T05:00:00Z");
        correct_receipt(&ctx, tx, no, "2026-11-19T02:00:00Z".parse().expect("an instant"), "sổ giấy")
    });
    survive(&world, Role::Head, "apologise", |ctx, tx| {
        let ctx = at(ctx, "2026-11-30T02:00:00Z");
        apologise(&ctx, tx, no, "2026-12-02T10:00:00Z".parse().expect("an instant"), "máy hỏng")
    });
    survive(&world, Role::Operator, "sweep", |ctx, tx| sweep(&at(ctx, "2026-11-30T02:00:00Z"), tx));
    survive(&world, Role::Specialist, "forward to sign", |ctx, tx| {
        send(&at(ctx, "2026-11-30T03:00:00Z"), tx, no, "ky", 1)
    });
    survive(&world, Role::Head, "decide", |ctx, tx| decide(&at(ctx, "2026-11-30T04:00:00Z"), tx, no, "cap", ""));
    survive(&world, Role::Specialist, "fees", |ctx, tx| pay_fees(&at(ctx, "2026-11-30T05:00:00Z"), tx, no, "cash"));
    survive(&world, Role::Specialist, "hand back", |ctx, tx| hand_back(&at(ctx, "2026-11-30T06:00:00Z"), tx, no, ""));
    survive(&world, Role::Specialist, "rate", |ctx, tx| {
        let case = case_file(tx, &ctx.book, no)?;
        rate(&at(ctx, "2026-11-30T07:00:00Z"), tx, &case, 5, "")
    });
    survive(&world, Role::Head, "reopen", |ctx, tx| reopen(&at(ctx, "2026-12-01T02:00:00Z"), tx, no, "sai họ tên"));
    survive(&world, Role::Head, "stop", |ctx, tx| stop(&at(ctx, "2026-12-01T03:00:00Z"), tx, no, true, "rút"));
    assert_counts(&world);
}

/// What was kept act by act is what the cases themselves say.
fn assert_counts(world: &World) {
    let book = world.ctx(Role::Head).book;
    let (kept, rebuilt) = world
        .db
        .write(|tx| {
            let kept = counts(tx, &book)?;
            rebuild_counts(tx, &book)?;
            Ok((kept, counts(tx, &book)?))
        })
        .expect("the counts");
    assert!(!kept.is_empty());
    assert_eq!(kept, rebuilt);
}

#[test]
fn a_stand_in_is_named_once_and_a_colleague_takes_over() {
    let world = World::new();
    let ctx = morning(&world.ctx(Role::Specialist));
    let no = world.db.write(|tx| receive(&ctx, tx, &application(&ctx))).expect("received").no;
    let head = morning(&world.ctx(Role::Head));
    let day = jiff::civil::date(2026, 11, 20);
    let new = office::casework::StandIn { officer: 1, deputy: 3, from_on: day, to_on: day, reason: String::new() };
    let first = world.db.write(|tx| name_stand_in(&head, tx, &new)).expect("named");
    assert_eq!(world.db.write(|tx| name_stand_in(&head, tx, &new)).expect("named"), first);
    let ward = morning(&world.ctx(Role::Unit));
    let mut seen = ward.clone();
    seen.actor.units.push(ROOT);
    world.db.write(|tx| take(&seen, tx, no, 0)).expect("taken");
    let holder = world.db.read(|tx| Ok(case_file(tx, &ctx.book, no)?.holder)).expect("read");
    assert_eq!(holder, ward.actor.officer);
}

#[test]
fn views_are_counted_together_also_when_one_can_find_nothing() {
    let world = World::new();
    let counter = morning(&world.ctx(Role::Counter));
    world.db.write(|tx| receive(&counter, tx, &application(&counter))).expect("a case");
    let ctx = morning(&world.ctx(Role::Head));
    let all = Asked::view(View::All, ctx.now);
    let nothing = Asked { words: "!!!".into(), ..all.clone() };
    let counts = world.db.read(|tx| how_many(&ctx, tx, &[all.clone(), nothing, all.clone()]));
    assert_eq!(counts.expect("three numbers"), [1, 0, 1]);
}
