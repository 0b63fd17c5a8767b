//! The program is killed while people work: nothing that was acknowledged is lost, and nothing half-done remains.

use crate::harness::{Figure, Figures};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

const WARDS: [&str; 3] = ["Ngọc Hà", "Kim Mã", "Phúc Xá"];

on_both!(nothing_acknowledged_is_lost, at "2017-05-05T09:00:00+07:00", |office| {
    let period = office.specialist().open_period("4 tháng đầu năm 2017", "30/4/2017").created();
    let acknowledged: Mutex<Vec<(i64, i64)>> = Mutex::new(Vec::new());
    let people: Vec<_> = WARDS.map(|ward| (office.ward(ward), office.unit(&format!("Phường {ward}")))).into();
    thread::scope(|scope| {
        for (ward, unit) in people {
            let acknowledged = &acknowledged;
            scope.spawn(move || {
                // Each figure corrects the one before; the connection breaks when the program is gone.
                let _ = catch_unwind(AssertUnwindSafe(|| {
                    for value in 1..10_000 {
                        let figure = Figure::of(period, "ho-so-tiep-nhan", unit, &format!("{value} hồ sơ"));
                        if ward.enter(&figure).status == 303 {
                            acknowledged.lock().expect("the list").push((unit, value));
                        }
                    }
                }));
            });
        }
        thread::sleep(Duration::from_millis(700));
        office.kill();
    });
    let acknowledged = acknowledged.into_inner().expect("the list");
    assert!(acknowledged.len() > 3, "nobody got to work: {acknowledged:?}");
    for (unit, value) in &acknowledged {
        let sql = format!("select count(*) from figure where unit = {unit} and value = '{value}'");
        assert_eq!(office.number(&sql), 1, "{value} of unit {unit} was acknowledged and is gone");
    }
    // One figure, one fact, and a chain without a break.
    let facts = office.number("select count(*) from fact where kind in ('figure-entered', 'figure-corrected')");
    assert_eq!(office.number("select count(*) from figure"), facts);
    office.command(&["verify"]).done();
});
