//! Reads an edXML file from any sender: tolerant of prefixes, case, order, flat variants and forms of days; what must
//! be there and is not, or cannot be understood, is told all at once, each with its place.

use super::attachments::read_files;
use super::content::UNPACKED;
use super::read_parts::{Faults, read_business, read_organ, read_other, read_response, read_traces};
use super::status::{find_status, read_status};
use super::tree::{Node, decode, parse};
use super::{DocumentType, Message, Parsed, Signer, Unreadable};

/// Reads a message: a document with its files unpacked, or a state.
///
/// # Errors
///
/// Everything that keeps the message from being taken. A fault of the file itself (not XML, cut off, too large, a DTD)
/// stands alone, because nothing after it can be read.
pub fn read(bytes: &[u8]) -> Result<Parsed, Vec<Unreadable>> {
    read_within(bytes, UNPACKED)
}

/// The same, with a limit for the sum of the unpacked files in bytes.
pub(super) fn read_within(bytes: &[u8], unpacked: u64) -> Result<Parsed, Vec<Unreadable>> {
    let source = decode(bytes).map_err(|fault| vec![fault])?;
    let root = parse(&source).map_err(|fault| vec![fault])?;
    let mut faults = Faults::default();
    let parsed = match find_status(&root) {
        Some(status) => read_status(status, &mut faults).map(|status| Parsed::Status(Box::new(status))),
        None => read_document(&root, unpacked, &mut faults).map(|message| Parsed::Document(Box::new(message))),
    };
    match parsed {
        Some(parsed) if faults.0.is_empty() => Ok(parsed),
        _ => Err(faults.0),
    }
}

fn read_document(root: &Node, unpacked: u64, faults: &mut Faults) -> Option<Message> {
    let named = root.find(&|node| node.is("MessageHeader"));
    let Some(header) = named.or_else(|| root.find(&|node| node.at("From").is_some())) else {
        let sentence = "Tệp không phải thông điệp edXML: không có MessageHeader. Chọn đúng tệp edXML (QCVN 102:2016).";
        faults.add(root, "MessageHeader", sentence);
        return None;
    };
    let mut message = Message::default();
    read_addresses(header, &mut message, faults);
    read_identity(header, &mut message, faults);
    read_text(header, &mut message, faults);
    if let Some(list) = root.find(&|node| node.is("TraceHeaderList")) {
        message.traces = read_traces(list, faults);
        message.business = list.at("Bussiness|Business").map(|business| read_business(business, faults));
    }
    message.signature = read_signature(root);
    message.files = read_files(root, unpacked, faults);
    Some(message)
}

fn read_addresses(header: &Node, message: &mut Message, faults: &mut Faults) {
    message.from = header.at("From").map(read_organ).unwrap_or_default();
    if message.from.organ_id.is_empty() {
        let sentence = "Thiếu mã định danh cơ quan gửi. Đề nghị nơi gửi ghi From/OrganId rồi gửi lại.";
        faults.add(header.at("From").unwrap_or(header), "MessageHeader/From/OrganId", sentence);
    }
    message.to = header.all("To").map(read_organ).collect();
    if message.to.iter().all(|organ| organ.organ_id.is_empty()) {
        let sentence = "Thiếu mã định danh cơ quan nhận. Đề nghị nơi gửi ghi ít nhất một To/OrganId rồi gửi lại.";
        faults.add(header.at("To").unwrap_or(header), "MessageHeader/To/OrganId", sentence);
    }
    let places = header.at("ToPlaces").map(|list| plain_items(list, "Place")).unwrap_or_default();
    message.to_places = places;
}

/// The texts of a list such as `ToPlaces`; in flat variants the list itself bears the text.
pub(super) fn plain_items(list: &Node, names: &str) -> Vec<String> {
    let items = list.all(names).map(Node::plain);
    let items: Vec<String> = if list.children.is_empty() { vec![list.plain()] } else { items.collect() };
    items.into_iter().filter(|item| !item.is_empty()).collect()
}

fn read_identity(header: &Node, message: &mut Message, faults: &mut Faults) {
    let code = first(header, &["Code/CodeNumber", "CodeNumber"]);
    let notation = first(header, &["Code/CodeNotation", "CodeNotation"]);
    let whole = header.at("Code").filter(|code| code.children.is_empty()).map(Node::plain).unwrap_or_default();
    (message.number, message.notation) = match whole.split_once('/') {
        Some((number, rest)) if code.is_empty() && notation.is_empty() => (number.to_owned(), rest.to_owned()),
        None if code.is_empty() => (whole, notation),
        _ => (code, notation),
    };
    if message.number.is_empty() && message.notation.is_empty() {
        let sentence =
            "Thiếu số và ký hiệu văn bản. Đề nghị nơi gửi ghi Code/CodeNumber, Code/CodeNotation rồi gửi lại.";
        faults.add(header.at("Code").unwrap_or(header), "MessageHeader/Code", sentence);
    }
    message.place = first(header, &["PromulgationInfo/Place", "Place"]);
    let issued = ["PromulgationInfo/PromulgationDate", "PromulgationDate"].into_iter().find_map(|path| header.at(path));
    message.issued_on = faults.date(issued, "MessageHeader/PromulgationInfo/PromulgationDate");
    message.due_on = faults.date(header.at("DueDate"), "MessageHeader/DueDate");
    message.document_id = header.value("DocumentId");
}

fn read_text(header: &Node, message: &mut Message, faults: &mut Faults) {
    message.kind = DocumentType {
        type_code: header.value("DocumentType/Type"),
        type_detail: header.value("DocumentType/TypeDetail"),
        type_name: first(header, &["DocumentType/TypeName", "TypeName"]),
    };
    message.subject = header.value("Subject");
    if message.subject.is_empty() {
        let sentence = "Thiếu trích yếu nội dung. Đề nghị nơi gửi ghi Subject rồi gửi lại.";
        faults.add(header.at("Subject").unwrap_or(header), "MessageHeader/Subject", sentence);
    }
    message.content = header.value("Content");
    message.signer = Signer {
        competence: header.value("SignerInfo/Competence"),
        position: header.value("SignerInfo/Position"),
        full_name: header.value("SignerInfo/FullName"),
    };
    message.other = header.at("OtherInfo").map(|other| read_other(other, faults)).unwrap_or_default();
    let answered = header.all("ResponseFor").map(|node| read_response(node, "MessageHeader/ResponseFor", faults));
    message.response_for = answered.filter(|answered| *answered != Default::default()).collect();
    message.steering = read_steering(header, faults);
}

/// `SteeringType` 1 to 3; the 0 that some send is not in the list and says nothing.
fn read_steering(header: &Node, faults: &mut Faults) -> Option<u8> {
    let node = header.at("SteeringType")?;
    let text = node.plain();
    match text.parse() {
        Ok(kind @ 1..=3) => return Some(kind),
        Ok(0) => {}
        Err(_) if text.is_empty() => {}
        _ => {
            let sentence =
                format!("Loại chỉ đạo “{text}” không có trong danh mục 1–3. Đề nghị nơi gửi sửa rồi gửi lại.");
            faults.add(node, "MessageHeader/SteeringType", sentence);
        }
    }
    None
}

/// The signature block as it stands; an empty one (`DigitalSignature`) says nothing.
fn read_signature(root: &Node) -> Option<String> {
    let node = root.find(&|node| node.is("Signature|DigitalSignature"))?;
    (!node.children.is_empty() || !node.plain().is_empty()).then(|| node.raw.to_owned())
}

/// The first of several places that says anything.
pub(super) fn first(node: &Node, paths: &[&str]) -> String {
    paths.iter().map(|path| node.value(path)).find(|value| !value.is_empty()).unwrap_or_default()
}
