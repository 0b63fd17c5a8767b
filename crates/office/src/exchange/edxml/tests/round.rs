//! What is written is read back the same, and stands in the strict structure.

use super::super::*;
use super::samples::{document, full, minimal, status};
use jiff::civil::date;

#[test]
fn messages_come_back_as_they_were() {
    for message in [full(), minimal()] {
        let written = write(&message);
        assert_eq!(document(&written), message);
        assert_eq!(check_structure(written.as_bytes()), Vec::<String>::new(), "{written}");
        assert_eq!(write(&message), written);
    }
}

#[test]
fn every_state_comes_back() {
    for (second, code) in (0_i8..).zip(StatusCode::ALL) {
        let message = StatusMessage { at: date(2024, 12, 31).at(23, 59, second, 0), ..status(code) };
        let written = write_status(&message);
        assert_eq!(read(written.as_bytes()), Ok(Parsed::Status(Box::new(message))));
        assert_eq!(check_structure(written.as_bytes()), Vec::<String>::new(), "{written}");
    }
}

#[test]
fn a_signature_that_would_break_the_file_is_left_out() {
    let nested = |levels: usize| format!("<Signature>{}x{}</Signature>", "<a>".repeat(levels), "</a>".repeat(levels));
    let (deepest, too_deep) = (nested(60), nested(61));
    let rows = [
        (deepest.as_str(), true),
        (too_deep.as_str(), false),
        ("<Signature><a/></Signature>", true),
        ("  <Signature xmlns=\"urn:x\">A</Signature>\n", true),
        ("<edXML:DigitalSignature><a/></edXML:DigitalSignature>", true),
        ("<ds:Signature>A</ds:Signature>", false),
        ("<Signature>", false),
        ("<Signature/><Signature/>", false),
        ("<Signature>A</Signature><!-- -->", false),
        ("<?xml version=\"1.0\"?><Signature>A</Signature>", false),
        ("<Other>A</Other>", false),
        ("chữ ký", false),
        ("", false),
    ];
    for (block, kept) in rows {
        let message = Message { signature: Some(block.to_owned()), ..minimal() };
        let written = write(&message);
        assert_eq!(document(&written).signature, kept.then(|| block.trim().to_owned()), "{block}");
        assert_eq!(check_structure(written.as_bytes()), Vec::<String>::new(), "{block}");
    }
}

#[test]
fn what_the_standard_cannot_say_is_left_out() {
    let mut message = minimal();
    message.steering = Some(9);
    message.other.page_amount = Some(-1);
    message.issued_on = Some(date(-20, 1, 1));
    message.subject = "Mời\u{0} họp\u{b}".to_owned();
    message.to_places = vec![" ".to_owned()];
    let written = write(&message);
    assert_eq!(document(&written), minimal());
    assert_eq!(check_structure(written.as_bytes()), Vec::<String>::new());
}

#[test]
fn departures_from_the_structure_are_told() {
    let good = write(&full());
    let rows = [
        ("http://www.mic.gov.vn/TBT/QCVN_102_2016", "urn:x", "không gian tên"),
        ("<edXML:Priority>3<", "<edXML:Priority>7<", "OtherInfo/Priority: không có trong danh mục"),
        ("2024/05/31", "2024-05-31", "DueDate: không có dạng"),
        ("2024/05/31", "2024/02/31", "DueDate: không có dạng"),
        ("2024/05/02 08:30:15", "2024/05/02 8:30:15", "Timestamp: không có dạng"),
        ("2024/05/02 08:30:15", "2024/05/02", "Timestamp: không có dạng"),
        (" version=\"1.0\">", ">", "version=\"1.0\""),
        ("edXML:Bussiness>", "edXML:Business>", "Business: không có trong cấu trúc"),
        ("edXML:Subject>", "edXML:subject>", "thiếu Subject"),
        ("<edXML:PageAmount>12<", "<edXML:PageAmount>-2<", "không phải số"),
        ("<edXML:SteeringType>3<", "<edXML:SteeringType>0<", "SteeringType"),
        ("<ContentId>cid:3f0a", "<ContentId>cid:3f0z", "không khớp"),
        ("<ContentId>cid:3f0a", "<ContentId>3f0a", "cid:mã"),
        ("<edXML:edXMLBody>", "<edXML:edXMLBody>x", "có chữ giữa"),
        ("<edXML:Code>", "<edXML:SteeringType>1</edXML:SteeringType><edXML:Code>", "sai thứ tự"),
        ("<edXML:Code>", "<edXML:Code/><edXML:Code>", "chỉ được một"),
        ("<ContentTransferEncoded>", "<ContentTransferEncoded>AAAA", "base64 của tệp nén"),
        ("</edXML>", "", "bị cắt giữa chừng"),
    ];
    for (from, to, expected) in rows {
        let spoilt = good.replace(from, to);
        assert_ne!(spoilt, good, "{from}");
        let told = check_structure(spoilt.as_bytes());
        assert!(told.iter().any(|line| line.contains(expected)), "{from} → {to}: {told:?}");
    }
}
