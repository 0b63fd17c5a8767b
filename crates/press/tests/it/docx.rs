//! The DOCX: its parts read from the archive, its pages looked at through LibreOffice by hand.

use std::io::{Cursor, Read as _};

use press::{Document, docx};

use crate::sample::{HOSTILE, long, sample};

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
    text
}

/// The words of a part: tags dropped, entities resolved.
fn words(xml: &str) -> String {
    let tagless: String = xml.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text)).collect();
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("\u{a0}", " "),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(tagless, |text, (entity, letter)| text.replace(entity, letter))
}

#[test]
fn the_report_holds_its_figures_and_its_frame() {
    let bytes = docx::write(&sample()).expect("a DOCX");
    assert!(bytes.starts_with(b"PK"));
    let text = words(&part(&bytes, "word/document.xml"));
    let rows = [
        "1.748,6 tỷ",
        "6.191 tỷ đồng",
        "28,24 %",
        "14,14 %",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Ba Đình, ngày 05 tháng 5 năm 2017",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
        "BD-7K2M-91QF",
        HOSTILE,
    ];
    for expected in rows {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }
    assert!(!text.contains("Cảnh báo"), "a final face shows no flags");
    keep("mau.docx", &bytes);
}

#[test]
fn the_page_is_laid_out_by_the_decree() {
    let xml = part(&docx::write(&sample()).expect("a DOCX"), "word/document.xml");
    let rows = [
        "<w:titlePg",
        "<w:tblHeader />",
        "w:w=\"11906\" w:h=\"16838\"",
        "w:orient=\"landscape\"",
        "w:top=\"1134\"",
        "w:left=\"1701\"",
        "descr=\"Biểu đồ cột",
    ];
    for expected in rows {
        assert!(xml.contains(expected), "{expected} is missing");
    }
    assert!(!xml.contains("name=\"Figure\""), "every picture has words");
    assert_eq!(xml.matches("<w:tblHeader />").count(), 2, "only heads of tables repeat");
}

#[test]
fn the_page_number_stands_in_the_header() {
    let bytes = docx::write(&sample()).expect("a DOCX");
    assert!(part(&bytes, "word/header1.xml").contains("PAGE"));
}

#[test]
fn a_draft_says_so() {
    let mut document = sample();
    document.draft = true;
    let text = words(&part(&docx::write(&document).expect("a DOCX"), "word/document.xml"));
    assert!(text.contains("DỰ THẢO") && text.contains("[Cảnh báo: "));
}

#[test]
fn nothing_at_all_is_still_a_file() {
    let text = part(&docx::write(&Document::default()).expect("a DOCX"), "word/document.xml");
    assert!(text.contains("CỘNG HÒA"));
}

#[test]
fn twenty_pages_fit_a_mail() {
    let started = std::time::Instant::now();
    let bytes = docx::write(&long()).expect("a DOCX");
    println!("20 pages: {:?}, {} bytes", started.elapsed(), bytes.len());
    assert!(bytes.len() < 5_000_000, "{} bytes", bytes.len());
}

fn keep(name: &str, bytes: &[u8]) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join(name), bytes).expect("the test folder is writable");
}
