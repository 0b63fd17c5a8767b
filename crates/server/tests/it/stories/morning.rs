//! Every morning: how many cases wait for this person, are late, are due, stand still or wait to be fetched.

use crate::harness::{BOOK, Cases, Page};

/// The number of each view as its tile shows it.
fn tiles(page: &Page) -> Vec<(String, String)> {
    let html = page.html();
    let tiles = html.split("cases?view=").skip(1).filter_map(|tile| {
        let view = tile.split('"').next()?;
        let number = tile.split("<span class=\"big\">").nth(1)?.split('<').next()?;
        Some((view.to_owned(), number.to_owned()))
    });
    tiles.take(6).collect()
}

on_both!(each_tile_counts_its_own_cases, at "2026-11-20T09:00:00+07:00", |mut office| {
    let shown = |page: Page, expected: [(&str, &str); 6]| {
        let found = tiles(&page.ok());
        let found: Vec<(&str, &str)> = found.iter().map(|(view, number)| (view.as_str(), number.as_str())).collect();
        assert_eq!(found, expected);
    };
    let morning = format!("/{BOOK}/morning");
    let counter = office.counter();
    let numbers: Vec<i64> = (0..4).map(|_| counter.receive(&[]).created()).collect();
    counter.case_page(numbers[0]).ok();
    counter.on_case(numbers[0], "pause", &[("reason_key", "bo-sung"), ("asked", "Bản sao hộ khẩu")]).done();
    counter.send_on(numbers[1], "tham-tra", office.officer("tu-phap")).done();
    let week = [("mine", "3"), ("overdue", "0"), ("today", "0"), ("week", "3"), ("waiting", "1"), ("decided", "0")];
    shown(counter.get(&morning), week);
    // On the morning of the last day; the case that waits for papers has none.
    let due = office.rows("select due_at from case_file where no = 3");
    office.later(&format!("{}T08:00:00+07:00", &due[0][..10]));
    let today = [("mine", "3"), ("overdue", "0"), ("today", "3"), ("week", "3"), ("waiting", "1"), ("decided", "0")];
    shown(office.counter().get(&morning), today);
    office.later("2026-12-20T08:00:00+07:00");
    let late = [("mine", "3"), ("overdue", "3"), ("today", "0"), ("week", "0"), ("waiting", "1"), ("decided", "0")];
    shown(office.counter().get(&morning), late);
    // The head holds none of them and sees all that are late.
    let head = [("mine", "0"), ("overdue", "3"), ("today", "0"), ("week", "0"), ("waiting", "1"), ("decided", "0")];
    shown(office.head().get(&morning), head);
});
