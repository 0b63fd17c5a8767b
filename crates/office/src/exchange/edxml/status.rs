//! The state of a document, as its receiver tells the sender: reading and writing.
//!
//! The notes on the standard give the fields; that they stand in `edXMLHeader/Status` is the practice of the software
//! of the national hub, older senders put them into `MessageHeader`. Both are read.

use super::codes::StatusCode;
use super::dates::write_time;
use super::read_parts::{Faults, read_organ, read_response, read_staff};
use super::tree::Node;
use super::xml::Xml;
use super::{NAMESPACE, Organ, ResponseFor, Staff};
use jiff::civil::DateTime;

/// A state: which document, who says so, which state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusMessage {
    pub response_for: ResponseFor,
    pub from: Organ,
    pub status: StatusCode,
    pub description: String,
    /// In Vietnamese time.
    pub at: DateTime,
    pub staff: Staff,
}

/// Writes a state in the strict structure; the years are those from 1 on.
pub fn write_status(message: &StatusMessage) -> String {
    let mut xml = Xml::begin();
    xml.open_with("edXML", &[("xmlns", NAMESPACE), ("xmlns:edXML", NAMESPACE)]);
    xml.set_prefix("edXML:");
    xml.within("edXMLEnvelope", |xml| {
        xml.within("edXMLHeader", |xml| {
            xml.within("Status", |xml| {
                xml.response_for(&message.response_for);
                xml.organ("From", &message.from);
                xml.text("StatusCode", message.status.code());
                xml.text("Description", &message.description);
                xml.text("Timestamp", &write_time(message.at));
                xml.staff(&message.staff);
            });
        });
    });
    xml.set_prefix("");
    xml.close("edXML");
    xml.finish()
}

/// The element that bears a state, wherever it stands.
pub(super) fn find_status<'n, 'a>(root: &'n Node<'a>) -> Option<&'n Node<'a>> {
    root.find(&|node| {
        node.at("StatusCode").is_some() || node.is("Status|MessageStatus") && node.at("ResponseFor").is_some()
    })
}

/// Reads the state; what is missing is among the faults.
pub(super) fn read_status(node: &Node, faults: &mut Faults) -> Option<StatusMessage> {
    let code = node.value("StatusCode");
    let status = StatusCode::from_code(&code);
    if status.is_none() {
        let what = if code.is_empty() {
            "Thiếu mã trạng thái".to_owned()
        } else {
            format!("Mã trạng thái “{code}” lạ")
        };
        let sentence = format!("{what}. Đề nghị nơi gửi ghi StatusCode là 01–06, 13, 15 hoặc 16 rồi gửi lại.");
        faults.add(node.at("StatusCode").unwrap_or(node), "Status/StatusCode", sentence);
    }
    let answered = node.at("ResponseFor").map(|found| read_response(found, "Status/ResponseFor", faults));
    let answered = answered.unwrap_or_default();
    if answered.document_id.is_empty() && answered.code.is_empty() {
        let sentence =
            "Không rõ trạng thái của văn bản nào. Đề nghị nơi gửi ghi ResponseFor/DocumentId hoặc ResponseFor/Code.";
        faults.add(node.at("ResponseFor").unwrap_or(node), "Status/ResponseFor", sentence);
    }
    let at = faults.time(node, "Status/Timestamp");
    Some(StatusMessage {
        response_for: answered,
        from: node.at("From").map(read_organ).unwrap_or_default(),
        status: status?,
        description: node.value("Description"),
        at: at?,
        staff: read_staff(node),
    })
}
