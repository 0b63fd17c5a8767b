//! Writes a document in the strict structure of QCVN 102:2016, with the prefixes that the software of the national hub
//! uses and some receivers look for: `edXML:` within the envelope, none outside. The same message gives the same bytes.

use super::content::pack;
use super::dates::{write_date, write_time};
use super::tree::{DEPTH, Node, parse};
use super::xml::Xml;
use super::{Business, File, Message, NAMESPACE, Other, Replacement, Trace};

/// Levels above the signature block: `edXML`, `edXMLEnvelope`, `edXMLHeader`.
const ABOVE_SIGNATURE: usize = 3;

/// Writes a message. Values the standard has no form for are left out: amounts below zero, a `steering` outside 1–3,
/// days before year 1. Whether the result is complete, [`check_structure`](super::check_structure) says.
pub fn write(message: &Message) -> String {
    let mut xml = Xml::begin();
    xml.open_with("edXML", &[("xmlns", NAMESPACE), ("xmlns:edXML", NAMESPACE)]);
    xml.set_prefix("edXML:");
    let files: Vec<(String, &File)> =
        message.files.iter().enumerate().map(|(at, file)| (content_id(at, file), file)).collect();
    xml.within("edXMLEnvelope", |xml| {
        xml.within("edXMLHeader", |xml| {
            xml.within("MessageHeader", |xml| message_header(xml, message));
            xml.within("TraceHeaderList", |xml| traces(xml, message.business.as_ref(), &message.traces));
            if let Some(block) = message.signature.as_deref().and_then(well_formed_signature) {
                xml.raw(block);
            }
        });
        xml.within("edXMLBody", |xml| manifest(xml, &files));
    });
    xml.set_prefix("");
    if !files.is_empty() {
        xml.within("AttachmentEncoded", |xml| files.iter().for_each(|(id, file)| attachment(xml, id, file)));
    }
    xml.close("edXML");
    xml.finish()
}

/// The identifier with its scheme; a file without one is numbered, so that manifest and content stay together.
fn content_id(at: usize, file: &File) -> String {
    let id = file.content_id.trim();
    let id = id.strip_prefix("cid:").unwrap_or(id).trim();
    if id.is_empty() { format!("cid:file-{}", at + 1) } else { format!("cid:{id}") }
}

fn message_header(xml: &mut Xml, message: &Message) {
    xml.organ("From", &message.from);
    message.to.iter().for_each(|organ| xml.organ("To", organ));
    xml.within("Code", |xml| {
        xml.text("CodeNumber", &message.number);
        xml.text("CodeNotation", &message.notation);
    });
    xml.within("PromulgationInfo", |xml| {
        xml.text("Place", &message.place);
        xml.some("PromulgationDate", message.issued_on.and_then(write_date));
    });
    xml.within("DocumentType", |xml| {
        xml.text("Type", &message.kind.type_code);
        xml.text("TypeDetail", &message.kind.type_detail);
        xml.text("TypeName", &message.kind.type_name);
    });
    xml.text("Subject", &message.subject);
    xml.text("Content", &message.content);
    xml.within("SignerInfo", |xml| {
        xml.text("Competence", &message.signer.competence);
        xml.text("Position", &message.signer.position);
        xml.text("FullName", &message.signer.full_name);
    });
    xml.some("DueDate", message.due_on.and_then(write_date));
    xml.list("ToPlaces", "Place", &message.to_places);
    xml.within("OtherInfo", |xml| other(xml, &message.other));
    message.response_for.iter().for_each(|answered| xml.response_for(answered));
    xml.some("SteeringType", message.steering.filter(|kind| (1..=3).contains(kind)).map(|kind| kind.to_string()));
    xml.text("DocumentId", &message.document_id);
}

fn other(xml: &mut Xml, other: &Other) {
    let amount = |amount: Option<i64>| amount.filter(|amount| *amount >= 0).map(|amount| amount.to_string());
    xml.text("Priority", &other.priority.code().to_string());
    xml.text("SphereOfPromulgation", &other.sphere);
    xml.text("TyperNotation", &other.typer_notation);
    xml.some("PromulgationAmount", amount(other.promulgation_amount));
    xml.some("PageAmount", amount(other.page_amount));
    xml.list("Appendixes", "Appendix", &other.appendixes);
    xml.text("Direction", &other.direction);
}

fn traces(xml: &mut Xml, business: Option<&Business>, traces: &[Trace]) {
    if let Some(business) = business {
        xml.within("Bussiness", |xml| write_business(xml, business));
    }
    for trace in traces {
        xml.within("TraceHeader", |xml| {
            xml.text("OrganId", &trace.organ_id);
            xml.text("Timestamp", &write_time(trace.at));
        });
    }
}

fn write_business(xml: &mut Xml, business: &Business) {
    xml.text("BussinessDocType", &business.kind.code().to_string());
    xml.text("BussinessDocReason", &business.reason);
    if !business.receivers.is_empty() {
        xml.within("BussinessDocumentInfo", |xml| {
            xml.text("DocumentReceiver", "1");
            xml.within("ReceiverList", |xml| {
                for receiver in &business.receivers {
                    xml.within("Receiver", |xml| {
                        xml.text("ReceiverType", if receiver.added { "1" } else { "0" });
                        xml.text("OrganId", &receiver.organ_id);
                    });
                }
            });
        });
    }
    xml.text("DocumentId", &business.document_id);
    xml.staff(&business.staff);
    xml.text("Paper", if business.paper { "1" } else { "0" });
    if !business.replacements.is_empty() {
        xml.within("ReplacementInfoList", |xml| business.replacements.iter().for_each(|it| replacement(xml, it)));
    }
}

fn replacement(xml: &mut Xml, replacement: &Replacement) {
    xml.within("ReplacementInfo", |xml| {
        xml.text("DocumentId", &replacement.document_id);
        xml.list("OrganIdList", "OrganId", &replacement.organ_ids);
    });
}

fn manifest(xml: &mut Xml, files: &[(String, &File)]) {
    xml.open_with("edXMLManifest", &[("version", "1.0")]);
    for (id, file) in files {
        xml.within("Reference", |xml| {
            xml.text("ContentId", id);
            xml.text("ContentType", &file.content_type);
            xml.text("Description", &file.description);
            xml.text("AttachmentName", &file.name);
        });
    }
    xml.close("edXMLManifest");
}

fn attachment(xml: &mut Xml, id: &str, file: &File) {
    xml.within("Attachment", |xml| {
        xml.text("ContentId", id);
        xml.text("AttachmentName", &file.name);
        xml.text("ContentType", &file.content_type);
        xml.text("ContentTransferEncoded", &pack(&file.name, &file.bytes));
    });
}

/// The block, if it can stand within another file without breaking it.
fn well_formed_signature(block: &str) -> Option<&str> {
    let block = block.trim();
    let root = parse(block).ok()?;
    let whole = root.raw.len() == block.len() && matches!(root.name.as_str(), "Signature" | "DigitalSignature");
    (whole && is_self_contained(&root, &["", "edXML", "xml"], DEPTH - ABOVE_SIGNATURE)).then_some(block)
}

/// Whether every prefix is declared within, and nothing is too deep for a reader.
fn is_self_contained(node: &Node, known: &[&str], levels: usize) -> bool {
    let declared = node.attributes.iter().filter_map(|(name, _)| name.strip_prefix("xmlns:"));
    let known: Vec<&str> = known.iter().copied().chain(declared).collect();
    levels > 0
        && known.contains(&node.prefix.as_str())
        && node.children.iter().all(|child| is_self_contained(child, &known, levels - 1))
}
