//! A case story that does not hold says where it stands and what it found instead.

use std::path::Path;

/// The national calendar and the procedures that a ward handles.
fn ward() -> pack::Pack {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut files = Vec::new();
    for folder in ["national", "national/calendars", "one-stop", "one-stop/case_types"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("a folder of packs") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.strip_prefix(&root).expect("below the root").display().to_string();
                files.push((name, std::fs::read_to_string(&path).expect("a text file")));
            }
        }
    }
    files.sort();
    pack::load(&files).unwrap_or_else(|faults| panic!("{}", listed(&faults)))
}

fn listed(faults: &[pack::Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A permit for a house, received on a Monday; what is told of it begins on line 6.
const PERMIT: &str = "[[story]]\ntitle = \"t\"\ncase_type = \"giay-phep-xay-dung-nha-o\"\nchannel = \"counter\"\nreceived = \"2026-11-09T09:00\"\n";

/// What is told after [`PERMIT`], and the one fault it must raise.
const TOLD: &[(&str, &str)] = &[
    (
        "due = \"2026-11-24T17:00\"\n",
        "s.toml:6: chuyện “t” tính ra hẹn trả 2026-11-25T17:00 — sửa `due` (viết paused khi đồng hồ dừng) hoặc thời hạn",
    ),
    (
        "due = \"paused\"\n",
        "s.toml:6: chuyện “t” tính ra hẹn trả 2026-11-25T17:00 — sửa `due` (viết paused khi đồng hồ dừng) hoặc thời hạn",
    ),
    ("fee_dong = 50000\n", "s.toml:1: chuyện “t”: phí tính được 75000 đồng — sửa `fee_dong` hoặc biểu phí"),
    ("state = \"decided\"\n", "s.toml:6: chuyện “t” kết thúc ở `in-progress` — sửa `state` hoặc các việc"),
    (
        "verdict = \"early\"\n",
        "s.toml:6: chuyện “t” được tính là `chưa xong` — sửa `verdict` (early, on-time, late) hoặc các việc",
    ),
    (
        "verdict = \"on-time\"\nact = [\n  { at = \"2026-11-10T09:00\", do = \"stop\" },\n]\n",
        "s.toml:6: chuyện “t” được tính là `early` — sửa `verdict` (early, on-time, late) hoặc các việc",
    ),
    (
        "act = [\n  { at = \"2026-11-10T09:00\", do = \"forward\", with = \"ky\" },\n]\n",
        "s.toml:7: chuyện “t”: việc bị từ chối `step-not-joined` — sửa việc này hoặc ghi `refused`",
    ),
    (
        "act = [\n  { at = \"2026-11-10T09:00\", do = \"decide\", with = \"cap\" },\n]\n",
        "s.toml:7: chuyện “t”: việc bị từ chối `step-does-not-decide` — sửa việc này hoặc ghi `refused`",
    ),
    (
        "act = [\n  { at = \"2026-11-10T09:00\", do = \"extend\", with = \"2 tuần\" },\n]\n",
        "s.toml:7: chuyện “t”: việc bị từ chối `unreadable-limit` — sửa việc này hoặc ghi `refused`",
    ),
    (
        "act = [\n  { at = \"2026-11-10T09:00\", do = \"forward\", with = \"ky\", refused = \"not-decided\" },\n]\n",
        "s.toml:7: chuyện “t”: việc bị từ chối `step-not-joined` — sửa việc này hoặc ghi `refused`",
    ),
    (
        "act = [\n  { at = \"2026-11-10T09:00\", do = \"pause\", with = \"bo-sung\", refused = \"still-open\" },\n]\n",
        "s.toml:7: chuyện “t” chờ bị từ chối `still-open` nhưng việc làm được — sửa `refused`",
    ),
    (
        "act = [\n  { at = \"2026-11-10T09:00\", do = \"pause\", with = \"bo-sung\", due = \"2026-11-25T17:00\" },\n]\n",
        "s.toml:7: chuyện “t” tính ra hẹn trả paused — sửa `due` (viết paused khi đồng hồ dừng) hoặc thời hạn",
    ),
    (
        "act = [\n  { at = \"10/11/2026\", do = \"stop\" },\n]\n",
        "s.toml:7: “10/11/2026” không phải thời điểm — viết như \"2026-11-20T15:30\"",
    ),
    (
        "act = [\n  { at = \"2026-11-10T09:00\", do = \"ky\" },\n]\n",
        "s.toml:7: trường `do` không nhận giá trị “ky” — viết một trong: forward, pause, resume, extend, decide, stop, hand-back, reopen",
    ),
    (
        "nguoi = \"x\"\n",
        "s.toml:6: không có trường `nguoi` — bỏ dòng này hoặc dùng một trong: title, case_type, channel, received, fields, due, fee_dong, act, state, verdict",
    ),
];

#[test]
fn a_case_story_that_does_not_hold_says_where() {
    let pack = ward();
    for (told, expected) in TOLD {
        let faults = pack::case_type::run_story(&pack, "s.toml", &format!("{PERMIT}{told}"));
        assert_eq!(listed(&faults), *expected, "{told}");
    }
}

#[test]
fn a_file_without_a_case_that_can_be_told_says_so() {
    let pack = ward();
    let unknown = PERMIT.replace("giay-phep-xay-dung-nha-o", "giay-phep-xay-dung");
    let rows = [
        (unknown.as_str(), "s.toml:3: không có thủ tục `giay-phep-xay-dung` — viết mã `id` của một thủ tục trong bộ"),
        ("", "s.toml:1: tệp chưa có chuyện nào đọc được — viết ít nhất một [[story]]"),
        ("[[story]\n", "s.toml:1: không đọc được cú pháp TOML"),
    ];
    for (text, expected) in rows {
        let faults = pack::case_type::run_story(&pack, "s.toml", text);
        assert!(listed(&faults).contains(expected), "{expected}\nnot in\n{}", listed(&faults));
    }
}

#[test]
fn a_case_story_that_holds_is_silent() {
    let pack = ward();
    let told = "due = \"2026-11-25T17:00\"\nfee_dong = 75000\nstate = \"stopped\"\nverdict = \"early\"\nact = [\n  { at = \"2026-11-10T09:00\", do = \"stop\" },\n]\n";
    assert_eq!(pack::case_type::run_story(&pack, "s.toml", &format!("{PERMIT}{told}")), []);
}
