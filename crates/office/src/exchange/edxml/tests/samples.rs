//! Messages that the tests write, read and spoil.

use super::super::*;
use jiff::civil::{date, datetime};

pub(super) fn organ(id: &str, name: &str) -> Organ {
    Organ {
        organ_id: id.to_owned(),
        in_charge: "Ủy ban nhân dân tỉnh".to_owned(),
        name: name.to_owned(),
        address: "Số 1 đường Lê Lợi".to_owned(),
        email: "vanthu@xa.gov.vn".to_owned(),
        telephone: "0203 3825 000".to_owned(),
        fax: "0203 3825 001".to_owned(),
        website: "https://xa.gov.vn/?a=1&b=2".to_owned(),
    }
}

pub(super) fn answered() -> ResponseFor {
    ResponseFor {
        organ_id: "000.00.00.H49".to_owned(),
        code: "15/UBND-VP".to_owned(),
        issued_on: Some(date(2024, 4, 28)),
        document_id: "000.00.00.H49,2024/04/28,15/UBND-VP".to_owned(),
    }
}

pub(super) fn staff() -> Staff {
    Staff {
        department: "Văn phòng".to_owned(),
        staff: "Nguyễn Thị Hòa".to_owned(),
        mobile: "0912 000 000".to_owned(),
        email: "hoa@xa.gov.vn".to_owned(),
    }
}

pub(super) fn file(id: &str, name: &str, bytes: &[u8]) -> File {
    File {
        content_id: id.to_owned(),
        name: name.to_owned(),
        content_type: "application/pdf".to_owned(),
        description: format!("Tệp {name}"),
        bytes: bytes.to_vec(),
    }
}

/// A message with everything.
pub(super) fn full() -> Message {
    Message {
        from: organ("000.12.34.H49", "UBND xã <A> & B"),
        to: vec![organ("000.00.00.H49", "UBND tỉnh"), organ("000.00.12.H49", "Sở Nội vụ")],
        number: "27".to_owned(),
        notation: "BC-UBND".to_owned(),
        place: "Hòa Bình".to_owned(),
        issued_on: Some(date(2024, 5, 2)),
        kind: DocumentType {
            type_code: "9".to_owned(), type_detail: "0".to_owned(), type_name: "Báo cáo".to_owned()
        },
        subject: "Kết quả thực hiện nhiệm vụ “tháng 4”".to_owned(),
        content: "Dòng một\nDòng hai".to_owned(),
        signer: Signer {
            competence: "KT. CHỦ TỊCH".to_owned(),
            position: "PHÓ CHỦ TỊCH".to_owned(),
            full_name: "Trần Văn An".to_owned(),
        },
        due_on: Some(date(2024, 5, 31)),
        to_places: vec!["Như trên".to_owned(), "Lưu: VT".to_owned()],
        other: Other {
            priority: Priority::Express,
            sphere: "Nội bộ".to_owned(),
            typer_notation: "NTH".to_owned(),
            promulgation_amount: Some(3),
            page_amount: Some(12),
            appendixes: vec!["Phụ lục 1".to_owned()],
            direction: "false".to_owned(),
        },
        response_for: vec![answered()],
        steering: Some(3),
        document_id: "000.12.34.H49,2024/05/02,27/BC-UBND".to_owned(),
        traces: vec![Trace { organ_id: "000.12.34.H49".to_owned(), at: datetime(2024, 5, 2, 8, 30, 15, 0) }],
        business: Some(business()),
        files: vec![
            file("3f0a", "bao-cao.pdf", b"%PDF-1.7 noi dung"),
            file("3f0b", "bang.xlsx", &zip_of(&[("xl/a.xml", b"<a/>"), ("xl/b.xml", b"<b/>")])),
            file("3f0c", "trong.txt", b""),
            file("3f0d", "bo.zip", &zip_of(&[("mot.pdf", b"%PDF")])),
        ],
        signature: Some(SIGNATURE.to_owned()),
    }
}

pub(super) const SIGNATURE: &str = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\r\n  \
    <ds:SignedInfo/>\
    <ds:SignatureValue>AbC=</ds:SignatureValue>\n</ds:Signature>";

fn business() -> Business {
    Business {
        kind: BusinessKind::Update,
        reason: "Thêm nơi nhận".to_owned(),
        document_id: "000.12.34.H49,2024/05/01,26/BC-UBND".to_owned(),
        staff: staff(),
        paper: true,
        receivers: vec![
            Receiver { organ_id: "000.00.13.H49".to_owned(), added: true },
            Receiver { organ_id: "000.00.14.H49".to_owned(), added: false },
        ],
        replacements: vec![Replacement {
            document_id: "000.12.34.H49,2023/05/01,5/BC-UBND".to_owned(),
            organ_ids: vec!["000.00.00.H49".to_owned()],
        }],
    }
}

/// A message with nothing but what must be there.
pub(super) fn minimal() -> Message {
    Message {
        from: Organ { organ_id: "000.12.34.H49".to_owned(), ..Organ::default() },
        to: vec![Organ { organ_id: "000.00.00.H49".to_owned(), ..Organ::default() }],
        notation: "UBND".to_owned(),
        subject: "Mời họp".to_owned(),
        ..Message::default()
    }
}

pub(super) fn status(code: StatusCode) -> StatusMessage {
    StatusMessage {
        response_for: answered(),
        from: organ("000.12.34.H49", "UBND xã"),
        status: code,
        description: code.label().to_owned(),
        at: datetime(2024, 5, 3, 7, 0, 0, 0),
        staff: staff(),
    }
}

/// A zip with these entries.
pub(super) fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        archive.write_all(bytes).expect("its bytes");
    }
    archive.finish().expect("a zip").into_inner()
}

pub(super) fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// The document that a file holds.
pub(super) fn document(xml: &str) -> Message {
    match read(xml.as_bytes()) {
        Ok(Parsed::Document(message)) => *message,
        other => panic!("no document but {other:?} in {xml}"),
    }
}

/// The faults of a file, place and sentence together.
pub(super) fn faults(bytes: &[u8]) -> Vec<String> {
    let faults = read(bytes).expect_err("faults");
    faults.into_iter().map(|fault| format!("{} {}", fault.place, fault.sentence)).collect()
}
