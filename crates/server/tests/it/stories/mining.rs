//! Process analysis: the log of the office's cases out, logs in, their numbers at the command line and on the page.

use crate::harness::{Office, argument};
use serde_json::Value;

/// Two cases as casework would have recorded them; the words of officers and citizens must stay inside.
fn with_cases(office: &Office) {
    let (officer, unit) = (office.officer("chuyen-vien"), office.unit("Phường Ngọc Hà"));
    for (no, day) in [(1, "2017-04-03"), (2, "2017-05-02")] {
        office.rows(&format!(
            "insert into case_file (book, no, code, secret, type, version, limit_rule, channel, helped_unit, received_unit, \
             authority_unit, person, subject, fields, state, money, delivery, exchange, open, step, holder, holder_unit, \
             received_at, received_on, first_due_at, outcome, verdict, fact_no) values ('ba-dinh', {no}, 'H26-{no}', 's', \
             'chung-thuc', 1, '', 'counter', {unit}, {unit}, {unit}, 1, 'Ông Kín', 'Ông Kín', 'handed-back', 'none', \
             'counter', 'none', 0, 'ky', {officer}, {unit}, '{day}T01:00:00.000Z', '{day}', '{day}T09:00:00.000Z', '', \
             'on-time', 1)"
        ));
        for (event, kind, step, time) in [
            (1, "case-received", "nhan", "01:00:00.000"),
            (2, "case-forwarded", "ky", "02:00:00.000"),
            (3, "case-decided", "ky", "08:30:00.000"),
        ] {
            office.rows(&format!(
                "insert into case_event (book, case_no, no, at, known_at, kind, step, officer, unit, note, fact_no) values \
                 ('ba-dinh', {no}, {event}, '{day}T{time}Z', '{day}T{time}Z', '{kind}', '{step}', {officer}, {unit}, 'Ông Kín', 1)"
            ));
        }
    }
}

on_both!(the_log_of_the_cases_goes_out_and_comes_in_again, at "2017-05-05T09:00:00+07:00", |office| {
    with_cases(office);
    for (format, begins) in [("xes", "<?xml"), ("ocel", "{\"objectTypes\""), ("csv", "case_id,")] {
        let path = office.path(&format!("log.{format}"));
        let told = office.command(&["cases", "export", "--book", "ba-dinh", "--format", format, "-o", &argument(&path)]).done();
        assert!(told.starts_with("2 hồ sơ, 6 sự kiện"), "{told}");
        let text = std::fs::read_to_string(&path).expect("the file");
        assert!(text.starts_with(begins) && !text.contains("Kín"), "{text}");
    }
    let file = argument(&office.path("log.xes"));
    let export = |from: &str| {
        ["cases", "export", "--book", "ba-dinh", "--format", "csv", "-o", &file, "--from", from].map(str::to_owned)
    };
    let facts = office.facts();
    let told = office.command(&["mining", "import", &file, "--book", "ba-dinh"]).done();
    assert!(told.starts_with("Nhật ký số 1: 2 hồ sơ, 6 sự kiện (Quận Ba Đình)"), "{told}");
    assert_eq!(office.command(&["mining", "import", &file, "--book", "ba-dinh"]).done(), told);
    assert_eq!(office.facts(), facts, "measuring writes no fact");
    // The same numbers before and after.
    let json = |args: &[&str]| -> Value {
        let out = office.command(&[&["mining", "stats", "--book", "ba-dinh", "--json"], args].concat()).done();
        serde_json::from_str(&out).unwrap_or_else(|why| panic!("{out}: {why}"))
    };
    let (own, imported) = (json(&[]), json(&["--log", "1"]));
    assert_eq!(own, imported);
    let number = |key: &str| own[key].as_i64();
    assert_eq!((number("cases"), number("events"), number("variants")), (Some(2), Some(6), Some(1)));
    assert_eq!(number("median_throughput_seconds"), Some(27_000));
    assert_eq!(number("mean_throughput_seconds"), Some(27_000));
    assert_eq!(own["activities"][0]["name"], "case-decided");
    assert_eq!(own["activities"][0]["median_waiting_seconds"], 23_400);
    assert_eq!(own["activities"][2]["median_waiting_seconds"], Value::Null, "who comes first waits for nothing");
    assert_eq!(own["steps"][1]["total_waiting_seconds"], 7_200);
    let told = office.command(&["mining", "stats", "--book", "ba-dinh"]).done();
    assert!(told.contains("2 hồ sơ, 6 sự kiện, 1 biến thể") && told.contains("trung vị 7 giờ 30 phút"), "{told}");
    // One span of days, on the very day.
    let told = office.command(&export("2/5/2017").each_ref().map(String::as_str)).done();
    assert!(told.starts_with("1 hồ sơ, 3 sự kiện"), "{told}");
});

on_both!(wrong_input_ends_with_two_and_writes_nothing, at "2017-05-05T09:00:00+07:00", |office| {
    let out = argument(&office.path("out.csv"));
    let broken = office.file("broken.xes", "<log>\n<trace>\n<event></trace></log>");
    let other = office.file("other.xes", "{\"objectTypes\":[]}");
    let export = ["cases", "export", "--format", "csv", "-o", &out];
    #[rustfmt::skip]
    let rows: [(&[&str], &[&str], &str); 8] = [
        (&export, &["--book", "ba-dinh", "--from", "31/4/2017"], "--from: Không có ngày 31/4/2017"),
        (&export, &["--book", "ba-dinh", "--from", "2/5/2017", "--to", "1/5/2017"], "Ngày cuối trước ngày đầu"),
        (&export, &["--book", "la"], "Không có sổ “la”"),
        (&export, &[], "Chọn một bằng --book"),
        (&["mining", "import", &broken], &["--book", "ba-dinh"], "dòng 3: Tệp XML bị hỏng"),
        (&["mining", "import", &other], &["--book", "ba-dinh"], "không có phần tử <log>"),
        (&["mining", "stats", "--log", "7"], &["--book", "ba-dinh"], "Không tìm thấy nhật ký số 7"),
        (&["mining", "stats"], &["--book", "la"], "Không có sổ “la”"),
    ];
    for (command, options, words) in rows {
        let ended = office.command(&[command, options].concat());
        assert!(ended.code == 2 && ended.err.contains(words), "{command:?} {options:?}: {ended:?}");
    }
    assert!(!office.path("out.csv").exists() && !office.path("out.csv.part").exists());
    assert_eq!(office.number("select count(*) from mining_event") + office.number("select count(*) from mining_log"), 0);
    let missing = office.command(&["mining", "import", "la.xes", "--book", "ba-dinh"]);
    assert!(missing.code != 0 && missing.err.contains("la.xes"), "{missing:?}");
});

on_both!(the_page_shows_a_chosen_log, at "2017-05-05T09:00:00+07:00", |office| {
    with_cases(office);
    let log = office.file("log.xes", "<log><trace><event><string key='concept:name' value='Register &lt;b&gt;'/>\
        <date key='time:timestamp' value='2017-01-01T00:00:00Z'/></event></trace></log>");
    office.command(&["mining", "import", &log, "--book", "ba-dinh"]).done();
    let specialist = office.specialist();
    let page = specialist.get("/ba-dinh/mining").ok();
    for words in ["Phân tích quy trình", "Tiếp nhận", "Chuyển → ky", "7 giờ 30 phút", "chung-thuc (2 hồ sơ)"] {
        page.must_say(words);
    }
    assert!(page.html().contains("<svg"));
    let chosen = specialist.get("/ba-dinh/mining?log=own&type=chung-thuc&from=2/5/2017&to=").ok();
    let link = "href=\"?log=own&amp;type=chung-thuc&amp;from=2%2F5%2F2017&amp;export=waits.csv\"";
    assert!(chosen.html().contains(link), "{}", chosen.html());
    let table = specialist.get("/ba-dinh/mining?log=own&from=2/5/2017&export=summary.csv").ok();
    assert!(table.html().contains("Hồ sơ,1\n"), "{}", table.html());
    let imported = specialist.get("/ba-dinh/mining?log=1").ok();
    assert!(imported.html().contains("Register &lt;b&gt;") && !imported.html().contains("Register <b>"));
    imported.must_say("1 sự kiện không ghi lifecycle:transition");
    for (query, status, words) in [
        ("log=9", 404, "Không tìm thấy nhật ký số 9"),
        ("log=x", 422, "Chọn lại trong danh sách"),
        ("from=31/4/2017", 422, "Không có ngày 31/4/2017"),
        ("from=2/5/2017&to=1/5/2017", 422, "Ngày cuối trước ngày đầu"),
    ] {
        let page = specialist.get(&format!("/ba-dinh/mining?{query}"));
        assert_eq!(page.status, status, "{query}");
        page.must_say(words);
    }
    assert_eq!(office.ward("Ngọc Hà").get("/ba-dinh/mining").status, 403);
});
