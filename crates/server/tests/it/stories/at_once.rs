//! Many people at once: nothing is lost, nothing is written twice, and the journal stays one unbroken chain.

use super::ba_dinh::{april, estimates};
use crate::harness::{Actor, Figure, Figures, Page, Reports};
use std::sync::Barrier;
use std::thread;

/// Everybody does the act at the same moment; the answers in the order of the people.
fn at_once(people: Vec<Actor>, act: impl Fn(usize, &Actor) -> Page + Sync) -> Vec<Page> {
    let gate = Barrier::new(people.len());
    thread::scope(|scope| {
        let (gate, act) = (&gate, &act);
        let started: Vec<_> = people
            .into_iter()
            .enumerate()
            .map(|(at, person)| {
                scope.spawn(move || {
                    gate.wait();
                    act(at, &person)
                })
            })
            .collect();
        started.into_iter().map(|thread| thread.join().expect("an answer")).collect()
    })
}

on_both!(one_of_two_signatures_counts, at "2017-05-05T09:00:00+07:00", |office| {
    estimates(office);
    let period = april(office);
    for round in 1..=3 {
        let report = office.specialist().draft_report(period).created();
        let answers = at_once(vec![office.head(), office.head(), office.head()], |_, head| head.sign_report(report));
        let mut statuses: Vec<u16> = answers.iter().map(|page| page.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409, 409], "round {round}");
        assert!(answers.iter().filter(|page| page.status == 409).all(|page| page.refusal_code() == "already-signed"));
    }
    // Numbers of documents have neither gaps nor doubles.
    let symbols = office.rows("select symbol from document where kind = 'BC' order by symbol");
    assert_eq!(symbols, ["01/BC-UBND", "02/BC-UBND", "03/BC-UBND"]);
    office.command(&["verify"]).done();
});

/// What wards count in pieces.
const INDICATORS: [&str; 10] = [
    "ho-so-tiep-nhan",
    "ho-so-mot-cua",
    "ho-so-da-giai-quyet",
    "ho-so-dung-han",
    "co-so-an-uong",
    "vi-pham-moi",
    "truong-chuan-moi",
    "vu-ngo-doc",
    "du-an-gpmb",
    "ho-ban-giao",
];

on_both!(thirty_figures_at_once_are_thirty_facts, at "2017-05-05T09:00:00+07:00", |office| {
    let period = office.specialist().open_period("4 tháng đầu năm 2017", "30/4/2017").created();
    let wards = ["Ngọc Hà", "Kim Mã", "Phúc Xá"];
    let units = wards.map(|name| office.unit(&format!("Phường {name}")));
    let (before, people) = (office.facts(), (0..6).map(|at| office.ward(wards[at % 3])).collect());
    let answers = at_once(people, |at, ward| {
        // Two people of each ward, five indicators each.
        let mine = &INDICATORS[if at < 3 { 0..5 } else { 5..10 }];
        let entered = mine.iter().map(|code| ward.enter(&Figure::of(period, code, units[at % 3], "1.000")));
        let mut answers: Vec<Page> = entered.collect();
        answers.sort_by_key(|page| page.status);
        answers.pop().expect("five answers")
    });
    for worst in &answers {
        assert_eq!(worst.status, 303, "{}", worst.text());
    }
    assert_eq!(office.facts(), before + 30);
    assert_eq!(office.number("select count(*) from figure where replaced_fact_no is null"), 30);
    let verified = office.command(&["verify"]).done();
    assert!(verified.contains(&format!("ba-dinh: nguyên vẹn, {} sự kiện", before + 30)), "{verified}");
});
