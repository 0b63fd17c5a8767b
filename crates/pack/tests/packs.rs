//! The packs of this repository load without faults and their stories hold.

use std::path::{Path, PathBuf};

/// The folder of packs beside the crates.
fn packs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs")
}

/// Every file below a folder, with paths relative to it.
fn files(below: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(below, below, &mut found);
    found.sort();
    found
}

fn collect(root: &Path, folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder of packs") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, into);
        } else {
            let text = std::fs::read_to_string(&path).expect("a text file");
            let name = path.strip_prefix(root).expect("below the root").display().to_string();
            into.push((name, text));
        }
    }
}

fn district() -> pack::Pack {
    let wanted = |(file, _): &(String, String)| file.starts_with("national/") || file.starts_with("district/");
    let files: Vec<_> = files(&packs()).into_iter().filter(wanted).collect();
    pack::load(&files).unwrap_or_else(|faults| panic!("{}", listed(&faults)))
}

fn listed(faults: &[pack::Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_packs_load_and_can_be_looked_up() {
    let pack = district();
    assert_eq!(pack.stamp(), "national 1.0.0, district 1.0.0");
    assert_eq!(pack.id, "district");
    let thu = pack.indicator("thu-nsnn").expect("thu-nsnn");
    assert_eq!((thu.measure.as_str(), thu.scope.as_str()), ("dong", "territory"));
    assert_eq!(pack.indicator("chi-ns").expect("chi-ns").scope, "district-budget");
    for id in ["bao-cao-kinh-te-xa-hoi", "bao-cao-nam"] {
        let outline = pack.outline(id).expect("an outline");
        assert!(pack.document_kind(&outline.kind).is_some(), "{id}");
        assert!(outline.sections.iter().any(|section| section.public), "{id}");
        assert!(outline.sections.iter().any(|section| !section.public), "{id}");
    }
    let scales = &pack.measure("dong").expect("dong").scales;
    assert_eq!(scales.iter().map(|s| s.word.as_str()).collect::<Vec<_>>(), ["nghìn", "triệu", "tỷ"]);
}

#[test]
fn units_of_ha_noi_stand_on_their_days() {
    let wanted = |(file, _): &(String, String)| file.starts_with("national/") || file.starts_with("ha-noi/");
    let files: Vec<_> = files(&packs()).into_iter().filter(wanted).collect();
    let pack = pack::load(&files).unwrap_or_else(|faults| panic!("{}", listed(&faults)));
    let on = |day: &str| -> jiff::civil::Date { day.parse().expect("a day") };
    let count = |day: &str, digits: usize| {
        pack.units.iter().filter(|unit| unit.code.len() == digits && unit.stands_on(on(day))).count()
    };
    // 30 districts with 526 wards and communes, then 126 without districts (Nghị quyết 1656/NQ-UBTVQH15).
    assert_eq!([2, 3, 5].map(|digits| count("2025-06-30", digits)), [1, 30, 526]);
    assert_eq!([2, 3, 5].map(|digits| count("2025-07-01", digits)), [1, 0, 126]);
    let name = |code: &str, day: &str| pack.unit_on(code, on(day)).map(|unit| unit.name.as_str());
    assert_eq!(name("00118", "2025-06-30"), Some("Phường Ngọc Thụy"));
    assert_eq!(name("00118", "2025-07-01"), Some("Phường Bồ Đề"));
    assert_eq!(name("001", "2017-05-05"), Some("Quận Ba Đình"));
    assert_eq!(name("001", "2025-07-01"), None);
    // Every ward that ended has a unit that took over its territory, and it begins the day after.
    for unit in pack.units.iter().filter(|unit| unit.code.len() == 5 && unit.until.is_some()) {
        assert!(!unit.successors.is_empty(), "{}", unit.name);
        for code in &unit.successors {
            assert!(pack.unit_on(code, on("2025-07-01")).is_some(), "{} → {code}", unit.name);
        }
    }
}

#[test]
fn the_report_period_rules_hold_on_their_days() {
    let pack = district();
    let held = |day: jiff::civil::Date| {
        let codes = pack.periods.iter().filter(|r| r.holds_on(day)).map(|r| r.code.as_str());
        codes.collect::<Vec<_>>().join(" ")
    };
    let rows = [
        (jiff::civil::date(2017, 4, 30), "thang-duong-lich"),
        (jiff::civil::date(2022, 5, 15), "thang-duong-lich nd-09-2019"),
    ];
    for (day, expected) in rows {
        assert_eq!(held(day), expected, "{day}");
    }
}

#[test]
fn the_stories_hold() {
    let pack = district();
    assert!(pack.stories.len() >= 2);
    let faults = pack::story::run_all(&pack);
    assert!(faults.is_empty(), "{}", listed(&faults));
}

#[test]
fn the_case_types_load_and_their_stories_hold() {
    let pack = pack::load(&files(&packs())).unwrap_or_else(|faults| panic!("{}", listed(&faults)));
    let faults = pack::case_type::run_stories(&pack);
    assert!(faults.is_empty(), "{}", listed(&faults));
    for case_type in &pack.case_types {
        let told = pack.case_stories.iter().any(|s| s.text.contains(&format!("\"{}\"", case_type.id)));
        assert!(told, "{} has no story", case_type.id);
    }
}

#[test]
fn a_story_that_does_not_hold_says_where() {
    let pack = district();
    let head = "[[story]]\ntitle = \"t\"\nlabel = \"x\"\nstarts_on = 2022-01-01\nends_on = 2022-06-30\ncutoff_on = 2022-06-30\n";
    let rows = [
        ("[[story.expect]]\ncode = \"behind-pace\"\n", "s.toml:8: chuyện “t” chờ `behind-pace` nhưng không có"),
        (
            "[[story.line]]\nindicator = \"trong-an\"\nvalue = \"1 vụ\"\n",
            "s.toml:1: chuyện “t” phát sinh `zero-target-broken`",
        ),
        ("[[story.line]]\nindicator = \"trong-ann\"\nvalue = \"1 vụ\"\n", "s.toml:8: không có chỉ tiêu `trong-ann`"),
        ("[[story.line]]\nindicator = \"trong-an\"\nvalue = \"1 hồ sơ\"\n", "s.toml:9: “1 hồ sơ” không đo bằng vụ."),
        ("[[story.line]]\nindicator = \"trong-an\"\nvalue = 1\n", "s.toml:9: trường `value` viết sai kiểu"),
        (
            "[[story.line]]\nindicator = \"trong-an\"\nvalue = \"0 vụ\"\nstatus = \"ước\"\n",
            "s.toml:10: trường `status` không nhận giá trị “ước” — viết một trong: expected, actual",
        ),
    ];
    for (rest, expected) in rows {
        let faults = pack::story::run(&pack, "s.toml", &format!("{head}{rest}"));
        assert!(listed(&faults).contains(expected), "{expected}\nnot in\n{}", listed(&faults));
    }
}

#[test]
fn each_bad_pack_raises_its_fault() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let mut seen = 0;
    for entry in std::fs::read_dir(&root).expect("the bad packs") {
        let folder = entry.expect("an entry").path();
        let all = files(&folder);
        let (wanted, given): (Vec<_>, Vec<_>) = all.into_iter().partition(|(file, _)| file == "fault.txt");
        let expected = &wanted.first().expect("fault.txt").1;
        let faults = pack::load(&given).err().unwrap_or_default();
        assert_eq!(listed(&faults), expected.trim_end(), "{}", folder.display());
        seen += 1;
    }
    assert!(seen >= 10, "{seen} bad packs");
}
