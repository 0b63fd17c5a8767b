//! The national calendar against an independent holiday library, and what a calendar refuses.

mod shared;

use jiff::civil::{Date, date};
use pack::calendar::DayKind;
use std::collections::BTreeSet;

/// Days on which the two differ, each with its reason.
const DIFFERENCES: &[(&str, &str)] = &[
    ("off 2026-01-02", "hoán đổi 02/01/2026 với 10/01/2026 theo thông báo; thư viện chưa có"),
    ("make-up 2026-01-10", "như trên"),
];

#[test]
fn the_calendar_agrees_with_an_independent_library_over_2014_2027() {
    let calendar = shared::national();
    let oracle = include_str!("oracle/holidays.txt");
    let mut theirs = BTreeSet::new();
    for line in oracle.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace().skip(1);
        let kind = words.next().expect("a kind");
        theirs.extend(words.map(|day| format!("{kind} {day}")));
    }
    let mut ours = BTreeSet::new();
    let mut day = date(2014, 1, 1);
    while day.year() <= 2027 {
        let weekend = matches!(day.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday);
        match calendar.kind(day).expect("within the calendar") {
            DayKind::Off if !weekend => drop(ours.insert(format!("off {day}"))),
            DayKind::MakeUp => drop(ours.insert(format!("make-up {day}"))),
            _ => {}
        }
        day = day.tomorrow().expect("a day");
    }
    let differ: Vec<&String> = ours.symmetric_difference(&theirs).collect();
    let expected: Vec<&str> = DIFFERENCES.iter().map(|(day, _)| *day).rev().collect();
    assert_eq!(differ, expected, "differences must be listed with their reason");
    assert!(ours.len() > 160, "{}", ours.len());
}

#[test]
fn every_special_day_has_a_name_and_a_basis() {
    let calendar = shared::national();
    let rows: &[(Date, &str)] = &[
        (date(2026, 2, 17), "Tết Nguyên đán"),
        (date(2026, 4, 27), "nghỉ bù Giỗ Tổ Hùng Vương (26/4/2026)"),
        (date(2026, 8, 22), "làm bù cho ngày 31/8/2026"),
        (date(2026, 8, 31), "nghỉ hoán đổi, làm bù ngày 22/8/2026"),
        (date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),
    ];
    for (day, name) in rows {
        let reason = calendar.reason(*day).expect("a reason");
        assert_eq!(reason.name, *name, "{day}");
        assert!(!reason.basis.is_empty(), "{day}");
    }
    assert_eq!(calendar.reason(date(2025, 11, 24)), None, "24/11 became a day off in 2026");
    assert!(!calendar.is_provisional(2027) && calendar.is_provisional(2028));
}

#[test]
fn a_calendar_that_would_silently_end_is_a_fault() {
    let head = "id = \"x\"\ntitle = \"t\"\nbasis = \"b\"\nweekly_off = [\"sunday\"]\nhours = [\"08:00-12:00\"]\n";
    let rows = [
        (head.to_owned(), "lịch chỉ có danh sách ngày"),
        (head.replace("08:00-12:00", "12:00-08:00"), "không phải khoảng giờ"),
        (head.replace("sunday", "chủ nhật"), "không phải ngày trong tuần"),
        (format!("{head}[[holiday]]\nid = \"a\"\nname = \"A\"\nbasis = \"b\"\n"), "theo dương lịch hoặc âm lịch"),
        (
            format!("{head}[[holiday]]\nid = \"a\"\nname = \"A\"\nbasis = \"b\"\nsolar = \"32/1\"\n"),
            "không phải ngày và tháng",
        ),
        (
            format!(
                "{head}[[holiday]]\nid = \"a\"\nname = \"A\"\nbasis = \"b\"\nsolar = \"1/1\"\n[[decree]]\nyear = 2026\nbasis = \"b\"\nbegins = [{{ holiday = \"tet\", on = 2026-02-16 }}]\n"
            ),
            "chưa khai báo",
        ),
    ];
    for (text, expected) in rows {
        let faults = shared::load_calendar(&text).expect_err("a fault");
        assert!(faults.iter().any(|f| f.to_string().contains(expected)), "{expected}: {faults:?}");
    }
}
