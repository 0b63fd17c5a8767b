//! The command line: numbers, imports, reports, and the proof that nothing was altered.

use super::ba_dinh::{april, signed_april};
use crate::harness::{Figures, Office, argument, pdf_text, run_alone};
use std::time::{Duration, Instant};

#[test]
fn number_reads_what_officials_write() {
    // Text, exit code, what stands in the output.
    let rows = [
        ("1.748,6 tỷ", 0, "1748600000000 đồng\t1.748,6 tỷ đồng"),
        ("172,519 tỷ", 0, "172519000000 đồng\t172,519 tỷ đồng"),
        ("15.547 tỷ 719 triệu đồng", 0, "15547719000000 đồng\t15.547,719 tỷ đồng"),
        ("6.107 tỷ 503 triệu đồng", 0, "6107503000000 đồng\t6.107,503 tỷ đồng"),
        ("28,24 %", 0, "28.24 %\t28,24 %"),
        ("20/22 chỉ tiêu", 0, "20/22 chỉ tiêu"),
        ("một nghìn tỷ", 2, ""),
        ("1.748.6 tỷ", 2, ""),
    ];
    for (text, code, expected) in rows {
        let ended = run_alone(&["number", text]);
        assert_eq!(ended.code, code, "{text}: {ended:?}");
        assert!(ended.out.contains(expected), "{text}: {ended:?}");
        assert_eq!(ended.err.contains('“'), code == 2, "what cannot be read is named: {ended:?}");
    }
}

#[test]
fn number_as_json() {
    let read = |text: &str| {
        let ended = run_alone(&["number", text, "--json"]);
        let json: serde_json::Value = serde_json::from_str(&ended.out).unwrap_or_else(|why| panic!("{ended:?}: {why}"));
        (ended.code, json)
    };
    let (code, money) = read("15.547 tỷ 719 triệu đồng");
    assert_eq!((code, money["kind"].as_str(), money["value"].as_str()), (0, Some("money"), Some("15547719000000")));
    let (code, percent) = read("trên 99 %");
    assert_eq!((code, percent["bound"].as_str(), percent["value"].as_str()), (0, Some("gt"), Some("99")));
    let (code, wrong) = read("nhiều tỷ");
    assert_eq!((code, wrong["text"].as_str()), (2, Some("nhiều tỷ")));
    assert!(wrong["error"].as_str().is_some_and(|why| why.contains("nhiều tỷ")), "{wrong}");
}

#[test]
fn the_packs_and_their_stories_hold() {
    let tested = run_alone(&["pack", "test"]).done();
    assert!(tested.contains("tệp chuyện đều đúng"), "{tested}");
    // What must be confirmed against the official text is said by name.
    let checked = run_alone(&["pack", "check"]).done();
    assert!(checked.contains("19 thủ tục") && checked.contains("cần đối chiếu"), "{checked}");
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs");
    let same = run_alone(&["pack", "diff", packs, packs]).done();
    assert!(same.contains("Hai bản như nhau"), "{same}");
    let bad = concat!(env!("CARGO_MANIFEST_DIR"), "/../pack/tests/bad/case-step-nobody-leaves");
    run_alone(&["pack", "check", bad]).must_fail(2, "không ai rời được");
}

on_both!(the_tables_are_brought_up_to_date_once, at "2017-05-05T09:00:00+07:00", |office| {
    let again = office.command(&["migrate"]).done();
    assert_eq!(again.trim(), "0 bước cập nhật bảng đã chạy");
    // A book is opened once, and a password must be long enough.
    let twice = office.command(&["open", "--book", "ba-dinh", "--name", "Quận Ba Đình", "--from", "31/5/1961"]);
    assert!(twice.code == 1 && twice.err.contains("Sổ “ba-dinh” đã mở"), "{twice:?}");
    let short = office.command_reading(&["password", "--book", "ba-dinh", "chu-tich"], "ngắn");
    assert!(short.code == 1 && short.err.contains("ít nhất 10 ký tự"), "{short:?}");
    let day = office.command(&["open", "--book", "thu", "--name", "Thử", "--from", "31/4/1961"]);
    assert!(day.code == 1 && day.err.contains("31/4/1961"), "{day:?}");
    assert_eq!(office.rows("select book from book order by book"), ["ba-dinh", "ha-noi"]);
});

const HEAD: &str = "Chỉ tiêu,Đơn vị,Đến ngày,Trạng thái,Giá trị\n";

on_both!(import_names_every_fault_and_writes_nothing, at "2017-05-05T09:00:00+07:00", |office| {
    let rows = "Thu ngân sách nhà nước trên địa bàn,Phường Ngọc Hà,30/4/2017,thực hiện,mười tỷ\n\
        Chi tiêu lạ,Phường Kim Mã,30/4/2017,thực hiện,5 tỷ\n\
        Chi ngân sách quận,Phường Phúc Xá,31/4/2017,thực hiện,5 tỷ\n\
        Chi ngân sách quận,Phường Hồng Hà,30/4/2017,thực hiện,5 tỷ\n\
        Chi ngân sách quận,Phường Phúc Xá,30/4/2017,thực hiện,5 tỷ\n";
    let (file, facts) = (office.file("sai.csv", &format!("{HEAD}{rows}")), office.facts());
    for args in [
        &["import", "--book", "ba-dinh", "figures", &file, "--check"][..],
        &["import", "--book", "ba-dinh", "figures", &file],
    ] {
        let ended = office.command(args);
        assert_eq!(ended.code, 2, "{ended:?}");
        let lines: Vec<&str> = ended.err.lines().collect();
        for (cell, words) in [
            ("dòng 2, cột 5:", "mười tỷ"),
            ("dòng 3, cột 1:", "Chi tiêu lạ"),
            ("dòng 4, cột 3:", "31/4/2017"),
            ("dòng 5, cột 2:", "Phường Hồng Hà"),
        ] {
            let found = lines.iter().filter(|line| line.starts_with(cell) && line.contains(words)).count();
            assert_eq!(found, 1, "one line for {cell}: {ended:?}");
        }
        assert_eq!(lines.len(), 4, "{ended:?}");
    }
    assert_eq!((office.facts(), office.number("select count(*) from figure")), (facts, 0));
});

on_both!(import_checks_then_writes_once, at "2017-05-05T09:00:00+07:00", |office| {
    let rows = "Thu ngân sách nhà nước trên địa bàn,Phường Ngọc Hà,30/4/2017,thực hiện,12 tỷ\n\
        Thu ngân sách nhà nước trên địa bàn,Phường Kim Mã,30/4/2017,ước thực hiện,\"10,5 tỷ\"\n";
    let (file, facts) = (office.file("dung.csv", &format!("{HEAD}{rows}")), office.facts());
    let checked = office.command(&["import", "--book", "ba-dinh", "figures", &file, "--check"]).done();
    assert!(checked.contains("2 dòng đọc được, không có lỗi; chưa ghi gì"), "{checked}");
    assert_eq!(office.facts(), facts);
    for _ in 0..2 {
        let written = office.command(&["import", "--book", "ba-dinh", "figures", &file]).done();
        assert!(written.contains("Đã nhập 2 dòng"), "{written}");
        assert_eq!(office.facts(), facts + 1, "the same sheet again brings nothing");
    }
    assert_eq!(office.rows("select value from figure order by no"), ["12000000000", "10500000000"]);
    // There are two books: without one of them the program asks.
    let unsaid = office.command(&["import", "figures", &file]);
    assert!(unsaid.code == 1 && unsaid.err.contains("--book"), "{unsaid:?}");
});

on_both!(import_of_officers_reads_every_row, at "2017-05-05T09:00:00+07:00", |office| {
    // Posts begin like the signatures below a table; with a whole row behind them they are content.
    let row = |post: &str, name: &str, login: &str| {
        format!("{post},{name},{login},Phường Kim Mã,\"cán bộ đơn vị, phường\",1/1/2017\n")
    };
    let rows = [row("Chủ tịch UBND phường", "Lê Văn Một", "le-mot"), row("Kế toán trưởng", "Trần Thị Hai", "tran-hai")];
    let head = "Vị trí,Họ tên,Tên đăng nhập,Đơn vị,Vai trò,Từ ngày\n";
    let file = office.file("can-bo.csv", &format!("{head}{}", rows.concat()));
    let ended = office.command(&["import", "--book", "ba-dinh", "officers", &file]);
    assert_eq!(office.number("select count(*) from officer where login in ('le-mot', 'tran-hai')"), 2, "{ended:?}");
    assert_eq!(ended.code, 0, "{ended:?}");
});

on_both!(reports_are_listed_exported_and_explained, at "2017-05-05T09:00:00+07:00", |office| {
    let (_, _, report) = signed_april(office);
    let id = format!("ba-dinh/{report}");
    let listed = office.command(&["report", "list"]).done();
    assert_eq!(listed.trim(), format!("{id}\tsigned\t01/BC-UBND\t4 tháng đầu năm 2017"));
    for format in ["html", "pdf", "docx", "xlsx"] {
        let path = office.path(&format!("bao-cao.{format}"));
        office.command(&["report", "export", &id, "--format", format, "-o", &argument(&path)]).done();
        assert!(std::fs::metadata(&path).expect("the file").len() > 2000, "{format}");
    }
    assert!(pdf_text(&office.path("bao-cao.pdf")).contains("28,24 %"));

    let explain = |code: &str| -> serde_json::Value {
        let told = office.command(&["report", "explain", &report.to_string(), code, "--json"]).done();
        serde_json::from_str(&told).unwrap_or_else(|why| panic!("{told}: {why}"))
    };
    let revenue = (1..40).map(|n| explain(&format!("S{n}"))).find(|e| e["key"] == "thu-nsnn.percent.thanh-pho");
    let revenue = revenue.expect("the share of the revenue estimate");
    assert_eq!(revenue["printed"].as_str().map(|text| text.replace('\u{a0}', " ")).as_deref(), Some("28,24 %"));
    assert!(revenue["value"].as_str().is_some_and(|value| value.starts_with("28.2442")), "{revenue}");
    assert_eq!(revenue["unit"].as_str(), Some("%"));
    let inputs: Vec<&str> =
        revenue["inputs"].as_array().into_iter().flatten().filter_map(|i| i["typed"].as_str()).collect();
    assert_eq!(inputs, ["1.748,6 tỷ", "6.191 tỷ đồng"]);
    let told = office.command(&["report", "explain", &id, "s1"]).done();
    assert!(told.contains("cách tính:") && told.contains("Nguyễn Thị Lập nhập"), "{told}");
    let missing = office.command(&["report", "explain", &id, "S9999"]);
    assert_eq!((missing.code, missing.err.contains("S9999")), (2, true), "{missing:?}");
});

/// The verdict on the district's book.
fn verdict(office: &Office) -> (i32, String) {
    let ended = office.command(&["verify"]);
    let line = ended.out.lines().find(|line| line.starts_with("ba-dinh:")).unwrap_or_default().to_owned();
    (ended.code, line)
}

on_both!(verify_names_the_altered_fact, at "2017-05-05T09:00:00+07:00", |office| {
    signed_april(office);
    assert_eq!(verdict(office), (0, format!("ba-dinh: nguyên vẹn, {} sự kiện", office.facts())));
    let fact = |sql: &str| office.number(sql);
    let figure = fact("select fact_no from figure where indicator = 'thu-nsnn'");
    let (signed, middle) = (fact("select signed_fact_no from report"), office.facts() / 2);
    // What somebody with the database in hand might do, how it is undone, and the fact that is named.
    let rows = [
        (
            "update figure set value = '1948600000000' where indicator = 'thu-nsnn'",
            "update figure set value = '1748600000000' where indicator = 'thu-nsnn'",
            figure,
        ),
        (
            "update report set frozen = replace(frozen, '28,24', '38,24')",
            "update report set frozen = replace(frozen, '38,24', '28,24')",
            signed,
        ),
        (
            &format!("update fact set payload = payload || ' ' where book = 'ba-dinh' and no = {middle}"),
            &format!("update fact set payload = trim(payload) where book = 'ba-dinh' and no = {middle}"),
            middle,
        ),
        (
            &format!("update fact set actor = actor + 100 where book = 'ba-dinh' and no = {middle}"),
            &format!("update fact set actor = actor - 100 where book = 'ba-dinh' and no = {middle}"),
            middle,
        ),
    ];
    for (alter, undo, named) in rows {
        office.rows(alter);
        let (code, line) = verdict(office);
        assert_eq!(code, 1, "{alter}: {line}");
        assert!(line.starts_with(&format!("ba-dinh: đã bị sửa từ sự kiện số {named}:")), "{alter}: {line}");
        office.rows(undo);
        assert_eq!(verdict(office).0, 0, "{undo}");
    }
    // The last fact taken away.
    office.rows(&format!("delete from fact where book = 'ba-dinh' and no = {}", office.facts()));
    let (code, line) = verdict(office);
    assert!(code == 1 && line.contains("các sự kiện cuối đã bị xóa"), "{line}");
});

const KEPT: &str = "select indicator, starts_on, cutoff_on, value, units_with, units_all, units_expected, dirty from kept_sum \
    order by indicator, starts_on, cutoff_on";

on_both!(rebuilt_sums_equal_the_kept_ones, at "2017-05-05T09:00:00+07:00", |office| {
    let (period, specialist) = (april(office), office.specialist());
    let wards = ["Phường Ngọc Hà", "Phường Kim Mã", "Phường Phúc Xá"].map(|name| office.unit(name));
    let cells = |typed: [&'static str; 3]| -> Vec<(String, &str)> {
        wards.iter().zip(typed).map(|(unit, typed)| (format!("v.thu-nsnn.{unit}"), typed)).collect()
    };
    specialist.enter_sheet(period, "expected", &cells(["600 tỷ", "700 tỷ", "448,6 tỷ"])).done();
    specialist.enter_sheet(period, "expected", &cells(["650 tỷ", "", ""])).done();
    let begun = Instant::now();
    while office.number("select count(*) from kept_sum where dirty = 1") > 0 {
        assert!(begun.elapsed() < Duration::from_secs(20), "the program does not keep its sums");
        std::thread::sleep(Duration::from_millis(100));
    }
    let kept = office.rows(KEPT);
    assert!(kept.contains(&"thu-nsnn|2017-01-01|2017-04-30|1798600000000|3|11|3|0".to_owned()), "{kept:?}");
    let told = office.command(&["rebuild"]).done();
    assert!(told.contains(&format!("ba-dinh: tính lại {} số tổng hợp", kept.len())), "{told}");
    assert_eq!(office.rows(KEPT), kept);
});
