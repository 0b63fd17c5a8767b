//! Reads the parts that documents and states are made of: authorities, answers, traces, business; collects the faults.

use super::dates::{read_date, read_time};
use super::read::{first, plain_items};
use super::tree::Node;
use super::{
    Business, BusinessKind, Organ, Other, Priority, Receiver, Replacement, ResponseFor, Staff, Trace, Unreadable,
};
use jiff::civil::{Date, DateTime};

/// What was found wrong so far.
#[derive(Default)]
pub(super) struct Faults(pub(super) Vec<Unreadable>);

impl Faults {
    /// Notes a fault at an element; the path names what is meant, which may be missing.
    pub(super) fn add(&mut self, node: &Node, path: &str, sentence: impl Into<String>) {
        self.0.push(Unreadable { place: format!("dòng {}: {path}", node.line), sentence: sentence.into() });
    }

    /// A day; `None` when the element is missing, empty, or year 1, which .NET senders write for "no day".
    pub(super) fn date(&mut self, node: Option<&Node>, path: &str) -> Option<Date> {
        let node = node?;
        let text = node.plain();
        if text.is_empty() {
            return None;
        }
        let day = read_date(&text);
        if day.is_none() {
            let sentence =
                format!("Ngày “{text}” không đọc được. Đề nghị nơi gửi ghi dạng năm/tháng/ngày, ví dụ 2024/05/02.");
            self.add(node, path, sentence);
        }
        day.filter(|day| day.year() > 1)
    }

    /// A time that must be there.
    pub(super) fn time(&mut self, parent: &Node, path: &str) -> Option<DateTime> {
        let node = parent.at("Timestamp");
        let text = node.map(Node::plain).unwrap_or_default();
        let at = read_time(&text);
        if at.is_none() {
            let what = if text.is_empty() {
                "Thiếu thời điểm".to_owned()
            } else {
                format!("Thời điểm “{text}” không đọc được")
            };
            let sentence = format!("{what}. Đề nghị nơi gửi ghi dạng 2024/05/02 08:30:00 rồi gửi lại.");
            self.add(node.unwrap_or(parent), path, sentence);
        }
        at
    }
}

/// An authority; in flat variants the element bears the code itself.
pub(super) fn read_organ(node: &Node) -> Organ {
    let own = if node.children.is_empty() { node.plain() } else { node.value("OrganId") };
    Organ {
        organ_id: own,
        in_charge: node.value("OrganizationInCharge"),
        name: node.value("OrganName"),
        address: node.value("OrganAdd"),
        email: node.value("Email"),
        telephone: node.value("Telephone"),
        fax: node.value("Fax"),
        website: node.value("Website"),
    }
}

/// What is answered; all empty when the element is.
pub(super) fn read_response(node: &Node, path: &str, faults: &mut Faults) -> ResponseFor {
    ResponseFor {
        organ_id: node.value("OrganId"),
        code: node.value("Code"),
        issued_on: faults.date(node.at("PromulgationDate"), &format!("{path}/PromulgationDate")),
        document_id: node.value("DocumentId"),
    }
}

/// The official to ask.
pub(super) fn read_staff(parent: &Node) -> Staff {
    Staff {
        department: parent.value("StaffInfo/Department"),
        staff: parent.value("StaffInfo/Staff"),
        mobile: parent.value("StaffInfo/Mobile"),
        email: parent.value("StaffInfo/Email"),
    }
}

/// The rest of the header. A number of copies or pages that cannot be read is taken as not said: nothing hangs on it.
pub(super) fn read_other(node: &Node, faults: &mut Faults) -> Other {
    let amount = |path| node.value(path).parse().ok().filter(|amount| *amount >= 0);
    Other {
        priority: read_priority(node, faults),
        sphere: node.value("SphereOfPromulgation"),
        typer_notation: node.value("TyperNotation"),
        promulgation_amount: amount("PromulgationAmount"),
        page_amount: amount("PageAmount"),
        appendixes: node.at("Appendixes").map(|list| plain_items(list, "Appendix")).unwrap_or_default(),
        direction: node.value("Direction"),
    }
}

fn read_priority(node: &Node, faults: &mut Faults) -> Priority {
    let Some(found) = node.at("Priority") else { return Priority::Normal };
    let text = found.plain();
    let priority = Priority::from_code(&text);
    if priority.is_none() && !text.is_empty() {
        let sentence = format!("Độ khẩn “{text}” không có trong danh mục 0–4. Đề nghị nơi gửi sửa rồi gửi lại.");
        faults.add(found, "MessageHeader/OtherInfo/Priority", sentence);
    }
    priority.unwrap_or_default()
}

/// The authorities passed.
pub(super) fn read_traces(list: &Node, faults: &mut Faults) -> Vec<Trace> {
    let mut traces = Vec::new();
    for node in list.all("TraceHeader") {
        if let Some(at) = faults.time(node, "TraceHeaderList/TraceHeader/Timestamp") {
            traces.push(Trace { organ_id: node.value("OrganId"), at });
        }
    }
    traces
}

/// What is to be done.
pub(super) fn read_business(node: &Node, faults: &mut Faults) -> Business {
    let receivers = node.at("BussinessDocumentInfo|BusinessDocumentInfo").and_then(|it| it.at("ReceiverList"));
    let replaced = node.at("ReplacementInfoList");
    Business {
        kind: read_kind(node, faults),
        reason: first(node, &["BussinessDocReason|BusinessDocReason"]),
        document_id: node.value("DocumentId"),
        staff: read_staff(node),
        paper: node.value("Paper") == "1",
        receivers: receivers
            .map(|list| list.all("Receiver").map(|it| read_receiver(it, faults)).collect())
            .unwrap_or_default(),
        replacements: replaced
            .map(|list| list.all("ReplacementInfo").map(read_replacement).collect())
            .unwrap_or_default(),
    }
}

fn read_kind(node: &Node, faults: &mut Faults) -> BusinessKind {
    let Some(found) = node.at("BussinessDocType|BusinessDocType") else { return BusinessKind::New };
    let text = found.plain();
    let kind = BusinessKind::from_code(&text);
    if kind.is_none() && !text.is_empty() {
        let sentence = format!("Loại nghiệp vụ “{text}” không có trong danh mục 0–3. Đề nghị nơi gửi sửa rồi gửi lại.");
        faults.add(found, "TraceHeaderList/Bussiness/BussinessDocType", sentence);
    }
    kind.unwrap_or_default()
}

fn read_receiver(node: &Node, faults: &mut Faults) -> Receiver {
    let kind = node.value("ReceiverType");
    if !matches!(kind.as_str(), "0" | "1") {
        let sentence =
            "Không rõ nơi nhận được thêm hay bị bớt. Đề nghị nơi gửi ghi ReceiverType là 1 (thêm) hoặc 0 (bớt).";
        faults.add(
            node,
            "TraceHeaderList/Bussiness/BussinessDocumentInfo/ReceiverList/Receiver/ReceiverType",
            sentence,
        );
    }
    Receiver { organ_id: node.value("OrganId"), added: kind == "1" }
}

fn read_replacement(node: &Node) -> Replacement {
    let organ_ids = node.at("OrganIdList").map(|list| plain_items(list, "OrganId")).unwrap_or_default();
    Replacement { document_id: node.value("DocumentId"), organ_ids }
}
