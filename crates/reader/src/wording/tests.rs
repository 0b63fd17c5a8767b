//! What is read of real and of hostile files.

use super::*;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Made with LibreOffice Writer and with Typst: subset fonts with ToUnicode tables, two pages, a table.
const LIBREOFFICE: &[u8] = include_bytes!("fixtures/libreoffice.pdf");
const TYPST: &[u8] = include_bytes!("fixtures/typst.pdf");

fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(content.as_bytes()).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

fn body(content: &str) -> Vec<u8> {
    docx(&[("word/document.xml", content)])
}

/// One page that draws `content` with a font without a table, a form `X` that draws itself, and what `more` adds.
fn pdf(content: &str, more: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let form = Stream::new(
        dictionary! { "Subtype" => "Form", "Matrix" => vec![1.into(), 0.into(), 0.into(), 1.into(), 0.into(), 50.into()] },
        b"BT /F 10 Tf (within) Tj ET /X Do /X Do".to_vec(),
    );
    document.objects.insert((1, 0), dictionary! { "Type" => "Catalog", "Pages" => (2, 0) }.into());
    let kids = vec![Object::Reference((3, 0))];
    document.objects.insert((2, 0), dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => kids }.into());
    let resources = dictionary! { "Font" => dictionary! { "F" => (4, 0) }, "XObject" => dictionary! { "X" => (6, 0) } };
    let page = dictionary! { "Type" => "Page", "Parent" => (2, 0), "Contents" => (5, 0), "Resources" => resources };
    document.objects.insert((3, 0), page.into());
    let font = dictionary! { "Type" => "Font", "Subtype" => "TrueType", "Encoding" => "WinAnsiEncoding" };
    document.objects.insert((4, 0), font.into());
    document.objects.insert((5, 0), Stream::new(Dictionary::new(), content.into()).into());
    document.objects.insert((6, 0), form.into());
    document.max_id = 6;
    document.trailer.set("Root", (1, 0));
    more(&mut document);
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a file");
    bytes
}

#[test]
fn text_is_cleaned() {
    let long = "ế ".repeat(LONGEST);
    let rows: &[(&str, &str)] = &[
        ("", ""),
        (" \u{a0} \n\t\n", ""),
        ("  Tỷ \u{a0}\t lệ  \r\n\r\n giải\u{c}ngân ", "Tỷ\tlệ\ngiải\nngân"),
        ("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", "Tiếng Việt"),
        ("a\u{0}b\u{fffd}\u{ad}c\u{feff}", "abc"),
        ("o\u{fb00}ice \u{fb01}", "office fi"),
        (&long, long.get(..LONGEST / 2 * 4 - 1).expect("whole letters")),
    ];
    for (raw, expected) in rows {
        assert_eq!(clean(raw), *expected, "{}", raw.chars().take(20).collect::<String>());
    }
    assert_eq!(clean(&"đ".repeat(LONGEST + 1)).chars().count(), LONGEST);
}

#[test]
fn only_documents_have_words() {
    for media_type in ["image/png", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ""] {
        assert_eq!(text_of(media_type, LIBREOFFICE), Ok(String::new()));
    }
}

#[test]
fn documents_are_read_part_by_part() {
    let rows: &[(&str, &str)] = &[
        (
            "<w:p><w:r><w:t>Quyết </w:t></w:r><w:r><w:t>định</w:t></w:r></w:p><w:p><w:t>số 1</w:t></w:p>",
            "Quyết định\nsố 1",
        ),
        ("<w:p><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:p>", "a b\nc-d"),
        (
            "<w:tr><w:tc><w:p><w:t>a</w:t></w:p><w:p><w:t>b</w:t></w:p></w:tc><w:tc><w:p><w:t>c</w:t></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:t>d</w:t></w:p></w:tc></w:tr>",
            "a b\tc\nd",
        ),
        (
            "<w:p><w:delText>no</w:delText><w:instrText>PAGE</w:instrText><w:t>A &amp; B &#7879; &lt;</w:t></w:p>",
            "A & B ệ <",
        ),
        ("<w:p><w:t>&unknown;a<![CDATA[<b>]]></w:t></w:p>", "a<b>"),
        ("<mc:Choice><w:t>one</w:t></mc:Choice><mc:Fallback><w:t>again</w:t></mc:Fallback>", "one"),
    ];
    for (content, expected) in rows {
        let content = format!("<w:document xmlns:w=\"w\" xmlns:mc=\"mc\">{content}</w:document>");
        assert_eq!(text_of(DOCX, &body(&content)).as_deref(), Ok(*expected), "{content}");
    }
    let part = |word: &str| format!("<w:x><w:p><w:t>{word}</w:t></w:p></w:x>");
    let parts = ["footnotes", "footer1", "header10", "header2", "document", "styles", "endnotes"]
        .map(|name| (format!("word/{name}.xml"), part(name)));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    let expected = "document\nheader2\nheader10\nfooter1\nfootnotes\nendnotes";
    assert_eq!(text_of(DOCX, &docx(&parts)).as_deref(), Ok(expected));
}

#[test]
fn broken_documents_get_a_sentence() {
    let bomb = format!("<w:document>{}</w:document>", " ".repeat(65 * 1024 * 1024));
    let doctype = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:t>&a;</w:t>";
    let rows: &[(&str, Vec<u8>, &str)] = &[
        ("no archive", b"PK\x03\x04 no archive".to_vec(), "bị hỏng"),
        ("empty", Vec::new(), "bị hỏng"),
        ("no body", docx(&[("xl/workbook.xml", "<x/>")]), "thiếu word/document.xml"),
        ("bomb", body(&bomb), "quá lớn"),
        ("doctype", body(doctype), "bị hỏng"),
        ("not closed", body("<w:document><w:t>a</w:x>"), "bị hỏng"),
        ("not UTF-8", body("<w:t>\u{1}").into_iter().take(40).collect(), "bị hỏng"),
    ];
    for (what, bytes, expected) in rows {
        let sentence = text_of(DOCX, bytes).expect_err(what);
        assert!(sentence.contains(expected), "{what}: {sentence}");
    }
}

#[test]
fn pages_are_read_in_order_with_all_tones() {
    let rows: &[(&[u8], &str)] = &[
        (
            LIBREOFFICE,
            "ỦY BAN NHÂN DÂN XÃ ĐỨC THƯỢNG\nTỷ lệ giải ngân đạt 28,24 %; chữ ký của Nguyễn Thị Thuỷ, người lập biểu.\nSố hồ sơ đúng hạn 1.204\nTrang hai: phụ lục kèm theo",
        ),
        (
            TYPST,
            "ỦY BAN NHÂN DÂN XÃ ĐỨC THƯỢNG\nTỷ lệ giải ngân đạt 28,24 %; chữ ký của Nguyễn\nThị Thuỷ, người lập biểu, kèm theo hồ sơ đúng\nhạn ở cấp xã.\nSố hồ sơ đúng hạn 1.204\nTrang hai: phụ lục kèm theo",
        ),
    ];
    for (bytes, expected) in rows {
        assert_eq!(text_of(PDF, bytes).as_deref(), Ok(*expected));
    }
}

#[test]
fn drawings_are_followed_as_far_as_words_go() {
    let rows: &[(&str, &str)] = &[
        ("", ""),
        ("0 0 100 100 re f", ""),
        ("BT /F 10 Tf (one) Tj 0 -12 Td (two) Tj ET", "one\ntwo"),
        ("BT /F 10 Tf [(wo) 20 (rd) -300 (next)] TJ ET", "word next"),
        // Word writes a run of its own for each stretch of text, with its own matrix.
        ("BT /F 10 Tf 1 0 0 1 50 700 Tm (Tr) Tj ET BT 1 0 0 1 60.1 700 Tm (ang) Tj ET", "Trang"),
        ("BT /F 10 Tf 14 TL (a) Tj T* (b) Tj (c) ' 1 1 (d) \" ET", "a\nb\nc\nd"),
        ("q BT /F 10 Tf (a) Tj ET Q BT (no font) Tj ET", "a"),
        ("BT /F 10 Tf (\\351\\200) Tj ET", "é€"),
        ("BT /F 10 Tf 3 Tr (scanned and recognised) Tj ET", "scanned and recognised"),
    ];
    for (content, expected) in rows {
        assert_eq!(text_of(PDF, &pdf(content, |_| {})).as_deref(), Ok(*expected), "{content}");
    }
    // A form that draws itself twice is followed until the budget is spent, not for ever.
    assert!(text_of(PDF, &pdf("/X Do", |_| {})).is_ok_and(|text| text.starts_with("within\nwithin\n")));
}

#[test]
fn hostile_tables_and_bombs_come_to_an_end() {
    let table = "1 beginbfrange <00000000> <ffffffff> <0041> endbfrange 1 beginbfchar <62> <1EC7> endbfchar";
    let with_table = |document: &mut Document| {
        document.max_id = 7;
        document.objects.insert((7, 0), Stream::new(Dictionary::new(), table.into()).into());
        let font = dictionary! { "Type" => "Font", "Subtype" => "TrueType", "ToUnicode" => (7, 0) };
        document.objects.insert((4, 0), font.into());
    };
    let shows = "BT /F 10 Tf (b) Tj ET";
    let rows: Vec<(&str, Vec<u8>, Result<&str, &str>)> = vec![
        ("table", pdf(shows, with_table), Ok("ệ")),
        ("bomb", pdf(&" ".repeat(100_000_000), |_| {}), Ok("")),
        ("states", pdf(&"q ".repeat(1_000_000), |_| {}), Ok("")),
        ("arrays", pdf(&"[".repeat(1_000_000), |_| {}), Ok("")),
        ("strings", pdf(&"(".repeat(1_000_000), |_| {}), Ok("")),
        ("locked", pdf(shows, |document| document.trailer.set("Encrypt", (9, 0))), Err("mật khẩu")),
        ("no pages", pdf(shows, |document| drop(document.objects.remove(&(2, 0)))), Err("bị hỏng")),
        ("cut", LIBREOFFICE.get(..LIBREOFFICE.len() / 3).unwrap_or_default().to_vec(), Err("bị hỏng")),
        ("head only", b"%PDF-1.7\n\x00\xff\x13 random [[[ << 1 0 obj".to_vec(), Err("bị hỏng")),
        ("empty", Vec::new(), Err("bị hỏng")),
    ];
    for (what, bytes, expected) in rows {
        let read = text_of(PDF, &bytes);
        match expected {
            Ok(text) => assert_eq!(read.as_deref(), Ok(text), "{what}"),
            Err(part) => assert!(read.as_ref().is_err_and(|sentence| sentence.contains(part)), "{what}: {read:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_changed_nothing_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        cut in any::<prop::sample::Index>(),
        noise in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        let word = body("<w:document><w:p><w:t>Quyết định</w:t></w:p></w:document>");
        for (media_type, file) in [(PDF, LIBREOFFICE), (PDF, TYPST), (DOCX, &word)] {
            let mut bytes = file.to_vec();
            for (at, byte) in &changes {
                let length = bytes.len();
                bytes[at.index(length)] = *byte;
            }
            let _ = text_of(media_type, &bytes);
            bytes.truncate(cut.index(bytes.len()));
            let _ = text_of(media_type, &bytes);
        }
        let _ = text_of(PDF, &[b"%PDF-1.7\n", noise.as_slice()].concat());
        let _ = text_of(PDF, &pdf(&String::from_utf8_lossy(&noise), |_| {}));
    }
}
