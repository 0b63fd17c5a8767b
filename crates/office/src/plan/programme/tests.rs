//! The acts of a programme on a database: an item becomes ready only with every clear and its basis (T1.5, T1.4).

use super::{NewItem, NewProgramme, State, items, ready_item, write_item, write_programme};
use crate::error::Error;
use crate::plan::allocation::tests::{Office, code};
use jiff::civil::date;

fn whole(office: &Office) -> NewItem {
    NewItem {
        work: "Thu thuế sử dụng đất phi nông nghiệp".into(),
        unit: Some(office.wards[0]),
        person: Some(office.clerk),
        procedure: "Lập bộ, thông báo, thu, nộp".into(),
        head: Some(office.clerk),
        expected_result: "Thu đủ bộ thuế".into(),
        due_on: Some(date(2017, 6, 30)),
        basis: Some(office.basis),
    }
}

fn programme(office: &Office) -> i64 {
    let new = NewProgramme {
        kind: "CTr".into(),
        year: 2017,
        title: "Chương trình công tác năm 2017".into(),
        document: Some(office.basis),
    };
    office.act(|tx| write_programme(&office.specialist(), tx, &new)).expect("a programme")
}

#[test]
fn t1_5_an_item_that_lacks_a_clear_cannot_be_assigned() {
    let office = Office::open();
    let (ctx, no) = (office.specialist(), programme(&office));
    let lacking = NewItem { person: None, due_on: None, ..whole(&office) };
    let item = office.act(|tx| write_item(&ctx, tx, no, None, &lacking)).expect("an item");
    let Err(Error::Refusal(refusal)) = office.act(|tx| ready_item(&ctx, tx, no, item)) else {
        panic!("ready without a person")
    };
    assert_eq!(refusal.code, "clears-missing");
    assert!(
        refusal.sentence.contains("rõ người:") && refusal.sentence.contains("rõ tiến độ, thời hạn:"),
        "{}",
        refusal.sentence
    );
    assert!(!refusal.sentence.contains("rõ việc"), "{}", refusal.sentence);

    office.act(|tx| write_item(&ctx, tx, no, Some(item), &whole(&office))).expect("edited");
    let facts = office.facts();
    for _ in 0..2 {
        office.act(|tx| ready_item(&ctx, tx, no, item)).expect("ready");
    }
    assert_eq!(office.facts(), facts + 1);
}

#[test]
fn editing_a_ready_item_makes_it_a_draft_again() {
    let office = Office::open();
    let (ctx, no) = (office.specialist(), programme(&office));
    let item = office.act(|tx| write_item(&ctx, tx, no, None, &whole(&office))).expect("an item");
    office.act(|tx| ready_item(&ctx, tx, no, item)).expect("ready");
    let state = || office.act(|tx| items(tx, &ctx.book, no)).expect("items")[0].state;
    let facts = office.facts();
    office.act(|tx| write_item(&ctx, tx, no, Some(item), &whole(&office))).expect("the same again");
    assert_eq!((state(), office.facts()), (State::Ready, facts));
    let later = NewItem { due_on: Some(date(2017, 9, 30)), ..whole(&office) };
    office.act(|tx| write_item(&ctx, tx, no, Some(item), &later)).expect("edited");
    assert_eq!((state(), office.facts()), (State::Draft, facts + 1));
}

#[test]
fn what_an_item_names_must_exist() {
    let office = Office::open();
    let (ctx, no) = (office.specialist(), programme(&office));
    #[rustfmt::skip]
    let rows = [
        (NewItem { unit: Some(office.wards[2]), ..whole(&office) }, "unit"),
        (NewItem { person: Some(99), head: Some(98), ..whole(&office) }, "person head"),
        (NewItem { basis: Some(99), ..whole(&office) },             "basis"),
        (NewItem::default(),                                        "work"),
        (NewItem { work: "Việc".into(), ..NewItem::default() },     ""),
    ];
    for (new, want) in rows {
        assert_eq!(code(office.act(|tx| write_item(&ctx, tx, no, None, &new))), want);
    }
    assert_eq!(code(office.act(|tx| write_item(&office.ward(0), tx, no, None, &whole(&office)))), "not-permitted");
}
