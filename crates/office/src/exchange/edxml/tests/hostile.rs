//! Messages that are incomplete, broken, or meant to do harm.

use super::super::read::read_within;
use super::super::*;
use super::samples::{base64, faults, full, minimal, status, zip_of};

#[test]
fn what_is_missing_or_wrong_is_named() {
    let good = write(&full());
    let rows = [
        (
            "<edXML:OrganId>000.12.34.H49<",
            "<edXML:OrganId><",
            "MessageHeader/From/OrganId Thiếu mã định danh cơ quan gửi",
        ),
        ("edXML:From>", "edXML:Frm>", "MessageHeader/From/OrganId"),
        ("edXML:To>", "edXML:Too>", "MessageHeader/To/OrganId"),
        ("edXML:Code>", "edXML:Cod>", "MessageHeader/Code Thiếu số và ký hiệu"),
        ("edXML:Subject>", "edXML:Subjekt>", "MessageHeader/Subject Thiếu trích yếu"),
        ("<edXML:PromulgationDate>2024/05/02<", "<edXML:PromulgationDate>mai<", "Ngày “mai” không đọc được"),
        ("2024/05/31", "2024/05/32", "MessageHeader/DueDate Ngày “2024/05/32”"),
        ("2024/05/02 08:30:15", "", "TraceHeader/Timestamp Thiếu thời điểm"),
        ("2024/05/02 08:30:15", "8 giờ", "Thời điểm “8 giờ” không đọc được"),
        ("<edXML:Priority>3<", "<edXML:Priority>5<", "Độ khẩn “5”"),
        ("<edXML:SteeringType>3<", "<edXML:SteeringType>4<", "Loại chỉ đạo “4”"),
        ("<edXML:BussinessDocType>2<", "<edXML:BussinessDocType>x<", "Loại nghiệp vụ “x”"),
        ("<edXML:ReceiverType>0<", "<edXML:ReceiverType>2<", "ReceiverType"),
    ];
    for (from, to, expected) in rows {
        let spoilt = good.replace(from, to);
        assert_ne!(spoilt, good, "{from}");
        let told = faults(spoilt.as_bytes());
        assert!(told.iter().any(|line| line.starts_with("dòng ") && line.contains(expected)), "{from}: {told:?}");
    }
}

#[test]
fn all_faults_are_told_at_once_with_their_lines() {
    let xml = "<edXML>\n<MessageHeader>\n<From/>\n<DueDate>x</DueDate>\n</MessageHeader></edXML>";
    let places: Vec<String> = read(xml.as_bytes()).expect_err("faults").into_iter().map(|fault| fault.place).collect();
    let expected = [
        "dòng 3: MessageHeader/From/OrganId",
        "dòng 2: MessageHeader/To/OrganId",
        "dòng 2: MessageHeader/Code",
        "dòng 4: MessageHeader/DueDate",
        "dòng 2: MessageHeader/Subject",
    ];
    assert_eq!(places, expected);
}

#[test]
fn what_a_state_lacks_is_named() {
    let good = write_status(&status(StatusCode::Done));
    let rows = [
        ("<edXML:StatusCode>06<", "<edXML:StatusCode>07<", "Status/StatusCode Mã trạng thái “07” lạ"),
        ("edXML:StatusCode>", "edXML:Code>", "Status/StatusCode Thiếu mã trạng thái"),
        ("edXML:ResponseFor>", "edXML:For>", "Status/ResponseFor Không rõ trạng thái của văn bản nào"),
        ("2024/05/03 07:00:00", "", "Status/Timestamp Thiếu thời điểm"),
        ("2024/04/28<", "28<", "Status/ResponseFor/PromulgationDate"),
    ];
    for (from, to, expected) in rows {
        let told = faults(good.replace(from, to).as_bytes());
        assert!(told.iter().any(|line| line.contains(expected)), "{from}: {told:?}");
    }
    let older = good.replace("edXML:Status>", "edXML:MessageHeader>").replace(">06<", ">6<");
    assert_eq!(read(older.as_bytes()), Ok(Parsed::Status(Box::new(status(StatusCode::Done)))));
}

#[test]
fn files_that_are_no_messages_are_refused() {
    let deep = "<a>".repeat(100);
    let wide = format!("<a>{}</a>", "<b/>".repeat(100_001));
    let bomb = r#"<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]><edXML><Subject>&y;</Subject></edXML>"#;
    let cut = write(&full());
    let cut = cut.get(..cut.len() / 2).unwrap_or_default();
    let rows: [(&[u8], &str); 14] = [
        (b"", "không có phần tử XML nào"),
        (b"\xEF\xBB\xBF", "không có phần tử XML nào"),
        (b"PK\x03\x04", "chữ đứng ngoài phần tử gốc"),
        (b"<html/>", "không có MessageHeader"),
        (b"<a>\n\n\xFF</a>", "dòng 3 Tệp không phải XML mã hóa UTF-8"),
        (b"\xFF\xFE\x00\xD8", "UTF-16"),
        (b"<a/><b/>", "nhiều hơn một phần tử gốc"),
        (b"<a>\n</b>", "dòng 2 Tệp XML bị hỏng"),
        (b"<a>&lol;</a>", "thực thể &lol;"),
        (b"<a>&#0;</a>", "bị hỏng"),
        (bomb.as_bytes(), "DOCTYPE"),
        (deep.as_bytes(), "quá 64 lớp"),
        (wide.as_bytes(), "quá 100000 phần tử"),
        (cut.as_bytes(), "bị cắt giữa chừng"),
    ];
    for (bytes, expected) in rows {
        let told = faults(bytes);
        assert!(told.len() == 1 && told.iter().all(|line| line.contains(expected)), "{expected}: {told:?}");
    }
    let large = vec![b' '; 60 * 1024 * 1024 + 1];
    assert!(faults(&large).iter().all(|line| line.contains("lớn hơn 60 MB")));
}

#[test]
fn a_zip_bomb_is_stopped_at_the_limit() {
    let zeros = vec![0; 1_000_000];
    let mut message = minimal();
    message.files =
        vec![File { content_id: "1".to_owned(), name: "a.bin".to_owned(), bytes: zeros, ..File::default() }];
    let one = write(&message);
    message.files.extend(message.files.clone());
    let two = write(&message);
    let rows = [(&one, 1_000_000, true), (&one, 999_999, false), (&two, 1_999_999, false), (&two, 2_000_000, true)];
    for (xml, limit, expected) in rows {
        assert_eq!(read_within(xml.as_bytes(), limit).is_ok(), expected, "{limit}");
    }
}

/// A message whose one attachment is this zip.
fn with_zip(zip: &[u8]) -> String {
    let head = "<edXML><MessageHeader><From>1</From><To>2</To><Code>1/A</Code><Subject>x</Subject></MessageHeader>";
    format!("{head}<Attachment><FileName>a.bin</FileName><Content>{}</Content></Attachment></edXML>", base64(zip))
}

/// Every occurrence of four bytes replaced.
fn replaced(bytes: &[u8], from: [u8; 4], to: [u8; 4]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for at in 0..bytes.len().saturating_sub(3) {
        if bytes[at..at + 4] == from {
            out[at..at + 4].copy_from_slice(&to);
        }
    }
    out
}

#[test]
fn only_what_comes_out_of_a_zip_counts() {
    let zip = zip_of(&[("a.bin", &vec![0; 1_000_000])]);
    let sum: [u8; 4] = zip[14..18].try_into().expect("the checksum of the first entry");
    let size = 1_000_000_u32.to_le_bytes();
    // With a wrong checksum, whoever read on to the end would find the zip broken, not too large.
    let rows = [
        ("true", zip.clone(), 1_000_000, None),
        ("true", zip.clone(), 1_000, Some("vượt")),
        ("wrong checksum", replaced(&zip, sum, [1; 4]), 1_000_000, Some("bị hỏng khi nén")),
        ("wrong checksum", replaced(&zip, sum, [1; 4]), 1_000, Some("vượt")),
        ("small size declared", replaced(&zip, size, [10, 0, 0, 0]), 1_000, Some("“a.bin”")),
        ("large size declared", replaced(&zip, size, [0xFE; 4]), 1_000, Some("“a.bin”")),
    ];
    for (what, zip, limit, expected) in rows {
        let told = read_within(with_zip(&zip).as_bytes(), limit).err().unwrap_or_default();
        let told: Vec<String> = told.into_iter().map(|fault| fault.sentence).collect();
        assert_eq!(told.len(), usize::from(expected.is_some()), "{what} {limit}: {told:?}");
        assert!(told.iter().all(|line| line.contains(expected.unwrap_or_default())), "{what} {limit}: {told:?}");
    }
}
