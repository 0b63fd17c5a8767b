//! Registers of documents: numbers without gaps, files that are searched, what rests on what.

use crate::harness::{Actor, BOOK, Documents, EVIDENCE, Tasks};
use std::io::Write;
use std::sync::Barrier;
use std::thread;

/// A word processor's file with one paragraph.
fn docx(text: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    let xml = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"#
    );
    zip.write_all(xml.as_bytes()).expect("its text");
    zip.finish().expect("the archive").into_inner()
}

on_both!(what_comes_in_and_goes_out_is_numbered_by_the_year, at "2017-04-10T08:00:00+07:00", |mut office| {
    let clerk = office.specialist();
    let first = clerk.arrive(&[]).created();
    clerk.arrive(&[("symbol", "15/CV-TU"), ("issuer", "Thành ủy Hà Nội"), ("kind", "TB")]).created();
    clerk.arrive(&[]).must_refuse(409, "document-known", "đã đăng ký");
    clerk.arrive(&[("symbol", "16/CT-UBND"), ("arrived_on", "11/4/2017")]).must_fault("arrived_on", "tương lai");
    clerk.arrive(&[("symbol", "16/CT-UBND"), ("arrived_on", "1/4/2017")]).must_fault("issued_on", "sau ngày đến");
    // A refused one takes no number.
    let register = clerk.get(&format!("/{BOOK}/documents?flow=in")).ok();
    register.must_say("01 10/4/2017 UBND Thành phố 04/CT-UBND").must_say("02 10/4/2017 Thành ủy Hà Nội 15/CV-TU");
    clerk.get(&format!("/{BOOK}/documents/{first}")).ok().must_say("Văn bản đến số 01 năm 2017").must_say("Thượng khẩn");
    clerk.get(&format!("/{BOOK}/documents/new?flow=out")).ok();
    for expected in ["01/KH-UBND", "02/KH-UBND"] {
        let no = clerk.issue(&[("subject", &format!("Kế hoạch {expected}"))]).created();
        let page = clerk.get(&format!("/{BOOK}/documents/{no}")).ok();
        page.must_say(expected).must_say("KT. Người Ký Thay, Phó Chủ tịch").must_say("UBND Thành phố; Lưu: VT");
    }
    clerk.issue(&[("signer", "")]).must_fault("signer", "người ký");
    clerk.issue(&[("kind", "QĐ"), ("suffix", "12/QĐ;drop")]).must_fault("suffix", "hệ thống tự cấp");
    let letter = clerk.issue(&[("kind", "QĐ"), ("suffix", "QĐ-UBND.TCKH")]).created();
    clerk.get(&format!("/{BOOK}/documents/{letter}")).ok().must_say("01/QĐ-UBND.TCKH");
    // The series begin anew with the year.
    office.later("2018-01-02T08:00:00+07:00");
    let clerk = office.specialist();
    let no = clerk.issue(&[]).created();
    clerk.get(&format!("/{BOOK}/documents/{no}")).ok().must_say("01/KH-UBND");
    let csv = clerk.get(&format!("/{BOOK}/documents?flow=out&export=documents.csv")).ok();
    assert!(csv.html().contains("\"Số, ký hiệu\",Ngày văn bản,Loại và trích yếu,Người ký,Nơi nhận,Mức độ"), "{}", csv.html());
});

on_both!(sixteen_clerks_at_once_take_consecutive_numbers, at "2017-04-10T08:00:00+07:00", |office| {
    const EACH: usize = 6;
    let clerks: Vec<Actor> = (0..16).map(|_| office.specialist()).collect();
    let gate = Barrier::new(clerks.len());
    thread::scope(|scope| {
        for (at, clerk) in clerks.into_iter().enumerate() {
            let gate = &gate;
            scope.spawn(move || {
                gate.wait();
                for n in 0..EACH {
                    clerk.issue(&[("subject", &format!("Kế hoạch {at}.{n}"))]).done();
                }
            });
        }
    });
    let numbers = office.rows(&format!("select flow_no from document where book = '{BOOK}' and flow = 'out' order by flow_no"));
    let expected: Vec<String> = (1..=16 * EACH).map(|n| n.to_string()).collect();
    assert_eq!(numbers, expected);
    office.command(&["verify"]).done();
});

on_both!(the_text_of_attached_files_is_searched, at "2017-04-10T08:00:00+07:00", |office| {
    let clerk = office.specialist();
    let no = clerk.arrive(&[]).created();
    let (path, word) = (format!("/{BOOK}/documents/{no}/files"), docx("Các phường rà soát nhà chung cư cũ tại Giảng Võ"));
    let pdf = include_bytes!("../../../../reader/src/wording/fixtures/libreoffice.pdf");
    clerk.post_files(&path, &[], &[("file", "phu-luc.docx", &word)]).done();
    clerk.post_files(&path, &[], &[("file", "phu-luc.docx", &word)]).done();
    clerk.post_files(&path, &[], &[("file", "ban-in.pdf", pdf)]).done();
    clerk.post_files(&path, &[], &[("file", "anh.png", EVIDENCE)]).must_say("không phải PNG");
    clerk.post_files(&path, &[], &[("file", "gia.docx", EVIDENCE)]).must_say("không phải DOCX");
    clerk.post_files(&path, &[], &[]).must_say("Chưa chọn tệp");
    let found = |words: &str| clerk.get(&format!("/{BOOK}/documents?q={}", words.replace(' ', "+"))).ok();
    found("giang vo").must_say("04/CT-UBND");
    found("chung cu di doi").must_say("04/CT-UBND");
    found("khong co tu nay").must_not_say("04/CT-UBND");
    let page = clerk.get(&format!("/{BOOK}/documents/{no}")).ok();
    assert_eq!(page.html().matches("phu-luc.docx").count(), 1, "the same file is attached once");
    let back = clerk.get(&format!("/{BOOK}/documents/{no}/files/1")).ok();
    assert_eq!(back.bytes, word);
    // A secret document keeps only its line.
    let secret = clerk.arrive(&[("symbol", "01/CT-M"), ("secrecy", "mat")]).created();
    clerk.post_files(&format!("/{BOOK}/documents/{secret}/files"), &[], &[("file", "phu-luc.docx", &word)])
        .must_refuse(409, "secret-file", "nối mạng");
});

on_both!(what_rests_on_what_is_a_graph_without_circles, at "2017-04-10T08:00:00+07:00", |office| {
    let clerk = office.specialist();
    let law = clerk.register_document("NQ", "01/NQ-HĐND", "1/1/2017", "HĐND Thành phố", "Nghị quyết").created();
    let decision = clerk.register_adjustment("QĐ", "02/QĐ-UBND", "1/2/2017", "UBND Thành phố", "Quyết định", law).created();
    let plan = clerk.register_adjustment("KH", "03/KH-UBND", "1/3/2017", "UBND quận", "Kế hoạch", decision).created();
    let link = |no: i64, relation: &str, other: i64| {
        clerk.post(&format!("/{BOOK}/documents/{no}/links"), &[("relation", relation), ("other", &other.to_string())])
    };
    link(law, "basis", plan).must_refuse(409, "circular-basis", "vòng tròn");
    link(law, "basis", law).must_refuse(409, "same-document", "chính nó");
    let page = clerk.get(&format!("/{BOOK}/documents/{law}")).ok();
    page.must_say("bên dưới, bậc 1 02/QĐ-UBND").must_say("bên dưới, bậc 2 03/KH-UBND");
    clerk.get(&format!("/{BOOK}/documents/{plan}")).ok().must_say("bên trên, bậc 2 01/NQ-HĐND");
    let newer = clerk.register_document("QĐ", "09/QĐ-UBND", "1/4/2017", "UBND Thành phố", "Quyết định mới").created();
    link(newer, "suspends", decision).done();
    clerk.get(&format!("/{BOOK}/documents/{decision}")).ok().must_say("Văn bản này đang bị đình chỉ, tạm ngưng bởi 09/QĐ-UBND");
    let facts = office.facts();
    link(newer, "suspends", decision).done();
    assert_eq!(office.facts(), facts);
    // Whom a document was handed to stands in the register; a ward opens what was handed to it, and nothing else.
    let ward = office.ward("Ngọc Hà");
    ward.get(&format!("/{BOOK}/documents/{newer}")).must_refuse(404, "not-found", "Không tìm thấy");
    let officer = office.officer("ngoc-ha").to_string();
    clerk.get(&format!("/{BOOK}/documents/{newer}")).ok();
    clerk.post(&format!("/{BOOK}/documents/{newer}/hand"), &[("officer", &officer)]).done();
    ward.get(&format!("/{BOOK}/documents/{newer}")).ok().must_say("Chuyển cho Cán bộ Ngọc Hà, Phường Ngọc Hà");
    // A task opens its basis, and the basis opens the task.
    let (lead, person) = (office.unit("Phường Ngọc Hà").to_string(), office.officer("tu-phap").to_string());
    let basis = newer.to_string();
    let fields = [("document", basis.as_str()), ("lead_unit", &lead), ("person", &person), ("head", &person)];
    let task = office.head().assign(&fields).created();
    clerk.get(&format!("/{BOOK}/documents/{newer}")).ok().must_say("Nhiệm vụ Di dời các hộ dân").must_link(&format!("/{BOOK}/tasks/{task}"));
    clerk.task_page(task).ok().must_link(&format!("/{BOOK}/documents/{newer}"));
});
