//! Old reports are read: on the command line with exit codes that a script can trust, and on the page beside their text, where a
//! person accepts, corrects or rejects; what is accepted is a figure like any other and opens down to its sentence.

use super::ba_dinh::signed_april;
use crate::harness::{BOOK, Office, Reports, run_alone};
use serde_json::Value;

/// An old report as an office would paste it; the figures are those of Ba Đình in April 2017.
const REPORT: &str = "ỦY BAN NHÂN DÂN QUẬN BA ĐÌNH\nBa Đình, ngày 05 tháng 5 năm 2017\n\nBÁO CÁO\nTình hình 4 tháng đầu năm 2017\n\n\
    1. Thu ngân sách nhà nước trên địa bàn ước đạt 1.748,6 tỷ đồng, bằng 28,24% dự toán (6.191 tỷ đồng).\n\
    2. Toàn quận tiếp nhận trên 1.870 hồ sơ, trong đó bộ phận một cửa giải quyết 1.962 hồ sơ.\n\
    3. Thực hiện Kế hoạch số 29/KH-UBND ngày 30/01/2017 của UBND quận.\n\n\
    NHIỆM VỤ TRỌNG TÂM\n- Giao Phòng Tư pháp chủ trì rà soát hồ sơ tồn đọng, hoàn thành trước ngày 30/6/2017.\n";

fn told(office: &Office, name: &str, bytes: &[u8], more: &[&str]) -> (i32, String, String) {
    let path = office.path(name);
    std::fs::write(&path, bytes).expect("the report is written");
    let ended = run_alone(&[&["read", path.to_str().expect("a path")][..], more].concat());
    (ended.code, ended.out, ended.err)
}

on_both!(a_report_is_read_on_the_command_line, at "2017-05-05T09:00:00+07:00", |office| {
    let (code, out, err) = told(office, "bao-cao.txt", REPORT.as_bytes(), &["--json"]);
    assert_eq!(code, 0, "{err}");
    let read: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&read["document"]["date"], &read["document"]["unit"]), (&"2017-05-05".into(), &"Quận Ba Đình".into()));
    let facts = read["facts"].as_array().expect("facts");
    let revenue = facts.iter().find(|f| f["value"] == "1748600000000").expect("the revenue");
    assert_eq!((&revenue["indicator_id"], &revenue["status"], &revenue["unit_of_measure"]), (&"thu-nsnn".into(), &"estimate".into(), &"đồng".into()));
    assert_eq!((&revenue["period"]["from"], &revenue["period"]["to"]), (&"2017-01-01".into(), &"2017-04-30".into()));
    let compared = &revenue["compared_with"];
    assert_eq!((&compared["kind"], &compared["value"], &compared["recomputed_pct"], &compared["agrees"]), (&"plan".into(), &"6191000000000".into(), &"28.2442".into(), &true.into()));
    // A span counts the characters of the NFC text.
    let place = |at: usize| revenue["number"][at].as_u64().and_then(|n| usize::try_from(n).ok()).expect("a place");
    let written: String = REPORT.chars().skip(place(0)).take(place(1) - place(0)).collect();
    assert_eq!(written, "1.748,6 tỷ đồng");
    let doubts = read["doubts"].as_array().expect("doubts");
    assert!(doubts.iter().any(|d| d["code"] == "part_over_whole" && d["arithmetic"].as_str().is_some_and(|a| a.contains("104,9198"))), "{doubts:?}");
    assert_eq!(read["documents"][0]["number"], "29/KH-UBND");
    assert_eq!((&read["tasks"][0]["lead"], &read["tasks"][0]["deadline"]), (&"Phòng Tư pháp".into(), &"2017-06-30".into()));
    let (code, table, _) = told(office, "bao-cao.txt", REPORT.as_bytes(), &[]);
    assert_eq!(code, 0);
    assert!(table.contains("1.748.600.000.000 đồng") && table.contains("Nghi vấn"), "{table}");
});

on_both!(the_unit_is_given_by_its_code_on_the_day_of_the_report, at "2026-11-20T09:00:00+07:00", |office| {
    let report = |day: &str| format!("BÁO CÁO\nKết quả công tác\nNgày {day}\n\nTiếp nhận 1.245 hồ sơ.\n- Phường Ngọc Hoà 12 hộ, phường Ngọc Hà: 15 hộ.\n");
    let unit = |text: &str, more: &[&str]| {
        let (code, out, err) = told(office, "theo-ma.txt", text.as_bytes(), &[&["--json"], more].concat());
        let read: Value = serde_json::from_str(&out).unwrap_or_default();
        let of = |at: usize| read["facts"][at]["unit"].as_str().unwrap_or_default().to_owned();
        (code, read["document"]["unit_code"].as_str().map(str::to_owned), of(0), err)
    };
    // The same code is another ward since 1 July 2025.
    let (before, since) = (report("30/6/2025"), report("01/7/2025"));
    assert_eq!(unit(&before, &["--unit", "00004"]), (0, Some("00004".into()), "Phường Trúc Bạch".into(), String::new()));
    assert_eq!(unit(&since, &["--unit", "00004"]), (0, Some("00004".into()), "Phường Ba Đình".into(), String::new()));
    assert_eq!(unit(&before, &["--unit", "001"]).2, "Quận Ba Đình");
    // A day that is given goes before the one of the text.
    assert_eq!(unit(&before, &["--unit", "00004", "--date", "2026-01-31"]).2, "Phường Ba Đình");
    assert_eq!(unit(&since, &["--unit", "Phường Ba Đình"]), (0, Some("00004".into()), "Phường Ba Đình".into(), String::new()));
    let (code, _, _, err) = unit(&since, &["--unit", "001"]);
    assert!(code == 2 && err.contains("Quận Ba Đình đến 30/6/2025; báo cáo ngày 1/7/2025"), "{err}");
    let (code, _, _, err) = unit(&since, &["--unit", "99999"]);
    assert!(code == 2 && err.contains("không có mã 99999"), "{err}");
});

on_both!(nobody_reads_the_output_any_more, at "2017-05-05T09:00:00+07:00", |office| {
    let path = office.path("dai.txt");
    std::fs::write(&path, REPORT.repeat(200)).expect("a long report");
    let mut ended = std::process::Command::new(env!("CARGO_BIN_EXE_roviec"))
        .args(["read", path.to_str().expect("a path")])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(ended.stdout.take());
    let ended = ended.wait_with_output().expect("the program ends");
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned()), (Some(141), String::new()));
});

on_both!(what_is_no_report_ends_with_a_sentence, at "2017-05-05T09:00:00+07:00", |office| {
    let refused: [(&str, &[u8], &str); 5] = [
        ("nhi-phan.bin", &[0, 1, 2, 255, 254, 0, 9], "không phải văn bản đọc được"),
        ("rong.txt", b"", "Tệp rỗng"),
        ("english.txt", b"Revenue of the district reached 1,748.6 billion in four months.", "Không phải báo cáo tiếng Việt"),
        ("hong.pdf", b"%PDF-1.7 nothing", "PDF"),
        ("hong.docx", b"PK\x03\x04 nothing", "DOCX"),
    ];
    for (name, bytes, words) in refused {
        let (code, _, err) = told(office, name, bytes, &["--json"]);
        assert_eq!(code, 2, "{name}: {err}");
        assert!(err.contains(words), "{name}: {err}");
    }
    // 200 MB are refused by their size, before they are read.
    let large = office.path("lon.txt");
    std::fs::File::create(&large).and_then(|file| file.set_len(200 * 1024 * 1024)).expect("a large file");
    let ended = run_alone(&["read", large.to_str().expect("a path")]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("lớn hơn 50 MB"), "{}", ended.err);
    assert_eq!(run_alone(&["read", "khong-co.txt"]).code, 2);
    let (code, _, err) = told(office, "bao-cao.txt", REPORT.as_bytes(), &["--date", "31/2/2017"]);
    assert_eq!(code, 2, "{err}");
});

on_both!(a_proposed_figure_is_accepted_corrected_or_rejected, at "2017-05-05T09:00:00+07:00", |office| {
    let clerk = office.specialist();
    clerk.get(&format!("/{BOOK}/readings")).ok();
    clerk.post_files(&format!("/{BOOK}/readings"), &[], &[("file", "bao-cao.txt", b"\x00\x01\xff")]).must_say("không phải văn bản đọc được");
    clerk.post_files(&format!("/{BOOK}/readings"), &[("text", "")], &[]).must_say("Chưa có nội dung");
    let no = clerk.post_files(&format!("/{BOOK}/readings"), &[], &[("file", "bao-cao.txt", REPORT.as_bytes())]).created();
    let path = format!("/{BOOK}/readings/{no}");
    let page = clerk.get(&path).ok();
    page.must_say("1.748,6 tỷ đồng").must_say("lớn hơn tổng").must_say("29/KH-UBND");
    page.must_link(&format!("/{BOOK}/tasks/new"));
    let numbers = office.rows(&format!("select no from reading_proposal where reading = {no} and indicator = 'thu-nsnn' and status = 'expected'"));
    let [at] = &numbers[..] else { panic!("{numbers:?}") };
    clerk.get(&format!("{path}?p={at}")).ok().must_say("Nhận số liệu");
    let unit = office.unit("Quận Ba Đình").to_string();
    let sent = |value: &str| {
        let fields = [
            ("indicator", "thu-nsnn"), ("unit", &*unit), ("starts_on", "1/1/2017"), ("cutoff_on", "30/4/2017"), ("status", "expected"), ("value", value),
            ("claim_percent", "28,24%"), ("claim_assigners", "thanh-pho"),
        ];
        clerk.get(&format!("{path}?p={at}")).ok();
        clerk.post(&format!("{path}/proposals/{at}/accept"), &fields)
    };
    sent("một ít").must_fault("value", "");
    sent("1.748,6 tỷ đồng").done();
    let figure = office.rows("select no from figure where indicator = 'thu-nsnn' and value = '1748600000000'");
    assert_eq!(figure.len(), 1);
    // The figure opens down to the sentence it was read from.
    let link = clerk.get(&format!("/{BOOK}/figures/{}", figure[0])).ok().href_of("/readings/");
    assert_eq!(link, format!("{path}?p={at}#p{at}"));
    sent("1.748,6 tỷ đồng").must_refuse(409, "decided", "đã có người nhận hoặc bỏ");
    // What is rejected keeps its reason; an officer of another post may do neither.
    let other = office.rows(&format!("select no from reading_proposal where reading = {no} and typed like '1.962%'"));
    clerk.get(&format!("{path}?p={}", other[0])).ok();
    clerk.post(&format!("{path}/proposals/{}/reject", other[0]), &[("reason", "Không theo dõi")]).done();
    clerk.get(&path).ok().must_say("đã bỏ: Không theo dõi");
    office.ward("Ngọc Hà").get(&path).must_refuse(403, "not-permitted", "đọc báo cáo cũ");
    office.command(&["verify"]).done();
});

/// A figure with everything a report may state of it, and a target.
const STATED: &str = "ỦY BAN NHÂN DÂN QUẬN BA ĐÌNH\nBa Đình, ngày 05 tháng 5 năm 2017\n\nBÁO CÁO\nTình hình 4 tháng đầu năm 2017\n\n\
    1. Thu ngân sách nhà nước trên địa bàn ước đạt 1.748,6 tỷ đồng, bằng 28,24% dự toán Thành phố giao (6.191 tỷ đồng), tăng 17% so với cùng kỳ năm 2016.\n";

on_both!(a_figure_is_proposed_once_with_all_that_is_said_of_it, at "2017-05-05T09:00:00+07:00", |office| {
    let clerk = office.specialist();
    clerk.get(&format!("/{BOOK}/readings")).ok();
    let no = clerk.post_files(&format!("/{BOOK}/readings"), &[("text", STATED)], &[]).created();
    let path = format!("/{BOOK}/readings/{no}");
    let rows = office.rows("select no || '|' || typed || '|' || claim_share || '|' || claim_growth || '|' || claim_base || '|' || status from reading_proposal order by no");
    assert_eq!(rows, ["1|1.748,6 tỷ đồng|28,24%|tăng 17%|same-period|expected", "2|6.191 tỷ đồng||||"]);
    // Who set the plan stands in the sentence: ticked, and only he.
    let page = clerk.get(&format!("{path}?p=1")).ok();
    let html = page.html();
    let ticked: Vec<&str> = html.split("<input type=\"checkbox\"").skip(1).filter_map(|input| input.split('>').next()).filter(|input| input.contains(" checked")).collect();
    assert!(matches!(ticked[..], [one] if one.contains("value=\"thanh-pho\"")), "{ticked:?}");
    page.must_say("ước thực hiện");
    // More than a plan is a share of it.
    let over = STATED.replace("bằng 28,24% dự toán Thành phố giao (6.191 tỷ đồng)", "vượt 4,7% dự toán Thành phố giao");
    let no = clerk.post_files(&format!("/{BOOK}/readings"), &[("text", &over)], &[]).created();
    assert_eq!(office.rows(&format!("select claim_share from reading_proposal where reading = {no}")), ["104,7 %"]);
    // A plan is no result: it is entered as a target, on a form that holds what was read.
    let link = clerk.get(&format!("{path}?p=2")).ok().href_of("/targets/new");
    let form = clerk.get(&link.replace("&amp;", "&")).ok().html();
    for filled in ["value=\"6.191 tỷ đồng\"", "value=\"2017\"", "<option value=\"thanh-pho\" selected", "<option value=\"thu-nsnn\" selected"] {
        assert!(form.contains(filled), "{filled}\n{form}");
    }
});

on_both!(a_signed_report_reads_back_every_figure, at "2017-05-05T09:00:00+07:00", |office| {
    let (_, _, report) = signed_april(office);
    let bytes = office.head().export(report, "docx").bytes;
    let (code, out, err) = told(office, "da-ky.docx", &bytes, &["--json"]);
    assert_eq!(code, 0, "{err}");
    let read: Value = serde_json::from_str(&out).expect("JSON");
    let values: Vec<&str> = read["facts"].as_array().expect("facts").iter().filter_map(|f| f["value"].as_str()).collect();
    for value in office.rows("select value from figure where replaced_fact_no is null") {
        assert!(values.contains(&value.as_str()), "{value} is not among {values:?}");
    }
    let stated: Vec<&str> = read["facts"].as_array().expect("facts").iter().filter_map(|f| f["compared_with"]["stated_pct"].as_str().or(f["value"].as_str())).collect();
    for pct in ["28.24", "14.14"] {
        assert!(stated.contains(&pct), "{pct} is not among {stated:?}");
    }
});
