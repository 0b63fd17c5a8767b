//! The PDF, read back by Poppler.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use press::{Document, Trace, html, pdf};

use crate::sample::{HOSTILE, long, sample};

/// The text Poppler reads, spaces of every kind folded to one plain space.
fn read(bytes: &[u8]) -> String {
    let mut tool = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext (poppler-utils) must be installed");
    tool.stdin.take().expect("a pipe").write_all(bytes).expect("pdftotext reads");
    let output = tool.wait_with_output().expect("pdftotext ends");
    assert!(output.status.success(), "pdftotext refused the file");
    fold(&String::from_utf8_lossy(&output.stdout))
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_report_prints_its_figures_and_its_frame() {
    let bytes = pdf::write(&sample()).expect("a PDF");
    assert!(bytes.starts_with(b"%PDF-1."));
    let text = read(&bytes);
    let rows = [
        "1.748,6 tỷ",
        "6.191 tỷ đồng",
        "28,24 %",
        "14,14 %",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 57/BC-UBND",
        "Ba Đình, ngày 05 tháng 5 năm 2017",
        "- Kiểm tra 335 cơ sở",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
        "Nguyễn Thị Ước",
        "BD-7K2M-91QF",
        "PHỤ LỤC",
        "ỀỂỄẾỆ ỨỪỬỮỰ ộợỡ ẵẫằ ỹỵ",
    ];
    for expected in rows {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }
    assert!(!text.contains("Cảnh báo") && !text.contains("DỰ THẢO"), "a final face shows no flags");
    keep("mau.pdf", &bytes);
}

#[test]
fn what_people_write_stays_text() {
    let text = read(&pdf::write(&sample()).expect("a PDF"));
    for word in HOSTILE.split_whitespace() {
        assert!(text.contains(word), "{word} is missing in:\n{text}");
    }
}

#[test]
fn a_report_with_a_day_is_archival_and_tagged() {
    let bytes = pdf::write(&sample()).expect("a PDF");
    let raw = String::from_utf8_lossy(&bytes);
    assert!(raw.contains("pdfaid:part>2") || raw.contains("pdfaid:part=\"2\""));
    assert!(raw.contains("/MarkInfo") && raw.contains("/Lang"));
}

#[test]
fn a_draft_says_so_and_shows_its_flags() {
    let mut document = sample();
    document.draft = true;
    document.masthead.issued_on = None;
    let bytes = pdf::write(&document).expect("a PDF");
    let text = read(&bytes);
    for expected in ["DỰ THẢO", "Cảnh báo", "ngày … tháng … năm 2017"] {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }
    keep("du-thao.pdf", &bytes);
}

#[test]
fn nothing_at_all_is_still_a_page() {
    let text = read(&pdf::write(&Document::default()).expect("a PDF"));
    assert!(text.contains("CỘNG HÒA"));
}

#[test]
fn a_form_has_no_empty_line_for_code_or_hash() {
    let mut document = sample();
    document.trace = document.trace.map(|trace| Trace { code: String::new(), hash: String::new(), ..trace });
    let text = read(&pdf::write(&document).expect("a PDF"));
    assert!(!text.contains("Mã băm") && !text.contains("Mã tra cứu"), "{text}");
    let form = read(&pdf::write_form(&document).expect("a form"));
    let note = document.trace.as_ref().map(|trace| trace.note.as_str()).unwrap_or_default();
    assert!(form.contains(note) && !form.contains("Mã băm"), "{form}");
    document.recipients.clear();
    let beside = read(&pdf::write_form(&document).expect("a form"));
    assert!(beside.contains("Nguyễn Thị Ước") && beside.len() < form.len(), "{beside}");
    let page = html::page(&document);
    assert!(!page.contains("Mã băm") && !page.contains("Mã tra cứu") && page.contains("<svg"), "{page}");
}

#[test]
fn signs_without_a_glyph_do_not_stop_the_press() {
    let mut document = sample();
    document.title = "Báo cáo 🙂 漢字".into();
    assert!(pdf::write(&document).is_ok());
}

#[test]
fn twenty_pages_are_set_quickly() {
    let started = Instant::now();
    let bytes = pdf::write(&long()).expect("a PDF");
    let first = started.elapsed();
    let started = Instant::now();
    let again = pdf::write(&long()).expect("a PDF");
    println!("20 pages: first {first:?}, second {:?}, {} bytes", started.elapsed(), bytes.len());
    assert_eq!(bytes, again, "the same document gives the same file");
    keep("dai.pdf", &bytes);
}

/// Leaves the file where a person can look at it.
fn keep(name: &str, bytes: &[u8]) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join(name), bytes).expect("the test folder is writable");
}
