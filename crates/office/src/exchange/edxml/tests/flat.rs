//! What other senders write: other prefixes, other names, other forms of content.

use super::super::*;
use super::samples::{base64, document, faults, full, zip_of};
use jiff::civil::date;

const FLAT: &str = r#"<EdXML><EdXMLEnvelope><MessageHeader>
<from><organid> 000.01 </organid></from><To>000.02</To><To><OrganId>000.03</OrganId><Other>x</Other></To>
<Code>12/UBND-VP</Code><PromulgationDate>02/05/2024 00:00:00</PromulgationDate><DueDate>0001-01-01T00:00:00</DueDate>
<TypeName>Công văn</TypeName><Subject><![CDATA[Về việc A & B]]> &lt;x&gt; &#x1EA0;</Subject>
<ToPlaces>Như trên</ToPlaces><OtherInfo><Priority/><PageAmount>nhiều</PageAmount></OtherInfo>
<ResponseFor/><SteeringType>0</SteeringType></MessageHeader></EdXMLEnvelope>
<Manifest><Attachment><FileName>a.txt</FileName><Content>QUJD
 RA</Content></Attachment></Manifest></EdXML>"#;

#[test]
fn a_flat_variant_is_read() {
    let message = document(FLAT);
    let ids: Vec<&str> = message.to.iter().map(|organ| organ.organ_id.as_str()).collect();
    assert_eq!((message.from.organ_id.as_str(), ids), ("000.01", vec!["000.02", "000.03"]));
    assert_eq!((message.number.as_str(), message.notation.as_str()), ("12", "UBND-VP"));
    assert_eq!((message.issued_on, message.due_on), (Some(date(2024, 5, 2)), None));
    assert_eq!(message.subject, "Về việc A & B <x> Ạ");
    assert_eq!((message.kind.type_name.as_str(), message.to_places), ("Công văn", vec!["Như trên".to_owned()]));
    assert_eq!((message.other, message.steering, message.response_for), (Other::default(), None, Vec::new()));
    let expected = File { name: "a.txt".to_owned(), bytes: b"ABCD".to_vec(), ..File::default() };
    assert_eq!(message.files, vec![expected]);
    let other_lines = FLAT.replace("Về việc", "Về\r\nviệc").replace("&lt;x", "\r\n&lt;x");
    assert_eq!(document(&other_lines).subject, "Về\nviệc A & B \n<x> Ạ");
}

#[test]
fn prefixes_namespaces_marks_and_case_make_no_difference() {
    let good = write(&full());
    let unprefixed = good.replace("edXML:", "").replace("xmlns:=", "xmlns:e=");
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(good.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let rows: [(&str, Vec<u8>); 9] = [
        ("byte order mark", [b"\xEF\xBB\xBF".as_slice(), good.as_bytes()].concat()),
        ("other prefix", good.replace("edXML:", "ed:").into_bytes()),
        ("no prefix", unprefixed.into_bytes()),
        ("no namespace", good.replace("http://www.mic.gov.vn/TBT/QCVN_102_2016", "").into_bytes()),
        ("lower case", good.replace("MessageHeader>", "messageheader>").replace("OrganId>", "ORGANID>").into_bytes()),
        ("right spelling", good.replace("Bussiness", "Business").into_bytes()),
        (
            "soap",
            good.replace("<edXML ", "<s:Envelope xmlns:s=\"urn:s\"><edXML ")
                .into_bytes()
                .into_iter()
                .chain(*b"</s:Envelope>")
                .collect(),
        ),
        ("identifiers without scheme", good.replace("<ContentId>cid:", "<ContentId>").into_bytes()),
        ("UTF-16", utf16),
    ];
    for (what, bytes) in rows {
        let Ok(Parsed::Document(message)) = read(&bytes) else { panic!("{what}: {:?}", read(&bytes)) };
        assert_eq!(*message, full(), "{what}");
    }
}

/// A message with one attachment of that name and content.
fn with_attachment(name: &str, content: &str) -> String {
    FLAT.replace("a.txt", name).replace("QUJD\n RA", content)
}

#[test]
fn zipped_and_plain_contents_are_told_apart() {
    let inner = zip_of(&[("a.xml", b"1"), ("b.xml", b"2")]);
    let rows: [(&str, Vec<u8>, Vec<u8>); 10] = [
        ("a.pdf", b"%PDF".to_vec(), b"%PDF".to_vec()),
        ("a.pdf", zip_of(&[("x.pdf", b"%PDF")]), b"%PDF".to_vec()),
        ("a.pdf", zip_of(&[("không tên", b"%PDF")]), b"%PDF".to_vec()),
        ("a.docx", inner.clone(), inner.clone()),
        ("a.DOCX", zip_of(&[("x.docx", &inner)]), inner.clone()),
        ("a.docx", zip_of(&[("3f0a", &inner)]), inner.clone()),
        ("a.zip", zip_of(&[("x.zip", &inner)]), inner.clone()),
        ("a.zip", zip_of(&[("x.pdf", b"%PDF")]), zip_of(&[("x.pdf", b"%PDF")])),
        ("a.zip", zip_of(&[("x", b"%PDF")]), zip_of(&[("x", b"%PDF")])),
        ("a.zip", zip_of(&[]), zip_of(&[])),
    ];
    for (name, sent, expected) in rows {
        let message = document(&with_attachment(name, &base64(&sent)));
        assert_eq!(message.files.first().map(|file| file.bytes.clone()), Some(expected), "{name}");
    }
}

#[test]
fn spoilt_attachments_are_named() {
    let mut broken = zip_of(&[("x.pdf", b"%PDF")]);
    broken.truncate(20);
    let rows = [
        ("Zm9v!", "không phải base64"),
        ("A", "không phải base64"),
        ("", "không có nội dung"),
        ("base64", "không có nội dung"),
        (&base64(&zip_of(&[])), "nén thành 0 tệp"),
        (&base64(&zip_of(&[("a", b"1"), ("b", b"2")])), "nén thành 2 tệp"),
        (&base64(&broken), "bị hỏng khi nén"),
    ];
    for (content, expected) in rows {
        let told = faults(with_attachment("a.pdf", content).as_bytes());
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told.iter().all(|line| line.contains("“a.pdf”") && line.contains(expected)), "{told:?}");
    }
}

#[test]
fn attachments_and_references_find_each_other() {
    let reference = |id: &str, name: &str| {
        format!("<Reference><ContentId>{id}</ContentId><AttachmentName>{name}</AttachmentName></Reference>")
    };
    let attached = |id: &str, name: &str| {
        format!(
            "<Attachment><ContentId>{id}</ContentId><FileName>{name}</FileName><Content>QQ==</Content></Attachment>"
        )
    };
    let rows = [
        (reference("cid:1", "a.pdf"), attached("1", ""), Ok("a.pdf")),
        (reference("1", "a.pdf"), attached("CID:1", "b.pdf"), Ok("b.pdf")),
        (reference("1", "a.pdf"), attached("2", "a.pdf"), Ok("a.pdf")),
        (String::new(), attached("2", "a.pdf"), Ok("a.pdf")),
        ("<Reference x:href=\"cid:7\"/>".to_owned(), attached("7", "a.pdf"), Ok("a.pdf")),
        (reference("1", "a.pdf"), String::new(), Err("“a.pdf” được nêu trong thông điệp nhưng không kèm theo")),
        (reference("1", ""), attached("2", "b.pdf"), Err("“1” được nêu")),
    ];
    let (head, _) = FLAT.split_once("<Manifest>").expect("a manifest");
    for (references, attachments, expected) in rows {
        let encoded = format!("<AttachmentEncoded>{attachments}</AttachmentEncoded>");
        let xml = format!("{head}<edXMLManifest>{references}</edXMLManifest>{encoded}</EdXML>");
        match expected {
            Ok(name) => assert_eq!(document(&xml).files.first().map(|file| file.name.clone()), Some(name.to_owned())),
            Err(sentence) => assert!(faults(xml.as_bytes()).iter().any(|line| line.contains(sentence)), "{xml}"),
        }
    }
}
