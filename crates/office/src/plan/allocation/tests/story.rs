//! What must hold from draft to receipt (T1.1, T1.3, T1.4, T1.6).

use super::office::{Office, code, dong};
use crate::error::Error;
use crate::plan::allocation::store::{lines, receipts, totals};
use crate::plan::allocation::{
    Held, NewDraft, State, allocation, amend_allocation, confirm_receipt, draft_allocation, save_grid, sign_allocation,
};
use crate::plan::target::{Horizon, NewTarget, set_target, set_targets};
use jiff::civil::date;

#[test]
fn t1_1_a_remainder_keeps_a_decision_from_being_signed() {
    let office = Office::open();
    let no = office.draft("6.000 tỷ", "190 tỷ", Some(office.basis));
    let facts = office.facts();
    let refused = office.act(|tx| sign_allocation(&office.head(), tx, no));
    let Err(Error::Refusal(refusal)) = refused else { panic!("signed with a remainder") };
    assert_eq!(refusal.code, "remainder");
    let said = refusal.sentence.replace('\u{a0}', " ");
    assert!(
        said.starts_with("Còn 1 tỷ đồng dự toán “Thu ngân sách” chưa giao (6.191 tỷ đồng − 6.190 tỷ đồng)."),
        "{said}"
    );
    assert_eq!(office.facts(), facts);

    let mut grid = office.grid("6.000 tỷ", "190 tỷ", Some(office.basis));
    grid.held.push(Held { indicator: "thu".into(), value: dong("1 tỷ"), reason: String::new() });
    office.act(|tx| save_grid(&office.specialist(), tx, no, &grid)).expect("saved");
    assert_eq!(code(office.act(|tx| sign_allocation(&office.head(), tx, no))), "held-without-reason");
    grid.held[0].reason = "Dự phòng ngân sách".into();
    office.act(|tx| save_grid(&office.specialist(), tx, no, &grid)).expect("saved");
    assert_eq!(code(office.act(|tx| sign_allocation(&office.head(), tx, no))), "");
    assert_eq!(office.facts(), facts + 3);
}

#[test]
fn t1_3_what_is_signed_changes_only_by_an_amending_decision() {
    let office = Office::open();
    let (specialist, head) = (office.specialist(), office.head());
    let no = office.draft("6.000 tỷ", "191 tỷ", Some(office.basis));
    assert_eq!(code(office.act(|tx| amend_allocation(&specialist, tx, no))), "not-signed");
    office.act(|tx| sign_allocation(&head, tx, no)).expect("signed");
    let [first, second, _] = office.wards;
    assert_eq!(office.shares(), [(first, dong("6.000 tỷ")), (second, dong("191 tỷ"))]);
    let changed = office.grid("5.000 tỷ", "1.191 tỷ", Some(office.basis));
    assert_eq!(code(office.act(|tx| save_grid(&specialist, tx, no, &changed))), "already-signed");
    assert_eq!(code(office.act(|tx| sign_allocation(&head, tx, no))), "already-signed");

    let draft = office.act(|tx| amend_allocation(&specialist, tx, no)).expect("an amendment");
    assert_eq!(code(office.act(|tx| amend_allocation(&specialist, tx, no))), "amendment-open");
    assert_eq!(office.act(|tx| lines(tx, &head.book, draft)).expect("lines").len(), 2);
    office.act(|tx| save_grid(&specialist, tx, draft, &changed)).expect("saved");
    office.act(|tx| sign_allocation(&head, tx, draft)).expect("signed");
    assert_eq!(office.shares(), [(first, dong("5.000 tỷ")), (second, dong("1.191 tỷ"))]);

    let original = office.act(|tx| lines(tx, &head.book, no)).expect("lines");
    assert_eq!(original.iter().map(|line| line.value).collect::<Vec<_>>(), [dong("6.000 tỷ"), dong("191 tỷ")]);
    assert_eq!(office.act(|tx| totals(&head, tx, no)).expect("totals")[0].baseline.value, dong("6.191 tỷ"));
    let amendment = office.act(|tx| allocation(tx, &head.book, draft)).expect("the amendment");
    assert_eq!((amendment.amends, amendment.state), (Some(no), State::Signed));
    // The next amendment starts from the latest, whichever page it is asked from.
    let next = office.act(|tx| amend_allocation(&specialist, tx, no)).expect("a further amendment");
    assert_eq!(office.act(|tx| allocation(tx, &head.book, next)).expect("found").amends, Some(draft));
}

#[test]
fn t1_4_a_line_without_basis_cannot_be_signed() {
    let office = Office::open();
    let no = office.draft("6.000 tỷ", "191 tỷ", None);
    let Err(Error::Refusal(refusal)) = office.act(|tx| sign_allocation(&office.head(), tx, no)) else {
        panic!("signed without a basis")
    };
    assert_eq!(refusal.code, "line-without-basis");
    assert!(refusal.sentence.contains("Phường Cống Vị, Phường Giảng Võ"), "{}", refusal.sentence);
}

#[test]
fn t1_6_a_ward_confirms_its_own_receipt_once() {
    let office = Office::open();
    let no = office.draft("6.000 tỷ", "191 tỷ", Some(office.basis));
    assert_eq!(code(office.act(|tx| confirm_receipt(&office.ward(0), tx, no))), "not-signed");
    office.act(|tx| sign_allocation(&office.head(), tx, no)).expect("signed");
    assert_eq!(code(office.act(|tx| confirm_receipt(&office.ward(2), tx, no))), "not-your-unit");
    assert_eq!(code(office.act(|tx| confirm_receipt(&office.head(), tx, no))), "not-permitted");
    let facts = office.facts();
    for _ in 0..2 {
        office.act(|tx| confirm_receipt(&office.ward(0), tx, no)).expect("confirmed");
    }
    assert_eq!(office.facts(), facts + 1);
    let found = office.act(|tx| receipts(tx, "ba-dinh", no)).expect("receipts");
    assert_eq!(found.iter().map(|receipt| receipt.unit).collect::<Vec<_>>(), [office.wards[0]]);
}

#[test]
fn a_unit_that_did_not_exist_in_the_year_gets_nothing() {
    let office = Office::open();
    let no = office.draft("6.000 tỷ", "191 tỷ", Some(office.basis));
    let mut grid = office.grid("6.000 tỷ", "191 tỷ", Some(office.basis));
    grid.lines[1].unit = office.wards[2];
    let place = format!("v.thu.{}", office.wards[2]);
    assert_eq!(code(office.act(|tx| save_grid(&office.specialist(), tx, no, &grid))), place);
}

#[test]
fn an_indicator_is_allotted_by_one_decision_only() {
    let office = Office::open();
    let (first, second) =
        (office.draft("6.000 tỷ", "191 tỷ", Some(office.basis)), office.draft("1 tỷ", "6.190 tỷ", Some(office.basis)));
    office.act(|tx| sign_allocation(&office.head(), tx, first)).expect("signed");
    assert_eq!(code(office.act(|tx| sign_allocation(&office.head(), tx, second))), "already-allotted");
}

#[test]
fn a_target_of_a_term_is_allotted_under_one_year_only() {
    let office = Office::open();
    let (specialist, head) = (office.specialist(), office.head());
    let term = NewTarget {
        indicator: "chi".into(),
        unit: None,
        assigner: "thanh-pho".into(),
        horizon: Horizon::Term,
        starts_on: date(2016, 1, 1),
        ends_on: date(2020, 12, 31),
        typed: "6.191 tỷ đồng".into(),
        basis: Some(office.basis),
    };
    let target = office.act(|tx| set_target(&specialist, tx, &term)).expect("a target");
    let draft = |year| {
        let new = NewDraft { year, title: format!("Giao năm {year}"), targets: vec![target] };
        let mut grid = office.grid("6.000 tỷ", "191 tỷ", Some(office.basis));
        grid.lines.iter_mut().for_each(|line| line.indicator = "chi".into());
        grid.bases = [("chi".to_owned(), office.basis)].into();
        let no = office.act(|tx| draft_allocation(&specialist, tx, &new)).expect("a draft");
        office.act(|tx| save_grid(&specialist, tx, no, &grid)).expect("saved");
        no
    };
    let (first, second) = (draft(2017), draft(2018));
    assert_eq!(code(office.act(|tx| sign_allocation(&head, tx, first))), "");
    assert_eq!(code(office.act(|tx| sign_allocation(&head, tx, second))), "already-allotted");
}

#[test]
fn a_share_of_a_unit_comes_from_a_decision_only() {
    let office = Office::open();
    let share = |unit, assigner: &str| NewTarget {
        indicator: "thu".into(),
        unit,
        assigner: assigner.into(),
        horizon: Horizon::Year,
        starts_on: date(2017, 1, 1),
        ends_on: date(2017, 12, 31),
        typed: "120 tỷ đồng".into(),
        basis: Some(office.basis),
    };
    let (ctx, ward) = (office.specialist(), Some(office.wards[0]));
    let own = share(ward, "ubnd-quan");
    assert_eq!(code(office.act(|tx| set_target(&ctx, tx, &own))), "own-share");
    // A file that says it is at fault in its cell; what the City gives the ward is not the office's share.
    let rows = [share(ward, "thanh-pho"), own];
    assert_eq!(code(office.act(|tx| set_targets(&ctx, tx, &rows))), "1.assigner");
    assert_eq!(code(office.act(|tx| set_targets(&ctx, tx, &[share(None, "ubnd-quan")]))), "");
}

#[test]
fn only_the_own_baselines_of_the_year_can_be_divided() {
    let office = Office::open();
    let rows = [
        (2017, office.targets[1], ""),
        (2017, 999, "targets"),
        (2018, office.targets[1], "targets"),
        (1900, office.targets[1], "year-out-of-range"),
    ];
    for (year, target, want) in rows {
        let new = NewDraft { year, title: "Giao".into(), targets: vec![target] };
        assert_eq!(code(office.act(|tx| draft_allocation(&office.specialist(), tx, &new))), want, "{year} {target}");
    }
    let new = NewDraft { year: 2017, title: "Giao".into(), targets: vec![office.targets[1]] };
    assert_eq!(code(office.act(|tx| draft_allocation(&office.ward(0), tx, &new))), "not-permitted");
}
