//! edXML 1.0 messages of QCVN 102:2016/BTTTT: documents and their states, as authorities exchange them over the
//! national and provincial hubs. Reading is tolerant of what circulates, writing keeps to the structure of the
//! standard.
//!
//! Pure: bytes in, values out; nothing is stored, sent or looked up.

mod attachments;
mod check;
mod codes;
mod content;
mod dates;
mod read;
mod read_parts;
mod shapes;
mod status;
mod tree;
mod write;
mod xml;

pub use check::check_structure;
pub use codes::{BusinessKind, Priority, StatusCode};
pub use read::read;
pub use status::{StatusMessage, write_status};
pub use write::write;

use jiff::civil::{Date, DateTime};

/// The namespace of edXML 1.0.
pub const NAMESPACE: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

/// An authority that sends or receives (`From`, `To`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organ {
    /// Identification code, such as `000.00.12.H13`.
    pub organ_id: String,
    /// The authority above it (`OrganizationInCharge`).
    pub in_charge: String,
    pub name: String,
    pub address: String,
    pub email: String,
    pub telephone: String,
    pub fax: String,
    pub website: String,
}

/// A document on its way, with its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    pub from: Organ,
    pub to: Vec<Organ>,
    /// The number alone (`CodeNumber`), such as `15`.
    pub number: String,
    /// The notation (`CodeNotation`), such as `UBND-VP`.
    pub notation: String,
    /// Where it was issued.
    pub place: String,
    pub issued_on: Option<Date>,
    pub kind: DocumentType,
    pub subject: String,
    pub content: String,
    pub signer: Signer,
    /// The day an answer is due.
    pub due_on: Option<Date>,
    /// Recipients as they stand at the foot of the document.
    pub to_places: Vec<String>,
    pub other: Other,
    /// What the document answers.
    pub response_for: Vec<ResponseFor>,
    /// `SteeringType`: 1 not a directive, 2 a directive, 3 a report on one; `None` when not said (some send 0).
    pub steering: Option<u8>,
    /// Identifier of the document among all authorities, such as `000.00.12.H13,2024/05/02,15/UBND-VP`.
    pub document_id: String,
    /// The authorities it passed.
    pub traces: Vec<Trace>,
    /// What is to be done with it; the standard spells the element `Bussiness`.
    pub business: Option<Business>,
    pub files: Vec<File>,
    /// The signature block (XMLDSig) as it stood, not verified and not changed. [`write()`] leaves out a block that is
    /// not one well-formed `Signature` element declaring its own prefixes.
    pub signature: Option<String>,
}

/// Kind of document (`DocumentType`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentType {
    pub type_code: String,
    pub type_detail: String,
    pub type_name: String,
}

/// Who signed (`SignerInfo`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// In whose name: `TM.`, `KT.`, `TL.`.
    pub competence: String,
    pub position: String,
    pub full_name: String,
}

/// The rest of the header (`OtherInfo`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Other {
    pub priority: Priority,
    /// Where it may be circulated (`SphereOfPromulgation`).
    pub sphere: String,
    pub typer_notation: String,
    /// Copies issued.
    pub promulgation_amount: Option<i64>,
    pub page_amount: Option<i64>,
    pub appendixes: Vec<String>,
    pub direction: String,
}

/// The document that a document or a state answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseFor {
    pub organ_id: String,
    /// Number and notation together, such as `15/UBND-VP`.
    pub code: String,
    pub issued_on: Option<Date>,
    pub document_id: String,
}

/// One authority on the way, in Vietnamese time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub organ_id: String,
    pub at: DateTime,
}

/// What the sender wants done (`Bussiness`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Business {
    pub kind: BusinessKind,
    pub reason: String,
    /// The document that is recalled or updated (`Bussiness/DocumentId`); empty for a new one.
    pub document_id: String,
    pub staff: Staff,
    /// Whether the paper follows (`Paper` 1).
    pub paper: bool,
    /// On an update: authorities added to or removed from the receivers.
    pub receivers: Vec<Receiver>,
    /// On a replacement: the documents replaced.
    pub replacements: Vec<Replacement>,
}

/// A receiver changed by an update.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receiver {
    pub organ_id: String,
    /// `ReceiverType`: 1 added, 0 removed.
    pub added: bool,
}

/// A document that is replaced, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replacement {
    pub document_id: String,
    pub organ_ids: Vec<String>,
}

/// The official to ask (`StaffInfo`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staff {
    pub department: String,
    pub staff: String,
    pub mobile: String,
    pub email: String,
}

/// An attached file, unpacked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Identifier without `cid:`.
    pub content_id: String,
    pub name: String,
    pub content_type: String,
    pub description: String,
    pub bytes: Vec<u8>,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    Document(Box<Message>),
    Status(Box<StatusMessage>),
}

/// Why a file cannot be taken, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Line and path of the element, such as `dòng 12: MessageHeader/From/OrganId`.
    pub place: String,
    /// What is wrong and what to do, in Vietnamese.
    pub sentence: String,
}

#[cfg(test)]
mod tests;
